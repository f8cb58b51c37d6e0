"""The passages of a story that lie nearest to each other."""

import numpy as np
import pytest

from variorum.compare.nearest import find_nearest


def test_of_each_the_nearest_of_other_groups_are_given_once_the_nearest_pair_first() -> None:
    angles = np.radians([0, 10, 12, 80])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    found = find_nearest(vectors, ["a", "a", "b", "b"], most=1)
    assert [pair[:2] for pair in found] == [(1, 2), (0, 2), (1, 3)]
    assert [pair[2] for pair in found] == pytest.approx(np.cos(np.radians([2, 12, 70])), abs=1e-6)


def test_what_has_no_other_group_has_nothing_near() -> None:
    assert find_nearest(np.eye(3, dtype=np.float32), ["a", "a", "a"], most=2) == []
    assert find_nearest(np.zeros((0, 4), dtype=np.float32), [], most=2) == []
