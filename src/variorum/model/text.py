"""What was read: an article's clean text, fixed for ever, and the way back into its source.

All offsets in Variorum are code points (Python string indices); an interval is [start, end).
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

PublishedBasis = Literal["metadata", "dateline", "text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An interval of code points in some text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A passage of an article: `text` is exactly `Article.text[start:end]` of the article with that id."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Runs (text_start, source_start, length) that lead from clean text into the decoded source.

    Within a run, text character text_start + i stands at source_start + i. Characters that are in no run (a
    paragraph break that the reader put in) have no place in the source. A character reference in markup
    (`&amp;`) is a run of length 1 that points to its first character.
    """

    runs: tuple[tuple[int, int, int], ...]

    def source_position(self, position: int) -> int | None:
        """Give the place in the decoded source of the text character at `position`, or None if it has none."""
        index = bisect_right(self.runs, position, key=lambda run: run[0]) - 1
        if index < 0:
            return None
        text_start, source_start, length = self.runs[index]
        offset = position - text_start
        return source_start + offset if offset < length else None


@dataclass(frozen=True, slots=True, order=True)
class Removed:
    """A stretch of the decoded source that is not in the clean text, and why."""

    reason: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a document came from: a path as the user gave it, with the path within an archive, and the record, from 1.

    A record is a line of JSONL, a row of a table, an entry of a feed, a mail of a mailbox or a record of a WARC.
    """

    path: str
    record: int | None = None

    def __str__(self) -> str:
        return self.path if self.record is None else f"{self.path}:{self.record}"


@dataclass(frozen=True, slots=True)
class TextSentence:
    """A sentence of an article's text. `paragraph` counts from 0; a `heading` is a line that is no full sentence."""

    start: int
    end: int
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One document as read.

    `text` is the clean body without the title; `sentences` cover it but for white space, in order, and never
    break inside a quotation. `credits` are agencies or outlets that the document names as its origin ('Reuters',
    'cgtn.com'), data for lineage. `published` is ISO 8601, a date or a time with zone; so is `modified`, which is
    known by the document's own data alone. `other_sources` are the places where the same article was met again (a
    second download, a copy in an archive), sorted; `offsets` lead into `source` alone.
    """

    id: str
    source: Source
    source_sha256: str
    text: str
    offsets: OffsetMap
    sentences: tuple[TextSentence, ...]
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis | None = None
    dateline_place: str | None = None
    language: str | None = None
    credits: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    other_sources: tuple[Source, ...] = ()
    modified: str | None = None

    def evidence(self, start: int, end: int) -> Evidence:
        """Give the passage [start, end) as evidence. Raise ValueError if it is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no passage [{start}, {end}) in {self.id}, a text of {len(self.text)} characters")
        return Evidence(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """What could not be read or decided. `position` is a line number or an offset, as `message` says."""

    code: str
    message: str
    source: str | None = None
    position: int | None = None
