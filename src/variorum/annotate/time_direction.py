"""Past or future: where the clause around a time points, by tense, preposition and verbs that set dates."""

from dataclasses import dataclass
from typing import Literal

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse, Token

_CUES = read_toml("times")["cues"]
_FUTURE_PREPOSITIONS = frozenset(_CUES["future_prepositions"])
_PAST_PREPOSITIONS = frozenset(_CUES["past_prepositions"])
_SCHEDULING = frozenset(_CUES["scheduling"])
_SCHEDULING_PREPOSITIONS = frozenset(_CUES["scheduling_prepositions"])
_PROSPECTIVE = frozenset(_CUES["prospective"])
_MODALS = frozenset(_CUES["future_modals"])
_MAX_CLIMB = 12

Way = Literal["past", "future", ""]


@dataclass(frozen=True, slots=True)
class Direction:
    """Where the clause points; `strong` where the time itself depends on the verb or cue that says so."""

    way: Way = ""
    strong: bool = False


def find_direction(parse: Parse, start: int, end: int) -> Direction:
    """Give the direction of the time at [start, end) of the sentence."""
    index = _head_of(parse, start, end)
    if index is None:
        return Direction()
    tokens, strong, preposition = parse.tokens, True, ""
    for _ in range(_MAX_CLIMB):
        token = tokens[index]
        if token.dep == "prep" or token.tag in ("IN", "TO"):
            preposition = preposition or token.lemma.lower()
            if preposition in _FUTURE_PREPOSITIONS:
                return Direction("future", True)
            if preposition in _PAST_PREPOSITIONS:
                return Direction("past", True)
        if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
            if token.lemma in _SCHEDULING and preposition in _SCHEDULING_PREPOSITIONS:
                return Direction("future", True)
            way = _tense(parse, index)
            return Direction(way, strong and bool(way))
        if token.pos in ("NOUN", "PROPN") and not start <= token.start < end:
            strong = False  # the time belongs to a noun, whose verb tells of something else
            if token.dep in ("dobj", "pobj", "nsubjpass") and _head_lemma(tokens, index) in _SCHEDULING:
                return Direction("", False)
        if token.head == index:
            return Direction()
        index = token.head
    return Direction()


def _head_of(parse: Parse, start: int, end: int) -> int | None:
    """Give the token of the expression whose head stands outside it."""
    inside = [i for i, t in enumerate(parse.tokens) if t.start < end and start < t.end]
    for index in inside:
        if parse.tokens[index].head not in inside or parse.tokens[index].head == index:
            return index
    return inside[-1] if inside else None


def _head_lemma(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[tokens[index].head].lemma


def _tense(parse: Parse, verb: int) -> Way:
    """Give the direction of a verb by its auxiliaries and form; an infinitive looks to what governs it."""
    for _ in range(_MAX_CLIMB):
        token = parse.tokens[verb]
        helpers = [
            t
            for t in parse.tokens
            if t.head != t.start and parse.tokens[t.head] is token and t.dep in ("aux", "auxpass")
        ]
        words = {h.text.lower() for h in helpers}
        if words & _MODALS:
            return "future"
        if any(h.tag == "MD" for h in helpers):
            return "future" if not any(h.lemma == "have" for h in helpers) else "past"
        if any(h.lemma == "have" for h in helpers) or any(h.tag == "VBD" for h in helpers):
            return "past"
        governor = parse.tokens[token.head] if token.head != verb else None
        if token.tag == "VBD":
            return "past"
        if token.tag == "VB" or words & {"to"}:
            if governor is None:
                return "future"
            return "future" if governor.lemma in _PROSPECTIVE or governor.pos in ("NOUN", "ADJ", "PROPN") else ""
        if token.tag in ("VBZ", "VBP") or any(h.tag in ("VBZ", "VBP") for h in helpers):
            return "past" if token.tag == "VBN" else "future"
        if token.tag == "VBN" and token.lemma in _SCHEDULING:
            return "future"
        if token.tag == "VBN":
            return "past"
        if governor is None or (governor.pos not in ("VERB", "AUX") and token.dep not in ("pcomp", "acl", "advcl")):
            return ""
        verb = token.head
    return ""
