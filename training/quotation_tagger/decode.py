"""Logits to attributions, and their score against the marks, by tokens, for tuning."""

import torch

from training.quotation_tagger.batches import stack
from training.quotation_tagger.examples import Example, distances
from training.quotation_tagger.model import LINKS, ROLES
from variorum.language.statement_features import find_relations, head_of

Found = list[tuple[tuple[int, int], list[tuple[str, int, int]]]]


def decode(model, examples: list[Example], labels) -> list[Found]:
    """Give, for each example, its cues with the spans of source and content that go with each."""
    model.eval()
    found = []
    with torch.no_grad():
        for first in range(0, len(examples), 32):
            batch = examples[first : first + 32]
            roles, of_token, of_cue = model.read(**stack(batch))
            for row, example in enumerate(batch):
                count = len(example.heads)
                cues = [s[1:] for s in spans(roles[row, :count].log_softmax(-1).tolist(), ROLES) if s[0] == "cue"]
                found.append([(cue, _spans_of(model, example, labels, of_token, of_cue, row, cue)) for cue in cues])
    return found


def _spans_of(model, example, labels, of_token, of_cue, row, cue):
    count = len(example.heads)
    weights = torch.zeros(1, of_token.shape[1])
    weights[0, cue[0] : cue[1] + 1] = 1 / (cue[1] - cue[0] + 1)
    relations = find_relations(example.deps, example.heads, head_of(example.heads, *cue), len(labels.deps))
    far, related = torch.zeros(2, 1, of_token.shape[1], dtype=torch.long)
    far[0, :count] = torch.tensor(distances(count, cue))
    related[0, :count] = torch.tensor(relations)
    links = model.link_to(of_token, of_cue, torch.tensor([row]), weights, far, related)
    return spans(links[0, :count].log_softmax(-1).tolist(), LINKS)


def spans(scores: list[list[float]], names: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Give the spans of the likeliest row of labels in which none continues what has not begun (Viterbi)."""
    before = {i: [j for j in range(len(names)) if _may_follow(names[j], names[i])] for i in range(len(names))}
    best = [s if not names[i].startswith("I-") else -1e9 for i, s in enumerate(scores[0])]
    back = []
    for row in scores[1:]:
        came = [max(before[i], key=lambda j: best[j]) for i in range(len(names))]
        best = [best[came[i]] + row[i] for i in range(len(names))]
        back.append(came)
    at = max(range(len(names)), key=lambda i: best[i])
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    found: list[tuple[str, int, int]] = []
    for index, label in enumerate(reversed(path)):
        kind, _, role = names[label].partition("-")
        if kind == "B":
            found.append((role, index, index))
        elif kind == "I":
            found[-1] = (role, found[-1][1], index)
    return found


def _may_follow(one: str, other: str) -> bool:
    return not other.startswith("I-") or one[2:] == other[2:]


def score(examples: list[Example], decoded: list[Found]) -> dict[str, float]:
    """Give exact F1 of the spans of each role and of whole attributions, within sentences."""
    counts = {name: [0, 0, 0] for name in ("source", "cue", "content", "attribution")}
    for example, found in zip(examples, decoded, strict=True):
        found = [f for f in found if any(role == "content" for role, _, _ in f[1])]
        gold = [(link.cue, _spans_in(link.labels)) for link in example.links]
        for name, ours, theirs in (
            ("cue", {f[0] for f in found}, {g[0] for g in gold}),
            ("source", _of(found, "source"), _of(gold, "source")),
            ("content", _of(found, "content"), _of(gold, "content")),
            ("attribution", {(f[0], tuple(sorted(f[1]))) for f in found}, {(g[0], tuple(sorted(g[1]))) for g in gold}),
        ):
            counts[name][0] += len(ours & theirs)
            counts[name][1] += len(ours)
            counts[name][2] += len(theirs)
    return {name: round(2 * right / max(1, ours + theirs), 4) for name, (right, ours, theirs) in counts.items()}


def _spans_in(labels: list[int]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for index, label in enumerate(labels):
        kind, _, role = LINKS[label].partition("-")
        if kind == "B":
            found.append((role, index, index))
        elif kind == "I" and found:
            found[-1] = (role, found[-1][1], index)
    return found


def _of(found: Found, role: str) -> set[tuple[int, int]]:
    return {(first, last) for _, held in found for name, first, last in held if name == role}
