"""What the rules on days and longer periods mean: one reader a rule, and what a clock or 'early' adds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from variorum.annotate.time_grammar import TimeMatch
from variorum.annotate.time_scene import (
    Meaning,
    Scene,
    choose_year,
    from_published,
    nearest,
    of_period,
    read_figures,
    unresolved,
    weekday_near,
)
from variorum.annotate.time_values import (
    Period,
    add_length,
    day_period,
    make_century,
    make_day,
    make_decade,
    make_half,
    make_month,
    make_quarter,
    make_season,
    make_year,
    move,
    period_of,
    portion,
    shift,
)
from variorum.model.annotation import Precision

_GRAINS = ("day", "week", "month", "quarter", "season", "year", "decade", "century")
_YEAR_SHIFT = {"L": -1, "X": 1, "H": 0, "C": 0}
_PLACEHOLDERS = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
_PRECISIONS: dict[str, Precision] = {
    "day": "day", "night": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade",
}  # fmt: skip

_FINER = {unit: _GRAINS[: _GRAINS.index(unit) + 1] for unit in _GRAINS} | {
    "night": ("day",),
    "weekend": ("day", "week", "weekend"),
}


def _number(match: TimeMatch, name: str) -> int:
    item = match.part(name)
    return int(item.number) if item else 0


def _code(match: TimeMatch, name: str = "R") -> str:
    item = match.part(name)
    return item.code if item else ""


def _year_of(match: TimeMatch, scene: Scene) -> int | None:
    """Give the year that the expression names, as figures or as 'last year'; None where it names none."""
    if match.part("Y"):
        return _number(match, "Y")
    unit = match.part("U2") or match.part("U")
    if match.part("R") and unit and unit.name == "year" and _code(match) in _YEAR_SHIFT and scene.published:
        return scene.published.year + _YEAR_SHIFT[_code(match)]
    return None


def _basis(match: TimeMatch) -> str:
    return "absolute" if match.part("Y") else "published"


def read_figures_rule(match: TimeMatch, scene: Scene) -> Meaning | None:
    item = match.part("d")
    if item is None:
        return None
    order, first, second, third, *clock = item.name.split(" ")
    meaning = of_period(read_figures(scene, order, first, second, third), "absolute")
    return _with_clock(meaning, clock[0]) if clock and meaning else meaning


def read_month_day(match: TimeMatch, scene: Scene) -> Meaning | None:
    month, day = _number(match, "M"), _number(match, "D")
    year = _year_of(match, scene)
    if year is not None:
        return of_period(make_day(year, month, day), _basis(match))
    if match.part("R"):
        return None if scene.published else unresolved(f"XXXX-{month:02}-{day:02}", "day")
    weekday = _number(match, "W")

    def make(candidate: int) -> Period | None:
        return make_day(candidate, month, day)

    if weekday and scene.published:
        years = range(max(1, scene.published.year - 2), min(9999, scene.published.year + 2) + 1)
        fitting = [p for p in map(make, years) if p and p.start.isoweekday() == weekday]
        if fitting:
            return of_period(nearest(scene, fitting), "published")
    return choose_year(scene, make, f"XXXX-{month:02}-{day:02}", "day")


def read_day_range(match: TimeMatch, scene: Scene) -> Meaning | None:
    month, first, last = _number(match, "M"), _number(match, "D"), _number(match, "D2")

    def make(year: int) -> Period | None:
        begin, end = make_day(year, month, first), make_day(year, month, last)
        if begin is None or end is None or begin.start >= end.start:
            return None
        return Period("span", begin.start, end.start, f"{begin.value}/{end.value}")

    year = _year_of(match, scene)
    if year is not None:
        return of_period(make(year), "absolute")
    return choose_year(scene, make, f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}", "span")


def read_day_of_unit(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit = match.part("U")
    if unit is None or unit.name != "month" or _code(match) not in _YEAR_SHIFT:
        return None
    if scene.published is None:
        return unresolved(f"XXXX-XX-{_number(match, 'D'):02}", "day")
    month = from_published(scene, "month", _YEAR_SHIFT[_code(match)])
    if month is None:
        return None
    return of_period(make_day(month.start.year, month.start.month, _number(match, "D")), "published")


def read_month(match: TimeMatch, scene: Scene) -> Meaning | None:
    month = _number(match, "M")
    year = _year_of(match, scene)
    unit = match.part("U")
    if year is not None:
        return of_period(make_month(year, month), _basis(match))
    if unit is not None and (unit.name != "year" or scene.narrative is None):
        return None if scene.published else unresolved(f"XXXX-{month:02}", "month")
    if unit is not None and scene.narrative is not None:
        near = scene.narrative.start.year + {"B": -1, "J": 1, "I": 0}.get(_code(match), 0)
        return of_period(make_month(near, month), "narrative")
    relation, published = _code(match), scene.published
    if relation in ("L", "X", "H", "B", "J") and published is not None:
        months = [p for p in (make_month(y, month) for y in range(published.year - 1, published.year + 2)) if p]
        if relation in ("L", "B"):
            return of_period(max((p for p in months if p.end < published), default=None, key=_start), "published")
        if relation in ("X", "J"):
            return of_period(min((p for p in months if p.start > published), default=None, key=_start), "published")
        return of_period(make_month(published.year, month), "published")
    return choose_year(scene, lambda y: make_month(y, month), f"XXXX-{month:02}", "month")


def _start(period: Period) -> date:
    return period.start


def read_weekday(match: TimeMatch, scene: Scene) -> Meaning | None:
    weekday = _number(match, "W")
    if match.items[-1].code == "P" and match.items[-1].lower.endswith("s"):
        return Meaning(f"XXXX-WXX-{weekday}{match.items[-1].name}")
    period, basis = weekday_near(scene, weekday, _code(match))
    if basis == "unresolved":
        part = match.part("P")
        return unresolved(f"XXXX-WXX-{weekday}{part.name if part else ''}", "day")
    return _with_part(of_period(period, basis), match)


def read_weekday_of(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit = match.part("U")
    if unit is None or unit.name != "week" or _code(match) not in _YEAR_SHIFT:
        return read_weekday(match, scene) if unit is None else None
    week = from_published(scene, "week", _YEAR_SHIFT[_code(match)])
    if week is None:
        return unresolved(f"XXXX-WXX-{_number(match, 'W')}", "day")
    day = add_length(week.start, "day", _number(match, "W") - 1)
    return _with_part(of_period(day_period(day), "published") if day else None, match)


def read_relative_day(match: TimeMatch, scene: Scene) -> Meaning | None:
    item = match.part("R")
    if item is None:
        return None
    part = match.part("P") or match.part("P2")
    suffix = part.name if part else item.name
    if scene.published is None:
        return unresolved(f"XXXX-XX-XX{suffix}", "day")
    meaning = of_period(from_published(scene, "day", int(item.number)), "published")
    if meaning is None:
        return None
    if item.lower == "overnight":
        return replace(meaning, value=f"{meaning.value}TNI", to_date=scene.published, period=None)
    return replace(meaning, value=f"{meaning.value}{suffix}")


def read_day_but_one(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'the day before yesterday', 'the day after tomorrow'."""
    unit, side, item = match.part("U"), match.part("side"), match.part("R")
    if unit is None or side is None or item is None or side.lower not in ("before", "after") or unit.name != "day":
        return None
    if scene.published is None:
        return unresolved("XXXX-XX-XX", "day")
    return of_period(from_published(scene, "day", int(item.number) + (1 if side.lower == "after" else -1)), "published")


