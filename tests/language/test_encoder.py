"""Sentence vectors: length, likeness, and that what was read is not read again."""

import numpy as np
import pytest

from variorum.language import encoder as module
from variorum.language.encoder import Encoder


def test_sentences_that_say_the_same_are_nearer_than_others(encoder: Encoder) -> None:
    vectors = encoder.encode(
        ["The president put off his trip to Spain.", "The head of state delayed a visit to Madrid.", "Wheat fell."]
    )
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_nothing_asked_is_nothing_given(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_the_batch() -> None:
    alone = Encoder().encode(["The talks ended."])[0]
    together = Encoder().encode(["The talks ended.", "They had lasted for nine hours without a break, he said."])[0]
    assert float(alone @ together) > 0.99


def test_more_sentences_than_it_remembers_are_encoded_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    asked = [f"The talks lasted {hours} hours." for hours in range(1, 6)]
    small = Encoder()
    vectors = small.encode(asked)
    assert np.allclose(vectors, small.encode(asked), atol=1e-4)
    assert np.allclose(vectors[0], Encoder().encode(asked[:1])[0], atol=0.1)
    assert len(small._known) == 2


def test_inner_states_are_given_beside_the_last_which_are_those_of_the_vector() -> None:
    encoder = Encoder()
    sentence = "The ferry left at noon."
    inner, last, places = encoder.read_states(sentence)
    assert inner.shape == last.shape == (len(places) + 2, 384)
    mean = last.mean(axis=0)
    assert np.allclose(encoder.encode([sentence])[0], mean / np.linalg.norm(mean), atol=1e-4)
    assert not np.allclose(inner, last)
