"""Publication dates: many ways to write one, given back as ISO 8601; never guessed."""

import re
from calendar import month_name
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DATE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{4}}/\d{{1,2}}/\d{{1,2}}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+\d{{4}})?)"
)
_NAMES = tuple(name.lower() for name in month_name[1:])
_EARLIEST, _LATEST = 1800, 2100
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_BETWEEN = r"(?:T|,?\s+(?:at\s+|[-–|]\s+)?)"
_AFTER = rf"(?:{_BETWEEN}{_TIME})?(?P<rest>.{{0,40}})"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_AFTER}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?P<rest>)",
        rf"{_WEEKDAY}(?P<name>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d){_AFTER}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name>[a-z]{{3,9}})\.?,?[\s-]+(?P<year>\d{{4}})(?!\d){_AFTER}",
    )
)
_SLASHES = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})(?!\d).{0,40}", re.DOTALL)
_RFC = re.compile(r"[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} [\d:]{5,8} ?(?:[+-]\d{4}|[A-Z]{1,5})")


def read_date(value: object) -> str | None:
    """Take a date as text, or seconds or milliseconds since 1970; give ISO 8601, or None where it is no date.

    A time of day is kept only with its zone; a year outside 1800 to 2100 is no date. '3/4/2025' may be of March or of
    April, so it is no date either; '13/4/2025' is one.
    """
    if isinstance(value, dict):
        value = value.get("$date")
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _read_number(value)
    if not isinstance(value, str) or len(value) > 120:
        return None
    text = " ".join(value.split())
    if text.isdecimal() and len(text) in (10, 13):
        return _read_number(int(text))
    if _RFC.fullmatch(text):
        return _read_mail_date(text)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _read_match(match.groupdict())
    return _read_slashes(text)


def _read_number(value: float) -> str | None:
    if value != value or not 0 < abs(value) < 1e14:
        return None
    if isinstance(value, int) and 18_000_101 <= value <= 21_001_231:
        return read_date(str(value))
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if seconds < 1e8:
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return moment.isoformat().replace("+00:00", "Z") if _EARLIEST <= moment.year <= _LATEST else None


def _read_mail_date(text: str) -> str | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if not _EARLIEST <= moment.year <= _LATEST:
        return None
    return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat().replace("+00:00", "Z")


def _read_match(parts: dict[str, str | None]) -> str | None:
    month = _read_month(str(parts["name"])) if parts.get("name") else int(parts["month"] or 0)
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    if not month or not _EARLIEST <= year <= _LATEST:
        return None
    try:
        date = datetime(year, month, day)
    except ValueError:
        return None
    return _add_time(date, parts) or date.date().isoformat()


def _read_month(name: str) -> int:
    """Give the number of a month by its name, or by three letters of it or more; 0 where there is none."""
    short = "sep" if name.lower() == "sept" else name.lower()
    return next((number for number, full in enumerate(_NAMES, 1) if full.startswith(short)), 0)


def _add_time(date: datetime, parts: dict[str, str | None]) -> str | None:
    hour, zone = parts.get("hour"), parts.get("zone")
    if not hour or not zone:
        return None
    half = (parts.get("half") or "").lower()
    hours = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    offset = timedelta()
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    try:
        moment = date.replace(
            hour=hours, minute=int(parts["minute"] or 0), second=int(parts["second"] or 0), tzinfo=timezone(offset)
        )
    except ValueError:
        return None
    return moment.isoformat().replace("+00:00", "Z")


def _read_slashes(text: str) -> str | None:
    match = _SLASHES.fullmatch(text)
    if not match:
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if one <= 12 and two <= 12 and one != two:
        return None
    day, month = (one, two) if one > 12 else (two, one)
    return _read_match({"year": str(year), "month": str(month), "day": str(day)})
