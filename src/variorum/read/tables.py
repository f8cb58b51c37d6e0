"""Tables of text (CSV and its like) to documents, a row each; the header tells which column holds what."""

import csv
import io
from collections.abc import Iterator

from variorum.language.lexicon import read_toml
from variorum.model.text import Issue, Source
from variorum.read.decode import decode
from variorum.read.document import Document
from variorum.read.fields import known_names
from variorum.read.limits import HEAD, Place, Stream
from variorum.read.records import digest_record, read_record
from variorum.settings import Settings

_DELIMITERS = ",;\t|"
_OWN_COLUMNS = tuple(set(columns.split()) for columns in read_toml("fields")["own_tables"])
_COLUMNS_TOLD = 12


def read_table(stream: Stream, place: Place, settings: Settings) -> Iterator[Document | Issue]:
    """Read a table of text with a header: separated by commas, semicolons, tabs or bars, whichever its header has."""
    head = stream.peek(HEAD)
    decoded = decode(head[: head.rfind(b"\n") + 1] or head)
    if decoded is None:
        yield Issue("binary" if head else "empty", "it is no text" if head else "no text is in it", place.path)
        return
    header = decoded.text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: (header.count(sign), sign == ","))
    csv.field_size_limit(settings.max_line_bytes)
    with io.TextIOWrapper(stream, _wider(decoded.encoding), "replace", newline="") as text:
        rows = csv.reader(_lines(text, settings.max_line_bytes), delimiter=delimiter)
        columns: list[str] | None = None
        number = 0
        while True:
            try:
                row = next(rows)
            except StopIteration:
                break
            except csv.Error as error:
                yield Issue("broken", f"a row near line {rows.line_num}: {error}", place.path, rows.line_num)
                if columns is None:
                    return
                continue
            if columns is None:
                columns = [name.strip().lstrip("\ufeff") for name in row]
                if problem := check_columns(columns, place, settings):
                    yield problem
                    return
                continue
            if not any(cell.strip() for cell in row):
                continue
            number += 1
            if number > settings.max_records:
                yield Issue("too-large", f"over {settings.max_records} rows; the rest is not read", place.path, number)
                return
            record = dict(zip(columns, row, strict=False))
            yield from read_record(record, Source(place.path, number), digest_record(record), settings)


def _wider(encoding: str) -> str:
    return "utf-8" if encoding in ("utf-8", "ascii") else encoding


def _lines(text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    """Give lines; one over the limit is given up to it, and the csv module says that it is too long."""
    while line := text.readline(limit + 2):
        yield line
        while len(line) > limit and not line.endswith(("\n", "\r")):
            line = text.readline(limit + 2)


def check_columns(columns: list[str], place: Place, settings: Settings) -> Issue | None:
    """Give the issue of a table whose columns hold no articles, or are those of our own export."""
    if any(own <= set(columns) for own in _OWN_COLUMNS):
        return Issue("own-export", "an exported table is no source", place.path)
    if known_names(columns, settings):
        return None
    told = ", ".join(columns[:_COLUMNS_TOLD])[:300]
    message = f"no column of it holds articles (the setting field_names can say which one does): {told}"
    return Issue("no-text-field", message, place.path)
