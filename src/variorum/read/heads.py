"""The head of an article: header blocks, headline and dateline."""

import re
from functools import cache

from variorum.read.credits import credit, read_byline, settle_affiliation
from variorum.read.dates import DATE, read_date
from variorum.read.draft import Draft, Metadata
from variorum.read.patterns import URL, agencies, cleaning, ends_sentence, normalise

_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]{0,24}?)\s*:\s*(?P<value>\S.{0,600})", re.DOTALL)
_INITIALS_END = re.compile(r"(?:\b[A-Z]\.){2,}$")
_HEADLINE_WORDS, _HEADLINE_CHARACTERS, _HEAD_LINES = 30, 220, 8
_REPEATED_WORDS = 3
_HEADLINE_LEAST = 15  # code points
_CAPS = r"[A-Z][A-Z'’.]+(?:[ -][A-Z][A-Z'’.]*){0,3}"
_PROPER = r"[A-Z][\w'’.]+(?:[ -](?:[A-Z][\w'’.]+|de|of|el|al|la|le|sur|am|the)){0,4}"
_REGION = rf"(?:, (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b){_PROPER}){{0,2}}"
_DASH = r"\s*(?:[-–—]{1,3}|:)\s*(?=[\"“‘'(\[]?[A-Z0-9])"
_FIRM_DASH = r"(?:\s*[–—]\s*|\s*--\s*|\s+-\s+)(?=[\"“‘'(\[]?[A-Z0-9])"
_AGENCY = r"\s*(?:\(|/(?=[\w&.’ -]+/))(?P<agency>[A-Z][\w&.'’ -]*(?:/[A-Z][\w&.'’ -]*)?|dpa)[)/]"
_WHEN = rf"(?P<date>{DATE})"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Dd]ate:?\s+)?(?P<date>\d{{4}}-\d{{2}}-\d{{2}})[,:]?\s+(?:[-–—]\s+)?(?P<place>{_PROPER}{_REGION}){_FIRM_DASH}",
        rf"(?P<place>(?:{_CAPS}|{_PROPER}){_REGION}),?\s+{_WHEN},?{_AGENCY}{_DASH}",
        rf"(?P<place>(?:{_CAPS}|{_PROPER}){_REGION})(?:\s*/\s*(?:{_CAPS}|{_PROPER})){{0,2}},?{_AGENCY}{_DASH}",
        rf"{_WHEN},?{_AGENCY}{_DASH}",
        rf"(?:{_WEEKDAY})?(?P<date>(?:{DATE})(?<=\d{{4}})){_FIRM_DASH}",
        rf"{_AGENCY}{_DASH}",
        rf"(?P<place>{_CAPS}{_REGION}),\s+{_WHEN}(?:{_FIRM_DASH}|:\s+(?=[\"“A-Z]))",
        rf"(?P<place>{_PROPER}{_REGION}),\s+{_WHEN}{_FIRM_DASH}",
        rf"(?P<place>{_CAPS}{_REGION}),?\s+(?:{_WEEKDAY})?{_WHEN}\.\s+(?=[\"“‘'(\[]?[A-Z])",
        rf"(?P<place>{_PROPER}{_REGION}),\s+(?:{_WEEKDAY})?(?P<date>(?:{DATE})(?<=\d{{4}}))\.\s+(?=[\"“‘'(\[]?[A-Z])",
        rf"(?P<place>{_CAPS}{_REGION}){_FIRM_DASH}",
        r"(?P<place>[A-Z]{3,}(?: [A-Z]{3,})?):\s+(?=[\"“‘]?[A-Z])",
    )
)
_COLON_PLACE = len(_DATELINES) - 1


def read_header(draft: Draft) -> Draft:
    """Read 'Title: …', 'Date: …', 'By: …', 'Source: …', 'URL: …' lines at the very top of a saved article."""
    found = byline = Metadata()
    dropped: dict[int, str] = {}
    for index, line in enumerate(draft.lines[:12]):
        match = _LABELLED.fullmatch(line.text)
        kind = _label_kind(match["label"]) if match else None
        if not match or kind is None:
            break
        value = match["value"].strip()
        dropped[index] = {"title": "title", "author": "byline", "date": "dateline"}.get(kind, "header")
        read = _read_header_value(kind, value)
        if kind == "author":
            byline = byline.fill(read)
        else:
            found = found.fill(read)
    found = found.fill(settle_affiliation(byline, draft.metadata.outlet or found.outlet))
    firm = len(dropped) > 1 or (len(dropped) == 1 and found.title is not None)
    if not firm or len(dropped) == len(draft.lines):
        return draft
    return draft.learn(found).drop(dropped)


def _label_kind(label: str) -> str | None:
    for kind, names in cleaning()["header"].items():
        if label.strip().casefold() in names:
            return str(kind)
    return None


def _read_header_value(kind: str, value: str) -> Metadata:
    if kind == "title":
        return Metadata(title=value.strip('"“” ') if value.count('"') == 2 and value[0] == value[-1] else value)
    if kind == "date":
        date = read_date(value)
        return Metadata(published=date, published_basis="metadata" if date else None)
    if kind == "author":
        byline = read_byline(f"By {value}")
        return byline if byline else Metadata(authors=(value,))
    if kind == "url":
        return Metadata(url=value) if re.fullmatch(URL, value) else Metadata()
    return Metadata(outlet=value) if kind == "outlet" and len(value) <= 80 else Metadata()


