"""What a page says of its article in data: JSON-LD of schema.org. Hostile data say nothing."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from variorum.language.lexicon import read_toml

_TYPES = frozenset(read_toml("pages")["structured"]["articles"])
_PAGES = frozenset(read_toml("pages")["structured"]["pages"])
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "@list")  # where an article may stand
_COMMENT = re.compile(
    r"^\s*(?:<!--|/\*.{0,80}?\*/|//\s*)?\s*(?:<!\[CDATA\[)?|(?:\]\]>)?\s*(?:-->|/\*.{0,80}?\*/)?\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[\]}])")
_MOST_SCRIPTS, _LONGEST_SCRIPT, _MOST_NODES, _MOST_AUTHORS = 40, 2_000_000, 5_000, 40


@dataclass(frozen=True, slots=True)
class Structured:
    """What the JSON-LD of a page says; `authors` are (name, is an organisation)."""

    titles: tuple[str, ...] = ()
    authors: tuple[tuple[str, bool], ...] = ()
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    description: str | None = None
    body: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(slots=True)
class _Nodes:
    """The objects of a page's JSON-LD: those of an article or a page in order, and all by their id."""

    articles: list[Mapping[str, Any]] = field(default_factory=list)
    pages: list[Mapping[str, Any]] = field(default_factory=list)
    by_id: dict[str, Mapping[str, Any]] = field(default_factory=dict)


def read_structured(scripts: Iterable[HtmlElement]) -> Structured:
    """Read the JSON-LD of the script elements of a page; of several articles, the first that has a headline."""
    nodes = _Nodes()
    for number, script in enumerate(scripts):
        text = script.text or ""
        if number < _MOST_SCRIPTS and len(text) <= _LONGEST_SCRIPT:
            _gather(_load(text), nodes)
    article = next((node for node in nodes.articles if _text(node.get("headline"))), None)
    article = article or next(iter([*nodes.articles, *nodes.pages]), None)
    return _read_article(article, nodes) if article else Structured()


def _load(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except ValueError:
        pass
    except RecursionError:
        return None
    try:
        return json.loads(_TRAILING_COMMA.sub("", _COMMENT.sub("", text)), strict=False)
    except (ValueError, RecursionError):
        return None


def _gather(value: Any, nodes: _Nodes) -> None:
    """Sort the objects of a JSON-LD value; without recursion."""
    waiting = [(value, True)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        item, at_top = waiting.pop()
        seen += 1
        if isinstance(item, list):
            waiting.extend((part, at_top) for part in reversed(item))
        if not isinstance(item, Mapping):
            continue
        identity = item.get("@id")
        if isinstance(identity, str) and (len(item) > 2 or identity not in nodes.by_id):
            nodes.by_id[identity] = item
        types = item.get("@type")
        names = {t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)}
        if at_top and names & _TYPES:
            nodes.articles.append(item)
        elif at_top and names & _PAGES:
            nodes.pages.append(item)
        waiting.extend((part, at_top and key in _WITHIN) for key, part in item.items() if isinstance(part, list | dict))


def _read_article(article: Mapping[str, Any], nodes: _Nodes) -> Structured:
    titles = [t for key in ("headline", "name", "alternativeHeadline") if (t := _text(article.get(key)))]
    publisher = next(iter(_read_names(article.get("publisher"), nodes)), None)
    url = _text(article.get("url"))
    return Structured(
        titles=tuple(dict.fromkeys(titles)),
        authors=tuple(dict.fromkeys(_read_names(article.get("author") or article.get("creator"), nodes))),
        published=_text(article.get("datePublished")) or _text(article.get("dateCreated")),
        modified=_text(article.get("dateModified")),
        publisher=publisher[0] if publisher else None,
        description=_text(article.get("description")),
        body=_text(article.get("articleBody")),
        language=_text(article.get("inLanguage")),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _read_names(value: Any, nodes: _Nodes) -> Iterator[tuple[str, bool]]:
    waiting, seen = [value], 0
    while waiting and seen < _MOST_AUTHORS:
        item = waiting.pop()
        seen += 1
        if isinstance(item, list):
            waiting.extend(reversed(item[:_MOST_AUTHORS]))
        elif isinstance(item, str) and _text(item):
            yield _text(item) or "", False
        elif isinstance(item, Mapping):
            if "name" not in item and isinstance(item.get("@id"), str):
                item = nodes.by_id.get(item["@id"], item)
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            organised = any(isinstance(kind, str) and kind.endswith("Organization") for kind in kinds)
            names = item.get("name")
            for name in names[:_MOST_AUTHORS] if isinstance(names, list) else [names]:
                if text := _text(name):
                    yield text, organised


def _text(value: Any) -> str | None:
    """Give a value that is text, with its character references read; of a list, its first."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name")
    return unescape(value).strip() or None if isinstance(value, str) else None
