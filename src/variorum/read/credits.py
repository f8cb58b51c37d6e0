"""Who is credited: bylines and the agencies that a text names as its origin."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from variorum.read.dates import read_date
from variorum.read.draft import Draft, Metadata
from variorum.read.patterns import DOMAIN, agencies, any_of, cleaning, labels

_NAME_WORD = r"[A-Z][\w.'’-]{0,30}"
_PARTICLE = r"(?:(?:de|del|der|di|da|dos|al|el|bin|bint|ibn|van|von|la|le|ten|ter) ){0,2}"
PERSON = rf"{_NAME_WORD}(?: {_PARTICLE}{_NAME_WORD}){{1,4}}"
_PERSONS = rf"{PERSON}(?:(?:, | and | & |, and ){PERSON}){{0,7}}"
_AFFILIATION = r"(?:(?:,| \||/| -| –| —| for| of| at| in|;| •) {0,2}(?:the )?[A-Z@][\w.'’&|, /@-]{1,80})?"
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Story by|From|Author:|Reporter:) ?:? ?"
    rf"(?P<names>{_PERSONS})(?P<affiliation>{_AFFILIATION})\.?"
)
_AGENCY_BYLINE = re.compile(r"(?:By|BY|From) (?:the |The )?(?P<agency>[A-Z][\w&.'’ -]{1,50})")
_NOT_A_PERSON = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|The|A|An|This|That|His|Her|Its|Their|Our|Late|Early|Then|Now|All)",
)
_AGENCY_WORD = re.compile(
    r"\b(?:News|Press|Agency|Agencies|Wire|Broadcasting|Newsroom|Staff|Service)\b"
    r"|^The\b.* (?:Times|Post|Herald|Tribune|Journal|Guardian|Telegraph|Gazette|Chronicle|Observer|Mail)$"
    r"|^\S+ \S+ (?:Times|Post|Herald|Tribune|Journal|Gazette|Chronicle)$"
)
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_AFFILIATING = re.compile(r"^(?:,| \||/| -| –| —| for| of| at| in|;| •)\s*(?:of )?(?:the )?")
_SPLIT = re.compile(r", and | and | & |, |/|;| \| ")
_WORD = r"[A-Z](?:[\w&'’-]|\.(?=\w))*"
_OUTLET = rf"{_WORD}(?: {_WORD}){{0,4}}"
NAME = rf"(?:The )?{_WORD}(?: (?:of |and |& |for )?{_WORD}){{0,5}}"  # an outlet's, with its article
_CREDITED = re.compile(
    r"(?:first|originally) (?:reported|published|broadcast|carried) (?:by|in) (?:the )?"
    rf"(?P<name>{_OUTLET})"
)
_MATERIAL = re.compile(
    r"(?:material|reporting|information|content|reports?|inputs?|files|contributions?) (?:from|by) "
    r"(?P<names>[^.;()]{2,160})",
    re.IGNORECASE,
)
_MATERIAL_FROM = re.compile(r"(?:material|information|content|inputs?|files) from", re.IGNORECASE)
_OF = re.compile(rf"(?:\bof|\bfor|\bfrom|,) (?:the )?(?P<name>{_OUTLET})")
_LAST_PARENTHESIS = re.compile(r"(?P<before>[.!?\"”’)…]\s*|^)[\[(](?P<names>[A-Z][\w&.'’/, -]{1,50})[\])]\.?\s*$")
_LAST_DASH = re.compile(r"(?:[-–—]{1,2}|©|Source:|via)?\s*(?P<names>[A-Z][\w&.'’/, -]{1,50})\.?", re.IGNORECASE)
_HEAD_LINES, _END_LINES = 6, 5


def agency(name: str) -> str | None:
    """Give the short name of a known agency, or None."""
    bare = name.strip(" .,;:()[]").removeprefix("the ").removeprefix("The ")
    return agencies().get(bare.casefold())


def credit(name: str) -> str:
    """Give the name under which an agency or outlet is credited: the short one where it is known."""
    bare = name.strip(" .,;:()[]").removeprefix("the ").removeprefix("The ")
    return agency(bare) or bare


def is_outlet(name: str) -> bool:
    """Tell whether a name is an outlet's by itself: it has a newspaper's word, or is the name of a site."""
    if re.fullmatch(DOMAIN, name):
        return True
    words = name.split()[:6]
    return len(words) > 1 and any(word.strip(".,'’").casefold() in labels("outlets", "words") for word in words)


def is_origin(name: str) -> bool:
    """Tell whether a name is an agency's, whose reports others print: a known one, or one called so."""
    kinds = labels("outlets", "agencies")
    return agency(name) is not None or any(word in kinds for word in name.casefold().split())


