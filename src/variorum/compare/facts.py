"""When, where, who: claims on the fields of an event that more than one article tells."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.compare.scope import Scope
from variorum.compare.verdict import Compare, Relation, Witness, make_claim
from variorum.compare.wording import name_list, shorten
from variorum.model.annotation import EventMention
from variorum.model.record import Claim, Event

_FINE = ("minute", "hour", "day", "week", "month")


@dataclass(frozen=True, slots=True)
class _Told:
    article: str
    event: EventMention


def find_fact_claims(scope: Scope) -> Iterator[Claim]:
    """Give the claims on date, place and participants of the story's events."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for article, annotation in sorted(scope.annotations.items()):
        for index, mention in enumerate(annotation.events):
            told[scope.event_of[(article, index)]].append(_Told(article, mention))
    for event_id, group in sorted(told.items()):
        if len({t.article for t in group}) > 1:
            event = scope.events[event_id]
            yield from _date_claim(scope, event, group)
            yield from _place_claim(scope, event, group)
            yield from _participant_claim(scope, event, group)


def describe(scope: Scope, event: Event, group: Sequence[_Told]) -> str:
    """Give words for an event: 'the talks (A, B)', or the clause that tells it best."""
    nouns = sorted({t.event.noun for t in group if t.event.noun})
    if sum(bool(t.event.noun) for t in group) * 2 > len(group):
        noun = max(nouns, key=lambda n: (sum(t.event.noun == n for t in group), n))
        parties = [a for a in event.actors if scope.entities[a].kind in ("state", "organization")] or list(event.actors)
        return f"the {noun} ({name_list(scope, parties[:3])})" if parties else f"the {noun}"
    return f"“{shorten(event.label)}”"


def _date_claim(scope: Scope, event: Event, group: Sequence[_Told]) -> Iterator[Claim]:
    witnesses, values = [], {}
    for told in group:
        annotation = scope.annotations[told.article]
        if told.event.time is None or told.event.fate in ("postponed", "delayed", "planned"):
            continue
        time = annotation.times[told.event.time]
        if time.from_date is None or time.to_date is None or time.precision not in _FINE:
            continue
        value = time.from_date if time.from_date == time.to_date else f"{time.from_date} to {time.to_date}"
        values[value] = (time.from_date[:10], time.to_date[:10])
        witnesses.append(Witness(value, told.article, scope.evidence(told.article, time.start, time.end)))
    if len({w.article for w in witnesses}) > 1:
        question = f"When: {describe(scope, event, group)}?"
        yield make_claim(scope, "date", question, (*event.actors, *event.recipients), witnesses, _compare_dates(values))


def _compare_dates(values: Mapping[str, tuple[str, str]]) -> Compare:
    def compare(first: str, second: str) -> tuple[Relation, str]:
        (start, end), (other_start, other_end) = values[first], values[second]
        if start <= other_end and other_start <= end:
            return "compatible", f"{first} and {second} overlap"
        apart = max(_day(other_start) - _day(end), _day(start) - _day(other_end))
        return "conflict", f"{first} and {second} are {apart} day{'s' if apart > 1 else ''} apart"

    return compare


def _day(value: str) -> int:
    return date.fromisoformat(value[:10]).toordinal()


def _place_claim(scope: Scope, event: Event, group: Sequence[_Told]) -> Iterator[Claim]:
    witnesses, ids = [], {}
    for told in group:
        for mention in told.event.places:
            entity = scope.entity_of.get((told.article, mention))
            if entity is not None:
                where = scope.annotations[told.article].mentions[mention]
                ids[scope.name(entity)] = entity
                passage = scope.evidence(told.article, where.start, where.end)
                witnesses.append(Witness(scope.name(entity), told.article, passage))
    if len({w.article for w in witnesses}) > 1:
        question = f"Where: {describe(scope, event, group)}?"
        yield make_claim(
            scope, "place", question, (*event.actors, *ids.values()), witnesses, _compare_places(scope, ids)
        )


def _compare_places(scope: Scope, ids: Mapping[str, str]) -> Compare:
    def compare(first: str, second: str) -> tuple[Relation, str]:
        one, two = ids[first], ids[second]
        if one in scope.above(two):
            return "compatible", f"{second} is in {first}"
        if two in scope.above(one):
            return "compatible", f"{first} is in {second}"
        shared = set(scope.above(one)[1:]) & set(scope.above(two)[1:])
        if shared or not (scope.above(one)[1:] and scope.above(two)[1:]):
            return "compatible", f"{first} and {second}: nothing says that one excludes the other"
        return "conflict", f"{first} and {second} are different places"

    return compare


def _participant_claim(scope: Scope, event: Event, group: Sequence[_Told]) -> Iterator[Claim]:
    if event.type not in ("CONSULT", "AGREE", "SUPPORT"):
        return
    actors: dict[str, set[str]] = defaultdict(set)
    for told in group:
        actors[told.article] |= {
            scope.entity_of[(told.article, m)] for m in told.event.actors if (told.article, m) in scope.entity_of
        }
    witnesses = []
    for told in group:
        names = sorted({scope.name(e) for e in actors[told.article]})
        if len(names) > 1:
            passage = scope.evidence(told.article, told.event.clause.start, told.event.clause.end)
            witnesses.append(Witness(", ".join(names), told.article, passage))
    sides = [set(w.value.split(", ")) for w in witnesses]
    if len({w.article for w in witnesses}) > 1 and all(a & b for a in sides for b in sides):
        question = f"Who took part: {describe(scope, event, group)}?"
        yield make_claim(scope, "participant", question, event.actors, witnesses, _compare_participants)


def _compare_participants(first: str, second: str) -> tuple[Relation, str]:
    one, two = set(first.split(", ")), set(second.split(", "))
    if one <= two or two <= one:
        return "compatible", "one list contains the other"
    return "compatible", "each names others; neither excludes the other"
