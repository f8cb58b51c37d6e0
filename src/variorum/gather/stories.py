"""Articles to stories: average-link clustering on the sparse graph of likeness; no number is given beforehand."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from variorum.gather.likeness import find_likeness
from variorum.gather.lonely import join_lonely
from variorum.language.lexicon import read_toml
from variorum.model.ids import content_id
from variorum.model.record import Story
from variorum.model.text import Article


def gather_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Give the stories, every article in just one, sorted by id; the order of the articles does not matter."""
    ordered = sorted(articles, key=lambda article: article.id)
    likeness = find_likeness(ordered)
    chances = {pair: alike.chance for pair, alike in likeness.items()}
    groups = join_lonely(cluster(len(ordered), chances, read_toml("gather")["threshold"]), likeness)
    return tuple(sorted((_make_story([ordered[i] for i in group]) for group in groups), key=lambda s: s.id))


def cluster(count: int, likeness: Mapping[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Merge the two most alike groups while their average likeness is over the threshold (Sokal and Michener 1958).

    The average is over the pairs of which one is of each group, but over no more than `links` (gather.toml) for each
    member of the smaller group: an article that joins a story of a thousand needs no likeness to most of them, nor the
    last day of a story to its first. Pairs that are not in `likeness` count as 0. Time is n log n in the pairs.
    """
    members = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in likeness.items():
        sums[a][b] = sums[b][a] = value
    links = int(read_toml("gather")["links"])

    def average(a: int, b: int) -> float:
        small, large = sorted((len(members[a]), len(members[b])))
        return sums[a][b] / (small * min(large, links))

    heap = [(-value, a, b) for (a, b), value in likeness.items() if value >= threshold]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b not in sums[a]:
            continue
        now = average(a, b)
        if now < -value:  # one of them has grown since: less alike now, so it waits its turn
            if now >= threshold:
                heapq.heappush(heap, (-now, a, b))
            continue
        for other in _merge(a, b, members, sums):
            now = average(a, other)
            if now >= threshold:
                heapq.heappush(heap, (-now, min(a, other), max(a, other)))
    _take_in(members, sums)
    return [sorted(group) for group in members.values()]


def _take_in(members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    """Put an article that is left alone into the group that it is likest to, if it is at all like it: it may be told
    from another side, or long after."""
    settings = read_toml("gather")
    least, links = settings["alone"], settings["links"]
    alone = [i for i, group in members.items() if len(group) == 1]
    chosen: dict[int, int] = {}
    for index in alone:
        near = [
            (total / min(len(members[other]), links), -other)
            for other, total in sums[index].items()
            if len(members[other]) > 1
        ]
        if near and max(near)[0] >= least:
            chosen[index] = -max(near)[1]
    for index, other in chosen.items():
        members[other] += members.pop(index)


def _merge(a: int, b: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> list[int]:
    """Put group b into group a; give the groups to which the merged one is alike through b."""
    members[a] += members.pop(b)
    others = []
    for other, total in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
            others.append(other)
    return others


def _make_story(articles: Sequence[Article]) -> Story:
    dates = sorted(a.published[:10] for a in articles if a.published)
    ids = tuple(a.id for a in articles)
    return Story(
        content_id("sto", *ids), _title(articles), ids, dates[0] if dates else None, dates[-1] if dates else None
    )


def _title(articles: Sequence[Article]) -> str:
    """The headline that shares most words with the other headlines; without any, the first words of the longest text.

    Articles in another language than English give it only where there are no others.
    """
    readable = [a for a in articles if a.language in (None, "en")] or articles
    titles = sorted({a.title for a in readable if a.title})
    if not titles:
        return " ".join(min(readable, key=lambda a: (-len(a.text), a.id)).text.split()[:12])
    words = {title: {w for w in title.lower().split() if len(w) > 3} for title in titles}
    counts = Counter(w for title in titles for w in words[title])
    return max(titles, key=lambda t: (sum(counts[w] - 1 for w in words[t]) / (len(words[t]) + 3), -len(t), t))
