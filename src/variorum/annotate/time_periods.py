"""What the rules on weeks and longer mean: months, seasons, quarters, years, decades, centuries."""

from dataclasses import replace
from datetime import date

from variorum.annotate.time_grammar import TimeMatch
from variorum.annotate.time_scene import (
    YEAR_SHIFT,
    Meaning,
    Scene,
    choose_year,
    from_published,
    of_period,
    unresolved,
    year_basis,
    year_of,
)
from variorum.annotate.time_values import (
    Period,
    add_length,
    make_century,
    make_decade,
    make_half,
    make_month,
    make_quarter,
    make_season,
    make_year,
    move,
    period_of,
    shift,
)
from variorum.model.annotation import Precision

_GRAINS = ("day", "week", "month", "quarter", "season", "year", "decade", "century")
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


def read_month(match: TimeMatch, scene: Scene) -> Meaning | None:
    month = match.number("M")
    year = year_of(match, scene)
    unit = match.part("U")
    if year is not None:
        return of_period(make_month(year, month), year_basis(match))
    if unit is not None and (unit.name != "year" or scene.narrative is None):
        return None if scene.published else unresolved(f"XXXX-{month:02}", "month")
    if unit is not None and scene.narrative is not None:
        near = scene.narrative.start.year + {"B": -1, "J": 1, "I": 0}.get(match.code("R"), 0)
        return of_period(make_month(near, month), "narrative")
    relation, published = match.code("R"), scene.published
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


def read_year(match: TimeMatch, scene: Scene) -> Meaning | None:
    del scene
    return of_period(make_year(match.number("Y")), "absolute")


def read_year_range(match: TimeMatch, scene: Scene) -> Meaning | None:
    del scene
    first, last = match.number("Y"), match.number("Y2")
    if last < 100:
        last += first // 100 * 100
    begin, end = make_year(first), make_year(last)
    if begin is None or end is None or first >= last:
        return None
    return Meaning(f"{begin.value}/{end.value}", begin.start, end.end, "span", "absolute")


def read_decade(match: TimeMatch, scene: Scene) -> Meaning | None:
    number, text = match.number("D"), match.items[-1].lower
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
    return of_period(make_century(match.number("O")), "absolute") if 1 <= match.number("O") <= 30 else None


def read_season(match: TimeMatch, scene: Scene) -> Meaning | None:
    item = match.part("S")
    if item is None or (
        len(match.items) == 1 and scene.before not in ("in", "since", "until", "by", "early", "late", "mid")
    ):
        return None
    if item.lower in ("fall", "spring") and scene.after == "of":
        return None
    season = item.name
    year = year_of(match, scene)
    unit = match.part("U")
    if year is None and unit is not None and unit.name == "year" and scene.published and match.part("R2"):
        year = scene.published.year + YEAR_SHIFT[match.code("R2")]
    if year is not None:
        return of_period(make_season(year, season), year_basis(match))
    published, relation = scene.published, match.code("R")
    if published is not None and relation in ("L", "X"):
        seasons = [p for p in (make_season(y, season) for y in range(published.year - 2, published.year + 2)) if p]
        if relation == "L":
            return of_period(max((p for p in seasons if p.end < published), default=None, key=_start), "published")
        return of_period(min((p for p in seasons if p.start > published), default=None, key=_start), "published")
    return choose_year(scene, lambda y: make_season(y, season), f"XXXX-{season}", "season")


def read_quarter(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit, number = match.part("U"), match.number("O") or match.number("u")
    if unit is not None and unit.name != "quarter":
        return None
    if not 1 <= number <= 4:
        return None
    year = match.number("Y") or None
    relation = match.part("R")
    if year is None and relation is not None and match.part("U2") and scene.published:
        if relation.code not in ("L", "X", "H", "C", "B"):
            return None
        year = scene.published.year + {"B": -1, **YEAR_SHIFT}[relation.code]
    if year is not None:
        return of_period(make_quarter(year, number), year_basis(match))
    return choose_year(scene, lambda y: make_quarter(y, number), f"XXXX-Q{number}", "quarter")


def read_unit_quarter(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read "this year's third quarter", "last year's quarter"."""
    outer = match.part("U2")
    if outer is None or outer.name != "year" or match.code("R") not in YEAR_SHIFT:
        return None
    if match.part("O"):
        return read_quarter(match, scene)
    if scene.quarter is None or match.part("U") is None:
        return None
    return of_period(move(scene.quarter, "year", YEAR_SHIFT[match.code("R")]), "narrative")


def read_period_of_year(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'the 1988 quarter', 'the 1988 period': that year's part which the text speaks of."""
    unit, year = match.part("U"), match.number("Y")
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
    year = year_of(match, scene)
    if year is None and unit is not None and not match.part("R") and scene.published:
        year = scene.published.year
    if year is None:
        return unresolved(f"XXXX-H{number}")
    return of_period(make_half(year, number), year_basis(match))
