"""Teach the judge of two passages: `python -m training.inference --encoder FOLDER`.

It reads training/accounts, training/edits and, by --dossiers, training/dossiers (the READMEs there tell what the signs
mean): lines that say the same, contradict each other, or do neither; lines whose numbers, times, places or persons,
hidden as in a cloze, answer one question or two; summaries that a passage bears out or does not; the same of plain
accounts of one event. The encoder's upper layers are taught on the states of each passage by itself behind the third
layer, as `language/encoder.py` gives them. What is kept is a moving average of the weights. FOLDER has MiniLM's
`config.json` and `model.safetensors`. Stories that are held out are not taught.
Writes data/inference.npz and prints the accuracy on what is held out. Needs training/quotation_tagger/requirements.txt,
and an hour on two threads.
"""

import argparse
import copy
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from benchmarks.accounts import read_stories
from benchmarks.edits import read_passages
from tokenizers import BertWordPieceTokenizer
from torch import nn
from transformers import BertModel

from training.inference_pairs import (
    CONTRADICTION,
    NEITHER,
    NOT_SAME,
    SAME,
    Pair,
    draw,
    pair_edits,
    pair_lines,
    read_pairs,
)
from training.layers import describe, restore, store, write
from variorum.language.encoder import Encoder
from variorum.language.inference import LAYERS

_WEIGHTS = Path("src/variorum/data/inference.npz")
_VOCABULARY = Path("src/variorum/data/minilm_vocabulary.txt")
_ACCOUNTS, _EDITS = Path("training/accounts"), Path("training/edits")
_WIDTH, _HIDDEN = 384, 256
_EPOCHS, _PIECES, _RATE, _RATE_OF_NEW, _LOWER, _WARM = 4, 1500, 1e-4, 1e-3, 0.85, 60
_KEPT = 0.995  # of the moving average, at each step
_TOLD = 100  # steps after which the loss is told
_THREADS = 2


