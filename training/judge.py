"""Train the judge of pairs: `python -m training.judge FOLDER`, FOLDER with the development parts of three sets.

Prints each judgement's figure by cross-validation (parts by question, by document, by topic), then the weights for
data/judge.toml (same) and benchmarks/evaluation/text_judge.toml (the others), and writes those of known pairs to
benchmarks/evaluation/text_judge.npz. Needs scikit-learn, which the product does not.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation import conflict_claimdiff, conflict_nanco, conflict_summedits
from benchmarks.evaluation.text_judge import compare_claims, compare_with_text, describe_claims, resemble
from sklearn.linear_model import LogisticRegression

from variorum.compare.judge import compare_answers
from variorum.language.encoder import Encoder

_VECTORS = Path("benchmarks/evaluation/text_judge.npz")
_USED = {
    "same": ("meaning", "jaccard", "numbers_differ", "negation"),
    "borne_out": ("missing_verbs", "verbs_of_missing", "negation", "new_negations"),
    "weakened": ("meaning", "jaccard", "numbers_differ", "negation", "negated", "least_borne"),
}
_STRENGTH = {"same": 1.0, "borne_out": 0.01, "weakened": 0.1}
_RIDGE = 10.0  # against learning the pairs by heart
_SHARE_OF_WORDS = 0.2  # what the words say beside the vectors, both in units of their spread
_DRAWS = 3  # of parts; a figure is the mean over them


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What a judgement is learnt from: a row for each pair; where vectors are read, also of a second question."""

    table: Any
    gold: Any
    groups: list[str]
    vectors: Any = None
    second: Any = None

    def take(self, rows: Any) -> "Rows":
        vectors, second = (None if part is None else part[rows] for part in (self.vectors, self.second))
        return Rows(self.table[rows], self.gold[rows], [self.groups[i] for i in rows], vectors, second)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Weights of features as they are, of pairs known by their vectors (if any), and the bias."""

    weights: Any
    bias: float
    known: Any = None
    of_known: Any = None

    def value(self, rows: Rows) -> Any:
        total = rows.table @ self.weights + self.bias
        return total if self.known is None else total + resemble(rows.vectors, self.known) @ self.of_known


def read_same(folder: Path, encoder: Encoder) -> Rows:
    pairs = list(conflict_nanco.read_pairs(folder / "conflict-nanco"))
    parses = conflict_nanco.parse_all([t for p in pairs for t in (p.first, p.second)])
    features = [compare_answers(parses[p.first], parses[p.second], encoder) for p in pairs]
    return _make_rows("same", features, [p.same for p in pairs], [p.question for p in pairs])


def read_borne_out(folder: Path, encoder: Encoder) -> Rows:
    items = list(conflict_summedits.read_items(folder / "conflict-summedits"))
    parses = conflict_nanco.parse_all([t for i in items for t in (i.summary, *i.sentences)])
    features = [compare_with_text(parses[i.summary], [parses[s] for s in i.sentences], encoder) for i in items]
    return _make_rows("borne_out", features, [i.borne_out for i in items], [i.sentences[0] for i in items])


def read_weakened(folder: Path, encoder: Encoder) -> Rows:
    pairs = list(conflict_claimdiff.read_pairs(folder / "conflict-claimdiff"))
    parses = conflict_nanco.parse_all([t for p in pairs for t in (p.claim, p.other)])
    features = [compare_claims(parses[p.claim], parses[p.other], encoder) for p in pairs]
    vectors = np.stack([describe_claims((p.claim, p.other), p.headlines, encoder) for p in pairs])
    rows = _make_rows("weakened", features, [p.weakened for p in pairs], [p.topic for p in pairs])
    return replace(rows, vectors=vectors, second=read_not_strengthened(folder, pairs))


def read_not_strengthened(folder: Path, pairs: Sequence[conflict_claimdiff.Pair]) -> Any:
    """Give for each pair whether the second claim does not strengthen the first: the set's other question."""
    found = {}
    for path in sorted((folder / "conflict-claimdiff").glob("*strength*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["data"]:
            found[row["claim_a"], row["claim_b"], row["article_a"], row["article_b"]] = row["relation"] != 1
    return np.array([found[(pair.claim, pair.other, *pair.headlines)] for pair in pairs])


def _make_rows(judgement: str, features: list[dict[str, float]], gold: list[bool], groups: list[str]) -> Rows:
    return Rows(np.array([[f[name] for name in _USED[judgement]] for f in features]), np.array(gold), groups)


def fit(judgement: str, rows: Rows) -> Model:
    """Fit words, and where there are vectors both questions by them; what words say is in units of that."""
    weights, bias = _fit_logistic(rows.table, rows.gold, _STRENGTH[judgement])
    if rows.vectors is None:
        return Model(weights, bias)
    alike = resemble(rows.vectors, rows.vectors)
    of_known = sum(_fit_ridge(alike, question) for question in (rows.gold, rows.second))
    share = _SHARE_OF_WORDS * (alike @ of_known).std() / (rows.table @ weights).std()
    return Model(share * weights, share * bias, rows.vectors, of_known)


def _fit_ridge(alike: Any, gold: Any) -> Any:
    """Give weights of known rows, both answers weighing the same, so that what they give spreads by 1."""
    share = np.where(gold, gold.mean(), 1 - gold.mean()) * 2
    weights = np.linalg.solve(alike + np.diag(_RIDGE * share), np.where(gold, 1.0, -1.0))
    return weights / (alike @ weights).std()


def _fit_logistic(table: Any, gold: Any, strength: float) -> tuple[Any, float]:
    """Give weights and bias for features as they are, of a balanced logistic regression on scaled ones."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=2000).fit((table - mean) / spread, gold)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)


def choose_threshold(judgement: str, rows: Rows) -> float:
    """Balanced accuracy wants the middle; macro-F1 with few yes wants as many yes as there are, on rows held out."""
    if judgement != "weakened":
        return 0.5
    values = np.zeros(len(rows.gold))
    for kept, held in split(rows.groups, 5, 0):
        values[held] = fit(judgement, rows.take(kept)).value(rows.take(held))
    return _likelihood(float(np.quantile(values, 1 - rows.gold.mean())))


def split(groups: Sequence[str], parts: int, seed: int) -> Iterator[tuple[Any, Any]]:
    """Give rows to fit and rows held out, part by part; a group is never in both."""
    names = sorted(set(groups))
    drawn = np.random.default_rng(seed).permutation(len(names)) % min(parts, len(names))
    part = np.array([drawn[names.index(group)] for group in groups])
    for number in range(min(parts, len(names))):
        yield np.flatnonzero(part != number), np.flatnonzero(part == number)


def _likelihood(value: Any) -> Any:
    return 1 / (1 + np.exp(-value))


def measure(judgement: str, rows: Rows, seed: int) -> float:
    """Give the figure by cross-validation; the threshold too is chosen without what is scored."""
    found = np.zeros(len(rows.gold), dtype=bool)
    for kept, held in split(rows.groups, 10, seed):
        known = rows.take(kept)
        values = _likelihood(fit(judgement, known).value(rows.take(held)))
        found[held] = values >= choose_threshold(judgement, known)
    score = conflict_claimdiff.score_macro_f1 if judgement == "weakened" else conflict_nanco.score_balanced
    return score([bool(g) for g in rows.gold], [bool(f) for f in found])


def main(folder: Path) -> None:
    encoder = Encoder()
    readers = {"same": read_same, "borne_out": read_borne_out, "weakened": read_weakened}
    for judgement, read in readers.items():
        rows = read(folder, encoder)
        figures = [measure(judgement, rows, seed) for seed in range(_DRAWS)]
        model = fit(judgement, rows)
        print(f"# {judgement}: {np.mean(figures):.3f} in cross-validation ({', '.join(f'{f:.3f}' for f in figures)})")
        head, prefix = ("", "") if judgement == "same" else (f"[{judgement}]\n", f"{judgement}.")
        print(f"\n{head}bias = {model.bias:.4f}\nthreshold = {choose_threshold(judgement, rows):.4f}")
        print(f"\n[{prefix}features]")
        for name, weight in zip(_USED[judgement], model.weights, strict=True):
            print(f"{name} = {weight:.4f}")
        if model.known is not None:
            write_known(model)


def write_known(model: Model) -> None:
    """Write each known pair once (the other way round it has the same vectors), its vectors in eight bits."""
    scale = np.abs(model.known).max() / 127
    vectors, places = np.unique(np.round(model.known / scale).astype(np.int8), axis=0, return_inverse=True)
    weights = np.bincount(places.ravel(), model.of_known, len(vectors))
    scale, weights = np.float32(scale), weights.astype(np.float32)
    np.savez_compressed(_VECTORS, vectors=vectors, weights=weights, scale=scale)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
