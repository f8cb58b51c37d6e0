"""What fine-tuning adds to a leaning: the encoder's upper layers, taught to tell who is for or against whom.

They read the states behind the encoder's fourth layer of six, with the two names marked, and what they put out is
pooled over the sentence, both names, what stands between them and what joins them in the parse. The weights are
data/leaning_layers.npz, made by training/leaning_layers.py; docs/model-card-leanings.md tells of what.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from variorum.annotate.leaning_states import Reading, Scores
from variorum.language.layers import gelu, normalize, pass_layer, read_table


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
        states = pass_layer(states, table, f"{network}{layer}.")
    hidden = gelu(reading.pool(states) @ table[network + "first"] + table[network + "first_bias"])
    return normalize(hidden @ table[network + "second"] + table[network + "second_bias"])


@cache
def _read_layers() -> Mapping[str, Any]:
    return read_table("leaning_layers.npz")
