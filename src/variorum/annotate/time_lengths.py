"""What the rules on lengths, and on times counted in lengths, mean: '90-day', 'two weeks ago', 'a year earlier'.

`READERS` has those of `time_sets`, too: all rules whose times are no dates.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from variorum.annotate.time_codes import Item
from variorum.annotate.time_grammar import TimeMatch
from variorum.annotate.time_scene import Meaning, Scene, from_published, of_period, unresolved
from variorum.annotate.time_sets import read_clock, read_often, read_part, read_reference, read_set, read_weekdays
from variorum.annotate.time_values import (
    add_length,
    length_value,
    make_quarter,
    move,
    period_of,
    portion,
)
from variorum.language.lexicon import read_toml

_LEADERS = frozenset(read_toml("times")["cues"]["length_leaders"])
_NO_LENGTH_AFTER = frozenset(read_toml("times")["cues"]["no_length_after"])
_HOURS_AND_LESS = frozenset(("second", "minute", "hour"))
_ISO = {"quarter": ("month", 3), "half": ("month", 6), "decade": ("year", 10), "century": ("year", 100),
        "millennium": ("year", 1000), "weekend": ("day", 2), "night": ("day", 1)}  # fmt: skip


def _count(items: tuple[Item, ...]) -> float | None:
    """Give the number that some items say: 'a' is 1, 'a couple of' 2, 'half an' 0.5; None where it is vague."""
    numbers = [item for item in items if item.code in "#N"]
    if any(item.code == "h" for item in items):
        return 0.5
    if numbers:
        return 0.5 if numbers[0].lower == "half a" else numbers[0].number
    words = [item.lower for item in items]
    if "couple" in words:
        return 2.0
    if "dozen" in words:
        return 12.0
    return 1.0 if words and items[0].code == "A" and len(items) == 1 else None


def _duration(count: float | None, unit: str) -> str | None:
    """Give the duration by ISO 8601, which has no quarters, decades, centuries; None where it is vague."""
    if count is None:
        return None
    iso_unit, factor = _ISO.get(unit, (unit, 1))
    return length_value(count * factor, iso_unit)


def _unit(match: TimeMatch, name: str = "U") -> str:
    item = match.part(name)
    return item.name if item else ""


def read_length(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read a length; one behind 'in' or 'within' that looks ahead is also a time counted from the publication date."""
    unit = _unit(match)
    items = match.parts["N"]
    if unit == "period" or _is_age(match, scene) or _is_no_length(match, scene):
        return None
    count = _count(items)
    if count is not None and match.part("half"):
        count += 0.5
    value, duration = length_value(count, unit), _duration(count, unit)
    if value is None:
        return None
    if match.part("N2") and match.part("U2"):
        second = _count(match.parts["N2"])
        more = length_value(second, _unit(match, "U2"))
        if count is None or second is None or more is None:
            return None
        value = duration = _joined(value, more)
    meaning = Meaning(value, duration=duration, basis="absolute")
    if scene.before in ("in", "within") and scene.direction.way == "future" and scene.published and count is not None:
        end = add_length(scene.published, unit, count)
        if end is not None and scene.before == "within":
            return replace(meaning, from_date=scene.published, to_date=end, basis="published")
        near = None if end is None else period_of(_grain(unit), end)
        if near is not None:
            return replace(meaning, from_date=near.start, to_date=near.end, precision=near.precision, basis="published")
    return meaning


def _joined(first: str, second: str) -> str:
    """Join 'P2Y' and 'P3M', 'PT1H' and 'PT20M'."""
    if second.startswith("PT"):
        return first + (second[2:] if "T" in first else second[1:])
    return first + second[1:]


def _is_age(match: TimeMatch, scene: Scene) -> bool:
    return scene.after in ("old", "olds") or scene.before in ("aged", "age", "ages") or match.items[-1].lower == "old"


def _is_no_length(match: TimeMatch, scene: Scene) -> bool:
    """Rule out 'a second round', 'a quarter of', 'last-minute'."""
    unit, codes = _unit(match), "".join(item.code for item in match.items)
    if unit in ("second", "quarter", "half") and "A" in codes and not any(code in codes for code in "#Nkh"):
        return True
    return scene.before == "-" or (unit == "half" and "V" not in codes)


def _grain(unit: str) -> str:
    return "day" if unit in _HOURS_AND_LESS or unit == "night" else "week" if unit == "fortnight" else unit


