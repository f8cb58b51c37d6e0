"""Time expressions and their values on TimeBank 1.2: `python -m benchmarks.evaluation timex-timebank FOLDER`.

Scored as TempEval-3 did (UzZaman et al. 2013): the document's own date is given; strict counts equal spans, relaxed
counts spans that overlap, and value F1 counts overlapping spans whose values are the same string. One of ours matches
at most one of theirs.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from variorum.annotate.times import find_times
from variorum.language.parser import Parser
from variorum.model.annotation import ParsedSentence, TimeExpression
from variorum.model.text import Article, OffsetMap, Source
from variorum.read.segment import find_sentences
from variorum.settings import Settings


@dataclass(frozen=True, slots=True)
class Gold:
    """A TIMEX3 of the set at [start, end) of the text."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    published: str | None
    text: str
    times: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One of theirs and the one of ours that overlaps it; either may be missing."""

    document: str
    gold: Gold | None
    found: TimeExpression | None


def read_documents(folder: Path) -> Iterator[Document]:
    """Give the documents of a folder of TimeML files in the order of their names."""
    for path in sorted(folder.rglob("*.tml")):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        creation = root.find("DCT/TIMEX3")
        published = None if creation is None else creation.get("value", "")[:10]
        body = root.find("TEXT")
        text, times = _flatten(root if body is None else body)
        yield Document(path.name, published, text, times)


def _flatten(body: ElementTree.Element) -> tuple[str, tuple[Gold, ...]]:
    parts: list[str] = []
    times: list[Gold] = []

    def walk(element: ElementTree.Element) -> None:
        begin = sum(map(len, parts)) if element.tag == "TIMEX3" else 0
        if element.text:
            parts.append(element.text)
        for child in element:
            walk(child)
            if child.tail:
                parts.append(child.tail)
        if element.tag == "TIMEX3":
            times.append(Gold(begin, sum(map(len, parts)), element.get("value", "")))

    walk(body)
    return "".join(parts), tuple(sorted(times, key=lambda t: (t.start, t.end)))


def compare(folder: Path) -> list[Pair]:
    """Run our annotator over a folder and give all pairs, theirs with ours."""
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    pairs: list[Pair] = []
    for document in read_documents(folder):
        published = document.published if document.published and _is_date(document.published) else None
        sentences = find_sentences(document.text)
        article = Article(
            document.name, Source(document.name), "", document.text, OffsetMap(()), sentences, published=published
        )
        parses = parser.parse([document.text[s.start : s.end] for s in sentences])
        parsed = [
            ParsedSentence(i, s.start, s.end, s.paragraph, s.heading, p)
            for i, (s, p) in enumerate(zip(sentences, parses, strict=True))
        ]
        pairs += _pair(document, find_times(article, parsed))
    return pairs


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _pair(document: Document, found: tuple[TimeExpression, ...]) -> list[Pair]:
    pairs, free = [], list(found)
    for gold in document.times:
        over = [t for t in free if t.start < gold.end and gold.start < t.end]
        best = max(
            over, key=lambda t: (t.value == gold.value, min(t.end, gold.end) - max(t.start, gold.start)), default=None
        )
        if best is not None:
            free.remove(best)
        pairs.append(Pair(document.name, gold, best))
    return pairs + [Pair(document.name, None, t) for t in free]


def _is_strict(pair: Pair) -> bool:
    gold, found = pair.gold, pair.found
    return gold is not None and found is not None and (gold.start, gold.end) == (found.start, found.end)


def _is_same_value(pair: Pair) -> bool:
    gold, found = pair.gold, pair.found
    return gold is not None and found is not None and gold.value == re.sub(r"\.0$", "", found.value or "")


def _figures(pairs: list[Pair]) -> dict[str, float]:
    gold = sum(pair.gold is not None for pair in pairs)
    found = sum(pair.found is not None for pair in pairs)
    relaxed = sum(pair.gold is not None and pair.found is not None for pair in pairs)

    def f1(right: int) -> float:
        return 2 * right / (gold + found) if gold + found else 0.0

    return {
        "value_f1": f1(sum(map(_is_same_value, pairs))),
        "relaxed_f1": f1(relaxed),
        "strict_f1": f1(sum(map(_is_strict, pairs))),
        "relaxed_precision": relaxed / found if found else 0.0,
        "relaxed_recall": relaxed / gold if gold else 0.0,
        "value_accuracy": sum(map(_is_same_value, pairs)) / relaxed if relaxed else 0.0,
    }


def score(folder: Path) -> dict[str, float]:
    """Give value, relaxed and strict F1 (between 0 and 1) on the TimeML files of a folder."""
    return _figures(compare(folder))


def print_table(figures: dict[str, float]) -> None:
    """Print the figures beside those known of HeidelTime (on TempEval-3's other set)."""
    known = {"value_f1": "0.776", "relaxed_f1": "0.903"}
    print(f"{'figure':20}{'ours':>8}{'HeidelTime, another set':>26}")
    for name, value in figures.items():
        print(f"{name:20}{value:8.3f}{known.get(name, '–'):>26}")


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score a folder, print the table and give the figures; nothing is trained."""
    del train
    figures = score(folder)
    print_table(figures)
    return figures
