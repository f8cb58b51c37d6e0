"""Titles beside names: 'U.S. Secretary of State' before one, 'the secretary of state' in apposition after one.

Each unit of a line gets a letter for what it may be in a title; regular expressions over the letters find the titles.
T article, D state, demonym, body or seat, P possessive, M modifier, F field, h and H first words and last word of an
office's head, C another capitalized word, o 'of' or 'for', & 'and', - hyphen, N a person's name, x anything else.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.annotate.lines import Line
from variorum.language.lexicon import read_toml
from variorum.language.offices import phrase_length, phrases, words_of

_BEFORE = re.compile(
    r"(?:[DC](?:[DCP\-]){0,6})?(?:[MFDCHh\-]|DP|CP){0,8}"
    r"h{0,3}H(?:oT?[FDCMN\-]{1,5}(?:o[FDC]{1,3})?(?:&[FDC]{1,3})?)?$"
)
_AFTER = re.compile(
    r"T?(?:[DC][DCP\-]{0,6})?(?:[MFDCHh\-]){0,8}h{0,3}H(?:(?:oT?[FDCMHh\-P]{1,8}){1,3}(?:&[FDC]{1,3})?)?"
)
_WINDOW = 16
_REMEMBERED = 1024  # sentences: each is asked for thrice
_AFTER_TITLE = frozenset(
    {",", ".", ";", ")", "who", "whose", "and", "—", "–", "-", "", "said", "but", "in", "at", "told", "is", "was",
     "(", "since", "until", "from", "on", "has", "had", "will", "by", "with", "last", "this"}
)  # fmt: skip
_BEING = re.compile(
    r"(?:, who )?(?:was|is|has been|had been|were) (?:re-?)?(?:elected|appointed|named|sworn in|chosen) (?:as )?"
    r"|, (?:re-?)?(?:elected|appointed|named|chosen) (?:as )?"
    r"|(?:, who )?(?:is|was|became|becomes|has been|had been|serves as|served as) (?:also |now |then )?"
)
_BEING_STARTS = frozenset({",", "is", "was", "became", "becomes", "has", "had", "serves", "served", "were"})
_BEING_WORDS = 6


@dataclass(frozen=True, slots=True)
class Title:
    """Units [first, last] of a title, and whether it is only a courtesy ('Mr.')."""

    first: int
    last: int
    courtesy: bool = False


def classify(line: Line, states: Collection[str], persons: Collection[int]) -> str:
    """Give a letter for each unit. `states`: folded names known as states in the article; `persons`: units of names."""
    letters = list(_plain_letters(line))
    if states:
        for place, unit in enumerate(line.units):
            if unit.capital and unit.folded in states:
                letters[place] = "D"
    for match in line.matches:
        letters[match.first : match.last + 1] = "D" * (match.last + 1 - match.first)
    for place in persons:
        letters[place] = "N"
    after = 0
    for place, length in _find_offices(line):
        if place >= after and not any(p in persons for p in range(place, place + length)):
            after = place + length
            letters[place:after] = "h" * (length - 1) + "H"
    return "".join(letters)


@lru_cache(maxsize=_REMEMBERED)
def _plain_letters(line: Line) -> str:
    """The letters without what the article knows: neither states nor names of persons."""
    return "".join(_letter(line, place) for place in range(len(line.units)))


@lru_cache(maxsize=_REMEMBERED)
def _find_offices(line: Line) -> tuple[tuple[int, int], ...]:
    """Where the head of an office may begin, and how many units it has; such runs may overlap."""
    found = []
    office, leader = phrases("office"), phrases("leader")
    for place, word in enumerate(line.words):
        length = max(phrase_length(office, line.words, place), phrase_length(leader, line.words, place))
        if length == 0 and word.endswith("s") and len(word) > 4 and line.units[place].capital:
            single = [word[:-1]]
            length = max(phrase_length(leader, single, 0), phrase_length(office, single, 0))
        if length:
            found.append((place, length))
    return tuple(found)


def _letter(line: Line, place: int) -> str:
    unit = line.units[place]
    if unit.folded in ("the", "a", "an"):
        return "T"
    if unit.folded in ("'s", "'"):
        return "P"
    if unit.folded in words_of("fields"):
        return "F"
    if unit.folded in words_of("modifiers"):
        return "M"
    if unit.folded in ("of", "for", "to", "on"):
        return "o"
    if unit.text in ("-", "–"):
        return "-"
    if unit.folded in ("and", "&"):
        return "&"
    if unit.capital and unit.folded not in no_names() and _name_like(line, place):
        return "C"
    return "x"


def _name_like(line: Line, place: int) -> bool:
    """Tell whether the tagger takes a capitalized word for a name, or for an adjective made from one."""
    token = line.token(place)
    return token.tag in ("NNP", "NNPS") or (token.tag == "JJ" and (place > 0 or token.name == "NORP"))


@cache
def no_names() -> frozenset[str]:
    """Give the capitalized words that name nothing."""
    return frozenset(read_toml("names")["no_names"])


def is_courtesy(word: str) -> bool:
    return word in words_of("courtesy", "heads")


def title_before(line: Line, letters: str, first: int) -> Title | None:
    """Find the title that ends before unit `first`, or before a comma there ('The Vendian president, Anna Kolt,')."""
    end = first
    if end and is_courtesy(line.folded(end - 1)):
        office = end >= 2 and letters[end - 2] == "H" and title_before(line, letters, end - 1)
        return office or Title(end - 1, end - 1, courtesy=True)
    comma = end >= 2 and line.units[end - 1].text == ","
    if comma:
        end -= 1
    begin = max(0, end - _WINDOW)
    found = _BEFORE.search(letters[begin:end])
    if found is None:
        return None
    left = begin + found.start()
    owned = left and (letters[left - 1] in "TP" or line.token(left - 1).tag == "PRP$")
    if comma and not owned and letters[left] != "D" and "P" not in letters[left:end]:
        return None
    left = _without_verb(line, letters, left, end - 1)
    return Title(left, end - 1)


def _without_verb(line: Line, letters: str, left: int, last: int) -> int:
    """Leave out capitalized words of an earlier name, and words that are no part of a title at a sentence's start."""
    while left < last and (
        letters[left] in "-P&"
        or line.folded(left) == "then"
        or (left == 0 and letters[left] in "C" and not _nominal(line, left))
    ):
        left += 1
    return left


