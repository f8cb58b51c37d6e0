"""What is put into a record file comes out again, whatever happens to the run."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from variorum.errors import RecordError
from variorum.model.record import Record, Run
from variorum.model.text import Article, Issue, OffsetMap, Source
from variorum.store import RecordStore
from variorum.store.schema import DERIVED, SCHEMA_VERSION


def article(name: str, text: str = "The envoy left.", path: str = "a.txt", **fields: object) -> Article:
    return Article(name, Source(path), "f" * 64, text, OffsetMap(((0, 3, len(text)),)), (), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("table", "kind"), [("articles", Article), *sorted(DERIVED.items())])
@given(data=st.data())
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_the_record_holds_is_read_back_equal(
    tmp_path: Path, invented: Record, table: str, kind: type, data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.from_type(kind), max_size=2, unique_by=lambda row: getattr(row, "id", None)))
    assume("nan" not in repr(rows))  # nothing equals NaN
    record = replace(
        invented, **{table: rows[0] if kind is Run and rows else invented.run if kind is Run else tuple(rows)}
    )
    with RecordStore(tmp_path / "record.db") as store:
        try:
            store.write_record(record)
        except OverflowError:  # an integer of more than 64 bits is no offset
            return
        assert store.record() == record


def test_a_second_record_replaces_the_first(tmp_path: Path, invented: Record) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as store:
        store.write_record(invented)
        less = replace(invented, claims=invented.claims[:1], articles=invented.articles[:2])
        store.write_record(less)
    with RecordStore(path, read_only=True) as store:
        assert store.record() == less
        assert len(list(store.articles())) == len(invented.articles)


def test_articles_are_kept_once_with_the_smaller_source_and_come_sorted(tmp_path: Path) -> None:
    with RecordStore(tmp_path / "record.db") as store:
        assert (
            store.add_articles([article("art-2", path="z.txt"), article("art-1"), article("art-2", path="b.txt")]) == 2
        )
        assert store.add_articles([article("art-2", path="c.txt")]) == 0
        assert [(a.id, a.source.path) for a in store.articles()] == [("art-1", "a.txt"), ("art-2", "b.txt")]


def test_a_record_number_counts_in_the_order_of_sources(tmp_path: Path) -> None:
    with RecordStore(tmp_path / "record.db") as store:
        many = [replace(article("art-1"), source=Source("a.jsonl", n)) for n in (7, None, 2)]
        store.add_articles(many)
        assert [a.source for a in store.articles()] == [Source("a.jsonl")]


def test_what_was_read_before_an_interruption_is_kept(tmp_path: Path) -> None:
    def interrupted() -> Iterator[Article]:
        for number in range(100):
            yield article(f"art-{number:03}")
        raise KeyboardInterrupt

    path = tmp_path / "record.db"
    with RecordStore(path) as store, pytest.raises(KeyboardInterrupt):
        store.add_articles(interrupted())
    with RecordStore(path, read_only=True) as store:
        assert len(list(store.articles())) == 100


def test_a_killed_process_loses_nothing_that_it_had_finished(tmp_path: Path, invented: Record) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as store:
        store.write_record(invented)
    program = """
        import os, signal, sys
        from variorum.store import RecordStore
        store = RecordStore(sys.argv[1])
        store.add_parses({"key": b"parse"})
        store._connection.execute("BEGIN IMMEDIATE")
        store._connection.execute("DELETE FROM claims")
        os.kill(os.getpid(), signal.SIGKILL)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program), str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    with RecordStore(path, read_only=True) as store:
        assert store.parses(["key"]) == {"key": b"parse"}
        assert store.record() == invented


def test_a_record_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, invented: Record) -> None:
    with RecordStore(tmp_path / "record.db") as store:
        store.write_record(invented)
        with pytest.raises(OverflowError):
            store.write_record(replace(invented, timeline=(), issues=(Issue("empty", "x", None, 2**70),)))
        assert store.record() == invented


def test_issues_are_a_set(tmp_path: Path) -> None:
    first, second = Issue("empty", "nothing in it", "b.txt"), Issue("broken-json", "line 3", "a.jsonl", 3)
    with RecordStore(tmp_path / "record.db") as store:
        store.add_issues([first, second, first])
        store.add_issues([second])
        assert store.issues() == (second, first)


def test_parses_are_known_again(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    many = {f"{number:05}": bytes([number % 256]) for number in range(1500)}
    with RecordStore(path) as store:
        store.add_parses(many)
    with RecordStore(path) as store:
        assert store.parses([*many, "unknown"]) == many


def test_issues_of_what_is_read_again_are_forgotten(tmp_path: Path) -> None:
    with RecordStore(tmp_path / "r.db") as store:
        sources = ("a.txt", "in/b.txt", "in/c.jsonl:3", "inn/d.txt", None)
        store.add_issues([Issue("empty", "no text", source) for source in sources])
        store.forget_issues(["in/", "a.txt"])
        assert [issue.source for issue in store.issues()] == [None, "inn/d.txt"]


def test_search_finds_words_in_their_forms_and_shows_where(tmp_path: Path) -> None:
    with RecordStore(tmp_path / "record.db") as store:
        store.add_articles(
            [
                article("art-1", "The talks were postponed by a week.", title="Talks"),
                article("art-2", "The envoys met, and the café closed."),
            ]
        )
        assert [found for found, _ in store.search("postpone talk")] == ["art-1"]
        assert store.search("cafe") == [("art-2", "The envoys met, and the ⟦café⟧ closed.")]
        assert store.search('"envoys met"')
        assert not store.search('"met envoys"')
        store.add_articles([replace(article("art-2", "All quiet.", path="A.txt"))])
        assert store.search("cafe") == []


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "a AND (", "NEAR(", "title:x", "*", "\0", "\ud800", "-x", "^"])
def test_no_search_text_is_an_error(tmp_path: Path, text: str) -> None:
    with RecordStore(tmp_path / "record.db") as store:
        store.add_articles([article("art-1")])
        assert store.search(text) == []


