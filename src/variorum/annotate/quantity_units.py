"""What a number counts: a currency, a measure, or the noun that the parse hangs it on."""

from dataclasses import dataclass

from variorum.annotate.pieces import Piece, glued
from variorum.annotate.token_spans import children_near, token_range, tokens_in
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse

_LISTS = read_toml("quantities")
_WORDS = _LISTS["words"]
_SIGNS: dict[str, str] = _LISTS["currency_signs"]
_CODES = frozenset(_LISTS["currency_codes"]["codes"])
_MONEY: dict[str, str] = _LISTS["currency_words"]
_MONEY_BY_ADJECTIVE: dict[str, str] = _LISTS["currency_by_adjective"]
_MEASURES: dict[str, str] = _LISTS["measures"]
_TIME_UNITS: dict[str, str] = _LISTS["time_units"]
_CASUALTIES = frozenset(_WORDS["casualties"])
_PERSONS_AFTER = frozenset(_WORDS["persons_after"])
_TOLLS = frozenset(_WORDS["tolls"])
_PRONOUNS = frozenset(_WORDS["pronouns"])
_CONTAINERS = frozenset(_WORDS["containers"])
_DASHES = frozenset("-–‑")
_MAX_REACH = 10  # tokens between a number and the end of its noun phrase


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the first and last piece that say it with the number (`first` moves left for a sign before it)."""

    name: str
    first: int
    last: int


def find_sign(pieces: list[Piece], first: int, last: int) -> Unit | None:
    """Read a currency before the number ('$', 'US$', 'EUR 5') or a sign or code behind it ('5€', '5 EUR')."""
    if first > 0:
        before = pieces[first - 1]
        if before.text in _SIGNS:
            wide = pieces[first - 2].text + before.text if glued(pieces, first - 1) else ""
            if wide in _SIGNS:
                return Unit(_SIGNS[wide], first - 2, last)
            return Unit(_SIGNS[before.text], first - 1, last)
        if before.text in _CODES:
            return Unit(before.text, first - 1, last)
    after = last + 1
    if after < len(pieces):
        if pieces[after].text in _SIGNS:
            return Unit(_SIGNS[pieces[after].text], first, after)
        if pieces[after].text in _CODES:
            return Unit(pieces[after].text, first, after)
    return None


def find_measure(pieces: list[Piece], first: int, last: int, parse: Parse) -> Unit | None:
    """Read a measure, a currency word or a unit of time behind the number, with or without a hyphen."""
    after = last + 1
    if after + 1 < len(pieces) and pieces[after].text in _DASHES and glued(pieces, after):
        after += 1
    if after >= len(pieces):
        return None
    word = pieces[after].lower
    following = pieces[after + 1].lower if after + 1 < len(pieces) else ""
    if word == "per" and following == "cent":
        return Unit("%", first, after + 1)
    if word == "percentage" and following in ("point", "points"):
        return Unit("percentage point", first, after + 1)
    for length in (3, 2):
        phrase = " ".join(p.lower for p in pieces[after : after + length])
        money = _MONEY_BY_ADJECTIVE.get(phrase.removesuffix("s"))
        if money is not None:
            return Unit(money, first, after + length - 1)
    singular = word.removesuffix("s")
    if singular in _MONEY and _is_noun(parse, pieces[after]):
        return Unit(_MONEY[singular], first, after)
    if word in _MEASURES and (
        len(word) > 2 or word == "km" or word == "kg" or pieces[after].start - pieces[last].end <= 1
    ):
        if word in ("m", "mi", "ha") and not _is_noun(parse, pieces[after]) and not glued(pieces, after):
            return None
        return Unit(_MEASURES[word], first, after)
    if singular in _TIME_UNITS:
        return Unit(_TIME_UNITS[singular], first, after)
    return None


def _is_noun(parse: Parse, piece: Piece) -> bool:
    return any(t.tag.startswith("NN") for t in tokens_in(parse, piece.start, piece.end))


def find_noun(parse: Parse, start: int, end: int) -> tuple[str, int, int]:
    """Give the lemma of the noun that the number at [start, end) of the sentence counts, and how far its words go.

    The last two are offsets of the noun's end, and of the end of the number if the noun does not follow it; the lemma
    is 'person' for a bare number beside a verb of casualty, '' where nothing is counted.
    """
    tokens = parse.tokens
    inside = token_range(parse, start, end)
    if not inside:
        return "", end, end
    top = _top(parse, inside)
    noun = _counted(parse, top, inside)
    if noun is not None:
        if tokens[noun].lemma.lower() in _PRONOUNS and _casualty(parse, noun):
            return "person", tokens[noun].end, end
        if tokens[noun].lemma.lower() in _CONTAINERS and (real := _of_noun(parse, noun)) is not None:
            noun = real
        near = inside[-1] < noun <= inside[-1] + _MAX_REACH
        lemma = tokens[noun].lemma
        return (lemma.lower() if tokens[noun].tag != "NNP" else lemma), tokens[noun].end if near else end, end
    after = tokens[inside[-1] + 1].text.lower() if inside[-1] + 1 < len(tokens) else ""
    if after in _PERSONS_AFTER or _casualty(parse, top):
        return "person", end, end
    return "", end, end


def _top(parse: Parse, inside: range) -> int:
    """Give the token of the number whose head stands outside it."""
    for index in inside:
        head = parse.tokens[index].head
        if head not in inside or head == index:
            return index
    return inside[-1]


def _counted(parse: Parse, top: int, inside: range) -> int | None:
    """Give the noun that the number modifies, or that an 'of' behind it names."""
    token = parse.tokens[top]
    head = token.head
    if token.dep in ("nummod", "amod", "compound", "quantmod", "nmod", "det", "predet", "advmod") and head != top:
        while parse.tokens[head].dep == "compound" and parse.tokens[head].head > head:
            head = parse.tokens[head].head  # 'eleven Kessim soldiers'
        between = {t.tag for t in parse.tokens[inside[-1] + 1 : head]}
        if {"IN", "CD"} <= between:
            return None  # 'three against and five abstentions'
        if parse.tokens[head].pos in ("NOUN", "PROPN") and head > inside[-1]:
            return head
        if parse.tokens[head].tag.startswith("JJ") and parse.tokens[head].head > inside[-1]:
            above = parse.tokens[head].head
            return above if parse.tokens[above].pos in ("NOUN", "PROPN") else None
    after = inside[-1] + 1
    if (
        after < len(parse.tokens)
        and parse.tokens[after].tag in ("NNS", "NN")
        and parse.tokens[after].dep not in ("nsubj", "nsubjpass")
    ):
        return after
    return _of_noun(parse, top)


def _of_noun(parse: Parse, index: int) -> int | None:
    for i in range(index + 1, min(len(parse.tokens), index + 4)):
        if parse.tokens[i].text in (",", ";", ":", "."):
            return None
        if parse.tokens[i].text.lower() == "of":
            for j in range(i + 1, min(len(parse.tokens), i + _MAX_REACH)):
                token = parse.tokens[j]
                if token.dep == "pobj" and token.head == i and token.pos in ("NOUN", "PROPN"):
                    return j
            return None
    return None


def _casualty(parse: Parse, index: int) -> bool:
    """Tell whether the number belongs to a verb of casualty or to a toll."""
    tokens = parse.tokens
    for _ in range(4):
        head = tokens[index].head
        if tokens[head].lemma in _CASUALTIES:
            return True
        if head == index:
            return False
        if tokens[head].pos in ("VERB", "AUX"):
            return any(t.lemma.lower() in _TOLLS for t in children_near(parse, head))
        index = head
    return False
