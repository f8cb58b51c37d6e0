"""The fields of a record, a row or a front matter: which one holds what, by the names that people use.

A name of the settings goes before those; one with full stops leads into objects: 'text' may be '_source.body'.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from variorum.language.lexicon import read_toml
from variorum.read.credits import credit, is_agency, split_names
from variorum.read.dates import read_date
from variorum.read.draft import Metadata
from variorum.read.markup import CONTROL
from variorum.read.walk import walk_markup
from variorum.settings import Settings

_FIELDS = read_toml("fields")
_KINDS = ("text", "title", "date", "url", "outlet", "authors", "summary")
_LONGEST_NAME = 300
_NOTHING: tuple[object, ...] = (None, "", [], {})
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>|&(?:#\w{1,7}|\w{2,31});")


def read_fields(record: Mapping[str, object], settings: Settings | None = None) -> Metadata:
    """Give what a record says of its article. Fields that are no text, or no date, say nothing."""
    fields = _Fields(record, settings)
    url = next((v for v in fields.values("url") if isinstance(v, str) and re.match(r"https?://\S+$", v)), None)
    outlet = next((name for v in fields.values("outlet") if (name := read_name(v))), None)
    date = next((d for v in fields.values("date") if (d := read_date(v))), None)
    title = next((t for v in fields.values("title") if (t := _read_title(v))), None)
    authors, credited = _read_authors(fields)
    return Metadata(
        title=title, outlet=_as_outlet(outlet) or domain(url), url=url, authors=authors, published=date,
        published_basis="metadata" if date else None, credits=credited,
    )  # fmt: skip


def find_text(record: Mapping[str, object], settings: Settings | None = None) -> str | None:
    """Give the value of the field that holds the article: the first of the known names that holds text.

    A field of such a name that is empty gives '', and None is where there is no such field.
    """
    fields = _Fields(record, settings)
    found = next((text for v in fields.values("text") if (text := _read_text(v))), None)
    return "" if found is None and fields.has_empty_text() else found


def find_summary(record: Mapping[str, object]) -> str | None:
    """Give what stands for an article that is not there: its summary or teaser."""
    return next((text for v in _Fields(record, None).values("summary") if (text := _read_text(v))), None)


def known_names(names: Iterable[str], settings: Settings, *, everything: bool = False) -> list[str]:
    """Of the names of columns give those that may hold an article's text, or that tell `everything` of an article."""
    kinds = _KINDS if everything else ("text", "url", "summary")
    own = {_normalise(name.partition(".")[0]) for kind, name in settings.field_names if kind in kinds}
    known = own.union(*(_FIELDS[kind] for kind in kinds))
    return [name for name in names if _normalise(name) in known]


def find_inner(record: Mapping[str, object]) -> Mapping[str, object] | None:
    """Give the object within a record that is the article, where the record is only its envelope."""
    return next((v for name in _FIELDS["inner"] if isinstance(v := record.get(name), Mapping)), None)


def tidy(text: str) -> str:
    """Give metadata on one line, without control characters."""
    return " ".join(CONTROL.sub("", text).split())


def tidy_markup(text: str) -> str:
    """Give metadata that may be HTML (a title in a feed) on one line, without tags, scripts and references."""
    if _MARKUP.search(text):
        text = " ".join(block.text for block in walk_markup(text).blocks)
    return tidy(text)


def domain(url: str | None) -> str | None:
    """Give the host of a URL without 'www.', or None."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@lru_cache(maxsize=10_000)
def _normalise(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip()).lower()


class _Fields:
    """A record's fields by their names in lower case, in the order in which names are asked."""

    def __init__(self, record: Mapping[str, object], settings: Settings | None) -> None:
        self._record = record
        self._plain = {_normalise(str(key)[:_LONGEST_NAME]): value for key, value in record.items()}
        self._own = settings.field_names if settings else ()

    def values(self, kind: str) -> Iterator[object]:
        """Give the values that are something, of the fields that may hold what is asked."""
        for name in (own for known, own in self._own if known == kind):
            value = self._plain.get(_normalise(name), self._look_inside(name))
            if value not in _NOTHING:
                yield value
        for name in _FIELDS[kind]:
            if self._plain.get(name) not in _NOTHING:
                yield self._plain[name]

    def has_empty_text(self) -> bool:
        return any(isinstance(value, str) and name in _FIELDS["text"] for name, value in self._plain.items())

    def _look_inside(self, name: str) -> object:
        value: object = self._record
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value


def _read_text(value: object) -> str | None:
    """Give a text, or the one in an object ({"rendered": ...}) or the paragraphs of a list, if there is any."""
    if isinstance(value, Mapping):
        value = next((value[name] for name in _FIELDS["value"] if isinstance(value.get(name), str)), None)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None


def _read_title(value: object) -> str | None:
    text = _read_text(value)
    return (tidy_markup(text) or None) if text else None


def read_name(value: object) -> str | None:
    """Give a name: the value itself, or the one in an object ({"name": ...}); None where it is too long for one."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in _FIELDS["name"] if isinstance(value.get(key), str)), None)
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        return None
    return tidy(value) or None


def _as_outlet(name: str | None) -> str | None:
    return domain(name) if name and re.match(r"https?://", name) else name


def _read_authors(fields: _Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    for value in fields.values("authors"):
        items = value if isinstance(value, list) else [value]
        names = [name for item in items[:50] if (name := read_name(item))]
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
