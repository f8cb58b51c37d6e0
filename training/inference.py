"""Teach the judge of two passages: `python -m training.inference --encoder FOLDER`.

It reads training/accounts, training/contrasts, training/edits and, by --dossiers, training/dossiers (the READMEs there
tell what the signs mean): lines that say the same, contradict each other, or do neither; lines whose numbers, times,
places or persons, hidden as in a cloze, answer one question or two; summaries that a passage bears out or does not; the
same of plain accounts of one event. What is taught, training/inference_network.py tells; what is kept is a moving
average of the weights. FOLDER has the `config.json` and `model.safetensors` of all-mpnet-base-v2
(docs/model-card-inference.md tells where from). Stories that are held out are not taught.
Writes data/inference.npz, and with --reader data/inference_reader.onnx, and prints the accuracy on what is held out.
Needs training/quotation_tagger/requirements.txt, and hours on two threads: ten pairs a second.
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
from torch import nn

from training.contrasts import pair_contrast, read_contrasts
from training.inference_network import (
    Network,
    States,
    read_model,
    restore_network,
    write_network,
    write_reader,
)
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
    thin,
)
from variorum.language.encoder import Encoder

_WEIGHTS, _READER = Path("src/variorum/data/inference.npz"), Path("src/variorum/data/inference_reader.onnx")
_ACCOUNTS, _CONTRASTS, _EDITS = (Path("training") / name for name in ("accounts", "contrasts", "edits"))
_EPOCHS, _PIECES, _RATE, _RATE_OF_NEW, _WARM = 2, 900, 6e-5, 10, 60
_KEPT = 0.995  # of the moving average, at each step
_TOLD = 100  # steps after which the loss is told
_THREADS = 2


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
    parts = [[*network.layers.parameters(), *network.near.parameters()], [network.mark, *network.head.parameters()]]
    rates = [course.rate, course.rate * _RATE_OF_NEW]
    optimizer = torch.optim.AdamW([{"params": part} for part in parts], weight_decay=0.01)
    kept, step = copy.deepcopy(network), 0
    steps = len(batch_pairs(thin(draw(pairs, Random(0)), Random(0)), states, Random(0))) * course.epochs
    for epoch in range(course.epochs):
        network.train()
        losses = []
        for batch in batch_pairs(thin(draw(pairs, chance), chance), states, chance):
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
    parser.add_argument("--rate", type=float, default=_RATE, help="of the layers (default: %(default)s)")
    parser.add_argument("--reader", action="store_true", help="also write the layers that are not taught")
    parser.add_argument("--go-on", action="store_true", help="from the weights that are there")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end early, as if the epochs were shorter")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(_THREADS)
    encoder = Encoder()
    stories, contrasts, passages = read_stories(_ACCOUNTS), read_contrasts(_CONTRASTS), read_passages(_EDITS)
    taught, held = list[Pair](), list[Pair]()
    for number, story in enumerate(stories):
        (held if story.held_out else taught).extend(pair_lines(number, story))
    for number, contrast in enumerate(contrasts):
        (held if contrast.held_out else taught).extend(pair_contrast(number, contrast))
    for number, passage in enumerate(passages):
        (held if passage.held_out else taught).extend(pair_edits(number, passage, encoder))
    for pair, is_held in read_pairs(arguments.dossiers) if arguments.dossiers else ():
        (held if is_held else taught).append(pair)
    held = draw(held, Random(0))
    counts = f"{len(stories)} stories, {len(contrasts)} contrasts, {len(passages)} passages"
    print(f"{counts}: {len(taught)} pairs, held out {len(held)}", flush=True)
    model = read_model(arguments.encoder)
    states, network = States(model), Network(model)
    if arguments.reader:
        write_reader(model, _READER)
    if arguments.go_on:
        restore_network(network, _WEIGHTS)
        report(network, held, states)
    network = fit(network, taught, held, states, Course(arguments.epochs, arguments.rate, arguments.minutes * 60))
    write_network(network, _WEIGHTS)


if __name__ == "__main__":
    main()
