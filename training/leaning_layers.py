"""Fine-tune the encoder's upper layers for leanings: `python -m training.leaning_layers STATES --encoder FOLDER`.

STATES is what training/leaning_states.py wrote, FOLDER has MiniLM's `config.json` and `model.safetensors`. What is
kept is a moving average of the weights. A tenth of train.txt is held out: its scores are written beside STATES
(`.held.npz`) for training/leaning_networks.py. Writes data/leaning_layers.npz and prints macro-F1 on the tenth and on
valid.txt, which is only measured. With `--further` it goes on for one epoch from the weights that are there; with
`--all` nothing is held out, and nothing is written for leaning_networks. Needs torch and transformers
(training/quotation_tagger/requirements.txt), and an hour on one thread, with `--further` a tenth of it.
"""

import argparse
import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import BertModel

from training.layers import describe, store, write
from training.leaning_networks import score_macro_f1

_WEIGHTS = Path("src/variorum/data/leaning_layers.npz")
_WIDTH, _HIDDEN, _POOLS = 384, 256, 7
_LOWEST = 4  # layers of the encoder are left as they are
_PIECES, _LOWER, _WARM = 1400, 0.85, 60
_NEUTRAL = 0.5  # of the neutral sentences, drawn anew for each epoch
_NETWORKS = 2
_HELD = 10  # the part held out is one of so many


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast to train, the share of the moving average that is kept at each step."""

    epochs: int
    rate: float
    rate_of_new: float
    kept: float


_ANEW, _FURTHER = Course(10, 3e-4, 1e-3, 0.996), Course(1, 1.5e-4, 4.5e-4, 0.99)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """States of the word pieces, 1 and 2 where the names stand, the weights of the means over pieces, and the class.

    `turned` where it was made of one of train.txt (training/turned.py)."""

    states: torch.Tensor
    marks: torch.Tensor
    pools: torch.Tensor
    gold: int
    turned: bool


class Network(nn.Module):
    """The encoder's two upper layers, means of what they put out, and a head over the means."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        self.layers = nn.ModuleList(encoder.encoder.layer[_LOWEST:])
        self.marks = nn.Embedding(3, _WIDTH)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.marks.weight.data[0] = 0
        self.head = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(_POOLS * _WIDTH, _HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(0.2),
            nn.Linear(_HIDDEN, 5),
        )  # fmt: skip

    def forward(self, states, marks, mask, pools):
        states = states + self.marks(marks)
        hidden = ((1 - mask) * -1e9)[:, None, None, :]
        for layer in self.layers:
            given = layer(states, hidden)
            states = given[0] if isinstance(given, tuple) else given
        return self.head(torch.bmm(pools, states).flatten(1))


def read_sentences(tables: Any, part: str) -> list[Sentence]:
    states, roles, starts = (tables[f"{part}_{name}"] for name in ("pieces", "roles", "starts"))
    found = []
    for start, end, gold in zip(starts[:-1], starts[1:], tables[f"{part}_gold"], strict=True):
        role = roles[start:end]
        early, late, between, way, top = ((role >> bit) & 1 for bit in range(5))
        begin = np.arange(end - start) == 0
        pools = np.stack([np.ones(end - start), early, late, between, begin, way, top]).astype(np.float32)
        pools /= np.maximum(pools.sum(axis=1, keepdims=True), 1)
        marks = torch.from_numpy((early + 2 * late).astype(np.int64))
        found.append(
            Sentence(torch.from_numpy(states[start:end]), marks, torch.from_numpy(pools), int(gold), part == "turned")
        )
    return found


def draw(sentences: Sequence[Sentence], pieces: int, chance: np.random.Generator | None = None) -> list[list[int]]:
    """Give batches of sentences of nearly one length; with `chance` shuffled, and not all neutral ones."""
    rows = list(range(len(sentences)))
    more = np.zeros(len(rows))
    if chance is not None:
        kept = chance.random(len(rows)) < _NEUTRAL
        rows = [i for i in rows if sentences[i].gold or kept[i]]
        more = chance.random(len(sentences)) * 6
    rows.sort(key=lambda i: len(sentences[i].marks) + more[i])
    batches: list[list[int]] = [[]]
    for i in rows:
        if batches[-1] and (len(batches[-1]) + 1) * len(sentences[i].marks) > pieces:
            batches.append([])
        batches[-1].append(i)
    return batches if chance is None else [batches[i] for i in chance.permutation(len(batches))]


def stack(sentences: Sequence[Sentence]) -> tuple[torch.Tensor, ...]:
    longest = max(len(s.marks) for s in sentences)
    states, marks = torch.zeros(len(sentences), longest, _WIDTH), torch.zeros(len(sentences), longest, dtype=torch.long)
    mask, pools = torch.zeros(len(sentences), longest), torch.zeros(len(sentences), _POOLS, longest)
    for row, sentence in enumerate(sentences):
        end = len(sentence.marks)
        states[row, :end], marks[row, :end], mask[row, :end] = sentence.states.float(), sentence.marks, 1
        pools[row, :, :end] = sentence.pools
    return states, marks, mask, pools


