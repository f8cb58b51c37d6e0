"""Hostile files: whatever the bytes are, reading gives articles and issues, and neither errors nor much memory.

`VARIORUM_FUZZ=5000 python -m pytest tests/read/test_fuzz.py` tries so many inputs of each kind.
"""

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.errors import ISSUE_CODES
from variorum.model.text import Article, Issue
from variorum.read.article import read_article
from variorum.read.document import Document, Payload
from variorum.read.documents import read_payload
from variorum.read.sources import read_file
from variorum.settings import Settings

TEXT = "The harbour council of Port Velde agreed on Tuesday to reopen the docks, Mayor Irena Kolb said."
PAGE = f"<!DOCTYPE html><html><head><title>Docks to reopen</title></head><body><p>{TEXT}</p><p>{TEXT}</p></body></html>"
RECORD = {"title": "Docks to reopen", "text": TEXT, "date": "2031-03-03", "url": "https://velde.example/1"}
LIMITS = Settings(
    max_document_bytes=100_000, max_line_bytes=20_000, max_nested_bytes=200_000, max_members=20, max_records=50
)
EXAMPLES = int(os.environ.get("VARIORUM_FUZZ", "40"))


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/a.html", PAGE)
        archive.writestr("b.json", json.dumps(RECORD))
    return data.getvalue()


def tarred() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("in/a.html", f"{'long' * 40}é.txt", "../../b.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(PAGE.encode())
            archive.addfile(entry, io.BytesIO(PAGE.encode()))
    return data.getvalue()


def table() -> bytes:
    data = io.BytesIO()
    columns = {"maintext": [TEXT, None], "published": pyarrow.array([1_900_000_000, None], pyarrow.timestamp("s"))}
    pyarrow.parquet.write_table(pyarrow.table(columns), data)
    return data.getvalue()


def web(packed: bool = False) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}"
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://velde.example/1\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n{answer}\r\n\r\n"
    ).encode()
    return b"".join(gzip.compress(record) for _ in range(3)) if packed else record * 3


FEED = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Velde &b; Herald</title>
<item><title>Docks &lt;script&gt;alert(1)&lt;/script&gt;</title><link>https://velde.example/1</link>
<pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>
<item><description>{TEXT}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Velde</title><entry><title type="html">A &lt;b&gt;</title>
<link href="https://velde.example/1"/><updated>2031-03-03T10:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""
MAIL = f"""From: =?utf-8?q?V=C3=A9lde?= Herald <news@velde.example>\r\nDate: Mon, 03 Mar 2031 10:00:00 +0000
Subject: Docks\r\nList-Id: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="xx"\r\n\r\n--xx\r
Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{TEXT}=20\r\n--xx\r
Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+aGVsbG88L3A+\r\n--xx--\r\n"""
PDF = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
    b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n4 0 obj\n<</Length 130>>stream\nBT /F1 12 Tf ("
    + TEXT.encode()
    + b") Tj ET\nendstream\nendobj\ntrailer<</Size 5/Root 1 0 R>>\n%%EOF"
)
SEEDS: dict[str, bytes] = {
    "a.html": PAGE.encode(), "a.json": json.dumps([RECORD, RECORD]).encode(), "a.txt": TEXT.encode("utf-16"),
    "a.jsonl": (json.dumps(RECORD) + "\n").encode() * 3,
    "a.csv": f'title,text,url\n"a ""b""","{TEXT}\n{TEXT}",\n'.encode(),
    "a.rss": FEED.encode(), "a.atom": ATOM.encode(), "a.eml": MAIL.encode(),
    "a.mbox": f"From a@b 2031\n{MAIL}\n".encode() * 2,
    "a.pdf": PDF, "a.parquet": table(), "a.zip": zipped(), "a.tar": tarred(), "a.tar.gz": gzip.compress(tarred()),
    "a.html.zst": zstd.compress(PAGE.encode()), "a.txt.bz2": bz2.compress(TEXT.encode()),
    "a.jsonl.xz": lzma.compress(json.dumps(RECORD).encode()), "a.warc": web(), "a.warc.gz": web(packed=True),
    "nothing": b"", "a.md": f"---\ntitle: a\ndate: 20250-01-01\n---\n# A\n{TEXT}".encode(),
}  # fmt: skip
PIECES = st.sampled_from([
    b"\0", b"\xff\xfe", b"<" * 300, b"[" * 3000, b'{"a":' * 3000, b"<div>" * 500, b"&a;" * 50, b'"' * 50,
    b"\x1f\x8b\x08",
    b"PK\x03\x04", b"9" * 400, b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", b"<script>alert(1)</script>", b"\r\n\r\n",
    b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"20250-13-45T99:99", b"\xed\xa0\x80", b"--xx\r\n",
    b"Content-Type: message/rfc822\r\n\r\n", b"charset=\xff", b"=?utf-7?b?", b"/Kids [1 0 R]", b"<<" * 300,
    b"]]>", b"\x00\x00\x01",
])  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "insert", "cut", "end", "twice"]), st.floats(0, 1), st.binary(max_size=6) | PIECES
    ),
    min_size=1,
    max_size=6,
)


def change(data: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, piece in changes:
        at = int(where * len(data))
        if kind == "put":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "insert":
            data = data[:at] + piece + data[at:]
        elif kind == "cut":
            data = data[:at] + data[at + 5 * len(piece) + 1 :]
        elif kind == "end":
            data = data[:at]
        else:
            data = data[:at] + data[max(0, at - 200) :]
    return data


@pytest.mark.parametrize("name", SEEDS)
def test_any_bytes_give_articles_and_issues(
    name: str, tmp_path_factory: pytest.TempPathFactory, offsets_checked: Callable[[Article, str], None]
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / name

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(CHANGES)
    def read(changes: list[tuple[str, float, bytes]]) -> None:
        check(path, change(SEEDS[name], changes), offsets_checked)

    check(path, SEEDS[name], offsets_checked)
    read()


def check(path: Path, data: bytes, check_offsets: Callable[[Article, str], None]) -> None:
    path.write_bytes(data)
    results = [result for item in read_file(str(path), LIMITS) for result in read_item(item, check_offsets)]
    assert results
    for result in results:
        if isinstance(result, Article):
            assert all(0 <= s.start < s.end <= len(result.text) for s in result.sentences)
            assert result.published is None or result.published[:4] < "2101"
        else:
            assert result.code in ISSUE_CODES
            assert str(result.source).startswith(str(path))
            str(result).encode("utf-8")


def read_item(
    item: Payload | Document | Issue, check_offsets: Callable[[Article, str], None]
) -> Iterator[Article | Issue]:
    for document in read_payload(item, LIMITS) if isinstance(item, Payload) else (item,):
        for result in read_article(document, LIMITS) if isinstance(document, Document) else (document,):
            if isinstance(result, Article):
                check_offsets(result, document.text)
            yield result
