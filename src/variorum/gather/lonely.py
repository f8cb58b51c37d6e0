"""Groups that are like one another and like nothing else in the run are one story.

Among articles of many years a story ends where the next one on its subject begins. In a folder of a few stories, an
article of three days later, or from another side, has no nearer kin than the story that it belongs to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.gather.likeness import Likeness, Pair
from variorum.language.lexicon import read_toml


def join_lonely(groups: Sequence[list[int]], likeness: Mapping[Pair, Likeness]) -> list[list[int]]:
    """Join groups of articles that hang together by words, if no article of them is like any of another group."""
    group_of = {index: number for number, group in enumerate(groups) for index in group}
    pairs = {pair: alike for pair, alike in likeness.items() if len({group_of[index] for index in pair}) > 1}
    linked = _connect(len(groups), _find_links(groups, group_of, pairs))
    like = _connect(len(groups), ({group_of[a], group_of[b]} for a, b in pairs))
    whole = {frozenset(members) for members in like}
    joined = []
    for members in linked:
        if frozenset(members) in whole:
            joined.append(sorted(index for number in members for index in groups[number]))
        else:
            joined += [groups[number] for number in members]
    return joined


def _find_links(
    groups: Sequence[list[int]], group_of: Mapping[int, int], pairs: Mapping[Pair, Likeness]
) -> list[set[int]]:
    """Pairs of groups not many days apart; the articles of the smaller are on average near enough to the other.

    Groups of the same days are two events that share their people.
    """
    settings = read_toml("gather")
    nearest: dict[tuple[int, int], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    close = set()
    for pair, alike in pairs.items():
        for index, other in (pair, pair[::-1]):
            near = nearest[group_of[index], group_of[other]]
            near[index] = max(near[index], alike.words)
        one, two = sorted(group_of[index] for index in pair)
        alone = min(len(groups[one]), len(groups[two])) == 1
        if alike.days <= settings["lonely_days"] and (alone or alike.days > settings["same_news_days"]):
            close.add((one, two))
    links = []
    for one, two in sorted(close):
        small, large = sorted((one, two), key=lambda number: (len(groups[number]), number))
        if sum(nearest[small, large].values()) / len(groups[small]) >= settings["lonely"]:
            links.append({one, two})
    return links


def _connect(count: int, links: Iterable[Iterable[int]]) -> list[list[int]]:
    """Give the connected parts of a graph of so many nodes, each sorted."""
    parent = list(range(count))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for link in links:
        first, second = sorted(find(node) for node in link)
        parent[second] = first
    parts: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        parts[find(node)].append(node)
    return list(parts.values())
