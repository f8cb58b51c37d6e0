"""Answers of several articles to one question are found by an index of keys, never by comparing all pairs."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST_GROUPS = 15  # groups that an answer is compared with, those with most keys in common first
_MOST_KEYED = 300  # groups that a key leads to
_MOST_MEMBERS = 6  # members of a group that it is compared with


def link(
    items: Sequence[T],
    keys: Callable[[T], Iterable[Hashable]],
    points: Callable[[T, T], float],
    barred: Callable[[T, T], bool],
    owner: Callable[[T], Hashable],
    least: float = -math.inf,
) -> list[list[T]]:
    """Give the items in groups: an item joins the group that it fits best, if `points` are not below 0 with one of it
    and with none of its first members below `least`.

    `barred` says of two items that they can't be answers to one question. It is asked of all of one `owner` (one
    article that gives two answers, say), and else of the first members of a group alone. Items are taken in the order
    given, which decides ties. What found no group, or founded one, is then tried as a whole.
    """
    groups = [_Group([item], {owner(item): [item]}) for item in items]
    for _ in range(2):
        groups = _join(groups, keys, points, barred, least)
    return [group.members for group in groups]


@dataclass(slots=True)
class _Group(Generic[T]):
    members: list[T] = field(default_factory=list)
    by_owner: dict[Hashable, list[T]] = field(default_factory=dict)

    def add(self, other: "_Group[T]") -> None:
        self.members += other.members
        for owner, items in other.by_owner.items():
            self.by_owner.setdefault(owner, []).extend(items)

    def bars(self, other: "_Group[T]", barred: Callable[[T, T], bool]) -> bool:
        """Whether an item of the other is barred by one of its owner, or by one of the first members."""
        if any(barred(a, b) for a in other.members[:_MOST_MEMBERS] for b in self.members[:_MOST_MEMBERS]):
            return True
        shared = self.by_owner.keys() & other.by_owner.keys()
        return any(barred(a, b) for o in shared for a in other.by_owner[o] for b in self.by_owner[o])


def _join(
    parts: Sequence[_Group[T]],
    keys: Callable[[T], Iterable[Hashable]],
    points: Callable[[T, T], float],
    barred: Callable[[T, T], bool],
    least: float,
) -> list[_Group[T]]:
    groups: list[_Group[T]] = []
    index: dict[Hashable, dict[int, None]] = defaultdict(dict)
    for part in parts:
        own = list(dict.fromkeys(key for item in part.members[:_MOST_MEMBERS] for key in keys(item)))
        shared = Counter(g for key in own for g in islice(index[key], _MOST_KEYED))
        likely = sorted(shared, key=lambda g: (-shared[g], g))[:_MOST_GROUPS]
        scored = sorted(((*_compare(part.members, groups[g].members, points), -g) for g in likely), reverse=True)
        fitting = (-g for best, worst, g in scored if best >= 0 and worst >= least)
        chosen = next((g for g in fitting if not groups[g].bars(part, barred)), None)
        if chosen is None:
            chosen = len(groups)
            groups.append(_Group())
        groups[chosen].add(part)
        for key in own:
            index[key][chosen] = None
    return groups


def _compare(part: Sequence[T], group: Sequence[T], points: Callable[[T, T], float]) -> tuple[float, float]:
    """The most and the least points that a member of one has with a member of the other."""
    found = [points(a, b) for a in part[:_MOST_MEMBERS] for b in group[:_MOST_MEMBERS]]
    return max(found), min(found)
