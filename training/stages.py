"""A folder of articles taken through the stages up to the comparison, in memory, as one story."""

from collections.abc import Sequence
from pathlib import Path

from variorum.annotate import annotate_article
from variorum.compare.lookups import read_lookups
from variorum.compare.scope import Scope, open_scope
from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.findings import Findings
from variorum.model.record import Story
from variorum.model.text import Article
from variorum.read import read_sources
from variorum.resolve import resolve_entities, resolve_events, resolve_utterances
from variorum.settings import Settings
from variorum.trace import trace_articles


def open_folder(folder: Path, settings: Settings, parser: Parser, encoder: Encoder) -> Scope:
    """Read the articles of a folder as the product does; what can't be read is left out."""
    found = (a for a in read_sources([str(folder)], settings) if isinstance(a, Article))
    articles = sorted(found, key=lambda a: a.id)
    annotations = [
        annotate_article(a, list(parser.parse([a.text[s.start : s.end] for s in a.sentences]))) for a in articles
    ]
    story = _join(articles)
    lineage = trace_articles(articles, settings)
    entities = resolve_entities(articles, {a.article: a for a in annotations})
    utterances = resolve_utterances(articles, annotations, entities, encoder)
    events = resolve_events(articles, annotations, entities, (story,), lineage)
    findings = Findings(tuple(articles), tuple(annotations), lineage, (story,), entities, utterances, events)
    return open_scope(story, read_lookups(findings))


def _join(articles: Sequence[Article]) -> Story:
    days = sorted((a.published or "")[:10] for a in articles)
    return Story("sto-all", "", tuple(a.id for a in articles), days[0], days[-1])
