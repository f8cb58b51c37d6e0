"""The accounts side by side: rows in the order of the narrative, a cell for each account that speaks."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.model.record import Cell, Claim, Synopsis, SynopsisRow
from variorum.model.text import Evidence


def lay_out(scope: Scope, rows: Sequence[Row], statements: Mapping[Row, Claim], claims: Sequence[Claim]) -> Synopsis:
    """Give the synopsis. A row stands where its articles have it on average; its claims are those that rest on it."""
    resting = _claims_by_sentence(scope, claims)
    laid = []
    for row in rows:
        ids = {c for place in row.places for c in resting.get(place, ())} | {statements[row].id}
        told: dict[str, list[Evidence]] = defaultdict(list)
        for article, index in row.places:
            told[article].append(scope.sentence_evidence(article, index))
        cells = [Cell(scope.account_of[article], article, tuple(told[article])) for article in sorted(told)]
        cells.sort(key=lambda c: (c.account, c.article))
        laid.append((_position(scope, row), SynopsisRow(tuple(sorted(ids)), tuple(cells))))
    laid.sort(key=lambda item: (item[0], item[1].cells[0].evidence))
    return Synopsis(scope.story.id, tuple(row for _, row in laid))


def _position(scope: Scope, row: Row) -> float:
    shares = [index / max(1, len(scope.annotations[article].sentences)) for article, index in row.places]
    return round(sum(shares) / len(shares), 6)


def _claims_by_sentence(scope: Scope, claims: Sequence[Claim]) -> dict[tuple[str, int], set[str]]:
    starts = {a: [s.start for s in annotation.sentences] for a, annotation in scope.annotations.items()}
    found: dict[tuple[str, int], set[str]] = {}
    for claim in claims:
        for reading in claim.readings:
            for evidence in reading.evidence:
                index = bisect_right(starts[evidence.article], evidence.start) - 1
                found.setdefault((evidence.article, index), set()).add(claim.id)
    return found
