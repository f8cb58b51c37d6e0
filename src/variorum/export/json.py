"""The record as one JSON object, by the contract of docs/record.md and `data/record.schema.json`."""

import json
from typing import TextIO

from variorum.export.tables import printable, record_tables
from variorum.model.record import Record


def write_json(record: Record, stream: TextIO) -> None:
    """Write the record; one space of indent, not escaped, a line end at the end."""
    text = json.dumps(record_tables(record), ensure_ascii=False, indent=1, allow_nan=False)
    stream.write(printable(text) + "\n")
