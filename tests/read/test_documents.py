"""What is no article, though it can be read: addresses, our own exports, what belongs to a saved page."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.export import export_record
from variorum.model.record import Record
from variorum.model.text import Article, Issue
from variorum.settings import Settings
from variorum.store import RecordStore

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
Read = Callable[..., tuple[list[Article], list[Issue]]]


def test_a_list_of_addresses_gives_names_alone(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.txt").write_text("# to read\nhttps://velde.example/1\n\nhttp://velde.example/2?a=b\n")
    articles, issues = read_path(tmp_path / "a.txt")
    assert articles == []
    assert [(i.code, i.position) for i in issues] == [("not-fetched", 2), ("not-fetched", 4)]
    assert "https://velde.example/1" in issues[0].message


def test_an_address_in_a_text_makes_it_no_list(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.txt").write_text(f"https://velde.example/1\n\n{FIRST}\n")
    assert len(read_path(tmp_path)[0]) == 1


@pytest.mark.parametrize(
    ("kind", "name"), [("html", "record.html"), ("json", "record.json"), ("plover", "e.jsonl"), ("csv", "tables")]
)
def test_an_export_of_our_own_is_no_article(
    tmp_path: Path, read_path: Read, invented: Record, kind: str, name: str
) -> None:
    export_record(invented, kind, tmp_path / name)
    articles, issues = read_path(tmp_path)
    assert articles == []
    assert {i.code for i in issues} <= {"own-export", "no-text-field", "no-articles", "empty"}
    assert "own-export" in {i.code for i in issues}


def test_a_record_is_no_source(tmp_path: Path, read_path: Read) -> None:
    RecordStore(tmp_path / "other.db").close()
    assert [i.code for i in read_path(tmp_path / "other.db")[1]] == ["own-export"]


def test_what_a_browser_saved_beside_a_page_is_one_issue(tmp_path: Path, read_path: Read) -> None:
    page = (
        f"<!-- saved from url=(0023)https://velde.example/1 --><html><body><p>{FIRST}</p><p>{FIRST}</p></body></html>"
    )
    (tmp_path / "Docks.html").write_text(page)
    (tmp_path / "Docks_files").mkdir()
    for name in ("advert.html", "style.css", "picture.jpg"):
        (tmp_path / "Docks_files" / name).write_text(page)
    (tmp_path / "own_files").mkdir()
    (tmp_path / "own_files" / "a.txt").write_text(FIRST)
    articles, issues = read_path(tmp_path)
    assert [Path(a.source.path).name for a in articles] == ["Docks.html", "a.txt"]
    assert (articles[0].url, articles[0].outlet) == ("https://velde.example/1", "velde.example")
    assert [(i.code, Path(i.source or "").name) for i in issues] == [("no-page", "Docks_files")]


def test_of_many_issues_the_first_are_told_and_the_others_counted(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.jsonl").write_text("{broken\n" * 50 + json.dumps({"text": FIRST}))
    articles, issues = read_path(tmp_path, settings=Settings(max_issues=10))
    assert len(articles) == 1
    assert [i.code for i in issues] == ["broken-json"] * 10 + ["more-issues"]
    assert issues[-1].message.startswith("40 more")


def test_a_long_list_of_records_is_read_in_pieces(tmp_path: Path, read_path: Read) -> None:
    records = [{"text": f"{FIRST} Number {n}, “é”."} for n in range(40)]
    for name, indent in (("a.json", 1), ("b.json", None)):
        (tmp_path / name).write_text(json.dumps(records, indent=indent, ensure_ascii=False))
        articles, issues = read_path(tmp_path / name, settings=Settings(max_document_bytes=1000))
        assert [a.text for a in articles] == [record["text"] for record in records]
        assert issues == []
    (tmp_path / "c.json").write_text(json.dumps(records)[:3000])
    articles, issues = read_path(tmp_path / "c.json", settings=Settings(max_document_bytes=1000))
    assert 10 < len(articles) < 40
    assert [i.code for i in issues] == ["broken-json"]
