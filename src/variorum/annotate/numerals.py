"""Numbers in figures and words: '1,200', '1.5 million', '3bn', 'twenty-four', 'four-and-a-half', 'two-thirds', '2 1/2'.

A numeral is a stretch of pieces with a value. Words compose as English does it: units and tens add, 'hundred' and
larger scales multiply; a word that cannot follow ends the numeral, so 'nineteen ninety-six' is two of them, 19 and 96,
and whoever reads years may join them. Each piece is looked at once or twice: time is linear.
"""

from dataclasses import dataclass
from typing import Literal

from variorum.annotate.pieces import Piece, glued
from variorum.language.lexicon import read_toml

_LISTS = read_toml("quantities")
_CARDINALS: dict[str, int] = {**_LISTS["cardinals"], **_LISTS["tens"]}
_TENS: frozenset[int] = frozenset(_LISTS["tens"].values())
_SCALES: dict[str, int] = _LISTS["scales"]
_SUFFIXES: dict[str, int] = _LISTS["scale_suffixes"]
_ORDINALS: dict[str, int] = _LISTS["ordinals"]
_DENOMINATORS: dict[str, int] = _LISTS["denominators"]
_MAX_DIGITS: int = _LISTS["limits"]["max_figure_digits"]
_MAX_PIECES: int = _LISTS["limits"]["max_numeral_pieces"]
_METRES_AFTER = frozenset(_LISTS["words"]["metres_after"])
_CURRENCY_ENDS = frozenset(sign[-1] for sign in _LISTS["currency_signs"])
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_ARTICLES = frozenset(("a", "an"))
_DASHES = frozenset("-–‑")
_HALF_STARTS = _DASHES | {"and"}

