"""A story told by invented articles, taken through the real stages up to the comparison."""

from collections.abc import Callable

import pytest

from variorum.annotate import annotate_article
from variorum.compare import compare_stories
from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.findings import Comparison, Findings
from variorum.model.record import Claim, Story
from variorum.model.resolution import Entities, Events, Lineage, Utterances
from variorum.model.text import Article
from variorum.resolve import resolve_entities, resolve_events, resolve_utterances
from variorum.settings import Settings
from variorum.trace import trace_articles

Collate = Callable[..., Comparison]
Claims = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def collate(make_article: Callable[..., Article], loaded_parser: Parser, encoder: Encoder) -> Collate:
    """Texts of articles, each with its own date (the third of June 2009 and on), as one story."""

    def compare(*texts: str) -> Comparison:
        made = [make_article(text, name=f"{n}.txt", published=f"2009-06-{3 + n:02}") for n, text in enumerate(texts)]
        articles = tuple(sorted(made, key=lambda a: a.id))
        annotations = tuple(
            annotate_article(a, loaded_parser.parse([a.text[s.start : s.end] for s in a.sentences])) for a in articles
        )
        story = Story("sto-test", "Test", tuple(a.id for a in articles), "2009-06-03", "2009-06-30")
        lineage: Lineage = trace_articles(articles, Settings())
        entities: Entities = resolve_entities(articles, {a.article: a for a in annotations})
        utterances: Utterances = resolve_utterances(articles, annotations, entities, encoder)
        events: Events = resolve_events(articles, annotations, entities, (story,), lineage)
        findings = Findings(articles, annotations, lineage, (story,), entities, utterances, events)
        (comparison,) = compare_stories([story], findings, encoder)
        return comparison

    return compare


@pytest.fixture(scope="session")
def claims(collate: Collate) -> Claims:
    """The claims of one kind that the texts give, without those that one account alone tells."""

    def find(kind: str, *texts: str) -> list[Claim]:
        return [c for c in collate(*texts).claims if c.kind == kind and c.verdict != "single"]

    return find
