"""What the comparisons of all stories of a run look up, indexed once: a story costs by its own articles."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.compare.offices import Offices
from variorum.model.annotation import Annotation
from variorum.model.findings import Findings
from variorum.model.record import Entity, Event, Quoted, Utterance
from variorum.model.text import Article


@dataclass(frozen=True, slots=True)
class Lookups:
    """By id, but `rests` gives the article on which one rests most, `officials` the persons to whom an article gives an
    office, `quotations` what an article quotes with its place in the record."""

    findings: Findings
    articles: Mapping[str, Article]
    annotations: Mapping[str, Annotation]
    account_of: Mapping[str, str]
    rests: Mapping[str, str]
    entities: Mapping[str, Entity]
    events: Mapping[str, Event]
    utterances: Mapping[str, Utterance]
    officials: Mapping[str, frozenset[str]]
    quotations: Mapping[str, tuple[tuple[int, Quoted], ...]]
    offices: Offices


def read_lookups(findings: Findings) -> Lookups:
    """Index what the first five stages found."""
    officials: dict[str, set[str]] = defaultdict(set)
    for entity in findings.entities.table:
        if entity.kind == "person":
            for role in entity.roles:
                for evidence in role.evidence:
                    officials[evidence.article].add(entity.id)
    quotations: dict[str, list[tuple[int, Quoted]]] = defaultdict(list)
    for place, quoted in enumerate(findings.utterances.quotations):
        quotations[quoted.evidence.article].append((place, quoted))
    return Lookups(
        findings=findings,
        articles={a.id: a for a in findings.articles},
        annotations={a.article: a for a in findings.annotations},
        account_of=findings.lineage.account_of(),
        rests={d.article: d.from_article for d in sorted(findings.lineage.derivations, key=lambda d: d.coverage)},
        entities={e.id: e for e in findings.entities.table},
        events={e.id: e for e in findings.events.table},
        utterances={u.id: u for u in findings.utterances.table},
        officials={article: frozenset(persons) for article, persons in officials.items()},
        quotations={article: tuple(quoted) for article, quoted in quotations.items()},
        offices=Offices(findings.entities.table),
    )
