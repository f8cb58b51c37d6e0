"""Pieces of a sentence to items of time language, so that the grammar can be regular.

`time_codes` says which codes there are; what is in figures, `time_figures` reads. Words are in `data/times.toml`.
"""

import itertools
import re
from functools import lru_cache

from variorum.annotate.numerals import Numeral, find_numerals
from variorum.annotate.pieces import Piece, glued, split_pieces
from variorum.annotate.time_codes import Item
from variorum.annotate.time_figures import join_years, may_be_year, read_clocks, read_dates
from variorum.language.lexicon import read_toml

_LISTS = read_toml("times")
_CUES = _LISTS["cues"]
_MONTHS: dict[str, int] = _LISTS["months"]
_WEEKDAYS: dict[str, int] = _LISTS["weekdays"]
_ABBREVIATED = frozenset(_CUES["abbreviated_weekdays"])
_HOURS: dict[str, str] = _LISTS["hours"]
_CLASSES: dict[str, str] = {word: code for code, words in reversed(_LISTS["classes"].items()) for word in words}
_PLURAL_WEEKDAYS = {f"{day}s": number for day, number in _WEEKDAYS.items() if day.endswith("day")}
_ZONES = frozenset(_LISTS["zones"]["names"])
_PHRASES: dict[str, tuple[str, int, str]] = {
    **{phrase: ("Q", 0, value) for value, phrases in _LISTS["references"].items() for phrase in phrases},
    **{phrase: ("F", month * 100 + day, "") for phrase, (month, day) in _LISTS["feasts"].items()},
    **dict.fromkeys(_LISTS["vaguely"]["phrases"], ("j", 0, "APPROX")),
    **{phrase: ("z", 0, value) for phrase, value in _LISTS["length_modifiers"].items()},
}
_WORDS: dict[str, tuple[str, float, str]] = {
    **{word: ("U", 0, unit) for word, unit in _LISTS["units"].items()},
    **{word: ("V", 0, unit) for word, unit in _LISTS["unit_plurals"].items()},
    **{word: ("c", 0, clock) for word, clock in _HOURS.items()},
    **{word: ("R", shift, part) for word, (shift, part) in _LISTS["relative_days"].items()},
    **{word: ("P", 0, part) for word, part in _LISTS["parts_of_day"].items()},
    **{word: ("S", 0, season) for word, season in _LISTS["seasons"].items()},
    **{word: ("y", 0, length) for word, length in _LISTS["sets"].items()},
    **{word: ("D", decade, "") for word, decade in _LISTS["decades"].items()},
    **dict.fromkeys(("'s", "’s"), ("s", 0, "")),
    **dict.fromkeys(("-", "–", "‑"), ("-", 0, "")),
    ",": (",", 0, ""),
    "half": ("h", 0.5, ""),
}
_MODIFIERS = frozenset(_LISTS["reference_modifiers"]["words"])
_NUMBER_WORDS = frozenset(k for t in ("cardinals", "tens", "scales", "ordinals") for k in read_toml("quantities")[t])
_LETTERS = re.compile(r"[^\W\d_]+")
_TRIGGERS = frozenset(
    word
    for table in (_MONTHS, _WEEKDAYS, _PLURAL_WEEKDAYS, _WORDS, _PHRASES)
    for phrase in table
    for word in _LETTERS.findall(phrase)[:1]
) - {"s"}
_LONGEST_PHRASE = 5
_PHRASE_HEADS = frozenset(phrase.split()[0].split("'")[0].split("’")[0] for phrase in _PHRASES)


@lru_cache(maxsize=1024)
def read_items(text: str) -> list[Item]:
    """Give the items of a sentence, in order; what is no time language has the code 'x'. The list must not be changed.

    A sentence with neither a figure nor a word that begins a time has none.
    """
    if not any(c.isdecimal() for c in text) and _TRIGGERS.isdisjoint(_LETTERS.findall(text.lower())):
        return []
    pieces = split_pieces(text)
    numerals = {n.first: n for n in find_numerals(pieces)}
    figures = {i.start: i for i in (*read_dates(text), *read_clocks(text))} if any(c.isdecimal() for c in text) else {}
    items: list[Item] = []
    index = 0
    while index < len(pieces):
        item, index = _item_at(pieces, index, numerals, figures)
        items.append(item)
    return join_years(items)


def _item_at(
    pieces: list[Piece], index: int, numerals: dict[int, Numeral], figures: dict[int, Item]
) -> tuple[Item, int]:
    piece = pieces[index]
    figure = figures.get(piece.start)
    if figure is not None:
        after = index + 1
        while after < len(pieces) and pieces[after].start < figure.end:
            after += 1
        return figure, after
    if piece.lower in _PHRASE_HEADS and (phrase := _phrase_at(pieces, index)) is not None:
        return phrase
    if index in numerals and (number := _number_at(pieces, numerals[index])) is not None:
        return number
    return _word_at(pieces, index)


