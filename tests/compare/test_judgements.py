"""What the judge finds of near sentences, and of those beside them."""

from types import SimpleNamespace
from typing import Any

import pytest

from variorum.compare.judgements import Judgements
from variorum.compare.passages import LEAST_ODDS

OPEN, SHUT, CLOSED, OTHER = ("a", 0), ("b", 0), ("c", 0), ("b", 1)
TEXTS = {
    OPEN: "Pupils went to school.",
    SHUT: "All schools are shut.",
    CLOSED: "No school opened.",
    OTHER: "It snowed.",
}
SAME = {frozenset((SHUT, CLOSED)): 3.0}
CONTRADICTION = {frozenset((OPEN, SHUT)): -0.5, frozenset((OPEN, CLOSED)): 2.0}
RELATED = {frozenset((OPEN, SHUT)): 0.7, frozenset((OPEN, OTHER)): 0.9}


class _Passages:
    """Judges by the tables, `most` pairs at most."""

    def __init__(self, most: int) -> None:
        self._left = {frozenset(TEXTS[place] for place in pair): pair for pair in (*SAME, *CONTRADICTION)}
        self._most, self._asked = most, set[frozenset[str]]()

    @property
    def spent(self) -> bool:
        return len(self._asked) >= self._most

    def read_ahead(self, pairs: object) -> None:
        del pairs

    def judge_same(self, one: str, other: str) -> float:
        self._asked.add(frozenset((one, other)))
        return self._find(SAME, one, other)

    def judge_contradiction(self, one: str, other: str) -> float:
        return self._find(CONTRADICTION, one, other)

    def _find(self, table: dict[frozenset[tuple[str, int]], float], one: str, other: str) -> float:
        return table.get(self._left.get(frozenset((one, other)), frozenset()), -4.0)


def _judge(most: int = 100) -> Judgements:
    pairs = [(OPEN, OTHER), (OPEN, CLOSED), (OPEN, SHUT), (SHUT, CLOSED), (CLOSED, OTHER)]
    related = SimpleNamespace(compare=lambda one, other: RELATED.get(frozenset((one, other)), 0.0))
    near: Any = SimpleNamespace(pairs=pairs, related=related)
    scope: Any = SimpleNamespace(sentence_evidence=lambda *place: SimpleNamespace(text=TEXTS[place]))
    passages: Any = _Passages(most)
    return Judgements(scope, near, passages)


def test_a_third_account_that_agrees_with_one_and_contradicts_the_other_supports_a_contradiction() -> None:
    judgements = _judge()
    assert judgements.find_support((OPEN, SHUT)) == 2.0
    assert judgements.find_support((OPEN, OTHER)) == -4.0  # of 'No school opened' and 'It snowed'
    assert judgements.find_support((SHUT, CLOSED)) == -4.0  # 'Pupils went to school' agrees with neither
    assert judgements.find_support((CLOSED, OTHER)) == -4.0


def test_what_contradicts_something_else_likelier_has_rivals() -> None:
    judgements = _judge()
    assert judgements.find_rivals((OPEN, SHUT)) == pytest.approx(2.0 - 4.0)
    assert judgements.find_rivals((OPEN, CLOSED)) == pytest.approx(-0.5 - 4.0)


def test_the_most_related_sentences_of_two_articles_are_nearest() -> None:
    judgements = _judge()
    assert judgements.are_nearest((OPEN, OTHER))
    assert not judgements.are_nearest((OPEN, SHUT))


def test_pairs_that_are_not_read_have_even_odds() -> None:
    judgements = _judge(most=1)
    assert judgements.are_read((OPEN, OTHER))
    assert not judgements.are_read((OPEN, SHUT))
    assert judgements.find((OPEN, SHUT)).contradiction == 0.0
    assert judgements.find_support((OPEN, SHUT)) == LEAST_ODDS