class States:
    """What the encoder makes of each passage by itself behind the layers that are not taught."""

    def __init__(self, folder: str) -> None:
        self._model = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
        self._tokenizer = BertWordPieceTokenizer(str(_VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(128)
        self._known: dict[str, torch.Tensor] = {}

    @torch.no_grad()
    def read(self, texts: Sequence[str]) -> None:
        """Read passages; in the product the same weights in eight bits do (Encoder.read_lower), nearly alike."""
        new = sorted({t for t in texts if t not in self._known}, key=lambda t: (len(t), t))
        for start in range(0, len(new), 64):
            batch = new[start : start + 64]
            pieces = [torch.tensor(self._tokenizer.encode(text).ids) for text in batch]
            mask = nn.utils.rnn.pad_sequence([torch.ones(len(p)) for p in pieces], batch_first=True)
            states = self._model.embeddings(nn.utils.rnn.pad_sequence(pieces, batch_first=True))
            for layer in self._model.encoder.layer[:LAYERS]:
                states = _pass(layer, states, mask)
            for text, rows, read in zip(batch, states, pieces, strict=True):
                self._known[text] = rows[: len(read)].half()

    def count(self, pair: Pair) -> int:
        return sum(len(self._known[t]) for t in (*pair.first, pair.second))

    def stack(self, pairs: Sequence[Pair], turned: Sequence[bool]) -> tuple[torch.Tensor, ...]:
        """Give states, mask and side (0 or 1) of each pair's pieces, padded to the longest."""
        rows = []
        for pair, turn in zip(pairs, turned, strict=True):
            first, second = torch.cat([self._known[t] for t in pair.first]), self._known[pair.second]
            rows.append((second, first) if turn else (first, second))
        longest = max(len(a) + len(b) for a, b in rows)
        states = torch.zeros(len(rows), longest, _WIDTH)
        mask, side = torch.zeros(len(rows), longest), torch.zeros(len(rows), longest)
        for row, (first, second) in enumerate(rows):
            end = len(first) + len(second)
            states[row, : len(first)], states[row, len(first) : end] = first, second
            mask[row, :end], side[row, len(first) : end] = 1, 1
        return states, mask, side


def _pass(layer: nn.Module, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    given = layer(states, ((1 - mask) * -1e9)[:, None, None, :])
    return given[0] if isinstance(given, tuple) else given


class Network(nn.Module):
    """The encoder's upper layers over both passages, means of what they put out, and a head over the means."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        self.layers = nn.ModuleList(encoder.encoder.layer[LAYERS:])
        self.mark = nn.Parameter(torch.randn(_WIDTH) * 0.02)  # of the second passage
        self.head = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(4 * _WIDTH, _HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(0.1),
            nn.Linear(_HIDDEN, 3),
        )  # fmt: skip

    def forward(self, states, mask, side):
        """Take states of n pairs by pieces, mask and side; give logarithms of likelihoods, n by 3."""
        states = states + side.unsqueeze(-1) * self.mark
        for layer in self.layers:
            states = _pass(layer, states, mask)
        one, two = ((mask * part).unsqueeze(-1) for part in (1 - side, side))
        one, two = ((states * part).sum(1) / part.sum(1) for part in (one, two))
        return self.head(torch.cat([states[:, 0], one * two, (one - two).abs(), one + two], 1)).log_softmax(1)


def measure_loss(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Give the mean loss; of a pair that is only known not to be the same either other class will do."""
    smoothed = 0.95 * scores + 0.05 * scores.mean(1, keepdim=True)
    several = torch.logsumexp(scores[:, 1:], 1)
    known = smoothed.gather(1, labels.clamp(max=NEITHER).unsqueeze(1)).squeeze(1)
    return -torch.where(labels == NOT_SAME, several, known).mean()


def batch_pairs(pairs: Sequence[Pair], states: States, chance: Random) -> list[list[Pair]]:
    """Give batches of pairs of nearly one length, of so many pieces."""
    ordered = sorted(pairs, key=lambda p: states.count(p) + chance.random() * 8)
    batches: list[list[Pair]] = [[]]
    for pair in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * states.count(pair) > _PIECES:
            batches.append([])
        batches[-1].append(pair)
    return chance.sample(batches, len(batches))


@dataclass(frozen=True, slots=True)
class Course:
    """How long to train, in epochs and seconds, whichever is less, and how fast."""

    epochs: int
    rate: float
    seconds: float

    def slow_down(self, done: float, passed: float) -> float:
        """Give by what to multiply the rate after this share of the steps and so many seconds; 0 at the end."""
        return max(0.0, 1 - max(done, passed / max(1.0, self.seconds)))


def fit(network: Network, pairs: Sequence[Pair], held: Sequence[Pair], states: States, course: Course) -> Network:
    """Train a network; give the moving average of its weights."""
    chance, begun = Random(1), time.monotonic()
    above = len(network.layers) - 1
    new = course.rate / _RATE * _RATE_OF_NEW
    rates = [course.rate * _LOWER ** (above - i) for i in range(above + 1)] + [new] * 2
    parts = [*(list(layer.parameters()) for layer in network.layers), [network.mark], list(network.head.parameters())]
    optimizer = torch.optim.AdamW([{"params": part} for part in parts], weight_decay=0.01)
    kept, step = copy.deepcopy(network), 0
    steps = len(batch_pairs(draw(pairs, Random(0)), states, Random(0))) * course.epochs
    for epoch in range(course.epochs):
        network.train()
        losses = []
        for batch in batch_pairs(draw(pairs, chance), states, chance):
            slower = course.slow_down(step / steps, time.monotonic() - begun)
            if not slower:
                break
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min((step + 1) / _WARM, max(0.02, slower))
            turned = [p.either_way and chance.random() < 0.5 for p in batch]
            loss = measure_loss(network(*states.stack(batch, turned)), torch.tensor([p.label for p in batch]))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
            share = min(_KEPT, step / (step + 10))
            with torch.no_grad():
                for mean, parameter in zip(kept.parameters(), network.parameters(), strict=True):
                    mean.lerp_(parameter, 1 - share)
            if len(losses) % _TOLD == 0:
                print(f"step {step} of {steps}: loss {np.mean(losses[-_TOLD:]):.3f}", flush=True)
        if not losses:
            break
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
        report(kept, held, states)
    return kept


@torch.no_grad()
def predict(network: Network, pairs: Sequence[Pair], states: States) -> Any:
    """Give likelihoods of each pair, n by 3, the mean of both ways round where either is right."""
    network.eval()
    found = np.zeros((len(pairs), 3))
    order = sorted(range(len(pairs)), key=lambda i: states.count(pairs[i]))
    for start in range(0, len(order), 64):
        rows = order[start : start + 64]
        batch = [pairs[i] for i in rows]
        there = network(*states.stack(batch, [False] * len(batch))).exp().numpy()
        back = network(*states.stack(batch, [p.either_way for p in batch])).exp().numpy()
        found[rows] = (there + back) / 2
    return found


def report(network: Network, pairs: Sequence[Pair], states: States) -> None:
    """Print for each kind of pair the average precision of those that are the same, and that contradict."""
    found = predict(network, pairs, states)
    for kind in sorted({p.block[1] for p in pairs}):
        rows = [i for i, p in enumerate(pairs) if p.block[1] == kind]
        labels = np.array([pairs[i].label for i in rows])
        line = f"  {kind:6}{len(rows):6} same {average_precision(found[rows, 0], labels == SAME):.3f}"
        if CONTRADICTION in labels:
            line += f" contradiction {average_precision(found[rows, 1], labels == CONTRADICTION):.3f}"
            line += f" right {(found[rows].argmax(1) == labels).mean():.3f}"
        if NOT_SAME in labels:
            line += f" right {((found[rows, 0] > np.median(found[rows, 0])) == (labels == SAME)).mean():.3f}"
        print(line, flush=True)


def average_precision(scores: Any, right: Any) -> float:
    right = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean()) if right.any() else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--dossiers", type=Path, help="pairs that `python -m training.dossiers` wrote")
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument(
        "--rate", type=float, default=_RATE, help="of the encoder's topmost layer (default: %(default)s)"
    )
    parser.add_argument("--go-on", action="store_true", help="from the weights that are there")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end early, as if the epochs were shorter")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(_THREADS)
    encoder = Encoder()
    stories, passages = read_stories(_ACCOUNTS), read_passages(_EDITS)
    taught, held = list[Pair](), list[Pair]()
    for number, story in enumerate(stories):
        (held if story.held_out else taught).extend(pair_lines(number, story))
    for number, passage in enumerate(passages):
        (held if passage.held_out else taught).extend(pair_edits(number, passage, encoder))
    for pair, is_held in read_pairs(arguments.dossiers) if arguments.dossiers else ():
        (held if is_held else taught).append(pair)
    held = draw(held, Random(0))
    print(f"{len(stories)} stories, {len(passages)} passages: {len(taught)} pairs, held out {len(held)}", flush=True)
    states = States(arguments.encoder)
    states.read([t for pair in (*taught, *held) for t in (*pair.first, pair.second)])
    network = Network(arguments.encoder)
    if arguments.go_on:
        restore(_WEIGHTS, network.layers, network.head, {"mark": network.mark})
        report(network, held, states)
    network = fit(network, taught, held, states, Course(arguments.epochs, arguments.rate, arguments.minutes * 60))
    table = describe(network.layers, network.head, {"mark": network.mark})
    write(_WEIGHTS, {"layers": len(network.layers), **store(table)})


if __name__ == "__main__":
    main()