def _phrase_at(pieces: list[Piece], index: int) -> tuple[Item, int] | None:
    for length in range(min(_LONGEST_PHRASE, len(pieces) - index), 0, -1):
        stretch = pieces[index : index + length]
        words = stretch[0].lower
        for before, piece in itertools.pairwise(stretch):
            words += ("" if before.end == piece.start else " ") + piece.lower
        if words in _PHRASES:
            code, number, name = _PHRASES[words]
            if code == "F" and not stretch[0].text[0].isupper():
                return None
            if code == "Q" and stretch[-1].lower in _MODIFIERS and _leads_to_unit(pieces, index + length):
                return None
            return Item(code, stretch[0].start, stretch[-1].end, words, number, name), index + length
    return None


def _leads_to_unit(pieces: list[Piece], index: int) -> bool:
    """Tell whether a unit or season follows, with at most three numbers and the like before it."""
    for piece in pieces[index : index + 4]:
        code = _WORDS.get(piece.lower, ("",))[0]
        if code in ("U", "V", "S"):
            return True
        is_number = (
            piece.text[0].isdecimal()
            or piece.lower in _NUMBER_WORDS
            or _CLASSES.get(piece.lower, "") in ("k", "m", "q")
        )
        if not (is_number or code == "-"):
            return False
    return False


def _number_at(pieces: list[Piece], numeral: Numeral) -> tuple[Item, int] | None:
    first, last = pieces[numeral.first], pieces[numeral.last]
    text = first.text if numeral.first == numeral.last else ""
    after = numeral.last + 1
    lower = " ".join(p.lower for p in pieces[numeral.first : after])
    if (
        text.isdecimal()
        and glued(pieces, after)
        and pieces[after].lower == "s"
        and len(text) in (2, 4)
        and text[-1] == "0"
    ):
        return Item("D", first.start, pieces[after].end, lower, int(text)), after + 1
    if text.isdecimal() and numeral.first and pieces[numeral.first - 1].text in "$€£¥₽₴₹#":
        return Item("x", first.start, last.end, lower), after
    if text.isdecimal() and glued(pieces, after) and pieces[after].text.isalpha():
        return Item("x", first.start, pieces[after].end, lower), after + 1
    if text.isdecimal() and len(text) == 4 and may_be_year(pieces, numeral.first):
        return Item("Y", first.start, last.end, lower, int(text)), after
    if numeral.kind == "ordinal":
        if lower == "second" and after < len(pieces) and pieces[after].lower in ("ago", "later"):
            return None
        return Item("O", first.start, last.end, lower, numeral.value), after
    if text.isdecimal() and len(text) <= 2:
        return Item("#", first.start, last.end, lower, float(text)), after
    if lower == "half":
        return None
    if numeral.kind == "fraction" and lower != "half a" and not lower.startswith("half") and "/" not in lower:
        return Item("x", first.start, last.end, lower), after
    return Item("N", first.start, last.end, lower, numeral.value), after


def _word_at(pieces: list[Piece], index: int) -> tuple[Item, int]:
    piece, after = pieces[index], index + 1
    word, is_capital = piece.lower, piece.text[0].isupper()

    def item(code: str, number: float = 0, name: str = "", last: int = index) -> tuple[Item, int]:
        return Item(code, piece.start, pieces[last].end, word, number, name), last + 1

    has_stop = after < len(pieces) and pieces[after].text == "."
    if is_capital and word in _MONTHS:
        is_short = len(word) <= 4 and word not in ("may", "june", "july")
        return item("M", _MONTHS[word], last=after if is_short and has_stop else index)
    if is_capital and word in _WEEKDAYS and (word not in _ABBREVIATED or has_stop or _is_dated(pieces, after)):
        return item("W", _WEEKDAYS[word], last=after if word in _ABBREVIATED and has_stop else index)
    if is_capital and word in _PLURAL_WEEKDAYS:
        return item("w", _PLURAL_WEEKDAYS[word])
    if piece.text in ("'", "’", "‘", "`") and _is_short_decade(pieces, index):
        return item("D", int(pieces[index + 1].text), last=index + 2)
    if (
        piece.text == "Q"
        and after < len(pieces)
        and glued(pieces, after)
        and pieces[after].text in ("1", "2", "3", "4")
    ):
        return item("u", int(pieces[after].text), last=after)
    if word in _WORDS:
        code, number, name = _WORDS[word]
        return item(code, number, name)
    if word in _ZONES and piece.text.isupper():
        return item("g", name=word.upper())
    return item(_CLASSES.get(word, "x"), name=word)


def _is_dated(pieces: list[Piece], index: int) -> bool:
    """Tell whether a comma, figure or month follows, which makes 'Sun' and 'Sat' days."""
    if index >= len(pieces):
        return False
    return pieces[index].text == "," or pieces[index].text[0].isdecimal() or pieces[index].lower in _MONTHS


def _is_short_decade(pieces: list[Piece], index: int) -> bool:
    return (
        index + 2 < len(pieces)
        and pieces[index + 1].text.isdecimal()
        and len(pieces[index + 1].text) == 2
        and pieces[index + 1].text[1] == "0"
        and glued(pieces, index + 1)
        and glued(pieces, index + 2)
        and pieces[index + 2].lower == "s"
    )
