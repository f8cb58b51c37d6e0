"""Dates, clock times and years that are written in figures, or, of years, in number words.

Offsets are characters of the sentence.
"""

import re

from variorum.annotate.pieces import Piece, glued
from variorum.annotate.time_codes import Item
from variorum.language.lexicon import read_toml

_NO_YEAR_BEFORE = frozenset(read_toml("times")["cues"]["no_year_before"])
_NO_YEAR_AFTER = frozenset(read_toml("times")["cues"]["no_year_after"])
_DATE = re.compile(
    r"(?<![\w.,/:-])(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}|\d{2}))(?![\w/]|[-.:,]\d)"
    r"|(?<![\w.,/:-])(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?(?!\w)"
)
_CLOCK = re.compile(
    r"(?<![\w:.,/-])(?:([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?\s?([AaPp]\.?\s?[Mm]\b\.?)"
    r"|([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?![:\d]|\.\d)"
    r"|(1[0-2]|0?[1-9])\s?([AaPp]\.?\s?[Mm]\b\.?|o['’]clock\b)"
    r"|([01]\d|2[0-3])([0-5]\d)(?=\s(?:GMT|UTC|hrs|hours|EST|EDT)\b))"
)


def read_dates(text: str) -> list[Item]:
    """Read dates in figures: the name is their order ('ymd', 'dm', or '?' where either may come first) and parts."""
    found = []
    for m in _DATE.finditer(text):
        if m[9]:
            name = f"ymd {m[9]} {m[10]} {m[11]} {m[12]}:{m[13]}"
        elif m[1]:
            name = f"ymd {m[1]} {m[3]} {m[4]}"
        elif m[6] == "." and len(m[8]) == 2:
            continue
        else:
            name = f"{'dm' if m[6] == '.' else '?'} {m[5]} {m[7]} {m[8]}"
        found.append(Item("d", m.start(), m.end(), m.group(), name=name))
    return found


def read_clocks(text: str) -> list[Item]:
    """Read clock times; the name is 'hh:mm' of the 24-hour clock."""
    found = []
    for m in _CLOCK.finditer(text):
        hour, minute, half = next(
            (h, mi, ha) for h, mi, ha in ((m[1], m[2], m[3]), (m[4], m[5], ""), (m[6], "", m[7]), (m[8], m[9], "")) if h
        )
        number, letter = int(hour), half[:1].lower()
        if letter in ("a", "p"):
            if not 1 <= number <= 12:
                continue
            number = number % 12 + (12 if letter == "p" else 0)
        end = m.end()
        if half.endswith(".") and _ends_sentence(text, end):
            end -= 1
        name = f"{number:02}:{minute or '00'}"
        found.append(Item("c", m.start(), end, m.group().lower(), name=name))
    return found


def _ends_sentence(text: str, end: int) -> bool:
    """Tell whether the stop before `end` is the sentence's, as in 'at 5pm.'; in 'at 5 p.m.' it is the word's."""
    return (
        end >= 4
        and not text[end - 4 : end].lower().startswith((".m", "p.", "a."))
        and "." not in text[end - 3 : end - 1]
    )


def may_be_year(pieces: list[Piece], index: int) -> bool:
    """Rule out four figures that the words around them make a count, a label or part of a longer number."""
    value = int(pieces[index].text)
    before = pieces[index - 1].lower if index else ""
    after = pieces[index + 1].lower if index + 1 < len(pieces) else ""
    if not 1000 <= value <= 2999 or after in _NO_YEAR_AFTER or after in ("%", "°"):
        return False
    if before in _NO_YEAR_BEFORE and not (before in ("about", "over", "than", "least") and 1900 <= value <= 2100):
        return False
    if before in "+#@" and before:
        return False
    if before in ("-", "/", ".", ",", ":", "_") and glued(pieces, index):
        two = pieces[index - 2].text if index > 1 else ""
        if (before != "-" and before != "/") or (two.isdecimal() and not (len(two) == 4 and 1000 <= int(two) <= value)):
            return False
    if after in ("-", "/", ".", ",", ":") and glued(pieces, index + 1) and index + 2 < len(pieces):
        two = pieces[index + 2].text
        if (
            glued(pieces, index + 2)
            and two[0].isdecimal()
            and not (after in "-/" and two.isdecimal() and len(two) in (2, 4))
        ):
            return False
    return True


def join_years(items: list[Item]) -> list[Item]:
    """Join 'nineteen ninety-six' and 'twenty twenty-five' to years, and 'the year two thousand'."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before is not None and item.code == "N" and before.code == "N" and _spell_year(before, item):
            value = int(before.number) * 100 + int(item.number)
            joined[-1] = Item("Y", before.start, item.end, f"{before.lower} {item.lower}", value)
        elif item.code == "N" and before is not None and before.lower == "year" and _is_round_year(item):
            joined.append(Item("Y", item.start, item.end, item.lower, int(item.number)))
        else:
            joined.append(item)
    return joined


def _spell_year(century: Item, years: Item) -> bool:
    return (
        century.lower.isalpha()
        and not years.lower[0].isdecimal()
        and century.number in (15.0, 16.0, 17.0, 18.0, 19.0, 20.0)
        and 10 <= years.number <= 99
        and years.start - century.end == 1
    )


def _is_round_year(item: Item) -> bool:
    return not item.lower[0].isdecimal() and 1000 <= item.number <= 2999
