"""What the sentence encoder adds to a leaning: small networks on its states of the sentence, both names and the words
between, as it reads them with the names masked. The weights are data/leaning_states.npz, made by
training/leaning_states.py.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.language.encoder import Encoder
from variorum.model.annotation import Parse

_MASKS = ("Anderson", "Bennett")  # two names that say nothing of who they are
_TURNED = [0, 2, 1, 4, 3]  # the scores with the parties in the other order
Tokens = tuple[int, int]
Scores = npt.NDArray[np.float64]


def score_states(parse: Parse, first: Tokens, second: Tokens, encoder: Encoder) -> Scores:
    """Give logarithms of likelihoods: neutral, first for second and back, first against second and back."""
    early, late = sorted((first, second))
    table = _read_networks()
    states = (read_states(parse, early, late, encoder) - table["mean"]) / table["spread"]
    hidden = (table["first"] @ states) * table["scale"] + table["first_bias"]
    hidden = hidden / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (hidden + 0.044715 * hidden**3)))  # GELU
    scores: Scores = (table["second"] @ hidden + table["second_bias"]).astype(np.float64)
    scores -= scores.max()
    scores -= np.log(np.exp(scores).sum())
    return scores if (early, late) == (first, second) else scores[_TURNED]


def read_states(parse: Parse, early: Tokens, late: Tokens, encoder: Encoder) -> npt.NDArray[np.float32]:
    """Give five means of states, one after the other: all, the early name, the late one, between, the mark of begin."""
    tokens = parse.tokens
    (start, end), (other_start, other_end) = ((tokens[a].start, tokens[b].end) for a, b in (early, late))
    masked = parse.text[:start] + _MASKS[0] + parse.text[end:other_start] + _MASKS[1] + parse.text[other_end:]
    moved = start + len(_MASKS[0]) + max(0, other_start - end)
    spans = ((start, start + len(_MASKS[0])), (start + len(_MASKS[0]), moved), (moved, moved + len(_MASKS[1])))
    states, places = encoder.read_states(masked)
    name, between, other = (
        [i for i, place in enumerate(places, 1) if place[0] < to and place[1] > begin] for begin, to in spans
    )
    means = [states[rows].mean(axis=0) if rows else np.zeros(states.shape[1]) for rows in (name, other, between)]
    return np.concatenate([states.mean(axis=0), *means, states[0]]).astype(np.float32)


@cache
def _read_networks() -> Mapping[str, Any]:
    with files("variorum.data").joinpath("leaning_states.npz").open("rb") as file:
        table = np.load(file)
        return {name: table[name].astype(np.float32) for name in table.files}
