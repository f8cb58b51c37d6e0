"""Layers of BERT and MPNet in numpy, for the few taught anew that no package has.

Weights are stored as whole numbers in few bits with a scale for each of what they put out (training/layers.py).
"""

import math
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.language.encoder import Vectors

_HEADS = 12
_SMALL = 1e-12  # what BERT adds to a variance


def read_table(name: str) -> Mapping[str, Any]:
    """Give the weights of a file of the package's data, by name, matrices as they are multiplied from the right."""
    with files("variorum.data").joinpath(name).open("rb") as file:
        stored = np.load(file)
        table = {key: stored[key].astype(np.float32) for key in stored.files}
    scaled = {key: table[key] * table[f"{key}_scale"] for key in table if f"{key}_scale" in table}
    return table | {key: np.ascontiguousarray(values.T) for key, values in scaled.items()}


def pass_layer(states: Vectors, table: Mapping[str, Any], layer: str, near: Vectors | float = 0.0) -> Vectors:
    """One layer over states, a row for each piece: what the pieces take from each other, then what each makes of it.

    The names of its weights begin with `layer`. `near` is what attention adds for how far two pieces are apart, by head
    (MPNet, Song et al. 2020): 12 × n × n.
    """
    count, width = states.shape
    asked, offered, given = (
        (states @ table[layer + name] + table[layer + name + "_bias"]).reshape(count, _HEADS, -1).swapaxes(0, 1)
        for name in ("query", "key", "value")
    )
    heed = asked @ offered.swapaxes(1, 2) / math.sqrt(width / _HEADS) + near
    heed = np.exp(heed - heed.max(axis=2, keepdims=True))
    taken = (heed / heed.sum(axis=2, keepdims=True) @ given).swapaxes(0, 1).reshape(count, width)
    states = _even(states + taken @ table[layer + "join"] + table[layer + "join_bias"], table, layer + "even_joined")
    inner = gelu(states @ table[layer + "inner"] + table[layer + "inner_bias"])
    return _even(states + inner @ table[layer + "outer"] + table[layer + "outer_bias"], table, layer + "even")


def gelu(values: Vectors) -> Vectors:
    """Gaussian error linear units, by their approximation with tanh."""
    shaped: Vectors = values / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * values * (1 + 0.044715 * values * values)))
    return shaped


def normalize(scores: Vectors) -> npt.NDArray[np.float64]:
    """Logarithms of likelihoods that sum to 1."""
    wide = scores.astype(np.float64) - scores.max()
    result: npt.NDArray[np.float64] = wide - np.log(np.exp(wide).sum())
    return result


def _even(states: Vectors, table: Mapping[str, Any], name: str) -> Vectors:
    states = states - states.mean(axis=1, keepdims=True)
    states = states / np.sqrt((states**2).mean(axis=1, keepdims=True) + _SMALL)
    evened: Vectors = states * table[name] + table[name + "_bias"]
    return evened
