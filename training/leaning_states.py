"""Encode directed sentences for training: `python -m training.leaning_states FOLDER STATES [PARSES]`.

FOLDER is positions-dse, STATES the npz to write, half a gigabyte: for `train.txt`, `valid.txt` and what of `train.txt`
can be said the other way round (training/turned.py; with the row it was made of) the means of states
(training/leaning_networks.py), the states of each word piece behind the fourth layer (training/leaning_layers.py), the
classes and the scores by words. Those of `train.txt` are of words fitted without the part that a sentence stands in, so
that the networks are not told how well words do that have been learned by heart. PARSES is a pickle of packed parses by
sentence, which saves parsing. Needs scikit-learn and scipy, which the product does not.
"""

import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation.conflict_nanco import parse_all
from benchmarks.evaluation.positions_dse import Example, find_tokens, read_file
from scipy.special import log_softmax

from training.leanings import fit, join_orders, make_table
from training.turned import find_participles, turn
from variorum.annotate.leaning_states import Reading, read_sentence, read_states
from variorum.annotate.leanings import score_words
from variorum.language.encoder import read_encoder
from variorum.language.parser import unpack
from variorum.model.annotation import Parse

_FOLDS = 4
_LESS_NEUTRAL = 0.2  # as in the words that the product has


@dataclass(frozen=True, slots=True)
class Named:
    """An example, its number among those given, its parse, and the first and last token of both names."""

    number: int
    example: Example
    parse: Parse
    first: tuple[int, int]
    second: tuple[int, int]


def main(folder: Path, target: Path, stored: Path | None) -> None:
    packed = pickle.loads(stored.read_bytes()) if stored else {}
    tables: dict[str, Any] = {}
    for part in ("valid", "train"):
        named = find_named(list(read_file(folder / f"{part}.txt")), packed)
        tables |= encode(part, named)
        tables[f"{part}_words"] = np.array([score_words(n.parse, n.first, n.second) for n in named])
    tables["train_words"] = score_unseen(
        *make_table([n.example for n in named], {n.example.text: n.parse for n in named})
    )
    np.savez(target, **tables, **encode_turned(named))


def encode_turned(named: Sequence[Named]) -> dict[str, Any]:
    """Give the tables of what can be said the other way round, and the row of each in the sentences given."""
    participles = find_participles({n.example.text: n.parse for n in named}.values())
    turned = [turn(n.example, n.parse, participles) for n in named]
    rows = [row for row, example in enumerate(turned) if example]
    again = find_named([example for example in turned if example], {})
    return encode("turned", again) | {"turned_rows": np.array([rows[n.number] for n in again])}


def find_named(examples: Sequence[Example], packed: Mapping[str, Any]) -> list[Named]:
    """Give those examples whose names are tokens."""
    texts = {example.text for example in examples}
    parses = {text: unpack(packed[text]) for text in texts} if packed else parse_all(sorted(texts))
    found = []
    for number, example in enumerate(examples):
        first, second = (find_tokens(example, parses[example.text], name) for name in (0, 1))
        if first and second:
            found.append(Named(number, example, parses[example.text], first, second))
    return found


def encode(part: str, named: Sequence[Named]) -> dict[str, Any]:
    """Give the tables of what the encoder reads in each sentence, and the classes."""
    states, pieces, roles = [], [], []
    for n in named:
        reading = read_sentence(n.parse, n.first, n.second, read_encoder())
        states.append(read_states(reading).astype(np.float16))
        pieces.append(reading.inner.astype(np.float16))
        roles.append(describe_roles(reading))
    print(f"{part}: {len(named)} sentences", flush=True)
    return {
        f"{part}_gold": np.array([n.example.gold for n in named]),
        f"{part}_states": np.array(states),
        f"{part}_pieces": np.concatenate(pieces),
        f"{part}_roles": np.concatenate(roles),
        f"{part}_starts": np.cumsum([0, *map(len, pieces)]),
    }


def describe_roles(reading: Reading) -> Any:
    """Give for each word piece the bits of what it is: early name, late one, between, way, its top."""
    roles = np.zeros(len(reading.inner), dtype=np.uint8)
    for bit, rows in enumerate((reading.early, reading.late, reading.between, reading.way, reading.top)):
        roles[rows] |= 1 << bit
    return roles


def score_unseen(table: Any, kinds: Any) -> Any:
    """Give the scores by words of each sentence (two rows of the table), of weights fitted on other folds."""
    folds = np.repeat(np.random.default_rng(2).integers(0, _FOLDS, len(kinds) // 2), 2)
    found = np.zeros((len(kinds) // 2, 5))
    for fold in range(_FOLDS):
        weights, bias = fit(table[folds != fold], kinds[folds != fold])
        less = np.array([_LESS_NEUTRAL, 0, 0])
        found[folds[::2] == fold] = join_orders(log_softmax(table[folds == fold] @ weights.T + bias - less, axis=1))
    return found - np.log(np.exp(found).sum(axis=1, keepdims=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