def _nominal(line: Line, place: int) -> bool:
    return line.token(place).tag[:1] in "NJ" or line.units[place].folded in words_of("modifiers")


def title_after(line: Line, letters: str, last: int) -> Title | None:
    """Find the title in apposition after unit `last`: ', the secretary of state,'."""
    begin = _end_of_being(line, last)
    if begin is None and line.folded(last + 1) in (",", "("):
        begin = last + 2
    if begin is None or begin >= len(letters):
        return None
    predicate = begin != last + 2
    if line.folded(begin).isdigit() and line.folded(begin + 1) == ",":  # 'Peter Adams, 52, an engineer'
        begin += 2
        if begin >= len(letters):
            return None
    found = _AFTER.match(letters[begin : begin + _WINDOW])
    if found is None:
        return None
    end = begin + found.end()
    if line.folded(end) not in _AFTER_TITLE:
        return None
    first = begin + 1 if letters[begin] == "T" else begin
    bare = letters[begin:end].strip("h") == "H"
    if bare and line.folded(end) != "," and not predicate and line.folded(begin) not in ("a", "an"):
        return None
    return Title(first, end - 1)


def _end_of_being(line: Line, last: int) -> int | None:
    """Give the unit after ', who is', 'was elected' that follow a name; not before 'a', which says too little."""
    words = line.words[last + 1 : last + 1 + _BEING_WORDS]
    if not words or words[0] not in _BEING_STARTS:
        return None
    found = _BEING.match(" ".join(words) + " ")
    if found is None:
        return None
    begin = last + 1 + len(found.group().split())
    return None if line.folded(begin) in ("a", "an") else begin


def title_length(line: Line, letters: str, first: int, last: int) -> int:
    """Give how many units at the front of a name [first, last] are a title and leave a name after them."""
    best = 0
    for place in range(first, last):
        if letters[place] == "H" and _BEFORE.fullmatch(letters[first : place + 1]):
            best = place + 1 - first
            rest = re.match(r"o[FDMT]{1,4}", letters[place + 1 : last])
            if rest:
                best += rest.end()
        elif is_courtesy(line.folded(place)) and place == first:
            best = max(best, 1)
    return best
