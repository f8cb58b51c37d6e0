"""Which articles to lay side by side: joins on shared keys, never all pairs.

A key that few articles have joins them all. A key that many have joins each with the first few of them and with its
neighbours alone, so the work grows with the number of keys, whatever the articles repeat.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.trace.fingerprint import Fingerprints
from variorum.trace.words import Flags, Hashes, Places


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


def find_repeated(prints: Sequence[Fingerprints], outlets: Sequence[str | None], repeated: Repeated) -> Hashes:
    """Give the fingerprints that an outlet, or everybody, prints again and again: sorted hashes."""
    keys, holders = _postings([p.hashes for p in prints])
    if not len(keys):
        return keys
    names = {name: number for number, name in enumerate(sorted({o for o in outlets if o}), 1)}
    numbers = np.array([names[o] if o else 0 for o in outlets], np.int64)[holders]
    groups = np.cumsum(np.concatenate(([0], (keys[1:] != keys[:-1]).astype(np.int64))))
    everywhere = np.bincount(groups) >= repeated.any
    named = numbers > 0
    pairs, counts = np.unique(np.stack((groups[named], numbers[named])), axis=1, return_counts=True)
    in_outlet = np.zeros(len(everywhere), np.bool_)
    in_outlet[pairs[0][counts >= repeated.outlet]] = True
    firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    found: Hashes = keys[firsts][everywhere | in_outlet]
    return found


def join_articles(keys: Sequence[Hashes], limits: JoinLimits) -> tuple[tuple[int, int, int], ...]:
    """Take each article's keys, in the articles' order; give (i, j, number of keys that join them), i < j, sorted."""
    sorted_keys, holders = _postings(keys)
    if not len(sorted_keys):
        return ()
    bounds = np.flatnonzero(np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1], [True])))
    sizes = np.diff(bounds)
    pieces: list[Places] = []
    count = len(keys)
    for size in np.unique(sizes[sizes > 1]).tolist():
        members = holders[bounds[:-1][sizes == size][:, None] + np.arange(size)]
        left, right = _pair_members(size, limits)
        pieces.append((members[:, left] * count + members[:, right]).ravel())
    if not pieces:
        return ()
    pairs, shared = np.unique(np.concatenate(pieces), return_counts=True)
    return tuple(zip((pairs // count).tolist(), (pairs % count).tolist(), shared.tolist(), strict=True))


def is_repeated(prints: Fingerprints, repeated: Hashes) -> Flags:
    """Tell which of an article's fingerprints are repeated matter."""
    flags: Flags = np.isin(prints.hashes, repeated)
    return flags


def _pair_members(size: int, limits: JoinLimits) -> tuple[Places, Places]:
    """Give the places in a posting list of that size that are joined, each first one below its second."""
    if size <= limits.whole:
        left, right = np.triu_indices(size, 1)
        return left.astype(np.int64), right.astype(np.int64)
    members = np.arange(size)
    pairs = [np.stack((np.full(size - i - 1, i), members[i + 1 :])) for i in range(limits.leaders)]
    pairs.append(np.stack((members[limits.leaders : -1], members[limits.leaders + 1 :])))
    left, right = np.concatenate(pairs, axis=1)
    return left, right


def _postings(keys: Sequence[Hashes]) -> tuple[Hashes, Places]:
    """Give all distinct (key, article) rows, sorted by key and then by article, as two columns."""
    distinct = [np.unique(k) for k in keys]
    holders = np.repeat(np.arange(len(keys)), [len(k) for k in distinct])
    joined = np.concatenate(distinct) if distinct else np.zeros(0, np.uint64)
    order = np.lexsort((holders, joined))
    return joined[order], holders[order].astype(np.int64)
