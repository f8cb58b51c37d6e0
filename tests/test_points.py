"""Points are a logistic model, held near to those that are there."""

import numpy as np
import pytest
from training.points import fit


def test_points_follow_the_pairs_and_stay_where_nothing_moves_them() -> None:
    features = np.array([[1.0, value, 0.0] for value in (-2, -1, -1, 1, 1, 2)])
    right = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    prior = np.array([0.0, 0.0, 0.7])
    found = fit(features, right, np.ones(6), prior, 0.5)
    assert found[1] > 0.5
    assert found[2] == pytest.approx(0.7)
    assert abs(fit(features, right, np.ones(6), prior, 100.0)[1]) < found[1] / 4
