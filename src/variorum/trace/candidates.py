"""Which articles to lay side by side: joins on shared keys, never all pairs.

A key that few articles have joins them all. A key that many have joins each with the first few of them and with its
neighbours alone, so the work grows with the number of keys, whatever the articles repeat.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.trace.tokens import Flags, Hashes, Places

Numbers = npt.NDArray[np.int64]

_ROWS_AT_ONCE = 1 << 21  # postings are joined piece by piece, so that what is made on the way stays small
_PAIRS_AT_ONCE = 1 << 23
_HALF = 32  # a pair is one number: the first article's in the upper half, the second's in the lower
_NO_KEYS: Hashes = np.zeros(0, np.uint64)


@dataclass(frozen=True, slots=True)
class JoinLimits:
    """`whole`: a key in at most so many articles joins all of them; above, each is joined with `leaders` first ones."""

    whole: int
    leaders: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """What counts as repeated matter: a key in `outlet` articles of one outlet, or in `any` articles altogether."""

    outlet: int
    any: int


class Postings:
    """Which articles have which keys: a 64-bit row for each, the key's hash above and the article's number below.

    Two keys that differ in the low bits alone are taken for one: with a million articles that leaves 44 bits.
    """

    def __init__(self, articles: int) -> None:
        """Take the number of articles, which are numbered from 0."""
        self.articles = articles
        self.bits = np.uint64(max(articles - 1, 1).bit_length())
        self._below = (np.uint64(1) << self.bits) - np.uint64(1)
        self._rows = array("Q")
        self._sorted = False

    def add(self, articles: npt.ArrayLike, keys: Hashes) -> None:
        """Add keys of an article, or of one article each."""
        self._sorted = False
        self._rows.frombytes((self.shorten(keys) << self.bits | np.asarray(articles, np.uint64)).tobytes())

    def shorten(self, keys: Hashes) -> Hashes:
        """Leave as much of keys as is compared."""
        return keys >> self.bits

    def __len__(self) -> int:
        return len(self._rows)

    def columns(self, first: int, last: int) -> tuple[Hashes, Numbers]:
        """Give the keys, as short as they are compared, and the articles' numbers, as they were added, of some rows.

        Once `lists` was asked for, that order is lost.
        """
        rows = np.frombuffer(self._rows, np.uint64)[first:last]
        return rows >> self.bits, (rows & self._below).astype(np.int64)

    def count(self) -> Numbers:
        """Count the keys of each article."""
        counts = np.zeros(self.articles, np.int64)
        for first in range(0, len(self), _ROWS_AT_ONCE):
            counts += np.bincount(self.columns(first, first + _ROWS_AT_ONCE)[1], minlength=self.articles)
        return counts

    def lists(self, *, in_place: bool = True) -> Iterator[tuple[Hashes, Numbers, Places]]:
        """Give for some keys at a time the keys, the articles, and where in these each key's list begins.

        The last of these bounds is the number of articles. An article stands once in a key's list, in order. The rows
        are sorted in place, or in a copy.
        """
        rows = np.frombuffer(self._rows, np.uint64)
        if not in_place:
            rows = rows.copy()
        if not self._sorted:
            rows.sort()
            self._sorted = in_place
        first = 0
        while first < len(rows):
            last = min(first + _ROWS_AT_ONCE, len(rows))
            if last < len(rows):  # go on to the end of a key's list
                last += int(np.searchsorted(rows[last:], rows[last - 1] | self._below, side="right"))
            piece = rows[first:last]
            piece = piece[np.concatenate(([True], piece[1:] != piece[:-1]))]
            keys = piece >> self.bits
            begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
            yield keys[begins], (piece & self._below).astype(np.int64), np.append(begins, len(keys))
            first = last


def find_repeated(postings: Postings, outlets: Sequence[str | None], repeated: Repeated) -> Hashes:
    """Give the keys that an outlet, or everybody, prints again and again: sorted, as short as they are compared.

    `outlets` are those of the articles, by their numbers.
    """
    names = {name: number for number, name in enumerate(sorted({o for o in outlets if o}), 1)}
    numbers = np.array([names[o] if o else 0 for o in outlets], np.int64)
    found = [np.zeros(0, np.uint64)]
    for keys, articles, begins in postings.lists(in_place=False):
        sizes = np.diff(begins)
        often = sizes >= repeated.any
        holders = np.repeat(np.arange(len(keys)), sizes) * (len(names) + 1) + numbers[articles]
        named, counts = np.unique(holders[numbers[articles] > 0], return_counts=True)
        often[named[counts >= repeated.outlet] // (len(names) + 1)] = True
        found.append(keys[often])
    return np.concatenate(found)


def is_repeated(keys: Hashes, repeated: Hashes) -> Flags:
    """Tell which keys are among the sorted ones; both are as short as they are compared."""
    places = np.searchsorted(repeated, keys)
    places[places == len(repeated)] = 0
    flags: Flags = repeated[places] == keys if len(repeated) else np.zeros(len(keys), np.bool_)
    return flags


def join_articles(postings: Iterable[Postings], limits: JoinLimits, least: int, without: Hashes = _NO_KEYS) -> Numbers:
    """Give a row (i, j, number of keys that join them) for articles that share at least so many; i < j, sorted.

    Keys may come in several postings, which are asked for one after the other; those in `without` do not count.
    """
    pairs, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    waiting: list[Numbers] = []
    for part in postings:
        for keys, articles, begins in part.lists():
            counted = ~is_repeated(keys, without)
            waiting.append(_join_lists(articles, begins[:-1][counted], np.diff(begins)[counted], limits))
            if sum(map(len, waiting)) > _PAIRS_AT_ONCE:
                pairs, counts = _count(pairs, counts, waiting)
                waiting = []
    pairs, counts = _count(pairs, counts, waiting)
    enough = counts >= least
    pairs, counts = pairs[enough], counts[enough]
    return np.stack((pairs >> _HALF, pairs & ((1 << _HALF) - 1), counts), axis=1)


def join_texts(prints: Postings, repeated: Hashes, limits: JoinLimits, least: int, share: float) -> Numbers:
    """Join articles by fingerprints: by `least` that are not repeated matter, or by `share` of all that one has.

    Gives rows (i, j), sorted.
    """
    fresh = join_articles((prints,), limits, least, repeated)
    if not len(repeated):
        return fresh[:, :2]
    sizes = prints.count()
    whole = join_articles((prints,), limits, least)
    whole = whole[whole[:, 2] >= share * np.minimum(sizes[whole[:, 0]], sizes[whole[:, 1]])]
    return np.unique(np.concatenate((fresh[:, :2], whole[:, :2])), axis=0)


def _join_lists(articles: Numbers, begins: Places, sizes: Places, limits: JoinLimits) -> Numbers:
    """Give the pairs of articles that lists of articles join, as often as they are joined: the first number above."""
    pairs = [np.zeros(0, np.int64)]
    for size in range(2, limits.whole + 1):
        starts = begins[sizes == size]
        for left in range(size - 1):
            for right in range(left + 1, size):
                pairs.append(articles[starts + left] << _HALF | articles[starts + right])
    long = sizes > limits.whole
    starts = np.repeat(begins[long], sizes[long])
    within = np.arange(len(starts)) - np.repeat(np.cumsum(sizes[long]) - sizes[long], sizes[long])
    for leader in range(limits.leaders):
        later = within > leader
        pairs.append(articles[starts[later] + leader] << _HALF | articles[(starts + within)[later]])
    later = within > limits.leaders
    pairs.append(articles[(starts + within)[later] - 1] << _HALF | articles[(starts + within)[later]])
    return np.concatenate(pairs)


def _count(pairs: Numbers, counts: Numbers, more: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Add pairs to those counted so far, which are sorted."""
    joined = np.concatenate((pairs, *more))
    numbers = np.concatenate((counts, np.ones(len(joined) - len(pairs), np.int64)))
    if not len(joined):
        return joined, numbers
    order = np.argsort(joined, kind="stable")
    joined = joined[order]
    begins = np.flatnonzero(np.concatenate(([True], joined[1:] != joined[:-1])))
    return joined[begins], np.add.reduceat(numbers[order], begins)
