"""The date that a text gives for itself: 'Published: 3 March 2025', 'Updated on …', a line that is but a date."""

import re

from variorum.read.dates import DATE, read_date
from variorum.read.draft import Draft, Metadata
from variorum.read.outlets import CLOCK, DATE_AND_TIME, WEEKDAY, read_head_line
from variorum.read.patterns import ends_sentence, labels

_ALONE = re.compile(rf"(?:{CLOCK},?\s+)?(?P<date>{DATE_AND_TIME})")
_LABELLED = re.compile(
    rf"(?P<label>[A-Za-z][A-Za-z ]{{2,20}}?)\s*:?\s*(?:{CLOCK},?\s+)?(?P<date>{WEEKDAY}{DATE}(?P<rest>.{{0,50}}))",
    re.DOTALL,
)
_PRINTED_IN = re.compile(
    rf"(?:First )?[Pp]ublished in (?:the |The )?(?P<outlet>[A-Z].{{1,60}}?),? (?:on )?(?P<date>{WEEKDAY}{DATE})\.?"
)
_HEAD_LINES, _END_LINES, _LONGEST = 8, 3, 100


def read_own_date(draft: Draft) -> Draft:
    """Take the lines of dates at the head and the end out of the text; the first gives the date."""
    dropped: dict[int, str] = {}
    found = Metadata()
    count = len(draft.lines)
    for index in [*range(min(_HEAD_LINES, count)), *range(max(_HEAD_LINES, count - _END_LINES), count)]:
        dated = read_date_line(draft.lines[index].text, at_head=index < _HEAD_LINES)
        if dated:
            dropped[index] = "dateline"
            found = found.fill(dated)
    draft = draft.learn(found)
    return draft.drop(dropped) if len(dropped) < count else draft


def read_date_line(text: str, *, at_head: bool) -> Metadata | None:
    """Read a line that says when the text was published; a bare date says so at the head alone."""
    if len(text) > _LONGEST:
        return None
    printed = _PRINTED_IN.fullmatch(text)
    if printed:
        return _dated(printed["date"], printed["outlet"])
    alone = _ALONE.fullmatch(text) if at_head else None
    if alone:
        return _dated(alone["date"]) if read_date(alone["date"]) else None
    named = read_head_line(text) if at_head else None
    if named:
        return named
    match = _LABELLED.fullmatch(text)
    if not match or match["label"].strip().casefold() not in labels("dates"):
        return None
    prose = ends_sentence(text) and match["rest"].count(" ") > 1
    return None if prose else _dated(match["date"].strip())


def _dated(written: str, outlet: str | None = None) -> Metadata:
    date = read_date(written)
    return Metadata(outlet=outlet, published=date, published_basis="text" if date else None)
