"""One story as the comparison sees it: its articles with their layers, accounts and entities, looked up by id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.compare.lookups import Lookups
from variorum.model.annotation import Annotation
from variorum.model.record import Entity, Event, Story
from variorum.model.text import Article, Evidence


@dataclass(frozen=True, slots=True)
class Scope:
    """`annotations` and `articles` by article id, sorted; `entity_of` by (article id, mention).

    `named` gives the entity by (article id, sentence, token of a name), `beside` those that a sentence names,
    `references` the day from which an article's times count: where it bears none, that of one on which it rests.
    """

    story: Story
    articles: Mapping[str, Article]
    annotations: Mapping[str, Annotation]
    account_of: Mapping[str, str]
    entities: Mapping[str, Entity]
    entity_of: Mapping[tuple[str, int], str]
    events: Mapping[str, Event]
    event_of: Mapping[tuple[str, int], str]
    utterance_of: Mapping[tuple[str, int], str]
    run: Lookups
    named: Mapping[tuple[str, int, int], str]
    beside: Mapping[tuple[str, int], tuple[str, ...]]
    references: Mapping[str, str | None]

    def accounts(self, articles: Iterable[str]) -> int:
        """Count the independent accounts among articles."""
        return len({self.account_of[article] for article in articles})

    def name(self, entity: str) -> str:
        return self.entities[entity].name

    def evidence(self, article: str, start: int, end: int) -> Evidence:
        return self.articles[article].evidence(start, end)

    def sentence_evidence(self, article: str, sentence: int) -> Evidence:
        """Give the whole sentence as evidence."""
        where = self.annotations[article].sentences[sentence]
        return self.evidence(article, where.start, where.end)

    def above(self, entity: str) -> tuple[str, ...]:
        """Give an entity and all that it belongs to or lies in, nearest first."""
        chain = [entity]
        while (up := self.entities[chain[-1]].affiliation) is not None and up not in chain and up in self.entities:
            chain.append(up)
        return tuple(chain)


def open_scope(story: Story, run: Lookups) -> Scope:
    """Look up what a story's comparison needs."""
    wanted = sorted(story.articles)
    annotations = {article: run.annotations[article] for article in wanted}
    findings = run.findings
    named, beside = _place_names(annotations, findings.entities.of)
    return Scope(
        story=story,
        articles={article: run.articles[article] for article in wanted},
        annotations=annotations,
        account_of=run.account_of,
        entities=run.entities,
        entity_of=findings.entities.of,
        events=run.events,
        event_of=findings.events.of,
        utterance_of=findings.utterances.of,
        run=run,
        named=named,
        beside=beside,
        references=_find_references(story, run),
    )


def _find_references(story: Story, run: Lookups) -> dict[str, str | None]:
    published = {article: run.articles[article].published for article in sorted(story.articles)}
    every = run.articles
    days = sorted(day for day in published.values() if day)
    usual = days[len(days) // 2] if days else story.start
    found = {}
    for article, day in published.items():
        rested = every.get(run.rests.get(article, ""))
        found[article] = day or (rested.published if rested is not None and rested.id in published else None) or usual
    return found


def _place_names(
    annotations: Mapping[str, Annotation], entity_of: Mapping[tuple[str, int], str]
) -> tuple[dict[tuple[str, int, int], str], dict[tuple[str, int], tuple[str, ...]]]:
    named: dict[tuple[str, int, int], str] = {}
    beside: dict[tuple[str, int], tuple[str, ...]] = {}
    for article, annotation in annotations.items():
        for index, mention in enumerate(annotation.mentions):
            entity = entity_of.get((article, index))
            if entity is None:
                continue
            for token in range(mention.first_token, mention.last_token + 1):
                named.setdefault((article, mention.sentence, token), entity)
            here = beside.get((article, mention.sentence), ())
            if entity not in here:
                beside[(article, mention.sentence)] = (*here, entity)
    return named, beside
