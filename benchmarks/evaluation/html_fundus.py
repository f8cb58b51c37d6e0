"""html-fundus: the article in a saved page; 4-gram F1 of the body, title, date and authors, for each country too.

A page's gold is the entry of its publisher's JSON whose body stands on the page. Bodies are compared as bags of
4-grams of words (a sign of Chinese or Japanese is a word), titles but for white space and soft hyphens, dates by day;
an author is found where one of the gold's names is given, whatever the capitals. An agency that wrote an article is
`credits` with us: it counts as a name that we give. Peers run where they are installed;
readability gives neither date nor authors. Speed is by processor time.
"""

import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from variorum.model.text import Article, Source
from variorum.read.article import read_article
from variorum.read.decode import decode
from variorum.read.document import Document
from variorum.settings import Settings

_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]")
_GRAM = 4
_MEASURES = ("body_f1", "body_precision", "body_recall", "title", "date", "author")


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page with what is right of it."""

    country: str
    name: str
    html: str
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader gave back of a page; `published` is a day in ISO 8601."""

    body: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


Reader = Callable[[Page], Extract]


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Read all pages of `folder` (a country a folder) with each reader and score them. Nothing is trained."""
    del train
    pages = list(read_pages(folder))
    ours: dict[str, float] = {}
    print(f"{'reader':14} {'pages':>5} {' '.join(f'{m:>14}' for m in _MEASURES)} {'pages/s':>8}")
    for name, reader in _readers().items():
        scores, seconds = _score_all(pages, reader)
        figures = _average(scores.values())
        speed = len(pages) / seconds
        print(f"{name:14} {len(pages):5} {' '.join(f'{figures[m]:14.3f}' for m in _MEASURES)} {speed:8.1f}")
        if name == "variorum":
            ours = {**figures, "pages_per_second": speed, "pages": float(len(pages))}
            by_country = _by_country(pages, scores)
        else:
            known = ("body_f1", "title") if name == "readability" else ("body_f1", "title", "date", "author")
            ours |= {f"{name}_{m}": figures[m] for m in known}
            ours[f"{name}_pages_per_second"] = speed
    print("\nvariorum by country")
    for country, figures in by_country.items():
        count = sum(page.country == country for page in pages)
        cells = (f"{figures[m]:14.3f}" if m in figures else f"{'-':>14}" for m in _MEASURES)
        print(f"{country:14} {count:5} {' '.join(cells)}")
        ours |= {f"{country}_{m}": figures[m] for m in ("body_f1", "title", "date", "author") if m in figures}
    return ours


def read_pages(folder: Path) -> Iterator[Page]:
    """Give the pages of the set in order; a page of which no entry's body is found has no gold and is left out."""
    for path in sorted(folder.glob("*/*.html.gz")):
        publisher = path.name.split("_")[0]
        entries = json.loads((path.parent / f"{publisher}.json").read_text(encoding="utf-8"))
        decoded = decode(gzip.decompress(path.read_bytes()))
        if decoded is None:
            continue
        rivals = sorted(path.parent.glob(f"{publisher}_*.html.gz"))
        entry = _choose(list(entries.values()), decoded.text, rivals.index(path))
        published = str(entry.get("publishing_date") or "")[:10] or None
        yield Page(
            path.parent.name, path.name.removesuffix(".html.gz"), decoded.text, entry.get("title"),
            tuple(entry.get("authors") or ()), published, _write_body(entry.get("body") or {}),
        )  # fmt: skip


def _choose(entries: list[dict[str, Any]], html: str, number: int) -> dict[str, Any]:
    """Give the entry that the page holds most of; of two alike, the one of the page's place in order."""
    on_page = _grams(html)

    def share(index: int) -> tuple[float, int]:
        wanted = _grams(_write_body(entries[index].get("body") or {}))
        return sum((wanted & on_page).values()) / max(1, wanted.total()), -abs(index - number)

    return entries[max(range(len(entries)), key=share)]


