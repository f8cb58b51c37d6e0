"""How much of two articles is the same text, and whether that is more than chance, quotation or boilerplate."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from variorum.trace.align import Gaps, Run, align_words
from variorum.trace.fingerprint import Fingerprints
from variorum.trace.words import Flags, Words


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of data/lineage.toml, table `verbatim`; that file gives the reasons."""

    words: int
    share: float
    whole_words: int
    nearly_all: float
    verbatim: float
    mostly: float
    same_agency: float
    binds: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share. `share` and `other_share` are of own words (outside quotes), `coverage` of all words.

    `own` counts the shared own words, `similarity` is the mean over the passages, weighed by their length.
    """

    runs: tuple[Run, ...]
    own: float
    share: float
    other_share: float
    coverage: float
    other_coverage: float
    similarity: float

    def swapped(self) -> "Overlap":
        """The same, seen from the other article."""
        runs = tuple(sorted(Run(r.from_start, r.from_end, r.start, r.end, r.same) for r in self.runs))
        return Overlap(
            runs, self.own, self.other_share, self.share, self.other_coverage, self.coverage, self.similarity
        )


def compare_words(words: Words, others: Words, shingle_words: int, gaps: Gaps) -> Overlap:
    """Align two articles and measure what they share."""
    return measure(align_words(words, others, shingle_words, gaps), words, others)


def measure(runs: tuple[Run, ...], words: Words, others: Words) -> Overlap:
    """Measure shared passages: quoted words count for coverage, and not for the shares of own words."""
    covered, other_covered = (
        _cover(words, [(r.start, r.end) for r in runs]),
        _cover(others, [(r.from_start, r.from_end) for r in runs]),
    )
    own, other_own = covered & ~words.quoted, other_covered & ~others.quoted
    length = sum(r.end - r.start for r in runs)
    return Overlap(
        runs=runs,
        own=float(sum(np.count_nonzero(own[r.start : r.end]) * r.similarity for r in runs)),
        share=_share(np.count_nonzero(own), words.own),
        other_share=_share(np.count_nonzero(other_own), others.own),
        coverage=_share(np.count_nonzero(covered), len(words)),
        other_coverage=_share(np.count_nonzero(other_covered), len(others)),
        similarity=sum((r.end - r.start) * r.similarity for r in runs) / length if length else 0.0,
    )


def drop_repeated(runs: tuple[Run, ...], prints: Fingerprints, repeated: Flags) -> tuple[Run, ...]:
    """Leave out the passages most of whose fingerprints are repeated matter of an outlet, or everybody's."""
    kept = []
    for run in runs:
        inside = (prints.words >= run.start) & (prints.words < run.end)
        if 2 * np.count_nonzero(inside & repeated) <= np.count_nonzero(inside):
            kept.append(run)
    return tuple(kept)


def is_derived(overlap: Overlap, words: Words, others: Words, rules: Rules, *, same_agency: bool) -> bool:
    """Tell whether so much shared text can only be the same text."""
    if overlap.own >= rules.words:
        return max(overlap.share, overlap.other_share) >= (rules.same_agency if same_agency else rules.share)
    shorter = min(len(words), len(others))
    whole = min(overlap.coverage, overlap.other_coverage) >= rules.nearly_all and overlap.similarity >= rules.verbatim
    return shorter >= rules.whole_words and whole


def _cover(words: Words, spans: list[tuple[int, int]]) -> Flags:
    covered = np.zeros(len(words), np.bool_)
    for start, end in spans:
        covered[start:end] = True
    return covered


def _share(part: int | np.integer[Any], whole: int) -> float:
    return int(part) / whole if whole else 0.0
