"""Words to vectors without context: words that may name one happening are near ('foil', 'thwart'; 'cut', 'sever').

The vectors are the input embeddings of MiniLM's word pieces (Apache-2.0), turned and cut to 64 numbers so that words by
which reports name one event come near, as bytes; training/same_event.py made them.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
_LONGEST = 8  # word pieces of a word
_TABLE = "word_senses.npz"


@lru_cache(maxsize=65536)
def sense(word: str) -> Vector:
    """Give a word's vector, of length 1: the mean of its pieces'."""
    tokenizer, pieces = _load()
    numbers = tokenizer.encode(word.lower(), add_special_tokens=False).ids[:_LONGEST]
    if not numbers:
        return np.zeros(pieces.shape[1], dtype=np.float32)
    return shorten(pieces[numbers].mean(axis=0, dtype=np.float32))


def senses(words: Iterable[str]) -> Vector:
    """Give the vector of several words together; zeros for none."""
    vectors = [sense(word) for word in words]
    return shorten(np.sum(vectors, axis=0)) if vectors else np.zeros(_load()[1].shape[1], dtype=np.float32)


def shorten(vector: Vector) -> Vector:
    """Bring a vector to length 1."""
    made: Vector = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return made


@cache
def _load() -> tuple[Any, npt.NDArray[np.int8]]:
    data = files("variorum.data")
    tokenizer: Any = import_module("tokenizers").BertWordPieceTokenizer(
        str(data / "minilm_vocabulary.txt"), lowercase=True
    )
    with (data / _TABLE).open("rb") as file, np.load(file) as table:
        return tokenizer, table["pieces"]
