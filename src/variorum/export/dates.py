"""Dates as a reader of the page wants them: '23 April 2031', 'April 2031', '28 April to 4 May 2031'."""

import re

from variorum.model.record import DateRange

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


def write_day(iso: str | None) -> str:
    """Give an ISO date, time or month in words; what is none stays as it is; '' for None."""
    if match := _DAY.match(iso or ""):
        year, month, day, clock = match.groups()
        if 1 <= int(month) <= 12:
            return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" + (f", {clock}" if clock else "")
    if (match := _MONTH.fullmatch(iso or "")) and 1 <= int(match[2]) <= 12:
        return f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    return iso or ""


def write_range(date: DateRange) -> str:
    """Give an interval in words, as exact as its precision says."""
    start, end = date.from_date, date.to_date
    if start is None or end is None:
        return f"since {write_day(start)}" if start else f"until {write_day(end)}" if end else "undated"
    if date.precision == "year" and start[:4] == end[:4]:
        return start[:4]
    if date.precision == "month" and start[:7] == end[:7]:
        return write_day(start[:7])
    return _between(write_day(start), write_day(end))


def _between(first: str, last: str) -> str:
    """Say once what both have in common."""
    if first == last:
        return first
    ours, theirs = first.split(" "), last.split(" ")
    while len(ours) > 1 and ours[-1] == theirs[-1] and len(ours) == len(theirs):
        ours, theirs = ours[:-1], theirs[:-1]
    common = last.split(" ")[len(theirs) :]
    return f"{' '.join(ours)}–{' '.join([*theirs, *common])}" if len(ours) == 1 else f"{' '.join(ours)} to {last}"
