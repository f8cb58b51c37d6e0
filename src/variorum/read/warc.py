"""Archives of the web (WARC, as Common Crawl writes its news) to pages, one record after the other, by FastWARC.

Only HTML that came with status 200 is a page. Where a record is damaged, reading goes on at the next one.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from variorum.model.text import Issue, Source
from variorum.read.document import Payload
from variorum.read.draft import Metadata
from variorum.read.fields import domain
from variorum.read.limits import BrokenError, LimitError, Place
from variorum.settings import Settings

_PAGES = ("text/html", "application/xhtml+xml")
_PACKED_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_START = re.compile(rb"WARC/1\.[01]\r?\n[\w-]+:")
_HEADER = 16
_END = 500  # bytes of a page in which its last tag stands
_CHUNK = 1 << 20
_HEAD = 1 << 12  # bytes of a record that are enough to know one by
_KINDS_TOLD = 8


class _Calm:
    """A stream that ends where reading fails and keeps the error, as FastWARC itself would end the program over it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self.error: OSError | KeyboardInterrupt | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read(size)
        except (OSError, KeyboardInterrupt) as error:
            self.error = error
            return b""
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, *_: int) -> int:
        return self._position

    def close(self) -> None:
        pass


def read_warc(stream: BinaryIO, place: Place, settings: Settings) -> Iterator[Payload | Issue]:
    """Give the pages of an archive; the record of a source is the number of its record in the archive, from 1."""
    left_out: Counter[str] = Counter()
    number = 0
    begin: int | None = 0
    while begin is not None:
        position = begin
        calm = _Calm(stream)
        try:
            for entry in ArchiveIterator(calm, parse_http=False):
                number += 1
                position = begin + entry.stream_pos
                place.budget.spend(entry.content_length)
                found = _read_entry(entry, Source(place.path, number), left_out, settings)
                if isinstance(found, Payload) and (cut := _find_swallowed(found.data)):
                    yield replace(found, data=found.data[: cut.start()].rstrip())
                    raise BrokenError("its length is wrong, so that it holds the next one")
                if isinstance(found, Payload) and entry.content_length > len(found.data) and not _is_coded(entry):
                    raise BrokenError(f"it ends after {len(found.data)} of {entry.content_length} bytes")
                if found is not None:
                    yield found
            if calm.error:
                raise calm.error
            break
        except LimitError:
            raise
        except OSError as error:
            if isinstance(calm.error, KeyboardInterrupt | LimitError):
                raise calm.error from error
            begin = _find_next(stream, position + 1)
            goes_on = f"the next one found is at byte {begin}" if begin else "the rest is not read"
            yield Issue("broken", f"damaged at or after record {number}: {error}; {goes_on}", place.path, number)
    if left_out:
        yield Issue("no-page", _say(left_out), place.path)


def _read_entry(
    entry: WarcRecord, source: Source, left_out: Counter[str], settings: Settings
) -> Payload | Issue | None:
    if entry.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    address = entry.headers.get("WARC-Target-URI") or ""
    if entry.record_type == WarcRecordType.response and entry.is_http:
        entry.parse_http(auto_decode="all", strict_mode=False)
        kind, charset = (entry.http_content_type or "of no kind").lower(), entry.http_charset
        if entry.http_headers.status_code != 200:
            left_out[f"with status {entry.http_headers.status_code}"] += 1
            return None
    else:
        kind, charset = (entry.headers.get("Content-Type") or "of no kind").partition(";")[0].strip().lower(), None
    if kind not in _PAGES:
        left_out[kind] += 1
        return None
    return _read_page(entry, address.strip("<> "), charset, source, settings)


def _read_page(
    entry: WarcRecord, address: str, charset: str | None, source: Source, settings: Settings
) -> Payload | Issue:
    limit = settings.max_document_bytes
    try:
        data = entry.reader.read(limit + 1)
    except OSError as error:
        return Issue("broken", f"the content of record {source.record} is damaged: {error}", str(source), source.record)
    if len(data) > limit:
        return Issue("too-large", f"record {source.record} has over {limit} bytes", str(source), source.record)
    url = address if address.startswith(("http://", "https://")) else None
    return Payload(source, data, "page", charset, Metadata(url=url, outlet=domain(url)))


def _find_swallowed(data: bytes) -> "re.Match[bytes] | None":
    """Find a record within a page, as a wrong length of the page makes one; a page that ends as one has none."""
    return None if b"</html" in data[-_END:].lower() else _START.search(data)


def _is_coded(entry: WarcRecord) -> bool:
    coded = ("Content-Encoding", "Transfer-Encoding")
    return entry.is_http and any(entry.http_headers.get(name) for name in coded)


def _find_next(stream: BinaryIO, position: int) -> int | None:
    """Give where the first record at or after `position` begins, or None where there is none or one cannot seek."""
    if not stream.seekable():
        return None
    stream.seek(0)
    packed = stream.read(2) == b"\x1f\x8b"
    pattern = _PACKED_START if packed else _START
    stream.seek(position)
    before = b""
    while piece := stream.read(_CHUNK):
        window = before + piece
        begin = stream.tell() - len(window)
        for match in pattern.finditer(window):
            if not packed or _holds_record(window[match.start() : match.start() + _HEAD]):
                stream.seek(begin + match.start())
                return begin + match.start()
        before = window[-_HEAD:]
    return None


def _holds_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(packed, _HEADER).startswith(b"WARC/")
    except zlib.error:
        return False


def _say(left_out: Counter[str]) -> str:
    """Say how many records of which kinds were no pages, the most first."""
    kinds = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{count} {kind}" for kind, count in kinds[:_KINDS_TOLD]]
    rest = sum(count for _, count in kinds[_KINDS_TOLD:])
    return f"{left_out.total()} records are no pages: " + ", ".join([*told, *([f"{rest} others"] if rest else [])])
