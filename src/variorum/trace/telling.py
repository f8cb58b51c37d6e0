"""An article as a sequence of told sentences: what each says in the outlet's own words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.model.text import Article
from variorum.trace.rarity import Rarity, stem
from variorum.trace.words import Places, Words, normal_form

Matrix = npt.NDArray[np.float64]

_MOST_WORDS = 200  # a longer 'sentence' is no sentence; its beginning serves
_LEAST_WORDS = 5  # with fewer own words a sentence is a quotation with its 'he said', or a fragment


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence in own words. `own` is its text without quotations; `stems` in order, without repetition."""

    start: int
    end: int
    own: str
    words: int
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """The told sentences of an article, and their words as a sparse matrix of unit rows.

    `values[k]` stands in row `rows[k]` (a sentence) and column `columns[k]` (a stem); `words` counts own words.
    """

    sentences: tuple[Told, ...]
    words: Matrix
    rows: Places
    columns: Places
    values: Matrix

    def __len__(self) -> int:
        return len(self.sentences)


def weigh_telling(sentences: Sequence[Told], columns: Mapping[str, int], rarity: Rarity) -> Telling:
    """Weigh the words of told sentences by rarity; `columns` numbers all stems of the run."""
    rows, places, values = [], [], []
    for row, told in enumerate(sentences):
        weights = [rarity.weight(s) for s in told.stems]
        length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
        rows += [row] * len(weights)
        places += [columns[s] for s in told.stems]
        values += [weight / length for weight in weights]
    return Telling(
        tuple(sentences),
        np.array([told.words for told in sentences], np.float64),
        np.array(rows, np.int64),
        np.array(places, np.int64),
        np.array(values, np.float64),
    )


def compare_by_words(telling: Telling, other: Telling) -> Matrix:
    """Give the cosines of the sentences' weighed words: an array of len(telling) × len(other)."""
    shared = np.intersect1d(telling.columns, other.columns)
    return _fill(telling, shared) @ _fill(other, shared).T


def _fill(telling: Telling, shared: Places) -> Matrix:
    matrix = np.zeros((len(telling), len(shared)))
    if len(shared):
        places = np.searchsorted(shared, telling.columns)
        places[places == len(shared)] = 0
        known = shared[places] == telling.columns
        matrix[telling.rows[known], places[known]] = telling.values[known]
    return matrix


def find_telling(article: Article, words: Words, repeated: Places, most: int) -> tuple[Told, ...]:
    """Give the first `most` sentences that have enough own words, without headings and without repeated matter.

    `repeated` are the places (indices of words) at which repeated fingerprints begin.
    """
    told: list[Told] = []
    for sentence in article.sentences:
        if len(told) == most:
            break
        first, last = np.searchsorted(words.starts, (sentence.start, sentence.end)).tolist()
        places = (np.flatnonzero(words.own[first:last]) + first).tolist()[:_MOST_WORDS]
        refrain = np.count_nonzero((repeated >= first) & (repeated < last))
        if sentence.heading or refrain or len(places) < _LEAST_WORDS:
            continue
        told.append(_read_sentence(article, words, sentence.start, sentence.end, places))
    return tuple(told)


def _read_sentence(article: Article, words: Words, start: int, end: int, places: Sequence[int]) -> Told:
    stems: dict[str, None] = {}
    pieces = []
    for i in places:
        printed = article.text[words.starts[i] : words.ends[i]]
        stems[stem(normal_form(printed))] = None
        pieces.append(printed)
    return Told(start, end, " ".join(pieces), len(places), tuple(stems))
