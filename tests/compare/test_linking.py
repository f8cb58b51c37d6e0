"""Answers that belong to one question, by points of pairs."""

import math

import pytest

from variorum.compare.linking import link


@pytest.mark.parametrize(("least", "groups"), [(-math.inf, [[0, 1, 2]]), (-1.5, [[0, 1, 2]]), (-0.5, [[0, 1], [2]])])
def test_a_chain_holds_while_none_is_far_from_another(least: float, groups: list[list[int]]) -> None:
    found = link([0, 1, 2], lambda _: [""], lambda a, b: 1.0 - abs(a - b), lambda _, __: False, lambda a: a, least)
    assert [sorted(g) for g in found if g] == groups
