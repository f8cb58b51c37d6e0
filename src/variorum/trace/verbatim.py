"""How much of two articles is the same text, and whether that is more than chance, quotation or boilerplate."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from variorum.trace.align import Gaps, Run, align_words
from variorum.trace.fingerprint import Fingerprints
from variorum.trace.tokens import Flags
from variorum.trace.words import Words

_FEWEST_NUMBERS = 5  # in fewer a change or two tells nothing
_FORM_NUMBERS = 0.05  # of the words of a form are numbers, at least; of a report hardly so many


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of data/lineage.toml, table `verbatim`; that file gives the reasons."""

    words: int
    many_words: int
    contained_words: int
    share: float
    many_share: float
    stretch: int
    stretch_own: int
    stretch_share: float
    whole_words: int
    nearly_all: float
    verbatim: float
    cut: float
    mostly: float
    template_numbers: float
    reworded: float
    unchanged: float
    binds: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share. `share` and `other_share` are of own words (outside quotes), `coverage` of all words.

    `own` counts the shared own words, `similarity` is the mean over the passages, weighed by their length,
    `same_numbers` the share of the numbers in them that both print (1 where they are too few to tell). `longest` is
    the number of words that agree without a break, at most, and `longest_own` how many of these are own.
    """

    runs: tuple[Run, ...]
    own: float
    share: float
    other_share: float
    coverage: float
    other_coverage: float
    similarity: float
    same_numbers: float
    longest: int
    longest_own: int

    def swapped(self) -> "Overlap":
        """The same, seen from the other article."""
        runs = tuple(sorted(run.swapped() for run in self.runs))
        return replace(
            self,
            runs=runs,
            share=self.other_share,
            other_share=self.share,
            coverage=self.other_coverage,
            other_coverage=self.coverage,
        )


@dataclass(frozen=True, slots=True)
class Family:
    """When repeated matter counts nonetheless: `whole` of both texts is shared, or `half` and so many own `words`."""

    whole: float
    half: float
    words: int

    def holds(self, overlap: Overlap) -> bool:
        least = min(overlap.coverage, overlap.other_coverage)
        return least >= self.whole or (least >= self.half and overlap.own >= self.words)


def compare_words(words: Words, others: Words, shingle_words: int, gaps: Gaps) -> Overlap:
    """Align two articles and measure what they share."""
    return measure(align_words(words, others, shingle_words, gaps), words, others)


def measure(runs: tuple[Run, ...], words: Words, others: Words) -> Overlap:
    """Measure shared passages: quoted words count for coverage, and not for the shares of own words.

    What either article prints as quoted is quoted in both: one of two may print a statement as a block without marks.
    """
    own_words, other_words = _strike_quoted(runs, words, others)
    covered, other_covered = (
        _cover(words, [(r.start, r.end) for r in runs]),
        _cover(others, [(r.from_start, r.from_end) for r in runs]),
    )
    own, other_own = covered & own_words, other_covered & other_words
    length = sum(r.end - r.start for r in runs)
    longest, start = max(((n, at) for run in runs for at, _, n in run.pieces), default=(0, 0))
    return Overlap(
        runs=runs,
        own=float(sum(np.count_nonzero(own[r.start : r.end]) * r.similarity for r in runs)),
        share=_share(np.count_nonzero(own), np.count_nonzero(own_words)),
        other_share=_share(np.count_nonzero(other_own), np.count_nonzero(other_words)),
        coverage=_share(np.count_nonzero(covered), len(words)),
        other_coverage=_share(np.count_nonzero(other_covered), len(others)),
        similarity=sum((r.end - r.start) * r.similarity for r in runs) / length if length else 0.0,
        same_numbers=_compare_numbers(runs, words, others),
        longest=longest,
        longest_own=int(np.count_nonzero(own_words[start : start + longest])),
    )


def drop_repeated(runs: tuple[Run, ...], prints: Fingerprints, repeated: Flags) -> tuple[Run, ...]:
    """Leave out the passages most of whose fingerprints are repeated matter of an outlet, or everybody's."""
    kept = []
    for run in runs:
        inside = (prints.words >= run.start) & (prints.words < run.end)
        if 2 * np.count_nonzero(inside & repeated) <= np.count_nonzero(inside):
            kept.append(run)
    return tuple(kept)


def is_closing(overlap: Overlap, words: Words, others: Words, family: Family) -> bool:
    """Tell whether all that two articles share is what both end with, and no longer than a footer."""
    if len(overlap.runs) != 1 or overlap.own >= family.words:
        return False
    (run,) = overlap.runs
    return run.end == len(words) and run.from_end == len(others) and run.start > 0 and run.from_start > 0


def is_derived(overlap: Overlap, words: Words, others: Words, rules: Rules, *, same_agency: bool) -> bool:
    """Tell whether so much shared text can only be the same text."""
    if is_template(overlap, rules):
        return False
    part = max(overlap.coverage, overlap.other_coverage)
    if part >= rules.nearly_all and overlap.similarity >= rules.verbatim and overlap.own >= rules.contained_words:
        return True
    if overlap.longest >= rules.stretch and overlap.longest_own >= rules.stretch_own and part >= rules.stretch_share:
        return True
    if overlap.own >= rules.words:
        little = same_agency or overlap.own >= rules.many_words
        return max(overlap.share, overlap.other_share) >= (rules.many_share if little else rules.share)
    shorter = min(len(words), len(others))
    whole = min(overlap.coverage, overlap.other_coverage) >= rules.nearly_all and overlap.similarity >= rules.verbatim
    return shorter >= rules.whole_words and whole


def is_template(overlap: Overlap, rules: Rules) -> bool:
    """Tell whether two texts are one form filled in twice: the same words, other numbers (weather, markets)."""
    return overlap.same_numbers < rules.template_numbers


def _strike_quoted(runs: tuple[Run, ...], words: Words, others: Words) -> tuple[Flags, Flags]:
    """Tell which words are own in both articles, where they stand in both; what differs goes with what is around it."""
    own, other_own = words.own.copy(), others.own.copy()
    for run in runs:
        end, from_end, quoted = run.start, run.from_start, False
        for start, from_start, length in run.pieces:
            both = own[start : start + length] & other_own[from_start : from_start + length]
            own[start : start + length] = both
            other_own[from_start : from_start + length] = both
            if quoted and not both[0]:
                own[end:start] = False
                other_own[from_end:from_start] = False
            end, from_end, quoted = start + length, from_start + length, not both[-1]
    return own, other_own


def _compare_numbers(runs: tuple[Run, ...], words: Words, others: Words) -> float:
    printed = same = 0
    for run in runs:
        numbers = words.hashes[run.start : run.end][words.numbers[run.start : run.end]]
        span = slice(run.from_start, run.from_end)
        other_numbers = Counter(others.hashes[span][others.numbers[span]].tolist())
        printed += len(numbers)
        same += (Counter(numbers.tolist()) & other_numbers).total()
    length = sum(run.end - run.start for run in runs)
    return same / printed if printed >= max(_FEWEST_NUMBERS, _FORM_NUMBERS * length) else 1.0


def _cover(words: Words, spans: list[tuple[int, int]]) -> Flags:
    covered = np.zeros(len(words), np.bool_)
    for start, end in spans:
        covered[start:end] = True
    return covered


def _share(part: int | np.integer[Any], whole: int | np.integer[Any]) -> float:
    return int(part) / int(whole) if whole else 0.0
