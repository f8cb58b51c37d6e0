"""What fine-tuning adds to a leaning: the encoder's upper layers, taught to tell who is for or against whom.

They read the states behind the encoder's fourth layer of six, with the two names marked, and what they put out is
pooled over the sentence, both names, what stands between them and what joins them in the parse. The weights are
data/leaning_layers.npz, made by training/leaning_layers.py; docs/model-card-leanings.md tells of what.
"""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from variorum.annotate.leaning_states import Reading, Scores, gelu, normalize
from variorum.language.encoder import Vectors

_HEADS = 12
_SMALL = 1e-12  # what BERT adds to a variance


def score_layers(reading: Reading) -> Scores:
    """Give logarithms of likelihoods: neutral, early name for late and back, early against late and back."""
    table = _read_layers()
    scores = [_score(reading, table, f"{network}.") for network in range(int(table["networks"]))]
    return normalize(np.mean(scores, axis=0))


def _score(reading: Reading, table: Mapping[str, Any], network: str) -> Scores:
    marks = table[network + "marks"]
    states = reading.inner + marks[0]
    for rows, mark in ((reading.early, 1), (reading.late, 2)):
        states[rows] += marks[mark] - marks[0]
    for layer in range(int(table["layers"])):
        states = _pass(states, table, f"{network}{layer}.")
    hidden = gelu(reading.pool(states) @ table[network + "first"] + table[network + "first_bias"])
    return normalize(hidden @ table[network + "second"] + table[network + "second_bias"])


def _pass(states: Vectors, table: Mapping[str, Any], layer: str) -> Vectors:
    """One layer of BERT: what the pieces take from each other, then what each makes of it."""
    count, width = states.shape
    asked, offered, given = (
        (states @ table[layer + name] + table[layer + name + "_bias"]).reshape(count, _HEADS, -1).swapaxes(0, 1)
        for name in ("query", "key", "value")
    )
    near = asked @ offered.swapaxes(1, 2) / math.sqrt(width / _HEADS)
    near = np.exp(near - near.max(axis=2, keepdims=True))
    taken = (near / near.sum(axis=2, keepdims=True) @ given).swapaxes(0, 1).reshape(count, width)
    states = _even(states + taken @ table[layer + "join"] + table[layer + "join_bias"], table, layer + "even_joined")
    inner = gelu(states @ table[layer + "inner"] + table[layer + "inner_bias"])
    return _even(states + inner @ table[layer + "outer"] + table[layer + "outer_bias"], table, layer + "even")


def _even(states: Vectors, table: Mapping[str, Any], name: str) -> Vectors:
    states = states - states.mean(axis=1, keepdims=True)
    states = states / np.sqrt((states**2).mean(axis=1, keepdims=True) + _SMALL)
    evened: Vectors = states * table[name] + table[name + "_bias"]
    return evened


@cache
def _read_layers() -> Mapping[str, Any]:
    """The weights; matrices are stored as whole numbers with a scale for each row."""
    with files("variorum.data").joinpath("leaning_layers.npz").open("rb") as file:
        stored = np.load(file)
        table = {name: stored[name].astype(np.float32) for name in stored.files}
    scaled = {name: table[name] * table[f"{name}_scale"] for name in table if f"{name}_scale" in table}
    return table | {name: np.ascontiguousarray(values.T) for name, values in scaled.items()}
