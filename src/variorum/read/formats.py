"""What a stream is, by its first bytes and then by its name, and which reader gives its documents."""

import codecs
import os
import re
import zlib
from collections.abc import Iterator
from typing import get_args

from variorum.language.lexicon import read_toml
from variorum.model.text import Issue, Source
from variorum.read.archives import COMPRESSED, decompress, read_members
from variorum.read.document import Document, Format, Payload
from variorum.read.limits import HEAD, BrokenError, LimitError, Place, Stream, fill
from variorum.read.mail import read_mailbox
from variorum.read.records import read_json_lines, read_json_list
from variorum.read.tables import read_table
from variorum.settings import Settings

_FILES = read_toml("fields")["files"]
_BY_NAME = {ending: kind for kind, endings in _FILES["formats"].items() for ending in endings}
_PACKED = {ending for endings in _FILES["packed"].values() for ending in endings}
_OTHER = frozenset(_FILES["other"].split())
_DOCUMENTS = get_args(Format)
_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"%PDF-", "pdf"),
    (b"WARC/1.", "warc"),
    (b"SQLite format 3\x00", "sqlite"),
)
_TAR = (257, b"ustar")
_OWN = (68, b"VARI")  # the application's id in the header of a record
_MAIL = re.compile(rb"(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)

Found = Iterator[Payload | Document | Issue]


def read_stream(stream: Stream, place: Place, settings: Settings) -> Found:
    """Give what a stream holds, in its order, archives in archives included. Raise LimitError where it is given up."""
    empty = True
    try:
        for found in _read_stream(stream, place, settings):
            empty = False
            yield found
        if empty:
            yield Issue("empty", "nothing is in it", place.path)
    except LimitError:
        raise
    except BrokenError as error:
        yield Issue("broken", f"it is damaged or ends too early: {error}", place.path)
    except OSError as error:
        yield Issue("unreadable", error.strerror or str(error), place.path)


def _read_stream(stream: Stream, place: Place, settings: Settings) -> Found:
    ending = os.path.splitext(place.name)[1].lower()
    if ending in _OTHER:
        yield Issue("unknown-format", f"files of the kind '{ending}' are not read", place.path)
        return
    head = stream.peek(HEAD)
    kind = _tell_format(head, ending)
    if kind in (*COMPRESSED, "zip", "tar") and place.depth >= settings.max_archive_depth:
        yield Issue("too-large", f"archives in archives, over {settings.max_archive_depth} deep", place.path)
    elif kind in COMPRESSED:
        inner = place.unpacked(place.name[: -len(ending)] if ending in _PACKED else place.name)
        yield from _read_stream(decompress(stream, kind, place), inner, settings)
    elif kind in ("zip", "tar"):
        for member in read_members(stream, kind, place, settings):
            if isinstance(member, Issue):
                yield member
            else:
                yield from read_stream(member[1], member[0], settings)
    elif kind == "sqlite":
        own = head[_OWN[0] :].startswith(_OWN[1])
        yield (
            Issue("own-export", "a record of Variorum is no source", place.path)
            if own
            else Issue("unknown-format", "a database is not read", place.path)
        )
    else:
        yield from _read_documents(stream, head, kind, place, settings)


def _tell_format(head: bytes, ending: str) -> str | None:
    named = _BY_NAME.get(ending)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (named and magic.isalnum()):  # a text may begin with letters like these
            return "warc" if kind == "gzip" and _inflate(head).startswith(b"WARC/") else kind
    if head[_TAR[0] :].startswith(_TAR[1]):
        return "tar"
    if named is None and _MAIL.match(head):
        return "mail"
    return named


def _inflate(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _looks_like_lines(head: bytes) -> bool:
    """Tell whether a stream without a telling name holds a JSON object a line."""
    if not head.startswith(b"{"):
        return False
    first, _, rest = head.partition(b"\n")
    if not rest:
        return len(head) > HEAD and head[1:2] in b'"'
    return first.rstrip().endswith(b"}") and rest.startswith(b"{")


def _as_utf8(stream: Stream, head: bytes) -> Stream:
    """Give a stream that is in UTF-16, by its mark, in UTF-8, so that it has lines."""
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return stream
    return fill(codecs.EncodedFile(stream, "utf-8", "utf-16", "replace"))


def _read_documents(stream: Stream, head: bytes, kind: str | None, place: Place, settings: Settings) -> Found:
    if kind in ("table", "jsonl"):
        stream = _as_utf8(stream, head)
    if kind == "warc":
        from variorum.read.warc import read_warc

        yield from read_warc(stream, place, settings)
    elif kind == "parquet":
        from variorum.read.parquet import read_parquet

        yield from read_parquet(stream, place, settings)
    elif kind == "table":
        yield from read_table(stream, place, settings)
    elif kind == "mailbox":
        yield from read_mailbox(stream, place, settings)
    elif kind == "jsonl" or (kind is None and _looks_like_lines(head)):
        yield from read_json_lines(stream, place, settings)
    else:
        yield from _read_whole(stream, kind, place, settings)


def _read_whole(stream: Stream, kind: str | None, place: Place, settings: Settings) -> Found:
    data = stream.read(settings.max_document_bytes + 1)
    if len(data) > settings.max_document_bytes and kind in ("json", None) and data.lstrip()[:1] == b"[":
        yield from read_json_list(data, stream, place, settings)
        return
    if len(data) > settings.max_document_bytes:
        message = f"over {settings.max_document_bytes} bytes; many articles belong in a JSONL file"
        yield Issue("too-large", message, place.path)
        return
    yield Payload(Source(place.path), data, next((form for form in _DOCUMENTS if form == kind), None))