def read_relative_unit(match: TimeMatch, scene: Scene) -> Meaning | None:
    item, unit_item = match.part("R"), match.part("U")
    if unit_item is None or unit_item.name in ("second", "minute", "hour", "half", "millennium", "fortnight"):
        return None
    unit, relation = unit_item.name, item.code if item else ""
    if unit == "period":
        is_told = scene.quarter is not None and item is not None and item.lower == "latest"
        return of_period(scene.quarter, "narrative") if is_told else None
    if not relation:
        return _the_unit(unit, scene)
    if unit == "quarter" and item is not None and item.lower == "latest":
        return _the_unit(unit, scene)
    told = scene.narrative if unit != "quarter" else scene.quarter or scene.narrative
    has_the = match.items[0].code == "T"
    is_told = relation in ("B", "J", "I") or (relation == "X" and has_the and unit in ("day", "night"))
    if is_told and told is not None and told.grain in _FINER.get(unit, ()):
        same = period_of(unit, told.start)
        moved = None if same is None else shift(same, {"B": -1, "J": 1, "X": 1}.get(relation, 0))
        return _night(of_period(moved, "narrative"), unit)
    if scene.published is None or (is_told and relation != "B" and relation != "X"):
        return unresolved(_PLACEHOLDERS.get(unit), _PRECISIONS.get(unit, "span"))
    count = {"L": -1, "B": -1, "X": 1}.get(relation, 0)
    if unit == "weekend":
        return of_period(_weekend(scene, relation), "published")
    meaning = of_period(from_published(scene, unit, count), "published")
    if meaning and item is not None and item.lower == "past" and unit != "day":
        begin = add_length(scene.published, unit, -1)
        return replace(meaning, from_date=begin, to_date=scene.published, precision="span", period=None)
    return _night(meaning, unit)


