"""The fields of a JSON record or of a front matter: which one holds what, by the names that people use."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from variorum.language.lexicon import read_toml
from variorum.read.credits import credit, is_agency, split_names
from variorum.read.dates import read_date
from variorum.read.draft import Metadata
from variorum.read.markup import CONTROL

_FIELDS = read_toml("fields")
_LONGEST_NAME = 300


def read_fields(record: Mapping[str, object]) -> Metadata:
    """Give what a record says of its article. Fields that are no text, or no date, say nothing."""
    url = next(
        (v for v in _values(record, _FIELDS["url"]) if isinstance(v, str) and re.match(r"https?://\S+$", v)), None
    )
    outlet = next((name for v in _values(record, _FIELDS["outlet"]) if (name := _read_name(v))), None)
    date = next((d for v in _values(record, _FIELDS["date"]) if (d := read_date(v))), None)
    title = next((t for v in _values(record, _FIELDS["title"]) if isinstance(v, str) and (t := tidy(v))), None)
    authors, credited = _read_authors(record)
    return Metadata(
        title=title, outlet=_as_outlet(outlet) or domain(url), url=url, authors=authors, published=date,
        published_basis="metadata" if date else None, credits=credited,
    )  # fmt: skip


def find_text(record: Mapping[str, object]) -> str | None:
    """Give the value of the field that holds the article: the first of the known names that holds text."""
    found = next((v for v in _values(record, _FIELDS["text"]) if isinstance(v, str) and v.strip()), None)
    empty = any(isinstance(v, str) and str(key).lower() in _FIELDS["text"] for key, v in record.items())
    return "" if found is None and empty else found


def tidy(text: str) -> str:
    """Give metadata on one line, without control characters."""
    return " ".join(CONTROL.sub("", text).split())


def domain(url: str | None) -> str | None:
    """Give the host of a URL without 'www.', or None."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _values(record: Mapping[str, object], names: list[str]) -> Iterator[object]:
    plain = {re.sub(r"[\s-]+", "_", str(key)).lower(): value for key, value in record.items()}
    for name in names:
        if plain.get(name) not in (None, "", [], {}):
            yield plain[name]


def _read_name(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = next((value[key] for key in _FIELDS["name"] if isinstance(value.get(key), str)), None)
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        return None
    return tidy(value) or None


def _as_outlet(name: str | None) -> str | None:
    return domain(name) if name and re.match(r"https?://", name) else name


def _read_authors(record: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    for value in _values(record, _FIELDS["authors"]):
        items = value if isinstance(value, list) else [value]
        names = [name for item in items[:50] if (name := _read_name(item))]
        authors: list[str] = []
        credited: list[str] = []
        for item in names:
            for number, name in enumerate(split_names(item)):
                if is_agency(name):
                    credited.append(credit(name))
                elif number == 0 or " " in name:  # one word after a person is where that person was
                    authors.append(name)
        if authors or credited:
            return tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(credited))
    return (), ()
