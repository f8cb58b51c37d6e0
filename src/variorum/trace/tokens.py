"""Where the words of a text stand, and a hash of each: over the whole text at once, by arrays of code points.

A word is a number with its separators ('5,000.50'), one sign of a script that is written without spaces, or letters and
digits that begin with a letter, with the apostrophes between them.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

_LETTER, _DIGIT, _SIGN, _APOSTROPHE, _POINT = 1, 2, 3, 4, 5
_UNSPACED = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0x0E00, 0x0E7F), (0x20000, 0x323AF))
_PLANE = 0x10000  # code points above are rare, and looked up one by one
_SMALL, _CAPITAL, _FOLDED = 1 << 31, 1 << 30, np.uint32(0x1FFFFF)
_MULTIPLIER, _MIXER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_BASE = 0xD6E8FEB86659FD93
_INVERSE = pow(_BASE, -1, 1 << 64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Word i stands at [`starts[i]`, `ends[i]`) in code points. `hashes[i]` is of its normal form: case and apostrophes
    folded, a possessive 's taken off; it is the same in every run. `lower[i]`: it begins with a small letter,
    `capital[i]`: with a capital."""

    hashes: Hashes
    starts: Places
    ends: Places
    numbers: Flags
    lower: Flags
    capital: Flags


def find_tokens(text: str) -> Tokens:
    """Find the words of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    rows = _look_up(codes)
    kinds, folded = (rows >> 24 & 7).astype(np.uint8), rows & _FOLDED
    starts, ends, digits = _find_bounds(kinds)
    firsts = rows[starts]
    return Tokens(_hash(folded, starts, ends), starts, ends, digits[starts], firsts & _SMALL > 0, firsts & _CAPITAL > 0)


def hash_word(word: str) -> int:
    """Give the hash of one word."""
    return int(find_tokens(word).hashes[0])


def _find_bounds(kinds: Kinds) -> tuple[Places, Places, Flags]:
    """Give the places at which words start and end, and tell which code points are digits of a number."""
    digits = _find_numbers(kinds)
    padded = np.zeros(len(kinds) + 2, np.uint8)
    padded[1:-1] = kinds
    letters, signs = (padded == _LETTER) | (padded == _DIGIT), padded == _SIGN
    letters[1:-1] &= ~digits
    joined = (kinds == _APOSTROPHE) & letters[:-2] & (letters[2:] | (padded[2:] == _DIGIT))
    joined[1:-1] |= (kinds[1:-1] == _POINT) & digits[:-2] & digits[2:]
    within = letters | signs
    within[1:-1] |= joined | digits
    starts = within[1:-1] & ~joined & (~within[:-2] | signs[1:-1] | signs[:-2])
    starts[1:] |= letters[2:-1] & digits[:-1]
    ends = within[1:-1] & ~within[2:]
    ends[:-1] |= starts[1:] & within[1:-2]
    return np.flatnonzero(starts), np.flatnonzero(ends) + 1, digits


def _find_numbers(kinds: Kinds) -> Flags:
    """Tell which digits are of a number, and of no word that begins with a letter: '21' of '21st', none of 'B12'."""
    digits: Flags = kinds == _DIGIT
    places = np.flatnonzero(digits)
    if len(places):
        begins = np.concatenate(([True], np.diff(places) > 1))
        firsts = places[begins]
        lettered = (firsts > 0) & (kinds[firsts - 1] == _LETTER)
        digits[places] = ~lettered[np.cumsum(begins) - 1]
    return digits


def _hash(folded: Codes, starts: Places, ends: Places) -> Hashes:
    """Hash the normal forms of words: a polynomial of their letters, by sums over the text up to each place."""
    possessive = (ends - starts > 2) & (folded[ends - 1] == ord("s")) & (folded[ends - 2] == ord("'"))
    powers, inverses = _powers(len(folded).bit_length())
    sums = np.zeros(len(folded) + 1, np.uint64)
    letters = folded * _MULTIPLIER
    letters ^= letters >> np.uint64(29)
    letters *= powers[: len(folded)]
    np.cumsum(letters, out=sums[1:])
    hashes = (sums[ends - 2 * possessive] - sums[starts]) * inverses[starts]
    hashes = (hashes ^ (hashes >> np.uint64(32))) * _MIXER
    mixed: Hashes = hashes ^ (hashes >> np.uint64(32))
    return mixed


@lru_cache(maxsize=20)
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """Give the powers of an odd number and of its inverse, as many as `bits` bits count."""
    powers = np.multiply.accumulate(np.full(1 << bits, _BASE, np.uint64))
    inverses = np.multiply.accumulate(np.full(1 << bits, _INVERSE, np.uint64))
    return powers, inverses


def _look_up(codes: Codes) -> Codes:
    """Give what is to be known of each code point."""
    rows = _table()[np.minimum(codes, _PLANE - 1)]
    for place in np.flatnonzero(codes >= _PLANE).tolist():
        rows[place] = _describe(int(codes[place]))
    return rows


@cache
def _table() -> Codes:
    return np.fromiter(map(_describe, range(_PLANE)), np.uint32, _PLANE)


def _describe(code: int) -> int:
    """Pack what is to be known of a code point: its kind above its small letter; above, whether it is one, or none."""
    sign = chr(code)
    if any(first <= code <= last for first, last in _UNSPACED):
        return _SIGN << 24 | code
    if sign in "'’":
        return _APOSTROPHE << 24 | ord("'")
    kind = _DIGIT if sign.isdecimal() else _LETTER if sign.isalnum() else _POINT if sign in ".," else 0
    folded = sign.casefold()
    return (
        _SMALL * sign.islower() | _CAPITAL * sign.isupper() | kind << 24 | (ord(folded) if len(folded) == 1 else code)
    )
