"""Phrases that say the same: groups of word sets by overlap, found through an index of words, never by all pairs."""

from collections.abc import Callable, Sequence

Words = frozenset[str]
_COMMON = 200  # a word that leads more groups than this tells nothing; it finds no candidates


def group_alike(
    phrases: Sequence[Words], overlap: float = 0.5, containment: float = 0.8
) -> tuple[tuple[int, ...], ...]:
    """Give groups of indices of phrases that share enough words, each index once, groups in order of their first.

    Two phrases are alike where they share `overlap` of all their words (Jaccard), or where one of two words or more
    has `containment` of its words in the other. Each group is of phrases like its fullest one: likeness is not carried
    on from phrase to phrase.
    """
    return group_by(phrases, lambda one, other: are_alike(phrases[one], phrases[other], overlap, containment))


def group_by(
    keys: Sequence[Words],
    are_same: Callable[[int, int], bool],
    rank: Callable[[int], tuple[object, ...]] | None = None,
) -> tuple[tuple[int, ...], ...]:
    """Give groups of indices, each of items that are the same as its leader, the first of it by `rank`.

    `are_same(leader, item)` is asked only of a leader that shares a key with the item. Without `rank`, the item with
    the most keys leads. Items with equal keys and rank must be alike in all that `are_same` looks at.
    """
    ordered = sorted(range(len(keys)), key=rank or (lambda i: (-len(keys[i]), sorted(keys[i]))))
    leaders: dict[str, list[int]] = {}
    groups: dict[int, list[int]] = {}
    place: dict[int, int] = {}
    for index in ordered:
        lists = [leaders.get(key, []) for key in sorted(keys[index])]
        near = dict.fromkeys(leader for found in lists if len(found) <= _COMMON for leader in found)
        leader = next((i for i in sorted(near, key=place.__getitem__) if are_same(i, index)), None)
        if leader is not None:
            groups[leader].append(index)
            continue
        place[index] = len(groups)
        groups[index] = [index]
        for key in keys[index]:
            leaders.setdefault(key, []).append(index)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def are_alike(first: Words, second: Words, overlap: float = 0.5, containment: float = 0.8) -> bool:
    """Tell whether two phrases share enough words; see `group_alike`."""
    shared = len(first & second)
    if not shared:
        return first == second
    smaller = min(len(first), len(second))
    return shared / len(first | second) >= overlap or (smaller >= 2 and shared / smaller >= containment)
