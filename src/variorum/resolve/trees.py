"""What the learned judges of pairs have in common: trees on ONNX Runtime, and features of two sides."""

from collections.abc import Hashable, Iterable
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

_UNKNOWN = -0.3  # the share in common where one side says nothing


@cache
def load_trees(name: str) -> tuple[Any, str]:
    """Give the session of the trees `data/NAME.onnx` and the name of its input; loaded at the first call."""
    onnxruntime = import_module("onnxruntime")  # here, so that what resolves nothing starts at once
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    trees = str(files("variorum.data") / f"{name}.onnx")
    session = onnxruntime.InferenceSession(trees, options, providers=["CPUExecutionProvider"])
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
