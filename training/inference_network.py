"""The network of the judge of passages, over MPNet: what is taught, and how it becomes what the product reads.

MPNet (Song et al. 2020) as sentence-transformers taught it for sentences (all-mpnet-base-v2, Apache-2.0). Its lower
layers read each passage by itself and are not taught; some of those above read both passages of a pair together, with
positions that go on from the first to the second (as in DeFormer, Cao et al. 2020); the topmost are left out.
"""

import copy
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import MPNetModel

from training.inference_pairs import Pair
from training.layers import MPNET, describe, restore, store, write
from variorum.language.inference import read_ids

LOWER, UPPER = 6, 4  # layers of MPNet's twelve that read a passage, and a pair
_WIDTH, _HIDDEN, _PAD = 768, 256, 1
_KEPT = 20_000  # passages whose states are kept
_LONGEST = 2 * 128  # pieces of a pair
_OPSET = 17


class Reader(nn.Module):
    """The lower layers: n × l word pieces, and which of them count, to n × l × 768 states."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.embeddings = model.embeddings
        self.layers = model.encoder.layer[:LOWER]
        self.near = Nearness(model)

    def forward(self, ids, mask=None):
        states = self.embeddings(input_ids=ids)
        return _pass(self.layers, states, mask, self.near(states.shape[1]))


class Nearness(nn.Module):
    """What attention adds for how far two pieces are apart: 1 × 12 × n × n, from a table of all distances."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        encoder = model.encoder
        apart = torch.arange(-_LONGEST, _LONGEST + 1)
        self.table = copy.deepcopy(encoder.relative_attention_bias)
        self.register_buffer("buckets", encoder.relative_position_bucket(apart, num_buckets=32), persistent=False)

    def forward(self, count):
        place = torch.arange(count)
        apart = place[None, :] - place[:, None] + _LONGEST
        return self.table(self.buckets[apart]).permute(2, 0, 1)[None]


class Network(nn.Module):
    """The layers above over both passages, means of what they put out, and a head over the means."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.layers = copy.deepcopy(model.encoder.layer[LOWER : LOWER + UPPER])
        self.near = Nearness(model)
        self.mark = nn.Parameter(torch.randn(_WIDTH) * 0.02)  # of the second passage
        self.head = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(4 * _WIDTH, _HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(0.1),
            nn.Linear(_HIDDEN, 3),
        )  # fmt: skip

    def forward(self, states, mask, side):
        """Take states of n pairs by pieces, mask and side; give logarithms of likelihoods, n by 3."""
        states = states + side.unsqueeze(-1) * self.mark
        states = _pass(self.layers, states, mask, self.near(states.shape[1]))
        one, two = ((mask * part).unsqueeze(-1) for part in (1 - side, side))
        one, two = ((states * part).sum(1) / part.sum(1) for part in (one, two))
        return self.head(torch.cat([states[:, 0], one * two, (one - two).abs(), one + two], 1)).log_softmax(1)


def _pass(layers, states, mask, near):
    ignored = ((1 - mask) * -1e9)[:, None, None, :] if mask is not None else None
    for layer in layers:
        states = layer(states, attention_mask=ignored, position_bias=near)[0]
    return states


class States:
    """What the lower layers make of each passage by itself; those lately read are kept."""

    def __init__(self, model: Any) -> None:
        self._reader = Reader(model).eval()
        self._ids: dict[str, list[int]] = {}
        self._known: dict[str, torch.Tensor] = {}

    def _read_ids(self, text: str) -> list[int]:
        if text not in self._ids:
            self._ids[text] = read_ids(text)
        return self._ids[text]

    @torch.no_grad()
    def _read(self, texts: Sequence[str]) -> None:
        """Read passages; in the product the same weights in seven bits do, nearly alike."""
        if len(self._known) > _KEPT:
            self._known.clear()
        new = sorted({t for t in texts if t not in self._known}, key=lambda t: (len(self._read_ids(t)), t))
        for start in range(0, len(new), 32):
            batch = new[start : start + 32]
            pieces = [torch.tensor(self._read_ids(text)) for text in batch]
            ids = nn.utils.rnn.pad_sequence(pieces, batch_first=True, padding_value=_PAD)
            states = self._reader(ids, (ids != _PAD).float())
            for text, rows, read in zip(batch, states, pieces, strict=True):
                self._known[text] = rows[: len(read)].half()

    def count(self, pair: Pair) -> int:
        return sum(len(self._read_ids(t)) for t in (*pair.first, pair.second))

    def stack(self, pairs: Sequence[Pair], turned: Sequence[bool]) -> tuple[torch.Tensor, ...]:
        """Give states, mask and side (0 or 1) of each pair's pieces, padded to the longest."""
        self._read([t for pair in pairs for t in (*pair.first, pair.second)])
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


def read_model(folder: str) -> Any:
    """Give MPNet of a folder with `config.json` and `model.safetensors`."""
    return MPNetModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager").eval()


def write_reader(model: Any, path: Path) -> None:
    """Write the lower layers as the product reads them, weights in seven bits by channel: eight overflow on some
    processors."""
    with TemporaryDirectory() as place:
        whole = str(Path(place) / "whole.onnx")
        torch.onnx.export(
            Reader(model).eval(), (torch.tensor([[0, 2083, 2]]),), whole, input_names=["ids"],
            output_names=["states"], dynamic_axes={"ids": {1: "pieces"}}, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    print(f"{path}: {path.stat().st_size} bytes")


def write_network(network: Network, path: Path) -> None:
    """Write what is taught, with what attention adds for each distance of two pieces from the farthest before."""
    near = network.near(_LONGEST + 1)[0].detach()
    by_distance = torch.cat([near[:, :, 0].flip(1), near[:, 0, 1:]], 1).numpy()
    table = {"layers": UPPER, **store({**_describe(network), "near": by_distance}, plain=("second", "near"))}
    write(path, table)


def restore_network(network: Network, path: Path) -> None:
    """Set the weights to what `write_network` stored of them."""
    restore(path, _describe(network))
    with np.load(path) as stored, torch.no_grad():
        network.near.table.weight[network.near.buckets] = torch.tensor(stored["near"].T.astype(np.float32))


def _describe(network: Network) -> dict[str, Any]:
    return describe(network.layers, network.head, {"mark": network.mark}, MPNET)
