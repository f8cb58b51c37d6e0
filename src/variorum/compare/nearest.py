"""Which passages of a story lie nearest to each other."""

from collections.abc import Sequence

import numpy as np

from variorum.language.encoder import Vectors


def find_nearest(vectors: Vectors, groups: Sequence[str], most: int) -> list[tuple[int, int, float]]:
    """Take n × d rows, each of a group; give pairs (i, j, their product), i < j, of two groups, the nearest first.

    Of a row those `most` nearest are given, and those to which it is one of the nearest. It holds n × n numbers.
    """
    if not len(vectors):
        return []
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    group = np.array([names[name] for name in groups])
    products = vectors @ vectors.T
    products[group[:, None] == group[None, :]] = -np.inf
    order = np.argsort(-products, axis=1, kind="stable")[:, :most]
    pairs = {(min(i, j), max(i, j)) for i, row in enumerate(order.tolist()) for j in row if products[i, j] > -np.inf}
    found = [(i, j, float(products[min(i, j), max(i, j)])) for i, j in pairs]
    return sorted(found, key=lambda f: (-f[2], f[:2]))
