"""What the judge of passages finds of near sentences, and what it finds of those beside them.

A third account that says the same as one of two sentences and contradicts the other supports that they contradict each
other; a sentence that contradicts something else likelier speaks against it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.compare.near_sentences import NearSentences
from variorum.compare.passages import LEAST_ODDS, Passages
from variorum.compare.related import Pair
from variorum.compare.rows import Place
from variorum.compare.scope import Scope

_READ_AHEAD = 16  # pairs of sentences


@dataclass(frozen=True, slots=True)
class Judged:
    """Logarithms of the odds that two sentences say the same and that they contradict each other."""

    same: float
    contradiction: float


_UNREAD = Judged(0.0, 0.0)


class Judgements:
    """What the judge finds of the pairs of `near`, the most related first, as long as `passages` lasts."""

    def __init__(self, scope: Scope, near: NearSentences, passages: Passages) -> None:
        self._near = near
        self._beside: dict[Place, dict[Place, Judged]] = defaultdict(dict)
        for number, (one, other) in enumerate(near.pairs):
            if number % _READ_AHEAD == 0:
                ahead = near.pairs[number : number + _READ_AHEAD]
                passages.read_ahead((_read(scope, a), _read(scope, b)) for a, b in ahead)
            if passages.spent:
                break
            texts = _read(scope, one), _read(scope, other)
            judged = Judged(passages.judge_same(*texts), passages.judge_contradiction(*texts))
            self._beside[one][other] = self._beside[other][one] = judged

    def are_read(self, pair: Pair) -> bool:
        """Tell whether the judge has read them beside each other."""
        return pair[1] in self._beside[pair[0]]

    def find(self, pair: Pair) -> Judged:
        """Give what the judge finds of two sentences; even odds where it has not read them."""
        return self._beside[pair[0]].get(pair[1], _UNREAD)

    def find_support(self, pair: Pair) -> float:
        """Give the logarithm of the odds that a third sentence says the same as one and contradicts the other."""
        one, other = (self._beside[place] for place in pair)
        return max(
            (
                max(min(one[c].same, other[c].contradiction), min(one[c].contradiction, other[c].same))
                for c in sorted(one.keys() & other.keys())
            ),
            default=LEAST_ODDS,
        )

    def find_rivals(self, pair: Pair) -> float:
        """Give the sum of the logarithms of the odds that each of the two contradicts some other sentence; even odds
        for one that was read with no other."""
        return sum(self._find_rival(*side) for side in (pair, pair[::-1]))

    def _find_rival(self, place: Place, other: Place) -> float:
        beside: Mapping[Place, Judged] = self._beside[place]
        return max((judged.contradiction for c, judged in beside.items() if c != other), default=0.0)

    def are_nearest(self, pair: Pair) -> bool:
        """Tell whether neither is more related to another sentence of the other's article, of those that were read."""
        return all(self._is_nearest(*side) for side in (pair, pair[::-1]))

    def _is_nearest(self, place: Place, other: Place) -> bool:
        related = self._near.related
        there = (c for c in self._beside[place] if c[0] == other[0] and c != other)
        return all(related.compare(place, c) <= related.compare(place, other) for c in there)


def _read(scope: Scope, place: Place) -> str:
    return scope.sentence_evidence(*place).text
