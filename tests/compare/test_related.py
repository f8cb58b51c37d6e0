"""Sentences of two accounts are looked up by how related they are."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from variorum.compare import related
from variorum.compare.near_sentences import find_near
from variorum.compare.related import Related, find_nearest


def test_of_each_the_nearest_of_other_groups_are_given_once_the_highest_pair_first() -> None:
    angles = np.radians([0, 10, 12, 80])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    found = find_nearest(vectors @ vectors.T, ["a", "a", "b", "b"], most=1)
    assert found == [(1, 2), (0, 2), (1, 3)]


def test_what_has_no_other_group_has_nothing_near() -> None:
    assert find_nearest(np.eye(3, dtype=np.float32), ["a", "a", "a"], most=2) == []
    assert find_nearest(np.zeros((0, 0), dtype=np.float32), [], most=2) == []


TEXTS = {
    ("a", 0): "The dam broke.",
    ("a", 1): "The mayor resigned.",
    ("b", 0): "The wall gave way.",
    ("b", 1): "School was closed.",
    ("c", 0): "The dam broke.",  # a copy of the first
}
VALUES = np.array([[9, 2, 2.2, 0.5], [2, 9, 0.8, 0.9], [2.2, 0.8, 9, 0.5], [0.5, 0.9, 0.5, 9]], dtype=np.float32)


@pytest.fixture
def scope(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(related, "relate", lambda passages: VALUES[: len(passages), : len(passages)])
    sentences = {
        article: [SimpleNamespace(index=i, heading=False) for a, i in TEXTS if a == article] for article in "abc"
    }
    return SimpleNamespace(
        account_of={"a": "one", "b": "two", "c": "one"},
        accounts=lambda articles: len(set(articles)),
        annotations={a: SimpleNamespace(sentences=those) for a, those in sentences.items()},
        sentence_evidence=lambda *place: SimpleNamespace(text=TEXTS[place]),
    )


def test_a_sentence_that_is_printed_twice_is_read_once(scope: Any) -> None:
    read: list[str] = []
    inference: Any = SimpleNamespace(read=read.append)
    found = Related(scope, TEXTS, inference)
    assert read == ["The dam broke.", "The mayor resigned.", "The wall gave way.", "School was closed."]
    assert found.compare(("c", 0), ("b", 0)) == found.compare(("a", 0), ("b", 0)) == pytest.approx(1.2)
    assert found.compare(("a", 1), ("b", 1)) == 0.0  # no more than any two
    assert found.compare(("a", 0), ("z", 0)) == 0.0  # not read
    assert {*found.keys(("c", 0))} & {*found.keys(("b", 0))}
    assert not {*found.keys(("a", 0))} & {*found.keys(("a", 1))}
    assert not list(found.keys(("z", 0)))


def test_pairs_are_of_the_sentences_that_tell_something(scope: Any) -> None:
    none = frozenset[str]()
    told = [("a", 0), ("a", 1), ("b", 1)]
    tellings: list[Any] = [
        SimpleNamespace(
            article=article, sentence=index, clause=none, heads=none, parties=none, beside=none, mirrored=False,
            narrowing=False,
        )
        for article, index in told
    ]  # fmt: skip
    happenings: Any = SimpleNamespace(tellings=tellings)
    inference: Any = SimpleNamespace(read=lambda text: text)
    near = find_near(scope, happenings, inference)
    assert near.pairs == [(("a", 1), ("b", 1)), (("a", 0), ("b", 1))]
