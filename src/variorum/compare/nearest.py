"""Which passages of a story lie nearest to each other for the sentence encoder."""

from collections.abc import Sequence

import numpy as np

from variorum.language.encoder import Vectors


def find_nearest(vectors: Vectors, groups: Sequence[str], most: int) -> list[tuple[int, int, float]]:
    """Take n × d rows of length 1, each of a group; give pairs (i, j, cosine), i < j, of two groups, nearest first.

    Of a row those `most` nearest are given, and those to which it is one of the nearest. It holds n × n numbers.
    """
    if not len(vectors):
        return []
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    group = np.array([names[name] for name in groups])
    cosines = vectors @ vectors.T
    cosines[group[:, None] == group[None, :]] = -np.inf
    order = np.argsort(-cosines, axis=1, kind="stable")[:, :most]
    pairs = {(min(i, j), max(i, j)) for i, row in enumerate(order.tolist()) for j in row if cosines[i, j] > -np.inf}
    found = [(i, j, float(cosines[min(i, j), max(i, j)])) for i, j in pairs]
    return sorted(found, key=lambda f: (-f[2], f[:2]))
