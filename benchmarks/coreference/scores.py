"""MUC, B³ and CEAFe of two clusterings of the same mentions, and the mean of their F1 (Pradhan et al. 2014).

A clustering is a mapping from mention to cluster. Both must have the same mentions: they are given, not found.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Clustering = Mapping[Any, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one measure, between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_conll(gold: Clustering, found: Clustering) -> dict[str, Score]:
    """Give the three scores by name. Raise ValueError if the mentions differ."""
    if gold.keys() != found.keys():
        raise ValueError("the two clusterings have not the same mentions")
    return {"muc": score_muc(gold, found), "b3": score_b3(gold, found), "ceafe": score_ceafe(gold, found)}


def mean_f1(scores: Mapping[str, Score]) -> float:
    """Give the CoNLL F1: the mean of the three."""
    return sum(score.f1 for score in scores.values()) / len(scores)


def score_muc(gold: Clustering, found: Clustering) -> Score:
    """Links: of a cluster of n mentions that the other side has in p parts, n - p of n - 1 links are right."""

    def share(of: Clustering, by: Clustering) -> float:
        links = right = 0
        for members in _members(of).values():
            links += len(members) - 1
            right += len(members) - len({by[m] for m in members})
        return right / links if links else 0.0

    return Score(share(found, gold), share(gold, found))


def score_b3(gold: Clustering, found: Clustering) -> Score:
    """Of each mention the share of its cluster that is right and of its gold cluster that is found; the mean of all."""
    both = Counter((gold[m], found[m]) for m in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found.values())
    total = max(len(gold), 1)
    precision = sum(n * n / in_found[f] for (_, f), n in both.items()) / total
    recall = sum(n * n / in_gold[g] for (g, _), n in both.items()) / total
    return Score(precision, recall)


def score_ceafe(gold: Clustering, found: Clustering) -> Score:
    """The best one-to-one match of clusters, two being alike by 2 × common / (sum of sizes) (Luo 2005, φ4)."""
    both = Counter((gold[m], found[m]) for m in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found.values())
    total = 0.0
    for rows, columns in _components(both):
        weights = [[2 * both[row, column] / (in_gold[row] + in_found[column]) for column in columns] for row in rows]
        total += best_match(weights)
    return Score(total / max(len(in_found), 1), total / max(len(in_gold), 1))


def _members(clustering: Clustering) -> dict[Hashable, list[Hashable]]:
    members: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for mention, cluster in clustering.items():
        members[cluster].append(mention)
    return members


def _components(both: Mapping[tuple[Hashable, Hashable], int]) -> list[tuple[list[Hashable], list[Hashable]]]:
    """Split the overlapping clusters into parts that have no mention in common, so that each match is small."""
    across: defaultdict[tuple[str, Hashable], list[tuple[str, Hashable]]] = defaultdict(list)
    for row, column in both:
        across["gold", row].append(("found", column))
        across["found", column].append(("gold", row))
    seen: set[tuple[str, Hashable]] = set()
    parts = []
    for start in across:
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for node in part:
            new = [other for other in across[node] if other not in seen]
            seen.update(new)
            part.extend(dict.fromkeys(new))
        parts.append(([n for side, n in part if side == "gold"], [n for side, n in part if side == "found"]))
    return parts


def best_match(weights: Sequence[Sequence[float]]) -> float:
    """Give the greatest sum of weights of a one-to-one match of rows and columns (Hungarian method, O(n² m))."""
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    height, width = len(weights), len(weights[0])
    if height == 1:
        return max(weights[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, height + 1):
        _place_row(row, weights, row_price, column_price, row_of)
    return sum(weights[row_of[column] - 1][column - 1] for column in range(1, width + 1) if row_of[column])


def _place_row(
    row: int, weights: Sequence[Sequence[float]], row_price: list[float], column_price: list[float], row_of: list[int]
) -> None:
    width = len(column_price) - 1
    row_of[0] = row
    least, before, used = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
    column = 0
    while True:
        used[column] = True
        here, step, following = row_of[column], float("inf"), 0
        for other in range(1, width + 1):
            if used[other]:
                continue
            cost = -weights[here - 1][other - 1] - row_price[here] - column_price[other]
            if cost < least[other]:
                least[other], before[other] = cost, column
            if least[other] < step:
                step, following = least[other], other
        for other in range(width + 1):
            if used[other]:
                row_price[row_of[other]] += step
                column_price[other] -= step
            else:
                least[other] -= step
        column = following
        if row_of[column] == 0:
            break
    while column:
        row_of[column] = row_of[before[column]]
        column = before[column]
