"""Bad input through the command line: an issue in the record, or one clear line; never a traceback."""

import errno
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from variorum.store.schema import SCHEMA_VERSION

Export = Callable[[Path], bytes]
AS_ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


def issues_of(exported: bytes) -> dict[tuple[str, str], Any]:
    return {(issue["code"], Path(issue["source"]).name): issue["position"] for issue in json.loads(exported)["issues"]}


def test_every_bad_file_is_an_issue_and_the_others_are_read(
    call: Any, export: Export, story: Path, tmp_path: Path
) -> None:
    text = "The grain ships left Velde on Friday, and the council of the harbour thanked the dockers for it."
    (story / "empty.txt").touch()
    (story / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (story / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (story / "line.txt").write_bytes(b"x" * 50_000_000)
    (story / "lines.jsonl").write_text(
        json.dumps({"title": "One", "text": text})
        + "\n"
        + json.dumps({"title": "Two", "text": f"{text} It rained."})
        + '\n{"title": "Three", \n'
        + json.dumps({"title": "Four", "text": f"{text} It snowed."})
        + "\n"
    )
    (story / "odd.txt").write_bytes(b"\xef\xbb\xbf" + text.encode() + b" Caf\xe9 and \xff\xfe were there.")
    (story / "table.csv").write_text("a,b\n1,2\n")
    (story / "loop").symlink_to(story)
    (story / "gone.txt").symlink_to(story / "nowhere.txt")
    record = tmp_path / "record.db"
    outcome = call("collate", story, tmp_path / "not there.txt", "-o", record)
    assert outcome.status == 0
    exported = export(record)
    assert issues_of(exported) == {
        ("empty", "empty.txt"): None,
        ("binary", "picture.txt"): None,
        ("binary", "noise.txt"): None,
        ("too-large", "line.txt"): None,
        ("broken-json", "lines.jsonl"): 3,
        ("encoding", "odd.txt"): None,
        ("no-text-field", "table.csv"): None,
        ("not-found", "gone.txt"): None,
        ("not-found", "not there.txt"): None,
    }
    titles = {article["title"] for article in json.loads(exported)["articles"]}
    assert {"One", "Two", "Four", "Velde docks to reopen"} <= titles
    assert "lines.jsonl: line 3" in outcome.out


def test_a_50_mb_line_of_jsonl_is_an_issue_with_its_line(
    call: Any, export: Export, story: Path, tmp_path: Path
) -> None:
    with (story / "long.jsonl").open("wb") as stream:
        stream.write(b'{"text": "' + b"x" * 50_000_000 + b'"}\n')
        stream.write(json.dumps({"text": "The docks of Velde were open again on Friday."}).encode())
    record = tmp_path / "record.db"
    assert call("collate", story, "-q", "-o", record).status == 0
    exported = export(record)
    assert issues_of(exported) == {("too-large", "long.jsonl"): 1}
    assert len(json.loads(exported)["articles"]) == 4


@pytest.mark.parametrize("kind", ["folder", "missing", "empty", "binary", "stdin"])
def test_where_nothing_can_be_read_one_line_says_so(program: Any, tmp_path: Path, kind: str) -> None:
    source = tmp_path / "source"
    if kind == "folder":
        source.mkdir()
    elif kind in ("empty", "binary"):
        source.write_bytes(bytes(range(256)) * 9 if kind == "binary" else b"")
    record = tmp_path / "record.db"
    outcome = program("collate", "-" if kind == "stdin" else source, "-o", record, stdin=subprocess.DEVNULL)
    assert outcome.status == 1
    assert outcome.line.startswith("variorum: nothing could be read: ")
    assert ("-: " if kind == "stdin" else f"{source}: ") in outcome.line
    assert not list(tmp_path.glob("record.db*"))


def test_a_record_that_was_there_stays_as_it_was_where_nothing_can_be_read(
    call: Any, export: Export, story: Path, tmp_path: Path
) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    before = export(record)
    assert call("collate", tmp_path / "nowhere", "-o", record).status == 1
    assert export(record) == before


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_what_may_not_be_read_is_an_issue(call: Any, export: Export, story: Path, tmp_path: Path) -> None:
    (story / "gazette.txt").chmod(0)
    record = tmp_path / "record.db"
    assert call("collate", story, "-o", record).status == 0
    assert issues_of(export(record)) == {("unreadable", "gazette.txt"): None}


def test_a_file_that_vanishes_is_an_issue(
    call: Any, export: Export, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def vanish(path: Any, *rest: Any, **more: Any) -> int:
        if str(path).endswith("gazette.txt"):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", path)
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", vanish)
    record = tmp_path / "record.db"
    assert call("collate", story, "-o", record).status == 0
    assert issues_of(export(record)) == {("not-found", "gazette.txt"): None}


def test_standard_input_is_a_source(program: Any, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    outcome = program("collate", "-", "-o", record, input=(story / "herald.txt").read_bytes())
    assert outcome.status == 0
    assert outcome.out.startswith("1 article, ")
    shown = json.loads(program("export", record).out)
    assert [article["source"] for article in shown["articles"]] == ["-"]


def test_standard_input_that_is_closed_is_an_issue(environment: dict[str, str], tmp_path: Path) -> None:
    script = f'"{Path(sys.executable).with_name("variorum")}" collate - -o "{tmp_path / "r.db"}" <&-'
    done = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "variorum: nothing could be read: -: standard input is closed\n"


def test_the_record_in_the_folder_that_is_read_is_no_source(call: Any, export: Export, story: Path) -> None:
    record = story / "record.db"
    call("collate", story, "-o", record)
    first = export(record)
    call("collate", story, "-o", record)
    assert export(record) == first
    assert json.loads(first)["issues"] == []


# The record


def test_an_output_that_is_a_folder(call: Any, story: Path) -> None:
    outcome = call("collate", story, "-o", story)
    assert (outcome.status, outcome.line) == (1, f"variorum: {story}: this is a folder")


def test_an_output_in_a_folder_that_is_not_there(call: Any, story: Path, tmp_path: Path) -> None:
    outcome = call("collate", story, "-o", tmp_path / "no" / "record.db")
    assert outcome.status == 1
    assert "there is no folder" in outcome.line


@pytest.mark.parametrize("command", [("collate", "story", "-o"), ("show",), ("export",), ("explain",)])
def test_a_file_that_is_no_record_is_left_alone(
    call: Any, story: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("These are my notes, and they are no record of anything at all.\n" * 9)
    before = other.read_bytes()
    arguments = [story if word == "story" else word for word in command]
    outcome = call(*arguments, other, *(["x"] if command[0] == "explain" else []))
    assert (outcome.status, outcome.line) == (1, f"variorum: {other}: this is no record of Variorum")
    assert other.read_bytes() == before


def test_another_programs_database_is_left_alone(call: Any, story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    before = other.read_bytes()
    outcome = call("collate", story, "-o", other)
    assert (outcome.status, outcome.line) == (1, f"variorum: {other}: this is no record of Variorum")
    assert other.read_bytes() == before


@pytest.mark.parametrize("command", ["collate", "show"])
def test_a_record_of_a_later_version(call: Any, story: Path, tmp_path: Path, command: str) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    with sqlite3.connect(record) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    outcome = call("collate", story, "-o", record) if command == "collate" else call("show", record)
    assert outcome.status == 1
    assert "was written by a later version of Variorum" in outcome.line


def test_a_damaged_record(call: Any, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    data = bytearray(record.read_bytes())
    data[4096 : len(data) - 4096] = b"\xa5" * (len(data) - 8192)
    record.write_bytes(data)
    for arguments in (("show", record), ("export", record), ("collate", story, "-o", record)):
        outcome = call(*arguments)
        assert outcome.status == 1
        assert outcome.line.startswith(f"variorum: {record}: ")


@pytest.mark.parametrize("arguments", [("show",), ("export",), ("explain",)])
def test_a_record_that_is_not_there(call: Any, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    outcome = call(*arguments, tmp_path / "no.db", *(["x"] if arguments[0] == "explain" else []))
    assert (outcome.status, outcome.line) == (1, f"variorum: {tmp_path / 'no.db'}: there is no such record")
    assert not list(tmp_path.glob("no.db*"))


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no such limit here")
def test_a_full_disk(program: Any, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    limit = 200_000

    def no_more_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    outcome = program("collate", story, "-o", record, preexec_fn=no_more_room)
    assert outcome.status == 1
    assert outcome.line.startswith(f"variorum: {record}: the record cannot be used: ")
    assert program("collate", story, "-o", record).status == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["show", "export"])
def test_an_output_that_is_full(program: Any, call: Any, story: Path, tmp_path: Path, command: str) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    with Path("/dev/full").open("wb") as full:
        outcome = program(command, record, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (outcome.status, outcome.line) == (1, "variorum: No space left on device")


def test_an_export_that_cannot_be_written(call: Any, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    for target in (tmp_path, tmp_path / "no" / "export.json"):
        outcome = call("export", record, "-o", target)
        assert outcome.status == 1
        assert outcome.line.startswith(f"variorum: {target}: ")
    outcome = call("export", record, "-f", "csv", "-o", story / "herald.txt")
    assert outcome.status == 1
    assert "herald.txt" in outcome.line


# The call


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("collate",),
        ("export", "r.db", "--format", "docx"),
        ("export", "r.db", "--format", "csv"),
        ("show", "r.db", "weather"),
        ("show", "r.db", "--limit", "0"),
        ("collate", "a.txt", "--workers", "-1"),
        ("collate", "a.txt", "--colour"),
        ("sing",),
    ],
)
def test_a_wrong_call(call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*arguments).status == 2
    assert not list(tmp_path.iterdir())


def test_an_id_that_is_not_in_the_record(call: Any, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    outcome = call("explain", record, "clm-nothing")
    assert (outcome.status, outcome.out) == (1, "")
    assert "'clm-nothing'" in outcome.line


def test_a_folder_without_room_for_anything_is_not_needed_to_read_a_record(
    call: Any, story: Path, tmp_path: Path
) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(record, copy / "record.db")
    copy.chmod(0o500)
    try:
        assert call("show", copy / "record.db").status == 0
        assert [path.name for path in copy.iterdir()] == ["record.db"]
    finally:
        copy.chmod(0o700)
