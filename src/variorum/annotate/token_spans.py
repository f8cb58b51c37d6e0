"""Which tokens of a parse stand in a stretch of its sentence, by bisection: a huge sentence costs no more for each."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from variorum.model.annotation import Parse, Token
from variorum.model.text import Span

_NEAR = 40  # tokens: auxiliaries and subjects stand no farther from their verb


def token_range(parse: Parse, start: int, end: int) -> range:
    """Give the indexes of the tokens that overlap [start, end) of the sentence."""
    first = bisect_right(parse.tokens, start, key=_end)
    return range(first, max(first, bisect_left(parse.tokens, end, key=_start)))


def tokens_in(parse: Parse, start: int, end: int) -> Sequence[Token]:
    """Give the tokens that overlap [start, end) of the sentence."""
    found = token_range(parse, start, end)
    return parse.tokens[found.start : found.stop]


def children_near(parse: Parse, head: int) -> list[Token]:
    """Give the tokens that depend on token `head` and stand within 40 tokens of it."""
    near = range(max(0, head - _NEAR), min(len(parse.tokens), head + _NEAR + 1))
    return [parse.tokens[i] for i in near if parse.tokens[i].head == head and i != head]


def spans_over(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Give those of some spans, in order and not overlapping, that overlap [start, end)."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, end, key=lambda span: span.start)]


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end
