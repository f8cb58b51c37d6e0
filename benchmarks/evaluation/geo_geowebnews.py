"""Places on GeoWebNews: `python -m benchmarks.evaluation geo-geowebnews FOLDER`.

Gritta, Pilehvar and Collier 2020. Spans: all toponyms, literal and associative, without the set's common nouns
('Expression') and names that it calls no toponyms; ours are the mentions of places and states. Exact spans but for a
leading article, and spans that overlap. Accuracy: of the set's toponyms whose coordinates are known (given, or by a
GeoNames number that our extract has), the share that our gazetteer puts within 161 km, the name and the states that the
article names being given.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coreference.ours import annotate
from benchmarks.coreference.texts import Laid
from variorum.language.cities import distance, find_cities, locate, read_numbers
from variorum.language.gazetteer import look_up
from variorum.model.annotation import Annotation
from variorum.model.text import Article, OffsetMap, Source
from variorum.read.segment import find_sentences

_NO_TOPONYMS = frozenset(("Non_Lit_Expression", "Literal_Expression", "Non_Toponym", "AnnotatorNotes"))
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_NEAR = 161.0  # kilometres: a hundred miles
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A toponym of the set: [start, end) of the article's text, and (latitude, longitude) where known."""

    article: str
    start: int
    end: int
    text: str
    point: tuple[float, float] | None


def run(folder: Path, _train: Path | None = None) -> dict[str, float]:
    """Print the table and give span F1 and the accuracy within 161 km."""
    documents, gold = read_folder(folder)
    annotations = annotate(documents)
    figures = {**_score_spans(annotations, gold), **_score_places(annotations, gold)}
    for name, value in figures.items():
        print(f"{name:28} {value:8.3f}")
    return figures


def read_folder(folder: Path) -> tuple[list[Laid], list[Toponym]]:
    """Give the documents and the toponyms."""
    documents: list[Laid] = []
    gold: list[Toponym] = []
    for path in sorted(folder.rglob("*.txt")):
        notes = path.with_suffix(".ann")
        if not notes.exists():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        article = Article(
            path.stem, Source(path.name), "", text, OffsetMap(((0, 0, len(text)),)), find_sentences(text), language="en"
        )
        documents.append(Laid(article, path.stem, {}))
        gold.extend(_read_notes(path.stem, text, notes.read_text(encoding="utf-8")))
    return documents, gold


def _read_notes(name: str, text: str, notes: str) -> Iterator[Toponym]:
    rows = [line.split("\t") for line in notes.splitlines()]
    remarks = {row[1].split()[1]: row[2].strip() for row in rows if row[0].startswith("#") and len(row) > 2}
    for row in rows:
        kind = row[1].split()[0] if len(row) > 1 else ""
        if not row[0].startswith("T") or kind in _NO_TOPONYMS:
            continue
        numbers = [int(n) for n in re.findall(r"\d+", row[1].removeprefix(kind))]
        start, end = numbers[0], numbers[-1]
        yield Toponym(name, start, end, text[start:end], _read_point(remarks.get(row[0], "")))


def _read_point(remark: str) -> tuple[float, float] | None:
    found = _POINT.search(remark)
    if found is not None:
        return float(found.group(1)), float(found.group(2))
    city = read_numbers().get(int(remark)) if remark.isdigit() else None
    return (city.latitude, city.longitude) if city is not None else None


def _score_spans(annotations: dict[str, Annotation], gold: Sequence[Toponym]) -> dict[str, float]:
    theirs = {_bare(t.article, t.start, t.text) for t in gold}
    ours = {
        _bare(article, m.start, m.text)
        for article, annotation in annotations.items()
        for m in annotation.mentions
        if m.kind in ("place", "state")
    }
    touched = sum(any(o[0] == t[0] and o[1] < t[2] and t[1] < o[2] for o in ours) for t in theirs)
    right = len(theirs & ours)
    both = max(len(theirs) + len(ours), 1)
    return {
        "span_f1": 2 * right / both,
        "span_precision": right / max(len(ours), 1),
        "span_recall": right / max(len(theirs), 1),
        "overlap_recall": touched / max(len(theirs), 1),
    }


def _bare(article: str, start: int, text: str) -> Span:
    first = _ARTICLE.match(text)
    begin = start + (first.end() if first else 0)
    return article, begin, start + len(text.rstrip())


def _score_places(annotations: dict[str, Annotation], gold: Sequence[Toponym]) -> dict[str, float]:
    known = [t for t in gold if t.point is not None]
    right = 0
    for toponym in known:
        codes = {m.code for m in annotations[toponym.article].mentions if m.kind == "state" and m.code}
        point = find_point(toponym.text, codes)
        right += point is not None and toponym.point is not None and distance(point, toponym.point) <= _NEAR
    return {"accuracy_161km": right / max(len(known), 1), "coordinates_known": len(known) / max(len(gold), 1)}


def find_point(text: str, codes: Collection[str]) -> tuple[float, float] | None:
    """Give where our gazetteer puts a name: the place in a state that the article names, else the largest."""
    name = _ARTICLE.sub("", re.sub(r"['’]s?$", "", text.strip()), count=1)
    for sense in look_up(name):
        if sense.thing == "state" and sense.form != "capital":
            name = sense.owner
            break
    city = locate(name, codes) or next(iter(find_cities(name)), None)
    return (city.latitude, city.longitude) if city is not None else None