@torch.no_grad()
def predict(network: Network, sentences: Sequence[Sentence]) -> Any:
    network.eval()
    found = np.zeros((len(sentences), 5))
    for batch in draw(sentences, 2000):
        found[batch] = network(*stack([sentences[i] for i in batch])).log_softmax(1).numpy()
    return found


def fit(network: Network, sentences: Sequence[Sentence], course: Course, seed: int) -> Network:
    """Train a network; give the moving average of its weights."""
    chance = np.random.default_rng(seed)
    gold = torch.tensor([s.gold for s in sentences])
    weight, expected = weigh(sentences)
    above = len(network.layers) - 1
    rates = [course.rate * _LOWER ** (above - i) for i in range(above + 1)] + [course.rate_of_new] * 2
    parts = [*network.layers, network.marks, network.head]
    optimizer = torch.optim.AdamW([{"params": list(part.parameters())} for part in parts], weight_decay=0.01)
    kept, step = copy.deepcopy(network), 0
    steps = len(draw(sentences, _PIECES, np.random.default_rng(seed))) * course.epochs
    for epoch in range(course.epochs):
        for batch in draw(sentences, _PIECES, chance):
            network.train()
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min((step + 1) / _WARM, max(0.01, 1 - step / steps))
            scores = network(*stack([sentences[i] for i in batch])) + expected[batch]
            loss = nn.functional.cross_entropy(scores, gold[batch], weight=weight, label_smoothing=0.05)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            share = min(course.kept, step / (step + 10))
            with torch.no_grad():
                for mean, parameter in zip(kept.parameters(), network.parameters(), strict=True):
                    mean.lerp_(parameter, 1 - share)
        print(f"epoch {epoch + 1}: loss {loss.item():.3f}", flush=True)
    return kept


def weigh(sentences: Sequence[Sentence]) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the weight of each class, and what to add to the scores of each sentence while it is learned.

    A turned sentence is of another class more often than one that was found, which the network is not to learn.
    """
    gold, turned = (np.array(values) for values in zip(*((s.gold, s.turned) for s in sentences), strict=True))
    counts, other = (np.bincount(gold[turned == side], minlength=5).astype(float) + side for side in (False, True))
    for part in (counts, other):
        part[0] *= _NEUTRAL
    rare = 1 / np.sqrt(counts / counts.sum())
    more = np.log(other / other.sum()) - np.log(counts / counts.sum())
    return torch.tensor(rare / rare.mean()).float(), torch.tensor(np.outer(turned, more)).float()


def read_weights(network: Network) -> dict[str, Any]:
    return describe(network.layers, network.head, {"marks": network.marks.weight})


def write_networks(networks: Sequence[Network]) -> None:
    stored: dict[str, Any] = {"networks": len(networks), "layers": len(networks[0].layers)}
    for number, network in enumerate(networks):
        stored |= store(read_weights(network), f"{number}.", plain=("marks", "second"))
    write(_WEIGHTS, stored)


def resume(network: Network, number: int) -> Network:
    """Give a network the weights that data/leaning_layers.npz has of one."""
    with np.load(_WEIGHTS) as stored:
        for name, values in read_weights(network).items():
            key = f"{number}.{name}"
            found = stored[key] * stored[f"{key}_scale"] if f"{key}_scale" in stored else stored[key]
            values[...] = found  # which are the network's own
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("states", type=Path)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--further", action="store_true")
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    tables = np.load(arguments.states)
    sentences, valid, turned = (read_sentences(tables, part) for part in ("train", "valid", "turned"))
    order = list(range(len(sentences)))
    random.Random(5).shuffle(order)
    held = sorted(order[: len(order) // _HELD])
    unseen = set() if arguments.all else set(held)
    fitted = [sentence for row, sentence in enumerate(sentences) if row not in unseen]
    fitted += [s for row, s in zip(tables["turned_rows"].tolist(), turned, strict=True) if row not in unseen]
    networks = []
    for seed in range(_NETWORKS):
        torch.manual_seed(seed)
        network = Network(arguments.encoder)
        if arguments.further:
            network = resume(network, seed)
        networks.append(fit(network, fitted, _FURTHER if arguments.further else _ANEW, seed))
    write_networks(networks)
    parts = {"held out": [sentences[i] for i in held], "valid.txt": valid}
    scores = {name: np.mean([predict(network, part) for network in networks], axis=0) for name, part in parts.items()}
    for name in ["valid.txt"] if arguments.all else list(parts):
        print(f"{name}: {score_macro_f1(np.array([s.gold for s in parts[name]]), scores[name].argmax(axis=1)):.4f}")
    if not arguments.all:
        target = arguments.states.with_suffix(".held.npz")
        np.savez(target, rows=held, held=scores["held out"], valid=scores["valid.txt"])


if __name__ == "__main__":
    main()