def _write_body(body: Mapping[str, Any]) -> str:
    parts = list(body.get("summary") or ())
    for section in body.get("sections") or ():
        parts += [*(section.get("headline") or ()), *(section.get("paragraphs") or ())]
    return "\n".join(parts)


def _grams(text: str) -> "Counter[tuple[str, ...]]":
    words = _WORD.findall(text.replace("\u00ad", "").casefold())
    return Counter(tuple(words[i : i + _GRAM]) for i in range(max(1, len(words) - _GRAM + 1)))


def _score_all(pages: list[Page], reader: Reader) -> tuple[dict[str, dict[str, float]], float]:
    scores = {}
    started = time.process_time()
    extracts = [reader(page) for page in pages]
    seconds = time.process_time() - started
    for page, extract in zip(pages, extracts, strict=True):
        scores[page.name] = score_page(page, extract)
    return scores, seconds


def score_page(page: Page, extract: Extract) -> dict[str, float]:
    """Give the measures of one page; what the gold says nothing of is not measured."""
    found, wanted = _grams(extract.body), _grams(page.body)
    shared = (found & wanted).total()
    scores = {
        "body_precision": shared / found.total(),
        "body_recall": shared / wanted.total(),
        "body_f1": 2 * shared / (found.total() + wanted.total()),
    }
    if page.title:
        scores["title"] = float(_plain(extract.title) == _plain(page.title))
    if page.published:
        scores["date"] = float(extract.published == page.published)
    if page.authors:
        names = {_plain(name).casefold() for name in extract.authors}
        scores["author"] = float(any(_plain(name).casefold() in names for name in page.authors))
    return scores


def _plain(text: str | None) -> str:
    return " ".join((text or "").replace("\u00ad", "").split())


def _average(scores: Iterable[Mapping[str, float]]) -> dict[str, float]:
    gathered: dict[str, list[float]] = defaultdict(list)
    for score in scores:
        for measure, value in score.items():
            gathered[measure].append(value)
    return {measure: sum(values) / len(values) for measure, values in gathered.items()}


def _by_country(pages: list[Page], scores: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {
        country: _average(scores[page.name] for page in pages if page.country == country)
        for country in sorted({page.country for page in pages})
    }


def _readers() -> dict[str, Reader]:
    readers: dict[str, Reader] = {"variorum": _read_ours, "trafilatura": _read_with_trafilatura}
    if newspaper := _find_module("newspaper"):
        readers["newspaper4k"] = lambda page: _read_with_newspaper(newspaper, page)
    if readability := _find_module("readability"):
        readers["readability"] = lambda page: _read_with_readability(readability, page)
    return readers


def _find_module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


def _read_ours(page: Page) -> Extract:
    document = Document(Source(page.name), "", "page", page.html)
    article = next((a for a in read_article(document, Settings()) if isinstance(a, Article)), None)
    if article is None:
        return Extract()
    day = article.published[:10] if article.published else None
    return Extract(article.text, article.title, (*article.authors, *article.credits), day)


def _read_with_trafilatura(page: Page) -> Extract:
    found = import_module("trafilatura").bare_extraction(page.html, include_comments=False, with_metadata=True)
    if found is None:
        return Extract()
    authors = tuple(name.strip() for name in (found.author or "").split(";"))
    return Extract(found.text or "", found.title, authors, found.date)


def _read_with_newspaper(newspaper: Any, page: Page) -> Extract:
    options = {"input_html": page.html, "fetch_images": False}
    try:
        article = newspaper.article("http://localhost/page.html", **options)
    except ImportError:  # it has no words of the page's language without a further package
        article = newspaper.article("http://localhost/page.html", language="en", **options)
    published = article.publish_date
    day = published.date().isoformat() if isinstance(published, datetime) else None
    return Extract(article.text, article.title, tuple(article.authors), day)


def _read_with_readability(readability: Any, page: Page) -> Extract:
    document = readability.Document(page.html)
    html = import_module("lxml.html")
    try:
        body = html.fromstring(document.summary()).text_content()
    except (readability.readability.Unparseable, ValueError):
        return Extract()
    return Extract(body, document.short_title())
