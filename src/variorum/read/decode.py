"""Bytes to text: byte-order mark, UTF-8, the charset that a page declares, then what the bytes look like."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ\x90", b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0", b"\x28\xb5\x2f\xfd",
    b"RIFF", b"OggS", b"ID3",
)  # fmt: skip
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_SAMPLE = 64_000
_MOST_CONTROL = 0.02
_CONTROL = bytes((*range(9), *range(14, 27), *range(28, 32), 127))
_HIGH = bytes(range(128, 256))
_FEWEST_SIGNS = 4  # beyond ASCII, to tell an encoding by; with fewer it is the commonest


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded document; `replaced` is true where bytes could not be read and stand as U+FFFD."""

    text: str
    encoding: str
    replaced: bool = False


def decode(data: bytes, charset: str | None = None) -> Decoded | None:
    """Give the text of a document's bytes, without a byte-order mark; None where they are no text.

    `charset` is what the transport says of them; where the bytes are UTF-8 they are that, whatever anybody says.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name)
    if data.startswith(_BINARY_STARTS):
        return None
    wide = _guess_wide(data[:_SAMPLE])
    if wide:
        return _decode_as(data, wide)
    if _is_binary(data[:_SAMPLE]):
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, charset)


def _decode_legacy(data: bytes, charset: str | None) -> Decoded | None:
    if charset and (decoded := _decode_declared(data, charset)):
        return decoded
    declared = _DECLARED.search(data[:4096])
    if declared and (decoded := _decode_declared(data, declared[1].decode("ascii"))):
        return decoded
    head = data[:_SAMPLE]
    if _mostly_utf8(data):
        return _decode_as(data, "utf-8")
    if len(head) - len(head.translate(None, _HIGH)) < _FEWEST_SIGNS:
        return _decode_as(data, "cp1252")
    best = from_bytes(head, cp_isolation=None).best()
    if best is not None and not best.encoding.startswith("utf"):
        try:
            return Decoded(data.decode(best.encoding), best.encoding)
        except (UnicodeDecodeError, LookupError):
            return _decode_as(data, best.encoding)
    return _decode_as(data, "cp1252")


def _decode_declared(data: bytes, name: str) -> Decoded | None:
    try:
        codec = codecs.lookup("cp1252" if name.lower() in ("iso-8859-1", "latin-1", "ascii", "us-ascii") else name)
        text, _ = codec.decode(data, "strict")
    except (LookupError, UnicodeError):
        return None
    return Decoded(text, codec.name) if isinstance(text, str) else None


def _decode_as(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), name, replaced=True)


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken bytes has many whole sequences of several bytes; another encoding has next to none."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(ord(c) > 127 for c in text) - broken > 3 * broken


def _guess_wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is zero."""
    if len(sample) < 8 or 0 not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _is_binary(sample: bytes) -> bool:
    return len(sample) - len(sample.translate(None, _CONTROL)) > _MOST_CONTROL * len(sample)
