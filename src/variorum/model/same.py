"""One article met in several places: the same download twice, a page saved as a file and in an archive."""

from collections.abc import Iterable
from dataclasses import replace

from variorum.model.text import Article, Source


def join_sources(first: Article, second: Article) -> Article:
    """Give the one of two with the same words that has the smaller source; it takes the other's sources along."""
    kept = min(first, second, key=lambda article: source_key(article.source))
    sources = {first.source, second.source, *first.other_sources, *second.other_sources}
    return replace(kept, other_sources=tuple(sorted(sources - {kept.source}, key=source_key)))


def source_key(source: Source) -> tuple[str, int]:
    """Give what sources are sorted by."""
    return source.path, -1 if source.record is None else source.record


def join_copies(articles: Iterable[Article]) -> list[Article]:
    """Join an article that no address or outlet is known of to the one of the same bytes and words that has one.

    So a page in an archive of the web, which tells its address, and the same page as a file are one article.
    """
    groups: dict[tuple[str, str | None, str], list[Article]] = {}
    for article in articles:
        groups.setdefault((article.source_sha256, article.title, article.text), []).append(article)
    joined: list[Article] = []
    for group in groups.values():
        known = sorted((a for a in group if a.url or a.outlet), key=lambda a: a.id)
        unknown = [a for a in group if not (a.url or a.outlet)]
        if not known:
            joined.extend(unknown)
            continue
        first = known[0]
        sources = {*first.other_sources, *(s for a in unknown for s in (a.source, *a.other_sources))} - {first.source}
        joined.append(replace(first, other_sources=tuple(sorted(sources, key=source_key))))
        joined.extend(known[1:])
    return sorted(joined, key=lambda article: article.id)
