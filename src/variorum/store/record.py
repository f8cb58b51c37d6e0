"""`RecordStore`: what was read, kept batch by batch, and the record that was made of it, replaced as a whole."""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from variorum.errors import RecordError
from variorum.model.history import History
from variorum.model.plain import field_types
from variorum.model.record import Claim, Record, Run
from variorum.model.same import join_sources
from variorum.model.text import Article, Issue
from variorum.store.connection import clear_errors, close, open_to_read, open_to_write
from variorum.store.history import begin_history, read_history, write_history
from variorum.store.schema import DERIVED, create_table, from_row, to_row

T = TypeVar("T")
_BATCH = 64  # articles written at once: what an interrupted run can lose of what it read
_VARIABLES = 500  # values in one query
_SNIPPET_WORDS = 24
_QUERY_TERM = re.compile(r'"([^"]*)"|(\S+)')


class RecordStore:
    """One record file, open. Use it as a context manager; one writes, any number read.

    Every writing method commits before it returns. Raises RecordError where the file is no record, is of a later
    version, is damaged, locked, or the disk is full.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = open_to_read(self.path) if read_only else open_to_write(self.path)
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; once is enough. The last to write leaves one file, without SQLite's log beside it."""
        if self._open:
            self._open = False
            with clear_errors(self.path):
                close(self._connection)

    # What was read

    def add_articles(self, articles: Iterable[Article]) -> int:
        """Keep the articles, in batches, each committed; give how many are new.

        Of two with one id the one with the smaller source stays, and takes the other's sources along, so that the
        order of reading does not matter. If the iterable fails, what it had given is kept.
        """
        new = 0
        batch: list[Article] = []
        try:
            for article in articles:
                batch.append(article)
                if len(batch) == _BATCH:
                    full, batch = batch, []
                    new += self._write_articles(full)
        finally:
            new += self._write_articles(batch)
        return new

    def articles(self) -> Iterator[Article]:
        """Give every article that was read, sorted by id."""
        yield from self._rows(Article, "articles ORDER BY id")

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Keep the issues; one that is known already is not kept twice."""
        rows = [to_row(issue) for issue in issues]
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO read_issues (code, message, source, position) VALUES (?, ?, ?, ?)", rows
            )

    def issues(self) -> tuple[Issue, ...]:
        """Give every issue of reading once, sorted."""
        found = self._rows(Issue, "read_issues")
        return tuple(sorted(found, key=lambda i: (i.code, i.source or "", i.position or 0, i.message)))

    def forget_issues(self, paths: Iterable[str]) -> None:
        """Forget the issues of these files, and of what lies in these folders: they are about to be read again."""
        places = tuple(path.rstrip("/") for path in paths)
        stale = [
            (issue.code, issue.message, issue.source)
            for issue in self.issues()
            if issue.source is not None and any(_lies_in(issue.source, place) for place in places)
        ]
        with self._transaction() as connection:
            connection.executemany("DELETE FROM read_issues WHERE code = ? AND message = ? AND source = ?", stale)

    def add_parses(self, parses: Mapping[str, bytes]) -> None:
        """Keep packed parses by key (a hash of sentence, parser and version, as the caller makes it)."""
        with self._transaction() as connection:
            connection.executemany("INSERT OR IGNORE INTO parses (key, parse) VALUES (?, ?)", sorted(parses.items()))

    def parses(self, keys: Collection[str]) -> dict[str, bytes]:
        """Give the packed parses of those keys that are known."""
        found: dict[str, bytes] = {}
        remaining = iter(sorted(set(keys)))
        with clear_errors(self.path):
            while some := list(islice(remaining, _VARIABLES)):
                marks = ",".join("?" * len(some))
                found.update(self._connection.execute(f"SELECT key, parse FROM parses WHERE key IN ({marks})", some))
        return found

    # The record made of it

    def write_record(self, record: Record, now: datetime | None = None) -> None:
        """Replace the record in one transaction: a reader sees the old one or the new one, and nothing between.

        The run is noted in the history with what it brought, at the time given.
        """
        with self._transaction() as connection:
            begin_history(connection)
            former = tuple(self._rows(Claim, "claims"))
            connection.execute("DELETE FROM record_articles")
            for article in record.articles:
                self._put_article(article, keep_smaller=False)
            connection.executemany(
                "INSERT INTO record_articles (article) VALUES (?)", [(a.id,) for a in record.articles]
            )
            for name, kind in DERIVED.items():
                values = (record.run,) if kind is Run else getattr(record, name)
                connection.execute(f'DROP TABLE IF EXISTS "{name}"')  # and make it as the values now are
                for statement in create_table(name, kind):
                    connection.execute(statement)
                names = ", ".join(f'"{column}"' for column in field_types(kind))
                marks = ", ".join("?" * len(field_types(kind)))
                statement = f'INSERT INTO "{name}" ({names}) VALUES ({marks})'
                connection.executemany(statement, (to_row(value) for value in values))
            write_history(connection, former, record.claims, now)

    def record(self) -> Record:
        """Give the record as it was last written. Raise RecordError if none was."""
        with self._snapshot():
            tables = {
                name: tuple(self._rows(kind, f'"{name}" ORDER BY number'))
                for name, kind in DERIVED.items()
                if kind is not Run
            }
            runs = tuple(self._rows(Run, "run"))
            query = "articles JOIN record_articles AS kept ON article = articles.id ORDER BY kept.number"
            articles = tuple(self._rows(Article, query))
        if not runs:
            raise RecordError(f"{self.path}: nothing was collated into this record yet")
        return Record(articles=articles, run=runs[0], **tables)

    def history(self) -> History:
        """Give when the articles and claims of the record came first, and what verdicts were before."""
        with self._snapshot():
            return read_history(self._connection)

    def search(self, text: str, limit: int = 20) -> list[tuple[str, str]]:
        """Find the articles that have all the words of `text` ("several words" in a row where quoted), best first.

        Give (article id, snippet); in the snippet what was found stands between ⟦ and ⟧.
        """
        terms = [phrase or word for phrase, word in _QUERY_TERM.findall(_searchable(text))]
        if not terms:
            return []
        query = " ".join('"' + term.replace('"', "") + '"' for term in terms)
        with clear_errors(self.path):
            return self._connection.execute(
                """SELECT id, snippet(articles_text, -1, '⟦', '⟧', '…', ?) FROM articles_text
                   JOIN articles ON articles.number = articles_text.rowid
                   WHERE articles_text MATCH ? ORDER BY rank, id LIMIT ?""",
                (_SNIPPET_WORDS, query, limit),
            ).fetchall()

    # How

    def _write_articles(self, batch: list[Article]) -> int:
        if not batch:
            return 0
        with self._transaction():
            return sum(self._put_article(article, keep_smaller=True) for article in batch)

    def _put_article(self, article: Article, *, keep_smaller: bool) -> bool:
        """Insert or update one article; tell whether it is new."""
        names = tuple(field_types(Article))
        known = next(iter(self._rows(Article, "articles WHERE id = ?", (article.id,))), None)
        if known is None:
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            self._connection.execute(f"INSERT INTO articles ({columns}) VALUES ({marks})", to_row(article))
            return True
        wanted = join_sources(article, known) if keep_smaller else article
        if known != wanted:
            changes = ", ".join(f'"{name}" = ?' for name in names)
            self._connection.execute(f"UPDATE articles SET {changes} WHERE id = ?", (*to_row(wanted), article.id))
        return False

    def _rows(self, kind: type[T], tail: str, values: tuple[Any, ...] = ()) -> Iterator[T]:
        with clear_errors(self.path):
            cursor = self._connection.execute(f"SELECT * FROM {tail}", values)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                try:
                    value = from_row(kind, names, row)
                except ValueError as error:
                    raise RecordError(f"{self.path}: the record is damaged: {error}") from error
                yield value

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        with clear_errors(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with clear_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")


def _searchable(text: str) -> str:
    """Give the text as UTF-8 can hold it, without zero characters, which end a query."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _lies_in(source: str, place: str) -> bool:
    """Whether a source is that path, a record of that file, or a file in that folder."""
    return source == place or source.startswith((f"{place}/", f"{place}:"))
