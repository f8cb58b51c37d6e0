"""Names, aliases and relations on re3d: `python -m benchmarks.evaluation re3d FOLDER`.

Dstl 2017, statements and news on a conflict. Spans: persons, bodies, places and nationalities of which the set is sure
(confidence from 0.5); ours are the mentions, with the title before a person. Exact but for a leading article, and by
the end of the span alone. Aliases: two spans of those kinds that the set calls synonyms; ours are the mentions of one
entity within a sentence, and a person with the title beside the name. Relations between two such spans of a sentence,
without direction; ours: `BelongsTo` an affiliation, `InChargeOf` a title's body, `CoLocated` a place with what it lies
in or with the parties of what happens there, the others by the type of the event between the two parties.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coreference.ours import annotate
from benchmarks.coreference.texts import Laid
from variorum.model.annotation import Annotation
from variorum.model.record import Entity
from variorum.model.resolution import Entities
from variorum.model.text import Article, OffsetMap, Source, Span
from variorum.read.segment import find_sentences
from variorum.resolve import resolve_entities

_KINDS = frozenset(("Person", "Organisation", "Location", "Nationality"))
_SURE = 0.5
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_TYPES = {
    "ASSAULT": "FightingAgainst", "CONSULT": "CommWith", "SUPPORT": "AlliesOf", "COOPERATE": "AlliesOf",
    "AID": "AlliesOf", "ACCUSE": "Dislikes", "REJECT": "Dislikes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Related:
    """Two spans of an article and how they are related; an alias is related as 'IsSynonymOf'."""

    article: str
    kind: str
    one: Span
    other: Span


def run(folder: Path, _train: Path | None = None) -> dict[str, float]:
    """Print the table and give F1 of spans, aliases and relations."""
    documents, spans, related = read_folder(folder)
    annotations = annotate(documents)
    figures = _score_spans(annotations, spans)
    entities = {
        d.article.id: resolve_entities([d.article], {d.article.id: annotations[d.article.id]}) for d in documents
    }
    ours = [r for name, annotation in annotations.items() for r in _find_related(annotation, entities[name])]
    for name, wanted in (
        ("alias", {"IsSynonymOf"}),
        ("relation", {"BelongsTo", "InChargeOf", "CoLocated", *_TYPES.values()}),
    ):
        gold = [r for r in related if r.kind in wanted]
        found = [r for r in ours if r.kind in wanted]
        right_found = sum(any(_agree(f, g) for g in gold) for f in found)
        right_gold = sum(any(_agree(f, g) for f in found) for g in gold)
        precision, recall = right_found / max(len(found), 1), right_gold / max(len(gold), 1)
        figures[f"{name}_f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        figures.update({f"{name}_precision": precision, f"{name}_recall": recall})
    for name, value in figures.items():
        print(f"{name:20} {value:8.3f}")
    return figures


def read_folder(folder: Path) -> tuple[list[Laid], list[tuple[str, Span]], list[Related]]:
    """Give the documents, the spans of names and the relations between such spans."""
    documents = []
    for row in _read_rows(folder, "documents.json"):
        text = str(row["text"])
        article = Article(
            row["_id"],
            Source(row["_id"]),
            "",
            text,
            OffsetMap(((0, 0, len(text)),)),
            find_sentences(text),
            language="en",
        )
        documents.append(Laid(article, article.id, {}))
    spans = [
        (str(row["documentId"]), Span(row["begin"], row["end"]))
        for row in _read_rows(folder, "entities.json")
        if row["type"] in _KINDS and row["confidence"] >= _SURE
    ]
    names = set(spans)
    related = []
    for row in _read_rows(folder, "relations.json"):
        one, other = Span(row["sourceBegin"], row["sourceEnd"]), Span(row["targetBegin"], row["targetEnd"])
        if (row["documentId"], one) in names and (row["documentId"], other) in names:
            related.append(Related(row["documentId"], row["type"], one, other))
    return documents, spans, list(dict.fromkeys(related))


def _read_rows(folder: Path, name: str) -> Iterator[dict]:  # type: ignore[type-arg]
    for path in sorted(folder.rglob(name)):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            if line.strip():
                yield json.loads(line)


def _score_spans(annotations: dict[str, Annotation], gold: Sequence[tuple[str, Span]]) -> dict[str, float]:
    theirs, ours = {(name, s.end) for name, s in gold}, set()
    exact_theirs, exact_ours = set(), set()
    for name, annotation in annotations.items():
        for mention in annotation.mentions:
            title = mention.title_span
            first = title.start if title is not None and title.end <= mention.start else mention.start
            ours.add((name, mention.end))
            exact_ours.add((name, first, mention.end))
    for name, span in gold:
        exact_theirs |= {(name, span.start, span.end)}
    exact_theirs = {_bare(annotations[name], name, start, end) for name, start, end in exact_theirs}
    both = max(len(exact_theirs) + len(exact_ours), 1)
    same_end = max(len(theirs) + len(ours), 1)
    return {
        "span_f1": 2 * len(exact_theirs & exact_ours) / both,
        "span_precision": len(exact_theirs & exact_ours) / max(len(exact_ours), 1),
        "span_recall": len(exact_theirs & exact_ours) / max(len(exact_theirs), 1),
        "span_end_f1": 2 * len(theirs & ours) / same_end,
    }


def _bare(annotation: Annotation, name: str, start: int, end: int) -> tuple[str, int, int]:
    sentence = next((s for s in annotation.sentences if s.start <= start < s.end), None)
    text = sentence.parse.text[start - sentence.start :] if sentence is not None else ""
    first = _ARTICLE.match(text)
    return name, start + (first.end() if first else 0), end


def _agree(found: Related, gold: Related) -> bool:
    if found.article != gold.article or found.kind != gold.kind:
        return False
    straight = found.one.overlaps(gold.one) and found.other.overlaps(gold.other)
    return straight or (found.one.overlaps(gold.other) and found.other.overlaps(gold.one))


def _find_related(annotation: Annotation, entities: Entities) -> Iterator[Related]:
    name, mentions = annotation.article, annotation.mentions
    table: dict[str, Entity] = {e.id: e for e in entities.table}
    spans = [Span(m.start, m.end) for m in mentions]
    of = {i: entities.of[name, i] for i in range(len(mentions)) if (name, i) in entities.of}
    for i, mention in enumerate(mentions):
        if mention.title_span is not None:
            yield Related(name, "IsSynonymOf", spans[i], mention.title_span)
        for j in (j for j in of if i in of and j != i and mentions[j].sentence == mention.sentence):
            inside = mention.title_span is not None and mention.title_span.contains(spans[j])
            if of[i] == of[j] and i < j and mention.name != mentions[j].name:
                yield Related(name, "IsSynonymOf", spans[i], spans[j])
            elif inside:
                yield Related(name, "InChargeOf", spans[i], spans[j])
            elif table[of[i]].affiliation == of[j]:
                kind = "CoLocated" if mention.kind == "place" else "BelongsTo"
                yield Related(name, kind, spans[i], spans[j])
    for event in annotation.events:
        between = _TYPES.get(event.type)
        for actor in event.actors if between else ():
            yield from (Related(name, str(between), spans[actor], spans[r]) for r in event.recipients)
        for place in event.places:
            yield from (Related(name, "CoLocated", spans[p], spans[place]) for p in (*event.actors, *event.recipients))
