"""How much the sentences of a story tell of one matter, in whatever words (language/late_interaction.py)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from variorum.compare.rows import Place
from variorum.compare.scope import Scope
from variorum.language.encoder import Vectors
from variorum.language.inference import Inference
from variorum.language.late_interaction import relate
from variorum.language.lexicon import read_toml

Pair = tuple[Place, Place]


class Related:
    """The sentences of a story, read once each, and those of other accounts that each is most related to."""

    def __init__(self, scope: Scope, places: Iterable[Place], inference: Inference) -> None:
        """Read the sentences at `places`. One that several articles print is read once."""
        settings = read_toml("passages")["related"]
        self._least: float = settings["least"]
        rows: dict[str, int] = {}
        self._row: dict[Place, int] = {}
        self._places: list[Place] = []
        for place in places:
            text = scope.sentence_evidence(*place).text
            if text not in rows:
                rows[text] = len(rows)
                self._places.append(place)
            self._row[place] = rows[text]
        self._values = relate([inference.read(text) for text in rows])
        self._accounts = [scope.account_of[article] for article, _ in self._places]
        self._nearest = int(settings["nearest"])
        self._keys: dict[int, list[str]] = defaultdict(list)
        for one, other in self._pair(range(len(rows))):
            for row in (one, other):
                self._keys[row].append(f"related {one} {other}")

    def find_pairs(self, places: Collection[Place]) -> list[Pair]:
        """Give each of these sentences with those of other accounts that it is most related to, the most related pair
        first."""
        rows = [row for row, place in enumerate(self._places) if place in places]
        return [(self._places[one], self._places[other]) for one, other in self._pair(rows)]

    def _pair(self, rows: Sequence[int]) -> list[tuple[int, int]]:
        values = self._values[np.ix_(rows, rows)]
        found = find_nearest(values, [self._accounts[row] for row in rows], self._nearest)
        return [(rows[i], rows[j]) for i, j in found]

    def keys(self, place: Place) -> Iterator[str]:
        """Give a key for each sentence of another account to which this is most related, the same for both."""
        yield from self._keys.get(self._row.get(place, -1), ())

    def compare(self, one: Place, other: Place) -> float:
        """Give how related two sentences are, from what is usual of any two in a story: 0 or more; 0 if not read."""
        first, second = self._row.get(one), self._row.get(other)
        if first is None or second is None:
            return 0.0
        return max(0.0, float(self._values[first, second]) - self._least)


def find_nearest(values: Vectors, groups: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Take n × n numbers of rows that belong to groups; give pairs (i, j), i < j, of two groups, the highest first.

    Of a row those `most` with the highest numbers are given, and those for which it is one of them.
    """
    if not len(values):
        return []
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    group = np.array([names[name] for name in groups])
    apart = np.where(group[:, None] == group[None, :], -np.inf, values)
    order = np.argsort(-apart, axis=1, kind="stable")[:, :most]
    pairs = {(min(i, j), max(i, j)) for i, row in enumerate(order.tolist()) for j in row if apart[i, j] > -np.inf}
    return sorted(pairs, key=lambda pair: (-apart[pair], pair))
