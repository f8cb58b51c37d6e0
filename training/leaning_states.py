"""Encode directed sentences for training: `python -m training.leaning_states FOLDER STATES`.

FOLDER is positions-dse, STATES the npz to write, half a gigabyte: for `train.txt` and `valid.txt` the means of states
(training/leaning_networks.py), the states of each word piece behind the fourth layer (training/leaning_layers.py), the
classes and the scores by words. Those of `train.txt` are of words fitted without the part that a sentence stands in, so
that the networks are not told how well words do that have been learned by heart. Needs scikit-learn and scipy, which
the product does not.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation.conflict_nanco import parse_all
from benchmarks.evaluation.positions_dse import find_tokens, read_file
from scipy.special import log_softmax

from training.leanings import fit, join_orders, make_table
from variorum.annotate.leaning_states import Reading, read_sentence, read_states
from variorum.annotate.leanings import score_words
from variorum.language.encoder import read_encoder

_FOLDS = 4
_LESS_NEUTRAL = 0.2  # as in the words that the product has


def main(folder: Path, target: Path) -> None:
    tables: dict[str, Any] = {}
    for name in ("train", "valid"):
        examples = list(read_file(folder / f"{name}.txt"))
        parses = parse_all([e.text for e in examples])
        pairs = [tuple(find_tokens(e, parses[e.text], i) for i in (0, 1)) for e in examples]
        kept = [(e, first, second) for e, (first, second) in zip(examples, pairs, strict=True) if first and second]
        tables[f"{name}_gold"] = np.array([e.gold for e, _, _ in kept])
        tables[f"{name}_words"] = np.array([score_words(parses[e.text], a, b) for e, a, b in kept])
        readings = [read_sentence(parses[e.text], a, b, read_encoder()) for e, a, b in kept]
        tables[f"{name}_states"] = np.array([read_states(reading) for reading in readings], dtype=np.float16)
        tables[f"{name}_pieces"] = np.concatenate([reading.inner.astype(np.float16) for reading in readings])
        tables[f"{name}_roles"] = np.concatenate([describe_roles(reading) for reading in readings])
        tables[f"{name}_starts"] = np.cumsum([0, *(len(reading.inner) for reading in readings)])
        if name == "train":
            tables["train_words"] = score_unseen(*make_table([e for e, _, _ in kept], parses))
        print(f"{name}: {len(kept)} sentences", flush=True)
    np.savez(target, **tables)


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
    main(Path(sys.argv[1]), Path(sys.argv[2]))
