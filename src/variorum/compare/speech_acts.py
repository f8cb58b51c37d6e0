"""Verbs of saying and of refusing: when they tell a deed themselves, and what they say was not done.

Words are in data/assertions.toml.
"""

from collections.abc import Sequence
from functools import cache

from variorum.compare.predicates import people_nouns
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Token

_WHAT_IS_SAID = ("ccomp", "xcomp", "oprd", "pcomp")
_OPENING = frozenset((":", '"', "“", "”", "‘"))


def is_deed_itself(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb of saying or refusing tells a deed, as nothing follows that was said or was not done: 'warned
    the government of it', 'recalled its ambassador', 'did not reply', 'refused them entry'; or as it tells what
    somebody knows ('was told that'), or a meeting ('spoke with him').
    """
    lemma, own = tokens[verb].lemma.lower(), [tokens[c] for c in children(tokens, verb)]
    if lemma in assertion_words("informing") and any(t.dep == "auxpass" for t in own):
        return True
    if lemma in assertion_words("conversing") and any(t.text.lower() in assertion_words("together") for t in own):
        return True
    passive = any(t.dep == "nsubjpass" for t in own)  # 'reports are wrong: he has not been recalled'
    below = [t for t in own if not passive or t.start > tokens[verb].start]
    if any(t.dep in _WHAT_IS_SAID or t.text in _OPENING for t in below):
        return False
    things = [t for t in own if t.dep in ("dobj", "nsubjpass")]
    if lemma in assertion_words("recalling"):
        sent = people_nouns() | assertion_words("sent")
        return any(t.lemma.lower() in sent or t.name == "PERSON" for t in things)
    if lemma in assertion_words("responding"):
        return True
    return bool(things) and lemma in assertion_words("warning")


def is_refused(tokens: Sequence[Token], head: int, index: int) -> bool:
    """Tell whether what hangs on a verb of refusing is what was not done; who 'stopped to help' helped, maybe."""
    wanted = tokens[head].lemma.lower() in assertion_words("ceasing") and tokens[index].tag == "VB"
    return tokens[index].dep in ("xcomp", "pcomp", "prep", "dobj") and not wanted


@cache
def assertion_words(name: str) -> frozenset[str]:
    """Give a list of words of data/assertions.toml."""
    return frozenset(read_toml("assertions")[name].split())
