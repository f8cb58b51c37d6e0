"""Find the times that an article names, and resolve each to dates, counted from its publication date or its narrative.

`time_items` gives each word its class (`time_codes`, `time_figures`), `time_grammar` finds the expressions,
`time_dates` (with `time_days` and `time_periods`) and `time_lengths` (with `time_sets`) say what they mean,
`time_direction` reads past or future from the parse, `time_scene` holds what they are counted from. This module goes
through the sentences and keeps the narrative's thread. Values follow TIMEX3 (Pustejovsky et al. 2003).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from variorum.annotate import time_dates, time_lengths
from variorum.annotate.time_codes import Item
from variorum.annotate.time_direction import Direction, find_direction
from variorum.annotate.time_grammar import TimeMatch, match_times
from variorum.annotate.time_items import read_items
from variorum.annotate.time_scene import Meaning, Scene
from variorum.annotate.token_spans import token_range, tokens_in
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, TimeExpression, Token
from variorum.model.text import Article, Span

_CUES = read_toml("times")["cues"]
_NAME_KINDS = frozenset(_CUES["name_kinds"])
_NEWSPAPERS = frozenset(_CUES["newspapers"])
_COLOURS = frozenset(_CUES["colours"])
_AMBIGUOUS_MONTHS = frozenset(_CUES["ambiguous_months"])
_MONTH_LEADERS = frozenset(_CUES["month_leaders"])
_MARCH_AFTER = frozenset(_CUES["march_after"])
_YEAR_LEADERS = frozenset(_CUES["year_leaders"])
_QUARTER_REACH = 400  # days: 'a year earlier' is not counted from a quarter long gone
_QUARTERS = frozenset(("quarter", "short_quarter", "relative_unit", "year_quarter"))
_NOWHERE = Scene(None, None, None, Direction())
_JOINTS = frozenset(_CUES["joints"])
_SINGLE = frozenset(("month", "weekday", "season", "feast"))


def find_times(article: Article, sentences: Sequence[ParsedSentence]) -> tuple[TimeExpression, ...]:
    """Give the time expressions of an article in order, none overlapping another.

    Without `article.published`, what is relative has the basis 'unresolved' and no dates. An impossible date
    ('February 31') is no expression.
    """
    found: list[TimeExpression] = []
    scene = Scene(published_date(article), None, None, Direction())
    for sentence in sentences:
        items = read_items(sentence.parse.text)
        matches = match_times(items)
        scene = replace(scene, month_first=_figure_order(items, scene.month_first))
        before: TimeMatch | None = None
        for match in matches:
            if not _is_time(match, items, sentence):
                continue
            here = _look_around(scene, match, items, sentence)
            if before is not None and _are_joined(before, match, items):
                here = replace(here, direction=scene.direction)
            before, scene = match, replace(scene, direction=here.direction)
            meaning = _read(match, here)
            if meaning is None:
                continue
            found.append(_expression(match, meaning, sentence, here))
            scene = _follow(scene, meaning, match)
    return tuple(found)


def find_time_spans(sentence: ParsedSentence) -> tuple[Span, ...]:
    """Give the spans of a sentence (from its own start) that are read as times, whether or not they can be resolved.

    Ages are not among them: 'a 45-year-old' is a quantity.
    """
    items = read_items(sentence.parse.text)
    spans = []
    for match in match_times(items):
        scene = _look_around(_NOWHERE, match, items, sentence)
        is_date = match.rule in time_dates.READERS
        if _is_time(match, items, sentence) and (is_date or _read(match, scene) is not None):
            spans.append(Span(match.start, match.end))
    return tuple(spans)


def published_date(article: Article) -> date | None:
    """Give the day on which the article appeared, as its own clock had it; None if it tells none or nonsense."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _read(match: TimeMatch, scene: Scene) -> Meaning | None:
    if match.rule in time_dates.READERS:
        return time_dates.read_date(match, scene)
    return time_lengths.READERS[match.rule](match, scene)


def _look_around(scene: Scene, match: TimeMatch, items: list[Item], sentence: ParsedSentence) -> Scene:
    """Put the neighbouring words and the clause's direction into the scene."""
    after = match.last + 1
    if after < len(items) and items[after].code == "-" and items[after].start == match.end:
        after += 1
    return replace(
        scene,
        before=items[match.first - 1].lower if match.first else "",
        after=items[after].lower if after < len(items) else "",
        direction=find_direction(sentence.parse, match.start, match.end),
    )


def _are_joined(one: TimeMatch, two: TimeMatch, items: list[Item]) -> bool:
    """Tell whether two times share their clause: 'between March 10 and March 12'."""
    between = items[one.last + 1 : two.first]
    return one.rule == two.rule and len(between) == 1 and between[0].lower in _JOINTS


