"""Which numbers of a sentence count something: no labels, telephone numbers, ratios or parts of names; and ages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.annotate.numerals import Numeral, find_numerals
from variorum.annotate.pieces import Piece, glued
from variorum.annotate.quantity_units import Unit, find_measure, find_sign
from variorum.annotate.token_spans import spans_over, tokens_in
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse
from variorum.model.text import Span

_LISTS = read_toml("quantities")
_WORDS = _LISTS["words"]
_LABELS = frozenset(_WORDS["labels"])
_AGES = frozenset(_WORDS["ages"])
_VAGUE: dict[str, tuple[float, float]] = {k: (v[0], v[1]) for k, v in _LISTS["vague"].items()}
_VAGUE_MULTIPLIERS: dict[str, tuple[float, float]] = {k: (v[0], v[1]) for k, v in _WORDS["vague_multipliers"].items()}
_SCALES: dict[str, int] = _LISTS["scales"]
_NO_COUNT_AFTER_ONE = frozenset(_WORDS["no_count_after_one"])
_NAME_KINDS = frozenset(("ORG", "PRODUCT", "LAW", "WORK_OF_ART", "FAC", "EVENT"))
_DASHES = frozenset("-–‑")
_MAX_AGE = 120


@dataclass(frozen=True, slots=True)
class Count:
    """A number at pieces first..last, on its way to a quantity."""

    first: int
    last: int
    low: float
    high: float
    unit: str = ""
    approximate: bool = False
    bound: str = ""
    is_plain: bool = True  # one figure or number word, with neither unit nor range yet


def find_counts(pieces: list[Piece], parse: Parse, times: Sequence[Span]) -> list[Count]:
    """Give what may be quantities among the pieces, in order: neither times, ordinals, labels nor serial numbers."""
    counts: list[Count] = []
    for numeral in _with_vague(pieces, parse):
        start, end = pieces[numeral.first].start, pieces[numeral.last].end
        if spans_over(times, start, end):
            continue
        if _is_no_count(pieces, numeral, parse):
            continue
        sign = find_sign(pieces, numeral.first, numeral.last)
        unit = sign or find_measure(pieces, numeral.first, numeral.last, parse)
        counts.append(_age(pieces, numeral, parse) or _plain(numeral, unit))
    return counts


def _plain(numeral: Count, unit: Unit | None) -> Count:
    if unit is None:
        return numeral
    return replace(numeral, first=unit.first, last=unit.last, unit=unit.name, is_plain=False)


def _with_vague(pieces: list[Piece], parse: Parse) -> list[Count]:
    """Give the numerals but ordinals, and 'dozens', 'tens of thousands', 'several hundred' among them, in order."""
    counts = [_of_numeral(n) for n in find_numerals(pieces) if n.kind != "ordinal"]
    taken = {i for c in counts for i in range(c.first, c.last + 1)}
    index = 0
    while index < len(pieces):
        count = None if index in taken else _vague_at(pieces, index, parse)
        if count is not None:
            counts.append(count)
            index = count.last
        index += 1
    return sorted(counts, key=lambda c: c.first)


def _of_numeral(numeral: Numeral) -> Count:
    return Count(numeral.first, numeral.last, numeral.value, numeral.value)


def _vague_at(pieces: list[Piece], index: int, parse: Parse) -> Count | None:
    word = pieces[index].lower
    if word in _VAGUE:
        low, high = _VAGUE[word]
        if word in ("scores", "tens") and not _has_tag(parse, pieces[index], "NN"):
            return None
        if index + 2 < len(pieces) and pieces[index + 1].lower == "of" and pieces[index + 2].lower in _VAGUE:
            scale = _SCALES.get(pieces[index + 2].lower.removesuffix("s"), 0)
            if scale and word in ("tens", "hundreds", "dozens", "thousands", "scores"):
                base = {"tens": 10, "hundreds": 100, "thousands": 1000}.get(word)
                low, high = (base * 2, base * 10 - 1) if base else (low, high)
                return Count(index, index + 2, low * scale, (high + 1) * scale - 1, approximate=True)
        if word == "tens":
            return None
        return Count(index, index, low, high, approximate=True)
    if word in _VAGUE_MULTIPLIERS:
        after = index + (2 if index + 1 < len(pieces) and pieces[index + 1].lower == "of" else 1)
        if after < len(pieces) and pieces[after].lower in _SCALES:
            scale, (low, high) = _SCALES[pieces[after].lower], _VAGUE_MULTIPLIERS[word]
            return Count(index, after, low * scale, high * scale, approximate=True)
    return None


def _has_tag(parse: Parse, piece: Piece, tag: str) -> bool:
    return any(t.tag.startswith(tag) for t in tokens_in(parse, piece.start, piece.end))


def _is_no_count(pieces: list[Piece], count: Count, parse: Parse) -> bool:
    """Tell labels, parts of names, ratios, telephone numbers and the pronoun 'one' from counts."""
    first, last = count.first, count.last
    before = pieces[first - 1] if first else None
    after = pieces[last + 1] if last + 1 < len(pieces) else None
    tokens = tokens_in(parse, pieces[first].start, pieces[last].end)
    if count.high > 1e18 or not tokens:
        return True
    if _is_serial(pieces, first, last):
        return True
    if before is not None and glued(pieces, first) and _is_glued_label(pieces, first):
        return True
    if after is not None and glued(pieces, last + 1) and _is_glued_tail(pieces, last):
        return True
    is_modifier = any(
        t.dep in ("nummod", "quantmod", "amod", "compound") and parse.tokens[t.head].start > t.start for t in tokens
    )
    label = pieces[first - 2] if before is not None and before.text == "." and first > 1 else before
    if label is not None and label.lower in _LABELS and pieces[first].text[0].isdecimal():
        is_capital = label.text[0].isupper() and label.start > 0
        if is_capital or not is_modifier or label.lower in ("no", "nos"):
            return True
    if tokens[0].name in _NAME_KINDS and not tokens[0].name_begin and pieces[first].text[0].isalnum():
        goes_on = tokens_in(parse, tokens[-1].end, tokens[-1].end + 2)
        if not (goes_on and goes_on[0].tag == "NNS"):
            return True
    if count.low == 1 and pieces[first].lower == "one":
        return not is_modifier or (after is not None and after.lower in _NO_COUNT_AFTER_ONE)
    return False


def _is_serial(pieces: list[Piece], first: int, last: int) -> bool:
    """Tell whether it is a figure among figures ('44 20 7946'), or begins with a zero as no count does."""
    text = pieces[first].text
    if not text.isdecimal():
        return False
    if len(text) > 1 and text[0] == "0":
        return True
    neighbours = (pieces[i].text for i in (first - 1, last + 1) if 0 <= i < len(pieces))
    return first == last and any(n.isdecimal() for n in neighbours)


def _is_glued_label(pieces: list[Piece], first: int) -> bool:
    """Rule out 'G7', 'F-16', '#5', '+44', '3:1', '9/11', and the rest of '192.168.1.1'."""
    before = pieces[first - 1]
    if before.text.isalpha() and before.lower not in ("us", "a", "c", "hk", "nz", "s"):
        return True
    if before.text in "#+:/.@_\\":
        return True
    if before.text in _DASHES and first > 1 and glued(pieces, first - 1):
        two = pieces[first - 2]
        return two.text.isalpha() and (two.text[0].isupper() or len(two.text) == 1)
    return False


def _is_glued_tail(pieces: list[Piece], last: int) -> bool:
    """Rule out what goes on as a ratio, an address, a code ('5G', '3D'), a chain of figures."""
    after = pieces[last + 1]
    more = pieces[last + 2] if last + 2 < len(pieces) and glued(pieces, last + 2) else None
    if after.text in ":/.@_" and more is not None and more.text[0].isalnum():
        return not (after.text == "/" and more.text.isalpha())
    if after.text.isalpha() and pieces[last].text[-1].isdecimal():
        return len(after.text) == 1 and after.text.isupper() and after.text != "M"
    return False


def _age(pieces: list[Piece], count: Count, parse: Parse) -> Count | None:
    """Read '45-year-old', '45 years old', 'aged 45', and the age in 'Ada Miles, 45, said'."""
    first, last = count.first, count.last
    words = [p.lower for p in pieces[last + 1 : last + 6] if p.text not in _DASHES][:3]
    if words[:1] in (["year"], ["years"]) and words[1:2] in (["old"], ["olds"]):
        end = next(i for i in range(last + 1, len(pieces)) if pieces[i].lower in ("old", "olds"))
        return replace(count, last=end, unit="year-old", is_plain=False)
    if not 0 < count.low <= _MAX_AGE:
        return None
    if first and pieces[first - 1].lower in _AGES:
        return replace(count, first=first - 1, unit="year-old", is_plain=False)
    if first > 1 and pieces[first - 1].text == "," and pieces[last].text.isdecimal():
        closed = last + 1 < len(pieces) and pieces[last + 1].text in (",", ".", ";")
        named = tokens_in(parse, pieces[first - 2].start, pieces[first - 2].end)
        if closed and any(t.name == "PERSON" for t in named):
            return replace(count, unit="year-old", is_plain=False)
    return None
