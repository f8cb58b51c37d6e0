"""The bytes of one document to the documents in it: decoded, told by their content, and parted where they are many."""

import re
from collections.abc import Iterator

from variorum.model.text import Issue, Source
from variorum.read.decode import decode
from variorum.read.document import Document, Payload, digest
from variorum.read.draft import Metadata
from variorum.read.fields import domain
from variorum.read.mail import read_mail
from variorum.read.markup import looks_like_page
from variorum.read.records import read_json
from variorum.settings import Settings

_SNIFFED = 4096
_XML = re.compile(r"\s*(?:<\?xml\b|<!--|<!DOCTYPE (?!html)|<(?:rss|feed|rdf:RDF|channel)\b)", re.IGNORECASE)
_FEED = re.compile(r"<(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}")
_COMMENT = ("#", ";")
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d{1,5}\)(?P<browser>https?://\S{3,2000}) -->"
    r"|<!--\s*Page saved with SingleFile\s+url:\s*(?P<extension>https?://\S{3,2000})",
)
_OWN_PAGE = re.compile(r"<meta name=\"generator\" content=\"Variorum\b", re.IGNORECASE)


def read_payload(payload: Payload, settings: Settings) -> Iterator[Document | Issue]:
    """Give the documents that the bytes of one are or hold."""
    source, data = payload.source, payload.data
    if not data.strip():
        yield Issue("empty", "no text is in it", str(source), source.record)
    elif payload.format == "pdf":
        from variorum.read.pdf import read_pdf

        yield from read_pdf(payload, settings)
    elif payload.format == "mail":
        yield from _read_mail(payload, settings)
    else:
        yield from _read_text(payload, settings)


def _read_mail(payload: Payload, settings: Settings) -> Iterator[Document | Issue]:
    for found in read_mail(payload):
        if isinstance(found, Payload):
            yield from _read_text(found, settings)
        else:
            yield found


def _read_text(payload: Payload, settings: Settings) -> Iterator[Document | Issue]:
    source, data = payload.source, payload.data
    decoded = decode(data, payload.charset)
    if decoded is None:
        yield Issue("binary", "it is no text", str(source), source.record)
        return
    if decoded.replaced:
        message = f"read as {decoded.encoding} with replacement characters"
        yield Issue("encoding", message, str(source), source.record)
    text = decoded.text
    kind = _tell_kind(text) if payload.format in (None, "xml", "text") else payload.format
    if kind == "json":
        yield from read_json(source.path, data, text, settings)
    elif kind == "feed":
        from variorum.read.feeds import read_feed

        yield from read_feed(source.path, data, settings)
    elif kind == "addresses":
        yield from _name_addresses(text, source)
    elif kind == "xml":
        yield Issue("unknown-format", "XML that is no feed is not read", str(source), source.record)
    elif kind == "page":
        yield from _read_page(text, payload)
    else:
        yield Document(source, digest(data), "markdown" if kind == "markdown" else "text", text, beside=payload.beside)


def _read_page(text: str, payload: Payload) -> Iterator[Document | Issue]:
    if _OWN_PAGE.search(text[:_SNIFFED]):
        yield Issue("own-export", "an exported record is no source", str(payload.source), payload.source.record)
        return
    saved = _SAVED_FROM.search(text[:_SNIFFED])
    url = (saved["browser"] or saved["extension"]) if saved else None
    beside = payload.beside.fill(Metadata(url=url, outlet=domain(url)))
    yield Document(payload.source, digest(payload.data), "page", text, beside=beside)


def _tell_kind(text: str) -> str:
    head = text[:_SNIFFED].lstrip()
    if looks_like_page(head):
        return "page"
    if _XML.match(head):
        return "feed" if _FEED.search(head) else "xml"
    if _ADDRESS.search(head) and all(_is_address(line) for line in head.splitlines()[:-1] or [head]):
        return "addresses" if all(_is_address(line) for line in text.splitlines()) else "text"
    tail = text[-_SNIFFED:].rstrip()
    brackets = (head[:1], tail[-1:]) in (("{", "}"), ("[", "]"))
    return "json" if brackets and head[1:].lstrip()[:1] in ('"', "{", "}", "]") else "text"


def _is_address(line: str) -> bool:
    line = line.strip()
    return not line or line.startswith(_COMMENT) or _ADDRESS.fullmatch(line) is not None


def _name_addresses(text: str, source: Source) -> Iterator[Issue]:
    for number, line in enumerate(text.splitlines(), 1):
        if _ADDRESS.match(line.strip()):
            yield Issue("not-fetched", f"an address alone, in line {number}: {line.strip()}", str(source), number)
