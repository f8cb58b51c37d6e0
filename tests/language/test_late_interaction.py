"""Late interaction: how much passages tell of one matter, whatever their words."""

import numpy as np
import pytest

from variorum.language.inference import Inference
from variorum.language.late_interaction import relate

TEXTS = (
    "The rebels let eleven of the captives go on Friday.",
    "On Friday eleven hostages were set free.",
    "The price of wheat fell in the autumn.",
)


def test_what_tells_of_one_matter_in_other_words_is_more_related() -> None:
    inference = Inference()
    found = relate([inference.read(text) for text in TEXTS])
    assert found.shape == (3, 3)
    assert np.allclose(found, found.T)
    assert found[0, 1] > found[0, 2] + 0.5
    assert found[0, 1] > found[1, 2] + 0.5


def test_how_related_two_passages_are_hangs_on_no_third() -> None:
    inference = Inference()
    states = [inference.read(text) for text in TEXTS]
    assert relate(states)[0, 1] == pytest.approx(relate(states[:2])[0, 1], abs=1e-4)
    assert relate([]).shape == (0, 0)
