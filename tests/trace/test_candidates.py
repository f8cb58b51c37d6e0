"""Candidates come from joins: all that share, and never all pairs."""

import numpy as np

from variorum.trace.candidates import (
    JoinLimits,
    Postings,
    Repeated,
    find_repeated,
    is_repeated,
    join_articles,
    join_texts,
)

LIMITS = JoinLimits(whole=4, leaders=2)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def keys(*values: int) -> np.ndarray:
    return np.array(values, np.uint64) * _SPREAD


def post(*articles: np.ndarray) -> Postings:
    postings = Postings(len(articles))
    for number, found in enumerate(articles):
        postings.add(number, found)
    return postings


def joined(*articles: np.ndarray, least: int = 1) -> list[tuple[int, ...]]:
    return [tuple(row) for row in join_articles((post(*articles),), LIMITS, least).tolist()]


def test_articles_that_share_keys_are_joined_with_their_number() -> None:
    articles = keys(1, 2, 3), keys(2, 3, 3), keys(9), keys(3)
    assert joined(*articles) == [(0, 1, 2), (0, 3, 1), (1, 3, 1)]
    assert joined(*articles, least=2) == [(0, 1, 2)]


def test_keys_may_come_in_parts() -> None:
    parts = post(keys(1), keys(1), keys()), post(keys(5), keys(5), keys(5))
    assert join_articles(parts, LIMITS, 1).tolist() == [[0, 1, 2], [0, 2, 1], [1, 2, 1]]


def test_nothing_is_joined_without_keys() -> None:
    assert joined() == []
    assert joined(keys(), keys(1)) == []


def test_a_key_of_very_many_articles_joins_a_number_of_pairs_that_grows_with_them() -> None:
    for count in (1_000, 20_000):
        pairs = join_articles((post(*[keys(7)] * count),), LIMITS, 1)
        assert len(pairs) < 3 * count
        assert set(pairs[:, 0]) | set(pairs[:, 1]) == set(range(count))


def test_what_one_outlet_repeats_is_learnt_and_what_others_share_is_not() -> None:
    prints = post(*[keys(5, 100 + i) for i in range(4)], *[keys(8, 9)] * 3)
    outlets = ["A", "A", "A", "A", "B", "C", None]

    def repeated(outlet: int, everybody: int) -> list[int]:
        found = find_repeated(prints, outlets, Repeated(outlet=outlet, any=everybody))
        return [i for i in range(1, 110) if is_repeated(prints.shorten(keys(i)), found)[0]]

    assert repeated(4, 10) == [5]
    assert repeated(9, 3) == [5, 8, 9]
    assert len(find_repeated(post(), [], Repeated(outlet=4, any=10))) == 0


def test_repeated_matter_joins_only_what_has_little_else() -> None:
    footer, text = keys(1, 2, 3), keys(*range(50, 60))
    prints = post(*[np.append(keys(*range(100 * i, 100 * i + 20)), footer) for i in range(1, 5)], text, text, footer)
    repeated = find_repeated(prints, ["A"] * 4 + [None, None, "A"], Repeated(outlet=5, any=10))
    assert len(repeated) == 3
    assert (4, 5) in joined_texts(prints, repeated)
    assert (0, 1) not in joined_texts(prints, repeated)
    assert (0, 1) in joined_texts(prints, repeated[:0])


def joined_texts(prints: Postings, repeated: np.ndarray) -> set[tuple[int, ...]]:
    return {tuple(row) for row in join_texts(prints, repeated, LIMITS, 2, 0.25).tolist()}