def read_title(draft: Draft) -> Draft:
    """Take the headline out of the text: the one that metadata gives, one printed twice, or a first line."""
    lines = draft.lines
    if len(lines) < 2:
        return draft
    index = _find_title(draft)
    known = draft.metadata.title
    if index is None and known is None:
        return draft
    title = known or lines[index or 0].text
    wanted = normalise(title)
    keys = [normalise(line.text) for line in lines]
    same = [i for i, key in enumerate(keys) if key == wanted]
    if known and not same:  # the metadata has the outlet's name after the headline
        same = [
            i
            for i, key in enumerate(keys[:3])
            if len(key) >= _HEADLINE_LEAST and wanted.startswith((f"{key} -", f"{key} |"))
        ]
    if same and known and lines[same[0]].text.endswith(".") and not is_headline(lines[same[0]].text):
        same = []  # a record without a headline of its own: its title is the text's first sentence
    if not same or len(same) == len(lines):
        return draft.learn(Metadata(title=title))
    reasons = dict.fromkeys(same, "repeat") | {same[0]: "title"}
    return draft.learn(Metadata(title=title)).drop(reasons)


def _find_title(draft: Draft) -> int | None:
    lines = draft.lines
    if draft.metadata.title is not None:
        return None
    headings = [i for i, line in enumerate(lines[:_HEAD_LINES]) if line.kind == "h1"]
    if headings:
        return headings[0]
    keys = [normalise(line.text) if len(line.text) <= _HEADLINE_CHARACTERS else "" for line in lines]
    last = {key: index for index, key in enumerate(keys) if key}
    for index, line in enumerate(lines[:_HEAD_LINES]):
        again = last.get(keys[index], index)
        # where the next line is printed again too, it is a block that is, and the line may be a subhead
        in_block = keys[index + 1 : index + 2] == keys[again + 1 : again + 2]
        if again > index and not in_block and is_headline(line.text) and len(line.text.split()) >= _REPEATED_WORDS:
            return index
    body_follows = any(ends_sentence(line.text) or len(line.text) > _HEADLINE_CHARACTERS for line in lines[1:6])
    return 0 if body_follows and is_headline(lines[0].text) and not _match_dateline(lines[0].text) else None


def is_headline(text: str) -> bool:
    """Tell whether a line can be a headline: short, without a final full stop, beginning like a title."""
    if len(text) > _HEADLINE_CHARACTERS or not 2 <= len(text.split()) <= _HEADLINE_WORDS:
        return False
    if text[0].islower() or (not text[0].isalnum() and text[0] not in "\"“‘'«¿¡$€£"):
        return False
    if text.endswith((".", "…")) and not _INITIALS_END.search(text):
        return False
    return not text.endswith((":", ",", ";", "-", '."', ".”", ",”"))


def read_dateline(draft: Draft) -> Draft:
    """Take the dateline from the head of the first paragraph that has one, among the first lines; keep it as data."""
    sentence_before = False
    for index, line in enumerate(draft.lines[:4]):
        match = _match_dateline(line.text, colon_allowed=not sentence_before)
        if match:
            draft = draft.learn(_read_dateline_match(match))
            return draft.cut(index, 0, match.end(), "dateline")
        sentence_before = sentence_before or ends_sentence(line.text)
        if ends_sentence(line.text) and len(line.text) > 200:
            break
    return draft


def _match_dateline(text: str, *, colon_allowed: bool = True) -> "re.Match[str] | None":
    head = text[:220]
    for number, pattern in enumerate(_DATELINES if colon_allowed else _DATELINES[:_COLON_PLACE]):
        match = pattern.match(head)
        if (
            match
            and _is_place(match.groupdict().get("place"), colon=number == _COLON_PLACE)
            and match.end() < len(text)
        ):
            return match
    return None


def _is_place(place: str | None, *, colon: bool) -> bool:
    if place is None:
        return True
    first = place.split(",")[0]
    if first.upper() in _not_places() or first.casefold() in agencies():
        return False
    letters = [c for c in first if c.isalpha()]
    return len(letters) >= (5 if colon else 3)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(cleaning()["dateline"]["not_places"])


def _read_dateline_match(match: "re.Match[str]") -> Metadata:
    parts = match.groupdict()
    date = read_date(parts["date"]) if parts.get("date") else None
    place = _tidy_place(parts["place"]) if parts.get("place") else None
    named = [credit(name) for name in re.split(r"/| and ", parts["agency"])] if parts.get("agency") else []
    return Metadata(
        published=date, published_basis="dateline" if date else None, dateline_place=place, credits=tuple(named)
    )


def _tidy_place(place: str) -> str:
    first, *rest = place.split(", ")
    words = [w.title() if w.isupper() and len(w) > 1 else w for w in first.split()] if first.isupper() else [first]
    return ", ".join([" ".join(words), *rest])
