"""JSON and JSONL to documents: records are objects with a field that holds an article's text."""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from variorum.language.lexicon import read_toml
from variorum.model.text import Issue, Source
from variorum.read.decode import decode
from variorum.read.document import Document, digest
from variorum.read.fields import find_inner, find_summary, find_text, read_fields
from variorum.read.limits import Place
from variorum.settings import Settings

_LISTS = read_toml("fields")["lists"]
_CHUNK = 1 << 20
_OWN_TABLES = {"articles", "accounts", "derivations", "claims", "run"}
_OWN_CODER = "Variorum "
_JSON_FEED = "https://jsonfeed.org/version/"
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)


def read_json(path: str, data: bytes, text: str, settings: Settings) -> Iterator[Document | Issue]:
    """Read a JSON document: one record, a list of records, or an object with a list of them; or JSONL in disguise."""
    try:
        value = _load(text)
    except json.JSONDecodeError as error:
        lines = text.splitlines()
        if error.msg == "Extra data" and len(lines) > 1 and _is_object(lines[0]):
            for number, line in enumerate(data.splitlines(), 1):
                yield from _read_line(path, number, line, settings)
            return
        yield Issue("broken-json", f"{error.msg}, at line {error.lineno}", path, error.lineno)
        return
    except (ValueError, RecursionError) as error:
        yield Issue("broken-json", _say(error), path)
        return
    yield from _read_value(value, path, data, settings)


def _read_value(value: object, path: str, data: bytes, settings: Settings) -> Iterator[Document | Issue]:
    if isinstance(value, Mapping) and value.keys() >= _OWN_TABLES:
        yield Issue("own-export", "an exported record is no source", path)
        return
    records = _find_records(value, settings)
    if records is None:
        yield from read_record(value, Source(path), digest(data), settings)
        return
    if not records:
        yield Issue("empty", "a list without records", path)
    feed = _read_feed_head(value)
    for number, record in enumerate(records, 1):
        whole = feed | record if isinstance(record, dict) else record
        yield from read_record(whole, Source(path, number), digest_record(record), settings)


def read_json_list(before: bytes, stream: BinaryIO, place: Place, settings: Settings) -> Iterator[Document | Issue]:
    """Read a long list of records one by one: `before` is what was read of it already, the rest is in the stream."""
    for number, item in enumerate(_split_list(before, stream, settings), 1):
        if item is None or number > settings.max_records:
            message = f"record {number} of the list is broken or over a limit; it and the rest are not read"
            yield Issue("broken-json", message, place.path, number)
            return
        yield from read_record(item.value, Source(place.path, number), digest_record(item.value), settings)


@dataclass(frozen=True, slots=True)
class _Item:
    value: Any


def _split_list(before: bytes, stream: BinaryIO, settings: Settings) -> Iterator[_Item | None]:
    """Give the items of a list, in memory one at a time; None where one is broken or too long, and no more then."""
    decoder = getincrementaldecoder("utf-8")("replace")
    text, ended = decoder.decode(before), False
    position, step = text.index("[") + 1, _CHUNK
    while True:
        match = _BETWEEN.match(text, position)
        start = match.end() if match else position
        if text.startswith("]", start):
            return
        try:
            value, position = _DECODER.raw_decode(text, start)
            if position < len(text) or ended:  # a number that ends the text may go on in the next piece
                yield _Item(value)
                step = _CHUNK
                continue
        except RecursionError:
            yield None
            return
        except ValueError:
            pass
        if ended or len(text) - start > settings.max_line_bytes:
            yield None
            return
        data = stream.read(step)
        text, position, ended, step = text[start:] + decoder.decode(data, not data), 0, not data, step * 2


def read_json_lines(stream: BinaryIO, place: Place, settings: Settings) -> Iterator[Document | Issue]:
    """Read a JSONL file line by line; a line over the limit is passed over without being held in memory."""
    number = 0
    while line := stream.readline(settings.max_line_bytes + 1):
        number += 1
        if number > settings.max_records:
            yield Issue("too-large", f"over {settings.max_records} lines; the rest is not read", place.path, number)
            return
        if len(line) > settings.max_line_bytes:
            yield Issue("too-large", f"line {number} has over {settings.max_line_bytes} bytes", place.path, number)
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            continue
        yield from _read_line(place.path, number, line, settings)


def _read_line(path: str, number: int, line: bytes, settings: Settings) -> Iterator[Document | Issue]:
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
    yield from read_record(value, Source(path, number), digest(line.rstrip(b"\r\n")), settings)


def _is_object(line: str) -> bool:
    try:
        return isinstance(_load(line), dict)
    except (ValueError, RecursionError):
        return False


def _load(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None)


def digest_record(record: object) -> str:
    """Give the digest of a record's fields, whatever their order and layout."""
    return digest(json.dumps(record, sort_keys=True).encode("ascii", "replace"))


def _say(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, at character {error.pos}"
    return "nested too deep" if isinstance(error, RecursionError) else "a number out of range"


def _find_records(value: object, settings: Settings) -> list[object] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and find_text(value, settings) is None:
        return next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    return None


def _read_feed_head(value: object) -> dict[str, object]:
    """Give what a JSON Feed says of all its items, as fields of each."""
    if isinstance(value, Mapping) and str(value.get("version", "")).startswith(_JSON_FEED):
        return {"outlet": value.get("title")}
    return {}


def read_record(record: object, source: Source, sha256: str, settings: Settings) -> Iterator[Document | Issue]:
    """Give the document of a record.

    Without an article's text its summary is the document, and an issue says so; without that there is an issue alone.
    """
    if isinstance(record, Mapping) and find_text(record, settings) is None:
        record = find_inner(record) or record
    if not isinstance(record, Mapping):
        yield Issue("no-text-field", "a record is no object with fields", str(source), source.record)
        return
    if str(record.get("coder", "")).startswith(_OWN_CODER):
        yield Issue("own-export", "exported events are no source", source.path)
        return
    text = find_text(record, settings)
    known = read_fields(record, settings)
    if not (text and text.strip()):
        summary = find_summary(record)
        yield _tell_missing(text, summary, known.url, source)
        text = summary
    if text:
        yield Document(source, sha256, "value", text, known)


def _tell_missing(text: str | None, summary: str | None, url: str | None, source: Source) -> Issue:
    if summary:
        message = f"a summary alone is given, and the article is not fetched: {url or 'no address'}"
        return Issue("summary-only", message, str(source), source.record)
    if url:
        return Issue("not-fetched", f"an address without its article: {url}", str(source), source.record)
    if text is None:
        message = "no field of it holds an article's text; the setting field_names can say which one does"
        return Issue("no-text-field", message, str(source), source.record)
    return Issue("empty", "no text is in it", str(source), source.record)
