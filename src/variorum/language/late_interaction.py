"""How much passages tell of one matter, whatever their words: late interaction of their pieces.

Each piece of a passage, as the lower layers of the judge read it (inference.py), is made 48 numbers long and held
against the piece of the other passage that is most like it; the sum over the pieces, each by how telling it is, both
ways, is how related the two are (ColBERT, Khattab and Zaharia 2020; a weight for each piece is learned, too). Taught by
which sentences of two accounts answer one question (training/late_interaction.py); weights are in
data/late_interaction.npz.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from variorum.language.encoder import Vectors
from variorum.language.layers import read_table


def relate(passages: Sequence[Vectors]) -> Vectors:
    """Take the states of n passages, a row for each piece; give n × n numbers, symmetric.

    Of two passages the number is, up to what is usual of each of them, a tenth of the logarithm of the odds that the
    other is the one of many which tells of the same.
    """
    if not passages:
        return np.zeros((0, 0), dtype=np.float32)
    table = _read_weights()
    pieces = [_project(states, table["project"], table["project_bias"]) for states in passages]
    weights = [_weigh(states @ table["weigh"]) for states in passages]
    every = np.vstack(pieces).T
    starts = np.cumsum([0, *map(len, pieces[:-1])])
    found = np.vstack(
        [
            weight @ np.maximum.reduceat(piece @ every, starts, axis=1)
            for piece, weight in zip(pieces, weights, strict=True)
        ]
    )
    related: Vectors = table["scale"] * (found + found.T) / 2
    return related


def _project(states: Vectors, matrix: Vectors, bias: Vectors) -> Vectors:
    made = states @ matrix + bias
    rows: Vectors = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return rows


def _weigh(values: Vectors) -> Vectors:
    """The weights of a passage's pieces, which sum to 1."""
    raised = np.exp(values - values.max())
    weights: Vectors = raised / raised.sum()
    return weights


@cache
def _read_weights() -> Mapping[str, Any]:
    return read_table("late_interaction.npz")
