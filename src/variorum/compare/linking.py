"""Answers of several articles to one question are found by an index of keys, never by comparing all pairs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
_MOST_GROUPS = 30  # groups that an answer is compared with, those with most keys in common first
_MOST_MEMBERS = 10  # members of a group that it is compared with


def link(
    items: Sequence[T],
    keys: Callable[[T], Iterable[Hashable]],
    points: Callable[[T, T], float],
    barred: Callable[[T, T], bool],
    threshold: float,
) -> list[list[T]]:
    """Give the items in groups: an item joins the group that it fits best, if `points` reach the threshold.

    `barred` says of two items that they can't be answers to one question (one article that gives both, say). Items are
    taken in the order given, which decides ties. What found no group, or founded one, is then tried as a whole.
    """
    groups: list[list[T]] = [[item] for item in items]
    for _ in range(2):
        groups = _join(groups, keys, points, barred, threshold)
    return groups


def _join(
    parts: Sequence[list[T]],
    keys: Callable[[T], Iterable[Hashable]],
    points: Callable[[T, T], float],
    barred: Callable[[T, T], bool],
    threshold: float,
) -> list[list[T]]:
    groups: list[list[T]] = []
    index: dict[Hashable, dict[int, None]] = defaultdict(dict)
    for part in parts:
        own = list(dict.fromkeys(key for item in part[:_MOST_MEMBERS] for key in keys(item)))
        shared = Counter(g for key in own for g in index[key])
        likely = sorted(shared, key=lambda g: (-shared[g], g))[:_MOST_GROUPS]
        scored = sorted(((_best(part, groups[g], points), -g) for g in likely), reverse=True)
        fitting = (-g for value, g in scored if value >= threshold)
        chosen = next((g for g in fitting if not any(barred(a, b) for a in part for b in groups[g])), None)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen] += part
        for key in own:
            index[key][chosen] = None
    return groups


def _best(part: Sequence[T], group: Sequence[T], points: Callable[[T, T], float]) -> float:
    return max(points(a, b) for a in part[:_MOST_MEMBERS] for b in group[:_MOST_MEMBERS])
