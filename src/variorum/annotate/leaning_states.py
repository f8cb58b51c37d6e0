"""What the sentence encoder adds to a leaning: small networks on its states of the sentence, of both names, of what
stands between them and of what joins them in the parse.

The names are masked. The weights are data/leaning_states.npz, made by training/leaning_networks.py;
docs/model-card-leanings.md tells of what, and how good they are. A sentence is read alone, so that a result depends on
no other sentence.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.annotate.ways import find_way
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
    """Give means of states, one after the other. Behind the encoder's fourth layer: all, the early name, the late one,
    between, the mark of begin, the way from name to name in the parse, its top; behind the last: the first five."""
    tokens = parse.tokens
    (start, end), (other_start, other_end) = ((tokens[a].start, tokens[b].end) for a, b in (early, late))
    masked = parse.text[:start] + _MASKS[0] + parse.text[end:other_start] + _MASKS[1] + parse.text[other_end:]
    gap = start + len(_MASKS[0])
    moved = gap + max(0, other_start - end)
    inner, last, places = encoder.read_states(masked)

    def move(place: int) -> int:
        if place <= start:
            return place
        return place - end + gap if place <= other_start else place - other_end + moved + len(_MASKS[1])

    def pick(begin: int, to: int) -> list[int]:
        return [i for i, place in enumerate(places, 1) if place[0] < to and place[1] > begin]

    groups = [pick(start, gap), pick(moved, moved + len(_MASKS[1])), pick(gap, moved)]
    ways = [
        [row for i in part for row in pick(move(tokens[i].start), move(tokens[i].end))]
        for part in find_way(tokens, early, late)
    ]
    means = [
        *(inner.mean(axis=0), *(_mean(inner, rows) for rows in groups), inner[0]),
        *(_mean(inner, rows) for rows in ways),
        *(last.mean(axis=0), *(_mean(last, rows) for rows in groups), last[0]),
    ]
    return np.concatenate(means).astype(np.float32)


def _mean(states: npt.NDArray[np.float32], rows: list[int]) -> npt.NDArray[np.float32]:
    mean: npt.NDArray[np.float32] = states[rows].mean(axis=0) if rows else np.zeros(states.shape[1], np.float32)
    return mean


@cache
def _read_networks() -> Mapping[str, Any]:
    with files("variorum.data").joinpath("leaning_states.npz").open("rb") as file:
        table = np.load(file)
        return {name: table[name].astype(np.float32) for name in table.files}
