"""Train what tells whether two noun phrases are one thing: `python -m training.same_entity FOLDERS STORED [--folds]`.

FOLDERS holds `coref-ecbplus` and `coref-newswcl50`; STORED is a folder in which their annotations are kept, for they
take minutes. NP4E is not for commerce: nothing that is shipped is trained on it. Writes data/same_entity.onnx: boosted
trees on pairs of phrases of which one at least is a common noun. With --folds it prints the CoNLL F1 of the two sets
instead, each fifth of them (by topic, by event) resolved with what was trained on the rest. Needs lightgbm and onnx,
which the product does not.
"""

import pickle
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lightgbm
import numpy as np
import onnxruntime
from benchmarks.coreference.ours import annotate, read_mentions, resolve_given
from benchmarks.coreference.scores import mean_f1, score_conll
from benchmarks.coreference.texts import Given, Laid

from training.tree_models import write_trees
from variorum.model.annotation import Annotation
from variorum.resolve import phrase_pairs
from variorum.resolve.bodies import find_acronyms
from variorum.resolve.entities import gather_clusters
from variorum.resolve.occurrences import read_occurrences
from variorum.resolve.phrase_clusters import is_common, read_units

_DATA = Path("src/variorum/data")
_SETS = ("ecbplus", "newswcl50")
_FOLDS = 5
_MOST = 8000  # pairs of a story
_MODELS = 2  # of other draws of rows and columns, taken together: one alone swings by half a point
_TREES = {
    "n_estimators": 150, "learning_rate": 0.1, "max_bin": 63, "num_leaves": 15, "min_child_samples": 100,
    "subsample": 0.7, "subsample_freq": 1, "colsample_bytree": 0.3, "reg_lambda": 10, "n_jobs": 1, "verbose": -1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A story of a set: its documents and given entities, the fold that it is in, its pairs and which are one thing."""

    set: str
    fold: int
    documents: Sequence[Laid]
    given: Sequence[Given]
    pairs: Any
    gold: Any


def read_set(name: str, folder: Path, stored: Path) -> tuple[list[Told], Mapping[str, Annotation]]:
    kept = stored / f"{name}.pkl"
    if kept.exists():
        documents, given, annotations = pickle.loads(kept.read_bytes())
    else:
        documents, given = import_module(f"benchmarks.evaluation.coref_{name}").read_folder(folder)
        annotations = annotate(documents)
        kept.write_bytes(pickle.dumps((documents, given, annotations)))
    stories: defaultdict[str, list[Laid]] = defaultdict(list)
    for document in documents:
        stories[document.story].append(document)
    told = [
        _read_story(name, number, stories[story], given, annotations) for number, story in enumerate(sorted(stories))
    ]
    return told, annotations


def _read_story(
    name: str, number: int, documents: Sequence[Laid], given: Sequence[Given], annotations: Mapping[str, Annotation]
) -> Told:
    articles = {d.article.id: d.article for d in documents}
    own = [g for g in given if g.layer == "entity" and g.article in articles]
    clusters: dict[tuple[str, int], str] = {}
    with_mentions = {}
    for article in articles.values():
        here = [g for g in own if g.article == article.id]
        mentions, index_of = read_mentions(article, annotations[article.id], here)
        with_mentions[article.id] = replace(annotations[article.id], mentions=tuple(mentions))
        for g, index in index_of.items():
            clusters.setdefault((article.id, index), g.cluster)
    occurrences = read_occurrences(list(articles.values()), with_mentions)
    units = read_units(gather_clusters(occurrences, find_acronyms(occurrences)), with_mentions)
    known = [(p, is_common(unit)) for unit in units for p in unit]
    rows = [i for i, (p, _) in enumerate(known) if p.place in clusters]
    pairs = [(i, j) for i, j in combinations(rows, 2) if known[i][1] or known[j][1]]
    if len(pairs) > _MOST:
        chosen = np.random.default_rng(0).choice(len(pairs), _MOST, replace=False)
        pairs = [pairs[i] for i in sorted(chosen)]
    table = (
        phrase_pairs.PhrasePairs([p for p, _ in known]).describe([i for i, _ in pairs], [j for _, j in pairs])
        if pairs
        else None
    )
    gold = np.array([clusters[known[i][0].place] == clusters[known[j][0].place] for i, j in pairs], dtype=bool)
    topic = re.match(r"\d*", documents[0].story)[0] if name == "ecbplus" else ""  # type: ignore[index]
    return Told(name, int(topic or number) % _FOLDS, documents, own, table, gold)


def fit(told: Sequence[Told]) -> bytes:
    """Give the trees as an ONNX model."""
    held = [t for t in told if t.pairs is not None]
    sizes = {name: max(sum(len(t.gold) for t in held if t.set == name), 1) for name in _SETS}
    weights = np.concatenate([np.full(len(t.gold), 1e5 / sizes[t.set]) for t in held])
    table, gold = np.concatenate([t.pairs for t in held]), np.concatenate([t.gold for t in held])
    print(f"{len(gold)} pairs, {gold.mean():.3f} of them one thing", file=sys.stderr)
    made = [
        lightgbm.LGBMClassifier(**_TREES, random_state=seed).fit(table, gold, sample_weight=weights)
        for seed in range(_MODELS)
    ]
    trees = [tree for model in made for tree in model.booster_.dump_model()["tree_info"]]
    return write_trees(trees, table.shape[1], "same_entity", _MODELS)


def resolve_by_folds(told: Sequence[Told], annotations: Mapping[str, Annotation]) -> None:
    found: dict[Given, str] = {}
    for fold in range(_FOLDS):
        session = onnxruntime.InferenceSession(fit([t for t in told if t.fold != fold]))
        with patch.object(phrase_pairs, "load_trees", lambda _, s=session: (s, "pairs")):
            for t in told:
                if t.fold == fold:
                    found |= resolve_given(t.documents, annotations, t.given)
    for name in _SETS:
        given = [g for t in told if t.set == name for g in t.given]
        scores = score_conll({g: g.cluster for g in given}, {g: found[g] for g in given})
        print(f"{name:10} " + " ".join(f"{k} {s.f1:.3f}" for k, s in scores.items()) + f" CoNLL {mean_f1(scores):.4f}")


def main(folders: Path, stored: Path, folds: bool) -> None:
    told: list[Told] = []
    annotations: dict[str, Annotation] = {}
    for name in _SETS:
        stories, known = read_set(name, folders / f"coref-{name}", stored)
        told += stories
        annotations |= known
    if folds:
        resolve_by_folds(told, annotations)
        return
    (_DATA / "same_entity.onnx").write_bytes(fit(told))


if __name__ == "__main__":
    paths = [Path(a) for a in sys.argv[1:] if a != "--folds"]
    main(paths[0], paths[1], "--folds" in sys.argv)
