"""lineage-semeval22t8: is our likeness of two articles that of people? Pearson with 'Overall' of SemEval-2022 task 8.

The set rates pairs from 1 (the same) to 4 (nothing in common) by place, time, persons and narrative: a wider question
than whether one retells the other, so this is a check that the likeness means something, not a target. All articles of
the folder are weighed together, as in a run; the figure's sign is turned so that more is better.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path

from variorum.model.text import Article, Source
from variorum.read.article import read_article
from variorum.read.document import Document
from variorum.settings import Settings
from variorum.trace.lineage import compare_pairs


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score the pairs in the folder's JSONL files in which both languages are English. Nothing is trained."""
    del train
    rows = [
        row
        for path in sorted(folder.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if row.get("lang1", "en") == row.get("lang2", "en") == "en"
    ]
    pairs = [(_read(row["text1"], f"{i} 1"), _read(row["text2"], f"{i} 2")) for i, row in enumerate(rows)]
    both = [(one, two, float(r["Overall"])) for (one, two), r in zip(pairs, rows, strict=True) if one and two]
    compared = compare_pairs([(one, two) for one, two, _ in both], Settings())
    likeness = [(r.features.contained if r else 0.0) for r in compared]
    figures = {"pearson_overall": -correlate(likeness, [rated for _, _, rated in both]), "pairs": float(len(both))}
    for name, value in figures.items():
        print(f"{name:16} {value:9.3f}")
    return figures


def correlate(values: Sequence[float], others: Sequence[float]) -> float:
    """Give Pearson's correlation of two lists, 0 where one of them does not vary."""
    mean, other_mean = sum(values) / len(values), sum(others) / len(others)
    both = sum((a - mean) * (b - other_mean) for a, b in zip(values, others, strict=True))
    spread = math.sqrt(sum((a - mean) ** 2 for a in values) * sum((b - other_mean) ** 2 for b in others))
    return both / spread if spread else 0.0


def _read(text: str, name: str) -> Article | None:
    found = read_article(Document(Source(name), "", "value", text), Settings())
    return next((a for a in found if isinstance(a, Article)), None)
