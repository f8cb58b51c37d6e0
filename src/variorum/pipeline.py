"""The stages in order, what each takes and gives. Reading this file tells what the program does.

1 read      sources            -> articles            (the engine runs it: it works article by article)
2 trace     articles           -> derivations, accounts
3 annotate  article            -> layers              (the engine runs it: it works article by article)
4 gather    articles           -> stories
5 resolve   mentions           -> entities, utterances, events
6 compare   a story            -> claims, synopsis
7 compose   all of it          -> the record
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from variorum.compare import compare_stories
from variorum.compose import compose_record
from variorum.gather import gather_stories
from variorum.language.encoder import Encoder
from variorum.model.annotation import Annotation
from variorum.model.corrections import Corrections
from variorum.model.findings import Findings
from variorum.model.record import Record, Run
from variorum.model.text import Article, Issue
from variorum.resolve import correct_entities, find_occasions, resolve_entities, resolve_events, resolve_utterances
from variorum.settings import Settings
from variorum.trace import trace_articles

_NONE = Corrections()
Annotate = Callable[[Sequence[Article]], Sequence[Annotation]]
Step = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Means:
    """What the engine lends the stages.

    `annotate` runs stage 3 wherever the engine wants; `step` opens a context for each stage, which times and shows it.
    """

    annotate: Annotate
    encoder: Encoder
    step: Step


def collate_articles(
    articles: Sequence[Article],
    issues: Sequence[Issue],
    means: Means,
    run: Run,
    settings: Settings,
    corrections: Corrections = _NONE,
) -> Record:
    """Take articles as read, give the record. Their order does not matter; corrections name articles by id."""
    articles = sorted(articles, key=lambda article: article.id)
    with means.step("trace"):
        lineage = trace_articles(articles, settings, corrections)
    with means.step("annotate"):
        annotations = means.annotate(articles)
    with means.step("gather"):
        stories = gather_stories(articles)
    with means.step("resolve"):
        entities, unmatched = correct_entities(
            resolve_entities(articles, {a.article: a for a in annotations}), annotations, corrections
        )
        utterances = resolve_utterances(articles, annotations, entities, means.encoder)
        events = resolve_events(articles, annotations, entities, stories, lineage)
        utterances = find_occasions(utterances, annotations, events)
    findings = Findings(tuple(articles), tuple(annotations), lineage, stories, entities, utterances, events)
    with means.step("compare"):
        comparisons = tuple(compare_stories(stories, findings, means.encoder))
    with means.step("compose"):
        return compose_record(findings, comparisons, (*issues, *unmatched), run, settings)
