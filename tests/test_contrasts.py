"""Contrasts, by which the judge of passages is taught."""

from collections import Counter
from pathlib import Path

from training.contrasts import pair_contrast, read_contrasts
from training.inference_pairs import CONTRADICTION, NEITHER, SAME

FOLDER = Path(__file__).parent.parent / "training" / "contrasts"


def test_each_has_three_that_agree_two_that_contradict_them_and_two_beside() -> None:
    contrasts = read_contrasts(FOLDER)
    assert len(contrasts) == 720
    assert {(len(c.agreeing), len(c.opposed), len(c.beside)) for c in contrasts} == {(3, 2, 2)}
    assert 50 < sum(c.held_out for c in contrasts) < 100


def test_its_pairs_agree_contradict_or_do_neither() -> None:
    contrast = read_contrasts(FOLDER)[0]
    pairs = list(pair_contrast(0, contrast))
    assert Counter(pair.label for pair in pairs) == {SAME: 3, CONTRADICTION: 6, NEITHER: 10}
    opposed = {pair.second for pair in pairs if pair.label == CONTRADICTION}
    assert opposed == set(contrast.opposed)
