"""Teach which sentences of two accounts tell of one matter: `python -m training.late_interaction [WEIGHTS]`.

In the product's environment with torch added. Sentences of the invented dossiers and dispatches that are neither held
out nor for points are read by the judge's lower layers (variorum/language/inference.py); of all sentences of the other
articles, those that answer the same question by the marks, in the same way or another, are to be the most related
(ColBERT, Khattab and Zaharia 2020; the loss is the logarithm of their share, as in contrastive learning). Prints for
the dispatches for points of how many questions two articles' answers are among the `_NEAREST` of a sentence, and writes
the weights, data/late_interaction.npz unless another file is given. About half an hour on two cores.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from benchmarks.dossiers import Dossier, read_dossiers
from torch import nn
from torch.nn.functional import normalize

from variorum.language.inference import Inference
from variorum.read.segment import find_sentences

_DOSSIERS, _DISPATCHES = Path("training/dossiers"), Path("training/dispatches")
_WEIGHTS = Path("src/variorum/data/late_interaction.npz")
_MOST = 120  # dossiers that are taught; the dispatches all
_WIDTH, _OUT, _DROPPED = 768, 48, 0.3
_COURSES = ((5, 1e-3), (3, 3e-4))  # epochs and rate
_FIRST_SCALE = 2.0  # logarithm
_SMALLER = 10.0  # than the logits is what the product gives
_NEAREST = 3
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of one story: n articles, n states of pieces (l × 768), and which pairs answer one question."""

    dossier: Dossier
    articles: torch.Tensor
    states: Sequence[torch.Tensor]
    answers: Sequence[dict[str, str]]
    together: torch.Tensor


class Interaction(nn.Module):
    """Pieces to 48 numbers of length 1 and to a weight; from these, sentences to how related each two are."""

    def __init__(self) -> None:
        super().__init__()
        self.project, self.weigh = nn.Linear(_WIDTH, _OUT), nn.Linear(_WIDTH, 1)
        self.scale = nn.Parameter(torch.tensor(_FIRST_SCALE))
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, sentences):
        states = self.drop(torch.cat(list(sentences)).float())
        lengths = torch.tensor([len(s) for s in sentences])
        owner = torch.arange(len(sentences)).repeat_interleave(lengths)
        pieces = normalize(self.project(states), dim=1)
        values = self.weigh(states)[:, 0]
        weights = torch.cat([part.softmax(0) for part in values.split(lengths.tolist())])
        best = torch.full((len(pieces), len(sentences)), -1.0)
        best = best.scatter_reduce(1, owner.expand(len(pieces), -1), pieces @ pieces.T, "amax")
        found = torch.zeros(len(sentences), len(sentences)).index_add(0, owner, best * weights[:, None])
        return self.scale.exp() * (found + found.T) / 2


def read_story(dossier: Dossier, inference: Inference) -> Story:
    """Read the sentences of a dossier's articles."""
    articles, states, answers = [], [], []
    for number, article in enumerate(dossier.articles):
        for span in find_sentences(article.text):
            articles.append(number)
            states.append(torch.tensor(inference.read(article.text[span.start : span.end])).half())
            answers.append({m.question: m.value for m in article.marks if span.start <= m.start < span.end})
    place = torch.tensor(articles)
    together = torch.tensor([[bool(a.keys() & b.keys()) for b in answers] for a in answers])
    return Story(dossier, place, states, answers, together & (place[:, None] != place[None, :]))


def teach(net: Interaction, stories: Sequence[Story], epochs: int, rate: float, chance: Random) -> None:
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    for _ in range(epochs):
        net.train()
        for story in chance.sample(stories, len(stories)):
            if not story.together.any():
                continue
            related = net(story.states).masked_fill(story.articles[:, None] == story.articles[None, :], _NEVER)
            share = related.log_softmax(1).masked_fill(~story.together, _NEVER).logsumexp(1)
            loss = -share[story.together.any(1)].mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(".", end="", flush=True, file=sys.stderr)


@torch.no_grad()
def report(net: Interaction, stories: Sequence[Story]) -> None:
    """Print the share of questions of which two answers, or two that differ, are found among the nearest."""
    net.eval()
    found, asked, pairs = Counter[str](), Counter[str](), 0
    for story in stories:
        related = net(story.states).masked_fill(story.articles[:, None] == story.articles[None, :], _NEVER)
        nearest = related.topk(_NEAREST, 1).indices.tolist()
        near = {(min(i, j), max(i, j)) for i, row in enumerate(nearest) for j in row}
        pairs += len(near)
        for question in story.dossier.questions:
            told = [(i, a[question.name]) for i, a in enumerate(story.answers) if question.name in a]
            differ = question.verdict == "conflict"
            hits = ((i, j) in near for (i, one), (j, other) in combinations(told, 2) if (one != other) == differ)
            key = f"{question.kind} {question.verdict}"
            asked[key] += 1
            found[key] += any(hits)
    print(f"{pairs / len(stories):.0f} pairs of sentences a story are looked at")
    for key in sorted(asked):
        print(f"{key:20} {asked[key]:4} questions, found of {found[key] / asked[key]:.3f}")


def write(net: Interaction, path: Path) -> None:
    table: dict[str, Any] = {
        "project": net.project.weight.T.detach().numpy().astype(np.float16),
        "project_bias": net.project.bias.detach().numpy().astype(np.float16),
        "weigh": net.weigh.weight[0].detach().numpy().astype(np.float16),
        "scale": np.float32(net.scale.exp().item() / _SMALLER),
    }
    np.savez(path, **table)


def main() -> None:
    torch.manual_seed(0)
    inference = Inference()
    dossiers = [d for d in read_dossiers(_DOSSIERS) if not d.held_out and not d.for_points][:_MOST]
    dispatches = [d for d in read_dossiers(_DISPATCHES) if not d.held_out]
    taught = [read_story(d, inference) for d in [*dossiers, *(d for d in dispatches if not d.for_points)]]
    net = Interaction()
    for epochs, rate in _COURSES:
        teach(net, taught, epochs, rate, Random(0))
    print(file=sys.stderr)
    report(net, [read_story(d, inference) for d in dispatches if d.for_points])
    write(net, Path(sys.argv[1]) if len(sys.argv) > 1 else _WEIGHTS)


if __name__ == "__main__":
    main()
