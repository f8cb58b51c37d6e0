"""Rewrites that keep the facts but not the words.

Two reporters at one event share its facts and its quotations. What they do not share is the selection: a rewrite has
next to no name and no number that its source lacks, most of its sentences have a counterpart there, mostly in the same
order, and it quotes nobody whom the source does not quote. These are measured in the own words of the shorter article
against all words of the longer one, for a rewrite makes indirect speech of quotations; a logistic model weighs them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from variorum.trace.telling import Matrix, Telling, compare_by_words


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of data/lineage.toml, table `paraphrase`; that file gives the reasons."""

    prior: float
    key_words: int
    key_weight: float
    least_keys: int
    days: int
    least_contained: float
    least_paired: float
    least_words: int
    least_sentences: int
    most_sentences: int
    alike: float
    names_known: float
    names_even: float
    facts_full: float
    score: float
    short_words: int
    short_score: float
    clashes: int
    same_agency: float

    def least_score(self, telling: Telling, other: Telling, agency: str | None) -> float:
        """Give the probability from which two tellings are one; two short ones are alike because what they tell is."""
        if agency is not None:
            return self.same_agency
        short = min(float(telling.words.sum()), float(other.words.sum())) < self.short_words
        return self.short_score if short else self.score


@dataclass(frozen=True, slots=True)
class Features:
    """What tells a rewrite: of the shorter article, in the longer one. Shares are between 0 and 1.

    `contained`: of its words, weighed by rarity. `names`: of its names and numbers; `kept`: of the longer one's names
    and numbers, in the shorter. `paired`: of its sentences, which have counterparts in the same order; `order`: how
    much of what can be paired can be in that order. `facts`: what the paired sentences share, in nats for each word (1
    is plenty). `strange`: of its words, quoted ones which the other has nowhere. `length`: its length, as the logarithm
    of its share of the longer one's.
    """

    contained: float
    names: float
    kept: float
    paired: float
    order: float
    facts: float
    strange: float
    length: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Sentence `index` of one telling beside sentence `other` of the other."""

    index: int
    other: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Retelling:
    """How far two articles are one telling. `score` is a probability; shares are of own words that have counterparts.

    There is a pairing for each sentence of the shorter article that has a counterpart.
    """

    pairings: tuple[Pairing, ...]
    share: float
    other_share: float
    features: Features
    score: float

    def swapped(self) -> "Retelling":
        """The same, seen from the other article."""
        pairings = sorted((p.other, p.index, p.similarity) for p in self.pairings)
        turned = tuple(Pairing(*pairing) for pairing in pairings)
        return Retelling(turned, self.other_share, self.share, self.features, self.score)


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the logarithm of the odds that two articles are one telling is linear in the features."""

    intercept: float
    weights: Features

    def probability(self, features: Features) -> float:
        """Give the probability that the one retells the other, or both a third."""
        weighed = (getattr(self.weights, f.name) * getattr(features, f.name) for f in fields(Features))
        return 1 / (1 + math.exp(-min(max(self.intercept + sum(weighed), -60.0), 60.0)))


