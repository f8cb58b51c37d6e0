"""What a page says of its article outside its text: meta elements, JSON-LD, headings, bylines by their class."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from variorum.language.lexicon import read_toml
from variorum.read.bylines import byline_classes, choose_authors
from variorum.read.credits import same_name
from variorum.read.dates import read_date
from variorum.read.draft import Metadata
from variorum.read.fields import domain, tidy
from variorum.read.patterns import normalise
from variorum.read.structured import Structured, read_structured

_META = read_toml("pages")["meta"]
_SHORT_TITLE = 12  # code points
_PLAIN_QUOTES = str.maketrans("‘’‚“”„", "'''\"\"\"")
_BAR = re.compile(r"\s+[|·•‖–—*-]+\s+|\s*[|｜]\s*|\s+:\s+|-{2,}")
_MOST_CONTENT, _MOST_ALIKE = 5_000, 20  # code points of a meta element; elements of one name
_MOST_BYLINES = 30
_BYLINE_CLASS = re.compile("|".join(byline_classes()), re.IGNORECASE)
_ELSEWHERE = frozenset(("nav", "footer", "aside", "figure", "figcaption", "form", "script", "style"))


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page says: metadata for the article, and what helps to find its text."""

    metadata: Metadata
    sites: tuple[str, ...] = ()
    description: str | None = None
    body: str | None = None


def read_page_data(tree: HtmlElement) -> PageData:
    """Read the data of a parsed page; the tree is not changed."""
    meta = _read_meta(tree)
    scripts = [s for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    stated = read_structured(scripts)
    canonical = next((e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical"), None)
    url = next((u for u in (canonical, *_all(meta, "url"), stated.url) if u and re.match(r"https?://\S+$", u)), None)
    outlet = next(
        (
            name
            for n in (*meta.get("og:site_name", ()), stated.publisher, *_all(meta, "site"))
            if n and (name := tidy(n))
        ),
        None,
    )
    sites = tuple(
        dict.fromkeys(s for s in (*_all(meta, "site"), stated.publisher, domain(url), *_domain_names(url)) if s)
    )
    authors, agencies = choose_authors(_stated_authors(stated, meta), _find_bylines(tree), sites)
    published = _first_date([stated.published, *_all(meta, "published"), *_times(tree)])
    metadata = Metadata(
        title=_choose_title(tree, meta, stated, sites),
        outlet=outlet,
        url=url,
        authors=authors,
        published=published,
        published_basis="metadata" if published else None,
        credits=agencies,
        modified=_first_date([stated.modified, *_all(meta, "modified")]),
    )
    description = stated.description or next(iter(_all(meta, "description")), None)
    return PageData(metadata, sites, description, stated.body)


def _read_meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        if content and len(content) <= _MOST_CONTENT:
            for key in {element.get(name, "").lower() for name in ("property", "name", "itemprop")} - {""}:
                if len(found[key]) < _MOST_ALIKE:
                    found[key].append(content)
    return found


def _all(meta: dict[str, list[str]], kind: str) -> list[str]:
    return [content for name in _META[kind] for content in meta.get(name, ())]


def _domain_names(url: str | None) -> list[str]:
    host = domain(url)
    return [part for part in host.split(".")[:-1] if len(part) > 1] if host else []


def _first_date(values: list[str | None]) -> str | None:
    dates = [date for value in values if value and (date := read_date(value))]
    if not dates:
        return None
    return next((date for date in dates if "T" in date and date[:10] == dates[0][:10]), dates[0])


def _times(tree: HtmlElement) -> Iterator[str]:
    """Give the times of the page's time elements: one that is marked as the date of publication, then the first."""
    times = [
        e for e in tree.iter("time", "span", "div", "abbr") if e.tag == "time" or e.get("itemprop") == "datePublished"
    ]
    times.sort(key=lambda e: "datePublished" not in (e.get("itemprop") or "") and e.get("pubdate") is None)
    for element in times[:5]:
        value = element.get("datetime") or element.get("content")
        if value:
            yield value


def _stated_authors(stated: Structured, meta: dict[str, list[str]]) -> list[tuple[str, bool]]:
    if any(not organised for _, organised in stated.authors):
        return list(stated.authors)
    named = [(name, False) for name in _all(meta, "author") if not name.startswith(("http", "/"))]
    return [*named, *stated.authors]


def _find_bylines(tree: HtmlElement) -> Iterator[str]:
    """Give the texts of elements that are called a byline, those that are marked as the author's before others."""
    found = [e for e in tree.iter() if _is_called_byline(e)][:_MOST_BYLINES]
    found.sort(key=lambda e: e.get("rel") != "author" and e.get("itemprop") != "author")
    for element in found:
        if any(a.tag in _ELSEWHERE for a in element.iterancestors()) or element.tag in _ELSEWHERE:
            continue
        named = element.xpath(".//*[@itemprop='name']")
        text = " ".join("".join((named[0] if named else element).itertext()).split())
        if text and len(text) <= 200:
            yield text


def _is_called_byline(element: HtmlElement) -> bool:
    named = element.get("class")
    return (
        (named is not None and _BYLINE_CLASS.search(named) is not None)
        or element.get("rel") == "author"
        or element.get("itemprop") == "author"
    )


def _choose_title(
    tree: HtmlElement, meta: dict[str, list[str]], stated: Structured, sites: tuple[str, ...]
) -> str | None:
    """Give the headline: the one that is made for sharing, else that of the data, of the heading, of the window."""
    window = next(tree.iter("title"), None)
    page = tidy("".join(window.itertext())) if window is not None else ""
    found = [tidy("".join(h.itertext())) for h in list(tree.iter("h1"))[:5]]
    headings = [text for text in found if text and not any(_is_site(text, site) for site in sites)]
    # of several, the one that the window has too: others are the outlet's or the section's
    headings.sort(key=lambda text: -len(text) if normalise(text) in normalise(page) else 0)
    given = [t for text in (*_all(meta, "title")[:1], *stated.titles[:1], *headings, page) if (t := tidy(text))]
    return _cut_site(given[0], given, sites) if given else None


def _cut_site(title: str, others: list[str], sites: tuple[str, ...]) -> str:
    """Take the outlet's name and sections from the end of a title: 'Ships leave | World | The Port Post'."""
    plain = title.translate(_PLAIN_QUOTES)
    for other in sorted(others, key=len, reverse=True):
        begins = _SHORT_TITLE <= len(other) < len(title) and plain.startswith(other.translate(_PLAIN_QUOTES))
        if begins and _BAR.match(title, len(other)):
            return title[: len(other)]
    for bar in _BAR.finditer(title):
        tail = [part for part in _BAR.split(title[bar.end() :]) if part]
        if bar.start() >= _SHORT_TITLE and tail and any(_is_site(tail[-1], site) for site in sites):
            return title[: bar.start()]
    return title


def _is_site(name: str, site: str) -> bool:
    words = name.split()
    return same_name(name, site) or (
        len(words) <= 3 and any(same_name(part, site) for part in (words[0], name.split(".", 1)[0]))
    )
