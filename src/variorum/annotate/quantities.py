"""Find the numbers that an article gives, with what they count: 'at least 38 apartments', '$3bn', 'dozens of ships'.

`numerals` reads the number, `quantity_counts` its kind (a count, no label, score or part of a time), `quantity_units`
what it counts, this module its bounds and ranges. Ordinals and times are none of its business.
"""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.pieces import Piece, glued, split_pieces
from variorum.annotate.quantity_counts import Count, find_counts
from variorum.annotate.quantity_units import find_noun
from variorum.annotate.times import find_time_spans
from variorum.annotate.token_spans import spans_over, tokens_in
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse, ParsedSentence, Quantity
from variorum.model.text import Article, Span

_LISTS = read_toml("quantities")
_WORDS = _LISTS["words"]
_SCALES: dict[str, int] = _LISTS["scales"]
_MODIFIERS: dict[str, str] = {p: kind for kind, phrases in _LISTS["modifiers"].items() for p in phrases}
_TRAILERS: dict[str, str] = {p: kind for kind, phrases in _LISTS["trailers"].items() for p in phrases}
_LONGEST_MODIFIER = max(len(p.split()) for p in _MODIFIERS)
_BOUNDS = {"at_least": "at least", "at_most": "at most", "approximate": ""}
_PREPOSITIONS = frozenset(_WORDS["prepositions"])
_VAGUE = frozenset(_LISTS["vague"])
_DASHES = frozenset("-–‑")
_TRIGGERS = frozenset(
    word for table in ("cardinals", "tens", "scales", "vague", "denominators") for word in _LISTS[table]
)


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
        counts = _join_ranges(pieces, find_counts(pieces, sentence.parse, times))
        end = 0
        for count in counts:
            quantity = _finish(pieces, count, sentence, times, end)
            if quantity is not None:
                found.append(quantity)
                end = quantity.end - sentence.start
    return tuple(found)


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
    if not unit and count.approximate and pieces[count.last].lower in _VAGUE:
        unit = "person"  # 'thousands marched'
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
