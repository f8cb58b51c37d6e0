"""Writing the record out, a module a format; nothing is computed here but the layout.

    json    one object with the tables of docs/record.md, valid by `data/record.schema.json`
    html    one page that opens from disk: every statement leads to its evidence in the article's text
    csv     a folder with a file a table
    plover  events that occurred, a PLOVER record a line

`FORMATS` is the table of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from variorum.export.csv import write_csv
from variorum.export.html import write_html
from variorum.export.json import write_json
from variorum.export.plover import write_plover
from variorum.model.record import Record


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format that is one text, for a file or a stream of UTF-8."""

    write: Callable[[Record, TextIO], None]


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format that is a folder of files; it needs a place to be written to."""

    write: Callable[[Record, Path], None]


FORMATS: Mapping[str, TextFormat | FolderFormat] = {
    "json": TextFormat(write_json),
    "html": TextFormat(write_html),
    "csv": FolderFormat(write_csv),
    "plover": TextFormat(write_plover),
}


def export_record(record: Record, format_name: str, target: Path | TextIO, *, seconds: bool = False) -> None:
    """Write the record in that format to a file, a folder or a stream.

    Times are left out unless `seconds`, so that the same input gives the same bytes. Raise ValueError for a format
    that needs a folder where `target` is a stream, KeyError for a format that is not in `FORMATS`, OSError where the
    target cannot be written.
    """
    form = FORMATS[format_name]
    if not seconds:
        record = replace(record, run=replace(record.run, seconds=()))
    if isinstance(form, FolderFormat):
        if not isinstance(target, Path):
            raise ValueError(f"{format_name} is a folder of files: name one to write to")
        form.write(record, target)
    elif isinstance(target, Path):
        with target.open("w", encoding="utf-8", newline="\n") as stream:
            form.write(record, stream)
    else:
        form.write(record, target)
