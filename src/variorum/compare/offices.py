"""Offices in normal form: 'kelmari foreign minister' and 'foreign minister of Kelmar' are one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from variorum.language.spelling import derives, fold
from variorum.model.record import Entity

_EMPTY = ("the", "a", "an", "mr", "mrs", "ms", "dr")
_LETTERS = 3  # that a demonym shares with its place


class Offices:
    """Reads offices without their countries; it knows the names of all states and places of the run."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        states = (e for e in entities if e.kind in ("state", "place"))
        self._places = frozenset(normal(name) for state in states for name in (state.name, *state.aliases))
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for place in sorted(self._places):
            self._by_letters[fold(place)[:_LETTERS]].append(place)
        self._known: dict[str, str] = {}

    def read(self, title: str) -> str:
        """Give the office without the country that stands in it."""
        if title not in self._known:
            self._known[title] = self._read(title)
        return self._known[title]

    def _read(self, title: str) -> str:
        office = normal(title)
        inside = self._places.intersection(_find_phrases(office))
        for place in sorted(inside, key=lambda name: (-len(name), name)):
            office = office.removeprefix(f"{place} ").removeprefix(f"{place}'s ").removesuffix(f" of {place}")
        first, _, rest = office.partition(" ")
        near = self._by_letters.get(fold(first)[:_LETTERS], ())
        return rest if rest and any(derives(first, place) for place in near) else office


def normal(title: str) -> str:
    """The office in lower case without what says no more ('the', 'former' stays)."""
    words = [w for w in title.lower().replace("-", " ").replace("’", "'").replace(".", "").split() if w not in _EMPTY]
    return " ".join(words) or title.lower()


def _find_phrases(office: str) -> Iterator[str]:
    """All runs of words, also without the ending of a possessive."""
    words = office.split(" ")
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            phrase = " ".join(words[first:last])
            yield phrase
            yield phrase.removesuffix("'s")
