"""The record as one JSON object, by the contract of docs/record.md and `data/record.schema.json`."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from variorum.export.tables import printable, record_tables
from variorum.model.record import Record

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def write_json(record: Record, stream: TextIO) -> None:
    """Write the record: indented by a space, text not escaped, what has nothing nested in it on one line."""
    for piece in _lay_out(record_tables(record), "\n"):
        stream.write(printable(piece))
    stream.write("\n")


def _lay_out(value: Any, line_end: str) -> Iterator[str]:
    """Give the JSON text in pieces. The encoder of the standard library is slow where it must indent."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not any(isinstance(part, (dict, list)) for part in parts):
        yield _encode(value)
        return
    inner = line_end + " "
    names = [_encode(name) + ": " for name in value] if isinstance(value, dict) else [""] * len(value)
    yield "{" if isinstance(value, dict) else "["
    for number, (name, part) in enumerate(zip(names, parts, strict=True)):
        yield ("," if number else "") + inner + name
        yield from _lay_out(part, inner)
    yield line_end + ("}" if isinstance(value, dict) else "]")
