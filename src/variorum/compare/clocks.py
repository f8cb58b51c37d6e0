"""At what time of day: the clock that stands in or beside a time, 'at twenty to seven in the morning'."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from variorum.language.lexicon import read_toml

Clock = tuple[tuple[float, float], ...]  # minutes of the day, in ranges; () where no time of day is given

_DAY, _HALF_DAY = 24 * 60, 12 * 60
_BEFORE, _AFTER = 32, 24  # code points around a time in which its clock stands
_LATE = ("afternoon", "evening")
_LAST = 24
_LOOKED_BACK = 4  # words before a clock
_PART = re.compile(r"\b(morning|afternoon|evening|night)\b")
_OWN_PART = re.compile(r",? (?:in the |at |that |this )?(morning|afternoon|evening|night)\b")
_FOLLOWERS = "in on at when and as by from that this last yesterday but where while or local"  # of 'ten to twelve'
_BREAK = re.compile(r"[,;:!?—–]\s|(?<!\.m)\.\s|\b(?:and|or|but|from)\b")
_JOINT = re.compile(r"\b(?:to|until|till|when|while|before|after)\b")


def read_clock(text: str, start: int, end: int) -> Clock:
    """Give the time of day of a time at code points [start, end) of a sentence."""
    text = text.lower().replace("’", "'")
    own = text[start:end]
    before = _BREAK.split(text[max(0, start - _BEFORE) : start])[-1]
    after = _JOINT.split(_BREAK.split(text[end : end + _AFTER], maxsplit=1)[0], maxsplit=1)[0]
    words = f"{before}{own}{after}"
    part = _PART.search(own) or _PART.search(words)
    for pattern in _patterns():
        found = pattern.search(words)
        if found is not None and _may_be_clock(found, words):
            return _read_hour(found.groupdict(), part[1] if part else "", words[: found.start()])
    for passage in (own, words):
        for name, hours in _word_hours().items():
            if re.search(rf"\b{name}\b", passage):
                return tuple((low * 60, high * 60) for low, high in hours)
    return ()


def find_clocks(text: str) -> Iterator[tuple[int, int, Clock]]:
    """Give the times of day that a sentence tells by the clock, or by 'noon', 'dawn', ...: code points and clock."""
    small = (letter.lower() for letter in text)  # 'İ' becomes two: then it stays, as offsets are kept
    text = "".join(new if len(new) == 1 else old for old, new in zip(text, small, strict=True)).replace("’", "'")
    taken: list[tuple[int, int]] = []
    for pattern in (*_patterns()[:-1], _bare_hour()):
        for found in pattern.finditer(text):
            part = _OWN_PART.match(text, found.end())
            start, end = found.start(), part.end() if part else found.end()
            if any(start < e and s < end for s, e in taken) or not _may_be_clock(found, text):
                continue
            taken.append((start, end))
            yield start, end, _read_hour(found.groupdict(), part[1] if part else "", text[: found.start()])
    for found in _named_hour().finditer(text):
        if not any(found.start() < e and s < found.end() for s, e in taken):
            hours = _word_hours()[found["name"]]
            yield found.start("name"), found.end("name"), tuple((low * 60, high * 60) for low, high in hours)


def _may_be_clock(found: re.Match[str], text: str) -> bool:
    """Whether the hour is one, and 'ten to twelve' counts no people."""
    groups = found.groupdict()
    if int(_read_number(groups["hour"])) > _LAST:
        return False
    behind = re.match(r" ([a-z]+)", text[found.end() :])
    return groups.get("sign") != "to" or behind is None or behind[1] in _FOLLOWERS.split()


def are_other_hours(one: Clock, other: Clock) -> bool:
    """Tell whether two times of day exclude each other."""
    if not one or not other:
        return False
    gap = float(read_toml("clocks")["tolerance"])
    return not any(a[0] <= b[1] + gap and b[0] <= a[1] + gap for a in one for b in other)


def say_clock(clock: Clock) -> str:
    """Give it as '18:40', '04:00 to 08:00', or '05:15 or 17:15' where the text does not say which."""
    return " or ".join(
        dict.fromkeys(_say(low) if low == high else f"{_say(low)} to {_say(high)}" for low, high in clock)
    )


def _say(minutes: float) -> str:
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}"


def _read_hour(groups: Mapping[str, str | None], part: str, before: str) -> Clock:
    """The clock that a pattern found, with as much on both sides as the words before it leave open."""
    loosely = set(before.split()[-_LOOKED_BACK:]) & frozenset(read_toml("clocks")["loosely"].split())
    reach = float(read_toml("clocks")["loose"]) if loosely else 0.0
    return tuple((max(0.0, m - reach), min(float(_DAY), m + reach)) for m in _find_minutes(groups, part))


def _find_minutes(groups: Mapping[str, str | None], part: str) -> tuple[float, ...]:
    """Minutes of the day: two where nothing says whether it is before or after noon."""
    hour, extra = groups.get("hour") or "", groups.get("minutes") or "0"
    step = float(extra) if extra.isdigit() else float(_minutes()[extra])
    minutes = _read_number(hour) * 60 + (-step if groups.get("sign") == "to" else step)
    half = (groups.get("half") or "")[:1]
    if half or part:
        night = part == "night" and minutes % _HALF_DAY >= _HALF_DAY / 2
        later = half == "p" or (not half and (part in _LATE or night))
        return (minutes % _HALF_DAY + (_HALF_DAY if later else 0),)
    if minutes > _HALF_DAY or (hour[0] == "0" and "sign" not in groups):
        return (minutes,)  # '18:40', '04:40'
    return minutes % _HALF_DAY, minutes % _HALF_DAY + _HALF_DAY


def _read_number(hour: str) -> int:
    return int(hour) if hour.isdigit() else _hours()[hour]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    hour = rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(_hours(), key=len, reverse=True))})"
    minutes = "|".join(sorted(_minutes(), key=len, reverse=True))
    half = r"\s*(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    written = (
        rf"\b(?P<hour>\d{{1,2}}):(?P<minutes>[0-5]\d)(?:{half})?(?!\d)",
        rf"\b(?P<hour>\d{{1,2}})\.(?P<minutes>[0-5]\d){half}",
        r"\bat (?P<hour>\d{1,2})\.(?P<minutes>[0-5]\d)\b(?! (?:\w*illion|euros?|dollars?|percent|per))",
        rf"\b(?:an? )?(?P<minutes>{minutes}|\d{{1,2}})(?: minutes?)? (?P<sign>past|to) {hour}\b",
        rf"\b{hour} o'clock",
        rf"\b{hour}{half}",
        rf"\b(?:at|around|about|before|after|until|by|was|towards) {hour}(?= (?:in the|at night|this|on|yesterday)\b)",
        rf"\bat {hour}$",
    )
    return tuple(re.compile(pattern) for pattern in written)


@cache
def _bare_hour() -> re.Pattern[str]:
    """'At nine', where nothing is counted by it."""
    return re.compile(rf"\bat (?P<hour>{'|'.join(sorted(_hours(), key=len, reverse=True))})(?=[.,;:!?]|$)")


@cache
def _named_hour() -> re.Pattern[str]:
    clocks = read_toml("clocks")
    names, before = ("|".join(clocks[key].split(", ")) for key in ("moments", "told_by"))
    return re.compile(rf"\b(?:{before}) (?:the )?(?P<name>{names})\b")


@cache
def _hours() -> dict[str, int]:
    return dict(read_toml("clocks")["hours"])


@cache
def _minutes() -> dict[str, int]:
    return {**_hours(), **read_toml("clocks")["minutes"]}


@cache
def _word_hours() -> dict[str, list[list[float]]]:
    return dict(read_toml("clocks")["words"])
