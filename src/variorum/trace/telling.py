"""Articles as sequences of told sentences, as numbers of stems: which are the outlet's own words, which name something.

The sentences of all articles of a run are kept so, packed, and nothing else of their text: a kilobyte for an article.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.model.text import Article
from variorum.trace.rarity import Rarity, stem
from variorum.trace.tokens import Flags, Hashes, Places
from variorum.trace.words import Words, normal_form

Matrix = npt.NDArray[np.float64]
Packed = npt.NDArray[np.uint32]

_MOST_WORDS = 200  # a longer 'sentence' is no sentence; its beginning serves
_LEAST_WORDS = 5  # with fewer own words a sentence is a quotation with its 'he said', or a fragment
_QUOTED, _PLAIN, _FLAGS = 2, 1, 2  # bits of a packed word below its stem: in quotation marks; no name and no number
_ARTICLES_AT_ONCE, _SENTENCES_AT_ONCE = 1 << 11, 1 << 16
_HEAVIEST, _MOST_NATS = 0xFFFF, 32.0  # a weight in sixteen bits, the heaviest first
_SLOTS = 1 << 20  # most words of an article are found without asking a dictionary
_HALF = np.uint64(32)
_MULTIPLIER, _MIXER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Telling:
    """The told sentences of one article, and their words.

    `sentences[r]` is the place of row r among `Article.sentences`, `words[r]` counts its own words (0 where too few are
    to be told: a quotation), `lengths[r]` all its words. The word k stands in row `rows[k]`; `columns[k]` is its stem,
    `weights[k]` that stem's rarity in nats. `own[k]` is false where it stands within quotation marks alone, `names[k]`
    true where it is a name or a number, `numerals[k]` where it is a number, in digits or in words.
    """

    sentences: Packed
    words: Matrix
    lengths: Matrix
    rows: Places
    columns: Packed
    weights: Matrix
    own: Flags
    names: Flags
    numerals: Flags

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class KeyRules:
    """Of each sentence the `words` rarest, by twos, are keys: each weighs at least `weight` nats, both `both`."""

    words: int
    weight: float
    both: float


class TellingReader:
    """Reads articles and packs what they tell: columns of a row for each sentence."""

    def __init__(self) -> None:
        self._stems = StemNumbers()
        self._articles, self._sentences, self._begins, self._ends = array("I"), array("I"), array("I"), array("I")
        self._words, self._lengths, self._sizes = array("B"), array("B"), array("B")
        self._columns = array("I")

    def add(self, numbers: Sequence[int], articles: Sequence[Article], words: Sequence[Words], most: int) -> None:
        """Read of each article the first `most` sentences that have enough words, headings aside.

        The numbers must ascend.
        """
        firsts = np.cumsum([0, *map(len, words)])
        counts = np.cumsum([0, *(len(article.sentences) for article in articles)])
        holders = np.repeat(np.arange(len(articles)), np.diff(counts))
        inside = np.concatenate([w.sentences for w in words]) + firsts[holders][:, None]
        lengths = np.minimum(inside[:, 1] - inside[:, 0], _MOST_WORDS)
        kept = np.array([not s.heading for a in articles for s in a.sentences], np.bool_) & (lengths >= _LEAST_WORDS)
        told = np.concatenate(([0], np.cumsum(kept)))
        kept &= told[:-1] - told[counts[:-1]][holders] < most
        inside, lengths, holders = inside[kept], lengths[kept], holders[kept]
        own, names, hashes = (
            np.concatenate(columns)
            for columns in zip(*((w.own, w.capitals | w.numbers, w.hashes) for w in words), strict=True)
        )
        numerals = np.concatenate([w.numbers for w in words])
        names[inside[:, 0]] = numerals[inside[:, 0]]  # a capital at the beginning of a sentence tells nothing
        sums = np.concatenate(([0], np.cumsum(own)))
        owned = sums[inside[:, 0] + lengths] - sums[inside[:, 0]]
        owned[owned < _LEAST_WORDS] = 0
        places = _ranges(inside[:, 0], lengths)

        def read(index: int) -> str:
            holder = int(np.searchsorted(firsts, places[index], side="right")) - 1
            place = places[index] - firsts[holder]
            return articles[holder].text[words[holder].starts[place] : words[holder].ends[place]]

        coded = self._stems.number(hashes[places], read) << _FLAGS
        coded |= np.where(own[places], 0, _QUOTED) | np.where(names[places], 0, _PLAIN)
        rows = _sort_distinct(np.repeat(np.arange(len(lengths)), lengths) << 32 | coded)
        rows = rows[np.concatenate(([True], rows[1:] >> _FLAGS != rows[:-1] >> _FLAGS))[: len(rows)]]
        _append(self._articles, np.array(numbers)[holders])
        _append(self._sentences, np.flatnonzero(kept) - counts[holders])
        _append(self._begins, inside[:, 0] - firsts[holders])
        _append(self._ends, inside[:, 1] - firsts[holders])
        _append(self._words, owned)
        _append(self._lengths, lengths)
        _append(self._sizes, np.bincount(rows >> 32, minlength=len(lengths)))
        _append(self._columns, rows & 0xFFFFFFFF)

    def weigh(self, refrains: tuple[Places, Places], articles: int, prior: float) -> "Tellings":
        """Weigh all stems by their rarity in the run, without the sentences in which a refrain begins.

        That ends the reading: what was read is given on, and can be weighed once only.

        `refrains` are the numbers of articles and the places (indices of words) at which repeated matter begins in
        them; `articles` and `prior` are as in `Rarity`.
        """
        rows = _view(self._articles), _view(self._begins), _view(self._ends)
        kept = _find_clean(rows, refrains)
        sizes = _view(self._sizes)
        columns = _keep(_view(self._columns), kept, sizes)
        bounds = np.concatenate(([0], np.cumsum(sizes[kept], dtype=np.int64)))
        numbers = rows[0][kept]
        holders = _count_holders(numbers, bounds, columns, len(self._stems.names))
        rarity = Rarity(dict(zip(self._stems.names, holders.tolist(), strict=True)), articles, prior)
        weights = np.array([rarity.weight(s) for s in self._stems.names], np.float64)
        numerals = np.array([s[:1].isdigit() for s in self._stems.names], np.bool_)
        sentences, words, lengths = (_view(c)[kept] for c in (self._sentences, self._words, self._lengths))
        return Tellings(numbers, sentences, words, lengths, bounds, columns, weights, numerals)


class StemNumbers:
    """Numbers the stems of words in the order in which they are met. `names` are the stems by their numbers."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self._known: dict[int, int] = {}  # by a word's hash
        self._recent = np.zeros(_SLOTS, np.uint64)  # a word's hash stands in the slot of its last bits
        self._numbers = np.zeros(_SLOTS, np.int64)

    def number(self, hashes: Hashes, read: Callable[[int], str]) -> Places:
        """Give the numbers of the stems of words; `read` gives the word at an index."""
        slots = (hashes & np.uint64(_SLOTS - 1)).astype(np.int64)
        numbers: Places = self._numbers[slots]
        missing = np.flatnonzero(self._recent[slots] != hashes)
        for index, hashed in zip(missing.tolist(), hashes[missing].tolist(), strict=True):
            number = self._known.get(hashed)
            if number is None:
                stemmed = stem(normal_form(read(index)))
                number = self._known[hashed] = self.names.setdefault(stemmed, len(self.names))
            numbers[index] = number
        self._recent[slots[missing]], self._numbers[slots[missing]] = hashes[missing], numbers[missing]
        return numbers


