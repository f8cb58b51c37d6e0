"""Bad input is an issue with its source and position, never a traceback."""

import io
import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from variorum.errors import ISSUE_CODES
from variorum.model.text import Article, Issue
from variorum.read.formats import read_stream
from variorum.read.limits import Budget, Place
from variorum.settings import Settings

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
Read = Callable[..., tuple[list[Article], list[Issue]]]


def codes(issues: list[Issue]) -> list[str]:
    assert all(issue.code in ISSUE_CODES for issue in issues)
    return [issue.code for issue in issues]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.html", b"<html><body></body></html>", "empty"),
        ("a.md", b"---\ntitle: Nothing\n---\n", "empty"),
        ("a.json", b'{"text": ""}', "empty"),
        ("a.json", b"[]", "empty"),
        ("a.txt", b"Hello", "fragment"),
        ("a.html", b"<html><head><title>Talks on the Uld fail</title></head><body><p>Brok", "fragment"),
        ("a.jsonl", b"", "empty"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.pdf", b"%PDF-1.7 and so on", "broken"),
        ("a", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        ("a.json", b'{"text": ', "broken-json"),
        ("a.json", b"[" * 100_000, "broken-json"),
        ("a.jsonl", b"[" * 100_000, "broken-json"),
        ("a.json", b'{"text": ' + b"9" * 5000 + b"}", "broken-json"),
        ("a.json", b'{"title": "Only a title"}', "no-text-field"),
        ("a.json", b"3", "no-text-field"),
        ("a.json", b'{"text": NaN}', "no-text-field"),
        ("a.json", b'[null, "text"]', "no-text-field"),
        ("a.csv", b"a,b\n1,2\n", "no-text-field"),
        ("a.docx", b"PK\x03\x04", "unknown-format"),
    ],
)
def test_a_bad_file_is_an_issue(tmp_path: Path, read_path: Read, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    articles, issues = read_path(path)
    assert articles == []
    assert set(codes(issues)) == {code}
    assert all(issue.source is not None and issue.source.startswith(str(path)) for issue in issues)


def test_a_broken_line_of_jsonl_has_its_number_and_the_others_are_read(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": FIRST})
    path.write_text(f"{good}\n\n{{broken\n{good}\n")
    articles, issues = read_path(path)
    assert [a.source.record for a in articles] == [1, 4]
    assert [(i.code, i.position) for i in issues] == [("broken-json", 3)]


def test_a_long_line_is_passed_over(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": FIRST})
    path.write_text(f'{good}\n{{"text": "{"long " * 100_000}"}}\n{good}\n')
    articles, issues = read_path(path, settings=Settings(max_line_bytes=10_000))
    assert [a.source.record for a in articles] == [1, 3]
    assert [(i.code, i.position) for i in issues] == [("too-large", 2)]


def test_a_line_of_a_gigabyte_takes_no_gigabyte() -> None:
    class Endless(io.RawIOBase):
        left = 1_000_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            buffer[:size] = b"x" * size
            self.left -= size
            return size

    settings = Settings(max_line_bytes=5_000_000)
    place = Place("a.jsonl", "a.jsonl", Budget(settings, 1_000_000_000))
    tracemalloc.start()
    found = list(read_stream(io.BufferedReader(Endless()), place, settings))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [item.code for item in found if isinstance(item, Issue)] == ["too-large"]
    assert peak < 40_000_000


def test_a_large_document_is_an_issue(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST * 1000)
    assert codes(read_path(path, settings=Settings(max_document_bytes=5000))[1]) == ["too-large"]


def test_a_path_that_is_not_there(tmp_path: Path, read_path: Read) -> None:
    assert codes(read_path(tmp_path / "none.txt")[1]) == ["not-found"]
    assert codes(read_path("a\0b")[1]) == ["not-found"]


def test_a_file_that_vanishes_after_the_folder_was_listed(
    tmp_path: Path, read_path: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{FIRST} {name}.")
    opened = os.open

    def open_late(path: str, *arguments: int) -> int:
        if path.endswith("b.txt"):
            os.unlink(path)
        return opened(path, *arguments)

    monkeypatch.setattr("variorum.read.sources.os.open", open_late)
    articles, issues = read_path(tmp_path)
    assert len(articles) == 1
    assert codes(issues) == ["not-found"]


def test_a_file_that_may_not_be_read(tmp_path: Path, read_path: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("variorum.read.sources.os.open", refuse)
    assert codes(read_path(path)[1]) == ["unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_devices_are_not_read(tmp_path: Path, read_path: Read) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert codes(read_path(tmp_path / "pipe.txt")[1]) == ["unreadable"]
    assert codes(read_path("/dev/null")[1]) == ["unreadable"]


def test_a_folder_without_articles(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / ".hidden.txt").write_text(FIRST)
    assert codes(read_path(tmp_path)[1]) == ["no-articles"]


def test_folders_are_read_in_order_and_links_in_a_circle_once(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("b.txt", "a.txt", "inner/c.txt"):
        (tmp_path / name).write_text(f"{FIRST}\nThis is {name} of three.")
    (tmp_path / "inner" / "loop").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    articles, issues = read_path(tmp_path, tmp_path / "b.txt")
    assert [os.path.basename(a.source.path) for a in articles] == ["a.txt", "b.txt", "c.txt"]
    assert issues == []


def test_nul_and_lone_surrogates_do_not_reach_the_text(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"title": "A \\ud800 title", "text": "The docks\\u0000 are \\ud800open, the mayor of Velde said."}'
    )
    articles, _ = read_path(path)
    assert articles[0].text == "The docks are open, the mayor of Velde said."
    assert articles[0].title == "A title"
    assert {note.reason for note in articles[0].removed} == {"control"}


def test_an_impossible_date_is_no_date(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": FIRST, "date": "20250-01-01"}))
    articles, _ = read_path(path)
    assert articles[0].published is None


def test_broken_bytes_are_replaced_with_an_issue(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{FIRST} “Ships”, é, ü, ß and “grain” — ".encode() * 3 + b"\xff\xfe end.")
    articles, issues = read_path(path)
    assert "\ufffd" in articles[0].text
    assert codes(issues) == ["encoding"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_detected(tmp_path: Path, read_path: Read, encoding: str) -> None:
    text = f"{FIRST}\n“Nothing is settled,” said Zoë Müller – the union’s leader – in a café by the harbour."
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    articles, issues = read_path(path)
    assert articles[0].text == text.replace("\n", "\n\n")
    assert issues == []


def test_another_language_is_marked(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Der Hafenrat von Velde hat am Dienstag beschlossen, die nördlichen Docks nach einer Woche zu öffnen."
    )
    articles, issues = read_path(path)
    assert articles[0].language == "de"
    assert codes(issues) == ["not-english"]


def test_deep_html_does_not_break(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<div>" * 50_000 + f"<p>{FIRST}</p>" + "</div>" * 50_000)
    articles, _ = read_path(path)
    assert articles[0].text == FIRST


@pytest.mark.parametrize(
    "piece", ["<image>", "<a href='", '<a title="', "<!--", "<figure>", "&amp", "[a](", "**a", "\\n", "By A, "]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_hostile_repetition_is_read_in_time(tmp_path: Path, read_path: Read, piece: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(piece * 20_000 + f"\n{FIRST}\n")
    read_path(path)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, read_path: Read) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(FIRST.encode())))
    articles, _ = read_path("-")
    assert (articles[0].source.path, articles[0].text) == ("-", FIRST)


def test_jsonl_on_standard_input_is_read_as_such(monkeypatch: pytest.MonkeyPatch, read_path: Read) -> None:
    lines = "".join(json.dumps({"text": f"{FIRST} {i}."}) + "\n" for i in range(3))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines.encode())))
    articles, _ = read_path("-")
    assert [a.source.record for a in articles] == [1, 2, 3]