def same_name(name: str, other: str) -> bool:
    """Tell whether two names are one but for 'the', capitals and spaces."""
    one, two = (re.sub(r"^the\s|\W", "", n.casefold()) for n in (name, other))
    return one == two


def read_credits(draft: Draft) -> Draft:
    """Take bylines at the head and credits at the end out of the text; note who reported first."""
    draft = _read_bylines(draft)
    draft = _read_last_lines(draft)
    draft = _read_last_parenthesis(draft)
    named = [credit(m["name"]) for line in draft.lines for m in _CREDITED.finditer(line.text)]
    return draft.learn(Metadata(credits=tuple(dict.fromkeys(named))))


def _read_bylines(draft: Draft) -> Draft:
    dropped: dict[int, str] = {}
    last = len(draft.lines) - 1
    for index in [*range(min(_HEAD_LINES, last + 1)), *range(max(_HEAD_LINES, last - 1), last + 1)]:
        text = draft.lines[index].text
        found = read_byline(text)
        if not found and dropped.get(index - 1) and is_agency(text) and re.fullmatch(rf"(?:The )?{_OUTLET}", text):
            found = _affiliate([text])
        if found:
            dropped[index] = "byline"
            draft = draft.learn(settle_affiliation(found, draft.metadata.outlet))
    return draft.drop(dropped) if len(dropped) < len(draft.lines) else draft


def read_byline(text: str) -> Metadata | None:
    """Read a line such as 'By JANE DOE and JOHN ROE, Associated Press'; None where it is no byline."""
    if len(text) > 200:
        return None
    match = _BYLINE.fullmatch(text)
    names = split_names(match["names"]) if match else []
    persons = [name for name in names if name == names[0] or not (name.startswith("The ") or _is_job(name))]
    persons = [name for name in persons if not is_agency(name)]
    if not match or any(_NOT_A_PERSON.fullmatch(word) for name in persons for word in name.split()):
        match = _AGENCY_BYLINE.fullmatch(text)
        known = match["agency"] if match and (agency(match["agency"]) or _AGENCY_WORD.search(match["agency"])) else None
        return _affiliate([known]) if known else None
    dates = [date for part in re.split(r"\|| [-–—•] ", match["affiliation"]) if (date := read_date(part.strip()))]
    after = _AFFILIATING.sub("", match["affiliation"]).strip()
    named = [name for name in names if name not in persons]
    if after and (agency(after) or not match["affiliation"].startswith(" in")):
        named.append(re.split(r"\s+in\s+|,|\|", after)[0].strip())
    found = _affiliate([name for name in named if name and not name.startswith("@") and not read_date(name)])
    return replace(
        found,
        authors=tuple(_tidy(name) for name in persons),
        published=dates[0] if dates else None,
        published_basis="text" if dates else None,
    )


def _affiliate(names: list[str]) -> Metadata:
    """Part what stands with a writer's name: agencies are credited, a newspaper is the outlet, a job is neither."""
    names = [name for name in names if not _is_job(name)]
    outlets = [name.strip(" .,;:()[]") for name in names if not _is_credited(name)]
    return Metadata(
        outlet=next((name for name in outlets if is_outlet(name) or name.startswith("The ")), None),
        credits=tuple(credit(name) for name in names if _is_credited(name)),
    )


def _is_credited(name: str) -> bool:
    return is_origin(name) or _ABBREVIATION.fullmatch(name.strip("()[]. ")) is not None


def _is_job(name: str) -> bool:
    words = [word.strip(".,'’").casefold() for word in name.split()]
    return not agency(name) and bool(words) and words[-1] in labels("outlets", "jobs")


