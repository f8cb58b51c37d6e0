"""States, bodies between states, and regions by all their names: what a run of words in a text may stand for.

The tables are `data/states.tsv`, `data/bodies.tsv` and `data/regions.tsv`. A name may have several senses ('Russian' is
an adjective and a person); which of them is meant is for the caller to judge.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from variorum.language.lexicon import read_tsv
from variorum.language.spelling import fold

Form = Literal["name", "adjective", "person", "people", "capital", "seat"]
Thing = Literal["state", "body", "region"]
_PIECE = re.compile(r"[^\s\-–—/,]+|[\-–—/,]")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may stand for. `owner` is its common name ('Russia' for 'Kremlin' and for 'Russians')."""

    thing: Thing
    form: Form
    owner: str
    code: str | None
    surface: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The words [first, last] of a sentence, both included, and what they may stand for, in a fixed order."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    def sense(self, *forms: Form) -> Sense | None:
        """Give the first sense of one of those forms, in the order of the forms."""
        return next((s for form in forms for s in self.senses if s.form == form), None)


def split_words(text: str) -> list[str]:
    """Split a name as sentences are split for matching: at spaces, with hyphens, slashes and commas by themselves."""
    return _PIECE.findall(text)


@cache
def _entries() -> dict[tuple[str, ...], tuple[Sense, ...]]:
    table: dict[tuple[str, ...], list[Sense]] = {}
    for sense in (*_states(), *_bodies(), *_regions()):
        senses = table.setdefault(tuple(fold(word) for word in split_words(sense.surface)), [])
        if not any((s.form, s.owner, _acronym(s)) == (sense.form, sense.owner, _acronym(sense)) for s in senses):
            senses.append(sense)
    return {key: tuple(senses) for key, senses in table.items()}


@cache
def _longest() -> dict[str, int]:
    """The length in words of the longest name that begins with a word."""
    lengths: dict[str, int] = {}
    for key in _entries():
        lengths[key[0]] = max(lengths.get(key[0], 0), len(key))
    return lengths


def _items(cell: str) -> list[str]:
    return [item for item in cell.split("|") if item]


def _states() -> Iterable[Sense]:
    for row in read_tsv("states"):
        code, owner, status = row["code"], row["name"], row["status"]
        columns: tuple[tuple[Form, list[str]], ...] = (
            ("name", [owner, *_items(row["names"])]),
            ("adjective", _items(row["adjectives"])),
            ("people", _items(row["peoples"])),
            ("person", _items(row["persons"])),
            ("capital", _items(row["capitals"])),
            ("seat", _items(row["seats"])),
        )
        for form, surfaces in columns:
            yield from (Sense("state", form, owner, code, surface, status) for surface in surfaces)


def _bodies() -> Iterable[Sense]:
    for row in read_tsv("bodies"):
        for surface in (row["name"], *_items(row["names"])):
            yield Sense("body", "name", row["name"], row["code"], surface, row["kind"])


def _regions() -> Iterable[Sense]:
    for row in read_tsv("regions"):
        columns: tuple[tuple[Form, list[str]], ...] = (
            ("name", [row["name"], *_items(row["names"])]),
            ("adjective", _items(row["adjectives"])),
            ("people", _items(row["peoples"])),
        )
        for form, surfaces in columns:
            yield from (Sense("region", form, row["name"], None, surface) for surface in surfaces)


def find_matches(words: Sequence[str]) -> list[Match]:
    """Find the longest names in a sentence's words, from left to right; matches do not overlap.

    Capitals must stand as in the table, but for a text in capitals throughout; an acronym must be printed as it is.
    """
    folded = [fold(word) for word in words]
    entries, longest = _entries(), _longest()
    matches: list[Match] = []
    first = 0
    while first < len(words):
        match = None
        for length in range(min(longest.get(folded[first], 0), len(words) - first), 0, -1):
            senses = entries.get(tuple(folded[first : first + length]))
            if senses is None:
                continue
            printed = words[first : first + length]
            kept = tuple(sense for sense in senses if _printed_as(printed, split_words(sense.surface)))
            if kept:
                article = length > 1 and folded[first] == "the" and folded[first + 1] != "hague"
                match = Match(first + article, first + length - 1, kept)
                break
        if match:
            matches.append(match)
            first = match.last + 1
        else:
            first += 1
    return matches


def _acronym(sense: Sense) -> bool:
    return sense.surface.replace(".", "").isupper() and len(sense.surface) <= 8


def _printed_as(printed: Sequence[str], surface: Sequence[str]) -> bool:
    joined = "".join(surface)
    if joined.replace(".", "").isupper() and len(joined) <= 8:
        return list(printed) == list(surface)
    return all(not own[0].isupper() or word[:1].isupper() for word, own in zip(printed, surface, strict=True))


@cache
def owner_names() -> dict[str, str]:
    """Give the common name of each code."""
    return {sense.code: sense.owner for sense in (*_states(), *_bodies()) if sense.code}


@cache
def body_kinds() -> dict[str, str]:
    """Give the kind ('alliance', 'bloc', ...) of each body's code."""
    return {row["code"]: row["kind"] for row in read_tsv("bodies")}


def look_up(name: str) -> tuple[Sense, ...]:
    """Give the senses of a name by itself, whatever its capitals."""
    return _entries().get(tuple(fold(word) for word in split_words(name)), ())
