"""Rewrites that keep the facts and their order but not the words.

Sentences are compared by words (weighed by rarity) and by meaning (vectors), summed, in the articles' own words alone,
and aligned in order. Two reporters at one event share facts and quotations too; what they do not share is the
selection: most of what one tells, in the same order, at the same small facts. The score multiplies these three.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from variorum.language.encoder import Encoder
from variorum.trace.telling import Matrix, Telling, compare_by_words, sum_shared

ReadOwn = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of data/lineage.toml, table `paraphrase`; that file gives the reasons."""

    prior: float
    key_words: int
    key_weight: float
    least_keys: int
    days: int
    hint_words: float
    alike_words: float
    enough_words: float
    alike: float
    order_power: float
    cover_power: float
    balance: float
    facts: float
    least_sentences: int
    most_sentences: int
    score: float
    same_agency: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Sentence `index` of one telling beside sentence `other` of the other."""

    index: int
    other: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Retelling:
    """How far two articles are one telling. `score` is between 0 and 1; shares are of own words.

    `order` is 1 where the counterparts come in the same order. `facts` is what the paired sentences have in common, in
    nats for each own word of the shorter article.
    """

    pairings: tuple[Pairing, ...]
    share: float
    other_share: float
    order: float
    facts: float
    score: float


def compare_tellings(
    telling: Telling, other: Telling, read: tuple[ReadOwn, ReadOwn], encoder: Encoder, rules: Rules
) -> Retelling | None:
    """Compare two articles; None where words and names already show that neither retells the other.

    `read` gives the own words of a row of `telling` and of `other`, for the encoder.
    """
    if min(len(telling), len(other)) < rules.least_sentences:
        return None
    by_words = compare_by_words(telling, other)
    weights, other_weights = telling.words, other.words
    rough = align_sentences(by_words, rules.alike_words, weights, other_weights)
    share = max(
        _share(weights, {p.index for p in rough.pairings}), _share(other_weights, {p.other for p in rough.pairings})
    )
    if share * rough.order**rules.order_power < rules.enough_words:
        return None
    both = by_words + _compare_by_meaning(by_words, read, encoder, rules.hint_words)
    return _judge(align_sentences(both, rules.alike, weights, other_weights), telling, other, rules)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Paired sentences in order; `order` compares what they gain with what each sentence's best partner would."""

    pairings: tuple[Pairing, ...]
    order: float


def align_sentences(similarity: Matrix, alike: float, weights: Matrix, other_weights: Matrix) -> Alignment:
    """Pair sentences one to one in the same order so that the gain, (similarity - alike) × words, is greatest."""
    gains = (similarity - alike) * np.minimum(weights[:, None], other_weights[None, :])
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        paired = best[row, :-1] + np.maximum(gains[row], 0.0)
        best[row + 1, 1:] = np.maximum.accumulate(np.maximum(paired, best[row, 1:]))
    pairings = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairings.append(Pairing(row, column, float(similarity[row, column])))
    loose = min(float(np.maximum(gains.max(axis=axis), 0.0).sum()) for axis in (0, 1))
    return Alignment(tuple(reversed(pairings)), min(float(best[rows, columns]) / loose, 1.0) if loose > 0 else 0.0)


def _judge(alignment: Alignment, telling: Telling, other: Telling, rules: Rules) -> Retelling:
    weights, other_weights = telling.words, other.words
    share = _share(weights, {p.index for p in alignment.pairings})
    other_share = _share(other_weights, {p.other for p in alignment.pairings})
    shared = sum_shared(telling, other)
    common = sum(float(shared[p.index, p.other]) for p in alignment.pairings)
    facts = common / max(min(float(weights.sum()), float(other_weights.sum())), 1.0)
    score = (
        max(share, other_share) ** rules.cover_power
        * alignment.order**rules.order_power
        * min(facts / rules.facts, 1.0)
        * min(min(share, other_share) / rules.balance, 1.0)
    )
    if len(alignment.pairings) < rules.least_sentences:
        score = 0.0
    return Retelling(alignment.pairings, share, other_share, alignment.order, facts, score)


def _compare_by_meaning(by_words: Matrix, read: tuple[ReadOwn, ReadOwn], encoder: Encoder, hint: float) -> Matrix:
    """Give the cosines of the sentences' vectors, where words give a hint that they may say the same; 0 elsewhere."""
    hinted = by_words >= hint
    rows, columns = np.flatnonzero(hinted.any(axis=1)), np.flatnonzero(hinted.any(axis=0))
    cosines = np.zeros_like(by_words)
    if len(rows) and len(columns):
        left = encoder.encode([read[0](row) for row in rows.tolist()])
        right = encoder.encode([read[1](column) for column in columns.tolist()])
        cosines[np.ix_(rows, columns)] = np.round((left @ right.T).astype(np.float64), 5)
    return np.where(hinted, cosines, 0.0)


def _share(weights: Matrix, chosen: set[int]) -> float:
    return float(sum(weights[i] for i in sorted(chosen)) / weights.sum()) if len(weights) else 0.0
