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
# What pages mean by a name (WHATWG Encoding Standard) where that is more than the name says.
_ON_THE_WEB = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "x-x-big5": "big5", "utf-7": "cp1252",
}  # fmt: skip
_SEVEN_BITS = re.compile(rb"\x1b(?:\$|\()")  # Japanese and Korean mails and old pages: ASCII to the eye
_MOST_BROKEN = 0.01
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
    if _SEVEN_BITS.search(data) and (decoded := _decode_seven_bits(data, charset)):
        return decoded
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


def _decode_seven_bits(data: bytes, charset: str | None) -> Decoded | None:
    declared = _DECLARED.search(data[:4096])
    names = (charset, declared[1].decode("ascii") if declared else None)
    name = next((name for name in names if name and name.lower().startswith("iso-2022")), None)
    return _decode_declared(data, name) if name else None


def _decode_declared(data: bytes, name: str) -> Decoded | None:
    """Decode as declared, if that is an encoding and most of it can be read so."""
    try:
        codec = codecs.lookup(_ON_THE_WEB.get(name.lower(), name))
        text, _ = codec.decode(data, "replace")
    except (LookupError, UnicodeError):
        return None
    if not isinstance(text, str):  # base64 and the like are codecs too
        return None
    broken = text.count("\ufffd")
    high = len(data) - len(data.translate(None, _HIGH))
    return Decoded(text, codec.name, replaced=broken > 0) if broken <= _MOST_BROKEN * high else None


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
