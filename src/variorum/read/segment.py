"""Text to sentences, never broken inside a quotation; a line is a paragraph.

Sentences are found before anything is parsed, by rules, because a sentence that is printed twice is parsed once, and
because a parser that splits sentences itself cuts quotations in two.
"""

import re
from collections.abc import Iterator

from variorum.language.lexicon import read_toml
from variorum.model.text import Span, TextSentence

_WORDS = read_toml("abbreviations")
_BEFORE_NAME = frozenset(_WORDS["before_name"].split())
_ANYWHERE = frozenset(_WORDS["anywhere"].split())
_OPENERS = frozenset(_WORDS["openers"].split())
_ATTRIBUTION = re.compile(rf"(?:[^\W\d_][\w.’'-]{{0,30}}\s+){{1,6}}(?:{'|'.join(_WORDS['attributing'].split())})\b")
_STOP = re.compile(r"[.!?…]+[\"”’'»“)\]]{0,3}(?=\s+\S)")
_NEXT = re.compile(r"\s+([\"“„«‘'(\[]*)(\S+)")
_OPENING = re.compile(r"[\"“„«]")
_PAIRS = {"“": "”", "„": "“”", "«": "»"}
_LONGEST_QUOTATION = 700  # code points; a longer one is read sentence by sentence
_HEADING_WORDS = 20
_HEADING_END = tuple(".!?…:;,\"”’')»")


def find_sentences(text: str) -> tuple[TextSentence, ...]:
    """Give the sentences of a text in order; together they cover all of it but white space."""
    sentences: list[TextSentence] = []
    paragraph = 0
    for match in re.finditer(r"[^\n\r]+", text):
        span = _strip(text, match.start(), match.end())
        if span is None:
            continue
        sentences.extend(_split_paragraph(text, span, paragraph))
        paragraph += 1
    return tuple(sentences)


def _split_paragraph(text: str, span: Span, paragraph: int) -> Iterator[TextSentence]:
    boundaries = list(_boundaries(text, span))
    if not boundaries and _is_heading(text[span.start : span.end]):
        yield TextSentence(span.start, span.end, paragraph, heading=True)
        return
    start = span.start
    for boundary in boundaries:
        piece = _strip(text, start, boundary)
        if piece is not None:
            yield TextSentence(piece.start, piece.end, paragraph)
        start = boundary
    piece = _strip(text, start, span.end)
    if piece is not None:
        yield TextSentence(piece.start, piece.end, paragraph)


def _boundaries(text: str, span: Span) -> Iterator[int]:
    quoted = quoted_spans(text, span)
    index = 0
    for stop in _STOP.finditer(text, span.start, span.end):
        mark = stop.start()
        while index < len(quoted) and quoted[index].end <= mark:
            index += 1
        inside = index < len(quoted) and quoted[index].start <= mark and stop.end() < quoted[index].end
        if not inside and _ends_sentence(text, span.start, stop):
            yield stop.end()


def _ends_sentence(text: str, floor: int, stop: re.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    if following is None:
        return False
    opening, word = following.groups()
    first = word[0]
    if not (first.isupper() or first.isdigit() or opening or first in "—–-"):
        return False
    if stop.group()[0] in "!?" and len(stop.group()) > 1 and _ATTRIBUTION.match(text, following.start(2)):
        return False
    if not stop.group().startswith(".") or len(stop.group().rstrip("\"”’'»“)]")) > 1:
        return True
    before = text[max(floor, stop.start() - 24) : stop.start()].split()
    last = before[-1].lstrip("\"“‘'([«„") if before else ""
    if last in _BEFORE_NAME or (len(last) == 1 and last.isupper() and last != "I"):
        return False
    if last in _ANYWHERE or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last):
        return bool(opening) or word.rstrip(",.;:’'") in _OPENERS
    return not (last.isdigit() and len(last) <= 2 and stop.start() - len(last) == floor)


def quoted_spans(text: str, span: Span) -> list[Span]:
    """Give the outermost stretches between double quote marks in a paragraph, marks included, in order.

    A mark that nothing closes within the paragraph opens nothing; a stretch over 700 characters does not count.
    """
    spans: list[Span] = []
    position = span.start
    while position < span.end:
        opening = _OPENING.search(text, position, span.end)
        if opening is None:
            break
        closing = _closing(text, opening, span.end)
        if closing is None:
            position = opening.end()
            continue
        spans.append(Span(opening.start(), closing + 1))
        position = closing + 1
    return spans


def _closing(text: str, opening: re.Match[str], end: int) -> int | None:
    limit = min(end, opening.end() + _LONGEST_QUOTATION)
    closers = _PAIRS.get(opening.group(), '"')
    places = [p for p in (text.find(c, opening.end(), limit) for c in closers) if p >= 0]
    return min(places) if places else None


def _is_heading(line: str) -> bool:
    return not line.endswith(_HEADING_END) and line.count(" ") < _HEADING_WORDS


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
