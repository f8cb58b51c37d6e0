"""Whether two passages say the same, contradict each other, or neither: a small network over the sentence encoder.

Natural language inference (Bowman et al. 2015), learned on invented stories (training/inference.py);
docs/model-card-inference.md tells what it can. Each passage is read by itself by the encoder's lower layers; the upper
ones, taught anew, read both together (as in DeFormer, Cao et al. 2020). With a number, a time or a name hidden, it
tells whether two passages answer one question. The weights are data/inference.npz.
"""

from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import Any

import numpy as np

from variorum.language.encoder import Encoder, Vectors
from variorum.language.layers import gelu, normalize, pass_layer, read_table

LAYERS = 3  # of the encoder's six, that read each passage by itself
_HIDDEN = "[MASK]"
_REMEMBERED = 100_000  # pairs: 30 MB
_PASSAGES = 600  # whose states are kept: 30 MB

Likelihoods = tuple[float, float, float]  # of the same, of a contradiction, of neither; they sum to 1


def hide(text: str, start: int, end: int) -> str:
    """Give a text with what stands at code points [start, end) hidden, as in a cloze."""
    return f"{text[:start]}{_HIDDEN}{text[end:]}"


class Inference:
    """The judge of two passages, with a memory of what it has lately judged in this run."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._states: dict[str, Vectors] = {}
        self._known: dict[tuple[str, str], Likelihoods] = {}

    def judge(self, one: str, other: str) -> Likelihoods:
        """Judge two passages, of which each is read up to 128 word pieces; the same whichever comes first."""
        pair = (one, other) if one <= other else (other, one)
        if pair not in self._known:
            self._known[pair] = _score(*map(self._read, pair))
            _forget(self._known, _REMEMBERED)
        return self._known[pair]

    def _read(self, text: str) -> Vectors:
        if text not in self._states:
            self._states[text] = self._encoder.read_lower(text)
            _forget(self._states, _PASSAGES)
        return self._states[text]


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


def _forget(known: dict[Any, Any], most: int) -> None:
    """Drop what was read longest ago."""
    for key in list(islice(known, max(0, len(known) - most))):
        del known[key]


@cache
def _read_weights() -> Mapping[str, Any]:
    return read_table("inference.npz")
