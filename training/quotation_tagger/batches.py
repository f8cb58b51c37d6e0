"""Examples to batches: of like length, of a bounded number of word pieces, as arrays."""

import random

import torch

from training.quotation_tagger.examples import Example

_UNMARKED = 0.5  # share of the sentences without any attribution that an epoch sees


def make_batches(examples: list[Example], limit: int) -> list[list[Example]]:
    """Leave out half of the sentences without any attribution, by chance; sort by length with some play, cut into
    batches of `limit` word pieces, shuffle."""
    drawn = [e for e in examples if any(e.roles) or random.random() < _UNMARKED]
    ordered = sorted(drawn, key=lambda e: len(e.pieces) + random.random() * 4)
    batches: list[list[Example]] = [[]]
    for example in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * len(example.pieces) > limit:
            batches.append([])
        batches[-1].append(example)
    random.shuffle(batches)
    return batches


def stack(batch: list[Example]) -> dict[str, torch.Tensor]:
    """Put examples into the arrays that `QuotationTagger.read` takes."""
    pieces = max(len(e.pieces) for e in batch)
    words = max(len(e.heads) for e in batch)
    shapes = {"pieces": pieces, "mask": pieces, "tags": pieces, "deps": pieces, "quoted": pieces}
    arrays = {name: torch.zeros(len(batch), width, dtype=torch.long) for name, width in shapes.items()}
    arrays |= {name: torch.zeros(len(batch), words, dtype=torch.long) for name in ("firsts", "heads")}
    for row, example in enumerate(batch):
        size, count = len(example.pieces), len(example.heads)
        arrays["pieces"][row, :size] = torch.tensor(example.pieces)
        arrays["mask"][row, :size] = 1
        owners = torch.tensor(example.owners[1:-1])
        for name, values in (("tags", example.tags), ("deps", example.deps), ("quoted", example.quoted)):
            arrays[name][row, 1 : size - 1] = torch.tensor(values)[owners]
        arrays["firsts"][row, :count] = torch.tensor(example.firsts)
        arrays["heads"][row, :count] = torch.tensor(example.heads)
    return arrays
