"""Fit the likelihood that two articles tell one story: `python -m training.likeness FOLDER` (stories-allsides).

Half of the stories are fitted and the other half gathered, and the other way round, all being compared with all; then
the weights of all of them are printed for data/gather.toml. Needs scikit-learn, which the product does not.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation.stories_allsides import read_articles, score_b_cubed
from sklearn.linear_model import LogisticRegression

from variorum.gather.likeness import compare_subjects, read_subjects
from variorum.gather.stories import cluster

_THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45)
_STRENGTH = 0.1  # a folder on one long story stays one where weights are held small


def fit(table: Any, same: Any) -> tuple[Any, float]:
    """Give the weights and the bias, for features as they are."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit((table - mean) / spread, same)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)


def gather(kept: Sequence[int], pairs: Sequence[tuple[int, int]], likely: Any, threshold: float) -> dict[int, str]:
    """Give the group of each of the articles kept."""
    place = {index: position for position, index in enumerate(kept)}
    within = {
        (place[a], place[b]): float(p) for (a, b), p in zip(pairs, likely, strict=True) if a in place and b in place
    }
    groups = cluster(len(kept), within, threshold)
    return {kept[i]: str(number) for number, group in enumerate(groups) for i in group}


def f1(found: Mapping[int, str], gold: Sequence[str]) -> float:
    precision, recall = score_b_cubed({str(i): g for i, g in found.items()}, {str(i): gold[i] for i in found})
    return 2 * precision * recall / (precision + recall)


def main(folder: Path) -> None:
    articles, story_of = read_articles(folder)
    articles = sorted(articles, key=lambda article: article.id)
    gold = [story_of[a.id] for a in articles]
    half = [int(story[-1], 36) % 2 for story in gold]
    compared = list(compare_subjects(read_subjects(articles)))
    pairs = [pair for pair, _ in compared]
    table = np.array([list(features.values()) for _, features in compared])
    same = np.array([gold[a] == gold[b] for a, b in pairs])
    for fitted in (0, 1):
        weights, bias = fit(*(part[[half[a] == half[b] == fitted for a, b in pairs]] for part in (table, same)))
        likely = 1 / (1 + np.exp(-(table @ weights + bias)))
        kept, held = ([i for i, h in enumerate(half) if (h == fitted) is own] for own in (True, False))
        threshold = max((f1(gather(kept, pairs, likely, t), gold), t) for t in _THRESHOLDS)[1]
        other = f1(gather(held, pairs, likely, threshold), gold)
        print(f"# fitted on one half (threshold {threshold}), B³ F1 of the other {other:.3f}", flush=True)
    weights, bias = fit(table, same)
    likely = 1 / (1 + np.exp(-(table @ weights + bias)))
    for threshold in _THRESHOLDS:
        whole = f1(gather(range(len(gold)), pairs, likely, threshold), gold)
        print(f"# threshold {threshold}: {whole:.4f} on what was fitted")
    print(f"\n[model]\nbias = {bias:.4f}\n\n[model.features]")
    for name, weight in zip(compared[0][1], weights, strict=True):
        print(f"{name} = {weight:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
