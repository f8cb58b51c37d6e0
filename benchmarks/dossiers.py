"""Invented dossiers of training/dossiers and training/dispatches: one event told by four or five articles, with marks.

The README of training/dossiers tells what the signs mean.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from zlib import crc32

_MARK = re.compile(r"\[\[([A-Za-z]+)=([\w.-]+)\|([^\[\]|]+)\]\]")
_PARTS = 8  # by a hash of the title
_POINTS, _POINTS_OF_DISPATCHES = (5,), (6, 7)
_DISPATCHES = "dispatches"
_HEAD = re.compile(r"@ (\S+) ([^|]+) \| (.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """What two accounts or more answer: `kind` is number, time, place, who or yesno, `verdict` as in a record."""

    name: str
    kind: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Code points [start, end) of a text that answer a question; equal values are one answer."""

    question: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    published: str
    outlet: str
    title: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """`dispatch` is true of those that are told in the usual words of news (training/dispatches)."""

    title: str
    questions: tuple[Question, ...]
    articles: tuple[Article, ...]
    dispatch: bool = False

    @property
    def held_out(self) -> bool:
        """Whether nothing is taught, set or looked at by it."""
        return self._part == 1

    @property
    def for_points(self) -> bool:
        """Whether points are set by it, and the judge of passages is not taught by it."""
        return self._part in (_POINTS_OF_DISPATCHES if self.dispatch else _POINTS)

    @property
    def _part(self) -> int:
        return crc32(self.title.encode()) % _PARTS


def read_dossiers(folder: Path) -> list[Dossier]:
    """Read all `*.txt` of a folder, sorted by a hash of the title, so that the first ones are of all kinds."""
    found = (_read(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))
    dossiers = [replace(d, dispatch=folder.name == _DISPATCHES) for d in found]
    return sorted(dossiers, key=lambda d: (crc32(d.title.encode()[::-1]), d.title))


def lay_out(dossier: Dossier, folder: Path) -> None:
    """Write the articles to a new folder as 0.json, 1.json, ...: without the marks."""
    folder.mkdir()
    for number, article in enumerate(dossier.articles):
        fields = {"title": article.title, "outlet": article.outlet, "published": article.published}
        (folder / f"{number}.json").write_text(json.dumps({**fields, "text": article.text}), encoding="utf-8")


def find_article(dossier: Dossier, source: str) -> Article:
    """Give the article that was written to a source."""
    return dossier.articles[int(Path(source).stem)]


def place_marks(article: Article, text: str) -> list[Mark]:
    """Give the marks where they stand in the text as it was read: without the dateline and the like."""
    same = SequenceMatcher(None, article.text, text, autojunk=False).get_matching_blocks()
    return [
        replace(m, start=m.start + b.b - b.a, end=m.end + b.b - b.a)
        for m in article.marks
        for b in same
        if b.a <= m.start and m.end <= b.a + b.size
    ]


def _read(text: str) -> Dossier:
    head, *parts = re.split(r"^(?=@ )", text, flags=re.MULTILINE)
    lines = head.splitlines()
    questions = tuple(Question(*line[2:].split(" ", 3)) for line in lines if line.startswith("? "))
    return Dossier(lines[0].removeprefix("# ").strip(), questions, tuple(map(_read_article, parts)))


def _read_article(part: str) -> Article:
    head, _, marked = part.partition("\n")
    found = _HEAD.fullmatch(head.strip())
    if found is None:
        raise ValueError(f"no head of an article: {head!r}")
    text = "".join(piece for piece, _ in _split(marked.strip()))
    return Article(found[1], found[2].strip(), found[3].strip(), text, tuple(_find_marks(marked.strip())))


def _split(marked: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """The text in pieces, each with the question and value of its mark."""
    end = 0
    for found in _MARK.finditer(marked):
        yield marked[end : found.start()], None
        yield found[3], (found[1], found[2])
        end = found.end()
    yield marked[end:], None


def _find_marks(marked: str) -> Iterator[Mark]:
    start = 0
    for piece, mark in _split(marked):
        if mark is not None:
            yield Mark(*mark, start, start + len(piece))
        start += len(piece)
