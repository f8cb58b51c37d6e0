"""Archives of the web: pages alone, damaged records passed over, one article for a page however it came."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.model.text import Article, Issue
from variorum.read.limits import Budget, Place
from variorum.read.warc import read_warc
from variorum.settings import Settings

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn."
Read = Callable[..., tuple[list[Article], list[Issue]]]


def page(number: int, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Docks to reopen, part {number}</title>{head}</head>'
        f"<body><article><h1>Docks to reopen, part {number}</h1>"
        f"<p>{FIRST}</p><p>{SECOND} Part {number}.</p></article></body></html>"
    ).encode()


def record(
    address: str, body: bytes, kind: str = "text/html", status: str = "200 OK", length: int = 0, coding: str = ""
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


RECORDS = [record(f"https://velde.example/{n}", page(n)) for n in range(4)]
PACKINGS = {
    "a.warc": b"".join,
    "a.warc.gz": lambda records: b"".join(gzip.compress(r) for r in records),
    "one-member.gz": lambda records: gzip.compress(b"".join(records)),
}


@pytest.mark.parametrize("name", PACKINGS)
def test_pages_are_read_with_their_address_and_number(tmp_path: Path, read_path: Read, name: str) -> None:
    others = [
        record("https://velde.example/a.jpg", b"\xff\xd8\xff", "image/jpeg"),
        record("https://velde.example/b", page(9), status="404 Not Found"),
    ]
    request = record("https://velde.example/0", b"").replace(b"WARC-Type: response", b"WARC-Type: request")
    (tmp_path / name).write_bytes(PACKINGS[name]([request, *RECORDS[:2], *others, RECORDS[2]]))
    articles, issues = read_path(tmp_path)
    assert [(a.source.record, a.url) for a in articles] == [(2, "https://velde.example/0"), (3, "https://velde.example/1"),
                                                            (6, "https://velde.example/2")]  # fmt: skip
    assert articles[0].text == f"{FIRST}\n\n{SECOND} Part 0."
    assert articles[0].outlet == "velde.example"
    assert [(i.code, i.message) for i in issues] == [
        ("no-page", "2 records are no pages: 1 image/jpeg, 1 with status 404")
    ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("length", [30, 1200, 5000])
def test_a_wrong_length_costs_no_other_page(tmp_path: Path, read_path: Read, name: str, length: int) -> None:
    wrong = record("https://velde.example/wrong", page(8), length=length)
    (tmp_path / name).write_bytes(PACKINGS[name]([RECORDS[0], wrong, *RECORDS[1:]]))
    articles, issues = read_path(tmp_path)
    assert {f"https://velde.example/{n}" for n in range(4)} <= {a.url for a in articles}
    assert "broken" in {i.code for i in issues}
    assert all("WARC/1.0" not in a.text for a in articles)


def test_what_is_cut_off_is_an_issue_and_what_came_before_is_read(tmp_path: Path, read_path: Read) -> None:
    for name in ("a.warc", "a.warc.gz"):
        (tmp_path / name).write_bytes(PACKINGS[name](RECORDS)[:-150])
        articles, issues = read_path(tmp_path / name)
        assert [a.url for a in articles] == [f"https://velde.example/{n}" for n in range(3)]
        assert {i.code for i in issues} == {"broken"}


def test_noise_between_records_is_passed_over(tmp_path: Path, read_path: Read) -> None:
    noise = b"\x1f\x8b\x08\x00 noise" * 9
    data = gzip.compress(RECORDS[0]) + noise + gzip.compress(RECORDS[1])
    (tmp_path / "a.warc.gz").write_bytes(data)
    assert [a.url for a in read_path(tmp_path)[0]] == ["https://velde.example/0", "https://velde.example/1"]


def test_a_coded_page_is_decoded_within_the_limit(tmp_path: Path, read_path: Read) -> None:
    coded = record("https://velde.example/1", gzip.compress(page(1)), coding="Content-Encoding: gzip\r\n")
    bomb = record("https://velde.example/2", gzip.compress(bytes(50_000_000)), coding="Content-Encoding: gzip\r\n")
    noise = record("https://velde.example/3", b"no gzip", coding="Content-Encoding: gzip\r\n")
    (tmp_path / "a.warc").write_bytes(coded + bomb + noise + RECORDS[0])
    articles, issues = read_path(tmp_path, settings=Settings(max_document_bytes=1_000_000))
    assert [a.url for a in articles] == ["https://velde.example/1", "https://velde.example/0"]
    assert [(i.code, i.position) for i in issues[:2]] == [("too-large", 2), ("broken", 3)]


def test_an_archive_of_the_web_in_an_archive_is_read(tmp_path: Path, read_path: Read) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.warc.gz", PACKINGS["a.warc.gz"](RECORDS))
    articles, issues = read_path(tmp_path)
    assert [str(a.source) for a in articles] == [f"{tmp_path}/a.zip/b.warc.gz:{n}" for n in (1, 2, 3, 4)]
    assert issues == []
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace(PACKINGS["a.warc.gz"](RECORDS[3:]), bytes(9)))
    assert {i.code for i in read_path(tmp_path / "a.zip")[1]} <= {"broken", "empty"}


def test_an_interruption_is_not_taken_for_damage() -> None:
    class Interrupted(io.BytesIO):
        def read(self, *_: int | None) -> bytes:
            if self.tell():
                raise KeyboardInterrupt
            return super().read(50)

    place = Place("a.warc", "a.warc", Budget(Settings(), 1000))
    with pytest.raises(KeyboardInterrupt):
        list(read_warc(Interrupted(b"".join(RECORDS)), place, Settings()))


def test_the_charset_of_the_answer_counts(tmp_path: Path, read_path: Read) -> None:
    body = page(1).decode().replace("Irena", "Iřena").encode("iso-8859-2")
    (tmp_path / "a.warc").write_bytes(record("https://velde.example/1", body, "text/html; charset=iso-8859-2"))
    assert "Iřena Kolb" in read_path(tmp_path)[0][0].text


def test_a_page_is_the_same_article_in_an_archive_and_as_a_file(tmp_path: Path, read_path: Read) -> None:
    body = page(1, '<link rel="canonical" href="https://velde.example/canonical">')
    (tmp_path / "a.html").write_bytes(body)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(record("https://velde.example/1?from=feed", body)))
    articles, _ = read_path(tmp_path)
    assert len(articles) == 2
    assert len({(a.id, a.text, a.url, a.source_sha256) for a in articles}) == 1
