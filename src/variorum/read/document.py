"""What goes from step to step before there is an article: the bytes of a document, and a document as decoded."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from variorum.model.text import Source
from variorum.read.draft import Metadata

Format = Literal["text", "markdown", "page", "json", "xml", "mail", "pdf"]
Kind = Literal["text", "markdown", "page", "value", "printed"]


@dataclass(frozen=True, slots=True)
class Payload:
    """One document's bytes, not decoded yet.

    `format` None is to be told by them; `charset` is what the transport says of them. `beside` is what is known from
    where the document was found (the address of a download), and counts for less than what the document says itself.
    """

    source: Source
    data: bytes
    format: Format | None = None
    charset: str | None = None
    beside: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as decoded: `text` is what offsets lead back to; of a record, the value of its text field.

    `kind` 'value' is such a value: plain text or HTML, whichever it looks like; 'printed' is text in the lines of a
    page of paper. `metadata` is what the record says and goes before what the text says; `beside` comes after it, as
    in `Payload`.
    """

    source: Source
    sha256: str
    kind: Kind
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    beside: Metadata = field(default_factory=Metadata)


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
