"""The text of a PDF, where it has one: pages by pypdf, which bounds what it unpacks. Pictures of text are not read."""

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from variorum.model.text import Issue
from variorum.read.document import Document, Payload, digest
from variorum.settings import Settings

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_PAGE_BREAK = "\n\n"
# what pypdf lets through on damaged files, besides its own errors: it takes the file's objects for what they say
_DAMAGE = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, NotImplementedError, OSError,
           OverflowError, AssertionError, ZeroDivisionError)  # fmt: skip


def read_pdf(payload: Payload, settings: Settings) -> Iterator[Document | Issue]:
    """Give the document of a PDF; its text is that of its pages, with a blank line between two.

    The file's own title and dates are no article's (they are the printing program's), so they are not taken.
    """
    name, record = str(payload.source), payload.source.record
    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(payload.data))
        count = len(reader.pages)
        if count > settings.max_pages:
            yield Issue("too-large", f"a PDF of {count} pages, over {settings.max_pages}", name, record)
            return
        pages.extend(page.extract_text() for page in reader.pages)
    except (PyPdfError, DependencyError, *_DAMAGE) as error:
        yield Issue("broken", f"the PDF cannot be read: {error or type(error).__name__}"[:300], name, record)
        return
    text = _PAGE_BREAK.join(pages)
    if not text.strip():
        yield Issue("empty", "the PDF has no text: its pages may be pictures", name, record)
        return
    yield Document(payload.source, digest(payload.data), "printed", text, beside=payload.beside)
