"""Train the judge of pairs: `python -m training.judge FOLDER`, FOLDER with the development parts of three sets.

Prints each judgement's figure by cross-validation (parts by question, by document, by topic), then the weights for
data/judge.toml (same) and benchmarks/evaluation/text_judge.toml (the others). Needs scikit-learn, which the
product does not.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation import conflict_claimdiff, conflict_nanco, conflict_summedits
from benchmarks.evaluation.text_judge import compare_with_text
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from variorum.compare.judge import compare_answers
from variorum.language.encoder import Encoder

Rows = tuple[list[dict[str, float]], list[bool], list[str]]
_USED = {
    "same": ("meaning", "jaccard", "numbers_differ", "negation"),
    "borne_out": ("missing_verbs", "least_borne_verb", "negation", "least_borne", "missing_borne"),
    "weakened": (
        "meaning",
        "missing",
        "missing_names",
        "negated",
        "negation",
        "contrast",
        "least_borne",
        "missing_verbs",
    ),
}
_STRENGTH = {"same": 1.0, "borne_out": 0.01, "weakened": 0.1}


def read_same(folder: Path, encoder: Encoder) -> Rows:
    pairs = list(conflict_nanco.read_pairs(folder / "conflict-nanco"))
    parses = conflict_nanco.parse_all([t for p in pairs for t in (p.first, p.second)])
    features = [compare_answers(parses[p.first], parses[p.second], encoder) for p in pairs]
    return features, [p.same for p in pairs], [p.question for p in pairs]


def read_borne_out(folder: Path, encoder: Encoder) -> Rows:
    items = list(conflict_summedits.read_items(folder / "conflict-summedits"))
    parses = conflict_nanco.parse_all([t for i in items for t in (i.summary, *i.sentences)])
    features = [compare_with_text(parses[i.summary], [parses[s] for s in i.sentences], encoder) for i in items]
    return features, [i.borne_out for i in items], [i.sentences[0] for i in items]


def read_weakened(folder: Path, encoder: Encoder) -> Rows:
    pairs = list(conflict_claimdiff.read_pairs(folder / "conflict-claimdiff"))
    parses = conflict_nanco.parse_all([t for p in pairs for t in (p.claim, p.other)])
    features = [compare_with_text(parses[p.claim], [parses[p.other]], encoder) for p in pairs]
    return features, [p.weakened for p in pairs], [p.topic for p in pairs]


def fit(table: Any, gold: Any, strength: float) -> tuple[Any, float]:
    """Give weights and bias for features as they are, of a balanced logistic regression on scaled ones."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=2000).fit((table - mean) / spread, gold)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)


def choose_threshold(judgement: str, gold: Sequence[bool], values: Any) -> float:
    """Balanced accuracy wants the middle; macro-F1 with few yes wants as many yes as there are."""
    if judgement != "weakened":
        return 0.5
    return float(np.quantile(values, 1 - np.mean(gold)))


def train(judgement: str, rows: Rows) -> Mapping[str, Any]:
    features, gold, groups = rows
    names = _USED[judgement]
    table = np.array([[f[name] for name in names] for f in features])
    target = np.array(gold)
    found = np.zeros(len(gold), dtype=bool)
    for kept, held in GroupKFold(min(10, len(set(groups)))).split(table, target, groups):
        weights, bias = fit(table[kept], target[kept], _STRENGTH[judgement])
        values = 1 / (1 + np.exp(-(table @ weights + bias)))
        found[held] = values[held] >= choose_threshold(judgement, [gold[i] for i in kept], values[kept])
    score = conflict_claimdiff.score_macro_f1 if judgement == "weakened" else conflict_nanco.score_balanced
    print(f"# {judgement}: {score(gold, [bool(f) for f in found]):.3f} in cross-validation")
    weights, bias = fit(table, target, _STRENGTH[judgement])
    values = 1 / (1 + np.exp(-(table @ weights + bias)))
    return {
        "bias": bias,
        "threshold": choose_threshold(judgement, gold, values),
        "features": dict(zip(names, weights, strict=True)),
    }


def main(folder: Path) -> None:
    encoder = Encoder()
    readers = {"same": read_same, "borne_out": read_borne_out, "weakened": read_weakened}
    for judgement, read in readers.items():
        model = train(judgement, read(folder, encoder))
        head, prefix = ("", "") if judgement == "same" else (f"[{judgement}]\n", f"{judgement}.")
        print(f"\n{head}bias = {model['bias']:.4f}\nthreshold = {model['threshold']:.4f}")
        print(f"\n[{prefix}features]")
        for name, weight in model["features"].items():
            print(f"{name} = {weight:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
