"""Who hangs on whom in a sentence, and which tokens stand in a passage: found once, not by a walk at each question."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from variorum.model.annotation import ParsedSentence, Token

_REMEMBERED = 2048  # sentences: the questions of a stage come one sentence after the other

_indexed: dict[int, tuple[Sequence[Token], tuple[tuple[int, ...], ...]]] = {}


def children(tokens: Sequence[Token], index: int) -> tuple[int, ...]:
    """Give the tokens of which `index` is the head, in order."""
    known = _indexed.get(id(tokens))  # the tokens are kept beside their index: nothing else can bear that number
    if known is None:
        if len(_indexed) >= _REMEMBERED:
            _indexed.clear()
        known = _indexed[id(tokens)] = (tokens, _index(tokens))
    return known[1][index]


def find_inside(sentence: ParsedSentence, start: int, end: int) -> range:
    """Give the tokens that begin in the passage [start, end) of the article."""
    tokens = sentence.parse.tokens
    first = bisect_left(tokens, start - sentence.start, key=attrgetter("start"))
    last = bisect_left(tokens, end - sentence.start, lo=first, key=attrgetter("start"))
    return range(first, last)


def find_top(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """Give the token of a passage that hangs on a word outside it."""
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)


def _index(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index and 0 <= token.head < len(found):
            found[token.head].append(index)
    return tuple(map(tuple, found))
