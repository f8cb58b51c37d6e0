"""Packed files are read as if their members lay in a folder, and nothing in them leads out of it."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from variorum.model.text import Article, Issue
from variorum.settings import Settings

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn."
PAGE = (
    f'<!DOCTYPE html><html lang="en"><head><title>Docks to reopen</title></head><body><article>'
    f"<h1>Docks to reopen</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
).encode()
LINES = b"".join(
    json.dumps({"text": f"{FIRST} {i}.", "url": f"https://velde.example/{i}"}).encode() + b"\n" for i in "ab"
)

Read = Callable[..., tuple[list[Article], list[Issue]]]


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz", links: tuple[tarfile.TarInfo, ...] = ()) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for link in links:
            archive.addfile(link)
    return data.getvalue()


@pytest.mark.parametrize(
    ("ending", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstd.compress)],
)
def test_a_compressed_file_is_the_file(
    tmp_path: Path, read_path: Read, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / f"a.html{ending}").write_bytes(pack(PAGE))
    (tmp_path / f"b.jsonl{ending}").write_bytes(pack(LINES))
    plain, issues = read_path(tmp_path / "a.html")
    packed, more = read_path(tmp_path / f"a.html{ending}", tmp_path / f"b.jsonl{ending}")
    assert [packed[0].id, packed[0].text, packed[0].offsets] == [plain[0].id, plain[0].text, plain[0].offsets]
    assert [str(a.source) for a in packed[1:]] == [f"{tmp_path}/b.jsonl{ending}:{n}" for n in (1, 2)]
    assert issues == more == []


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.zip", zipped), ("a.tar", lambda m: tarred(m, "w")), ("a.tar.gz", tarred), ("a.tgz", tarred),
        ("a.tar.zst", lambda m: zstd.compress(tarred(m, "w"))), ("without-a-name", tarred),
    ],
)  # fmt: skip
def test_the_members_of_an_archive_are_read_in_their_places(
    tmp_path: Path, read_path: Read, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    members = {"in/a.html": PAGE, "in/b.jsonl": LINES, "in/broken.json": b'{"text', "__MACOSX/a.html": b"x"}
    (tmp_path / name).write_bytes(pack(members))
    articles, issues = read_path(tmp_path)
    places = [str(a.source).removeprefix(f"{tmp_path}/{name}/") for a in articles]
    assert places == ["in/a.html", "in/b.jsonl:1", "in/b.jsonl:2"]
    assert articles[0].text == f"{FIRST}\n\n{SECOND}"
    assert [(i.code, i.source) for i in issues] == [("broken-json", f"{tmp_path}/{name}/in/broken.json")]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path, read_path: Read) -> None:
    inner = tarred({"a.html.gz": gzip.compress(PAGE)}, "w")
    (tmp_path / "a.zip").write_bytes(zipped({"b.zip": zipped({"c.tar": inner})}))
    articles, issues = read_path(tmp_path)
    assert [str(a.source) for a in articles] == [f"{tmp_path}/a.zip/b.zip/c.tar/a.html.gz"]
    assert issues == []
    articles, issues = read_path(tmp_path, settings=Settings(max_archive_depth=2))
    assert articles == []
    assert next((i.code, i.source) for i in issues) == ("too-large", f"{tmp_path}/a.zip/b.zip/c.tar")


def test_names_that_lead_out_links_and_devices_do_no_harm(tmp_path: Path, read_path: Read) -> None:
    links = []
    for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE)):
        link = tarfile.TarInfo(name)
        link.type, link.linkname = kind, "/etc/passwd"
        links.append(link)
    (tmp_path / "a.tar").write_bytes(tarred({"../../etc/a.html": PAGE, "/b.txt": FIRST.encode()}, "w", tuple(links)))
    (tmp_path / "b.zip").write_bytes(zipped({"..\\..\\c.txt": SECOND.encode()}))
    articles, issues = read_path(tmp_path)
    places = [str(a.source).removeprefix(str(tmp_path)) for a in articles]
    assert places == ["/a.tar/etc/a.html", "/a.tar/b.txt", "/b.zip/c.txt"]
    assert [i.code for i in issues] == ["unreadable"] * 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "b.zip"]


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress, lambda data: zipped({"a.jsonl": data})])
def test_a_bomb_ends_early_and_the_other_files_are_read(
    tmp_path: Path, read_path: Read, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(pack(bytes(80_000_000)))
    (tmp_path / "b.txt").write_text(FIRST)
    articles, issues = read_path(tmp_path, settings=Settings(max_line_bytes=100_000))
    assert [a.text for a in articles] == [FIRST]
    assert {i.code for i in issues} == {"too-large"}


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(LINES * 50)[:-60], zstd.compress(LINES * 50)[:-20], tarred({"b.jsonl": LINES * 50})[:-60],
        zipped({"b.jsonl": LINES})[:-60], zipped({"b.jsonl": LINES}).replace(b"b.jsonl", b"b.jsonk", 1),
        b"\x1f\x8b\x08\x00", b"PK\x05\x06" + bytes(18), b"PK\x05\x06" + b"\xff" * 18,
    ],
)  # fmt: skip
def test_a_damaged_archive_is_an_issue(tmp_path: Path, read_path: Read, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    _, issues = read_path(tmp_path / "a")
    assert {i.code for i in issues} <= {"broken", "empty", "too-large"}
    assert issues
    assert all(str(i.source).startswith(str(tmp_path / "a")) for i in issues)


def test_what_came_before_the_damage_is_read(tmp_path: Path, read_path: Read) -> None:
    many = b"".join(json.dumps({"text": f"{FIRST} {i} {hash(str(i))}."}).encode() + b"\n" for i in range(400))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(many)[:-3000])
    articles, issues = read_path(tmp_path)
    assert len(articles) > 100
    assert [i.code for i in issues if i.code != "broken-json"] == ["broken"]


def test_too_many_members_end_an_archive(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.tar").write_bytes(tarred({f"{n}.txt": f"{FIRST} {n}.".encode() for n in range(9)}, "w"))
    articles, issues = read_path(tmp_path, settings=Settings(max_members=4))
    assert len(articles) == 4
    assert [i.code for i in issues] == ["too-large"]


def test_a_long_name_in_a_tar_is_not_taken_into_memory(tmp_path: Path, read_path: Read) -> None:
    entry = tarfile.TarInfo("x")
    entry.type, entry.size = tarfile.GNUTYPE_LONGNAME, 1 << 40
    data = tarred({"a.txt": FIRST.encode()}, "w")[:1024] + entry.tobuf(tarfile.GNU_FORMAT) + bytes(10_240)
    (tmp_path / "a.tar").write_bytes(data)
    assert [i.code for i in read_path(tmp_path / "a.tar")[1]] == ["broken"]


def test_an_office_document_is_not_taken_for_an_archive_of_articles(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/a.html": PAGE}))
    articles, issues = read_path(tmp_path / "a")
    assert (articles, [i.code for i in issues]) == ([], ["unknown-format"])
