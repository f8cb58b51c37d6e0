"""What a time is counted from, and how one of several candidates is chosen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from variorum.annotate.time_direction import Direction
from variorum.annotate.time_grammar import TimeMatch
from variorum.annotate.time_values import Period, day_period, make_day, period_of, shift
from variorum.model.annotation import Precision

_AGAINST_STRONG = 10_000  # days: a finite verb outweighs any nearness
_AGAINST_WEAK = 120  # a hint outweighs a third of a year
YEAR_SHIFT = {"L": -1, "X": 1, "H": 0, "C": 0}  # by the codes of 'last', 'next', 'this', 'current'
_FUTURE_UNTOLD = 20  # news tells more of what was


@dataclass(frozen=True, slots=True)
class Scene:
    """The dates that a time may be counted from, and the words about it.

    `published` is the article's date; `narrative` the period last named; `quarter` the quarter of a year last named;
    `before` and `after` are the neighbouring words in small letters; `month_first` is the order of dates in figures
    that the article shows elsewhere (None where it shows none).
    """

    published: date | None
    narrative: Period | None
    quarter: Period | None
    direction: Direction
    before: str = ""
    after: str = ""
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means. `period` is what later expressions may be counted from."""

    value: str | None
    from_date: date | None = None
    to_date: date | None = None
    precision: Precision = "span"
    basis: str = "absolute"
    duration: str | None = None
    period: Period | None = None


def of_period(period: Period | None, basis: str) -> Meaning | None:
    """Give the meaning that is the whole of a period."""
    if period is None:
        return None
    return Meaning(period.value, period.start, period.end, period.precision, basis, period=period)


def unresolved(value: str | None, precision: Precision = "span") -> Meaning:
    return Meaning(value, precision=precision, basis="unresolved")


def choose_year(scene: Scene, make: Callable[[int], Period | None], value: str, precision: Precision) -> Meaning | None:
    """Choose the year of what the text gives without one: the nearest that agrees with the direction.

    A quarter or season that is over can still be told of in the future ('will report its third quarter').
    """
    if precision in ("quarter", "season") and scene.direction.way == "future":
        scene = replace(scene, direction=Direction("future", False))
    if scene.published is None:
        return unresolved(value, precision) if any(make(year) for year in range(2000, 2008)) else None
    year = scene.published.year
    near = [p for p in (make(y) for y in range(max(1, year - 1), min(9999, year + 1) + 1)) if p]
    wide = (
        near if len(near) > 1 else [p for p in (make(y) for y in range(max(1, year - 8), min(9999, year + 8) + 1)) if p]
    )
    return of_period(nearest(scene, wide), "published")


def nearest(scene: Scene, candidates: Iterable[Period]) -> Period | None:
    """Give the candidate that costs least: days from the publication date, and what the direction holds against it."""
    published = scene.published
    if published is None:
        return None

    def cost(period: Period) -> tuple[int, date]:
        if period.end < published:
            distance, way = (published - period.end).days, "past"
        elif period.start > published:
            distance, way = (period.start - published).days, "future"
        else:
            return 0, period.start
        if scene.direction.way and way != scene.direction.way:
            distance += _AGAINST_STRONG if scene.direction.strong else _AGAINST_WEAK
        elif not scene.direction.way and way == "future":
            distance += _FUTURE_UNTOLD
        return distance, period.start

    return min(candidates, key=cost, default=None)


def weekday_near(scene: Scene, weekday: int, relation: str) -> tuple[Period | None, str]:
    """Give the day that 'Tuesday', 'last Tuesday', 'the following Tuesday' is, and its basis."""
    base, basis = scene.published, "published"
    if relation in ("B", "J", "I") and scene.narrative is not None:
        base, basis = scene.narrative.start, "narrative"
    if base is None:
        return None, "unresolved"
    ahead = (weekday - base.isoweekday()) % 7
    back = (base.isoweekday() - weekday) % 7
    match relation:
        case "L" | "B":
            days = -(back or 7)
        case "X" | "J":
            days = ahead or 7
        case "H":
            days = weekday - base.isoweekday()
        case _:
            days = ahead if scene.direction.way == "future" else -back
    return _day_after(base, days), basis


def _day_after(base: date, days: int) -> Period | None:
    ordinal = base.toordinal() + days
    if not date.min.toordinal() <= ordinal <= date.max.toordinal():
        return None
    return day_period(date.fromordinal(ordinal))


def from_published(scene: Scene, grain: str, count: int) -> Period | None:
    """Give the period of that grain that is `count` of them from the one of the publication date."""
    if scene.published is None:
        return None
    period = period_of(grain, scene.published)
    return None if period is None else shift(period, count)


def full_year(scene: Scene, number: int) -> int:
    """Complete a year of two figures to the one nearest the publication date; without one, 1950 to 2049."""
    if number >= 100:
        return number
    centre = scene.published.year if scene.published else 1999
    return min((century * 100 + number for century in range(10, 30)), key=lambda year: (abs(year - centre), year))


def read_figures(scene: Scene, order: str, first: str, second: str, third: str) -> Period | None:
    """Give the day that a date in figures means, or None where there is no such day.

    Where day and month could both come first, the article's other dates decide, then nearness to the publication
    date; else the day is first, as in most of the world.
    """
    if order == "ymd":
        return make_day(int(first), int(second), int(third))
    year = full_year(scene, int(third))
    day_first = make_day(year, int(second), int(first))
    month_first = None if order == "dm" else make_day(year, int(first), int(second))
    if day_first is None or month_first is None:
        return day_first or month_first
    if scene.month_first is not None:
        return month_first if scene.month_first else day_first
    published = scene.published
    if published is None:
        return day_first
    return min((day_first, month_first), key=lambda period: abs((period.start - published).days))


def year_of(match: TimeMatch, scene: Scene) -> int | None:
    """Give the year that the expression names, as figures or as 'last year'; None where it names none."""
    if match.part("Y"):
        return match.number("Y")
    unit = match.part("U2") or match.part("U")
    if match.part("R") and unit and unit.name == "year" and match.code("R") in YEAR_SHIFT and scene.published:
        return scene.published.year + YEAR_SHIFT[match.code("R")]
    return None


def year_basis(match: TimeMatch) -> str:
    """Say what the year of an expression was counted from."""
    return "absolute" if match.part("Y") else "published"