def _follow(scene: Scene, meaning: Meaning, match: TimeMatch) -> Scene:
    """Let what comes later count from this time."""
    period = meaning.period
    if period is None:
        return scene
    is_quarter = period.grain == "quarter" and match.rule in _QUARTERS
    if scene.published is not None and abs((scene.published - period.start).days) > _QUARTER_REACH:
        is_quarter = False
    return replace(scene, narrative=period, quarter=period if is_quarter else scene.quarter)


def _expression(match: TimeMatch, meaning: Meaning, sentence: ParsedSentence, scene: Scene) -> TimeExpression:
    begin, end, basis = meaning.from_date, meaning.to_date, meaning.basis
    precision = meaning.precision
    if scene.before == "since" and begin is not None and scene.published is not None and begin <= scene.published:
        end, precision, basis = scene.published, "span", "published" if basis == "absolute" else basis
    start, stop = sentence.start + match.start, sentence.start + match.end
    return TimeExpression(
        start=start,
        end=stop,
        text=sentence.parse.text[match.start : match.end],
        from_date=begin.isoformat() if begin else None,
        to_date=end.isoformat() if end else None,
        precision=precision,
        basis=basis,
        value=meaning.value,
        duration=meaning.duration,
        sentence=sentence.index,
    )


def _figure_order(items: list[Item], known: bool | None) -> bool | None:
    """Learn from a date such as 18/02/2025 or 02/18/2025 which of day and month the article puts first."""
    if known is not None:
        return known
    for item in items:
        if item.code == "d" and item.name.startswith("?"):
            _, first, second, _ = item.name.split(" ")
            if int(first) > 12 >= int(second):
                return False
            if int(second) > 12 >= int(first):
                return True
    return None


def _is_time(match: TimeMatch, items: list[Item], sentence: ParsedSentence) -> bool:
    """Rule out what only looks like a time: names, verbs, counts."""
    tokens = tokens_in(sentence.parse, match.start, match.end)
    before = items[match.first - 1].lower if match.first else ""
    after = items[match.last + 1] if match.last + 1 < len(items) else None
    last = match.items[-1]
    if match.rule in _SINGLE and _is_in_longer_name(match, tokens, sentence):
        return False
    if match.rule == "weekday" and last.code == "W":
        if after is not None and after.lower in _NEWSPAPERS and _is_capital(sentence, after):
            return False
        return not (before in _COLOURS and sentence.parse.text[items[match.first - 1].start].isupper())
    if match.rule == "month":
        return _is_month(last, before, after, tokens)
    if match.rule == "often":
        return all(t.tag == "RB" for t in tokens)
    if match.rule == "reference":
        return not (
            last.lower in ("soon", "shortly") and after is not None and after.lower in ("as", "after", "before")
        )
    if match.rule in ("year", "year_range") and match.items[0].code in "YTqU":
        return _is_year(match, before, tokens, sentence.parse.tokens)
    return True


def _is_capital(sentence: ParsedSentence, item: Item) -> bool:
    return sentence.parse.text[item.start].isupper()


def _is_in_longer_name(match: TimeMatch, tokens: Sequence[Token], sentence: ParsedSentence) -> bool:
    """Tell whether the parser saw a name of a person, body or work that the expression is only part of."""
    if not tokens or any(t.name not in _NAME_KINDS for t in tokens):
        return False
    place = token_range(sentence.parse, match.start, match.end)
    first, last = place.start, place.stop - 1
    everything = sentence.parse.tokens
    goes_on = (
        last + 1 < len(everything)
        and everything[last + 1].name == tokens[-1].name
        and not everything[last + 1].name_begin
    )
    return (
        goes_on or not tokens[0].name_begin or (first == last and tokens[0].name == "PERSON" and match.rule == "month")
    )


def _is_month(item: Item, before: str, after: Item | None, tokens: Sequence[Token]) -> bool:
    """Take 'May' and 'March' for months only where a preposition or the parse makes them so."""
    if any(t.tag in ("MD", "VB", "VBP", "VBD") for t in tokens):
        return False
    if item.lower not in _AMBIGUOUS_MONTHS:
        return True
    if before in _MONTH_LEADERS:
        return True
    if after is not None and after.lower in _MARCH_AFTER and item.lower == "march":
        return False
    return any(t.name == "DATE" for t in tokens) and not (item.start == 0 and item.lower == "may")


def _is_year(match: TimeMatch, before: str, tokens: Sequence[Token], everything: tuple[Token, ...]) -> bool:
    """Tell a year from a count of four figures: 'the 2000 soldiers', 'of 1500 votes'."""
    year = match.part("Y")
    if year is None:
        return False
    if any(item.lower == "year" for item in match.items) or match.items[-1].code == "D":
        return True
    number = int(year.number)
    heads = [everything[t.head] for t in tokens if t.start < year.end and year.start < t.end and t.dep == "nummod"]
    counts = any(h.tag == "NNS" for h in heads)
    if 1900 <= number <= 2100:
        return not (counts and number % 50 == 0)
    return before in _YEAR_LEADERS and not counts and not heads
