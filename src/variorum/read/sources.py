"""Paths to documents: files, folders, standard input; formats told by name, else by content."""

import os
import stat
import sys
from collections.abc import Iterator
from typing import BinaryIO

from variorum.language.lexicon import read_toml
from variorum.model.text import Issue, Source
from variorum.read.article import Document, digest
from variorum.read.decode import decode
from variorum.read.markup import looks_like_page
from variorum.read.records import read_json, read_json_line
from variorum.settings import Settings

_FILES = read_toml("fields")["files"]
_FORMATS = {extension: kind for kind, extensions in _FILES["formats"].items() for extension in extensions}
_OTHER = frozenset(_FILES["other"].split())
_SKIP_CHUNK = 1 << 20
_SNIFFED = 4096


def find_files(path: str) -> Iterator[str | Issue]:
    """Give the files of a folder and its folders, sorted; hidden ones are left out, a link to a folder above too."""
    seen: set[tuple[int, int]] = set()
    problems: list[OSError] = []
    for folder, folders, names in os.walk(path, followlinks=True, onerror=problems.append):
        try:
            status = os.stat(folder)
        except OSError as error:
            problems.append(error)
            folders.clear()
            continue
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.startswith("."))
    for problem in problems:
        yield describe(problem, str(problem.filename))


def describe(error: OSError, path: str) -> Issue:
    """Give the issue of a path that cannot be read."""
    code = "not-found" if isinstance(error, FileNotFoundError) else "unreadable"
    return Issue(code, error.strerror or "cannot be read", printable(path))


def printable(path: str) -> str:
    """Give a path as text that can be stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_file(path: str, settings: Settings) -> Iterator[Document | Issue]:
    """Read the documents of a file. A pipe or a device is not opened for reading."""
    name = printable(path)
    extension = os.path.splitext(path)[1].lower()
    if extension in _OTHER:
        yield Issue("unknown-format", f"files of the kind '{extension}' are not read", name)
        return
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        yield describe(error, path)
        return
    except ValueError:
        yield Issue("not-found", "no name of a file", name)
        return
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            yield Issue("unreadable", "no regular file", name)
            return
        try:
            yield from _read_stream(stream, name, _FORMATS.get(extension), settings)
        except OSError as error:
            yield describe(error, path)


def read_standard_input(settings: Settings) -> Iterator[Document | Issue]:
    """Read standard input; its format is told by its content."""
    try:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        yield from _read_stream(sys.stdin.buffer, "-", None, settings)
    except OSError as error:
        yield Issue("unreadable", error.strerror or str(error), "-")


def _read_stream(stream: BinaryIO, name: str, kind: str | None, settings: Settings) -> Iterator[Document | Issue]:
    if kind == "jsonl":
        yield from _read_lines(stream, name, settings, b"")
        return
    first = b""
    if kind is None:
        first = stream.readline(settings.max_line_bytes + 1)
        if _is_record(first):
            second = stream.readline(settings.max_line_bytes + 1)
            if _is_record(second):
                yield from _read_lines(stream, name, settings, first + second)
                return
            first += second
    data = first + stream.read(max(0, settings.max_document_bytes + 1 - len(first)))
    if len(data) > settings.max_document_bytes:
        yield Issue(
            "too-large", f"over {settings.max_document_bytes} bytes; many articles belong in a JSONL file", name
        )
        return
    yield from _read_document(data, name, kind)


def _is_record(line: bytes) -> bool:
    return line.startswith(b"{") and line.rstrip().endswith(b"}")


def _read_document(data: bytes, name: str, kind: str | None) -> Iterator[Document | Issue]:
    if not data.strip():
        yield Issue("empty", "no text is in it", name)
        return
    decoded = decode(data)
    if decoded is None:
        yield Issue("binary", "it is no text", name)
        return
    if decoded.replaced:
        yield Issue("encoding", f"read as {decoded.encoding} with replacement characters", name)
    kind = kind or _sniff(decoded.text)
    if kind == "json":
        yield from read_json(name, data, decoded.text)
    elif kind == "page":
        yield Document(Source(name), digest(data), "page", decoded.text)
    else:
        yield Document(Source(name), digest(data), "markdown" if kind == "markdown" else "text", decoded.text)


def _sniff(text: str) -> str:
    head = text[:_SNIFFED].lstrip()
    if looks_like_page(head):
        return "page"
    tail = text[-_SNIFFED:].rstrip()
    return (
        "json"
        if (head[:1], tail[-1:]) in (("{", "}"), ("[", "]")) and head[1:].lstrip()[:1] in ('"', "{", "}", "]")
        else "text"
    )


def _read_lines(stream: BinaryIO, name: str, settings: Settings, before: bytes) -> Iterator[Document | Issue]:
    """Read a JSONL file line by line; a line over the limit is passed over without being held in memory."""
    number = 0
    for line in before.splitlines(keepends=True):
        number += 1
        yield from read_json_line(name, number, line)
    while line := stream.readline(settings.max_line_bytes + 1):
        number += 1
        if len(line) > settings.max_line_bytes:
            yield Issue("too-large", f"line {number} has over {settings.max_line_bytes} bytes", name, number)
            while line and not line.endswith(b"\n"):
                line = stream.readline(_SKIP_CHUNK)
            continue
        yield from read_json_line(name, number, line)
    if number == 0:
        yield Issue("empty", "no text is in it", name)
