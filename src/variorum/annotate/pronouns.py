"""Whom a pronoun stands for, by rules of position, and only where they leave no doubt.

'he', 'she' stand for the person who is subject of the same sentence before it or else of the sentence before; 'it' and
'they' for a body or state (or group) in the same way. Where two candidates of the same rank differ, none is chosen.
"""

from collections.abc import Mapping, Sequence

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Mention, ParsedSentence

_PERSONAL = frozenset(("he", "she", "his", "her", "him", "himself", "herself", "hers"))
_COLLECTIVE = frozenset(("it", "its", "itself", "they", "their", "them", "themselves"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_REACH = 2  # sentences back, within two paragraphs


def resolve_pronouns(sentences: Sequence[ParsedSentence], mentions: Sequence[Mention]) -> Mapping[tuple[int, int], int]:
    """Give the index of the mention for each pronoun that stands for one, by (sentence, token)."""
    by_sentence: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        by_sentence.setdefault(mention.sentence, []).append(index)
    found: dict[tuple[int, int], int] = {}
    for sentence in sentences:
        for position, token in enumerate(sentence.parse.tokens):
            word = token.text.lower()
            if word not in _PERSONAL and word not in _COLLECTIVE and not _is_body(sentence, position):
                continue
            antecedent = _antecedent(sentence, position, word in _PERSONAL, sentences, mentions, by_sentence, found)
            if antecedent is not None:
                found[(sentence.index, position)] = antecedent
    return found


def _is_body(sentence: ParsedSentence, position: int) -> bool:
    """'the bloc', 'the alliance': a body named before, where no other word tells which."""
    tokens = sentence.parse.tokens
    if tokens[position].text.lower() not in read_toml("parties")["bodies"] or position == 0:
        return False
    alone = tokens[position - 1].text.lower() == "the" and tokens[position - 1].head == position
    return alone and not any(t.head == position and t.dep in ("prep", "appos", "relcl", "acl") for t in tokens)


def _antecedent(
    sentence: ParsedSentence,
    position: int,
    personal: bool,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    by_sentence: Mapping[int, Sequence[int]],
    found: Mapping[tuple[int, int], int],
) -> int | None:
    for back in range(_REACH + 1):
        index = sentence.index - back
        if index < 0 or sentence.paragraph - sentences[index].paragraph > 1:
            return None
        limit = position if back == 0 else len(sentences[index].parse.tokens)
        candidates = [
            m for m in by_sentence.get(index, ()) if mentions[m].last_token < limit and _fits(mentions[m], personal)
        ]
        choice = _choose(candidates, sentences[index], mentions)
        if choice is not None:
            return choice
        if back and (pronoun := _subject_pronoun(sentences[index], personal, found)) is not None:
            return pronoun
        if candidates:
            return None
    return None


def _fits(mention: Mention, personal: bool) -> bool:
    if personal:
        return mention.kind == "person"
    return mention.kind in ("organization", "state", "group") and not mention.demonym


def _choose(candidates: Sequence[int], sentence: ParsedSentence, mentions: Sequence[Mention]) -> int | None:
    subjects = [m for m in candidates if sentence.parse.tokens[mentions[m].last_token].dep in _SUBJECTS]
    names = {mentions[m].name.split()[-1] for m in candidates}
    if subjects:
        return subjects[-1]
    return candidates[-1] if len(names) == 1 else None


def _subject_pronoun(sentence: ParsedSentence, personal: bool, found: Mapping[tuple[int, int], int]) -> int | None:
    """The antecedent of the sentence's own subject, where that is a pronoun of the same kind."""
    words = _PERSONAL if personal else _COLLECTIVE
    for position, token in enumerate(sentence.parse.tokens):
        if token.dep in _SUBJECTS and token.text.lower() in words:
            return found.get((sentence.index, position))
    return None
