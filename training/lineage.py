"""Fit the model of rewrites: `python -m training.lineage FOLDER [--most N]` prints the tables for data/lineage.toml.

FOLDER is laid out as stories-allsides. Positive: N rewrites made of its articles (benchmarks/derived.py), and the
rewrites by hand of invented reports in training/retellings, which count as much as those. Negative: different reports
of one story. Each pair is compared among all articles, and again among those of its story alone, for how rare a word is
depends on the run. Stories whose name hashes to an even number are learnt from; of the others the share that the model
calls one telling is printed by kind. The fit is that of a logistic regression with a penalty on the weights of
standardized features (Newton's method).
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
from benchmarks.derived import REWRITTEN
from benchmarks.evaluation.lineage import relate
from benchmarks.lineage_pairs import MOST_SOURCES, Family, Pairs, make_pairs

from variorum.model.text import Article, Source
from variorum.read.article import read_article
from variorum.read.document import Document
from variorum.read.draft import Metadata
from variorum.settings import Settings
from variorum.trace.lineage import compare_pairs
from variorum.trace.paraphrase import Features

Matrix = npt.NDArray[np.float64]
RETELLINGS = Path(__file__).parent / "retellings"
_PENALTY, _STEPS = 5.0, 60
_HAND_WEIGHT, _MADE_WEIGHT = 300.0, 300.0  # what all rewrites by hand, and all that are made, count for together
_ALONE_WEIGHT = 8.0  # of a negative pair compared among the articles of its story alone; there are fewer of them


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of articles: what it is (a kind of rewrite, 'by hand', 'independent'), its story, its features.

    `alone`: compared among the articles of its story alone.
    """

    kind: str
    story: str
    features: Features
    alone: bool

    @property
    def positive(self) -> bool:
        return self.kind != "independent"

    @property
    def learnt(self) -> bool:
        return crc32(self.story.encode()) % 2 == 0 or self.story.startswith("invented")


def main() -> None:
    """Make the pairs, fit, print the model and what it does on the stories that it has not seen."""
    parser = argparse.ArgumentParser(prog="python -m training.lineage", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=MOST_SOURCES, help="derived articles of each sort")
    arguments = parser.parse_args()
    pairs = make_pairs(arguments.folder, most=arguments.most)
    families = (*pairs.families, *read_retellings(RETELLINGS))
    examples = find_examples(Pairs(families, pairs.unclear), alone=False)
    for story in sorted({f.story for f in families}):
        among = Pairs(tuple(f for f in families if f.story == story), pairs.unclear)
        examples += find_examples(among, alone=True)
    intercept, weights = fit([e for e in examples if e.learnt])
    print(f"[model]\nintercept = {intercept:.3f}\n\n[model.weights]")
    for field, weight in zip(fields(Features), weights, strict=True):
        print(f"{field.name} = {weight:.3f}")
    report([e for e in examples if not e.learnt], intercept, weights)


def read_retellings(folder: Path) -> Iterator[Family]:
    """Read the invented reports, a folder each: report.txt, rewrite-*.txt of it, independent.txt of the same event."""
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        report = _read(place / "report.txt")
        for path in sorted(place.glob("*.txt")):
            article = report if path.stem == "report" else _read(path)
            kind = "by hand" if path.stem.startswith("rewrite") else ""
            roots = frozenset(((report if kind else article).id,))
            yield Family(article, kind, roots, f"invented {place.name}")


def find_examples(pairs: Pairs, alone: bool) -> list[Example]:
    """Compare the articles of each story by twos; pairs of which nobody knows are left out."""
    chosen = []
    by_story: dict[str, dict[str, Family]] = {}
    for family in pairs.families:
        if family.kind in ("", "by hand", *REWRITTEN):
            by_story.setdefault(family.story, {})[family.article.id] = family
    for story in by_story.values():
        for one, two in combinations([story[i] for i in sorted(story)], 2):
            truth = relate(one, two, pairs)
            if truth != "unclear":
                chosen.append((one, two, (one.kind or two.kind) if truth == "derived" else "independent"))
    compared = compare_pairs([(one.article, two.article) for one, two, _ in chosen], Settings())
    return [
        Example(kind, one.story, retelling.features, alone)
        for (one, _, kind), retelling in zip(chosen, compared, strict=True)
        if retelling
    ]


def fit(examples: Sequence[Example]) -> tuple[float, list[float]]:
    """Give the intercept and the weights of the features as they are (not standardized)."""
    values, positive = _columns(examples)
    counts = np.array([_weight(e, examples) for e in examples])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    columns = np.column_stack(((values - mean) / spread, np.ones(len(values))))
    penalty = np.diag([_PENALTY] * values.shape[1] + [0.0])
    solution = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-np.clip(columns @ solution, -60, 60)))
        gradient = columns.T @ (counts * (positive - expected)) - penalty @ solution
        curvature = (columns * (counts * expected * (1 - expected))[:, None]).T @ columns + penalty
        solution += np.linalg.solve(curvature, gradient)
    weights = solution[:-1] / spread
    return float(solution[-1] - (weights * mean).sum()), weights.tolist()


def report(examples: Sequence[Example], intercept: float, weights: Sequence[float]) -> None:
    """Print what share of each kind the model calls one telling."""
    values, _ = _columns(examples)
    called = intercept + values @ np.array(weights) > 0
    for kind in sorted({e.kind for e in examples}):
        chosen = np.array([e.kind == kind for e in examples])
        print(f"# {kind:12} {int(chosen.sum()):5} pairs, {called[chosen].mean():.3f} called one telling")


def _columns(examples: Sequence[Example]) -> tuple[Matrix, Matrix]:
    values = np.array([[getattr(e.features, f.name) for f in fields(Features)] for e in examples])
    return values, np.array([float(e.positive) for e in examples])


def _weight(example: Example, examples: Sequence[Example]) -> float:
    if not example.positive:
        return _ALONE_WEIGHT if example.alone else 1.0
    by_hand = example.kind == "by hand"
    alike = sum(1 for e in examples if e.positive and (e.kind == "by hand") == by_hand)
    return (_HAND_WEIGHT if by_hand else _MADE_WEIGHT) / alike


def _read(path: Path) -> Article:
    metadata = Metadata(outlet=f"{path.stem} {path.parent.name}", published="2031-02-04", published_basis="metadata")
    document = Document(Source(path.name), "", "value", path.read_text(encoding="utf-8"), metadata)
    return next(a for a in read_article(document, Settings()) if isinstance(a, Article))


if __name__ == "__main__":
    main()
