"""A walk over HTML markup that gives its text as lines with their places; lxml gives none, so this is ours.

A line is the text of one block element. White space is collapsed as a browser does: a run that has a blank keeps that
blank's place; a run of line breaks alone becomes a blank without place.
"""

import re
from array import array
from dataclasses import dataclass

from variorum.language.lexicon import read_toml
from variorum.read.lines import NOWHERE, Line
from variorum.read.markup import CONTROL, read_reference

_ELEMENTS = read_toml("markup")
_BLOCK = frozenset(_ELEMENTS["block"].split())
_SKIPPED = frozenset(_ELEMENTS["skipped"].split())
_RAW = frozenset(_ELEMENTS["raw"].split())
_VOID = frozenset(_ELEMENTS["void"].split())
_SPECIAL = re.compile(r"<(?=[a-zA-Z/!?])|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\s+")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]{0,60})(?P<rest>(?:[^>=]|=\s*+(?:\"[^\"]*\"|'[^']*')?)*+)>")
_END = {name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE) for name in _RAW}
_MOST_BLOCKS_OPEN = 100_000


@dataclass(slots=True)
class _State:
    """Where the walk is: the characters of the line so far, and the elements that are open."""

    characters: list[str]
    places: "array[int]"
    lines: list[Line]
    stack: list[str]
    deepest: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Walked:
    """The lines of a page in order; `depth` is how deep its elements are nested."""

    lines: tuple[Line, ...]
    depth: int


def walk_markup(source: str) -> Walked:
    """Give the text of HTML, a line a block; scripts, styles and the page's head are not text. Never recursive."""
    state = _State([], array("q"), [], [])
    position = 0
    while True:
        match = _SPECIAL.search(source, position)
        end = match.start() if match else len(source)
        if end > position and not state.skipped:
            _add(state, source, position, end)
        if match is None:
            break
        first = match[0][0]
        if first == "<":
            position = _read_tag(state, source, match.start())
        else:
            if not state.skipped:
                _read_character(state, match)
            position = match.end()
    _end_line(state)
    return Walked(tuple(state.lines), state.deepest)


def _add(state: _State, source: str, start: int, end: int) -> None:
    for clean in (
        re.finditer(rf"(?:(?!{CONTROL.pattern[:-1]})[\s\S])+", source[start:end])
        if CONTROL.search(source, start, end)
        else ()
    ):
        state.characters.append(clean[0])
        state.places.extend(range(start + clean.start(), start + clean.end()))
    if not CONTROL.search(source, start, end):
        state.characters.append(source[start:end])
        state.places.extend(range(start, end))


def _read_character(state: _State, match: "re.Match[str]") -> None:
    text = match[0]
    if text[0] == "&":
        character = read_reference(text)
        if character is None:
            state.characters.append(text)
            state.places.extend(range(match.start(), match.end()))
        else:
            state.characters.append(character)
            state.places.append(match.start())
        return
    if "\u00a0" in text or text.strip(" \t\n\r\f"):
        state.characters.append(text.replace("\n", " ").replace("\r", " "))
        state.places.extend(NOWHERE if c in "\n\r" else match.start() + i for i, c in enumerate(text))
        return
    if not state.characters or state.characters[-1][-1:] in (" ", "\n"):
        return
    blank = text.find(" ")
    state.characters.append(" ")
    state.places.append(match.start() + blank if blank >= 0 else NOWHERE)


def _read_tag(state: _State, source: str, start: int) -> int:
    """Read the tag, comment or declaration at `start`; give where the text goes on."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return end + 3 if end >= 0 else len(source)
    match = _TAG.match(source, start)
    if match is None:
        end = source.find(">", start)
        return end + 1 if end >= 0 else len(source)
    name = match["name"].lower()
    if name in _BLOCK:
        _end_line(state)
    if match["close"]:
        _close(state, name)
        return match.end()
    if name in _RAW:
        found = _END[name].search(source, match.end())
        return found.end() if found else len(source)
    if name not in _VOID and not match["rest"].endswith("/") and len(state.stack) < _MOST_BLOCKS_OPEN:
        if name == "p" and state.stack and state.stack[-1] == "p":
            _close(state, "p")
        state.stack.append(name)
        state.deepest = max(state.deepest, len(state.stack))
        state.skipped += name in _SKIPPED
    return match.end()


def _close(state: _State, name: str) -> None:
    """Close the nearest open element of that name, and what is open within it; a stray end tag closes nothing."""
    for depth in range(len(state.stack) - 1, max(-1, len(state.stack) - 40), -1):
        if state.stack[depth] == name:
            state.skipped -= sum(open_name in _SKIPPED for open_name in state.stack[depth:])
            del state.stack[depth:]
            return


def _end_line(state: _State) -> None:
    if state.characters:
        kind = next((name for name in reversed(state.stack) if name in _BLOCK), "")
        line = Line("".join(state.characters), state.places, True, kind).strip()
        if line.text:
            state.lines.append(line)
        state.characters, state.places = [], array("q")