@dataclass(frozen=True, slots=True)
class Tellings:
    """The tellings of all articles: a row for each sentence, in the order of the articles.

    The words of row r are `columns[bounds[r]:bounds[r + 1]]`, stems with two flags below. `weights` are the stems'
    rarities, `numerals` tells which of them are numbers.
    """

    articles: Packed
    sentences: Packed
    words: Packed
    lengths: Packed
    bounds: Places
    columns: Packed
    weights: Matrix
    numerals: Flags

    def telling(self, number: int) -> Telling:
        """Look up what an article tells."""
        first, last = np.searchsorted(self.articles, np.array((number, number + 1), np.uint32)).tolist()
        bounds = self.bounds[first : last + 1]
        coded = self.columns[bounds[0] : bounds[-1]]
        columns = _stems(coded)
        return Telling(
            sentences=self.sentences[first:last],
            words=self.words[first:last].astype(np.float64),
            lengths=self.lengths[first:last].astype(np.float64),
            rows=np.repeat(np.arange(last - first), np.diff(bounds)),
            columns=columns,
            weights=self.weights[columns],
            own=coded & _QUOTED == 0,
            names=coded & _PLAIN == 0,
            numerals=self.numerals[columns],
        )

    def keys(self, rules: KeyRules) -> Iterator[tuple[Packed, Hashes]]:
        """Give pairs of rare own stems of one sentence, hashed, with their articles' numbers, some at a time."""
        for first in range(0, len(self.articles), _SENTENCES_AT_ONCE):
            bounds = self.bounds[first : first + _SENTENCES_AT_ONCE + 1]
            rows = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
            coded = self.columns[bounds[0] : bounds[-1]]
            stems = _stems(coded)
            weights = self.weights[stems]
            told = self.words[first : first + _SENTENCES_AT_ONCE] > 0
            rare = (weights >= rules.weight) & (coded & _QUOTED == 0) & told[rows]
            rows, columns = _choose_rarest(rows[rare], stems[rare], weights[rare], rules.words)
            weights = self.weights[columns]
            for apart in range(1, rules.words):
                paired = rows[apart:] == rows[:-apart]
                paired &= weights[apart:] + weights[:-apart] >= rules.both
                one, other = columns[apart:][paired], columns[:-apart][paired]
                articles = self.articles[first + rows[apart:][paired]]
                yield articles, _mix(np.minimum(one, other) << _HALF | np.maximum(one, other))


