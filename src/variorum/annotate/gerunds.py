"""The '-ing' form of an English verb, by the rules of spelling; verbs stressed on the end are in data/topics.toml."""

import re

from variorum.annotate.topic_words import topic_words

_SHORT = re.compile(r"(?:[^aeiou]|qu)+[aeiou][bdgklmnprtz]")  # one syllable that ends in one vowel and one consonant


def gerund(lemma: str) -> str:
    """Give 'leaving' of 'leave', 'tying' of 'tie', 'stopping' of 'stop', 'permitting' of 'permit'."""
    if lemma.endswith("ie") and len(lemma) > 2:
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and len(lemma) > 2 and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    if lemma.endswith("ic"):
        return lemma + "king"
    if _SHORT.fullmatch(lemma) or lemma in topic_words().doubled:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"
