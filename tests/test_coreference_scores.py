"""The scorer of the coreference evaluations, on cases worked out by hand (Pradhan et al. 2014, and Luo 2005)."""

import pytest
from benchmarks.coreference.scores import best_match, mean_f1, score_b3, score_ceafe, score_conll, score_muc

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2, "g": 2}
FOUND = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3, "f": 3, "g": 3}


def test_equal_clusterings_score_one() -> None:
    assert mean_f1(score_conll(GOLD, GOLD)) == pytest.approx(1.0)


def test_muc_counts_links() -> None:
    score = score_muc(GOLD, FOUND)
    assert score.recall == pytest.approx(3 / 5)
    assert score.precision == pytest.approx(3 / 4)


def test_b3_counts_mentions() -> None:
    score = score_b3(GOLD, FOUND)
    assert score.precision == pytest.approx((2 * 1 + 2 * 0.5 + 3 * 1) / 7)
    assert score.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 1 / 4 + 3 * 3 / 4) / 7)


def test_ceafe_matches_clusters_one_to_one() -> None:
    # {a,b,c}~{a,b}: 4/5; {d,e,f,g}~{e,f,g}: 6/7; {c,d} is left over
    score = score_ceafe(GOLD, FOUND)
    assert score.precision == pytest.approx((4 / 5 + 6 / 7) / 3)
    assert score.recall == pytest.approx((4 / 5 + 6 / 7) / 2)


def test_the_best_match_is_not_the_greedy_one() -> None:
    assert best_match([[0.9, 0.8], [0.8, 0.1]]) == pytest.approx(1.6)


def test_the_mentions_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="same mentions"):
        score_conll(GOLD, {"a": 1})
