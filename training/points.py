"""Fit points by which passages are joined, or set against each other: `python -m training.points KIND`.

KIND is `numbers`, `times`, `places`, `contradictions` or `alike` (sentences that say the same). Pairs of passages of
two articles are read as the product reads them, of the dossiers for points (training/dossiers, training/dispatches) and
of commentary (training/commentary): by the marks two answer one question, contradict each other, say the same, or not.
Of the examples, but for the one that is held out, what the product joins is taken to be right; for contradictions and
what is alike they are not read. A logistic model, held near to the points that are there, is fitted; `--near` says how
near. Prints how well the points that are there and the new ones tell the pairs apart (new ones by sixths of the
stories, each by a model of the others), and the new points.
Nothing is written: whoever runs it puts them in the data file.

    python -m training.points numbers [--pairs FILE]

With a file the pairs are kept there, or taken from it where it exists. Runs in the product's environment; about
three quarters of an hour on two cores to read the pairs.
"""

import argparse
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from benchmarks.dossiers import Dossier, find_article, lay_out, place_marks, read_dossiers

from training.stages import open_folder
from variorum.compare import alike, contradictions, number_pairs, numbers, occasion_groups, phrase_groups
from variorum.compare.counted import find_counted
from variorum.compare.happenings import find_happenings
from variorum.compare.judgements import Judgements
from variorum.compare.near_sentences import NearSentences, find_near
from variorum.compare.occasions import Reader
from variorum.compare.passages import Passages
from variorum.compare.phrases import find_phrases
from variorum.compare.rows import find_rows
from variorum.compare.scope import Scope
from variorum.compare.sides import Sides
from variorum.compare.tellings import find_tellings
from variorum.compare.units import name_family
from variorum.language.encoder import Encoder
from variorum.language.inference import Inference
from variorum.language.lexicon import read_toml
from variorum.language.parser import Parser
from variorum.model.text import Evidence
from variorum.settings import Settings

_DOSSIERS, _DISPATCHES = Path("training/dossiers"), Path("training/dispatches")
_COMMENTARY, _EXAMPLES = Path("training/commentary"), Path("examples")
_HELD_OUT = "border-water"
_PARTS = 6
_LEAST = -8.0  # points without the judge's, below which a pair is left out: nothing could join it
_FILES = {
    "numbers": "numbers",
    "times": "occasions",
    "places": "phrases",
    "contradictions": "contradictions",
    "alike": "passages",
}
_USES = {"numbers": "numbers", "times": "occasions", "places": "places"}
Span = tuple[str, int, int]  # article, code points


@dataclass(frozen=True, slots=True)
class Row:
    """A pair: `right` is whether it is to be joined, `example` whether that is only what the product does."""

    story: str
    example: bool
    right: bool
    features: Mapping[str, float]
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair as the product reads it: features with the judge's odds, where both stand, whether it is joined."""

    features: Mapping[str, float]
    spans: tuple[Span, Span]
    texts: tuple[str, str]
    joined: bool


class _Means:
    def __init__(self) -> None:
        self.settings = Settings()
        self.parser = Parser(self.settings.parser, self.settings.max_sentence_tokens)
        self.encoder = Encoder()
        self.inference = Inference()
        self.passages = Passages(self.inference, most=10**9)  # may be asked of any number of pairs
        self.silent = Passages(self.inference, most=0)


@cache
def _load() -> _Means:
    return _Means()


def find_numbers(scope: Scope, means: _Means) -> Iterator[_Found]:
    near = _find_near(scope, means)
    counted = find_counted(scope, find_rows(scope, means.encoder))
    passages = means.passages
    pairs = number_pairs.Pairs(counted, means.encoder, near.related, passages)
    groups = _number_groups(numbers.group_counted(counted, pairs))
    for one, other in combinations(counted, 2):
        if (
            one.article == other.article
            or name_family(one.unit) != name_family(other.unit)
            or number_pairs.are_apart(one, other)
            or not _near_enough(pairs, one, other)
        ):
            continue
        spans = tuple((c.article, c.quantity.start, c.quantity.end) for c in (one, other))
        yield from _read(pairs.read(one, other), "numbers", (one, other), spans, groups, passages)


def _near_enough(pairs: number_pairs.Pairs, one: Any, other: Any) -> bool:
    """Whether they are compared for more than that they are counts of something."""
    family = name_family(one.unit)
    shared = {*pairs.keys(one)} & {*pairs.keys(other)}
    return bool(shared - {(family, ""), (family, f"unit {one.unit}")})