def compare_tellings(telling: Telling, other: Telling, rules: Rules, model: Model) -> Retelling | None:
    """Compare two articles; None where one says too little in its own words, or the other has too little of that.

    A pairing's `index` is a row of `telling`.
    """
    length, other_length = float(telling.words.sum()), float(other.words.sum())
    if length > other_length:
        turned = compare_tellings(other, telling, rules, model)
        return turned.swapped() if turned else None
    if length < rules.least_words or np.count_nonzero(telling.words) < rules.least_sentences:
        return None
    contained = _measure_words(telling, other)
    if contained < rules.least_contained:
        return None
    cosines, nats = compare_by_words(telling, other)
    weights = telling.words / length
    best = cosines.argmax(axis=1)
    pairings = tuple(
        Pairing(row, int(best[row]), float(cosines[row, best[row]]))
        for row in np.flatnonzero(cosines.max(axis=1) >= rules.alike).tolist()
    )
    if len(pairings) < rules.least_sentences:
        return None
    alignment = align_sentences(cosines, rules.alike, telling.words, other.lengths)
    share = sum(float(weights[p.index]) for p in pairings)
    if share < rules.least_paired:
        return None
    facts = sum(float(nats[row, column]) for row, column in alignment.pairs) / length
    features = Features(
        contained=contained,
        names=_measure_names(telling, other, rules),
        kept=_measure_names(other, telling, rules),
        paired=sum(float(weights[row]) for row, _ in alignment.pairs),
        order=alignment.order,
        facts=min(facts / rules.facts_full, 1.0),
        strange=_measure_quotations(telling, other),
        length=math.log(max(length, 1.0) / max(other_length, 1.0)),
    )
    if length < rules.short_words and _count_clashes(telling, other, pairings) >= rules.clashes:
        return None
    told = sum(float(other.lengths[column]) for column in {p.other for p in pairings})
    other_share = told / max(float(other.lengths.sum()), 1.0)
    return Retelling(pairings, share, other_share, features, model.probability(features))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Paired rows and columns in order; `order` compares what they gain with what each one's best partner would."""

    pairs: tuple[tuple[int, int], ...]
    order: float


def align_sentences(similarity: Matrix, alike: float, weights: Matrix, other_weights: Matrix) -> Alignment:
    """Pair sentences one to one in the same order so that the gain, (similarity - alike) × words, is greatest."""
    gains = (similarity - alike) * np.minimum(weights[:, None], other_weights[None, :])
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        paired = best[row, :-1] + np.maximum(gains[row], 0.0)
        best[row + 1, 1:] = np.maximum.accumulate(np.maximum(paired, best[row, 1:]))
    pairs = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    loose = min(float(np.maximum(gains.max(axis=axis), 0.0).sum()) for axis in (0, 1))
    return Alignment(tuple(reversed(pairs)), min(float(best[rows, columns]) / loose, 1.0) if loose > 0 else 0.0)


def _measure_words(telling: Telling, other: Telling) -> float:
    """Give the share of own words, by rarity, that the other article has."""
    columns, places = np.unique(telling.columns[telling.own], return_index=True)
    weights = telling.weights[telling.own][places]
    return float(weights[np.isin(columns, other.columns)].sum() / max(weights.sum(), 1e-9))


def _measure_names(telling: Telling, other: Telling, rules: Rules) -> float:
    """Give the share of names and numbers, by rarity, that the other article has."""
    named = telling.own & telling.names
    columns, places = np.unique(telling.columns[named], return_index=True)
    weights = telling.weights[named][places]
    known = float(weights[np.isin(columns, other.columns)].sum())
    return (known + rules.names_known * rules.names_even) / (float(weights.sum()) + rules.names_known)


def _count_clashes(telling: Telling, other: Telling, pairings: Sequence[Pairing]) -> int:
    """Count the sentences with a number that the other article lacks, of the article that has fewer; 0 where no two
    counterparts have such a number each."""
    mine = _find_strange_numbers(telling, other)
    theirs = _find_strange_numbers(other, telling)
    met = any(p.index in mine and p.other in theirs for p in pairings)
    return min(len(mine), len(theirs)) if met else 0


def _find_strange_numbers(telling: Telling, other: Telling) -> set[int]:
    """Give the rows with a number of its own that the other article has nowhere."""
    strange = telling.numerals & telling.own & ~np.isin(telling.columns, other.columns)
    return set(telling.rows[strange].tolist())


def _measure_quotations(telling: Telling, other: Telling) -> float:
    """Give the share of all words, by rarity, that are quoted and that the other article has nowhere."""
    columns, places = np.unique(telling.columns, return_index=True)
    whole = float(telling.weights[places].sum())
    strange = ~np.isin(columns, other.columns) & ~np.isin(columns, telling.columns[telling.own])
    return float(telling.weights[places][strange].sum()) / max(whole, 1e-9)
