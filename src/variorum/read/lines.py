"""Lines of text that know where each character stands in the source: the anchoring that all reading rests on.

Nothing here changes a character. Text is cut, split and joined; places go along.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from variorum.model.text import OffsetMap

NOWHERE = -1  # the place of white space that the reader put in
CHARACTER = "character"  # the reason of an edit that reads a character reference
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `places[i]` is where `text[i]` stands in the decoded source, or NOWHERE.

    `gap` is true where a blank line stands before it; `kind` is the markup element it comes from ('h1', 'p'), or ''.
    """

    text: str
    places: Sequence[int]
    gap: bool = False
    kind: str = ""

    def slice(self, start: int, end: int) -> "Line":
        return Line(self.text[start:end], self.places[start:end], self.gap, self.kind)

    def strip(self) -> "Line":
        """Give the line without white space (of any Unicode kind) at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))

    def cover(self, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Give the source interval from the first to the last character of [start, end), or None if it has no place."""
        places = [place for place in self.places[start:end] if place != NOWHERE]
        return (places[0], places[-1] + 1) if places else None


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Leave out [start, end) of a text and put `instead` there: '', a line break, or the character of a reference."""

    start: int
    end: int
    reason: str
    instead: str = ""


def anchor(source: str) -> Line:
    """Give the whole source as one line, each character at its own place."""
    return Line(source, range(len(source)))


def edit(line: Line, edits: Iterable[Edit]) -> Line:
    """Apply edits, which are sorted and do not overlap. A reference's character stands where the reference begins."""
    texts: list[str] = []
    places = array("q")
    done = 0
    for change in edits:
        texts.append(line.text[done : change.start])
        places.extend(line.places[done : change.start])
        if change.instead:
            texts.append(change.instead)
            inserted = change.instead.isspace() and change.reason != CHARACTER
            places.append(NOWHERE if inserted else line.places[change.start])
        done = change.end
    if not texts:
        return line
    texts.append(line.text[done:])
    places.extend(line.places[done:])
    return Line("".join(texts), places, line.gap, line.kind)


def split_lines(line: Line) -> tuple[Line, ...]:
    """Split at line breaks; leave out blank lines, and white space at the ends of the others.

    A line that is indented more than the one before it begins a paragraph, as if a blank line stood before it.
    """
    lines: list[Line] = []
    indent = 0
    gap = line.gap
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _BREAK.finditer(line.text)), (len(line.text), 0)]:
        piece = line.slice(start, end).strip()
        if piece.text:
            deeper = len(line.text[start:end]) - len(line.text[start:end].lstrip()) - indent
            lines.append(Line(piece.text, piece.places, gap or (bool(lines) and deeper > 1), line.kind))
            indent += deeper
            gap = False
        else:
            gap = True
        start = following
    return tuple(lines)


def join(first: Line, second: Line) -> Line:
    """Join two lines by a space that has no place in the source."""
    places = array("q", first.places)
    places.append(NOWHERE)
    places.extend(second.places)
    return Line(f"{first.text} {second.text}", places, first.gap, first.kind)


def write_text(lines: Sequence[Line]) -> tuple[str, OffsetMap]:
    """Give the clean text, a paragraph for each line, and the runs that lead back into the source."""
    runs: list[tuple[int, int, int]] = []
    position = 0
    for line in lines:
        runs.extend((position + start, place, length) for start, place, length in _find_runs(line.places))
        position += len(line.text) + len(_PARAGRAPH_BREAK)
    return _PARAGRAPH_BREAK.join(line.text for line in lines), OffsetMap(tuple(runs))


def _find_runs(places: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    if isinstance(places, range):
        if places:
            yield 0, places[0], len(places)
        return
    found = np.asarray(places, np.int64)
    starts = np.flatnonzero((found[1:] != found[:-1] + 1) | (found[:-1] == NOWHERE)) + 1
    for start, end in pairwise((0, *starts.tolist(), len(places))):
        if end > start and places[start] != NOWHERE:
            yield start, places[start], end - start
