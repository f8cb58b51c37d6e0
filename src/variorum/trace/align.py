"""The passages that two articles share word for word, with gaps and moves, at exact offsets on both sides."""

from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import LCSseq

from variorum.trace.fingerprint import hash_shingles
from variorum.trace.tokens import Hashes
from variorum.trace.words import Words

_NEAR = 2  # words by which a text shifts at a small change
_MOST_PLACES = 16  # a shingle that stands in more places of one article is a refrain: the first ones serve


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words [start, end) of one article beside [from_start, from_end) of the other; `same` of them agree in order.

    `pieces` (start, from_start, length) are what agrees without a break, in order; what little agrees between them is
    in none.
    """

    start: int
    end: int
    from_start: int
    from_end: int
    same: int
    pieces: tuple[tuple[int, int, int], ...] = field(default=(), compare=False)

    @property
    def similarity(self) -> float:
        return self.same / max(self.end - self.start, self.from_end - self.from_start)

    def swapped(self) -> "Run":
        """The same, seen from the other article."""
        pieces = tuple((other, own, length) for own, other, length in self.pieces)
        return Run(self.from_start, self.from_end, self.start, self.end, self.same, pieces)


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
    firsts, lasts, diagonals = _match(hash_shingles(words, shingle_words), hash_shingles(others, shingle_words))
    runs: list[Run] = []
    open_runs: list[tuple[int, int]] = []  # last shingle and diagonal of those that have begun
    waiting = end = diagonal = 0
    while open_runs or waiting < len(firsts):
        place = end if open_runs else max(end, firsts[waiting])
        while waiting < len(firsts) and firsts[waiting] <= place:
            open_runs.append((lasts[waiting], diagonals[waiting]))
            waiting += 1
        open_runs = [run for run in open_runs if run[0] >= place]
        if open_runs:
            near = [run for run in open_runs if abs(run[1] - diagonal) <= _NEAR]
            last, _, back = max((last, -abs(to - diagonal), -to) for last, to in near or open_runs)
            diagonal, end = -back, last + shingle_words
            end += _length(words.hashes[end:], others.hashes[end + diagonal :])
            length = end - place
            pieces = ((place, place + diagonal, length),)
            runs.append(Run(place, end, place + diagonal, end + diagonal, length, pieces))
            open_runs = [run for run in open_runs if run[0] >= end]
    return runs


def _match(shingles: Hashes, others: Hashes) -> tuple[list[int], list[int], list[int]]:
    """Find where shingles stand in both in a row: the first and last places of each row, and how far on the other is.

    Rows are sorted by first place.
    """
    order = np.argsort(others, kind="stable")
    ordered = others[order]
    begins = np.searchsorted(ordered, shingles)
    counts = np.minimum(np.searchsorted(ordered, shingles, side="right") - begins, _MOST_PLACES)
    places = np.repeat(np.arange(len(shingles)), counts)
    within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    diagonals = order[np.repeat(begins, counts) + within] - places
    if counts.max(initial=0) > 1:
        along = np.argsort(diagonals, kind="stable")
        places, diagonals = places[along], diagonals[along]
    breaks = (np.diff(diagonals) != 0) | (np.diff(places) != 1)
    edges = np.concatenate(([0], np.flatnonzero(breaks) + 1, [len(places)])) if len(places) else np.zeros(1, np.int64)
    firsts, lasts, diagonals = places[edges[:-1]], places[edges[1:] - 1], diagonals[edges[:-1]]
    by_place = np.argsort(firsts, kind="stable")
    return firsts[by_place].tolist(), lasts[by_place].tolist(), diagonals[by_place].tolist()


def _length(words: Hashes, others: Hashes) -> int:
    """Count the equal words at the beginning of both."""
    most, length, ahead = min(len(words), len(others)), 0, 64
    if not most or words[0] != others[0]:
        return 0
    while length < most:
        stop = min(length + ahead, most)
        unequal = np.flatnonzero(words[length:stop] != others[length:stop])
        if len(unequal):
            return length + int(unequal[0])
        length, ahead = stop, 2 * ahead
    return most


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
    agree = first.same + same + second.same - overlap
    return Run(first.start, second.end, first.from_start, second.from_end, agree, first.pieces + second.pieces)
