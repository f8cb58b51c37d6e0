"""The record as a folder of CSV tables: those of docs/record.md, with `readings` and `evidence` laid out flat as well.

A list or an object in a cell is JSON. Articles are other people's text, so a cell that a spreadsheet would run as a
formula (it begins with =, +, -, @, a tab or a carriage return) gets an apostrophe in front, as OWASP advises.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from variorum.export.tables import TABLES, Row, printable, record_tables
from variorum.model.plain import field_types
from variorum.model.record import Record

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_READING_COLUMNS = ("claim", "story", "question", "verdict", "value", "accounts", "articles")
_EVIDENCE_COLUMNS = ("table", "row", "field", "article", "start", "end", "text")


def write_csv(record: Record, folder: Path) -> None:
    """Write one file a table into the folder, which is made if need be; `run.json` holds what made the record."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = record_tables(record)
    for name in TABLES:
        _write_table(folder / f"{name}.csv", _columns(name), tables[name])
    _write_table(folder / "readings.csv", _READING_COLUMNS, _readings(tables["claims"]))
    _write_table(folder / "evidence.csv", _EVIDENCE_COLUMNS, _evidence(tables))
    run = json.dumps(tables["run"], ensure_ascii=False, indent=1)
    (folder / "run.json").write_text(printable(run) + "\n", encoding="utf-8")


def _columns(table: str) -> tuple[str, ...]:
    """Give the columns of a table, so that one without rows has its header too."""
    (kind, _) = get_args(field_types(Record)[table])
    names = tuple(field_types(kind))
    if table != "articles":
        return names
    return (*(name for name in names if name != "sentences"), "account", "story")


def _write_table(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, (int, float)):
        return value
    if not isinstance(value, str):
        return printable(json.dumps(value, ensure_ascii=False))
    text = printable(value)
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _readings(claims: Iterable[Row]) -> Iterator[Row]:
    for claim in claims:
        for reading in claim["readings"]:
            yield {
                "claim": claim["id"],
                "story": claim["story"],
                "question": claim["question"],
                "verdict": claim["verdict"],
                "value": reading["value"],
                "accounts": reading["accounts"],
                "articles": reading["articles"],
            }


def _evidence(tables: dict[str, Any]) -> Iterator[Row]:
    """Give every passage of every row: its table, the row's id (or number, from 0), the field's path, the passage."""
    for table in TABLES:
        for number, row in enumerate(tables[table]):
            for field, passage in _passages(row, ""):
                yield {"table": table, "row": row.get("id", number), "field": field} | passage


def _passages(value: Any, path: str) -> Iterator[tuple[str, Row]]:
    if isinstance(value, dict):
        if value.keys() == {"article", "start", "end", "text"}:
            yield path, value
            return
        for name, part in value.items():
            yield from _passages(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _passages(part, f"{path}[{number}]")
