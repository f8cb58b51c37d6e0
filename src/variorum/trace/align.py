"""The passages that two articles share word for word, with gaps and moves, at exact offsets on both sides."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from variorum.trace.fingerprint import hash_shingles
from variorum.trace.words import Words

_MOST_PLACES = 16  # a shingle that stands in more places of one article is a refrain: the first ones serve


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words [start, end) of one article beside [from_start, from_end) of the other; `same` of them agree in order."""

    start: int
    end: int
    from_start: int
    from_end: int
    same: int

    @property
    def similarity(self) -> float:
        return self.same / max(self.end - self.start, self.from_end - self.from_start)


@dataclass(frozen=True, slots=True)
class Gaps:
    """How far two runs may stand apart and be one passage. Lengths in words.

    `short`: joined whatever stands between. `long`: joined if at least `alike` of the words between agree.
    `least`: a passage with fewer agreeing words is dropped.
    """

    short: int
    long: int
    alike: float
    least: int


def align_words(words: Words, others: Words, shingle_words: int, gaps: Gaps) -> tuple[Run, ...]:
    """Give the shared passages in the order of `words`. Each word of `words` stands in one passage at most."""
    runs = _join(_find_runs(words, others, shingle_words), words, others, gaps)
    long_enough = [run for run in runs if run.same >= gaps.least]
    return tuple(_join(long_enough, words, others, gaps))


def _find_runs(words: Words, others: Words, shingle_words: int) -> list[Run]:
    """Find maximal runs of equal words, going on along the last one's diagonal where there is a choice."""
    shingles, other_shingles = hash_shingles(words, shingle_words), hash_shingles(others, shingle_words)
    shared = np.flatnonzero(np.isin(shingles, other_shingles))
    places: dict[int, list[int]] = {}
    for place in np.flatnonzero(np.isin(other_shingles, shingles)).tolist():
        known = places.setdefault(int(other_shingles[place]), [])
        if len(known) < _MOST_PLACES:
            known.append(place)
    left, right = words.hashes.tolist(), others.hashes.tolist()
    runs: list[Run] = []
    end = diagonal = 0
    for place in shared.tolist():
        if place < end:
            continue
        choices = [
            (_length(left, right, place, other), -abs(other - place - diagonal), other)
            for other in places[int(shingles[place])]
        ]
        near = [choice for choice in choices if -choice[1] <= 2]
        length, _, other = max(near or choices, key=lambda choice: (choice[0], choice[1], -choice[2]))
        end, diagonal = place + length, other - place
        runs.append(Run(place, end, other, other + length, length))
    return runs


def _length(left: list[int], right: list[int], place: int, other: int) -> int:
    most = min(len(left) - place, len(right) - other)
    length = 0
    while length < most and left[place + length] == right[other + length]:
        length += 1
    return length


def _join(runs: list[Run], words: Words, others: Words, gaps: Gaps) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        bridge = _bridge(joined[-1], run, words, others, gaps) if joined else None
        if bridge is None:
            joined.append(run)
        else:
            joined[-1] = bridge
    return joined


def _bridge(first: Run, second: Run, words: Words, others: Words, gaps: Gaps) -> Run | None:
    """Make one passage of two neighbours, or None if too much that differs stands between them."""
    overlap = max(first.from_end - second.from_start, 0)
    if overlap >= min(second.end - second.start, second.same, gaps.short):
        return None
    gap, other_gap = second.start + overlap - first.end, second.from_start + overlap - first.from_end
    widest = max(gap, other_gap)
    if widest > gaps.long:
        return None
    same = 0
    if gap and other_gap:
        between = words.hashes[first.end : first.end + gap].tolist()
        other_between = others.hashes[first.from_end : first.from_end + other_gap].tolist()
        same = int(LCSseq.similarity(between, other_between))
    if widest > gaps.short and same < gaps.alike * widest:
        return None
    return Run(first.start, second.end, first.from_start, second.from_end, first.same + same + second.same - overlap)
