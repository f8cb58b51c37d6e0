"""Opening the file of a record: new, known, read-only, or none of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from variorum.errors import RecordError
from variorum.model.text import Article
from variorum.store.history import HISTORY
from variorum.store.schema import APPLICATION_ID, DERIVED, KEPT, SCHEMA_VERSION, VIEWS, columns, create_table

FILE_SUFFIXES = ("", "-wal", "-shm", "-journal")  # of the files that SQLite may have beside a record while it writes
_PATIENCE_SECONDS = 30.0  # how long one writer waits for another


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file (damaged, locked, disk full, not writable) into a RecordError."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise RecordError(f"{path}: this is no record of Variorum") from error
        raise RecordError(f"{path}: the record cannot be used: {error}") from error


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a record that nobody can change through this connection. Raise RecordError if there is none."""
    if not path.is_file():
        raise RecordError(f"{path}: this is a folder" if path.is_dir() else f"{path}: there is no such record")
    with clear_errors(path):
        try:
            return _read_only(_checked(_connect(path, "mode=ro"), path))
        except sqlite3.OperationalError:
            # In a folder that cannot be written SQLite has no place for its lock; without a log there is no writer.
            if path.with_name(path.name + "-wal").exists():
                raise
            return _read_only(_checked(_connect(path, "mode=ro&immutable=1"), path))


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open the record, or begin one where there is no file or an empty one."""
    if not path.parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.parent}")
    if path.is_dir():
        raise RecordError(f"{path}: this is a folder")
    with clear_errors(path):
        connection = _connect(path, "mode=rwc")
        if _is_new(connection):
            _begin_record(connection)
        _checked(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _add_columns(connection)
        for statement in HISTORY:  # which records of earlier versions do not have
            connection.execute(statement)
        return connection


def close(connection: sqlite3.Connection) -> None:
    """Close the connection; where it wrote and no other is open, bring the log into the file and do without it.

    So a record is one file to hand on, and reading it writes nothing beside it.
    """
    (read_only,) = connection.execute("PRAGMA query_only").fetchone()
    if not read_only:
        connection.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # another has it open: then that one will, or the log stays
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def _connect(path: Path, options: str) -> sqlite3.Connection:
    address = f"file:{quote(bytes(path.absolute()))}?{options}"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)


def _read_only(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA query_only = ON")
    return connection


def _is_new(connection: sqlite3.Connection) -> bool:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(tables == 0 and application == 0)


def _begin_record(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if _is_new(connection):  # and not begun by another program in the meantime
        for statement in KEPT:
            connection.execute(statement)
        for name, kind in DERIVED.items():
            for statement in create_table(name, kind):
                connection.execute(statement)
        for name, query in VIEWS.items():
            connection.execute(f"CREATE VIEW {name} AS {query}")
        made = {"schema": str(SCHEMA_VERSION), "program": version("variorum")}
        connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", sorted(made.items()))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _checked(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Give the connection back if it leads to a record that this program knows."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        connection.close()
        raise RecordError(f"{path}: this is no record of Variorum")
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema > SCHEMA_VERSION:
        (program,) = connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone()
        connection.close()
        raise RecordError(f"{path}: this record was written by a later version of Variorum ({program})")
    return connection


def _add_columns(connection: sqlite3.Connection) -> None:
    """Add the columns of fields that articles did not have when the record was begun."""
    known = {row[1] for row in connection.execute("PRAGMA table_info(articles)")}
    for name, definition in columns(Article).items():
        if name not in known:
            connection.execute(f"ALTER TABLE articles ADD COLUMN {definition.removesuffix(' NOT NULL')}")
