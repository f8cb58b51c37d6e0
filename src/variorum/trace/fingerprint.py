"""Winnowed fingerprints of word shingles (Schleimer, Wilkerson & Aiken 2003): any long enough shared run shares one."""

from dataclasses import dataclass

import numpy as np

from variorum.trace.tokens import Hashes, Places
from variorum.trace.words import Words

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The kept shingles of an article: their hashes, and the index of the first word of each."""

    hashes: Hashes
    words: Places


def hash_shingles(words: Words, length: int) -> Hashes:
    """Give a hash for each run of `length` words, by the index of its first word; none if the text is shorter."""
    count = len(words) - length + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = words.hashes[:count]
    for offset in range(1, length):
        hashes = hashes * _MULTIPLIER + words.hashes[offset : offset + count]
    hashes = (hashes ^ (hashes >> np.uint64(32))) * _MIXER
    return hashes ^ (hashes >> np.uint64(29))


def find_fingerprints(words: Words, shingle_words: int, window: int) -> Fingerprints:
    """Keep the least hash of every `window` consecutive shingles: a shared run of shingle + window - 1 words is met."""
    shingles = hash_shingles(words, shingle_words)
    window = min(window, len(shingles))
    if not window:
        return Fingerprints(shingles, np.zeros(0, np.int64))
    least = np.zeros(len(shingles) + window - 1, np.uint64)
    least[window - 1 : len(shingles)] = _slide(np.minimum, shingles, window)
    kept = np.flatnonzero(_slide(np.maximum, least, window) == shingles)
    return Fingerprints(shingles[kept], kept)


def _slide(choose: np.ufunc, values: Hashes, window: int) -> Hashes:
    """Choose from every `window` consecutive values, in as many steps as the window's size has bits."""
    width = 1
    while 2 * width <= window:
        values = choose(values[:-width], values[width:])
        width *= 2
    chosen: Hashes = choose(values[: len(values) - window + width], values[window - width :])
    return chosen
