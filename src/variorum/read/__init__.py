"""Stage 1: bytes to articles.

sources    paths to streams            formats    what a stream is, and who reads it
archives   packed files to streams     limits     how much is unpacked
warc, mail, tables, records, feeds, pdf           what one stream or document holds
documents  bytes to documents          decode     bytes to text
document   both, as values             fields     which field of a record holds what
lines      text with its places        draft      an article while it is being read
markup, markdown, walk, page           what is markup, and what of a page is the article
printed    lines of paper to paragraphs
clean      the order of: outlets and owndate (what a text says of itself), heads
           (header, title, dateline), credits, endings (tags, references, boilerplate)
article    the draft fixed as an Article
"""

import os
from collections.abc import Collection, Iterable, Iterator

from variorum.model.text import Article, Issue
from variorum.read.article import read_article
from variorum.read.document import Payload
from variorum.read.documents import read_payload
from variorum.read.formats import Found
from variorum.read.sources import describe, find_files, printable, read_file, read_standard_input
from variorum.settings import Settings

__all__ = ["read_sources"]


def read_sources(paths: Iterable[str], settings: Settings, skip: Collection[str] = ()) -> Iterator[Article | Issue]:
    """Read every article of files, folders (with the folders in them) and '-', standard input.

    Offsets lead back into the source as decoded, without its byte-order mark: of a file, a member of an archive or a
    page of a WARC, all of it, with its line breaks as they are; of a record, a row or an entry of a feed, the decoded
    value of the field that holds the text; of a mail, its text part; of a PDF, the text of its pages. `removed` lists
    what was taken out of that: in HTML not the tags, only the text that is not the article's. `Article.text` has a
    paragraph a line, with an empty line between two.

    A file that is named twice is read once, and one of `skip` (paths as `os.path.realpath` gives them) not at all.
    Bad input is an issue with its source and position, never an error.
    """
    seen = set(skip)
    for path in paths:
        if path == "-":
            yield from _read_all(read_standard_input(settings), settings)
        elif os.path.isdir(path):
            yield from _read_folder(path, seen, settings)
        else:
            yield from _read_once(path, seen, settings)


def _read_folder(path: str, seen: set[str], settings: Settings) -> Iterator[Article | Issue]:
    articles = False
    for found in find_files(path):
        results = iter([found]) if isinstance(found, Issue) else _read_once(found, seen, settings)
        for result in results:
            articles = articles or isinstance(result, Article)
            yield result
    if not articles:
        yield Issue("no-articles", "no article is in this folder", printable(path))


def _read_once(path: str, seen: set[str], settings: Settings) -> Iterator[Article | Issue]:
    try:
        real = os.path.realpath(path)
    except (OSError, ValueError) as error:
        yield (
            describe(error, path) if isinstance(error, OSError) else Issue("not-found", "no name of a file", repr(path))
        )
        return
    if real not in seen:
        seen.add(real)
        yield from _read_all(read_file(path, settings), settings)


def _read_all(found: Found, settings: Settings) -> Iterator[Article | Issue]:
    """Read what a file holds, one article in memory at a time; of its issues the first ones are told."""
    issues: set[Issue] = set()
    untold, path = 0, None
    for result in _read_found(found, settings):
        if not isinstance(result, Issue):
            yield result
        elif len(issues) >= settings.max_issues:
            untold, path = untold + 1, path or result.source
        elif result not in issues:
            issues.add(result)
            yield result
    if untold:
        yield Issue("more-issues", f"{untold} more issues, the first of them here", path)


def _read_found(found: Found, settings: Settings) -> Iterator[Article | Issue]:
    for item in found:
        documents = read_payload(item, settings) if isinstance(item, Payload) else (item,)
        for document in documents:
            if isinstance(document, Issue):
                yield document
            else:
                yield from read_article(document, settings)