def compare_by_words(telling: Telling, other: Telling) -> tuple[Matrix, Matrix]:
    """Compare the own words of each told sentence with all words of each sentence of the other article.

    Gives two arrays of len(telling) × len(other): the cosines of the words weighed by rarity, and the rarities of the
    shared words, summed, in nats.
    """
    told = telling.own & (telling.words > 0)[telling.rows]
    shared = np.intersect1d(telling.columns[told], other.columns)
    left, right = _fill(telling, shared, told), _fill(other, shared, np.ones(len(other.columns), np.bool_))
    lengths = np.sqrt(np.bincount(telling.rows[told], telling.weights[told] ** 2, minlength=len(telling)))
    other_lengths = np.sqrt(np.bincount(other.rows, other.weights**2, minlength=len(other)))
    norms = lengths[:, None] * other_lengths[None, :]
    cosines = np.divide(left @ right.T, norms, out=np.zeros_like(norms), where=norms > 0)
    return cosines, left @ (right > 0).T.astype(np.float64)


def _fill(telling: Telling, shared: Packed, chosen: Flags) -> Matrix:
    matrix = np.zeros((len(telling), len(shared)))
    if len(shared):
        places = np.searchsorted(shared, telling.columns)
        places[places == len(shared)] = 0
        known = chosen & (shared[places] == telling.columns)
        matrix[telling.rows[known], places[known]] = telling.weights[known]
    return matrix


