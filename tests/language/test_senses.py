"""Vectors of words without context: what reports may call one happening is near."""

import numpy as np
import pytest

from variorum.language.senses import sense, senses


@pytest.mark.parametrize(("word", "near", "far"), [("foil", "thwart", "sell"), ("quake", "earthquake", "verdict")])
def test_words_for_one_happening_are_nearer_than_others(word: str, near: str, far: str) -> None:
    assert sense(word) @ sense(near) > sense(word) @ sense(far) + 0.1


def test_a_word_without_letters_has_a_vector_too() -> None:
    assert sense("\u200b").shape == senses([]).shape
    assert not np.isnan(sense("")).any()