def settle_affiliation(byline: Metadata, outlet: str | None) -> Metadata:
    """Where the outlet is known, another one in the byline is where the report came from."""
    if outlet is None or byline.outlet is None or same_name(byline.outlet, outlet):
        return byline
    return replace(byline, outlet=None, credits=(*byline.credits, credit(byline.outlet)))


def split_names(text: str) -> list[str]:
    """Give the names in 'By Jane Doe, John Roe and The Herald'."""
    bare = re.sub(r"^(?:[Bb]y|BY)\b:? +", "", text)
    return [name for part in _SPLIT.split(bare) if (name := part.strip(" ,.|"))]


def is_agency(name: str) -> bool:
    """Tell whether a name is an agency's or an outlet's rather than a person's; an abbreviation is no person's."""
    return (
        _ABBREVIATION.fullmatch(name.strip("()[] ")) is not None
        or agency(name) is not None
        or _AGENCY_WORD.search(name) is not None
    )


def _tidy(name: str) -> str:
    return " ".join(w.capitalize() if w.isupper() and len(w) > 2 and w.isalpha() else w for w in name.split())


def _read_last_lines(draft: Draft) -> Draft:
    pattern = any_of("credits", "lines")
    dropped: dict[int, str] = {}
    count = len(draft.lines)
    for index in [*range(min(3, count)), *range(max(3, count - _END_LINES), count)]:
        text = draft.lines[index].text
        if len(text) > 420:
            continue
        alone = _read_alone(text) if index >= count - 2 and count > 1 else None
        if alone:
            dropped[index] = "reference"
            draft = draft.learn(Metadata(credits=alone))
        elif pattern.fullmatch(text) and _names_someone(text):
            dropped[index] = "byline"
            draft = draft.learn(Metadata(credits=tuple(_find_names(text))))
    return draft.drop(dropped) if len(dropped) < count else draft


def _read_alone(text: str) -> tuple[str, ...] | None:
    """Read a last line that is nothing but an agency's name, or names: '(Reuters)', '— AFP', 'Reuters/AFP'."""
    match = _LAST_DASH.fullmatch(text.strip("()[] "))
    names = [agency(name) for name in _SPLIT.split(match["names"])] if match else [None]
    return tuple(name for name in names if name) if all(names) else None


def _names_someone(text: str) -> bool:
    """A credit names somebody soon after 'by', 'from' or 'with': a word in capitals, not a clause."""
    return (
        re.search(
            r"(?i:\b(?:by|from|with|inputs?|contributed)\b)[ :]+(?:the )?(?:[A-Z@]|agenc)|^[A-Z].* contributed", text
        )
        is not None
    )


def _find_names(text: str) -> Iterator[str]:
    """Find the agencies in a credit line: known ones anywhere, others after 'material from', 'of' or 'for'."""
    found: list[str] = []
    for match in _MATERIAL.finditer(text):
        found.extend(name for name in _listed(match["names"]) if is_agency(name) or _MATERIAL_FROM.match(match[0]))
    found.extend(match["name"] for match in _OF.finditer(text) if is_agency(match["name"]))
    found.extend(form for form in _known_forms() if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text))
    yield from dict.fromkeys(credit(name) for name in found)


def _known_forms() -> Iterable[str]:
    return [form for forms in cleaning()["agencies"].values() for form in forms]


def _listed(names: str) -> list[str]:
    return [n.strip() for n in _SPLIT.split(names) if re.fullmatch(rf"\s*(?:the )?{_OUTLET}\s*", n)]


def _read_last_parenthesis(draft: Draft) -> Draft:
    """Take '(Reuters)' from the end of the last paragraph, after its full stop."""
    if not draft.lines:
        return draft
    index = len(draft.lines) - 1
    text = draft.lines[index].text
    match = _LAST_PARENTHESIS.search(text, max(0, len(text) - 80))
    if not match or match.start() == 0:
        return draft
    names = _SPLIT.split(match["names"])
    if not all(is_agency(name) for name in names):
        return draft
    draft = draft.cut(index, match.end("before"), len(text), "reference")
    return replace(draft, metadata=draft.metadata.fill(Metadata(credits=tuple(credit(name) for name in names))))