def find_times(scope: Scope, means: _Means) -> Iterator[_Found]:
    told, related = Reader(scope, find_rows(scope, means.encoder)).find_times(), _find_near(scope, means).related
    passages = means.passages
    pairs = occasion_groups.Pairs(scope, told, related, passages)
    groups = _number_groups(occasion_groups.group_told(scope, told, related, passages))
    for one, other in combinations(told, 2):
        if one.article != other.article and one.cloze and other.cloze and {*pairs.keys(one)} & {*pairs.keys(other)}:
            spans = tuple((t.article, t.span.start, t.span.end) for t in (one, other))
            yield from _read(pairs.read(one, other), "times", (one, other), spans, groups, passages)


def find_places(scope: Scope, means: _Means) -> Iterator[_Found]:
    phrases, related = find_phrases(scope), _find_near(scope, means).related
    passages = means.passages
    pairs = phrase_groups.Pairs(scope, phrases, related, passages)
    groups = _number_groups(phrase_groups.group_phrases(scope, phrases, related, passages))
    for one, other in combinations(phrases, 2):
        if one.article != other.article and {*pairs.keys(one)} & {*pairs.keys(other)}:
            spans = tuple((p.article, p.span.start, p.span.end) for p in (one, other))
            yield from _read(pairs.read(one, other), "places", (one, other), spans, groups, passages)


def find_contradictions(scope: Scope, means: _Means) -> Iterator[_Found]:
    near = _find_near(scope, means)
    judgements = Judgements(scope, near, means.passages)
    for one, other in near.pairs:
        if near.pair_clauses(one, other):
            first, second = (scope.sentence_evidence(*place) for place in (one, other))
            features = contradictions.read_pair(near, judgements, (one, other))
            yield _Found(features, (_span(first), _span(second)), (first.text, second.text), joined=False)


def find_alike(scope: Scope, means: _Means) -> Iterator[_Found]:
    near = _find_near(scope, means)
    judgements = Judgements(scope, near, means.passages)
    sides = Sides(scope, ())
    for pair in near.pairs:
        if alike.may_be_alike(scope, sides, near, pair):
            first, second = (scope.sentence_evidence(*place) for place in pair)
            features = alike.read_alike(near, judgements, pair)
            yield _Found(features, (_span(first), _span(second)), (first.text, second.text), joined=False)


def _find_near(scope: Scope, means: _Means) -> NearSentences:
    happenings = find_happenings(list(find_tellings(scope)), means.encoder, means.silent)
    return find_near(scope, happenings, means.inference)


def _span(evidence: Evidence) -> Span:
    return evidence.article, evidence.start, evidence.end


def _read(
    features: Mapping[str, float],
    kind: str,
    pair: tuple[Any, Any],
    spans: Any,
    groups: Mapping[Span, int],
    passages: Passages,
) -> Iterator[_Found]:
    points = read_toml(_FILES[kind])["points"]
    if points["bias"] + sum(points[name] * value for name, value in features.items()) < _LEAST:
        return
    one, other = pair
    odds = max(read_toml("passages")[_USES[kind]]["doubt"], passages.judge_same(one.cloze, other.cloze))
    joined = spans[0] in groups and groups.get(spans[1]) == groups[spans[0]]
    yield _Found({**features, "judge": odds}, spans, (one.cloze, other.cloze), joined)


def _number_groups(groups: Sequence[Sequence[Any]]) -> dict[Span, int]:
    found = {}
    for number, group in enumerate(groups):
        for item in group:
            span = item.quantity if hasattr(item, "quantity") else item.span
            found[(item.article, span.start, span.end)] = number
    return found


_FIND: Mapping[str, Callable[[Scope, _Means], Iterator[_Found]]] = {
    "numbers": find_numbers, "times": find_times, "places": find_places, "contradictions": find_contradictions,
    "alike": find_alike,
}  # fmt: skip


def _read_dossiers() -> list[Dossier]:
    told = [*read_dossiers(_DOSSIERS), *read_dossiers(_DISPATCHES)]
    return [*(d for d in told if d.for_points), *read_dossiers(_COMMENTARY)]


def read_rows(name: str) -> dict[str, list[Row]]:
    """Take the title of a dossier or the name of an example; give its pairs by kind."""
    means = _load()
    if (_EXAMPLES / name).is_dir():
        scope = open_folder(_EXAMPLES / name, means.settings, means.parser, means.encoder)
        return {
            kind: [Row(name, True, f.joined, f.features, f.texts) for f in find(scope, means)]
            for kind, find in _FIND.items()
            if kind not in ("contradictions", "alike")  # those likeliest are told as numbers, denials or rows
        }
    dossier = next(d for d in _read_dossiers() if d.title == name)
    with TemporaryDirectory() as place:
        lay_out(dossier, Path(place) / "articles")
        scope = open_folder(Path(place) / "articles", means.settings, means.parser, means.encoder)
    marks = {
        article: place_marks(find_article(dossier, text.source.path), text.text)
        for article, text in scope.articles.items()
    }
    differing = {q.name for q in dossier.questions if q.verdict in ("conflict", "updated")}

    def answers(span: Span) -> dict[str, str]:
        return {m.question: m.value for m in marks[span[0]] if m.start < span[2] and m.end > span[1]}

    def is_right(kind: str, found: _Found) -> bool:
        one, other = map(answers, found.spans)
        shared = one.keys() & other.keys()
        if kind == "alike":
            return bool(shared) and all(one[name] == other[name] for name in shared)
        if kind == "contradictions":
            shared = {name for name in shared & differing if one[name] != other[name]}
        return bool(shared)

    return {
        kind: [Row(name, False, is_right(kind, f), f.features, f.texts) for f in find(scope, means)]
        for kind, find in _FIND.items()
    }


