"""Ours beside the baseline, on the same mentions in the same run."""

from collections.abc import Mapping, Sequence

from benchmarks.coreference.baseline import join_same_heads
from benchmarks.coreference.ours import annotate, resolve_given
from benchmarks.coreference.scores import mean_f1, score_conll
from benchmarks.coreference.texts import Given, Laid, Layer
from variorum.model.annotation import Annotation

_COLUMNS = ("MUC P", "R", "F1", "B³ P", "R", "F1", "CEAFe", "CoNLL")


def report(documents: Sequence[Laid], given: Sequence[Given]) -> dict[str, float]:
    """Print a table and give the CoNLL F1 of events and entities, ours and the baseline's."""
    return score(documents, annotate(documents), given)


def score(documents: Sequence[Laid], annotations: Mapping[str, Annotation], given: Sequence[Given]) -> dict[str, float]:
    """The same, on documents that are annotated."""
    stories = {d.article.id: d.story for d in documents}
    ways = {
        "same head": join_same_heads(given, annotations, stories),
        "ours": resolve_given(documents, annotations, given),
    }
    figures: dict[str, float] = {}
    print(f"{'':20} {'mentions':>8} {' '.join(f'{name:>6}' for name in _COLUMNS)}")
    layers: tuple[tuple[Layer, str], ...] = (("event", "events"), ("entity", "entities"))
    for layer, name in layers:
        gold = {g: g.cluster for g in given if g.layer == layer}
        if not gold:
            continue
        for way, clusters in ways.items():
            scores = score_conll(gold, {g: clusters[g] for g in gold})
            muc, b3 = scores["muc"], scores["b3"]
            parts = (muc.precision, muc.recall, muc.f1, b3.precision, b3.recall, b3.f1, scores["ceafe"].f1)
            print(f"{name + ', ' + way:20} {len(gold):8} {' '.join(f'{p:6.3f}' for p in parts)} {mean_f1(scores):6.3f}")
            figures[f"{name}_conll" if way == "ours" else f"{name}_conll_same_head"] = mean_f1(scores)
    return figures
