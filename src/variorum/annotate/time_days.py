"""What the rules on single days mean: dates in figures, days of a month, weekdays, feasts, parts of a day."""

from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date

from variorum.annotate.time_grammar import TimeMatch
from variorum.annotate.time_scene import (
    YEAR_SHIFT,
    Meaning,
    Scene,
    choose_year,
    from_published,
    nearest,
    of_period,
    read_figures,
    unresolved,
    weekday_near,
    year_basis,
    year_of,
)
from variorum.annotate.time_values import (
    Period,
    add_length,
    day_period,
    make_day,
    shift,
)


def read_figures_rule(match: TimeMatch, scene: Scene) -> Meaning | None:
    item = match.part("d")
    if item is None:
        return None
    order, first, second, third, *clock = item.name.split(" ")
    meaning = of_period(read_figures(scene, order, first, second, third), "absolute")
    return with_clock(meaning, clock[0]) if clock and meaning else meaning


def read_month_day(match: TimeMatch, scene: Scene) -> Meaning | None:
    month, day = match.number("M"), match.number("D")
    year = year_of(match, scene)
    if year is not None:
        return of_period(make_day(year, month, day), year_basis(match))
    if match.part("R"):
        return None if scene.published else unresolved(f"XXXX-{month:02}-{day:02}", "day")
    weekday = match.number("W")

    def make(candidate: int) -> Period | None:
        return make_day(candidate, month, day)

    if weekday and scene.published:
        years = range(max(1, scene.published.year - 2), min(9999, scene.published.year + 2) + 1)
        fitting = [p for p in map(make, years) if p and p.start.isoweekday() == weekday]
        if fitting:
            return of_period(nearest(scene, fitting), "published")
    return choose_year(scene, make, f"XXXX-{month:02}-{day:02}", "day")


def read_day_range(match: TimeMatch, scene: Scene) -> Meaning | None:
    month, first, last = match.number("M"), match.number("D"), match.number("D2")

    def make(year: int) -> Period | None:
        begin, end = make_day(year, month, first), make_day(year, month, last)
        if begin is None or end is None or begin.start >= end.start:
            return None
        return Period("span", begin.start, end.start, f"{begin.value}/{end.value}")

    year = year_of(match, scene)
    if year is not None:
        return of_period(make(year), "absolute")
    return choose_year(scene, make, f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}", "span")


def read_day_of_unit(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit = match.part("U")
    if unit is None or unit.name != "month" or match.code("R") not in YEAR_SHIFT:
        return None
    if scene.published is None:
        return unresolved(f"XXXX-XX-{match.number('D'):02}", "day")
    month = from_published(scene, "month", YEAR_SHIFT[match.code("R")])
    if month is None:
        return None
    return of_period(make_day(month.start.year, month.start.month, match.number("D")), "published")


def read_weekday(match: TimeMatch, scene: Scene) -> Meaning | None:
    weekday = match.number("W")
    if match.items[-1].code == "P" and match.items[-1].lower.endswith("s"):
        return Meaning(f"XXXX-WXX-{weekday}{match.items[-1].name}")
    period, basis = weekday_near(scene, weekday, match.code("R"))
    if basis == "unresolved":
        part = match.part("P")
        return unresolved(f"XXXX-WXX-{weekday}{part.name if part else ''}", "day")
    return _with_part(of_period(period, basis), match)


def read_weekday_of(match: TimeMatch, scene: Scene) -> Meaning | None:
    unit = match.part("U")
    if unit is None or unit.name != "week" or match.code("R") not in YEAR_SHIFT:
        return read_weekday(match, scene) if unit is None else None
    week = from_published(scene, "week", YEAR_SHIFT[match.code("R")])
    if week is None:
        return unresolved(f"XXXX-WXX-{match.number('W')}", "day")
    day = add_length(week.start, "day", match.number("W") - 1)
    return _with_part(of_period(day_period(day), "published") if day else None, match)


def read_weekday_of_month(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'the first Saturday of June', 'the last day of next month'."""
    month, wanted, place, unit = match.number("M"), match.part("W"), match.part("O"), match.part("U2")
    if wanted is None or place is None or (wanted.code == "U" and wanted.name != "day"):
        return None
    weekday = int(wanted.number) if wanted.code == "W" else None
    number = int(place.number) if place.code == "O" else 0

    def make(year: int) -> Period | None:
        return _count_days(year, month, weekday, number)

    if month:
        year = year_of(match, scene)
        return of_period(make(year), year_basis(match)) if year else choose_year(scene, make, f"XXXX-{month:02}", "day")
    if unit is None or unit.name != "month":
        return None
    told = from_published(scene, "month", YEAR_SHIFT[match.code("R2")])
    if told is None:
        return unresolved("XXXX-XX-XX", "day")
    return of_period(_count_days(told.start.year, told.start.month, weekday, number), "published")


def _count_days(year: int, month: int, weekday: int | None, number: int) -> Period | None:
    """The first, second, ... (0: the last) such weekday of a month, or day of it; None where it has not so many."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    every = range(1, monthrange(year, month)[1] + 1)
    fitting = [d for d in every if weekday is None or date(year, month, d).isoweekday() == weekday]
    return make_day(year, month, fitting[number - 1]) if number <= len(fitting) else None


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


def read_unit_but_one(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'the week after next', 'the month before last', 'Tuesday of the week after next'."""
    unit, side, weekday = match.part("U"), match.part("side"), match.number("W")
    ways = {("after", "X"): 2, ("before", "L"): -2}
    count = ways.get((side.lower if side else "", match.code("R")))
    if unit is None or count is None or unit.name not in ("day", "week", "month", "year"):
        return None
    if scene.published is None:
        return unresolved("XXXX-XX-XX", "span")
    period = from_published(scene, unit.name, count)
    if not weekday or period is None:
        return of_period(period, "published")
    day = add_length(period.start, "day", weekday - 1) if unit.name == "week" else None
    return _with_part(of_period(day_period(day), "published") if day else None, match)


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


def read_feast(match: TimeMatch, scene: Scene) -> Meaning | None:
    month, day = divmod(match.number("F"), 100)
    year = year_of(match, scene)
    if year is not None:
        return of_period(make_day(year, month, day), year_basis(match))
    return choose_year(scene, lambda y: make_day(y, month, day), f"XXXX-{month:02}-{day:02}", "day")


def _with_part(meaning: Meaning | None, match: TimeMatch) -> Meaning | None:
    part = match.part("P")
    return replace(meaning, value=f"{meaning.value}{part.name}") if meaning and part else meaning


def with_clock(meaning: Meaning, clock: str) -> Meaning:
    """Put a clock time on a day."""
    value = (meaning.value or "XXXX-XX-XX").split("T")[0]
    return replace(meaning, value=f"{value}T{clock}", precision="hour" if clock.endswith(":00") else "minute")
