"""A sentence is held against those nearest to it, by the encoder and by its words."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from variorum.compare.clauses import Likeness
from variorum.compare.near_sentences import find_near

TOLD = {
    ("a", 0): {"dam", "break"},
    ("b", 0): {"dam", "hold"},
    ("b", 1): {"mayor", "resign"},
    ("b", 2): {"river", "freeze"},
    ("b", 3): {"school", "open"},
}


class _Encoder:
    def encode(self, texts: list[str]) -> Any:
        return np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(texts), 1))


def test_of_sentences_as_near_to_the_encoder_those_with_words_in_common_come_first() -> None:
    none = frozenset[str]()
    tellings: list[Any] = [
        SimpleNamespace(
            article=article, sentence=index, clause=frozenset(words), heads=none, parties=none, beside=none,
            mirrored=False, narrowing=False,
        )
        for (article, index), words in TOLD.items()
    ]  # fmt: skip
    likeness = Likeness([t.clause for t in tellings])
    happenings: Any = SimpleNamespace(tellings=tellings, closeness=SimpleNamespace(likeness=likeness))
    scope: Any = SimpleNamespace(
        account_of={"a": "one", "b": "two"},
        accounts=lambda articles: len(set(articles)),
        sentence_evidence=lambda *place: SimpleNamespace(text=f"{place}"),
    )
    encoder: Any = _Encoder()
    one, other, cosine = find_near(scope, happenings, encoder).pairs[0]
    assert {one, other} == {("a", 0), ("b", 0)}
    assert cosine == 1.0