def _find_clean(rows: tuple[Packed, Packed, Packed], refrains: tuple[Places, Places]) -> Flags:
    """Tell the rows (articles, first words, ends) in which no refrain begins."""
    articles, begins, ends = rows
    kept = np.ones(len(articles), np.bool_)
    if len(articles):
        ordered = articles.astype(np.uint64) << _HALF | begins
        wanted = refrains[0].astype(np.uint64) << _HALF | refrains[1].astype(np.uint64)
        at = np.maximum(np.searchsorted(ordered, wanted, side="right") - 1, 0)
        hit = (articles[at] == refrains[0]) & (begins[at] <= refrains[1]) & (refrains[1] < ends[at])
        kept[at[hit]] = False
    return kept


def _keep(columns: Packed, kept: Flags, sizes: Packed) -> Packed:
    """Move the columns of the rows to be kept to the front, piece by piece, and give them."""
    read = written = 0
    for first in range(0, len(kept), _SENTENCES_AT_ONCE):
        rows = slice(first, first + _SENTENCES_AT_ONCE)
        piece = columns[read : read + int(sizes[rows].sum(dtype=np.int64))]
        read += len(piece)
        piece = piece[np.repeat(kept[rows], sizes[rows])]
        columns[written : written + len(piece)] = piece
        written += len(piece)
    return columns[:written]


def _count_holders(articles: Packed, bounds: Places, columns: Packed, stems: int) -> Places:
    """Count in how many articles each stem stands."""
    holders = np.zeros(stems, np.int64)
    if not len(articles):
        return holders
    edges = np.flatnonzero(np.concatenate(([True], articles[1:] != articles[:-1], [True])))
    for first in range(0, len(edges) - 1, _ARTICLES_AT_ONCE):
        rows = edges[first : first + _ARTICLES_AT_ONCE + 1]
        counts = np.diff(bounds[rows])
        stems_of = columns[bounds[rows[0]] : bounds[rows[-1]]] >> _FLAGS
        held = np.repeat(np.arange(len(counts)), counts) << 32 | stems_of
        holders += np.bincount(_sort_distinct(held) & 0xFFFFFFFF, minlength=stems)
    return holders


def _stems(coded: Packed) -> Packed:
    stems: Packed = coded >> np.uint32(_FLAGS)
    return stems


def _mix(keys: Hashes) -> Hashes:
    """Spread keys over all 64 bits; different keys stay different."""
    keys = (keys ^ (keys >> _HALF)) * _MULTIPLIER
    keys = (keys ^ (keys >> _HALF)) * _MIXER
    return keys ^ (keys >> _HALF)


def _choose_rarest(rows: Places, columns: Packed, weights: Matrix, most: int) -> tuple[Places, Hashes]:
    """Give of each row the columns that weigh most, from the heaviest; all three are packed into one number to sort."""
    light = np.maximum(_HEAVIEST - weights * (_HEAVIEST / _MOST_NATS), 0.0).astype(np.uint64)
    packed = np.sort(rows.astype(np.uint64) << np.uint64(48) | light << np.uint64(32) | columns)
    rows = (packed >> np.uint64(48)).astype(np.int64)
    chosen = _places_in_groups(rows) < most
    return rows[chosen], packed[chosen] & np.uint64(0xFFFFFFFF)


def _ranges(begins: Places, counts: Places) -> Places:
    """Give begin, begin + 1 and so on, `count` of them, for each."""
    return np.repeat(begins - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))


def _places_in_groups(groups: Places) -> Places:
    """Number the members of each group of equal neighbours from 0."""
    begins = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1]))) if len(groups) else groups
    return np.arange(len(groups)) - np.repeat(begins, np.diff(np.append(begins, len(groups))))


def _sort_distinct(values: Places) -> Places:
    values = np.sort(values)
    return values[np.append(values[1:] != values[:-1], True)] if len(values) else values


def _append(column: "array[int]", values: Places) -> None:
    column.frombytes(values.astype(column.typecode).tobytes())


def _view(column: "array[int]") -> Packed:
    return np.frombuffer(column, column.typecode)
