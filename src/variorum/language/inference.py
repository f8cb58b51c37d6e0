"""Whether two passages say the same, contradict each other, or neither: a network of ours over MPNet.

Natural language inference (Bowman et al. 2015), learned on invented stories (training/inference.py);
docs/model-card-inference.md tells what it can. Each passage is read by itself by lower layers of MPNet (Song et al.
2020); layers above, taught anew, read both together (as in DeFormer, Cao et al. 2020). With a number, a time or a name
hidden, it tells whether two passages answer one question. The lower layers are
data/inference_reader.onnx, the others data/inference.npz.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import numpy as np

from variorum.language.encoder import Vectors
from variorum.language.layers import gelu, normalize, pass_layer, read_table
from variorum.language.sessions import open_session

_HIDDEN = "[MASK]"
_NEAR = 240  # code points on each side of it: what is read of one passage, and no more
_PASSAGES = 600  # whose states are kept: 50 MB
_MOST_PIECES = 128
_SHIFT = 4  # MPNet has BERT's word pieces, after four signs of its own
_SIGNS = {"[CLS]": 0, "[SEP]": 2, "[UNK]": 3, "[MASK]": 30526}

Likelihoods = tuple[float, float, float]  # of the same, of a contradiction, of neither; they sum to 1


def hide(text: str, start: int, end: int) -> str:
    """Give a text with what stands at code points [start, end) hidden, as in a cloze; of a long one what is near it."""
    return f"{text[max(0, start - _NEAR) : start]}{_HIDDEN}{text[end : end + _NEAR]}"


class Inference:
    """The judge of two passages, with a memory of the passages that it has lately read; loaded at first use."""

    def __init__(self) -> None:
        self._read = lru_cache(_PASSAGES)(_read)

    def judge(self, one: str, other: str) -> Likelihoods:
        """Judge two passages, of which each is read up to 128 word pieces; the same whichever comes first."""
        return _score(*map(self._read, sorted((one, other))))

    def read(self, passage: str) -> Vectors:
        """Give the states of a passage's pieces behind the lower layers, n × 768, of 128 pieces at most."""
        return self._read(passage)


def _score(first: Vectors, second: Vectors) -> Likelihoods:
    table = _read_weights()
    states = np.vstack([first, second + table["mark"]])
    place = np.arange(len(states))
    near = table["near"][:, place[None, :] - place[:, None] + table["near"].shape[1] // 2]
    for layer in range(int(table["layers"])):
        states = pass_layer(states, table, f"{layer}.", near)
    one, two = states[: len(first)].mean(axis=0), states[len(first) :].mean(axis=0)
    pooled = np.concatenate([states[0], one * two, np.abs(one - two), one + two])
    hidden = gelu(pooled @ table["first"] + table["first_bias"])
    same, against, neither = np.exp(normalize(hidden @ table["second"] + table["second_bias"]))
    return float(same), float(against), float(neither)


def read_ids(text: str) -> list[int]:
    """Give the numbers of a text's word pieces as MPNet counts them, with those of begin and end."""
    encoded = _open_tokenizer().encode(text)
    return [_SIGNS.get(t, i + _SHIFT) for t, i in zip(encoded.tokens, encoded.ids, strict=True)]


def _read(text: str) -> Vectors:
    """The states of a passage's pieces behind the lower layers, n × 768."""
    ids = np.array([read_ids(text)], dtype=np.int64)
    states: Vectors = _open_reader().run(None, {"ids": ids})[0][0]
    return states


@cache
def _read_weights() -> Mapping[str, Any]:
    return read_table("inference.npz")


@cache
def _open_reader() -> Any:
    return open_session("inference_reader.onnx", threads=2)  # whole numbers: the same with any number


@cache
def _open_tokenizer() -> Any:
    tokenizers = import_module("tokenizers")  # here, so that what judges nothing starts at once
    vocabulary = str(files("variorum.data") / "minilm_vocabulary.txt")
    tokenizer = tokenizers.BertWordPieceTokenizer(vocabulary, lowercase=True)
    tokenizer.enable_truncation(_MOST_PIECES)
    return tokenizer
