"""The assembly: every table of the record, each in an order that depends on its content alone."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.compose.brief import compose_brief
from variorum.compose.commitments import compose_commitments
from variorum.compose.stances import compose_stances
from variorum.compose.timeline import compose_timeline
from variorum.model.findings import Comparison, Findings
from variorum.model.record import Record, Run
from variorum.model.text import Issue
from variorum.settings import Settings


def compose_record(
    findings: Findings, comparisons: Sequence[Comparison], issues: Sequence[Issue], run: Run, settings: Settings
) -> Record:
    """Put the record together. `run` gives program and models; the counts are made here."""
    published = {article.id: article.published for article in findings.articles}
    comparisons = sorted(comparisons, key=lambda c: c.synopsis.story)
    record = Record(
        articles=findings.articles,
        accounts=tuple(sorted(findings.lineage.accounts, key=lambda a: a.id)),
        derivations=tuple(sorted(findings.lineage.derivations, key=lambda d: (d.article, d.from_article, d.kind))),
        stories=findings.stories,
        entities=tuple(sorted(findings.entities.table, key=lambda e: e.id)),
        utterances=tuple(sorted(findings.utterances.table, key=lambda u: u.id)),
        quotations=tuple(sorted(findings.utterances.quotations, key=lambda q: (q.evidence, q.id))),
        events=findings.events.table,
        claims=tuple(sorted((c for comparison in comparisons for c in comparison.claims), key=lambda c: c.id)),
        synopsis=tuple(c.synopsis for c in comparisons),
        stances=compose_stances(findings.annotations, findings.articles, findings.entities, findings.stories),
        commitments=compose_commitments(findings.annotations, findings.articles, findings.entities, findings.stories),
        timeline=compose_timeline(findings, settings.timeline_entries),
        brief=tuple(compose_brief(c, settings.brief_sentences, published) for c in comparisons),
        issues=tuple(issues),
        run=run,
    )
    return replace(record, run=replace(run, counts=_count(record)))


def _count(record: Record) -> tuple[tuple[str, int], ...]:
    tables = ("articles", "accounts", "stories", "entities", "utterances", "quotations", "events", "claims", "stances",
              "commitments", "timeline", "issues")  # fmt: skip
    return tuple((table, len(getattr(record, table))) for table in tables)
