"""Groups that are like one another and like nothing else in the run are one story.

Among articles of many years a story ends where the next one on its subject begins. In a folder of a few stories, an
article of three days later, or from another side, has no nearer kin than the story that it belongs to.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.gather.likeness import Likeness, Pair
from variorum.language.lexicon import read_toml


def join_lonely(groups: Sequence[list[int]], likeness: Mapping[Pair, Likeness]) -> list[list[int]]:
    """Join groups of articles that are near each other, if no article of them is like any of another group."""
    group_of = {index: number for number, group in enumerate(groups) for index in group}
    linked = _connect(len(groups), _find_links(groups, group_of, likeness))
    like = _connect(len(groups), ((group_of[a], group_of[b]) for a, b in likeness))
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
    """Pairs of groups not many days apart that are near enough to each other."""
    most: float = read_toml("gather")["lonely_days"]
    between: dict[Pair, dict[Pair, Likeness]] = defaultdict(dict)
    for pair, alike in pairs.items():
        one, two = sorted(group_of[index] for index in pair)
        if one != two and alike.days <= most:
            between[one, two][pair] = alike
    inside: dict[int, dict[Pair, Likeness]] = defaultdict(dict)
    for pair, alike in pairs.items():
        if group_of[pair[0]] == group_of[pair[1]]:
            inside[group_of[pair[0]]][pair] = alike
    own = [_measure_nearness(group, inside[number]) for number, group in enumerate(groups)]
    return [
        {one, two}
        for (one, two), pairs_between in sorted(between.items())
        if _are_near(groups[one], groups[two], pairs_between, max(own[one], own[two]))
    ]


def _are_near(one: Sequence[int], two: Sequence[int], pairs: Mapping[Pair, Likeness], within: float) -> bool:
    """Whether two groups are near enough, of which one is as near `within` itself as that.

    Of groups of the same days, whose articles are near their own kind, each is an event of two that share their
    people; where they are not, that they are not near each other either tells little.
    """
    settings = read_toml("gather")
    fewest = min(len(one), len(two))
    if fewest == 1 or min(alike.days for alike in pairs.values()) > settings["same_news_days"]:
        least: float = settings["lonely_article" if fewest == 1 else "lonely"]
        return max(_measure_nearness(group, pairs) for group in (one, two) if len(group) == fewest) >= least
    chance = sum(alike.chance for alike in pairs.values()) / (len(one) * len(two))
    odds = math.log(chance / (1 - chance))
    return bool(odds >= settings["lonely_odds"] + settings["lonely_within"] * within)


def _measure_nearness(group: Sequence[int], pairs: Mapping[Pair, Likeness]) -> float:
    """The cosine of words of each article with its nearest in the pairs, on average."""
    nearest = dict.fromkeys(group, 0.0)
    for pair, alike in pairs.items():
        for index in pair:
            if index in nearest:
                nearest[index] = max(nearest[index], alike.words)
    return sum(nearest.values()) / len(nearest)


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
