"""Train what the sentence encoder adds to the leanings of one party: `python -m training.leaning_networks STATES`.

STATES is what training/leaning_states.py wrote. Writes data/leaning_states.npz and prints macro-F1 on valid.txt, by
these networks and by them with the words as the product weighs them. Needs torch, which the product does not
(training/quotation_tagger/requirements.txt); six minutes on one thread.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

_WEIGHTS = Path("src/variorum/data/leaning_states.npz")
_NETWORKS, _HIDDEN, _EPOCHS, _BATCH, _RATE = 3, 128, 12, 64, 6e-4
_SHARES = (0.3, 0.5, 0.7, 1.0)


def score_macro_f1(gold: Any, found: Any) -> float:
    scores = []
    for kind in range(5):
        right = int(((gold == kind) & (found == kind)).sum())
        scores.append(2 * right / max(1, int((gold == kind).sum() + (found == kind).sum())))
    return float(np.mean(scores))


def fit(source: Path) -> None:
    torch.set_num_threads(1)
    tables = np.load(source)
    states, gold = tables["train_states"].astype(np.float32), tables["train_gold"]
    mean, spread = states.mean(axis=0), states.std(axis=0) + 1e-6
    inputs, target = torch.tensor((states - mean) / spread), torch.tensor(gold)
    rare = torch.tensor(1 / np.sqrt(np.bincount(gold) / len(gold)), dtype=torch.float32)
    rare /= rare.mean()
    parts = []
    for seed in range(_NETWORKS):
        torch.manual_seed(seed)
        network = nn.Sequential(
            nn.Dropout(0.3), nn.Linear(inputs.shape[1], _HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(0.5),
            nn.Linear(_HIDDEN, 5),
        )  # fmt: skip
        optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.05)
        steps = _EPOCHS * (len(target) // _BATCH)
        for step in range(steps):
            if step % (len(target) // _BATCH) == 0:
                order = torch.randperm(len(target))
            rows = order[step % (len(target) // _BATCH) * _BATCH :][:_BATCH]
            for group in optimizer.param_groups:
                group["lr"] = _RATE * (1 - step / steps) + 1e-6
            loss = nn.functional.cross_entropy(network(inputs[rows]), target[rows], weight=rare, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        parts.append([p.detach().numpy() for p in network.parameters()])
        print(f"network {seed} trained", flush=True)
    first = np.vstack([part[0] for part in parts])
    scale = np.abs(first).max(axis=1) / 127
    weights = {
        "mean": mean.astype(np.float16),
        "spread": spread.astype(np.float16),
        "first": np.round(first / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float32),
        "first_bias": np.concatenate([part[1] for part in parts]),
        "second": np.hstack([part[2] for part in parts]) / _NETWORKS,
        "second_bias": np.mean([part[3] for part in parts], axis=0),
    }
    np.savez_compressed(_WEIGHTS, **weights)
    print(f"{_WEIGHTS}: {_WEIGHTS.stat().st_size} bytes")
    report(weights, tables["valid_states"].astype(np.float32), tables["valid_words"], tables["valid_gold"])


def report(weights: Any, states: Any, words: Any, gold: Any) -> None:
    hidden = ((states - weights["mean"]) / weights["spread"]) @ (weights["first"] * weights["scale"][:, None]).T
    hidden += weights["first_bias"]
    hidden = hidden / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (hidden + 0.044715 * hidden**3)))
    scores = hidden @ weights["second"].T + weights["second_bias"]
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    print(f"words: {score_macro_f1(gold, words.argmax(axis=1)):.4f}")
    print(f"states: {score_macro_f1(gold, scores.argmax(axis=1)):.4f}")
    for share in _SHARES:
        print(f"states + {share} words: {score_macro_f1(gold, (scores + share * words).argmax(axis=1)):.4f}")


if __name__ == "__main__":
    fit(Path(sys.argv[1]))
