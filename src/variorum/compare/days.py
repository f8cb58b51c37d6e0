"""Days of times: the days that a time names, and how far days lie apart. Days are ISO dates, first and last."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from variorum.model.annotation import TimeExpression

_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")
_DAYS_OF_WEEK = 7
_YEAR = re.compile(r"\d{4}|year")
_FAR, _NEXT = 300, 400  # days
_HALF_YEAR = 120  # days: a date so long past was not meant where something is still to come
_LONGEST = 200  # days of a stretch that says when
_DAY_NAME = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_FINE = ("minute", "hour", "day", "week", "month")


def day(value: str) -> int:
    """Give an ISO date as a number of days."""
    return date.fromisoformat(value[:10]).toordinal()


def resolve(time: TimeExpression, reference: str | None, ahead: bool = False) -> tuple[str, str] | None:
    """Give first and last day of a time that is a date.

    A day and month without year are of the year that is nearest to the reference, a day of the week is the nearest
    one, or, with `ahead`, the next one on or after it. `reference` is the date of the article, or, where it
    bears none, that of the article on which it rests, or of its story.
    """
    stretch = _is_stretch(time) and time.to_date != (reference or "")[:10]  # not 'since January'
    if time.duration is not None or not (time.precision in _FINE or _is_year(time) or stretch):
        return None
    value = time.value or ""
    if value.endswith("_REF"):
        return None  # 'now'
    if time.from_date is not None and time.to_date is not None:
        if reference is None or not _is_far(time, reference):
            return _look_ahead(time, reference) if ahead and reference else (time.from_date[:10], time.to_date[:10])
        value = f"XXXX{time.from_date[4:10]}"
    if reference is None:
        return None
    if _WEEKDAY.match(value):
        return _find_weekday(int(value[9]), reference, ahead)
    if not value.startswith("XXXX-") or not value[5:7].isdigit() or len(value) not in (7, 10):
        return None
    year = int(reference[:4])
    if len(value) == 7:
        months = [f"{y:04}{value[4:]}" for y in (year - 1, year, year + 1) if _is_day(f"{y:04}{value[4:]}-15")]
        if not months:
            return None
        month = _choose(months, reference[:7], day(reference), ahead=ahead)
        return f"{month}-01", f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"
    near = [f"{y:04}{value[4:]}" for y in (year - 1, year, year + 1) if _is_day(f"{y:04}{value[4:]}")]
    if not near:
        return None
    best = _choose(near, reference[:10], day(reference), ahead=ahead)
    return best, best


def _choose(dates: Sequence[str], reference: str, today: int, *, ahead: bool) -> str:
    """Of days or months in several years the nearest one; of what is to come the next one."""
    coming = [d for d in dates if d >= reference] if ahead else []
    return min(coming or dates, key=lambda d: (abs(day(f"{d}-15"[:10]) - today), d))


def _is_year(time: TimeExpression) -> bool:
    """Whether the text names a year by its number."""
    return time.precision == "year" and time.text.isdecimal()


def _is_stretch(time: TimeExpression) -> bool:
    """Whether it is a stretch of days or months: '15 to 19 October', 'the summer', 'the middle of next year'."""
    if time.precision not in ("span", "season", "quarter") or not time.from_date or not time.to_date:
        return False
    return 0 < day(time.to_date) - day(time.from_date) < _LONGEST


def _look_ahead(time: TimeExpression, reference: str) -> tuple[str, str]:
    """The next such day, month or day of the week where the one before the reference was taken for what is to come."""
    first, last = (date.fromisoformat(d[:10]) for d in (time.from_date or "", time.to_date or ""))
    apart = date.fromisoformat(reference[:10]).toordinal() - last.toordinal()
    if apart > 0 and time.basis == "published" and not _YEAR.search(time.text):
        if apart < _DAYS_OF_WEEK and _DAY_NAME.search(time.text) and not any(c.isdigit() for c in time.text):
            week = timedelta(days=_DAYS_OF_WEEK)
            return (first + week).isoformat(), (last + week).isoformat()
        if apart > _HALF_YEAR:
            return _next_year(first), _next_year(last)
    return first.isoformat(), last.isoformat()


def _next_year(value: date) -> str:
    end = monthrange(value.year + 1, value.month)[1]
    return value.replace(year=value.year + 1, day=min(value.day, end)).isoformat()


def _is_far(time: TimeExpression, reference: str) -> bool:
    """Whether a day and month without year was taken for one of another year, though it is near in this one."""
    if (
        time.precision not in ("day", "span")
        or time.basis != "published"
        or _YEAR.search(time.text)
        or time.from_date is None
    ):
        return False
    return time.from_date == time.to_date and _FAR < abs(day(time.from_date) - day(reference)) < _NEXT


def _find_weekday(weekday: int, reference: str, ahead: bool) -> tuple[str, str]:
    today = date.fromisoformat(reference[:10])
    apart = (weekday - today.isoweekday()) % 7
    if apart > _DAYS_OF_WEEK // 2 and not ahead:
        apart -= _DAYS_OF_WEEK
    found = (today + timedelta(days=apart)).isoformat()
    return found, found


def days_apart(first: tuple[str, str], second: tuple[str, str]) -> int:
    """Give how many days lie between two stretches of days; 0 where they overlap."""
    return max(0, day(second[0]) - day(first[1]), day(first[0]) - day(second[1]))


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
