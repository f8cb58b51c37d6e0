"""Past or future: where the clause around a time points, by tense, preposition and verbs that set dates."""

from dataclasses import dataclass
from typing import Literal

from variorum.annotate.token_spans import children_near, token_range, tokens_in
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse, Token

_CUES = read_toml("times")["cues"]
_FUTURE_PREPOSITIONS = frozenset(_CUES["future_prepositions"])
_PAST_PREPOSITIONS = frozenset(_CUES["past_prepositions"])
_SCHEDULING = frozenset(_CUES["scheduling"])
_SCHEDULING_PREPOSITIONS = frozenset(_CUES["scheduling_prepositions"])
_PROSPECTIVE = frozenset(_CUES["prospective"])
_FUTURE_ADJECTIVES = frozenset(_CUES["future_adjectives"])
_INVARIANT = frozenset(_CUES["invariant_verbs"])
_MODALS = frozenset(_CUES["future_modals"])
_HAD = ("had", "'d", "’d")
_MAX_CLIMB = 12

Way = Literal["past", "future", ""]


@dataclass(frozen=True, slots=True)
class Direction:
    """Where the clause points; `strong` where the time itself depends on the verb or cue that says so."""

    way: Way = ""
    strong: bool = False


def find_direction(parse: Parse, start: int, end: int) -> Direction:
    """Give the direction of the time at [start, end) of the sentence.

    From the time's own token upward: a preposition or verb that sets dates decides, else the tense of the first verb.
    Beyond a noun ('Tuesday's talks') only a modal tells of what is to come, and only weakly.
    """
    index = _head_of(parse, start, end)
    if index is None:
        return Direction()
    tokens, is_direct, preposition = parse.tokens, True, ""
    for _ in range(_MAX_CLIMB):
        token = tokens[index]
        is_outside = not start <= token.start < end
        if is_outside and is_direct and (token.dep == "prep" or token.tag in ("IN", "TO")):
            preposition = preposition or token.lemma.lower()
            if preposition in _PAST_PREPOSITIONS:
                return Direction("past", True)
            if preposition in _FUTURE_PREPOSITIONS and not _is_over(parse, index):
                return Direction("future", True)
        if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
            is_set = preposition in _SCHEDULING_PREPOSITIONS or (is_direct and _is_object(parse, start, end))
            if is_direct and token.lemma in _SCHEDULING and is_set:
                return Direction("future", True)
            return _tense(parse, index, is_direct)
        if is_outside and token.lemma.lower() in _FUTURE_ADJECTIVES:
            return Direction("future", True)
        if is_outside and token.pos in ("NOUN", "PROPN"):
            is_direct = False
        if token.head == index:
            return Direction()
        index = token.head
    return Direction()


def _is_over(parse: Parse, preposition: int) -> bool:
    """Tell whether what was to be done by then was done: 'had filed reports by Wednesday', 'was shut until Monday'."""
    verb = parse.tokens[preposition].head
    if parse.tokens[verb].pos not in ("VERB", "AUX"):
        return False
    has_had = any(t.text.lower() in _HAD for t in _helpers(parse, verb))
    return has_had or (parse.tokens[preposition].lemma == "by" and parse.tokens[verb].tag == "VBD")


def _is_object(parse: Parse, start: int, end: int) -> bool:
    """Tell whether the time is what a verb sets: 'set March 10 as the date'."""
    return any(t.dep == "dobj" for t in tokens_in(parse, start, end))


def _head_of(parse: Parse, start: int, end: int) -> int | None:
    """Give the token of the expression whose head stands outside it."""
    inside = token_range(parse, start, end)
    for index in inside:
        if parse.tokens[index].head not in inside or parse.tokens[index].head == index:
            return index
    return inside[-1] if inside else None


def _helpers(parse: Parse, verb: int) -> list[Token]:
    return [t for t in children_near(parse, verb) if t.dep in ("aux", "auxpass")]


def _tense(parse: Parse, verb: int, is_direct: bool) -> Direction:
    """Give the direction of a verb by its auxiliaries and form; an infinitive looks to what governs it."""
    for _ in range(_MAX_CLIMB):
        token, helpers = parse.tokens[verb], _helpers(parse, verb)
        governor = parse.tokens[token.head] if token.head != verb else None
        has_had = any(h.text.lower() in _HAD for h in helpers)
        if any(h.tag == "MD" or h.text.lower() in _MODALS for h in helpers):
            return Direction("past" if any(h.lemma == "have" for h in helpers) else "future", is_direct)
        is_present = any(h.tag in ("VBZ", "VBP") and h.lemma == "be" for h in helpers)
        if token.tag == "VBN" and is_present and token.lemma in _SCHEDULING:
            return Direction("future", is_direct)
        was = any(h.tag == "VBD" and h.lemma == "be" for h in helpers)
        if token.tag == "VBN" and was and token.lemma in _SCHEDULING:  # 'was expected on Friday': past or to come
            return Direction()
        if token.tag == "VBG" and is_present:
            return Direction("future", False)
        if has_had or token.tag == "VBD" or any(h.tag == "VBD" or h.lemma == "have" for h in helpers):
            return Direction("past", is_direct)
        if token.tag == "VB" or any(h.text.lower() == "to" for h in helpers):
            return _infinitive(parse, token, governor, is_direct)
        if token.tag in ("VBZ", "VBP"):
            is_past_form = token.tag == "VBP" and token.lemma in _INVARIANT
            return Direction("future") if is_direct and not is_past_form else Direction()
        if token.tag == "VBN":
            return Direction() if token.lemma in _SCHEDULING and not helpers else Direction("past", is_direct)
        if governor is None or (governor.pos not in ("VERB", "AUX") and token.dep not in ("pcomp", "acl", "advcl")):
            return Direction()
        verb = token.head
    return Direction()


def _infinitive(parse: Parse, token: Token, governor: Token | None, is_direct: bool) -> Direction:
    """Read 'plans to meet on Friday' as to come, 'had been due to end on Friday' as over."""
    if governor is None:
        return Direction("future", is_direct)
    if any(h.text.lower() == "had" for h in _helpers(parse, token.head)):
        return Direction("past", is_direct)
    if governor.lemma in _PROSPECTIVE or governor.pos in ("NOUN", "ADJ", "PROPN"):
        return Direction("future", is_direct)
    return Direction()
