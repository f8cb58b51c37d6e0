"""Who wrote a page's article: the names of persons among all that a page puts where an author stands."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from variorum.language.lexicon import read_toml
from variorum.read.credits import agency, credit, same_name
from variorum.read.fields import tidy
from variorum.read.patterns import DOMAIN, labels

_WORDS = read_toml("pages")["bylines"]
_JOINERS = "|".join(map(re.escape, _WORDS["joiners"]))
_SPLIT = re.compile(rf"\s*[,;|·•、]\s*|\s*/\s*|\s+[-–—]\s+|\s+&\s+|\s+(?:{_JOINERS})\s+|\n", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]\s*")
_PREFIX = re.compile(
    rf"^\W*(?:(?:{'|'.join(map(re.escape, sorted(_WORDS['prefixes'], key=len, reverse=True)))})\s+"
    rf"|(?:{'|'.join(map(re.escape, sorted(_WORDS['labels'], key=len, reverse=True)))})\s*[:：/]\s*)+",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"^\W*(?:{'|'.join(map(re.escape, _WORDS['labels']))})\s*[:：]?$", re.IGNORECASE)
_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_NAME = re.compile(r"[\d@#?!:<>{}=…]|https?:|www\.|^\W*$")
_PARTICLES = frozenset(_WORDS["particles"].split())
_NOT_PERSONS = frozenset(_WORDS["not_persons"])
_LONGEST_NAME, _LONGEST_BYLINE, _MOST_WORDS, _MOST_NAMES = 60, 200, 5, 20


def read_persons(text: str, sites: Iterable[str], *, single: bool = False) -> tuple[str, ...]:
    """Give the names of persons in what stands where an author does: 'Von Jana Roth und Ole Dahl, Reuters'.

    `sites` are names of the outlet; with `single`, a name may be one word.
    """
    if len(text) > _LONGEST_BYLINE:
        return ()
    known = tuple(sites)
    bare = _BRACKETS.sub(" ", _PREFIX.sub("", tidy(text)))
    parts = [name for part in _SPLIT.split(bare)[:_MOST_NAMES] if (name := _tidy_name(part))]
    return tuple(dict.fromkeys(name for name in parts if is_person(name, known, single=single)))


def read_agencies(text: str) -> tuple[str, ...]:
    """Give the short names of the known agencies among the names."""
    if len(text) > _LONGEST_BYLINE:
        return ()
    parts = _SPLIT.split(_PREFIX.sub("", tidy(text)))[:_MOST_NAMES]
    return tuple(dict.fromkeys(credit(part) for part in parts if agency(part)))


def is_person(name: str, sites: Iterable[str] = (), *, single: bool = False) -> bool:
    """Tell whether a name can be a person's: words with capitals, none of which is an outlet's or a job."""
    if (
        not 2 <= len(name) <= _LONGEST_NAME
        or _NO_NAME.search(name)
        or agency(name)
        or re.fullmatch(DOMAIN, name.lower())
    ):
        return False
    if any(same_name(name, site) for site in sites):
        return False
    if _ASIAN.search(name):
        return len(name.replace(" ", "")) <= 8 and len(name.split()) <= 2
    words = name.split()
    if any(same_name(words[0], site) for site in sites):
        return False
    lower = [word.strip(".,'’").casefold() for word in words]
    if any(word in _NOT_PERSONS or word in labels("outlets", "jobs") for word in lower):
        return False
    if not (1 if single else 2) <= len(words) <= _MOST_WORDS:
        return False
    own = [word for word in words if word.casefold() not in _PARTICLES]
    return bool(own) and all(not (c := word.lstrip("'’‘\"“")[:1]) or not c.islower() for word in own)


def is_byline(text: str, sites: Iterable[str]) -> bool:
    """Tell whether a line is nothing but a byline, in whatever language: a word for 'by', then names."""
    return len(text) <= _LONGEST_BYLINE and bool(_PREFIX.match(text)) and _only_names(_PREFIX.sub("", text), sites)


def _only_names(text: str, sites: Iterable[str]) -> bool:
    parts = [part for part in _SPLIT.split(_BRACKETS.sub(" ", text)) if part and part.strip()]
    return (
        bool(parts)
        and is_person(_tidy_name(parts[0]), sites)
        and all(len(part.split()) <= _MOST_WORDS for part in parts)
    )


def is_label(text: str) -> bool:
    """Tell whether a line is only a label before an author's name: 'Autor:'."""
    return len(text) <= 40 and _LABEL.match(text) is not None


@cache
def byline_classes() -> tuple[str, ...]:
    return tuple(_WORDS["classes"])


def choose_authors(
    stated: Iterable[tuple[str, bool]], others: Iterator[str], sites: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the authors, and the agencies that stand where an author does.

    `stated` are (name, is an organisation) of the page's data; `others` are what else may be a byline, the best first.
    Where no person is named anywhere, an organisation that is stated as the author is.
    """
    stated = tuple(stated)
    persons: list[str] = []
    agencies: list[str] = []
    for name, organised in stated:
        agencies.extend(read_agencies(name))
        if not organised:
            persons.extend(read_persons(name, sites, single=True))
    if not any(" " in name or _ASIAN.search(name) for name in persons):
        for text in others:
            agencies.extend(read_agencies(text))
            if found := read_persons(text, sites):
                return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(agencies))
    if persons:
        return tuple(dict.fromkeys(persons)), tuple(dict.fromkeys(agencies))
    names = [tidy(name) for name, _ in stated if not agency(name) and len(name) <= _LONGEST_NAME]
    bodies = {
        name.casefold(): name for name in reversed(names) if name.casefold() not in _NOT_PERSONS and _is_body(name)
    }
    return tuple(reversed(bodies.values())), tuple(dict.fromkeys(agencies))


def _is_body(name: str) -> bool:
    return any(c.isalpha() for c in name) and not re.search(r"https?:|www\.|@|^/", name)


def _tidy_name(part: str) -> str:
    name = _PREFIX.sub("", part.strip(" .,|*\"“”„'’:-–—")).strip()
    words = name.split()
    if len(words) > 1 and len(name) > 6 and name.isupper():
        return " ".join(word.capitalize() if len(word) > 2 and word.isalpha() else word for word in words)
    return name