def read_length_range(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit, low, high = _unit(match), _count(match.parts["N"]), _count(match.parts["N2"])
    if low is None or high is None or low >= high or unit == "period" or _is_age(match, scene):
        return None
    return Meaning(length_value(None, unit), basis="absolute")


def read_bare_length(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'weeks', 'months' where a preposition makes a length of it."""
    unit = _unit(match)
    if not (scene.before in _LEADERS or (scene.before not in _NO_LENGTH_AFTER and scene.after == "of")):
        return None
    return Meaning(length_value(None, unit), basis="absolute")


def read_count_relative(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'the past two months', 'the next few days', 'the coming weeks'."""
    unit, relation = _unit(match), match.part("R")
    if (
        relation is None
        or unit == "period"
        or (match.part("U") and match.items[-1].code == "U" and not match.part("N"))
    ):
        return None
    items = match.parts.get("N", ())
    count = _count(items)
    value = length_value(count, unit) if items else "FUTURE_REF" if relation.code == "X" else "PAST_REF"
    if value is None or (unit in _HOURS_AND_LESS and scene.published is None):
        return None if value is None else unresolved(value)
    base, basis = scene.published, "published"
    if relation.code == "B" and scene.narrative is not None:
        base, basis = scene.narrative.start, "narrative"
    if base is None:
        return unresolved(value)
    other = None if count is None else add_length(base, unit, count if relation.code == "X" else -count)
    if relation.code == "X":
        return Meaning(value, base, other, "span", basis)
    return Meaning(value, other, base, "span", basis)


def read_recent(match: TimeMatch, scene: Scene) -> Meaning | None:
    del match
    return (
        Meaning("PAST_REF", None, scene.published, "span", "published") if scene.published else unresolved("PAST_REF")
    )


def read_ago(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Count back from the publication date; the grain is the unit's: 'two weeks ago' is a week."""
    unit = _unit(match) or _unit(match, "bare")
    if not match.part("N"):
        value = length_value(None, unit)
        return (
            Meaning("PAST_REF" if value else None, None, scene.published, "span", "published")
            if scene.published
            else unresolved("PAST_REF")
        )
    count = _count(match.parts["N"])
    if count is None:
        return read_recent(match, scene)
    if scene.published is None:
        return unresolved(length_value(count, unit))
    if unit == "year" and count == 1 and scene.quarter is not None:
        return of_period(move(scene.quarter, "year", -1), "narrative")
    return _counted(scene.published, unit, -count, "published")


def _counted(base: date, unit: str, count: float, basis: str) -> Meaning | None:
    moved = add_length(base, unit, count)
    if moved is None:
        return None
    grain = _grain(unit)
    if count != int(count) and grain in ("year", "decade", "century"):
        grain = "month" if grain == "year" else "year"
    return of_period(period_of(grain, moved), basis)


def read_unit_ago_unit(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'the year-ago quarter', 'the year-earlier period', 'year-ago'."""
    outer, inner = _unit(match, "U2"), _unit(match)
    if outer not in ("year", "month", "week", "quarter"):
        return None
    if match.part("V"):
        return Meaning(length_value(_count(match.parts["N"]), _unit(match, "V")), basis="absolute")
    ordinal = match.part("O")
    if ordinal is not None and inner == "quarter" and scene.published is not None:
        return of_period(make_quarter(scene.published.year - 1, int(ordinal.number)), "published")
    if scene.quarter is not None and outer == "year":
        return of_period(move(scene.quarter, "year", -1), "narrative")
    return of_period(from_published(scene, outer, -1), "published") or unresolved(None)


def read_later(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Count from the time last named in the text; 'a year earlier' without one, from the publication date."""
    unit, sign = _unit(match) or _unit(match, "bare"), 1 if match.items[-1].code == "l" else -1
    count = _count(match.parts["N"]) if match.part("N") else None
    value = length_value(count, unit)
    base = scene.narrative
    if unit == "year" and scene.quarter is not None and sign < 0:
        base = scene.quarter
    if count is None or value is None:
        edge = None if base is None else base.start
        if edge is None:
            return unresolved(value)
        return Meaning(value, edge if sign > 0 else None, None if sign > 0 else edge, "span", "narrative")
    if base is None:
        if unit in ("year", "quarter") and sign < 0 and scene.published is not None:
            return _counted(scene.published, unit, -count, "published")
        return unresolved(value)
    if base.grain in ("quarter", "month", "season") and unit == "year" and count == int(count):
        return of_period(move(base, unit, sign * int(count)), "narrative")
    if unit == "week":
        return _counted(base.start, "day", sign * count * 7, "narrative")
    return _counted(base.start, unit, sign * count, "narrative")


def read_from_now(match: TimeMatch, scene: Scene) -> Meaning | None:
    count, unit = _count(match.parts["N"]), _unit(match)
    item = match.part("Q")
    if item is None or item.lower != "now":
        return None
    if scene.published is None or count is None:
        return unresolved("FUTURE_REF")
    return _counted(scene.published, unit, count, "published")


def read_year_end(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'year-end', "year's end"."""
    unit, edge = _unit(match), match.part("E")
    if (
        edge is None
        or edge.lower not in ("end", "start", "beginning")
        or unit not in ("year", "month", "week", "quarter")
    ):
        return None
    period = from_published(scene, unit, 0)
    if period is None:
        return unresolved({"year": "XXXX", "month": "XXXX-XX"}.get(unit))
    first, last = portion(period, edge.lower)
    return Meaning(period.value, first, last, "span", "published", period=period)


READERS: dict[str, Callable[[TimeMatch, Scene], Meaning | None]] = {
    "clock": read_clock, "year_end": read_year_end, "count_relative": read_count_relative, "recent": read_recent,
    "ago": read_ago, "unit_ago_unit": read_unit_ago_unit, "later": read_later, "from_now": read_from_now,
    "length": read_length, "length_range": read_length_range, "bare_length": read_bare_length, "set": read_set,
    "weekdays": read_weekdays, "often": read_often, "reference": read_reference, "parts": read_part,
}  # fmt: skip
