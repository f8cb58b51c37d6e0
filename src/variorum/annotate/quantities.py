"""Find the numbers that an article gives, with what they count: 'at least 38 apartments', '$3bn', 'dozens of ships'.

`numerals` reads the number, this module its bounds, ranges and kind (a count, not a label, score or part of a time),
`quantity_units` what it counts. Ordinals and times are none of its business.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.annotate.numerals import Numeral, find_numerals
from variorum.annotate.pieces import Piece, glued, split_pieces
from variorum.annotate.quantity_units import Unit, find_measure, find_noun, find_sign
from variorum.annotate.times import find_time_spans
from variorum.annotate.token_spans import spans_over, tokens_in
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse, ParsedSentence, Quantity
from variorum.model.text import Article, Span

_LISTS = read_toml("quantities")
_WORDS = _LISTS["words"]
_LABELS = frozenset(_WORDS["labels"])
_AGES = frozenset(_WORDS["ages"])
_VAGUE: dict[str, tuple[float, float]] = {k: (v[0], v[1]) for k, v in _LISTS["vague"].items()}
_VAGUE_MULTIPLIERS: dict[str, tuple[float, float]] = {k: (v[0], v[1]) for k, v in _WORDS["vague_multipliers"].items()}
_SCALES: dict[str, int] = _LISTS["scales"]
_MODIFIERS: dict[str, str] = {p: kind for kind, phrases in _LISTS["modifiers"].items() for p in phrases}
_TRAILERS: dict[str, str] = {p: kind for kind, phrases in _LISTS["trailers"].items() for p in phrases}
_LONGEST_MODIFIER = max(len(p.split()) for p in _MODIFIERS)
_NO_COUNT_AFTER_ONE = frozenset(_WORDS["no_count_after_one"])
_NAME_KINDS = frozenset(("ORG", "PRODUCT", "LAW", "WORK_OF_ART", "FAC", "EVENT"))
_BOUNDS = {"at_least": "at least", "at_most": "at most", "approximate": ""}
_PREPOSITIONS = frozenset(_WORDS["prepositions"])
_DASHES = frozenset("-–‑")
_MAX_AGE = 120
_TRIGGERS = frozenset(
    word for table in ("cardinals", "tens", "scales", "vague", "denominators") for word in _LISTS[table]
)


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


def find_quantities(article: Article, sentences: Sequence[ParsedSentence]) -> tuple[Quantity, ...]:
    """Give the quantities of an article in order, none overlapping another or a time expression."""
    del article
    found: list[Quantity] = []
    for sentence in sentences:
        text = sentence.parse.text
        pieces = split_pieces(text)
        if not any(p.lower in _TRIGGERS or p.text[0].isnumeric() for p in pieces):
            continue
        times = find_time_spans(sentence)
        counts = _join_ranges(pieces, _find_counts(pieces, sentence.parse, times))
        end = 0
        for count in counts:
            quantity = _finish(pieces, count, sentence, times, end)
            if quantity is not None:
                found.append(quantity)
                end = quantity.end - sentence.start
    return tuple(found)


def _find_counts(pieces: list[Piece], parse: Parse, times: Sequence[Span]) -> list[Count]:
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


def _join_ranges(pieces: list[Piece], counts: list[Count]) -> list[Count]:
    """Join 'between 30 and 40', '30 to 40', '30-40', 'two or three'; drop scores and chains of figures."""
    joined: list[Count] = []
    index = 0
    while index < len(counts):
        run = [counts[index]]
        while index + len(run) < len(counts) and _hyphened(pieces, run[-1], counts[index + len(run)]):
            run.append(counts[index + len(run)])
        index += len(run)
        if len(run) > 2:
            continue
        if len(run) == 2:
            span = _range(run[0], run[1])
            if span is not None:
                joined.append(span)
            continue
        joined.append(run[0])
    return _join_worded(pieces, joined)


def _hyphened(pieces: list[Piece], one: Count, two: Count) -> bool:
    between = pieces[one.last + 1 : two.first]
    return (
        len(between) == 1 and between[0].text in _DASHES and (glued(pieces, one.last + 1) or glued(pieces, two.first))
    )


def _range(one: Count, two: Count) -> Count | None:
    low = one.low
    if one.unit and two.unit and one.unit != two.unit:
        return None
    ratio = two.high / low if low else 0.0
    if ratio >= 1000 and two.high >= 1000:  # '3-4 billion', '$3 to 4bn': the scale belongs to both
        for scale in sorted(_SCALES.values(), reverse=True):
            if two.high >= scale and two.high / scale > low:
                low *= scale
                break
    if not low < two.high:
        return None
    first, last = min(one.first, two.first), max(one.last, two.last)
    return Count(first, last, low, two.high, two.unit or one.unit, one.approximate, one.bound, is_plain=False)


def _join_worded(pieces: list[Piece], counts: list[Count]) -> list[Count]:
    joined: list[Count] = []
    index = 0
    while index < len(counts):
        one = counts[index]
        two = counts[index + 1] if index + 1 < len(counts) else None
        span = None
        if two is not None and two.first - one.last == 2:
            joint, before = pieces[one.last + 1].lower, pieces[one.first - 1].lower if one.first else ""
            if (
                (joint == "and" and before == "between")
                or (joint == "to" and before != "from")
                or (joint == "or" and 0 < two.high - one.low <= 2 + one.low / 2)
            ):
                span = _range(one, two)
                if span is not None and before == "between":
                    span = replace(span, first=one.first - 1)
        joined.append(one if span is None else span)
        index += 1 if span is None else 2
    return joined


def _finish(
    pieces: list[Piece], count: Count, sentence: ParsedSentence, times: Sequence[Span], floor: int
) -> Quantity | None:
    """Give the count its noun, bounds and span; None where it counts nothing and is no figure of its own."""
    unit, start, end = count.unit, pieces[count.first].start, pieces[count.last].end
    if not unit:
        unit, end, _ = find_noun(sentence.parse, start, end)
    if not unit and not _stands_alone(pieces, count):
        return None
    count = _with_modifiers(pieces, _with_trailers(pieces, count), sentence.parse)
    start, end = pieces[count.first].start, max(end, pieces[count.last].end)
    for span in spans_over(times, start, end):
        if span.start < pieces[count.last].end:
            return None
        end = pieces[count.last].end
    if start < floor:
        start = next((p.start for p in pieces[count.first : count.last + 1] if p.start >= floor), end)
    if start >= end:
        return None
    return Quantity(
        start=sentence.start + start,
        end=sentence.start + end,
        text=sentence.parse.text[start:end],
        low=float(count.low),
        high=float(count.high),
        unit=unit,
        approximate=count.approximate,
        bound=count.bound,
        sentence=sentence.index,
    )


def _stands_alone(pieces: list[Piece], count: Count) -> bool:
    """Keep a figure that counts nothing named ('rose to 45'), but no number word after 'the' and no serial number."""
    if not count.is_plain:
        return count.high - count.low < 100
    text = pieces[count.first].text
    if text[0].isdecimal():
        return "," in text or "." in text or count.last > count.first or count.low < 1000
    return count.low >= 2 and not (count.first and pieces[count.first - 1].lower in ("the", "these", "those", "all"))


def _with_modifiers(pieces: list[Piece], count: Count, parse: Parse) -> Count:
    """Read 'about', 'at least', 'nearly', 'no more than' before the number; two of them at most."""
    for _ in range(2):
        for length in range(min(_LONGEST_MODIFIER, count.first), 0, -1):
            phrase = " ".join(p.lower for p in pieces[count.first - length : count.first])
            kind = _MODIFIERS.get(phrase)
            if kind is not None and not (length == 1 and _is_preposition(pieces, count.first - 1, parse)):
                count = _modified(replace(count, first=count.first - length), kind)
                break
        else:
            return count
    return count


def _is_preposition(pieces: list[Piece], index: int, parse: Parse) -> bool:
    """Tell whether 'around', 'over' and the like before a number word are prepositions: 'talks about two isles'."""
    if pieces[index + 1].text[0].isdecimal() or pieces[index].lower not in _PREPOSITIONS:
        return False
    return any(t.dep == "prep" for t in tokens_in(parse, pieces[index].start, pieces[index].end))


def _with_trailers(pieces: list[Piece], count: Count) -> Count:
    """Read 'or so', 'or more', '+' right behind the number."""
    after = count.last + 1
    if after < len(pieces) and (pieces[after].text == "+" and glued(pieces, after)):
        return _modified(replace(count, last=after), "at_least")
    if after < len(pieces) and pieces[after].text in _DASHES and glued(pieces, after):
        after += 1
    for length in (2, 1):
        kind = _TRAILERS.get(" ".join(p.lower for p in pieces[after : after + length]))
        if kind is not None and after + length <= len(pieces):
            return _modified(replace(count, last=after + length - 1), kind)
    return count


def _modified(count: Count, kind: str) -> Count:
    return replace(count, approximate=count.approximate or kind == "approximate", bound=_BOUNDS[kind] or count.bound)
