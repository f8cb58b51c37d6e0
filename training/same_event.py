"""Train what tells whether two event mentions are one event: `python -m training.same_event FOLDER [STORED] [--folds]`.

FOLDER is laid out as `coref-ecbplus`; STORED is a pickle in which its annotations are kept, for they take minutes.
Writes data/word_senses.npz (the embeddings of MiniLM's word pieces, turned so that the words of one event are near:
Fisher's discriminant, coreferent mentions being a class) and data/same_event.onnx (boosted trees on features of pairs).
With --folds it prints the CoNLL F1 of `coref-ecbplus` by topics instead, each fifth of them resolved with what was
trained on the others (a minute or two each), and writes nothing. Needs lightgbm and onnx, which the product does not.
"""

import pickle
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lightgbm
import numpy as np
import onnx
import onnxruntime
from benchmarks.coreference.ours import annotate, read_event, resolve_given
from benchmarks.coreference.scores import mean_f1, score_conll
from benchmarks.coreference.texts import Given, Laid
from benchmarks.evaluation.coref_ecbplus import read_folder
from onnx import numpy_helper
from tokenizers import BertWordPieceTokenizer

from training.tree_models import write_trees
from variorum.language import senses
from variorum.model.annotation import Annotation
from variorum.model.resolution import Entities
from variorum.resolve import event_pairs, resolve_entities
from variorum.resolve.event_features import Containment, Features, read_features

