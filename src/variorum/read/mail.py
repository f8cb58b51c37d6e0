"""Mails to documents: newsletters (.eml, mailboxes) and pages that a browser saved as one file (.mhtml).

The parser is the standard library's; headers and charsets are read by its plain rules, which no broken mail upsets.
"""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import BinaryIO

from variorum.model.text import Issue, Source
from variorum.read.dates import read_date
from variorum.read.decode import decode
from variorum.read.document import Document, Payload, digest
from variorum.read.draft import Metadata
from variorum.read.fields import domain, tidy
from variorum.read.limits import Place
from variorum.read.markup import looks_like_page
from variorum.read.walk import walk_markup
from variorum.settings import Settings

_MOST_PARTS = 1000
_ENOUGH = 0.5  # of the words of its HTML part: then the plain part of a mail is the whole of it
_NEWSLETTER = ("List-Id", "List-Unsubscribe", "List-Post")
_SEPARATOR = re.compile(rb"From \S.{0,200}\d{4}\s*$")
_SKIPPED = 1 << 20


def read_mail(payload: Payload) -> Iterator[Document | Payload | Issue]:
    """Give the text of a mail: its plain part, or its HTML part where the plain one is missing or much shorter."""
    source = payload.source
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(payload.data)
        parts = _find_parts(mail)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        yield Issue("broken", f"the mail cannot be parsed: {error or type(error).__name__}", str(source), source.record)
        return
    saved = _read_header(mail, "Snapshot-Content-Location") or _read_header(mail, "Content-Location")
    plain, page = parts.get("text/plain"), parts.get("text/html")
    if page is not None and saved and re.match(r"https?://", saved):
        yield Payload(source, page[0], "page", page[1], Metadata(url=saved, outlet=domain(saved)))
        return
    yield from _read_letter(mail, plain, page, payload)


Part = tuple[bytes, str | None]


def _read_letter(mail: Message, plain: Part | None, page: Part | None, payload: Payload) -> Iterator[Document | Issue]:
    source = payload.source
    texts = [decoded.text if part and (decoded := decode(*part)) else "" for part in (plain, page)]
    lines = [block.text for block in walk_markup(texts[1]).blocks] if texts[1] else []
    words = sum(len(line.split()) for line in lines)
    text = texts[0] if texts[0].strip() and len(texts[0].split()) >= _ENOUGH * words else texts[1] or texts[0]
    if not text.strip():
        yield Issue("empty", "no text is in the mail", str(source), source.record)
        return
    kind = "page" if text is texts[1] and looks_like_page(text) else "value"
    yield Document(source, digest(payload.data), "page" if kind == "page" else "value", text, _read_headers(mail))


def _find_parts(mail: Message) -> dict[str, Part]:
    """Give the first part of each kind of text that is no attachment, with its charset."""
    parts: dict[str, Part] = {}
    for number, part in enumerate(mail.walk()):
        kind = part.get_content_type()
        if number > _MOST_PARTS or (kind == "message/rfc822" and parts):
            break
        if kind in ("text/plain", "text/html") and kind not in parts and not _is_attached(part):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                parts[kind] = content, _charset(part)
    return parts


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).lstrip().lower().startswith("attachment")


def _charset(part: Message) -> str | None:
    found = part.get_param("charset")
    return found if isinstance(found, str) else None


def _read_headers(mail: Message) -> Metadata:
    name, address = parseaddr(_read_header(mail, "From") or "")
    published = read_date(_read_header(mail, "Date"))
    host = address.rpartition("@")[2].strip("<> ").lower() or None
    newsletter = any(header in mail for header in _NEWSLETTER)
    sender = tidy(name) or None
    return Metadata(
        title=_read_header(mail, "Subject"),
        outlet=sender if newsletter and sender else host,
        authors=(sender,) if sender and not newsletter else (),
        published=published,
        published_basis="metadata" if published else None,
    )


def _read_header(mail: Message, name: str) -> str | None:
    """Give a header's text; a word in a charset that nobody knows is left out."""
    value = mail.get(name)
    if value is None:
        return None
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError, LookupError):
        return tidy(str(value)) or None
    texts: list[str] = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        decoded = decode(piece, charset)
        texts.append(decoded.text if decoded else "")
    return tidy("".join(texts)) or None


def read_mailbox(stream: BinaryIO, place: Place, settings: Settings) -> Iterator[Payload | Issue]:
    """Give the mails of a mailbox (mbox), one in memory at a time."""
    lines: list[bytes] = []
    number, size, blank, begun = 1, 0, True, False
    limit = settings.max_document_bytes
    while line := stream.readline(_SKIPPED):
        if blank and _SEPARATOR.match(line):
            if begun:
                yield _close(lines, size, Source(place.path, number), limit)
                number += 1
            lines, size, begun = [], 0, True
            continue
        blank = not line.strip()
        begun = True
        size += len(line)
        if size <= limit:
            lines.append(line[1:] if line.startswith(b">From ") else line)
    yield _close(lines, size, Source(place.path, number), limit)


def _close(lines: list[bytes], size: int, source: Source, limit: int) -> Payload | Issue:
    if size > limit:
        return Issue("too-large", f"mail {source.record} has over {limit} bytes", str(source), source.record)
    return Payload(source, b"".join(lines), "mail")