def test_a_file_name_that_is_no_utf8_is_kept(tmp_path: Path) -> None:
    odd = article("art-1", path=os.fsdecode(b"caf\xe9.txt"))
    with RecordStore(tmp_path / "record.db") as store:
        store.add_articles([odd])
        assert list(store.articles()) == [odd]


@pytest.mark.parametrize("content", [b"The envoy left.\n" * 100, b"\x00" * 5000])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path: Path, content: bytes, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"notes\.txt: this is no record"):
        RecordStore(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_of_something_else_is_refused(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE articles (id)")
    with pytest.raises(RecordError, match="this is no record"):
        RecordStore(path, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_record_of_a_later_version_is_refused(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "record.db"
    RecordStore(path).close()
    with sqlite3.connect(path) as later:
        later.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        later.execute("UPDATE meta SET value = '99.0' WHERE key = 'program'")
    with pytest.raises(RecordError, match=r"later version of Variorum \(99\.0\)"):
        RecordStore(path, read_only=read_only)


def test_reading_needs_a_record_and_changes_nothing(tmp_path: Path, invented: Record) -> None:
    path = tmp_path / "record.db"
    with pytest.raises(RecordError, match="no such record"):
        RecordStore(path, read_only=True)
    assert not path.exists()
    with RecordStore(path) as store, pytest.raises(RecordError, match="nothing was collated"):
        store.record()
    with RecordStore(path, read_only=True) as store, pytest.raises(RecordError, match="readonly"):
        store.write_record(invented)


def test_a_record_is_one_file_and_reading_writes_nothing_beside_it(tmp_path: Path, invented: Record) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as store:
        store.write_record(invented)
    assert list(tmp_path.iterdir()) == [path]
    before = path.read_bytes()
    with RecordStore(path, read_only=True) as store:
        assert store.record() == invented
        assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


def test_a_reader_sees_the_old_record_while_another_writes(tmp_path: Path, invented: Record) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as writer:
        writer.write_record(invented)
        with RecordStore(path, read_only=True) as reader:
            assert reader.record() == invented
            writer.write_record(replace(invented, claims=()))
            assert reader.record().claims == ()
            writer.close()
            assert reader.record().claims == ()
    with RecordStore(path, read_only=True) as reader:
        assert reader.record().claims == ()


def test_there_must_be_a_folder_to_write_in(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no folder"):
        RecordStore(tmp_path / "nowhere" / "record.db")
    with pytest.raises(RecordError, match="this is a folder"):
        RecordStore(tmp_path)


def test_a_damaged_record_is_told_in_one_line(tmp_path: Path, invented: Record) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as store:
        store.write_record(invented)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE claims SET verdict = 'perhaps'")
    with RecordStore(path, read_only=True) as store, pytest.raises(RecordError, match="damaged"):
        store.record()


def test_the_file_is_useful_to_sqlite_alone(tmp_path: Path, invented: Record) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as store:
        store.write_record(invented)
    with sqlite3.connect(path) as plain:
        readings = plain.execute("SELECT reading FROM readings WHERE verdict = 'conflict' ORDER BY reading").fetchall()
        (mentions,) = plain.execute("SELECT count(*) FROM mentions").fetchone()
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    expected = sorted(r.value for c in invented.claims if c.verdict == "conflict" for r in c.readings)
    assert [value for (value,) in readings] == expected
    assert mentions == sum(len(entity.mentions) for entity in invented.entities)


def test_a_field_added_to_articles_later_is_added_to_an_old_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as store:
        store.add_articles([article("art-1", credits=("Reuters",))])
    with sqlite3.connect(path) as old:
        old.execute("ALTER TABLE articles DROP COLUMN credits")
    with RecordStore(path) as store:
        assert next(store.articles()).credits == ()
        store.add_articles([article("art-2", credits=("Reuters",))])
        assert [a.credits for a in store.articles()] == [(), ("Reuters",)]


def test_a_full_disk_is_told_in_one_line_and_loses_nothing_that_was_finished(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with RecordStore(path) as store:
        store.add_articles([article("art-1")])
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(RecordError, match="full"):
            store.add_articles([article("art-2", "word " * 100_000)])
        assert [a.id for a in store.articles()] == ["art-1"]
    with RecordStore(path, read_only=True) as store:
        assert [a.id for a in store.articles()] == ["art-1"]
