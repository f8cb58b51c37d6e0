"""What is no text in plain text: embedded images, tags, escapes, control characters; and how HTML is recognised."""

import re
from html import unescape

from variorum.language.lexicon import read_toml
from variorum.model.text import Removed
from variorum.read.draft import Draft
from variorum.read.lines import CHARACTER, Edit, anchor, edit, split_lines

_BLOCK_TAGS = "|".join(read_toml("markup")["block_in_text"].split())
_INLINE_TAGS = "|".join(read_toml("markup")["inline_in_text"].split())
_IMAGE = (
    r"<(?:[a-z]\w{0,20}:)?image\b[^<>]*>[^<]*</(?:[a-z]\w{0,20}:)?image\s*>"
    r"|<(?:[a-z]\w{0,20}:)?(?:img|image)\b[^<>]*>|</(?:[a-z]\w{0,20}:)?image\s*>"
    r"|!\[[^\[\]\n]{0,500}\]\(\s*<?[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)?>?(?:\s+[\"'(][^\n)]{0,300})?\)"
    r"|data:(?:image|video|audio|font|application)/[\w.+-]+[;,](?:\"[^\"\n]*\"|[^\s\"'<>)])*+(?:\s+alt=\"[^\"\n]*\")?"
)
_TROUBLE = re.compile(
    rf"(?P<image>{_IMAGE})"
    r"|(?P<comment><!--)"
    r"|<(?P<element>script|style|figure|picture|svg|iframe|noscript|video|audio|object|template)\b[^<>]*>"
    rf"|(?P<block></?(?:{_BLOCK_TAGS})(?:\s[^<>]*)?/?>)"
    rf"|(?P<inline></?(?:{_INLINE_TAGS}"
    r"|[a-z]\w{0,20}:[a-z][\w-]{0,40})(?:\s[^<>]*)?/?>)"
    r"|(?P<reference>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<newline>(?<![:\\])(?:(?:\\r)?\\n){2,}|(?<![:\\])(?:\\r)?\\n(?-i:(?=[A-Z\"'“‘\\\s]|$))|(?<=[.!?\"'”’])\\n(?-i:(?=\s|[A-Z]|$)))"
    r"|(?P<escape>\\+(?=[\"'“”]))"
    r"|(?P<control>[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]+)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"[<&!\\\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]|[Dd][Aa][Tt][Aa]:"
)  # its first characters
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_HTML_BLOCK = re.compile(r"</(?:p|div|h[1-6]|article|section|li)\s*>|<br\s*/?>", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]+")


def looks_like_page(text: str) -> bool:
    """Tell whether a text is a whole HTML page."""
    return _HTML_START.match(text[:2000]) is not None


def looks_like_markup(text: str) -> bool:
    """Tell whether a text is a piece of HTML: it closes two blocks."""
    found = _HTML_BLOCK.search(text)
    return found is not None and _HTML_BLOCK.search(text, found.end()) is not None


def read_plain(source: str) -> Draft:
    """Give the lines of a plain text without images, tags, escapes and control characters."""
    edits = find_edits(source)
    removed = tuple(Removed(e.reason, e.start, e.end) for e in edits if e.reason != CHARACTER)
    return Draft(split_lines(edit(anchor(source), edits)), removed)


def find_edits(source: str) -> list[Edit]:
    """Find what is no text in plain text, in order. Linear in the text: no search for the same end twice in vain."""
    edits: list[Edit] = []
    unclosed: set[str] = set()
    position = 0
    while candidate := _CANDIDATE.search(source, position):
        position = candidate.end()
        match = _TROUBLE.match(source, candidate.start())
        if match is None:
            continue
        change = _read_trouble(source, match, unclosed)
        position = max(match.end(), change.end) if change else match.end()
        if change:
            edits.append(change)
    return edits


def _read_trouble(source: str, match: "re.Match[str]", unclosed: set[str]) -> Edit | None:
    start, end = match.span()
    kind = match.lastgroup
    if kind in ("element", "comment"):
        name = (match["element"] or "").lower()
        end = _find_close(source, end, name, unclosed)
        return Edit(start, end, "image" if name in ("figure", "picture", "svg") else "markup", "\n")
    if kind == "reference":
        character = read_reference(match[0])
        return Edit(start, end, CHARACTER, character) if character else None
    if kind == "newline":
        return Edit(start, end, "escape", "\n")
    reasons = {"image": "image", "block": "markup", "inline": "markup", "escape": "escape", "control": "control"}
    return Edit(start, end, reasons[str(kind)], "\n" if kind in ("block", "image") else "")


def _find_close(source: str, start: int, name: str, unclosed: set[str]) -> int:
    """Give the end of the element or comment that opened before `start`; where it is not closed, `start`."""
    if name in unclosed:
        return start
    pattern = rf"</{name}\s*>" if name else "-->"
    found = re.compile(pattern, re.IGNORECASE).search(source, start)
    if found:
        return found.end()
    unclosed.add(name)
    return start


def read_reference(reference: str) -> str | None:
    """Give the one character that a character reference stands for, or None where it stands for none or several."""
    character = unescape(reference)
    return character if len(character) == 1 and not CONTROL.match(character) else None
