"""What the sentence encoder adds to a leaning: small networks on its states of the sentence, of both names, of what
stands between them and of what joins them in the parse.

The names are masked. The weights are data/leaning_states.npz, made by training/leaning_networks.py;
docs/model-card-leanings.md tells of what, and how good they are. A sentence is read alone, so that a result depends on
no other sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.annotate.ways import find_way
from variorum.language.encoder import Encoder, Vectors
from variorum.language.layers import gelu, normalize
from variorum.model.annotation import Parse

_MASKS = ("Anderson", "Bennett")  # two names that say nothing of who they are
Tokens = tuple[int, int]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A sentence with both names masked, as the encoder reads it: states behind its fourth layer of six and behind its
    last, a row for each word piece and each mark of begin and end; which rows are of the names, between them, and of
    what joins them."""

    inner: Vectors
    last: Vectors
    early: list[int]
    late: list[int]
    between: list[int]
    way: list[int]
    top: list[int]

    def pool(self, states: Vectors) -> Vectors:
        """Give means of states one after the other: all, early name, late one, between, begin, way, its top."""
        parts = (self.early, self.late, self.between, [0], self.way, self.top)
        pooled: Vectors = np.concatenate([states.mean(axis=0), *(_mean(states, rows) for rows in parts)])
        return pooled


def read_sentence(parse: Parse, early: Tokens, late: Tokens, encoder: Encoder) -> Reading:
    """Read a sentence with two names, by their first and last token, in order of the text."""
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

    way, top = (
        [row for i in part for row in pick(move(tokens[i].start), move(tokens[i].end))]
        for part in find_way(tokens, early, late)
    )
    names = pick(start, gap), pick(moved, moved + len(_MASKS[1]))
    return Reading(inner, last, *names, pick(gap, moved), way, top)


def score_states(reading: Reading) -> Scores:
    """Give logarithms of likelihoods: neutral, early name for late and back, early against late and back."""
    table = _read_networks()
    states = (read_states(reading) - table["mean"]) / table["spread"]
    hidden = (table["first"] @ states) * table["scale"] + table["first_bias"]
    return normalize(table["second"] @ gelu(hidden) + table["second_bias"])


def read_states(reading: Reading) -> Vectors:
    """Give means of states, one after the other: all seven behind the encoder's fourth layer, five behind the last."""
    last = reading.pool(reading.last)[: 5 * reading.last.shape[1]]
    return np.concatenate([reading.pool(reading.inner), last])


def _mean(states: Vectors, rows: list[int]) -> Vectors:
    mean: Vectors = states[rows].mean(axis=0) if rows else np.zeros(states.shape[1], np.float32)
    return mean


@cache
def _read_networks() -> Mapping[str, Any]:
    with files("variorum.data").joinpath("leaning_states.npz").open("rb") as file:
        table = np.load(file)
        return {name: table[name].astype(np.float32) for name in table.files}
