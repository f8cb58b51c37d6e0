"""The outlet that a text prints of itself: in a line under the headline, or in a notice at the end."""

import re
from dataclasses import replace

from variorum.language.gazetteer import look_up
from variorum.read.credits import NAME, PERSON, credit, is_origin, is_outlet, same_name
from variorum.read.dates import DATE, read_date
from variorum.read.draft import Draft, Metadata
from variorum.read.patterns import DOMAIN, any_of, cleaning, labels

WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+)?"
CLOCK = (
    r"\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:\(?[A-Z]{1,5}(?:[+-]\d{1,2})?\)?)?(?:[+-]\d{2}:?\d{2})?"
)
DATE_AND_TIME = rf"{WEEKDAY}{DATE}(?:(?:T|,?\s*(?:at|[-–|•·])?\s*){CLOCK})?"
_BAR = r"\s*[|·•]\s*|\s+[-–—/]{1,2}\s+|—"
_PART = r"(?:(?!\s[-–—/|·•]|[|·•—])[\w.'’& -]){2,40}"
_WITH_DATE = re.compile(
    rf"(?P<parts>{_PART}(?:(?:{_BAR}|,\s){_PART}){{0,2}})(?:{_BAR}|,\s+|\s*[–-]\s+)(?P<date>{DATE_AND_TIME})\.?"
)
_DATE_FIRST = re.compile(rf"(?P<date>{DATE_AND_TIME})(?:{_BAR})(?P<parts>{_PART}(?:(?:{_BAR}){_PART}){{0,2}})")
_BETWEEN = re.compile(rf"{_BAR}|,\s")
_END_LINES, _LONGEST = 5, 300
_RIGHTS = r"(?:[.,;]?\s*(?i:all rights reserved).{0,120}|[.,;]\s.{0,160}|\.)?"
_YEARS = r"(?:1[89]|20)\d\d(?:\s*[-–]\s*\d{2,4})?"
_THE = r"(?:the |[\"“'‘])?"
_HOLDER = NAME.replace("(?: ", "(?: (?!(?i:all rights))", 1)
_ON_DAY = rf"(?:,? (?:on )?{WEEKDAY}(?P<date>{DATE}))?"
_PAGE = r"(?i:pages?|pp?\.|pg\.?) ?[A-Z]?\d{1,3}(?:\s?[-–]\s?[A-Z]?\d{1,3})?"
_PRINTED = r"(?:(?i:published|printed|appeared|from|in|source|this \w{4,7} (?:appeared|was published|ran))(?: in)?:? )?"
_WHENEVER = r"(?:(?i:when|if) .{2,80}?,? )?"
_CITE = r"(?i:please|kindly),? (?i:cite|credit|acknowledge|quote|mention|attribute .{0,30}to)"
_AS = r"(?: (?i:as|this .{2,20} as|it as|the source as))?:?"
_NOTICES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:©|\([cC]\)|(?i:copyright)(?: ©| \([cC]\))?)\s*(?:{_YEARS},?\s*)?(?:by )?{_THE}(?P<name>{_HOLDER})"
        rf"(?:,? {_YEARS})?{_RIGHTS}",
        rf"{_PRINTED}{_THE}(?P<name>{NAME})[\"”'’]?{_ON_DAY},? (?:on )?{_PAGE}(?:,? {WEEKDAY}(?P<later>{DATE}))?\.?",
        rf"(?:(?i:published|printed|appeared) on )?{_PAGE},?(?: of| in)? {_THE}(?P<name>{NAME}){_ON_DAY}\.?",
        rf"(?i:(?:a version of )?this \w{{4,7}}\b).{{0,60}}(?i:print edition) of {_THE}(?P<name>{NAME})\b.{{0,100}}",
        rf"{_WHENEVER}{_CITE}{_AS} {_THE}(?P<name>{NAME})(?:[\"”'’.,;]| (?=[a-z(])).{{0,160}}",
        rf"{_WHENEVER}{_CITE}{_AS} {_THE}(?P<name>{NAME})",
    )
)


