"""Train what the sentence encoder adds to the leanings of one party: `python -m training.leaning_networks STATES`.

STATES is what training/leaning_states.py wrote; beside it stands what training/leaning_layers.py did, `.held.npz`. What
is added to the score of each kind is chosen on the sentences of train.txt by folds, of which neither the networks nor
the words have seen the held-out part; the shares of words and networks, on the tenth that the taught layers have not
seen either. Writes data/leaning_states.npz and prints macro-F1 on valid.txt, which is only measured. Needs torch, which
the product does not (training/quotation_tagger/requirements.txt); three minutes on one thread.
"""

import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

_WEIGHTS = Path("src/variorum/data/leaning_states.npz")
_NETWORKS, _HIDDEN, _EPOCHS, _BATCH, _RATE, _FOLDS = 2, 128, 10, 128, 1e-3, 3
_SHARES = (0.3, 0.5, 0.7, 1.0, 1.3)
_SHARES_OF_WORDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.7)
_SHARES_OF_NETWORKS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
_DRAWS = 60
_STEPS = (-0.6, -0.4, -0.2, -0.1, 0.1, 0.2, 0.4, 0.6)


def score_macro_f1(gold: Any, found: Any) -> float:
    scores = []
    for kind in range(5):
        right = int(((gold == kind) & (found == kind)).sum())
        scores.append(2 * right / max(1, int((gold == kind).sum() + (found == kind).sum())))
    return float(np.mean(scores))


def main(source: Path) -> None:
    torch.set_num_threads(1)
    tables = np.load(source)
    states, gold = tables["train_states"].astype(np.float32), tables["train_gold"]
    mean, spread = states.mean(axis=0), states.std(axis=0) + 1e-6
    inputs, target = torch.tensor((states - mean) / spread), torch.tensor(gold)
    networks = [fit(inputs, target, np.arange(len(gold)), seed) for seed in range(_NETWORKS)]
    folds = np.random.default_rng(1).integers(0, _FOLDS, len(gold))
    unseen = np.zeros((len(gold), 5))
    for fold in range(_FOLDS):
        network = fit(inputs, target, np.flatnonzero(folds != fold), 10 + fold)
        with torch.no_grad():
            unseen[folds == fold] = network(inputs[torch.tensor(folds == fold)]).log_softmax(1).numpy()
    added = choose(gold, unseen, tables["train_words"])
    print(f"added to the scores {added}")
    weights = join(networks, added) | {"mean": mean.astype(np.float16), "spread": spread.astype(np.float16)}
    np.savez_compressed(_WEIGHTS, **weights)
    print(f"{_WEIGHTS}: {_WEIGHTS.stat().st_size} bytes")
    held = np.load(source.with_suffix(".held.npz"))
    rows = held["rows"]
    shares = share(gold[rows], held["held"], tables["train_words"][rows], unseen[rows] + added)
    print(f"shares of words and networks {shares} (annotate/leanings.py)")
    parts = held["valid"], tables["valid_words"], score(weights, tables["valid_states"].astype(np.float32))
    report(tables["valid_gold"], shares, *parts)


def fit(inputs: torch.Tensor, target: torch.Tensor, rows: Any, seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    rare = 1 / np.sqrt(np.bincount(target.numpy()) / len(target))
    weight = torch.tensor(rare / rare.mean(), dtype=torch.float32)
    network = nn.Sequential(
        nn.Dropout(0.3), nn.Linear(inputs.shape[1], _HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(0.5),
        nn.Linear(_HIDDEN, 5),
    )  # fmt: skip
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.05)
    steps, step = _EPOCHS * (len(rows) // _BATCH), 0
    for _ in range(_EPOCHS):
        order = draw.permutation(rows)
        for first in range(0, len(order) - _BATCH + 1, _BATCH):
            for group in optimizer.param_groups:
                group["lr"] = _RATE * (1 - step / steps) + 1e-6
            batch = torch.tensor(order[first : first + _BATCH])
            loss = nn.functional.cross_entropy(
                network(inputs[batch]), target[batch], weight=weight, label_smoothing=0.05
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    print(f"network {seed} trained", flush=True)
    return network.eval()


def choose(gold: Any, states: Any, words: Any) -> Any:
    """Give what to add to each kind's score, so that macro-F1 is best with the best share of the words."""
    best = max(_SHARES, key=lambda share: score_macro_f1(gold, (states + share * words).argmax(axis=1)))
    scores, added = states + best * words, np.zeros(5)
    reached = score_macro_f1(gold, scores.argmax(axis=1))
    for _ in range(3):
        for kind in range(5):
            for more in _STEPS:
                tried = added + more * (np.arange(5) == kind)
                figure = score_macro_f1(gold, (scores + tried).argmax(axis=1))
                if figure > reached + 1e-4:
                    reached, added = figure, tried
    print(f"words {best}: macro-F1 {reached:.4f} on sentences held out of train.txt")
    return added


def share(gold: Any, layers: Any, words: Any, states: Any) -> tuple[float, float]:
    """Give the shares of words and networks beside 1 of the taught layers: the mean of macro-F1 over draws is best."""
    chance = np.random.default_rng(0)
    draws = [chance.integers(0, len(gold), len(gold)) for _ in range(_DRAWS)]
    figures = {}
    for shares in product(_SHARES_OF_WORDS, _SHARES_OF_NETWORKS):
        found = (layers + shares[0] * words + shares[1] * states).argmax(axis=1)
        figures[shares] = float(np.mean([score_macro_f1(gold[rows], found[rows]) for rows in draws]))
    best = max(figures, key=lambda shares: figures[shares])
    print(f"shares {best}: macro-F1 {figures[best]:.4f} on the tenth held out of train.txt")
    return best


def join(networks: list[nn.Sequential], added: Any) -> dict[str, Any]:
    """Put networks side by side as one, its first matrix in int8."""
    parts = [[p.detach().numpy() for p in network.parameters()] for network in networks]
    first = np.vstack([part[0] for part in parts])
    scale = np.abs(first).max(axis=1) / 127
    return {
        "first": np.round(first / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float32),
        "first_bias": np.concatenate([part[1] for part in parts]),
        "second": np.hstack([part[2] for part in parts]) / len(parts),
        "second_bias": (np.mean([part[3] for part in parts], axis=0) + added).astype(np.float32),
    }


def score(weights: Any, states: Any) -> Any:
    hidden = ((states - weights["mean"]) / weights["spread"]) @ (weights["first"] * weights["scale"][:, None]).T
    hidden += weights["first_bias"]
    hidden = hidden / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (hidden + 0.044715 * hidden**3)))
    scores = hidden @ weights["second"].T + weights["second_bias"]
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def report(gold: Any, shares: tuple[float, float], layers: Any, words: Any, states: Any) -> None:
    together = layers + shares[0] * words + shares[1] * states
    for name, scores in (("words", words), ("states", states), ("layers", layers), ("together", together)):
        print(f"valid.txt: {name} {score_macro_f1(gold, scores.argmax(axis=1)):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
