"""Which sentences the claims of a story set against each other, or find compatible."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from variorum.compare.rows import Place
from variorum.compare.scope import Scope
from variorum.model.record import Claim

DISPUTED = ("conflict", "updated")


class Sides:
    """For each sentence that witnesses a claim of some verdicts, disputed ones unless others are given, the readings
    that it gives, by claim; one in roles is none."""

    def __init__(self, scope: Scope, claims: Iterable[Claim], verdicts: Collection[str] = DISPUTED) -> None:
        starts = {a: [s.start for s in annotation.sentences] for a, annotation in scope.annotations.items()}
        self._sides: dict[Place, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim in claims:
            if claim.verdict not in verdicts or claim.kind == "role":
                continue
            for reading in claim.readings:
                for evidence in reading.evidence:
                    sentence = bisect_right(starts[evidence.article], evidence.start) - 1
                    self._sides[(evidence.article, sentence)][claim.id].add(reading.value)

    def are_opposed(self, first: Place, second: Place) -> bool:
        """Tell whether two sentences give different readings of one claim, and none in common."""
        one, two = self._find(first), self._find(second)
        return any(not values & two[claim] for claim, values in one.items() if claim in two)

    def _find(self, place: Place) -> Mapping[str, set[str]]:
        return self._sides.get(place, {})