def read_head_line(text: str) -> Metadata | None:
    """Read 'Outlet | section | date', 'Outlet, date' or 'Place, date', also between asterisks; None where it is none.

    Of a line that could name a person or a thing, the date alone is taken.
    """
    bare = text.strip("*_ ")
    match = _WITH_DATE.fullmatch(bare) or _DATE_FIRST.fullmatch(bare)
    if not match or bare.startswith(("By ", "BY ", "by ")):
        return None
    parts = [part.strip() for part in _BETWEEN.split(match["parts"]) if part.strip()]
    if not parts or not all(part[0].isupper() or re.fullmatch(DOMAIN, part) for part in parts):
        return None
    if any(len(part.split()) > 6 for part in parts):
        return None
    found = _read_parts(parts, commas=not re.search(_BAR, match["parts"]) and ", " in bare)
    if found is None:
        return None
    date = read_date(match["date"])
    if date is None:
        return found
    return replace(found, published=date, published_basis="dateline" if found.dateline_place else "text")


def _read_parts(parts: list[str], *, commas: bool) -> Metadata | None:
    """Say what the parts beside the date are; None where the line may be a headline."""
    others = [part for part in parts if part.casefold() not in labels("outlets", "sections")]
    if not others:
        return Metadata()
    if is_origin(others[0]):
        return Metadata(credits=(credit(others[0]),))
    outlet = next((part for part in others if is_outlet(part) or part.startswith("The ")), None)
    if outlet:
        persons = tuple(part for part in others if part != outlet and re.fullmatch(PERSON, part))
        return Metadata(outlet=outlet, authors=persons if parts[0] in persons else ())
    if len(parts) > len(others) and parts[0] == others[0]:
        return Metadata(outlet=others[0])  # before the name of a section
    if all(_is_place(part) for part in others[1:]) and _is_place(others[0]):
        return Metadata(dateline_place=_tidy(", ".join(others)))
    return Metadata() if len(parts) == 1 or (commas and len(parts) == 2) else None


def _is_place(name: str) -> bool:
    """Without knowing all towns: a known state, region or capital, or one word that is no abbreviation."""
    return bool(look_up(name)) or (" " not in name and len(name) > 2) or (name.isupper() and len(name.split()) <= 3)


def _tidy(place: str) -> str:
    return place.title() if place.isupper() else place


def read_notices(draft: Draft) -> tuple[Draft, Metadata]:
    """Take the notices at the end that name the outlet out of the text; give what they say.

    What they say holds only where neither the source nor the head of the text says otherwise.
    """
    dropped: dict[int, str] = {}
    found = Metadata()
    count = len(draft.lines)
    for index in range(max(0, count - _END_LINES), count):
        notice = read_notice(draft.lines[index].text)
        if notice:
            dropped[index] = "boilerplate"
            found = found.fill(notice)
    return (draft.drop(dropped), found) if len(dropped) < count else (draft, Metadata())


def read_notice(text: str) -> Metadata | None:
    """Read '© 2009 The X Times', 'X Times, page 3', 'Please cite the X Times'; None where the line is none."""
    bare = text.strip("*_[] ")
    if len(bare) > _LONGEST:
        return None
    for number, pattern in enumerate(_NOTICES):
        match = pattern.fullmatch(bare)
        if not match:
            continue
        name = _strip_company(match["name"])
        if is_origin(name):
            return Metadata(credits=(credit(name),))
        parts = match.groupdict()
        date = read_date(parts.get("date") or parts.get("later"))
        holder = number == 0 and not is_outlet(name) and not name.startswith("The ")
        if holder and (any_of("outlets", "holders").fullmatch(name) or len(name.split()) == 2):
            return Metadata()  # a person or a picture agency holds the right
        return Metadata(outlet=name, published=date, published_basis="text" if date else None)
    return None


def _strip_company(name: str) -> str:
    words = name.rstrip(".,").split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in cleaning()["outlets"]["companies"]:
        words.pop()
    return " ".join(words).rstrip(",")


def forget_own_credit(draft: Draft) -> Draft:
    """An outlet that its own article credits is no origin of it."""
    known = draft.metadata
    if known.outlet is None:
        return draft
    others = tuple(name for name in known.credits if not same_name(name, known.outlet or ""))
    return replace(draft, metadata=replace(known, credits=others))
