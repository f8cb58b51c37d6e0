"""Markdown to lines: front matter to metadata, markup taken out, the text between left where it stands."""

import re
from dataclasses import replace

from variorum.model.text import Removed
from variorum.read.draft import Draft, Metadata
from variorum.read.fields import read_fields
from variorum.read.lines import Edit, Line, edit
from variorum.read.markup import read_plain

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<body>[\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"(?P<name>[A-Za-z_][\w -]{0,40}):[ \t]*(?P<value>.{0,2000})")
_ITEM = re.compile(r"\s*-[ \t]+(?P<value>.{1,500})")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+")
_HEADING_END = re.compile(r"[ \t]+#+$")
_LINE_START = re.compile(r"(?:(?:>[ \t]?)+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+)+")
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}|`{3,}\w*|~{3,}\w*|\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*")
_DEFINITION = re.compile(r"\[[^\]\n]{1,200}\]:[ \t]*\S.{0,500}")
_SIGN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_SIGN_BOLD = re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*")
_SIGN_LINK = re.compile(r"\[[^\[\]\n]{1,300}\]\(https?://[^\s()]{1,2000}\)")
_INLINE = re.compile(
    r"(?P<escape>\\(?=[\\`*_{}\[\]()#+.!>~|-]))(?:[\\`*_{}\[\]()#+.!>~|-])"
    r"|\[(?P<label>[^\[\]]{1,500})\](?P<target>\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s+[\"'(][^\n)]{0,300})?\)|\[[^\[\]]{0,100}\])"
    r"|(?P<auto><(?=(?:https?://|mailto:)[^\s<>]{1,2000}>))"
    r"|(?P<note>\[\^[^\]\s]{1,30}\]:?)"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~|`+)"
)


def looks_like_markdown(text: str) -> bool:
    """Tell whether a plain text is written in Markdown: a heading, and emphasis or a link; or several links."""
    links = sum(1 for _ in zip(_SIGN_LINK.finditer(text), range(3), strict=False))
    return links >= 3 or (_SIGN_HEADING.search(text) is not None and (links > 0 or _SIGN_BOLD.search(text) is not None))


def read_markdown(source: str) -> Draft:
    """Give the lines of a Markdown text. A line that was a heading has the kind 'h1' to 'h6'."""
    metadata, start = read_front_matter(source)
    plain = read_plain(source)
    removed = [note for note in plain.removed if note.source_start >= start]
    if start:
        removed.append(Removed("header", 0, start))
    lines: list[Line] = []
    for line in plain.lines:
        if line.cover() and line.places[0] < start:
            continue
        cleaned, gone = _clean_line(line)
        removed.extend(gone)
        if cleaned.text:
            lines.append(cleaned)
    return Draft(tuple(lines), tuple(removed), metadata)


def read_front_matter(source: str) -> tuple[Metadata, int]:
    """Read a YAML front matter of plain fields and lists; give what it says and where the text begins."""
    match = _FRONT_MATTER.match(source)
    if not match:
        return Metadata(), 0
    values: dict[str, object] = {}
    name = ""
    for line in match["body"].splitlines():
        field, item = _FIELD.fullmatch(line), _ITEM.fullmatch(line)
        if field:
            name = field["name"].strip()
            values[name] = _read_scalar(field["value"])
        elif item and name:
            known = values.get(name)
            values[name] = [*(known if isinstance(known, list) else []), _unquote(item["value"])]
    return (read_fields(values), match.end()) if values else (Metadata(), 0)


def _read_scalar(value: str) -> object:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquote(item) for item in value[1:-1].split(",") if item.strip()]
    return _unquote(value)


def _unquote(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _clean_line(line: Line) -> tuple[Line, list[Removed]]:
    if _RULE.fullmatch(line.text) or _DEFINITION.fullmatch(line.text):
        cover = line.cover()
        return line.slice(0, 0), [Removed("markup", *cover)] if cover else []
    edits: list[Edit] = []
    kind = line.kind
    start = _LINE_START.match(line.text)
    begin = start.end() if start else 0
    if start:
        edits.append(Edit(0, begin, "markup"))
        kind = "li"
    heading = _HEADING.match(line.text, begin)
    if heading:
        edits.append(Edit(heading.start(), heading.end(), "markup"))
        begin, kind = heading.end(), f"h{len(heading['marks'])}"
        if end := _HEADING_END.search(line.text, begin):
            edits.append(Edit(end.start(), end.end(), "markup"))
    edits = sorted(
        [
            *edits,
            *(e for e in _find_inline(line.text, begin) if not any(e.start < o.end and o.start < e.end for o in edits)),
        ]
    )
    removed = [Removed(e.reason, *cover) for e in edits if (cover := line.cover(e.start, e.end))]
    return replace(edit(line, edits).strip(), kind=kind), removed


def _find_inline(text: str, begin: int) -> list[Edit]:
    edits: list[Edit] = []
    marks: list[Edit] = []
    closed: dict[str, int] = {}
    position = begin
    while match := _INLINE.search(text, position):
        position = match.end()
        if match["escape"]:
            edits.append(Edit(match.start(), match.start() + 1, "escape"))
        elif match["label"]:
            edits.append(Edit(match.start(), match.start() + 1, "markup"))
            edits.append(Edit(match.end("label"), match.end(), "markup"))
            position = match.start("label")
            marks, position = _skip_label(text, match, marks, closed)
        elif match["auto"]:
            close = text.index(">", match.end())
            edits.extend([Edit(match.start(), match.end(), "markup"), Edit(close, close + 1, "markup")])
        elif match["note"]:
            edits.append(Edit(match.start(), match.end(), "markup"))
        else:
            _add_mark(Edit(match.start(), match.end(), match["mark"]), marks, closed, text)
    return [*edits, *(Edit(m.start, m.end, "markup") for m in marks if m.instead)]


def _skip_label(text: str, match: "re.Match[str]", marks: list[Edit], closed: dict[str, int]) -> tuple[list[Edit], int]:
    """Read the marks of emphasis within a link's label, then go on after the link."""
    for inner in _INLINE.finditer(text, match.start("label"), match.end("label")):
        if inner["mark"]:
            _add_mark(Edit(inner.start(), inner.end(), inner["mark"]), marks, closed, text)
    return marks, match.end()


def _add_mark(mark: Edit, marks: list[Edit], closed: dict[str, int], text: str) -> None:
    """Note a mark of emphasis; it is one only where another of its kind closes it, and a space tells '5 * 3' apart."""
    free_left = mark.start == 0 or text[mark.start - 1].isspace()
    free_right = mark.end >= len(text) or text[mark.end].isspace()
    if free_left and free_right:
        return
    opened = closed.pop(mark.reason, None)
    if opened is not None and not free_left:
        marks[opened] = replace(marks[opened], instead="x")
        marks.append(replace(mark, instead="x"))
    elif not free_right:
        closed[mark.reason] = len(marks)
        marks.append(mark)
