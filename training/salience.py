"""Fit the points by which days matter: `python -m training.salience FOLDER`, the development part of timeline-t17.

Prints date F1 with each topic (all its outlets) held out in turn, then the points for data/salience.toml. Needs
scikit-learn, which the product does not.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation.timeline_t17 import Topic, choose_days, read_topics, score_f1
from sklearn.linear_model import LogisticRegression

from variorum.compose.salience import count_days, read_features

_STRENGTH = 0.3


def make_table(topic: Topic) -> tuple[list[str], Any, Any]:
    """Give the days within the gold's span, their features, and whether the gold has them."""
    first, last = min(topic.gold), max(topic.gold)
    counts = count_days(topic.namings)
    days = sorted(d for d in counts if first <= d <= last)
    rows = [read_features(day, counts[day]) for day in days]
    return days, np.array([list(row.values()) for row in rows]), np.array([d in topic.gold for d in days])


def fit(topics: Sequence[Topic]) -> Any:
    """Give the weights of a logistic regression; every topic counts the same."""
    tables = [make_table(topic) for topic in topics]
    rows = np.vstack([table for _, table, _ in tables])
    gold = np.concatenate([is_gold for _, _, is_gold in tables])
    shares = np.concatenate([np.full(len(is_gold), 1 / len(is_gold)) for _, _, is_gold in tables])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(rows, gold, sample_weight=shares / shares.mean())
    return model.coef_[0]


def main(folder: Path) -> None:
    topics = list(read_topics(folder))
    scores = []
    for topic in topics:
        event = topic.name.split("_")[0]
        weights = fit([t for t in topics if t.name.split("_")[0] != event])
        days, table, _ = make_table(topic)
        ranking = dict(zip(days, (table @ weights).tolist(), strict=True))
        scores.append(score_f1(choose_days(ranking, topic), topic.gold))
    print(f"# date F1 {np.mean(scores):.3f}, each event held out in turn\n\n[points]")
    names = list(read_features("2000-01-01", count_days(topics[0].namings)[min(topics[0].gold)]))
    for name, weight in zip(names, fit(topics), strict=True):
        print(f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
