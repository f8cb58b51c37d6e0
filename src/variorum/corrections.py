"""A person's corrections, from a YAML file beside the record.

    independent:                       # these two are two accounts, whatever they share
      - [bulletin.txt, gazette.txt]
    derived:                           # this one rests on that one
      - {article: post.txt, from: wire.txt, kind: paraphrase, why: the desk told us}
    same:                              # two names of one
      - [Orlov, Ivan Orloff]
    different:                         # two names of two
      - {pair: [Anna Weber, A. Weber], why: mother and daughter}

An article is named by its file (or the end of its path), its address, its title or its id. `kind` is one of the
kinds of derivation of the record, `copy` if it is left out; `why` may always be given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import yaml

from variorum.errors import CorrectionsError
from variorum.model.corrections import Corrections, Pair, Retold
from variorum.model.record import DerivationKind
from variorum.model.text import Article, Issue

_MOST_BYTES = 1_000_000
_TABLES = ("independent", "derived", "same", "different")
_LEAST_ID = 8  # code points of an id that are enough to name an article


def corrections_path(record: Path) -> Path:
    """Give the place where the corrections of a record are looked for: talks.db has talks.corrections.yaml."""
    return record.with_suffix(".corrections.yaml")


def read_corrections(path: Path) -> Corrections:
    """Read the file. Raise CorrectionsError, which names the entry, if it is not as this module says."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CorrectionsError(f"{path}: more than {_MOST_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8")
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, yaml.SafeLoader)):
            raise CorrectionsError(f"{path}: aliases (*name) are not read")
        tables = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise CorrectionsError(f"{path}: {' '.join(str(error).split())}") from error
    if tables is None:
        return Corrections()
    if not isinstance(tables, dict) or not set(tables) <= set(_TABLES):
        raise CorrectionsError(f"{path}: a mapping wanted with nothing but {', '.join(_TABLES)}")
    return Corrections(
        independent=tuple(
            _pair(entry, f"{path}: independent {n}") for n, entry in _entries(tables, "independent", path)
        ),
        derived=tuple(_retold(entry, f"{path}: derived {n}") for n, entry in _entries(tables, "derived", path)),
        same=tuple(_pair(entry, f"{path}: same {n}") for n, entry in _entries(tables, "same", path)),
        different=tuple(_pair(entry, f"{path}: different {n}") for n, entry in _entries(tables, "different", path)),
    )


def match_articles(corrections: Corrections, articles: Sequence[Article]) -> tuple[Corrections, tuple[Issue, ...]]:
    """Put ids in the place of the articles' names. One that names no article, or several, becomes an issue.

    Raise CorrectionsError where two articles are called independent and derived at once.
    """
    named = [name for p in corrections.independent for name in (p.one, p.other)]
    named += [name for d in corrections.derived for name in (d.article, d.from_article)]
    found = {name: _find(name, articles) for name in dict.fromkeys(named)}
    issues = [_unmatched(name, ids) for name, ids in found.items() if len(ids) != 1]
    one = {name: ids[0] for name, ids in found.items() if len(ids) == 1}
    independent = [
        replace(p, one=one[p.one], other=one[p.other])
        for p in corrections.independent
        if p.one in one and p.other in one
    ]
    derived = [
        replace(d, article=one[d.article], from_article=one[d.from_article])
        for d in corrections.derived
        if d.article in one and d.from_article in one
    ]
    apart = {frozenset((p.one, p.other)) for p in independent}
    if torn := [d for d in derived if frozenset((d.article, d.from_article)) in apart]:
        raise CorrectionsError(
            f"{torn[0].article} and {torn[0].from_article} are corrected to be independent and derived"
        )
    matched = replace(
        corrections,
        independent=tuple(p for p in independent if p.one != p.other),
        derived=tuple(d for d in derived if d.article != d.from_article),
    )
    return matched, tuple(issues)


def tell_corrections(corrections: Corrections) -> tuple[str, ...]:
    """Say each correction in words, as the record keeps them."""
    told = [f"{p.one} and {p.other} are independent" for p in corrections.independent]
    told += [f"{d.article} is a {d.kind} of {d.from_article}" for d in corrections.derived]
    told += [f"{p.one} and {p.other} are one" for p in corrections.same]
    told += [f"{p.one} and {p.other} are two" for p in corrections.different]
    given: tuple[Pair | Retold, ...] = (
        *corrections.independent,
        *corrections.derived,
        *corrections.same,
        *corrections.different,
    )
    return tuple(f"{words}: {why}" if why else words for words, why in zip(told, (c.why for c in given), strict=True))


def _entries(tables: Mapping[str, Any], table: str, path: Path) -> Iterable[tuple[int, Any]]:
    entries = tables.get(table) or []
    if not isinstance(entries, list):
        raise CorrectionsError(f"{path}: {table}: a list wanted")
    return enumerate(entries, 1)


def _pair(entry: Any, place: str) -> Pair:
    why = ""
    if isinstance(entry, dict) and set(entry) <= {"pair", "why"}:
        entry, why = entry.get("pair"), _text(entry.get("why", ""), f"{place}, why")
    if not isinstance(entry, list) or len(entry) != 2:
        raise CorrectionsError(f"{place}: two names wanted, as in [one, other] or {{pair: [one, other], why: …}}")
    one, other = (_name(name, place) for name in entry)
    return Pair(one, other, why)


def _retold(entry: Any, place: str) -> Retold:
    if not isinstance(entry, dict) or not {"article", "from"} <= set(entry) <= {"article", "from", "kind", "why"}:
        raise CorrectionsError(f"{place}: {{article: …, from: …, kind: …, why: …}} wanted")
    kind = _text(entry.get("kind", "copy"), f"{place}, kind")
    for known in get_args(DerivationKind):
        if kind == known:
            why = _text(entry.get("why", ""), f"{place}, why")
            return Retold(_name(entry["article"], place), _name(entry["from"], place), known, why)
    raise CorrectionsError(f"{place}: kind is one of {', '.join(get_args(DerivationKind))}")


def _name(value: Any, place: str) -> str:
    if name := _text(value, place):
        return name
    raise CorrectionsError(f"{place}: an empty name")


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise CorrectionsError(f"{place}: text wanted")
    return " ".join(value.split())


def _find(name: str, articles: Sequence[Article]) -> list[str]:
    """Give the ids of the articles that are so named, by the first kind of name that any of them bears."""
    exact = [a.id for a in articles if name in (a.id, str(a.source), a.url, " ".join((a.title or "").split()))]
    return exact or [
        a.id
        for a in articles
        if str(a.source).endswith(f"/{name}") or (len(name) >= _LEAST_ID and a.id.startswith(name))
    ]


def _unmatched(name: str, ids: Sequence[str]) -> Issue:
    what = "no article" if not ids else f"{len(ids)} articles"
    return Issue("correction-unmatched", f"{what} of this name; the corrections that name it are left out", name)
