"""Rows that the judge of passages joins: sentences that say the same in other words."""

from types import SimpleNamespace
from typing import Any

import pytest

from variorum.compare.alike import join_alike
from variorum.compare.judgements import Judgements
from variorum.compare.rows import Row

TEXTS = {
    ("a", 0): "Police searched the offices of the firm.",
    ("a", 1): "Two guards slept.",
    ("b", 0): "Detectives went through its rooms.",
    ("b", 1): "Three guards slept.",
    ("c", 0): "Its headquarters were turned upside down.",
}
ROWS = tuple(Row((place,)) for place in sorted(TEXTS))


class _Passages:
    spent = False

    def __init__(self, same: set[frozenset[str]]) -> None:
        self._same = same

    def read_ahead(self, pairs: object) -> None:
        del pairs

    def judge_same(self, one: str, other: str) -> float:
        return 4.0 if frozenset((one, other)) in self._same else -4.0

    def judge_contradiction(self, one: str, other: str) -> float:
        del one, other
        return -4.0


def _parse(text: str) -> Any:
    tokens = [SimpleNamespace(text=w, lemma=w, pos="NUM" if w in ("Two", "Three") else "NOUN") for w in text.split()]
    return SimpleNamespace(text=text, tokens=tokens)


def _join(same: set[tuple[tuple[str, int], tuple[str, int]]], opposed: bool = False) -> tuple[Row, ...]:
    articles = {article: SimpleNamespace(sentences={}) for article, _ in TEXTS}
    for (article, index), text in TEXTS.items():
        articles[article].sentences[index] = SimpleNamespace(parse=_parse(text))
    scope: Any = SimpleNamespace(
        annotations=articles, sentence_evidence=lambda *place: SimpleNamespace(text=TEXTS[place])
    )
    sides: Any = SimpleNamespace(are_opposed=lambda _one, _other: opposed)
    pairs = [(one, other) for one in TEXTS for other in TEXTS if one[0] < other[0]]
    related = SimpleNamespace(compare=lambda _one, _other: 1.0)
    near: Any = SimpleNamespace(pairs=pairs, related=related, is_conditional=lambda _place: False)
    passages: Any = _Passages({frozenset((TEXTS[a], TEXTS[b])) for a, b in same})
    return join_alike(scope, ROWS, sides, near, Judgements(scope, near, passages)).rows


def test_sentences_that_say_the_same_become_one_row() -> None:
    rows = _join({(("a", 0), ("b", 0)), (("b", 0), ("c", 0))})
    assert rows == (Row((("a", 0), ("b", 0), ("c", 0))), Row((("a", 1),)), Row((("b", 1),)))


@pytest.mark.parametrize("opposed", [True, False])
def test_other_numbers_and_disputed_claims_keep_rows_apart(opposed: bool) -> None:
    same = (("a", 0), ("b", 0)) if opposed else (("a", 1), ("b", 1))
    assert _join({same}, opposed) == ROWS


def test_a_row_gets_no_second_sentence_of_an_article() -> None:
    rows = _join({(("a", 0), ("c", 0)), (("a", 1), ("c", 0))})
    assert len(rows) == len(ROWS) - 1
