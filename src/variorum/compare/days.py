"""Days of times: the days that a time names, and how far days lie apart. Days are ISO dates, first and last."""

from datetime import date

from variorum.model.annotation import TimeExpression

_FINE = ("minute", "hour", "day", "week", "month")


def day(value: str) -> int:
    """Give an ISO date as a number of days."""
    return date.fromisoformat(value[:10]).toordinal()


def resolve(time: TimeExpression, reference: str | None) -> tuple[str, str] | None:
    """Give first and last day of a time that is a date; a day and month without year are of the year that is nearest.

    `reference` is the date of the article, or, where it bears none, of its story.
    """
    if time.precision not in _FINE or time.duration is not None:
        return None
    if time.from_date is not None and time.to_date is not None:
        return time.from_date[:10], time.to_date[:10]
    value = time.value or ""
    if reference is None or not value.startswith("XXXX-") or not value[5:7].isdigit() or len(value) != 10:
        return None
    year = int(reference[:4])
    near = [f"{y:04}{value[4:]}" for y in (year - 1, year, year + 1) if _is_day(f"{y:04}{value[4:]}")]
    if not near:
        return None
    best = min(near, key=lambda d: (abs(day(d) - day(reference)), d))
    return best, best


def days_apart(first: tuple[str, str], second: tuple[str, str]) -> int:
    """Give how many days lie between two stretches of days; 0 where they overlap."""
    return max(0, day(second[0]) - day(first[1]), day(first[0]) - day(second[1]))


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
