"""A walk over HTML markup that gives its text as blocks with their places; lxml gives none, so this is ours.

A block is the text of one block element. White space is collapsed as a browser does: a run that has a blank keeps that
blank's place; a run of line breaks alone becomes a blank without place.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_letters
from typing import NamedTuple

from variorum.language.lexicon import read_toml
from variorum.read.lines import NOWHERE, Line
from variorum.read.markup import CONTROL, read_reference

_ELEMENTS = read_toml("markup")
_BLOCK = frozenset(_ELEMENTS["block"].split())
_SKIPPED = frozenset(_ELEMENTS["skipped"].split())
_RAW = frozenset(_ELEMENTS["raw"].split())
_VOID = frozenset(_ELEMENTS["void"].split())
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]{0,60})(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?)*+)>"
)
_END = {name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE) for name in _RAW}
_UNEVEN = re.compile(rf"&|[^\S ]|  |{CONTROL.pattern[:-1]}")  # what a plain stretch of text does not have
_PIECE = re.compile(
    r"(?P<reference>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<blank>\s+)|(?P<control>{CONTROL.pattern})|(?P<text>&|(?:(?!{CONTROL.pattern[:-1]})[^\s&])+)"
)
_TAG_STARTS = frozenset(ascii_letters + "/!?")
_COLLAPSED = " \t\n\r\f"
_MOST_BLOCKS_OPEN = 100_000
_FARTHEST_END = 40  # elements; an end tag that would close more than these closes nothing


class Element(NamedTuple):
    """An element as opened: its start tag is `source[start:end]`; `parent` is its number among the elements, or -1."""

    name: str
    start: int
    end: int
    parent: int


class Block(NamedTuple):
    """The text of a block element: `runs` are (text, place of its first character or NOWHERE).

    `kind` is the name of the innermost block element, `element` the number of the innermost element, or -1; `linked`
    counts the code points that stand in links.
    """

    text: str
    runs: tuple[tuple[str, int], ...]
    kind: str
    element: int
    linked: int

    def line(self) -> Line:
        """Give the block as a line, each character with its place."""
        places = array("q")
        for text, place in self.runs:
            places.extend(range(place, place + len(text)) if place != NOWHERE else [NOWHERE] * len(text))
        return Line("".join(text for text, _ in self.runs), places, True, self.kind).strip()

    def cover(self) -> tuple[int, int] | None:
        """Give the source interval from the first to the last character, or None where it has no place."""
        placed = [(text, place) for text, place in self.runs if place != NOWHERE and text.strip()]
        if not placed:
            return None
        (first, start), (last, end) = placed[0], placed[-1]
        return start + len(first) - len(first.lstrip()), end + len(last.rstrip())


@dataclass(frozen=True, slots=True)
class Walked:
    """The blocks of a page in order, and its elements; `depth` is how deep they are nested."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    depth: int

    def ancestors(self, element: int) -> Iterator[int]:
        """Give the numbers of an element and of those it stands in, from the innermost."""
        while element >= 0:
            yield element
            element = self.elements[element].parent


@dataclass(slots=True)
class _State:
    """Where the walk is: the runs of the block so far, and the elements that are open, with their names."""

    source: str
    runs: list[tuple[str, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    deepest: int = 0
    skipped: int = 0
    links: int = 0
    linked: int = 0


def walk_markup(source: str) -> Walked:
    """Give the text of HTML, block by block; scripts, styles and the page's head are not text. Never recursive."""
    state = _State(source)
    position = 0
    while (start := source.find("<", position)) >= 0:
        if start > position and not state.skipped:
            _add(state, position, start)
        if source[start + 1 : start + 2] in _TAG_STARTS:
            position = _read_tag(state, start)
        else:
            if not state.skipped:
                _add(state, start, start + 1)
            position = start + 1
    if not state.skipped:
        _add(state, position, len(source))
    _end_block(state)
    return Walked(tuple(state.blocks), tuple(state.elements), state.deepest)


def _add(state: _State, start: int, end: int) -> None:
    text = state.source[start:end]
    if not text or (_ends_blank(state) and not text.strip(_COLLAPSED)):
        return
    if _UNEVEN.search(text) is None and (text[0] != " " or not _ends_blank(state)):
        state.runs.append((text, start))
    else:
        for match in _PIECE.finditer(text):
            _add_piece(state, match, start)
    if state.links:
        state.linked += len(text)


def _add_piece(state: _State, match: "re.Match[str]", offset: int) -> None:
    text, place = match[0], offset + match.start()
    if match.lastgroup == "text":
        state.runs.append((text, place))
    elif match.lastgroup == "reference":
        state.runs.append((read_reference(text) or text, place))
    elif match.lastgroup == "blank":
        if text.strip(_COLLAPSED):  # white space that is not collapsed: a hard space, an ideographic one
            runs = ((" ", NOWHERE) if c in "\n\r" else (c, place + i) for i, c in enumerate(text))
            state.runs.extend(runs)
        elif not _ends_blank(state):
            blank = text.find(" ")
            state.runs.append((" ", place + blank if blank >= 0 else NOWHERE))


def _ends_blank(state: _State) -> bool:
    return not state.runs or state.runs[-1][0][-1] in " \n"


def _read_tag(state: _State, start: int) -> int:
    """Read the tag, comment or declaration at `start`; give where the text goes on."""
    source = state.source
    match = _TAG.match(source, start)
    if match is None:
        if source.startswith("<!--", start):
            end = source.find("-->", start + 2)
            return end + 3 if end >= 0 else len(source)
        end = source.find(">", start)
        return end + 1 if end >= 0 else len(source)
    close, name, rest = match.groups()
    name = name.lower()
    if name in _BLOCK:
        _end_block(state)
    if close:
        _close(state, name)
        return match.end()
    if name in _RAW:
        found = _END[name].search(source, match.end())
        return found.end() if found else len(source)
    if name not in _VOID and not rest.endswith("/") and len(state.stack) < _MOST_BLOCKS_OPEN:
        _open(state, name, start, match.end())
    return match.end()


def _open(state: _State, name: str, start: int, end: int) -> None:
    stack, names = state.stack, state.names
    if name == "p" and names and names[-1] == "p":
        _close(state, "p")
    state.elements.append(Element(name, start, end, stack[-1] if stack else -1))
    stack.append(len(state.elements) - 1)
    names.append(name)
    if len(stack) > state.deepest:
        state.deepest = len(stack)
    if name in _SKIPPED:
        state.skipped += 1
    elif name == "a":
        state.links += 1


def _close(state: _State, name: str) -> None:
    """Close the nearest open element of that name, and what is open within it; a stray end tag closes nothing."""
    names = state.names
    for depth in range(len(names) - 1, max(-1, len(names) - _FARTHEST_END), -1):
        if names[depth] == name:
            for closed in names[depth:]:
                state.skipped -= closed in _SKIPPED
                state.links -= closed == "a"
            del names[depth:], state.stack[depth:]
            return


def _end_block(state: _State) -> None:
    if state.runs:
        text = "".join(run for run, _ in state.runs).strip()
        if text:
            kind = next((name for name in reversed(state.names) if name in _BLOCK), "")
            innermost = state.stack[-1] if state.stack else -1
            state.blocks.append(Block(text, tuple(state.runs), kind, innermost, min(state.linked, len(text))))
        state.runs = []
    state.linked = 0
