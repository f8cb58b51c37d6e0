"""Whether two passages say the same, contradict each other, or neither: a small network over the sentence encoder.

Natural language inference (Bowman et al. 2015), learned on invented stories (training/inference.py);
docs/model-card-inference.md tells what it can. Each passage is read by itself by the encoder's lower layers; the upper
ones, taught anew, read both together (as in DeFormer, Cao et al. 2020). With a number, a time or a name hidden, it
tells whether two passages answer one question. The weights are data/inference.npz.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np

from variorum.language.encoder import Encoder, Vectors
from variorum.language.layers import gelu, normalize, pass_layer, read_table

LAYERS = 3  # of the encoder's six, that read each passage by itself
_HIDDEN = "[MASK]"
_NEAR = 240  # code points on each side of it: what the encoder reads of one passage, and no more
_PASSAGES = 600  # whose states are kept: 30 MB

Likelihoods = tuple[float, float, float]  # of the same, of a contradiction, of neither; they sum to 1


def hide(text: str, start: int, end: int) -> str:
    """Give a text with what stands at code points [start, end) hidden, as in a cloze; of a long one what is near it."""
    return f"{text[max(0, start - _NEAR) : start]}{_HIDDEN}{text[end : end + _NEAR]}"


class Inference:
    """The judge of two passages, with a memory of the passages that it has lately read."""

    def __init__(self, encoder: Encoder) -> None:
        self._read = lru_cache(_PASSAGES)(encoder.read_lower)

    def judge(self, one: str, other: str) -> Likelihoods:
        """Judge two passages, of which each is read up to 128 word pieces; the same whichever comes first."""
        return _score(*map(self._read, sorted((one, other))))


def _score(first: Vectors, second: Vectors) -> Likelihoods:
    table = _read_weights()
    states = np.vstack([first, second + table["mark"]])
    for layer in range(int(table["layers"])):
        states = pass_layer(states, table, f"{layer}.")
    one, two = states[: len(first)].mean(axis=0), states[len(first) :].mean(axis=0)
    pooled = np.concatenate([states[0], one * two, np.abs(one - two), one + two])
    hidden = gelu(pooled @ table["first"] + table["first_bias"])
    same, against, neither = np.exp(normalize(hidden @ table["second"] + table["second_bias"]))
    return float(same), float(against), float(neither)


@cache
def _read_weights() -> Mapping[str, Any]:
    return read_table("inference.npz")
