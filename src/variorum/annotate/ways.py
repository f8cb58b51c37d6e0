"""The way from one name of a sentence to another through the parse."""

from collections.abc import Sequence

from variorum.model.annotation import Token

Tokens = tuple[int, int]


def find_head(tokens: Sequence[Token], name: Tokens) -> int:
    """Give the token of a name that hangs on something outside it."""
    inside = range(name[0], name[1] + 1)
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), name[1])


def climb(tokens: Sequence[Token], index: int) -> list[int]:
    """Give a token and all above it, up to the root."""
    way = [index]
    while tokens[way[-1]].head != way[-1] and len(way) < len(tokens):
        way.append(tokens[way[-1]].head)
    return way


def find_way(tokens: Sequence[Token], one: Tokens, other: Tokens) -> tuple[list[int], list[int]]:
    """Give the tokens that join two names, without those of the names, and the topmost; both are [] where none does."""
    up, down = (climb(tokens, find_head(tokens, name)) for name in (one, other))
    shared = next((i for i in up if i in down), None)
    if shared is None:
        return [], []
    way = [*up[1 : up.index(shared)], *down[1 : down.index(shared)], shared]
    return [i for i in way if not is_within(i, one, other)], [shared]


def is_within(index: int, *names: Tokens) -> bool:
    return any(first <= index <= last for first, last in names)
