"""Phrases that say the same: groups of word sets by overlap, found through an index of words, never by all pairs."""

from collections.abc import Sequence

Words = frozenset[str]
_COMMON = 200  # a word that stands in more phrases than this tells nothing; it finds no candidates


def group_alike(
    phrases: Sequence[Words], overlap: float = 0.5, containment: float = 0.8
) -> tuple[tuple[int, ...], ...]:
    """Give groups of indices of phrases that share enough words, each index once, groups in order of their first.

    Two phrases are alike where they share `overlap` of all their words (Jaccard), or where one of two words or more
    has `containment` of its words in the other. Likeness is carried on from phrase to phrase.
    """
    distinct = sorted(set(phrases), key=sorted)
    by_word: dict[str, list[int]] = {}
    for index, phrase in enumerate(distinct):
        for word in phrase:
            by_word.setdefault(word, []).append(index)
    leader = list(range(len(distinct)))

    def lead(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for index, phrase in enumerate(distinct):
        found = {i for word in phrase if len(by_word[word]) <= _COMMON for i in by_word[word] if i < index}
        for other in sorted(found):
            if are_alike(phrase, distinct[other], overlap, containment):
                first, second = sorted((lead(index), lead(other)))
                leader[second] = first
    place = {phrase: lead(index) for index, phrase in enumerate(distinct)}
    groups: dict[int, list[int]] = {}
    for index, phrase in enumerate(phrases):
        groups.setdefault(place[phrase], []).append(index)
    return tuple(sorted(tuple(group) for group in groups.values()))


def are_alike(first: Words, second: Words, overlap: float = 0.5, containment: float = 0.8) -> bool:
    """Tell whether two phrases share enough words; see `group_alike`."""
    shared = len(first & second)
    if not shared:
        return first == second
    smaller = min(len(first), len(second))
    return shared / len(first | second) >= overlap or (smaller >= 2 and shared / smaller >= containment)
