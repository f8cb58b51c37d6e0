"""Packed files to their members, one after the other, as streams; nothing is written to disk.

The names in an archive only tell formats and places: they are never opened, so '../../etc/passwd' is a name like any.
"""

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Self, cast

from variorum.model.text import Issue
from variorum.read.limits import PACKED_ERRORS, BrokenError, LimitError, Place, Readable, Stream, fill, hold
from variorum.settings import Settings

COMPRESSED = ("gzip", "bzip2", "xz", "zstd")
_LARGEST_WINDOW = 27  # zstd: 2 to that many bytes of memory; the library's own limit for a stream that is not trusted
_LONGEST_HEADER = 1 << 20  # bytes of a name or of the attributes of a file in a tar
_LONGEST_NAME = 1000
_DIRECTORY_ENTRY = 46  # bytes at least of a file in the directory of a zip
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_IN_WIDE = 0xFFFFFFFF  # a length that stands in the end of a larger zip
_TAR_HEADERS = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)

_BAD_HEADERS = (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError)  # type: ignore[attr-defined]

Member = tuple[Place, Stream]


def decompress(stream: BinaryIO, kind: str, place: Place) -> Stream:
    """Give the stream of what a compressed file holds; damage is a BrokenError where it is met."""
    readers: dict[str, Any] = {"gzip": gzip.GzipFile, "bzip2": bz2.BZ2File, "xz": _open_xz, "zstd": _open_zstd}
    opener = readers[kind]
    inner = opener(fileobj=stream) if kind == "gzip" else opener(stream)
    return fill(inner, place.budget.spend)


def _open_xz(stream: BinaryIO) -> Readable:
    return lzma.LZMAFile(stream)


def _open_zstd(stream: BinaryIO) -> Readable:
    from backports.zstd import DecompressionParameter, ZstdError, ZstdFile

    inner = ZstdFile(stream, options={DecompressionParameter.window_log_max: _LARGEST_WINDOW})

    class Reader:
        def read(self, size: int, /) -> bytes:
            try:
                return inner.read(size)
            except ZstdError as error:
                raise BrokenError(str(error)) from error

    return Reader()


def read_members(stream: BinaryIO, kind: str, place: Place, settings: Settings) -> Iterator[Member | Issue]:
    """Give the files of a zip or tar in its order. A stream is good until the next one is asked for."""
    opened = _read_zip(stream, place, settings) if kind == "zip" else _read_tar(stream, place)
    try:
        yield from opened
    except LimitError:
        raise
    except OSError as error:
        yield Issue("broken", f"the archive is damaged: {error.strerror or error}", place.path)
    except PACKED_ERRORS as error:
        yield Issue("broken", f"the archive is damaged: {error or type(error).__name__}", place.path)


class _Header(tarfile.TarInfo):
    """A tar's header whose long name or attributes are not taken into memory where they are no name's length."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile_)
        except _BAD_HEADERS as error:  # where tarfile would just stop
            raise tarfile.ReadError(str(error)) from error

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _TAR_HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]


def _read_tar(stream: BinaryIO, place: Place) -> Iterator[Member | Issue]:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, errorlevel=1) as archive:
        for entry in archive:
            archive.members = []  # type: ignore[attr-defined]  # it would keep every header
            if entry.isdir():
                continue
            place.budget.open_member()
            inner = place.inside(_tidy_name(entry.name))
            content = archive.extractfile(entry) if entry.isreg() else None
            if content is None:
                yield Issue("unreadable", "a link or a device in an archive is not followed", inner.path)
            elif not _is_hidden(entry.name):
                yield inner, fill(content, place.budget.spend)  # a sparse file unpacks too


def _read_zip(stream: BinaryIO, place: Place, settings: Settings) -> Iterator[Member | Issue]:
    if not stream.seekable():
        held = hold(stream, settings.max_nested_bytes)
        if held is None:
            yield Issue("too-large", f"a zip in a stream of over {settings.max_nested_bytes} bytes", place.path)
            return
        stream = held
    _check_directory(stream, settings)
    with zipfile.ZipFile(stream) as archive:
        if "[Content_Types].xml" in archive.NameToInfo or "mimetype" in archive.NameToInfo:
            yield Issue("unknown-format", "an office document or a book is not read", place.path)
            return
        for entry in archive.infolist():
            if entry.is_dir() or _is_hidden(entry.filename):
                continue
            place.budget.open_member()
            yield _open_zipped(archive, entry, place)


def _open_zipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> Member | Issue:
    inner = place.inside(_tidy_name(entry.filename))
    if entry.flag_bits & 1:
        return Issue("unreadable", "a file in a zip is encrypted", inner.path)
    try:
        content = archive.open(entry)
    except LimitError:
        raise
    except (OSError, *PACKED_ERRORS) as error:
        return Issue("broken", f"it cannot be unpacked: {error or type(error).__name__}", inner.path)
    return inner, fill(cast(Readable, content), place.budget.spend)


def _check_directory(stream: BinaryIO, settings: Settings) -> None:
    """Look at a zip's end before `zipfile` takes its directory into memory. Raise LimitError if that is too long."""
    size = stream.seek(0, 2)
    start = max(0, size - (1 << 16) - _END.size)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END.size:
        raise zipfile.BadZipFile("it has no directory: it ends too early, or is no zip")
    length = _END.unpack_from(tail, at)[5]
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if length == _IN_WIDE and 0 <= wide <= len(tail) - _END_64.size:
        length = _END_64.unpack_from(tail, wide)[8]
    if length > settings.max_members * _DIRECTORY_ENTRY * 4:
        raise LimitError(f"over {settings.max_members} files are in it")
    stream.seek(0)


def _tidy_name(name: str) -> str:
    """Give a member's name as a place that can be stored and that stays below its archive's."""
    plain = name.encode("utf-8", "replace").decode("utf-8").replace("\\", "/")[:_LONGEST_NAME]
    parts = [part for part in plain.split("/") if part not in ("", ".", "..")]
    return "".join(c if c.isprintable() else "\ufffd" for c in "/".join(parts)) or "unnamed"


def _is_hidden(name: str) -> bool:
    return any(
        part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in name.replace("\\", "/").split("/")
    )
