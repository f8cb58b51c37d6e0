"""How near the tellings of one story are in what they mean: by their words, by the senses of words, by the encoder.

The encoder reads each clause without its negation, so that a denial lies near what it denies. It is asked only of pairs
that it could still join, and of so many clauses of a story at most.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from variorum.compare.clauses import Likeness
from variorum.compare.passages import Passages
from variorum.compare.tellings import Telling
from variorum.language.encoder import Encoder, Vectors
from variorum.language.lexicon import read_toml
from variorum.language.senses import sense


class Meanings:
    """What the encoder makes of passages of a story: of so many at most."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Vectors] = {}
        self._most: int = read_toml("assertions")["encoder_clauses"]

    def compare(self, one: str, other: str) -> float | None:
        """Give the cosine of two passages; None where the encoder has read as many as it may."""
        first, second = self._encode(one), self._encode(other)
        return float(first @ second) if first is not None and second is not None else None

    def _encode(self, text: str) -> Vectors | None:
        if text not in self._vectors:
            if len(self._vectors) >= self._most:
                return None
            self._vectors[text] = self._encoder.encode([text])[0]
        return self._vectors[text]


class Closeness:
    """What two tellings have in common beyond their arguments; `likeness` weighs the words of the story."""

    def __init__(self, tellings: Sequence[Telling], encoder: Encoder, passages: Passages) -> None:
        self.likeness = Likeness([t.clause for t in tellings])
        self._meanings = Meanings(encoder)
        self._passages = passages

    def compare_senses(self, one: Telling, other: Telling) -> float:
        """Give how near the words of either are to the nearest of the other, on average: -1 to 1."""
        if not one.words or not other.words:
            return 0.0
        near = _read_senses(one.words) @ _read_senses(other.words).T
        return float(near.max(axis=0).mean() + near.max(axis=1).mean()) / 2

    def compare_meaning(self, one: Telling, other: Telling) -> float:
        """Give the cosine of the two clauses by the encoder; 0 where it has read as many of the story as it may."""
        return self._meanings.compare(one.text, other.text) or 0.0

    def judge_same(self, one: Telling, other: Telling) -> float:
        """Give how likely the two clauses say the same, as a logarithm of odds; 0 if unread."""
        return self._passages.judge_same(one.spoken, other.spoken)

    def judge_contradiction(self, one: Telling, other: Telling) -> float:
        """Give how likely the two clauses contradict each other, as a logarithm of odds; 0 if unread."""
        return self._passages.judge_contradiction(one.spoken, other.spoken)


@lru_cache(maxsize=4096)
def _read_senses(words: tuple[str, ...]) -> Vectors:
    return np.stack([sense(word) for word in words])
