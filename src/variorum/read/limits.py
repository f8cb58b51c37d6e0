"""Reading within limits: what is unpacked is counted, and whatever is wrong with packed bytes is one kind of error.

Both errors are of reading alone: the files' readers make issues of them, and no caller of `read_sources` meets one.
"""

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from variorum.settings import Settings

_FLOOR = 50_000_000  # unpacked bytes that are always allowed: a small file may be packed very well
_BUFFER = 1 << 16
HEAD = 4096
Stream: TypeAlias = "io.BufferedReader[Any]"
# What the libraries raise on damaged archives besides OSError: errors of the numbers and names in a broken header too.
PACKED_ERRORS = (
    EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError, ValueError,
    OverflowError,
)  # fmt: skip


class LimitError(OSError):
    """A whole file is given up: it unpacks to more than the settings allow."""


class BrokenError(OSError):
    """Packed bytes are damaged or end too early."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one file, archives in archives included."""

    settings: Settings
    packed: int
    unpacked: int = 0
    members: int = 0

    def receive(self, count: int) -> None:
        """Count packed bytes of a stream whose length nobody knows."""
        self.packed += count

    def spend(self, count: int) -> None:
        """Count unpacked bytes. Raise LimitError where they are out of proportion."""
        self.unpacked += count
        if self.unpacked > max(_FLOOR, self.settings.max_unpacked_ratio * self.packed):
            raise LimitError(f"it unpacks to over {self.settings.max_unpacked_ratio} times its size")

    def open_member(self) -> None:
        """Count a file of an archive. Raise LimitError where there are too many."""
        self.members += 1
        if self.members > self.settings.max_members:
            raise LimitError(f"over {self.settings.max_members} files are in it")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream stands: its path as the record shows it, the name that tells formats, its depth in archives."""

    path: str
    name: str
    budget: Budget
    depth: int = 0

    def inside(self, name: str) -> "Place":
        """Give the place of a member of this archive."""
        return Place(f"{self.path}/{name}", name, self.budget, self.depth + 1)

    def unpacked(self, name: str) -> "Place":
        """Give the place of what a compressed file holds: the same file, without the ending."""
        return Place(self.path, name, self.budget, self.depth + 1)


class _Filled(io.RawIOBase):
    """A stream over something that reads: every read is full but the last, is counted, and fails as BrokenError."""

    def __init__(self, inner: Readable, spend: Callable[[int], None]) -> None:
        self._read_some = getattr(inner, "read1", inner.read)  # gives what came before the damage, where there is some
        self._spend = spend

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer):
            piece = self._read(len(buffer) - filled, filled)
            if not piece:
                break
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._spend(filled)
        return filled

    def _read(self, size: int, before: int) -> bytes:
        try:
            return bytes(self._read_some(size))
        except OSError:
            if before:  # what came before the damage is given first; the next read meets the damage again
                return b""
            raise
        except PACKED_ERRORS as error:
            if before:
                return b""
            raise BrokenError(str(error) or type(error).__name__) from error


def fill(inner: Readable, spend: Callable[[int], None] = lambda _: None) -> Stream:
    """Give a buffered stream whose `peek` shows at least HEAD bytes where there are as many."""
    return io.BufferedReader(_Filled(inner, spend), _BUFFER)


def hold(stream: Readable, limit: int) -> io.BytesIO | None:
    """Read a whole stream into memory, so that one can seek in it; None where it is over the limit."""
    data = stream.read(limit + 1)
    return None if len(data) > limit else io.BytesIO(data)