def _night(meaning: Meaning | None, unit: str) -> Meaning | None:
    return replace(meaning, value=f"{meaning.value}TNI") if meaning and unit == "night" else meaning


def _weekend(scene: Scene, relation: str) -> Period | None:
    """Give the weekend meant: the last one before today, unless the clause looks ahead; on a weekend, this one."""
    this = from_published(scene, "weekend", 0)
    if this is None or scene.published is None:
        return None
    if relation == "X":
        return this if scene.published < this.start else shift(this, 1)
    if relation == "L" or (relation != "H" and scene.direction.way != "future" and scene.published < this.start):
        return shift(this, -1)
    return this


def _the_unit(unit: str, scene: Scene) -> Meaning | None:
    """Read 'the quarter', 'the week', 'the weekend': what was last named, or what the publication date is in."""
    if unit == "day" or unit == "night" or unit in ("decade", "century"):
        return None
    if unit == "quarter":
        if scene.quarter is not None:
            return of_period(scene.quarter, "narrative")
        if scene.published is None:
            return unresolved("XXXX-QX", "quarter")
        return of_period(from_published(scene, unit, 0 if scene.direction.way == "future" else -1), "published")
    if scene.published is None:
        return unresolved(_PLACEHOLDERS.get(unit), "span")
    if unit == "weekend":
        return of_period(_weekend(scene, ""), "published")
    return of_period(from_published(scene, unit, 0), "published")


