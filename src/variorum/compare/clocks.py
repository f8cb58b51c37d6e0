"""At what time of day: the clock that stands in or beside a time, 'at twenty to seven in the morning'."""

import re
from functools import cache

from variorum.language.lexicon import read_toml

Clock = tuple[tuple[float, float], ...]  # minutes of the day, in ranges; () where no time of day is given

_DAY, _HALF_DAY = 24 * 60, 12 * 60
_BEFORE, _AFTER = 32, 24  # code points around a time in which its clock stands
_LATE = ("afternoon", "evening")
_BREAK = re.compile(r"[,;:!?—–]\s|(?<!\.m)\.\s")


def read_clock(text: str, start: int, end: int) -> Clock:
    """Give the time of day of a time at code points [start, end) of a sentence."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    after = _BREAK.split(after, maxsplit=1)[0]
    words = f"{_BREAK.split(before)[-1]}{text[start:end]}{after}".lower().replace("’", "'")
    part = next((name for name in ("morning", *_LATE, "night") if name in words), "")
    for pattern in _patterns():
        found = pattern.search(words)
        if found is not None:
            return _read_hour(found.groupdict(), part, words[: found.start()])
    known = next((hours for name, hours in _word_hours().items() if re.search(rf"\b{name}\b", words)), ())
    return tuple((low * 60, high * 60) for low, high in known)


def are_other_hours(one: Clock, other: Clock) -> bool:
    """Tell whether two times of day exclude each other."""
    if not one or not other:
        return False
    gap = float(read_toml("clocks")["tolerance"])
    return not any(a[0] <= b[1] + gap and b[0] <= a[1] + gap for a in one for b in other)


def say_clock(clock: Clock) -> str:
    """Give it as '18:40', '04:00 to 08:00'; the last range of several."""
    low, high = clock[-1]
    told = [f"{int(m) // 60:02}:{int(m) % 60:02}" for m in (low, high)]
    return told[0] if low == high else " to ".join(told)


def _read_hour(groups: dict[str, str | None], part: str, before: str) -> Clock:
    hour = groups.get("hour") or ""
    minutes = float((int(hour) if hour.isdigit() else _hours()[hour]) * 60)
    extra = groups.get("minutes") or "0"
    step = float(extra) if extra.isdigit() else float(read_toml("clocks")["minutes"][extra])
    minutes += -step if groups.get("sign") == "to" else step
    half = (groups.get("half") or "").replace(".", "")
    exact = len(hour) == len("00") and groups.get("minutes") is not None and not half and groups.get("sign") is None
    if half or part:
        later = half.startswith("p") or (not half and (part in _LATE or (part == "night" and minutes >= _HALF_DAY / 2)))
        minutes = minutes % _HALF_DAY + (_HALF_DAY if later else 0)
        every = [minutes]
    else:
        every = [minutes] if exact and minutes >= 0 and (minutes >= _HALF_DAY or hour[0] == "0") else [
            minutes % _HALF_DAY, minutes % _HALF_DAY + _HALF_DAY,
        ]  # fmt: skip
    loosely = set(before.split()[-4:]) & frozenset(read_toml("clocks")["loosely"].split())
    reach = float(read_toml("clocks")["loose"]) if loosely else 0.0
    return tuple((max(0.0, m - reach), min(float(_DAY), m + reach)) for m in every)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    hour = rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(_hours(), key=len, reverse=True))})"
    minutes = "|".join(sorted(read_toml("clocks")["minutes"], key=len, reverse=True))
    half = r"\s*(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    written = (
        rf"\b(?P<hour>\d{{1,2}})[:.](?P<minutes>\d\d)(?:{half})?(?!\d)",
        rf"\b(?:an? )?(?P<minutes>{minutes}|\d{{1,2}})(?: minutes?)? (?P<sign>past|to) {hour}\b",
        rf"\b{hour} o'clock",
        rf"\b{hour}{half}",
        rf"\b(?:at|around|about|before|after|until|by|was|towards) {hour}(?= (?:in the|at night|this|on|yesterday)\b)",
        rf"\bat {hour}$",
    )
    return tuple(re.compile(pattern) for pattern in written)


@cache
def _hours() -> dict[str, int]:
    return dict(read_toml("clocks")["hours"])


@cache
def _word_hours() -> dict[str, list[list[float]]]:
    return dict(read_toml("clocks")["words"])
