"""What the learned judges of pairs have in common: trees on ONNX Runtime, and features of two sides."""

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any

from variorum.language.sessions import open_session

_UNKNOWN = -0.3  # the share in common where one side says nothing


@cache
def load_trees(name: str) -> tuple[Any, str]:
    """Give the session of the trees `data/NAME.onnx` and the name of its input; loaded at the first call."""
    session = open_session(f"{name}.onnx")
    return session, session.get_inputs()[0].name


def number_values(values: Iterable[Hashable]) -> list[int]:
    """Give each distinct value a number, so that arrays can tell which are equal."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values]


def share_of(first: frozenset[Any], second: frozenset[Any]) -> float:
    """Give the share of the smaller set that is in the other, a value below 0 where either is empty."""
    if not first or not second:
        return _UNKNOWN
    return len(first & second) / min(len(first), len(second))
