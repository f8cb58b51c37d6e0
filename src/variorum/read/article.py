"""A decoded document to an article: the draft cleaned, its text fixed, its id given."""

import os
from collections.abc import Iterator

from variorum.language.lexicon import read_toml
from variorum.model.ids import content_id
from variorum.model.text import Article, Issue, Source
from variorum.read.clean import clean, unwrap
from variorum.read.document import Document
from variorum.read.draft import Draft, Metadata, settle_removed
from variorum.read.language import find_language
from variorum.read.lines import write_text
from variorum.read.markdown import looks_like_markdown, read_markdown
from variorum.read.markup import looks_like_markup, looks_like_page, read_plain
from variorum.read.page import read_fragment, read_page
from variorum.read.printed import join_printed
from variorum.read.segment import find_sentences
from variorum.settings import Settings

_PACKED = tuple(ending for endings in read_toml("fields")["files"]["packed"].values() for ending in endings)
_SHORTEST, _FEWEST_WORDS = 20, 4  # code points and words of a text; one that has less of both tells nothing


def read_article(document: Document, settings: Settings) -> Iterator[Article | Issue]:
    """Give the article of a document, and what is to be said of it; without text, an issue alone."""
    source = str(document.source)
    raw = _read_lines(document, settings)
    stated = document.metadata.fill(raw.metadata)
    draft = clean(Draft(raw.lines, raw.removed, stated.fill(document.beside)))
    text, offsets = write_text(draft.lines)
    if not any(character.isalnum() for character in text):
        yield Issue("empty", "no text is in it", source, document.source.record)
        return
    if len(text) < _SHORTEST and len(text.split()) < _FEWEST_WORDS:
        yield Issue("fragment", f"there is next to no text in it: “{text}”", source, document.source.record)
        return
    language = find_language(text)
    known = draft.metadata
    yield Article(
        id=content_id("art", _find_identity(document, stated, known), known.title, known.published, text),
        source=document.source,
        source_sha256=document.sha256,
        text=text,
        offsets=offsets,
        sentences=find_sentences(text),
        title=known.title,
        outlet=known.outlet,
        url=known.url,
        authors=known.authors,
        published=known.published,
        published_basis=known.published_basis,
        dateline_place=known.dateline_place,
        language=language,
        credits=known.credits,
        removed=settle_removed(draft.removed),
        modified=known.modified,
    )
    if language not in (None, "en"):
        yield Issue("not-english", f"the language of the article is '{language}'", source, document.source.record)


def _find_identity(document: Document, stated: Metadata, known: Metadata) -> str:
    """Give what parts one outlet's article from another's of the same words.

    What a document says of itself goes before the address that it was downloaded from, so that a page is the same
    article in an archive of the web and as a saved file.
    """
    if document.beside.url:
        return stated.url or stated.outlet or document.beside.url
    if known.url or known.outlet:
        return str(known.url or known.outlet)
    name = os.path.basename(document.source.path)
    stem, ending = os.path.splitext(name)
    return str(Source(stem if ending.lower() in _PACKED else name, document.source.record))


def _read_lines(document: Document, settings: Settings) -> Draft:
    text = document.text
    if document.kind == "printed":
        printed = read_plain(text)
        return Draft(join_printed(printed.lines), printed.removed, printed.metadata)
    if document.kind == "page" or (document.kind != "markdown" and looks_like_page(text)):
        return read_page(text, settings)
    if document.kind == "value" and looks_like_markup(text):
        return read_fragment(text)
    marked_down = document.kind == "markdown" or looks_like_markdown(text)
    draft = read_markdown(text) if marked_down else read_plain(text)
    return Draft(unwrap(draft.lines), draft.removed, draft.metadata)