NumeralKind = Literal["figure", "word", "ordinal", "fraction"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """Pieces first..last (both included) that say `value`.

    `kind` is 'figure' for plain digits ('45', '1,200', '1.5'), 'word' for all that has a number word or scale in it,
    'ordinal' ('third', '21st') or 'fraction' ('two-thirds').
    """

    first: int
    last: int
    value: float
    kind: NumeralKind


def find_numerals(pieces: list[Piece]) -> list[Numeral]:
    """Give the numerals among the pieces, in order, none overlapping another."""
    found: list[Numeral] = []
    index = 0
    while index < len(pieces):
        numeral = _numeral_at(pieces, index)
        if numeral is None:
            index += 1
            continue
        found.append(numeral)
        index = numeral.last + 1
    return found


def _numeral_at(pieces: list[Piece], index: int) -> Numeral | None:
    piece = pieces[index]
    if piece.text[0].isdecimal():
        return _figure_at(pieces, index)
    if piece.text in _GLYPHS:
        return Numeral(index, index, _GLYPHS[piece.text], "fraction")
    if piece.lower in _CARDINALS:
        return _words_at(pieces, index)
    if piece.lower in _ORDINALS:
        return Numeral(index, index, _ORDINALS[piece.lower], "ordinal")
    if piece.lower in _ARTICLES:
        return _article_at(pieces, index)
    if piece.lower == "half":
        return _half_at(pieces, index)
    return None


def _word(pieces: list[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def _scaled(pieces: list[Piece], last: int, value: float) -> tuple[int, float]:
    """Multiply by the scale words behind piece `last` ('1.5 million', '3 hundred thousand', 'five-million')."""
    for _ in range(3):
        after = last + 1
        if _word(pieces, after) in _DASHES and _word(pieces, after + 1) in _SCALES and glued(pieces, after):
            after += 1
        if _word(pieces, after) not in _SCALES:
            break
        last, value = after, value * _SCALES[pieces[after].lower]
    return last, value


def _figure_at(pieces: list[Piece], index: int) -> Numeral | None:
    digits = pieces[index].text.replace(",", "")
    if len(digits) > _MAX_DIGITS:
        return None
    value, last, kind = float(digits), index, "figure"
    suffix = _word(pieces, index + 1) if glued(pieces, index + 1) else ""
    if suffix in ("st", "nd", "rd", "th") and digits.isdecimal():
        return Numeral(index, index + 1, value, "ordinal")
    if suffix in _GLYPHS:
        return Numeral(index, index + 1, value + _GLYPHS[suffix], "word")
    if suffix == "/" and (over := _over(pieces, index)) is not None:
        return Numeral(index, index + 2, value / over, "fraction")
    if suffix in _SUFFIXES and (suffix != "m" or _is_million(pieces, index)):
        return Numeral(index, index + 1, value * _SUFFIXES[suffix], "word")
    if suffix in _SUFFIXES or (suffix and suffix.isalpha()):
        return Numeral(index, index, value, "figure")
    if digits.isdecimal() and (over := _over(pieces, index + 1)) is not None and not glued(pieces, index + 1):
        return Numeral(index, index + 3, value + float(pieces[index + 1].text) / over, "word")
    scaled_last, scaled = _scaled(pieces, index, value)
    if scaled_last != index:
        last, value, kind = scaled_last, scaled, "word"
    return _with_half(pieces, Numeral(index, last, value, "word" if kind == "word" else "figure"))


def _is_million(pieces: list[Piece], index: int) -> bool:
    """Tell whether the 'm' close behind the figure is a million and not metres."""
    if index > 0 and pieces[index - 1].text in _CURRENCY_ENDS:
        return True
    after = _word(pieces, index + 2)
    return after.isalpha() and len(after) > 2 and after not in _METRES_AFTER


def _over(pieces: list[Piece], index: int) -> int | None:
    """Give the denominator of a fraction in figures that begins at `index` ('1/2'), or None."""
    if index + 2 >= len(pieces) or pieces[index + 1].text != "/":
        return None
    above, below = pieces[index].text, pieces[index + 2].text
    if not (above.isdecimal() and below.isdecimal() and len(above) == 1 and len(below) <= 2):
        return None
    if not (glued(pieces, index + 1) and glued(pieces, index + 2)):
        return None
    if glued(pieces, index + 3) and pieces[index + 3].text == "/":
        return None
    return int(below) if 0 < int(above) < int(below) <= 16 else None


def _words_at(pieces: list[Piece], index: int) -> Numeral:
    """Compose number words from `index` on: 'two hundred and five', 'twenty-four', 'two-thirds'."""
    total, current, last, position = 0.0, float(_CARDINALS[pieces[index].lower]), index, index + 1
    room = current in _TENS  # whether a unit may still be added: after 'twenty', after 'hundred'
    limit = min(len(pieces), index + _MAX_PIECES)
    while position < limit:
        word, step = _word(pieces, position), 1
        joined = word == "and" or (word in _DASHES and glued(pieces, position))
        if joined:
            word, step = _word(pieces, position + 1), 2
        if word in _SCALES and not (joined and pieces[position].lower == "and"):
            scale = _SCALES[word]
            if scale >= 1000:
                total, current = total + current * scale, 0.0
            else:
                current *= scale
            room = True
        elif word in _CARDINALS and room and _fits(current, _CARDINALS[word], pieces[position].lower, total):
            current += _CARDINALS[word]
            room = _CARDINALS[word] in _TENS
        else:
            break
        last, position = position + step - 1, position + step
    value = total + current
    if current in _TENS and _word(pieces, last + 1) in _DASHES and 0 < _ORDINALS.get(_word(pieces, last + 2), 0) < 10:
        return Numeral(index, last + 2, value + _ORDINALS[pieces[last + 2].lower], "ordinal")
    fraction = _denominator(pieces, last, value)
    if fraction is not None:
        return Numeral(index, fraction[0], fraction[1], "fraction")
    return _with_half(pieces, Numeral(index, last, value, "word"))


def _fits(current: float, more: int, joint: str, total: float) -> bool:
    """Tell whether `more` may be added: only to round tens, to hundreds, or behind a scale; 'and' needs a hundred."""
    if joint == "and" and not (current >= 100 or (current == 0 and total)):
        return False
    if current in _TENS:
        return more < 10
    return (
        (current == 0 and total > 0)
        or (current >= 100 and current % 100 == 0 and more < 100)
        or (current >= 100 and current % 100 in _TENS and more < 10)
    )


def _denominator(pieces: list[Piece], last: int, above: float) -> tuple[int, float] | None:
    after = last + 1
    if _word(pieces, after) in _DASHES and glued(pieces, after):
        after += 1
    below = _DENOMINATORS.get(_word(pieces, after))
    if below is None or not 0 < above < 10:
        return None
    plural = pieces[after].lower.endswith("s")
    is_hyphened = after == last + 2
    if plural != (above > 1) or not (is_hyphened or _word(pieces, after + 1) == "of"):
        return None
    if not plural and below == 2:
        return None
    return after, above / below


def _with_half(pieces: list[Piece], numeral: Numeral) -> Numeral:
    """Add 'and a half' behind a whole number, with spaces or hyphens."""
    if _word(pieces, numeral.last + 1) not in _HALF_STARTS:
        return numeral
    words: list[str] = []
    position = numeral.last + 1
    while position < min(len(pieces), numeral.last + 8) and len(words) < 3:
        if pieces[position].text in _DASHES:
            position += 1
            continue
        words.append(pieces[position].lower)
        position += 1
    share = {"half": 0.5, "quarter": 0.25}.get(words[2]) if len(words) == 3 else None
    if share is None or words[:2] != ["and", "a"] or numeral.value != int(numeral.value):
        return numeral
    last, value = _scaled(pieces, position - 1, numeral.value + share)
    return Numeral(numeral.first, last, value, "word")


def _article_at(pieces: list[Piece], index: int) -> Numeral | None:
    """Read 'a hundred', 'a dozen', 'a million and a half', 'a third of'."""
    word = _word(pieces, index + 1)
    if word in _SCALES:
        last, value = _scaled(pieces, index, 1.0)
        return _with_half(pieces, Numeral(index, last, value, "word"))
    if word in _DENOMINATORS and _word(pieces, index + 2) == "of" and word not in ("half", "fourths"):
        return Numeral(index, index + 1, 1 / _DENOMINATORS[word], "fraction")
    return None


def _half_at(pieces: list[Piece], index: int) -> Numeral | None:
    """Read 'half a million', 'half a dozen', and 'half of', 'half the' as a fraction."""
    after = _word(pieces, index + 1)
    if after in _ARTICLES:
        last, value = _scaled(pieces, index + 1, 0.5)
        return Numeral(index, last if last > index + 1 else index, value if last > index + 1 else 0.5, "fraction")
    return Numeral(index, index, 0.5, "fraction") if after in ("of", "the") else None
