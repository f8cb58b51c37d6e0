"""Train the leanings of one party to another: `python -m training.leanings FOLDER [PARSES]` (positions-dse).

Fits on `train.txt` of the folder, prints macro-F1 on `valid.txt`, and writes data/leanings.npz. PARSES is a pickle of
packed parses by sentence, which saves parsing. Needs scikit-learn and scipy, which the product does not.
"""

import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation.conflict_nanco import parse_all
from benchmarks.evaluation.positions_dse import Example, find_tokens, read_file, score
from scipy.sparse import csr_matrix, diags
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from variorum.annotate.leanings import BUCKETS, hash_features
from variorum.language.parser import unpack

_CLASS = {(0, 0): 0, (1, 0): 1, (0, 1): 2, (2, 0): 3, (0, 2): 4}
_WEIGHTS = Path("src/variorum/data/leanings.npz")
_STRENGTH = 0.6
_LESS_NEUTRAL = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8)


def make_table(examples: Sequence[Example], parses: Any) -> tuple[Any, Any]:
    """Give a row of buckets for each ordered pair (both orders of each example), and its kind."""
    starts, columns, kinds = [0], [], []
    for example in examples:
        names = [find_tokens(example, parses[example.text], i) for i in (0, 1)]
        there, back = next(pair for pair, kind in _CLASS.items() if kind == example.gold)
        for pair, kind in ((names, there), (names[::-1], back)):
            buckets = hash_features(parses[example.text], *pair)
            columns.extend(buckets)
            starts.append(len(columns))
            kinds.append(kind)
    lengths = np.diff(starts)
    values = np.repeat(1 / np.sqrt(np.maximum(1, lengths)), lengths)
    return csr_matrix((values, columns, starts), shape=(len(kinds), BUCKETS)), np.array(kinds)


def fit(table: Any, kinds: Any) -> tuple[Any, Any]:
    """Give weights by kind and bucket, and the bias of each kind."""
    rarity = np.log((table.shape[0] + 1) / (np.asarray((table > 0).sum(axis=0)).ravel() + 1))
    shares = np.bincount(kinds) / len(kinds)
    model = LogisticRegression(C=_STRENGTH, max_iter=80, tol=1e-3)
    model.fit(table @ diags(rarity), kinds, sample_weight=1 / np.sqrt(shares[kinds]))
    return model.coef_ * rarity, model.intercept_


def join_orders(logarithms: Any) -> Any:
    """Give the scores of the five classes of each example, of those of its two ordered pairs."""
    there, back = logarithms[0::2], logarithms[1::2]
    return np.stack([there[:, 0] + back[:, 0], there[:, 1] + back[:, 0], back[:, 1] + there[:, 0],
                     there[:, 2] + back[:, 0], back[:, 2] + there[:, 0]], axis=1)  # fmt: skip


def choose(logarithms: Any) -> list[int]:
    """Give the class of each example, of the logarithms of likelihoods of its two ordered pairs."""
    return [int(kind) for kind in join_orders(logarithms).argmax(axis=1)]


def main(folder: Path, stored: Path | None) -> None:
    fitted, held = (list(read_file(folder / name)) for name in ("train.txt", "valid.txt"))
    if stored:
        packed = pickle.loads(stored.read_bytes())
        parses = {e.text: unpack(packed[e.text]) for e in (*fitted, *held)}
    else:
        parses = parse_all([e.text for e in (*fitted, *held)])
    fitted, held = (
        [e for e in part if all(find_tokens(e, parses[e.text], i) for i in (0, 1))] for part in (fitted, held)
    )
    weights, bias = fit(*make_table(fitted, parses))
    held_table, _ = make_table(held, parses)
    gold = [e.gold for e in held]
    tried = []
    for less in _LESS_NEUTRAL:
        logarithms = log_softmax(held_table @ weights.T + bias - np.array([less, 0, 0]), axis=1)
        tried.append((float(np.mean([f for _, _, f in score(gold, choose(logarithms))])), less))
        print(f"neutral less {less}: macro-F1 {tried[-1][0]:.4f} on valid", flush=True)
    bias = bias - np.array([max(tried)[1], 0, 0])
    scale = float(np.abs(weights).max()) / 127
    weights = np.round(weights / scale).astype(np.int8)
    np.savez_compressed(_WEIGHTS, weights=weights, bias=bias, scale=scale)
    print(f"{_WEIGHTS}: {_WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
