"""Candidates come from joins: all that share, and never all pairs."""

import numpy as np

from variorum.trace.candidates import JoinLimits, Repeated, find_repeated, join_articles
from variorum.trace.fingerprint import Fingerprints

LIMITS = JoinLimits(whole=4, leaders=2)


def keys(*values: int) -> np.ndarray:
    return np.array(values, np.uint64)


def test_articles_that_share_keys_are_joined_with_their_number() -> None:
    assert join_articles([keys(1, 2, 3), keys(2, 3), keys(9), keys(3)], LIMITS) == ((0, 1, 2), (0, 3, 1), (1, 3, 1))


def test_nothing_is_joined_without_keys() -> None:
    assert join_articles([], LIMITS) == ()
    assert join_articles([keys(), keys(1)], LIMITS) == ()


def test_a_key_of_very_many_articles_joins_a_number_of_pairs_that_grows_with_them() -> None:
    for count in (1_000, 20_000):
        pairs = join_articles([keys(7)] * count, LIMITS)
        assert len(pairs) < 3 * count
        assert {i for i, _, _ in pairs} | {j for _, j, _ in pairs} == set(range(count))


def test_what_one_outlet_repeats_is_learnt_and_what_others_share_is_not() -> None:
    places = np.zeros(2, np.int64)
    prints = [Fingerprints(keys(5, 100 + i), places) for i in range(4)] + [Fingerprints(keys(8, 9), places)] * 3
    outlets = ["A", "A", "A", "A", "B", "C", None]
    assert find_repeated(prints, outlets, Repeated(outlet=4, any=10)).tolist() == [5]
    assert find_repeated(prints, outlets, Repeated(outlet=9, any=3)).tolist() == [5, 8, 9]
    assert find_repeated([], [], Repeated(outlet=4, any=10)).tolist() == []