def read_relative_part(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'this morning', 'last night', 'that evening', 'the next morning'."""
    part = match.part("P")
    codes = "".join(item.code for item in match.items)
    if part is None:
        return None
    is_told = "H" not in codes and "L" not in codes
    base = scene.narrative if is_told and scene.narrative and scene.narrative.grain == "day" else None
    basis = "narrative" if base else "published"
    if base is None:
        base = from_published(scene, "day", 0)
    if base is None:
        return unresolved(f"XXXX-XX-XX{part.name}", "day")
    shifted = shift(base, -1 if "L" in codes or "B" in codes else 1 if "X" in codes or "J" in codes else 0)
    meaning = of_period(shifted, basis)
    return replace(meaning, value=f"{meaning.value}{part.name}") if meaning else None


def read_year(match: TimeMatch, scene: Scene) -> Meaning | None:
    del scene
    return of_period(make_year(_number(match, "Y")), "absolute")


def read_year_range(match: TimeMatch, scene: Scene) -> Meaning | None:
    del scene
    first, last = _number(match, "Y"), _number(match, "Y2")
    if last < 100:
        last += first // 100 * 100
    begin, end = make_year(first), make_year(last)
    if begin is None or end is None or first >= last:
        return None
    return Meaning(f"{begin.value}/{end.value}", begin.start, end.end, "span", "absolute")


def read_decade(match: TimeMatch, scene: Scene) -> Meaning | None:
    number, text = _number(match, "D"), match.items[-1].lower
    if number >= 1000:
        return of_period(make_decade(number), "absolute")
    is_figure = match.items[-1].end - match.items[-1].start <= 3 and text[:1].isdecimal()
    if (is_figure and match.items[0].code != "T" and scene.before != "the") or scene.before in (
        "his",
        "her",
        "their",
        "my",
    ):
        return None
    if scene.published is None:
        return unresolved(f"XX{number // 10}", "decade")
    year = scene.published.year // 100 * 100 + number
    return of_period(make_decade(year if year <= scene.published.year else year - 100), "published")


def read_century(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit = match.part("U")
    if unit is None or unit.name != "century":
        return read_quarter(match, scene)
    return of_period(make_century(_number(match, "O")), "absolute") if 1 <= _number(match, "O") <= 30 else None


def read_season(match: TimeMatch, scene: Scene) -> Meaning | None:
    item = match.part("S")
    if item is None or (
        len(match.items) == 1 and scene.before not in ("in", "since", "until", "by", "early", "late", "mid")
    ):
        return None
    if item.lower in ("fall", "spring") and scene.after == "of":
        return None
    season = item.name
    year = _year_of(match, scene)
    unit = match.part("U")
    if year is None and unit is not None and unit.name == "year" and scene.published and match.part("R2"):
        year = scene.published.year + _YEAR_SHIFT[_code(match, "R2")]
    if year is not None:
        return of_period(make_season(year, season), _basis(match))
    published, relation = scene.published, _code(match)
    if published is not None and relation in ("L", "X"):
        seasons = [p for p in (make_season(y, season) for y in range(published.year - 2, published.year + 2)) if p]
        if relation == "L":
            return of_period(max((p for p in seasons if p.end < published), default=None, key=_start), "published")
        return of_period(min((p for p in seasons if p.start > published), default=None, key=_start), "published")
    return choose_year(scene, lambda y: make_season(y, season), f"XXXX-{season}", "season")


def read_quarter(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit, number = match.part("U"), _number(match, "O") or _number(match, "u")
    if unit is not None and unit.name != "quarter":
        return None
    if not 1 <= number <= 4:
        return None
    year = _number(match, "Y") or None
    relation = match.part("R")
    if year is None and relation is not None and match.part("U2") and scene.published:
        if relation.code not in ("L", "X", "H", "C", "B"):
            return None
        year = scene.published.year + {"B": -1, **_YEAR_SHIFT}[relation.code]
    if year is not None:
        return of_period(make_quarter(year, number), _basis(match))
    return choose_year(scene, lambda y: make_quarter(y, number), f"XXXX-Q{number}", "quarter")


def read_unit_quarter(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read "this year's third quarter", "last year's quarter"."""
    outer = match.part("U2")
    if outer is None or outer.name != "year" or _code(match) not in _YEAR_SHIFT:
        return None
    if match.part("O"):
        return read_quarter(match, scene)
    if scene.quarter is None or match.part("U") is None:
        return None
    return of_period(move(scene.quarter, "year", _YEAR_SHIFT[_code(match)]), "narrative")


def read_period_of_year(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'the 1988 quarter', 'the 1988 period': that year's part which the text speaks of."""
    unit, year = match.part("U"), _number(match, "Y")
    if unit is None or unit.name not in ("quarter", "period"):
        return of_period(make_year(year), "absolute")
    if scene.quarter is None:
        return of_period(make_year(year), "absolute")
    return of_period(move(scene.quarter, "year", year - scene.quarter.start.year), "narrative")


def read_half(match: TimeMatch, scene: Scene) -> Meaning | None:
    item = match.part("O")
    unit = match.part("U")
    if item is None or (item.code == "O" and item.number not in (1, 2)) or (unit and unit.name != "year"):
        return None
    number = 1 if item.code == "O" and item.number == 1 else 2
    decade = match.part("D")
    if decade is not None:
        whole = read_decade(match, replace(scene, before="the"))
        if whole is None or whole.period is None:
            return whole
        middle = date(whole.period.start.year + 5, 1, 1)
        if number == 1:
            return replace(whole, to_date=date(middle.year - 1, 12, 31), precision="span", period=None)
        return replace(whole, from_date=middle, precision="span", period=None)
    year = _year_of(match, scene)
    if year is None and unit is not None and not match.part("R") and scene.published:
        year = scene.published.year
    if year is None:
        return unresolved(f"XXXX-H{number}")
    return of_period(make_half(year, number), _basis(match))


def read_feast(match: TimeMatch, scene: Scene) -> Meaning | None:
    month, day = divmod(_number(match, "F"), 100)
    year = _year_of(match, scene)
    if year is not None:
        return of_period(make_day(year, month, day), _basis(match))
    return choose_year(scene, lambda y: make_day(y, month, day), f"XXXX-{month:02}-{day:02}", "day")


def _with_part(meaning: Meaning | None, match: TimeMatch) -> Meaning | None:
    part = match.part("P")
    return replace(meaning, value=f"{meaning.value}{part.name}") if meaning and part else meaning


def _with_clock(meaning: Meaning, clock: str) -> Meaning:
    """Put a clock time on a day."""
    value = (meaning.value or "XXXX-XX-XX").split("T")[0]
    return replace(meaning, value=f"{value}T{clock}", precision="hour" if clock.endswith(":00") else "minute")


def _modified(meaning: Meaning, word: str, scene: Scene) -> Meaning:
    """Narrow a period to its early or late part; 'earlier' and 'later' end and begin on the publication date."""
    period, published = meaning.period, scene.published
    if period is None or period.grain == "day":
        return meaning
    if word in ("earlier", "later"):
        if published is None or not period.start <= published <= period.end:
            return meaning
        if word == "earlier":
            return replace(meaning, to_date=published, precision="span")
        return replace(meaning, from_date=published, precision="span")
    first, last = portion(period, word)
    return replace(meaning, from_date=first, to_date=last, precision="span")


READERS: dict[str, Callable[[TimeMatch, Scene], Meaning | None]] = {
    "figures": read_figures_rule, "day_range": read_day_range, "range_day": read_day_range,
    "month_day": read_month_day, "day_month": read_month_day, "day_of_unit": read_day_of_unit,
    "month_year": read_month, "month_of": read_month, "relative_month": read_month, "month": read_month,
    "weekday_of": read_weekday_of, "weekday": read_weekday, "part_of_weekday": read_weekday,
    "relative_day": read_relative_day, "day_but_one": read_day_but_one, "relative_unit": read_relative_unit,
    "relative_part": read_relative_part, "year": read_year, "year_range": read_year_range, "decade": read_decade,
    "century": read_century, "season": read_season, "quarter": read_quarter, "year_quarter": read_quarter,
    "unit_quarter": read_unit_quarter, "short_quarter": read_quarter, "half": read_half, "feast": read_feast,
    "period_of_year": read_period_of_year,
}  # fmt: skip


def read_date(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Give the meaning of a date rule with its clock time and modifier, or None where there is no such date."""
    meaning = READERS[match.rule](match, scene)
    if meaning is None:
        return None
    clock = match.part("clock") or match.part("clock2")
    if clock is not None and (meaning.precision == "day"):
        meaning = _with_clock(meaning, clock.name)
    words = [item.lower for item in match.parts.get("mod", ()) if item.code in "fEle"]
    if match.rule == "decade":
        words += [item.lower for item in match.items if item.code == "f"]
    return _modified(meaning, words[0], scene) if words else meaning
