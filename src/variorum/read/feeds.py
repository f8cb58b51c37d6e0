"""RSS and Atom files to documents, an entry each, by feedparser; nothing that a feed points to is fetched."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from variorum.model.text import Issue, Source
from variorum.read.document import Document, digest
from variorum.read.fields import tidy_markup
from variorum.read.records import read_record
from variorum.settings import Settings


def read_feed(path: str, data: bytes, settings: Settings) -> Iterator[Document | Issue]:
    """Give the entries of a feed. Text is the value of the fullest element that an entry has, as it stands decoded."""
    try:
        # as a stream, because feedparser opens what it takes for a name; as it stands, because text has places in it
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, RecursionError) as error:
        yield Issue("broken", f"the feed cannot be parsed: {error}", path)
        return
    if not feed.entries:
        problem = feed.get("bozo_exception")
        yield Issue(
            "broken" if problem else "empty", f"a feed without entries{f': {problem}' if problem else ''}", path
        )
        return
    outlet = tidy_markup(feed.feed.get("title", ""))
    for number, entry in enumerate(feed.entries, 1):
        yield from _read_entry(entry, outlet, Source(path, number), settings)


def _read_entry(entry: Any, outlet: str, source: Source, settings: Settings) -> Iterator[Document | Issue]:
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    full = max(contents, key=len, default="")
    summary = entry.get("summary") or ""
    record = {
        "title": entry.get("title"),
        "url": entry.get("link"),
        "outlet": _name_outlet(entry, outlet),
        "date": entry.get("published") or entry.get("updated"),
        "authors": [author.get("name") for author in entry.get("authors", ())] or entry.get("author"),
        # some feeds have the article as what should be its summary, and the summary as its content
        "content": summary if full.strip() and len(summary) > len(full) else full,
        "summary": summary,
    }
    content = "\x1f".join(str(value) for value in record.values())
    yield from read_record(record, source, digest(content.encode("utf-8", "replace")), settings)


def _name_outlet(entry: Any, outlet: str) -> str | None:
    """Give the outlet of an entry: where a feed gathers others' entries, each names its own."""
    own = entry.get("source")
    named = own.get("title") if isinstance(own, Mapping) else None
    return named or outlet or None