def fit(features: Any, right: Any, weights: Any, prior: Any, near: float) -> Any:
    """Give the weights of a logistic model (by Newton's method, in steps of 1 at most), near to a prior by half the
    squared distance."""
    found = prior.copy()
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(features @ found, -30, 30)))
        slope = features.T @ (weights * (likely - right)) + near * (found - prior)
        bend = (features * (weights * likely * (1 - likely))[:, None]).T @ features + near * np.eye(len(found))
        step = np.linalg.solve(bend, slope)
        found = found - step / max(1.0, float(np.abs(step).max()))
    return found


def read_points(kind: str) -> Mapping[str, float]:
    """Give the points that are there."""
    found: Mapping[str, float] = read_toml(_FILES[kind])["alike" if kind == "alike" else "points"]
    return found


def report(name: str, scores: Any, rows: Sequence[Row]) -> None:
    for example in (False, True):
        chosen = [i for i, row in enumerate(rows) if row.example == example]
        if not chosen:
            continue
        right, points = np.array([rows[i].right for i in chosen]), scores[chosen]
        ordered = right[np.argsort(-points, kind="stable")]
        average = (np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[ordered].mean() if right.any() else 0.0
        joined = points >= 0
        print(
            f"{name:8} {'examples' if example else 'dossiers':9} {len(chosen):6} pairs, {right.sum()} right; average "
            f"precision {average:.3f}; from 0: {joined.sum()}, of which right "
            f"{right[joined].sum() / max(1, joined.sum()):.2f}, of the right "
            f"{right[joined].sum() / max(1, right.sum()):.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=sorted(_FIND))
    parser.add_argument("--pairs", type=Path, help="where the pairs that were read are kept")
    parser.add_argument("--near", type=float, default=2.0, help="to the points that are there (default: %(default)s)")
    parser.add_argument("--examples", type=float, default=1.0, help="weight of their pairs (default: %(default)s)")
    parser.add_argument("--every", type=int, default=1, help="read one story of so many (default: all)")
    arguments = parser.parse_args()
    if arguments.pairs and arguments.pairs.exists():
        rows: dict[str, list[Row]] = pickle.loads(arguments.pairs.read_bytes())
    else:
        names = [d.title for d in _read_dossiers()]
        names += sorted(p.name for p in _EXAMPLES.iterdir() if p.is_dir() and p.name != _HELD_OUT)
        rows = {kind: [] for kind in _FIND}
        with ProcessPoolExecutor(2) as pool:
            for found in pool.map(read_rows, names[:: arguments.every]):
                for kind in _FIND:
                    rows[kind] += found.get(kind, [])
                print(".", end="", flush=True, file=sys.stderr)
                if arguments.pairs:
                    arguments.pairs.write_bytes(pickle.dumps(rows))
    fit_points(arguments.kind, rows[arguments.kind], arguments.near, arguments.examples)


def fit_points(kind: str, rows: Sequence[Row], near: float, examples: float) -> None:
    """Fit the points of a kind, and print them with what they do."""
    points = read_points(kind)
    names = sorted({name for row in rows for name in row.features})
    use = _USES.get(kind)
    known = {**points, "judge": read_toml("passages")[use]["weight"]} if use else points
    prior = np.array([points["bias"], *(known.get(name, 0.0) for name in names)])
    features = np.array([[1.0, *(row.features.get(name, 0.0) for name in names)] for row in rows])
    right = np.array([float(row.right) for row in rows])
    weights = np.array([examples if row.example else 1.0 for row in rows])
    stories = sorted({row.story for row in rows})
    scores = np.zeros(len(rows))
    for part in range(_PARTS):
        held = np.isin([row.story for row in rows], stories[part::_PARTS])
        fitted = fit(features[~held], right[~held], weights[~held], prior, near)
        scores[held] = features[held] @ fitted
    report("present", features @ prior, rows)
    report("fitted", scores, rows)
    fitted = fit(features, right, weights, prior, near)
    for name, before, after in zip(["bias", *names], prior, fitted, strict=True):
        print(f"{name:14} {before:6.2f} {after:6.2f}")


if __name__ == "__main__":
    main()