_DATA = Path("src/variorum/data")
_TABLE = "model.encoder.embeddings.word_embeddings.weight"
_WIDTH = 64
_FOLDS = 5
_TREES = {
    "n_estimators": 150, "learning_rate": 0.06, "max_bin": 63, "num_leaves": 12, "min_child_samples": 500,
    "subsample": 0.7, "subsample_freq": 1, "colsample_bytree": 0.3, "reg_lambda": 50, "n_jobs": 1, "verbose": -1,
    "random_state": 0, "deterministic": True, "force_row_wise": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A story's articles with the set's events in place of ours, our entities, and the cluster of each event."""

    topic: str
    articles: Sequence[Annotation]
    entities: Entities
    clusters: Sequence[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The set: its documents with annotations, its mentions, its stories."""

    documents: Sequence[Laid]
    annotations: Mapping[str, Annotation]
    given: Sequence[Given]
    stories: Sequence[Told]

    def topics(self) -> list[str]:
        return sorted({told.topic for told in self.stories}, key=lambda t: (len(t), t))


def topic_of(story: str) -> str:
    return re.match(r"\d*", story)[0]  # type: ignore[index]


def read_set(folder: Path, stored: Path | None) -> Read:
    documents, given = read_folder(folder)
    if stored and stored.exists():
        annotations = pickle.loads(stored.read_bytes())[2]
    else:
        annotations = annotate(documents)
        if stored:
            stored.write_bytes(pickle.dumps((documents, given, annotations)))
    return Read(documents, annotations, given, list(_read_stories(documents, given, annotations)))


def _read_stories(
    documents: Sequence[Laid], given: Sequence[Given], annotations: Mapping[str, Annotation]
) -> Iterator[Told]:
    stories: defaultdict[str, list[Laid]] = defaultdict(list)
    for document in documents:
        stories[document.story].append(document)
    events: defaultdict[str, list[Given]] = defaultdict(list)
    for mention in given:
        if mention.layer == "event":
            events[mention.article].append(mention)
    for story in sorted(stories):
        articles = [d.article for d in stories[story]]
        entities = resolve_entities(articles, {a.id: annotations[a.id] for a in articles})
        told = [
            replace(annotations[a.id], events=tuple(read_event(annotations[a.id], g) for g in events[a.id]))
            for a in articles
        ]
        yield Told(topic_of(story), told, entities, [g.cluster for a in articles for g in events[a.id]])


def read_features_of(read: Read, topics: Collection[str]) -> list[tuple[list[Features], Sequence[str]]]:
    """Give each story's events as the product sees them, with the clusters that the set puts them in."""
    found: list[tuple[list[Features], Sequence[str]]] = []
    for told in read.stories:
        if told.topic in topics:
            containment = Containment(told.entities.table)
            features = [f for a in told.articles for f in read_features(a, told.entities, containment)]
            found.append((features, told.clusters))
    return found


def read_embeddings() -> Any:
    """Give the embeddings of MiniLM's word pieces as the quotation tagger has them, around their mean."""
    weights = {i.name: i for i in onnx.load(str(_DATA / "quotation_tagger.onnx")).graph.initializer}
    whole = numpy_helper.to_array(weights[f"{_TABLE}_quantized"]).astype(np.float32)
    zero, scale = (numpy_helper.to_array(weights[f"{_TABLE}_{part}"]) for part in ("zero_point", "scale"))
    table = (whole - zero) * scale
    return table - table[1000:].mean(axis=0)  # the first are letters, marks and places left free


def fit_senses(table: Any, stories: Sequence[tuple[list[Features], Sequence[str]]]) -> Any:
    """Give the table turned by Fisher's discriminant, cut to its first columns, as bytes."""
    tokenizer = BertWordPieceTokenizer(str(_DATA / "minilm_vocabulary.txt"), lowercase=True)
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for features, clusters in stories:
        for feature, cluster in zip(features, clusters, strict=True):
            pieces = tokenizer.encode(feature.wording.trigger, add_special_tokens=False).ids[:8]
            groups[cluster].append(table[pieces].mean(axis=0))
    everything = np.array([vector for group in groups.values() for vector in group])
    width = table.shape[1]
    within, count = np.zeros((width, width)), 0.0
    for group in groups.values():
        if len(group) > 1:
            weight = 1 / np.sqrt(len(group))
            apart = np.array(group) - np.mean(group, axis=0)
            within += weight * apart.T @ apart
            count += weight * (len(group) - 1)
    within = within / count
    within += np.trace(within) / width * np.eye(width)
    values, vectors = np.linalg.eigh(within)
    white = vectors / np.sqrt(values)
    _, turned = np.linalg.eigh(white.T @ np.cov(everything.T) @ white)
    turned = turned[:, ::-1][:, :_WIDTH]
    turned = turned * np.sign(turned[np.abs(turned).argmax(axis=0), np.arange(_WIDTH)])  # else left to chance
    made = table @ (white @ turned)
    return np.clip(np.round(made * (127 / np.quantile(np.abs(made), 0.999))), -127, 127).astype(np.int8)


def fit_trees(stories: Sequence[tuple[list[Features], Sequence[str]]]) -> bytes:
    """Give the trees as an ONNX model, trained on all pairs of each story."""
    rows, gold = [], []
    for features, clusters in stories:
        pairs = list(combinations(range(len(features)), 2))
        if pairs:
            rows.append(event_pairs.Pairs(features).describe([i for i, _ in pairs], [j for _, j in pairs]))
            gold += [clusters[i] == clusters[j] for i, j in pairs]
    table = np.concatenate(rows)
    print(f"{len(table)} pairs, {np.mean(gold):.3f} of them one event", file=sys.stderr)
    model = lightgbm.LGBMClassifier(**_TREES).fit(table, np.array(gold))
    return write_trees(model.booster_.dump_model()["tree_info"], table.shape[1], "same_event")


def train(read: Read, topics: Collection[str], embeddings: Any) -> tuple[Any, bytes]:
    with use_senses(np.zeros((len(embeddings), _WIDTH), dtype=np.int8)):
        pieces = fit_senses(embeddings, read_features_of(read, topics))
    with use_senses(pieces):
        return pieces, fit_trees(read_features_of(read, topics))


def use_senses(pieces: Any) -> Any:
    """A context in which words have these vectors."""
    senses.sense.cache_clear()
    tokenizer = BertWordPieceTokenizer(str(_DATA / "minilm_vocabulary.txt"), lowercase=True)
    return patch.object(senses, "_load", lambda: (tokenizer, pieces))


def resolve_by_folds(read: Read, embeddings: Any) -> dict[Given, str]:
    """Resolve each fifth of the topics with what was trained on the others."""
    found: dict[Given, str] = {}
    for number in range(_FOLDS):
        held = read.topics()[number::_FOLDS]
        pieces, trees = train(read, set(read.topics()) - set(held), embeddings)
        session = onnxruntime.InferenceSession(trees)
        documents = [d for d in read.documents if topic_of(d.story) in held]
        names = {d.article.id for d in documents}
        given = [g for g in read.given if g.article in names and g.layer == "event"]
        with use_senses(pieces), patch.object(event_pairs, "load_trees", lambda _, s=session: (s, "pairs")):
            found |= resolve_given(documents, read.annotations, given)
        print(f"fold {number + 1} of {_FOLDS}: {score_events(given, found):.4f}", file=sys.stderr, flush=True)
    return found


def score_events(given: Sequence[Given], found: Mapping[Given, str]) -> float:
    events = [g for g in given if g.layer == "event"]
    return mean_f1(score_conll({g: g.cluster for g in events}, {g: found[g] for g in events}))


def main(folder: Path, stored: Path | None, folds: bool) -> None:
    read, embeddings = read_set(folder, stored), read_embeddings()
    if folds:
        found = resolve_by_folds(read, embeddings)
        events = [g for g in read.given if g.layer == "event"]
        for name, score in score_conll({g: g.cluster for g in events}, {g: found[g] for g in events}).items():
            print(f"{name:6} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f}")
        print(f"CoNLL F1 {score_events(read.given, found):.4f}")
        return
    pieces, trees = train(read, read.topics(), embeddings)
    np.savez_compressed(_DATA / "word_senses.npz", pieces=pieces)
    (_DATA / "same_event.onnx").write_bytes(trees)


if __name__ == "__main__":
    paths = [Path(a) for a in sys.argv[1:] if a != "--folds"]
    main(paths[0], paths[1] if len(paths) > 1 else None, "--folds" in sys.argv)
