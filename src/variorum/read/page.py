"""A web page to lines: trafilatura finds the article; which blocks it is, and where, is our own judgement."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from htmldate import find_date
from lxml.etree import ParserError, XMLSyntaxError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_sitename, extract_title
from trafilatura.settings import Document

from variorum.model.text import Removed
from variorum.read.bylines import is_byline, is_label, is_person, read_persons
from variorum.read.dates import read_date
from variorum.read.draft import Draft, Metadata
from variorum.read.fields import domain, tidy
from variorum.read.judge import Page, judge, words
from variorum.read.pagedata import PageData, read_page_data
from variorum.read.walk import Block, Walked, walk_markup
from variorum.settings import Settings

_BLOCK_TAGS = ("p", "head", "item", "quote", "cell", "row", "list", "table", "ab", "lb")
_HEAD_BLOCKS, _END_BLOCKS = 4, 3
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(source: str, settings: Settings) -> Draft:
    """Give the article's lines of a whole page, with the page's metadata. What is left out is noted with its reason."""
    walked = walk_markup(source)
    tree = _parse(source) if walked.depth <= settings.max_html_depth else None
    data = read_page_data(tree) if tree is not None else PageData(Metadata())
    known = data.metadata
    if tree is not None:
        known = known.fill(_search_metadata(tree, known))
    data = replace(data, metadata=known.fill(Metadata(outlet=domain(known.url))))
    found = _extract(tree) if tree is not None else []
    reasons = judge(Page(source, walked), found, data.body, data.description)
    reasons, metadata = _read_bylines(walked, reasons, data)
    return _part(walked.blocks, reasons, metadata)


def read_fragment(source: str) -> Draft:
    """Give the lines of a piece of HTML, as it stands in a field of a JSON record: all of it is the article."""
    return Draft(tuple(block.line() for block in walk_markup(source).blocks))


def _parse(source: str) -> HtmlElement | None:
    try:
        return document_fromstring(
            source.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (ParserError, XMLSyntaxError):
        return None


def _extract(tree: HtmlElement) -> list[list[str]]:
    """Give the words of each block that trafilatura takes for the article. The tree is used up."""
    try:
        document = bare_extraction(tree, fast=True, with_metadata=False, include_comments=False, include_tables=True)
    except (RecursionError, ValueError):
        return []
    if not isinstance(document, Document) or document.body is None:
        return []
    return [found for text in _block_texts(document.body) if (found := words(text))]


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


def _search_metadata(tree: HtmlElement, known: Metadata) -> Metadata:
    """Search a page for the title, the outlet and the date that it does not state, by trafilatura and htmldate.

    Each alone, for a search for all that trafilatura knows takes longer than the article itself.
    """
    try:
        title = None if known.title else extract_title(tree)
        outlet = None if known.outlet else extract_sitename(tree)
        found = None if known.published else find_date(tree, original_date=True, extensive_search=False)
    except (RecursionError, ValueError):  # lxml takes no control characters
        return Metadata()
    published = read_date(found)
    return Metadata(
        title=tidy(title or "") or None,
        outlet=tidy(outlet or "") or None,
        published=published,
        published_basis="metadata" if published else None,
    )


def _read_bylines(walked: Walked, reasons: list[str | None], data: PageData) -> tuple[list[str | None], Metadata]:
    """Take bylines out of the article's first and last blocks; they name the authors where nothing else did."""
    kept = [index for index, reason in enumerate(reasons) if reason is None]
    if len(kept) < 2:
        return reasons, data.metadata
    reasons = list(reasons)
    names: tuple[str, ...] = ()
    blocks = walked.blocks
    known = {name.casefold() for name in data.metadata.authors}
    near = range(max(0, kept[0] - _HEAD_BLOCKS), kept[min(len(kept) - 1, _HEAD_BLOCKS)] + 1)
    for index in dict.fromkeys((*near, *kept[-_END_BLOCKS:])):
        text = blocks[index].text
        labelled = index > 0 and is_label(blocks[index - 1].text) and is_person(text, data.sites)
        signed = reasons[index] is None and (
            text.casefold() in known or (index == kept[-1] and is_person(text, data.sites))
        )
        if labelled or signed or is_byline(text, data.sites):
            names = names or read_persons(text, data.sites)
            reasons[index] = "byline"
    if all(reason is not None for reason in reasons):
        return [None if i in kept else reason for i, reason in enumerate(reasons)], data.metadata
    if names and not any(is_person(name, data.sites) for name in data.metadata.authors):
        return reasons, replace(data.metadata, authors=names)
    return reasons, data.metadata


def _part(blocks: tuple[Block, ...], reasons: list[str | None], metadata: Metadata) -> Draft:
    """Part the blocks; neighbours that are left out for the same reason are one stretch."""
    removed: list[Removed] = []
    before: str | None = None
    for block, reason in zip(blocks, reasons, strict=True):
        cover = block.cover() if reason else None
        if reason and cover:
            if reason == before:
                removed[-1] = Removed(reason, removed[-1].source_start, cover[1])
            else:
                removed.append(Removed(reason, *cover))
        before = reason if cover or reason is None else before
    lines = tuple(block.line() for block, reason in zip(blocks, reasons, strict=True) if reason is None)
    return Draft(lines, tuple(removed), metadata)
