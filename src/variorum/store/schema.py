"""The tables of a record file, made from the values that they hold.

A dataclass is a table, a field a column: text and numbers as they are, what is nested as JSON (the `json_each` of
SQLite reads it). `number` keeps the order of the rows. Two halves: what was read is kept for ever; the tables of
the record are derived from it and replaced whole.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from variorum.model.plain import bare_type, field_types, from_plain, is_optional, to_plain
from variorum.model.record import (
    Account,
    Brief,
    Claim,
    Commitment,
    Derivation,
    Entity,
    Event,
    Quoted,
    Run,
    Stance,
    Story,
    Synopsis,
    TimelineEntry,
    Utterance,
)
from variorum.model.text import Article, Issue

T = TypeVar("T")
SCHEMA_VERSION = 1
APPLICATION_ID = 0x56415249  # 'VARI' in the file's header, so that `file` and we know a record

DERIVED: Mapping[str, type[Any]] = {
    "accounts": Account,
    "derivations": Derivation,
    "stories": Story,
    "entities": Entity,
    "utterances": Utterance,
    "quotations": Quoted,
    "events": Event,
    "claims": Claim,
    "synopsis": Synopsis,
    "stances": Stance,
    "commitments": Commitment,
    "timeline": TimelineEntry,
    "brief": Brief,
    "issues": Issue,
    "run": Run,
}
_SCALARS = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_INDEXED = ("id", "article", "from_article", "story", "utterance", "speaker", "actor", "verdict")


def columns(kind: type[Any]) -> dict[str, str]:
    """Give the column definition ('"name" TYPE [NOT NULL]') of each field."""
    return {
        name: f'"{name}" {_SCALARS.get(bare_type(part), "TEXT")}{"" if is_optional(part) else " NOT NULL"}'
        for name, part in field_types(kind).items()
    }


def create_table(name: str, kind: type[Any]) -> Iterator[str]:
    """Give the statements that make a derived table."""
    yield f'CREATE TABLE "{name}" (number INTEGER PRIMARY KEY, {", ".join(columns(kind).values())})'
    for column in field_types(kind):
        if column in _INDEXED:
            yield f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")'


def to_row(value: object) -> tuple[Any, ...]:
    """Give the value's fields as SQLite stores them, in the order of the columns."""
    return tuple(_to_cell(getattr(value, name)) for name in field_types(type(value)))


def from_row(kind: type[T], names: Sequence[str], row: Sequence[Any]) -> T:
    """Give the value that a row holds. A field whose column is missing or was added later is the default."""
    parts = field_types(kind)
    data = {
        name: _from_cell(parts[name], cell)
        for name, cell in zip(names, row, strict=True)
        if name in parts and (cell is not None or is_optional(parts[name]))
    }
    return from_plain(kind, data)


def bind(text: str) -> str | bytes:
    """Give the text as SQLite takes it. Half a surrogate pair (an odd file name) is no UTF-8: such text is a blob."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def _to_cell(value: Any) -> Any:
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return bind(value)
    return bind(json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")))


def _from_cell(part: Any, cell: Any) -> Any:
    if isinstance(cell, bytes):
        cell = cell.decode("utf-8", "surrogatepass")
    if cell is None or bare_type(part) in (str, int, float):
        return cell
    return bool(cell) if bare_type(part) is bool else json.loads(cell)


KEPT = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    f"CREATE TABLE articles (number INTEGER PRIMARY KEY, {', '.join(columns(Article).values())}, UNIQUE (id))",
    "CREATE INDEX articles_source ON articles (source_sha256)",
    "CREATE TABLE read_issues (code TEXT NOT NULL, message TEXT NOT NULL, source TEXT, position INTEGER)",
    "CREATE UNIQUE INDEX read_issues_once ON read_issues (code, message, ifnull(source, ''), ifnull(position, -1))",
    "CREATE TABLE parses (key TEXT PRIMARY KEY, parse BLOB NOT NULL)",
    "CREATE TABLE record_articles (number INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id))",
    """CREATE VIRTUAL TABLE articles_text USING fts5
        (title, text, content='articles', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
        INSERT INTO articles_text (rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER articles_changed AFTER UPDATE OF title, text ON articles BEGIN
        INSERT INTO articles_text (articles_text, rowid, title, text)
            VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO articles_text (rowid, title, text) VALUES (new.number, new.title, new.text); END""",
)


def _lay_out(table: str, nested: str, columns: str, parts: Mapping[str, str]) -> str:
    """Give the query that makes a row of each item of a nested column. (Older SQLite lacks the operator `->>`.)"""
    items = ", ".join(f"""json_extract(item.value, '$.{part}') AS "{name}\"""" for part, name in parts.items())
    return f"SELECT {columns}, {items} FROM {table}, json_each({table}.{nested}) AS item"


_PASSAGE = ("article", "start", "end", "text")
_SHARED = ("start", "end", "from_start", "from_end", "similarity")
# For those who open the file with SQLite itself: what is nested, as rows.
VIEWS = {
    "readings": _lay_out(
        "claims",
        "readings",
        "claims.story, claims.id AS claim, claims.question, claims.verdict",
        {"value": "reading", "accounts": "accounts", "articles": "articles", "evidence": "evidence"},
    ),
    "mentions": _lay_out("entities", "mentions", "entities.id AS entity, entities.name", {p: p for p in _PASSAGE}),
    "passages": _lay_out("derivations", "passages", "article, from_article, kind", {p: p for p in _SHARED}),
}
