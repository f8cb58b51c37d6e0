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

from variorum.compare import compare_story
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


def collate_articles(
    articles: Sequence[Article],
    issues: Sequence[Issue],
    annotate: Annotate,
    encoder: Encoder,
    run: Run,
    settings: Settings,
    step: Step,
    corrections: Corrections = _NONE,
) -> Record:
    """Take articles as read, give the record.

    `annotate` runs stage 3 wherever the engine wants; `step` opens a context for each stage, which times and
    shows it. The order of `articles` does not matter. Corrections name articles by id.
    """
    articles = sorted(articles, key=lambda article: article.id)
    with step("trace"):
        lineage = trace_articles(articles, settings, corrections)
    with step("annotate"):
        annotations = annotate(articles)
    with step("gather"):
        stories = gather_stories(articles)
    with step("resolve"):
        entities, unmatched = correct_entities(
            resolve_entities(articles, {a.article: a for a in annotations}), annotations, corrections
        )
        utterances = resolve_utterances(articles, annotations, entities, encoder)
        events = resolve_events(articles, annotations, entities, stories, lineage)
        utterances = find_occasions(utterances, annotations, events)
    findings = Findings(tuple(articles), tuple(annotations), lineage, stories, entities, utterances, events)
    with step("compare"):
        comparisons = tuple(compare_story(story, findings, encoder) for story in stories)
    with step("compose"):
        return compose_record(findings, comparisons, (*issues, *unmatched), run, settings)
