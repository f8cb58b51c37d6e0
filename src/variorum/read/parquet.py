"""Parquet files to documents, a row each; some rows at a time are in memory."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from pyarrow import ArrowException
from pyarrow.parquet import ParquetFile

from variorum.model.text import Issue, Source
from variorum.read.document import Document
from variorum.read.fields import known_names
from variorum.read.limits import Place, hold
from variorum.read.records import digest_record, read_record
from variorum.read.tables import check_columns
from variorum.settings import Settings

_ROWS = 64
_THRIFT_LIMIT = 50_000_000  # bytes of the description of a Parquet file, and values in it


def read_parquet(stream: BinaryIO, place: Place, settings: Settings) -> Iterator[Document | Issue]:
    """Read a Parquet file by some rows at a time, and of its columns those alone that tell of articles."""
    source: BinaryIO | io.BytesIO | None = stream
    if not stream.seekable():
        source = hold(stream, settings.max_nested_bytes)
    if source is None:
        yield Issue("too-large", f"a Parquet file in a stream of over {settings.max_nested_bytes} bytes", place.path)
        return
    try:
        yield from _read_rows(source, place, settings)
    except (ArrowException, ValueError, KeyError, OSError) as error:
        yield Issue("broken", f"the Parquet file cannot be read: {str(error)[:300]}", place.path)


def _read_rows(source: BinaryIO | io.BytesIO, place: Place, settings: Settings) -> Iterator[Document | Issue]:
    table = ParquetFile(
        source, pre_buffer=False, buffer_size=1 << 20, memory_map=False,
        thrift_string_size_limit=_THRIFT_LIMIT, thrift_container_size_limit=_THRIFT_LIMIT,
    )  # fmt: skip
    columns = list(table.schema_arrow.names)
    if problem := check_columns(columns, place, settings):
        yield problem
        return
    number = 0
    wanted = known_names(columns, settings, everything=True)
    for batch in table.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            if number > settings.max_records:
                yield Issue("too-large", f"over {settings.max_records} rows; the rest is not read", place.path, number)
                return
            record = {name: _plain(value) for name, value in row.items()}
            yield from read_record(record, Source(place.path, number), digest_record(record), settings)


def _plain(value: Any) -> Any:
    """Give a cell as JSON would hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value
