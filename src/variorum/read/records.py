"""JSON and JSONL to documents: records are objects with a field that holds an article's text."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from variorum.language.lexicon import read_toml
from variorum.model.text import Issue, Source
from variorum.read.article import Document, digest
from variorum.read.decode import decode
from variorum.read.fields import find_text, read_fields

_LISTS = read_toml("fields")["lists"]


def read_json(path: str, data: bytes, text: str) -> Iterator[Document | Issue]:
    """Read a JSON document: one record, a list of records, or an object with a list of them; or JSONL in disguise."""
    try:
        value = _load(text)
    except json.JSONDecodeError as error:
        lines = text.splitlines()
        if error.msg == "Extra data" and len(lines) > 1 and _is_object(lines[0]):
            for number, line in enumerate(data.splitlines(), 1):
                yield from read_json_line(path, number, line)
            return
        yield Issue("broken-json", f"{error.msg}, at line {error.lineno}", path, error.lineno)
        return
    except (ValueError, RecursionError) as error:
        yield Issue("broken-json", _say(error), path)
        return
    records = _find_records(value)
    if records is None:
        yield from _read_record(value, Source(path), digest(data))
        return
    if not records:
        yield Issue("empty", "a list without records", path)
    for number, record in enumerate(records, 1):
        content = json.dumps(record, sort_keys=True).encode("ascii", "replace")
        yield from _read_record(record, Source(path, number), digest(content))


def read_json_line(path: str, number: int, line: bytes) -> Iterator[Document | Issue]:
    """Read one line of a JSONL file; blank lines give nothing."""
    if not line.strip():
        return
    decoded = decode(line)
    if decoded is None:
        yield Issue("binary", f"line {number} is no text", path, number)
        return
    if decoded.replaced:
        yield Issue("encoding", f"line {number} was read with replacement characters", path, number)
    try:
        value = _load(decoded.text)
    except (ValueError, RecursionError) as error:
        yield Issue("broken-json", f"line {number}: {_say(error)}", path, number)
        return
    yield from _read_record(value, Source(path, number), digest(line.rstrip(b"\r\n")))


def _is_object(line: str) -> bool:
    try:
        return isinstance(_load(line), dict)
    except (ValueError, RecursionError):
        return False


def _load(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None)


def _say(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, at character {error.pos}"
    return "nested too deep" if isinstance(error, RecursionError) else "a number out of range"


def _find_records(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and find_text(value) is None:
        return next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    return None


def _read_record(record: object, source: Source, sha256: str) -> Iterator[Document | Issue]:
    if isinstance(record, Mapping) and find_text(record) is None and isinstance(record.get("article"), Mapping):
        record = record["article"]
    if not isinstance(record, Mapping):
        yield Issue("no-text-field", "a record is no object with fields", str(source), source.record)
        return
    text = find_text(record)
    if text is None:
        yield Issue("no-text-field", "no field of it holds an article's text", str(source), source.record)
        return
    yield Document(source, sha256, "value", text, read_fields(record))
