"""Quote marks to quoted passages: pairs of marks, whatever their shape, in one pass over the text.

Marks come straight, typographic, doubled (``...''), as guillemets either way round, as „German“ quotes and as single
quotes. A pair never leaves its paragraph. A passage that is not closed there ends with the paragraph, or, where
another passage opens before that, at its first end of a sentence. Apostrophes and the primes of feet and inches are
no quote marks.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.model.text import Span

_MARKS = re.compile(r"``|''|[\"“”„‟«»″＂]")
_SINGLE = re.compile(r"(?<![\w'’.])['‘](?=[^\W_])|['’](?![\w'])")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|,(?=\s)")
_OPENERS = {"“": "”“", "„": "“”‟„", "‟": "”", "``": "''", "«": "»", "»": "«»"}
_STRAIGHT = {'"', "″", "＂", "''"}
_LOOK_BACK = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage: `outer` with its marks, `inner` without them. Offsets are into the article's text.

    `closed` is false where no closing mark was found; `continued` is true where it takes up a passage that the
    paragraph before left open; `depth` counts the passages around it.
    """

    outer: Span
    inner: Span
    closed: bool = True
    continued: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    closers: str


def find_passages(text: str, paragraphs: Sequence[Span]) -> tuple[Passage, ...]:
    """Give the quoted passages of each paragraph, by start and outermost first; time is linear in the text."""
    found: list[Passage] = []
    left_open = False
    for paragraph in paragraphs:
        passages = _pair(text, paragraph)
        if passages:
            first = min(range(len(passages)), key=lambda i: passages[i].outer.start)
            if left_open and not text[paragraph.start : passages[first].outer.start].strip():
                passages[first] = replace(passages[first], continued=True)
        left_open = any(not p.closed and p.outer.end == paragraph.end for p in passages)
        found.extend(passages)
        found.extend(_pair_single(text, paragraph, passages))
    return _nest(found)


def _pair(text: str, paragraph: Span) -> list[Passage]:
    stack: list[_Open] = []
    found: list[Passage] = []
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        mark = match.group()
        before = _before(text, match.start(), paragraph.start)
        after = text[match.end()] if match.end() < paragraph.end else " "
        if _closes(mark, before, after, stack):
            opened = stack.pop()
            found.append(Passage(Span(opened.start, match.end()), Span(opened.inner, match.start())))
        elif _opens(mark, before, after):
            if stack and mark in _STRAIGHT:
                found.extend(_cut(text, stack.pop(), match.start()))
            stack.append(_Open(match.start(), match.end(), mark if mark in _STRAIGHT else _OPENERS.get(mark, "”")))
    found.extend(_end_unclosed(text, stack, sorted(p.outer.start for p in found), paragraph.end))
    return found


def _end_unclosed(text: str, stack: Sequence[_Open], starts: Sequence[int], end: int) -> list[Passage]:
    """End the passages that are still open with the paragraph, or before the next passage opens."""
    found = []
    for depth, opened in enumerate(stack):
        following = bisect_left(starts, opened.start + 1)
        limit = starts[following] if following < len(starts) else end
        if depth + 1 < len(stack):
            limit = min(limit, stack[depth + 1].start)
        if limit < end:
            found.extend(_cut(text, opened, limit))
        elif text[opened.inner : end].strip():
            found.append(Passage(Span(opened.start, end), Span(opened.inner, end), closed=False))
    return found


def _before(text: str, position: int, start: int) -> str:
    """The character before the mark; a backslash that escapes the mark does not count."""
    if position > start and text[position - 1] == "\\":
        position -= 1
    return text[position - 1] if position > start else " "


def _closes(mark: str, before: str, after: str, stack: list[_Open]) -> bool:
    if not stack:
        return False
    closers = stack[-1].closers
    if mark in _STRAIGHT:
        looks_open = (before.isspace() or before in "([—–") and (after.isalnum() or after in "'‘$")
        return (mark in closers or "”" in closers) and not looks_open
    if mark == "“":
        return "“" in closers and not before.isspace() and not after.isalnum()
    if mark == "”":
        return True
    return mark in closers


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in ("“", "„", "``", "‟", "«"):
        return not after.isspace()
    fresh = before.isspace() or before in "([—–-:,;“‘«"
    if mark in ("”", "»"):
        return fresh and after.isalnum()
    return fresh and not after.isspace()


def _cut(text: str, opened: _Open, limit: int) -> list[Passage]:
    """End a passage that was never closed at its first end of a sentence before `limit`; nothing if there is none."""
    match = _SENTENCE_END.search(text, opened.inner, min(limit, opened.inner + _LOOK_BACK))
    if match is None:
        return []
    return [Passage(Span(opened.start, match.end()), Span(opened.inner, match.end()), closed=False)]


def _pair_single(text: str, paragraph: Span, doubles: Sequence[Passage]) -> list[Passage]:
    """Pair single quotes. A closing one must follow before the next opening one; after a plural's s it is doubted."""
    opened: int | None = None
    doubted: int | None = None
    found: list[Passage] = []
    outer = outermost(_nest(doubles))
    matches = (*_SINGLE.finditer(text, paragraph.start, paragraph.end), None)
    for match in matches:
        if match is None or text[match.start()] == "‘" or _is_single_opener(text, match.start(), paragraph.start):
            if opened is not None and doubted is not None:
                found.append(Passage(Span(opened, doubted + 1), Span(opened + 1, doubted)))
            opened, doubted = (match.start() if match else None), None
        elif opened is not None:
            before = text[match.start() - 1]
            if before == "s" and text[match.end() : match.end() + 1] == " ":
                doubted = match.start() if doubted is None else doubted
            elif not before.isspace():
                found.append(Passage(Span(opened, match.end()), Span(opened + 1, match.start())))
                opened = doubted = None
    return [single for single in found if single.inner.end > single.inner.start and not _crosses(single, outer)]


def _is_single_opener(text: str, position: int, start: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1 : position + 2]
    return (before.isspace() or before in '([—–"“:') and after.isalpha() and text[position] != "’"


def _crosses(single: Passage, doubles: Sequence[Passage]) -> bool:
    """True if a single-quoted passage overlaps the first or last of the outermost double-quoted ones in part."""
    touched = overlapping(doubles, single.outer.start, single.outer.end)
    return any(
        not p.outer.contains(single.outer) and not single.outer.contains(p.outer) for p in (*touched[:1], *touched[-1:])
    )


def _nest(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Sort, drop empty passages and those that cross an earlier one, and count how deep each stands."""
    ordered = sorted(passages, key=lambda p: (p.outer.start, -p.outer.end))
    kept: list[Passage] = []
    around: list[Passage] = []
    for passage in ordered:
        while around and around[-1].outer.end <= passage.outer.start:
            around.pop()
        crosses = bool(around) and passage.outer.end > around[-1].outer.end
        if passage.inner.start >= passage.inner.end or crosses:
            continue
        passage = replace(passage, depth=len(around))
        kept.append(passage)
        around.append(passage)
    return tuple(kept)


def outermost(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give the passages that stand in no other, in order."""
    return tuple(p for p in passages if p.depth == 0)


def overlapping(passages: Sequence[Passage], start: int, end: int) -> Sequence[Passage]:
    """Give those of the outermost passages (in order, disjoint) that overlap [start, end)."""
    first = bisect_left(passages, start + 1, key=lambda p: p.outer.end)
    last = bisect_left(passages, end, key=lambda p: p.outer.start)
    return passages[first:last]
