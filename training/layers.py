"""Weights of taught BERT layers as the product stores them (variorum/language/layers.py)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

_STEPS = 31  # of a weight, to each side of nothing: six bits
BERT = {
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
    "attention.output.dense": "join", "attention.output.LayerNorm": "even_joined",
    "intermediate.dense": "inner", "output.dense": "outer", "output.LayerNorm": "even",
}  # fmt: skip
MPNET = {
    "attention.attn.q": "query", "attention.attn.k": "key", "attention.attn.v": "value",
    "attention.attn.o": "join", "attention.LayerNorm": "even_joined",
    "intermediate.dense": "inner", "output.dense": "outer", "output.LayerNorm": "even",
}  # fmt: skip


def describe(
    layers: Iterable[Any], head: Any, others: dict[str, Any], names: Mapping[str, str] = BERT
) -> dict[str, Any]:
    """Give by the product's names the weights of layers, whose parts are called so, of a head of two linear ones, and
    others."""
    table: dict[str, Any] = dict(others)
    for number, layer in enumerate(layers):
        state = layer.state_dict()
        for long, name in names.items():
            table[f"{number}.{name}"] = state[f"{long}.weight"]
            table[f"{number}.{name}_bias"] = state[f"{long}.bias"]
    table["first"], table["first_bias"] = head[1].weight, head[1].bias
    table["second"], table["second_bias"] = head[4].weight.T, head[4].bias
    return {name: value.detach().numpy() for name, value in table.items()}


def restore(path: Path, weights: Mapping[str, Any]) -> None:
    """Set weights, as `describe` gives them, to what `write` stored of them."""
    with np.load(path) as stored:
        table = {name: stored[name].astype(np.float32) for name in stored.files}
    for name in [n for n in table if f"{n}_scale" in table]:
        table[name] *= table[f"{name}_scale"]
    for name, values in weights.items():  # arrays that share the memory of the weights
        if values.shape != table[name].shape:
            raise ValueError(f"{path}: {name} is {table[name].shape}, not {values.shape}")
        values[...] = table[name]


def store(table: dict[str, Any], prefix: str = "", plain: Iterable[str] = ("second",)) -> dict[str, Any]:
    """Give what to store: matrices in few bits, with a scale for each of what they put out, the rest in half floats."""
    stored: dict[str, Any] = {}
    for name, values in table.items():
        if values.ndim < 2 or name in plain:
            stored[prefix + name] = values.astype(np.float16)
            continue
        scale = np.abs(values).max(axis=1, keepdims=True) / _STEPS
        stored[prefix + name] = np.round(values / np.maximum(scale, 1e-9)).astype(np.int8)
        stored[f"{prefix}{name}_scale"] = scale.astype(np.float32)
    return stored


def write(path: Path, stored: dict[str, Any]) -> None:
    np.savez_compressed(path, **stored)
    print(f"{path}: {path.stat().st_size} bytes")
