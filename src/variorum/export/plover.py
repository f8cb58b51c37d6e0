"""Events as PLOVER records, a JSON object a line.

PLOVER has no place for what did not happen, so only events that occurred or go on are written, and planned ones by
the manual's rule: a future CONSULT, SUPPORT, COOPERATE or AID is AGREE, a future RETREAT is CONCEDE. An event without
a date takes the earliest publication date of its articles; one without that either is left out, as PLOVER needs a date.
"""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from variorum.export.tables import printable
from variorum.model.record import Entity, Event, Record
from variorum.model.text import Article

_WHEN_PLANNED = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE",
    "AGREE": "AGREE", "CONCEDE": "CONCEDE",
}  # fmt: skip


def write_plover(record: Record, stream: TextIO) -> None:
    """Write one line for each event that PLOVER can hold, in the record's order."""
    for row in plover_rows(record):
        stream.write(printable(json.dumps(row, ensure_ascii=False, allow_nan=False)) + "\n")


def plover_rows(record: Record) -> Iterator[dict[str, Any]]:
    """Give the PLOVER records; the field names are those of the PLOVER manual."""
    entities = {entity.id: entity for entity in record.entities}
    articles = {article.id: article for article in record.articles}
    coder = f"Variorum {record.run.version}"
    for event in record.events:
        kind = event.type if event.status in ("occurred", "ongoing") else _planned_type(event)
        days = _days(event, articles)
        if kind in _types() and days:
            yield {"id": event.id, "has_event": True} | days | _what(event, kind, entities, articles) | {"coder": coder}


@cache
def _types() -> dict[str, dict[str, Any]]:
    profile = tomllib.loads((files("variorum.data") / "plover.toml").read_text(encoding="utf-8"))
    types: dict[str, dict[str, Any]] = profile["types"]
    return types


def _planned_type(event: Event) -> str:
    return _WHEN_PLANNED.get(event.type, "") if event.status == "planned" else ""


def _days(event: Event, articles: dict[str, Article]) -> dict[str, Any]:
    if event.date and (event.date.from_date or event.date.to_date):
        start = (event.date.from_date or event.date.to_date or "")[:10]
        return {"date": start, "enddate": (event.date.to_date or start)[:10]}
    printed = sorted(
        found.published[:10] for name in event.articles if (found := articles.get(name)) and found.published
    )
    return {"date": printed[0], "enddate": printed[0]} if printed else {}


def _what(event: Event, kind: str, entities: dict[str, Entity], articles: dict[str, Article]) -> dict[str, Any]:
    place = entities.get(event.place or "")
    passages = [evidence for evidence in event.evidence if evidence.article in articles]
    sources = [articles[name] for name in event.articles if name in articles]
    return {
        "actor": [_actor(entities[name]) for name in event.actors if name in entities],
        "recipient": [_actor(entities[name]) for name in event.recipients if name in entities],
        "event": [kind],
        "event_loc": place.name if place else None,
        "event_text": [evidence.text for evidence in passages],
        "quad_code": _types()[kind]["quad"],
        "event_scale": _types()[kind]["scale"],
        "mode": list(event.modes) if kind == event.type else [],
        "context": list(event.contexts),
        "link": [article.url or str(article.source) for article in sources],
        "text": passages[0].text if passages else None,
        "text_info": [{"sequence": i, "start": e.start, "end": e.end} for i, e in enumerate(passages)],
        "cite_info": [", ".join(part for part in (a.outlet, a.title, a.published) if part) for a in sources],
        "comment": f"status: {event.status}" if event.status == "planned" else None,
    }


def _actor(entity: Entity) -> dict[str, Any]:
    return {
        "code": entity.code,
        "sector": None,
        "entity_text": entity.name,
        "identifier_id": entity.id,
        "identifier_text": "variorum",
        "office": entity.roles[0].title if entity.roles else None,
    }
