"""Calendar arithmetic: periods of days with their TIMEX3 values, the period that holds a day, the next, a part of one.

Weeks are those of ISO 8601. Seasons are those of the north, by whole months; a winter bears the year of its
December. What falls outside the years 1 to 9999 is None, never an error.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Precision

_SHARES: dict[str, tuple[float, float]] = {k: (v[0], v[1]) for k, v in read_toml("times")["shares"].items()}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "Q", "half": "H", "year": "Y", "decade": "E", "century": "C", "millennium": "L", "period": "X",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; `grain` is the unit that it is one of."""

    grain: str
    start: date
    end: date
    value: str

    @property
    def precision(self) -> Precision:
        """Give the precision that the record knows for the grain."""
        match self.grain:
            case "day" | "week" | "month" | "season" | "quarter" | "year" | "decade":
                return self.grain
            case _:
                return "span"


def day_period(day: date) -> Period:
    return Period("day", day, day, day.isoformat())


def make_day(year: int, month: int, day: int) -> Period | None:
    """Give that day, or None if there is no such day."""
    try:
        return day_period(date(year, month, day))
    except ValueError:
        return None


def months_period(grain: str, year: int, month: int, months: int, value: str) -> Period | None:
    """Give the period of so many months that begins with that month."""
    last_year, last_month = divmod(year * 12 + month - 1 + months - 1, 12)
    if not (1 <= year <= 9999 and 1 <= last_year <= 9999):
        return None
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return Period(grain, date(year, month, 1), date(last_year, last_month + 1, last_day), value)


def period_of(grain: str, day: date) -> Period | None:
    """Give the day, week, weekend, month, quarter, half, year, decade or century that holds `day`."""
    year, month = day.year, day.month
    match grain:
        case "day" | "night":
            return day_period(day)
        case "week" | "fortnight" | "weekend":
            iso_year, iso_week, weekday = day.isocalendar()
            monday = _add_days(day, 1 - weekday)
            sunday = None if monday is None else _add_days(monday, 6)
            if monday is None or sunday is None:
                return None
            value = f"{iso_year:04}-W{iso_week:02}"
            if grain == "weekend":
                return Period("weekend", sunday - timedelta(1), sunday, f"{value}-WE")
            return Period("week", monday, sunday, value)
        case "month":
            return months_period("month", year, month, 1, f"{year:04}-{month:02}")
        case "quarter":
            return make_quarter(year, (month - 1) // 3 + 1)
        case "half":
            return make_half(year, (month - 1) // 6 + 1)
        case "year":
            return make_year(year)
        case "decade":
            return make_decade(year // 10 * 10)
        case "century":
            return make_century((year - 1) // 100 + 1)
        case _:
            return None


def make_year(year: int) -> Period | None:
    return months_period("year", year, 1, 12, f"{year:04}")


def make_month(year: int, month: int) -> Period | None:
    return months_period("month", year, month, 1, f"{year:04}-{month:02}") if 1 <= month <= 12 else None


def make_quarter(year: int, quarter: int) -> Period | None:
    return months_period("quarter", year, quarter * 3 - 2, 3, f"{year:04}-Q{quarter}") if 1 <= quarter <= 4 else None


def make_half(year: int, half: int) -> Period | None:
    return months_period("half", year, half * 6 - 5, 6, f"{year:04}-H{half}") if 1 <= half <= 2 else None


def make_season(year: int, season: str) -> Period | None:
    return months_period("season", year, _SEASON_MONTH[season], 3, f"{year:04}-{season}")


def make_decade(year: int) -> Period | None:
    """Give the decade that begins with `year`, a round number."""
    return months_period("decade", year, 1, 120, f"{year // 10:03}")


def make_century(number: int) -> Period | None:
    """Give the nth century: the 20th is the years 1901 to 2000, by TIMEX3 '19'."""
    return months_period("century", number * 100 - 99, 1, 1200, f"{number - 1:02}") if number >= 1 else None


def shift(period: Period, count: int) -> Period | None:
    """Give the period of the same grain `count` later (earlier if negative)."""
    if period.grain in _DAYS:
        moved = _add_days(period.start, count * _DAYS[period.grain])
        return None if moved is None else period_of(period.grain, moved)
    if period.grain == "season":
        return make_season(period.start.year + count, period.value[-2:]) if abs(count) < 10000 else None
    if period.grain in _MONTHS:
        moved = add_months(period.start, count * _MONTHS[period.grain])
        return None if moved is None else period_of(period.grain, moved)
    return None


def move(period: Period, unit: str, count: int) -> Period | None:
    """Move a period by so many units and keep its grain: a quarter, a year earlier; a day, three weeks later."""
    if unit in _DAYS:
        moved = _add_days(period.start, count * _DAYS[unit])
    elif unit in _MONTHS:
        moved = add_months(period.start, count * _MONTHS[unit])
    else:
        return None
    if moved is None:
        return None
    if period.grain == "season":
        return make_season(moved.year, period.value[-2:])
    return period_of(period.grain, moved)


def add_months(day: date, count: int) -> date | None:
    """Add months; the 31st becomes the last day of a shorter month."""
    if abs(count) > 200_000:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_length(day: date, unit: str, count: float) -> date | None:
    """Give the day that is `count` units after `day`; hours and less make no difference under 24 of them."""
    if abs(count) > 1_000_000:
        return None
    if unit in _DAYS or unit == "night":
        return _add_days(day, round(count * _DAYS.get(unit, 1)))
    if unit in _MONTHS:
        return add_months(day, round(count * _MONTHS[unit]))
    hours = {"hour": 24, "minute": 1440, "second": 86400}.get(unit)
    return None if hours is None else _add_days(day, int(count / hours))


def portion(period: Period, word: str) -> tuple[date, date]:
    """Give the days of a period that 'early', 'late', 'the end of' and their like mean, by `data/times.toml`."""
    low, high = _SHARES[word]
    days = (period.end - period.start).days + 1
    first = min(int(days * low), days - 1)
    last = max(first, min(int(days * high + 0.5) - 1, days - 1))
    return period.start + timedelta(first), period.start + timedelta(last)


def length_value(count: float | None, unit: str) -> str | None:
    """Give the ISO 8601 duration: 4.5 hours is 'PT4H30M', None (an unnamed number of) weeks is 'PXW'."""
    letter = _LETTERS.get(unit, "W")
    if unit in ("decade", "century", "millennium") and count is not None:
        return length_value(count * _MONTHS[unit] / 12, "year")
    if unit == "fortnight":
        return length_value(None if count is None else count * 2, "week")
    if unit == "period":
        return "PXX"
    prefix, letter = ("PT", letter[1]) if len(letter) == 2 else ("P", letter)
    if count is None:
        return f"{prefix}X{letter}"
    if not 0 <= count < 1e9:
        return None
    whole, part = int(count), count - int(count)
    smaller = {"hour": ("M", 60), "minute": ("S", 60), "year": ("M", 12), "week": ("D", 7)}.get(unit)
    if part and unit == "day":
        return f"P{f'{whole}D' if whole else ''}T{round(part * 24)}H"
    if part and smaller is not None:
        rest = f"{round(part * smaller[1])}{smaller[0]}"
        return f"{prefix}{f'{whole}{letter}' if whole else ''}{rest}"
    return f"{prefix}{whole if not part else round(count, 2)}{letter}"


def _add_days(day: date, count: int) -> date | None:
    try:
        return day + timedelta(count)
    except OverflowError:
        return None
