"""A person's word on who retells whom goes before what the program found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from variorum.model.corrections import Corrections, say_corrected
from variorum.model.record import Derivation, Passage
from variorum.model.text import Article
from variorum.trace.kinds import share_of_text
from variorum.trace.sources import Link


def correct_links(
    links: Sequence[Link], corrections: Corrections, heads: Sequence[Article], read: Callable[[int], Article]
) -> list[Link]:
    """Drop the links between articles that a person calls independent, and put in those that a person asserts.

    `heads` are the articles from the earliest, and `read` gives the one of a rank with its text; corrections name them
    by id. An asserted link keeps the passages that were found between the two, if any were; without them its coverage
    is 0, since nobody measured it.
    """
    if not (corrections.independent or corrections.derived):
        return list(links)
    ranks = {article.id: rank for rank, article in enumerate(heads)}
    decided = {frozenset((pair.one, pair.other)) for pair in corrections.independent}
    asserted = {frozenset((d.article, d.from_article)): d for d in corrections.derived}
    found: dict[frozenset[str], Derivation] = {}
    kept = []
    for link in links:
        pair = frozenset((link.derivation.article, link.derivation.from_article))
        if pair in asserted:
            found[pair] = link.derivation
        elif pair not in decided:
            kept.append(link)
    for pair, retold in asserted.items():
        known = found.get(pair) or Derivation(retold.article, retold.from_article, retold.kind, 0.0, 0.0, ())
        if known.article != retold.article:
            known = _turn(known, read(ranks[retold.article]))
        derivation = replace(known, kind=retold.kind, why=say_corrected(retold.why))
        kept.append(Link(derivation, True, ranks[retold.from_article], certain=True))
    return kept


def _turn(derivation: Derivation, article: Article) -> Derivation:
    """Give the derivation the other way round; `article` is the one that was the source."""
    passages = tuple(
        sorted(Passage(p.from_start, p.from_end, p.start, p.end, p.similarity) for p in derivation.passages)
    )
    coverage = share_of_text(article, passages)
    return replace(
        derivation, article=article.id, from_article=derivation.article, coverage=coverage, passages=passages
    )
