"""A web page to lines: trafilatura judges which text is the article, our own walk says where each character stands."""

import logging
import re
from collections.abc import Iterable
from dataclasses import replace

from lxml.etree import ParserError, XMLSyntaxError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from variorum.model.text import Removed
from variorum.read.dates import read_date
from variorum.read.draft import Draft, Metadata
from variorum.read.fields import domain, tidy
from variorum.read.lines import Line
from variorum.read.patterns import normalise
from variorum.read.walk import walk_markup
from variorum.settings import Settings

_WORD = re.compile(
    r"[^\W\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]"
)  # words; signs of Chinese and Japanese
_SHINGLE = 4
_COVERED = 0.75
_SHORT_TITLE = 15  # code points
_LONG_BLOCK = 12  # words; where nothing was judged to be the article, shorter blocks are taken for navigation
_BLOCK_TAGS = ("p", "head", "item", "quote", "cell", "row", "list", "table", "ab", "lb")
_PUBLISHED = re.compile(
    r"[\"']datePublished[\"']\s*:\s*[\"'](?P<json>[^\"']{8,40})[\"']"
    r"|<meta\b(?=[^<>]*?[\"'](?:article:published_time|datePublished|og:published_time)[\"'])[^<>]*?content=[\"'](?P<meta>[^\"']{8,40})[\"']",
    re.IGNORECASE,
)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(source: str, settings: Settings) -> Draft:
    """Give the article's lines of a whole page, with the page's metadata. What is left out is noted as boilerplate."""
    walked = walk_markup(source)
    tree = _parse(source) if walked.depth <= settings.max_html_depth else None
    if tree is None:
        return Draft(*_keep(walked.lines, [len(_words(line.text)) >= _LONG_BLOCK for line in walked.lines]))
    metadata = _read_metadata(tree, source)
    metadata = replace(metadata, title=_shorten_title(metadata.title, walked.lines))
    judged = _judge(tree)
    kept = _match(walked.lines, judged) if judged else []
    if not any(kept):
        kept = [len(_words(line.text)) >= _LONG_BLOCK for line in walked.lines]
    lines, removed = _keep(walked.lines, kept)
    return Draft(lines, removed, metadata)


def read_fragment(source: str) -> Draft:
    """Give the lines of a piece of HTML, as it stands in a field of a JSON record: all of it is the article."""
    return Draft(walk_markup(source).lines)


def _parse(source: str) -> HtmlElement | None:
    try:
        return document_fromstring(
            source.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (ParserError, XMLSyntaxError):
        return None


def _judge(tree: HtmlElement) -> list[list[str]]:
    """Give the words of each block that trafilatura takes for the article."""
    try:
        document = bare_extraction(tree, include_comments=False, include_tables=True)
    except RecursionError:
        return []
    if not isinstance(document, Document) or document.body is None:
        return []
    return [words for text in _block_texts(document.body) if (words := _words(text))]


def _block_texts(body: HtmlElement) -> Iterable[str]:
    """Give the texts of trafilatura's tree, cut at its block elements; without recursion."""
    parts: list[str] = []
    texts: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(body, False)]
    while stack:
        element, done = stack.pop()
        block = element.tag in _BLOCK_TAGS
        if block and parts:
            texts.append("".join(parts))
            parts = []
        if done:
            parts.append(element.tail or "")
            continue
        parts.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    return [*texts, "".join(parts)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _match(lines: tuple[Line, ...], judged: list[list[str]]) -> list[bool]:
    """Say which lines of the page are in the article: the same words as a judged block, or most shingles."""
    blocks = {" ".join(words) for words in judged}
    shingles = {s for words in judged for s in _shingles(words)}
    kept = []
    for line in lines:
        words = _words(line.text)
        found = _shingles(words)
        covered = sum(s in shingles for s in found)
        kept.append(bool(words) and (" ".join(words) in blocks or (bool(found) and covered >= _COVERED * len(found))))
    return _in_region(lines, kept)


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _in_region(lines: tuple[Line, ...], kept: list[bool]) -> list[bool]:
    """Of text that stands on the page more than once, keep the one nearest to the rest of the article."""
    keys = [" ".join(_words(line.text)) if keep else "" for line, keep in zip(lines, kept, strict=True)]
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if key:
            places.setdefault(key, []).append(index)
    single = [p[0] for key, p in places.items() if len(p) == 1 for _ in range(key.count(" ") + 1)]
    if not single:
        return kept
    middle = sorted(single)[len(single) // 2]
    chosen = {min(p, key=lambda i: (abs(i - middle), i)) for p in places.values()}
    return [index in chosen for index in range(len(lines))]


def _keep(lines: tuple[Line, ...], kept: list[bool]) -> tuple[tuple[Line, ...], tuple[Removed, ...]]:
    """Part the lines; neighbouring lines that are left out are one stretch."""
    removed: list[Removed] = []
    open_stretch = False
    for line, keep in zip(lines, kept, strict=True):
        cover = line.cover()
        if keep or cover is None:
            open_stretch = open_stretch and not keep
        elif open_stretch:
            removed[-1] = Removed("boilerplate", removed[-1].source_start, cover[1])
        else:
            removed.append(Removed("boilerplate", *cover))
            open_stretch = True
    return tuple(line for line, keep in zip(lines, kept, strict=True) if keep), tuple(removed)


def _read_metadata(tree: HtmlElement, source: str) -> Metadata:
    """Give title, outlet, URL, authors and date of a page, by its metadata alone."""
    try:
        found = extract_metadata(tree, date_config={"original_date": True, "extensive_search": False}, extensive=False)
    except RecursionError:
        return Metadata()
    url = found.url if found.url and found.url.startswith(("http://", "https://")) else None
    published = _published_time(source, read_date(found.date))
    return Metadata(
        title=tidy(found.title) or None if found.title else None,
        outlet=tidy(found.sitename) or None if found.sitename else domain(url),
        url=url,
        authors=tuple(name for part in (found.author or "").split(";") if (name := tidy(part))),
        published=published,
        published_basis="metadata" if published else None,
    )


def _shorten_title(title: str | None, lines: tuple[Line, ...]) -> str | None:
    """Give the page's own heading where the title is that and something after it, the outlet's name for the most."""
    if title is None:
        return None
    wanted = normalise(title)
    headings = [" ".join(line.text.split()) for line in lines if line.kind == "h1" and len(line.text) >= _SHORT_TITLE]
    longest = max((h for h in headings if wanted.startswith(normalise(h))), key=len, default=None)
    return longest or title


def _published_time(source: str, date: str | None) -> str | None:
    """Give the time of publication where the page states it with its zone, else the date."""
    match = _PUBLISHED.search(source[:2_000_000])
    stated = read_date(match["json"] or match["meta"]) if match else None
    if date is None or (stated and stated[:10] == date):
        return stated or date
    return date
