"""Answers are looked up by the nearness of their sentences, of other accounts alone."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from variorum.compare.clozes import Clozes
from variorum.model.text import Span


@dataclass(frozen=True)
class _Answer:
    article: str
    span: Span
    cloze: str


class _Encoder:
    def encode(self, texts: list[str]) -> Any:
        table = {"left [MASK]": (1.0, 0.0), "sailed [MASK]": (0.8, 0.6), "ate [MASK]": (0.0, 1.0)}
        return np.array([table[t] for t in texts], dtype=np.float32)


def test_near_answers_of_two_accounts_share_a_key() -> None:
    left, sailed, ate, unread = (
        _Answer("a", Span(0, 5), "left [MASK]"),
        _Answer("b", Span(9, 12), "sailed [MASK]"),
        _Answer("a", Span(20, 25), "ate [MASK]"),
        _Answer("b", Span(30, 35), ""),
    )
    scope: Any = SimpleNamespace(account_of={"a": "one", "b": "two"})
    encoder: Any = _Encoder()
    clozes = Clozes(scope, [left, sailed, ate, unread], encoder)
    assert {*clozes.keys(left)} & {*clozes.keys(sailed)}
    assert not {*clozes.keys(left)} & {*clozes.keys(ate)}
    assert not list(clozes.keys(unread))
    assert clozes.compare(left, sailed) == pytest.approx(0.8 - 0.35)
    assert clozes.compare(left, unread) == 0.0
