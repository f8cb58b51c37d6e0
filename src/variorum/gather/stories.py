"""Articles to stories: average-link clustering on the sparse graph of likeness; no number is given beforehand."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence

from variorum.gather.likeness import find_likeness
from variorum.language.lexicon import read_toml
from variorum.model.ids import content_id
from variorum.model.record import Story
from variorum.model.text import Article


def gather_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Give the stories, every article in just one, sorted by id; the order of the articles does not matter."""
    ordered = sorted(articles, key=lambda article: article.id)
    groups = _cluster(len(ordered), find_likeness(ordered), read_toml("gather")["threshold"])
    return tuple(sorted((_make_story([ordered[i] for i in group]) for group in groups), key=lambda s: s.id))


def _cluster(count: int, likeness: dict[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Merge the two most alike groups while their average likeness is over the threshold (Sokal and Michener 1958).

    Pairs that are not in `likeness` count as 0. Time is n log n in the number of pairs.
    """
    members = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    heap = []
    for (a, b), value in likeness.items():
        sums[a][b] = sums[b][a] = value
        if value >= threshold:
            heap.append((-value, a, b, 1, 1))
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or (len(members[a]), len(members[b])) != (size_a, size_b):
            continue
        _merge(a, b, members, sums)
        for other, total in sums[a].items():
            average = total / (len(members[a]) * len(members[other]))
            if average >= threshold:
                first, second = min(a, other), max(a, other)
                heapq.heappush(heap, (-average, first, second, len(members[first]), len(members[second])))
    return [sorted(group) for group in members.values()]


def _merge(a: int, b: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    members[a] += members.pop(b)
    for other, total in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total


def _make_story(articles: Sequence[Article]) -> Story:
    dates = sorted(a.published[:10] for a in articles if a.published)
    ids = tuple(a.id for a in articles)
    return Story(
        content_id("sto", *ids), _title(articles), ids, dates[0] if dates else None, dates[-1] if dates else None
    )


def _title(articles: Sequence[Article]) -> str:
    """The headline that shares most words with the other headlines; without any, the first words of the first text."""
    titles = sorted({a.title for a in articles if a.title})
    if not titles:
        return " ".join(min(articles, key=lambda a: a.id).text.split()[:12])
    words = {title: {w for w in title.lower().split() if len(w) > 3} for title in titles}
    counts = Counter(w for title in titles for w in words[title])
    return max(titles, key=lambda t: (sum(counts[w] - 1 for w in words[t]) / (len(words[t]) + 3), -len(t), t))
