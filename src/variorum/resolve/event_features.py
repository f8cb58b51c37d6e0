"""What is compared to tell whether two event mentions are one event: words, parties, place, date, numbers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import Annotation, EventMention
from variorum.model.record import DateRange, Entity
from variorum.model.resolution import Entities
from variorum.resolve.event_words import Wording, read_wording, stop_words

_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
_NEAR_DAYS = 3
_DEFINITE = ("the", "this", "these", "that", "those", "both")


@dataclass(frozen=True, slots=True)
class Features:
    """One event mention as the comparison sees it; `parties` and `places` are entity ids with what they belong to.

    `context` is who else is named in the sentence; `definite` is true for 'the talks', 'this meeting'.
    """

    article: str
    index: int
    mention: EventMention
    key: str
    actors: frozenset[str]
    parties: frozenset[str]
    recipients: frozenset[str]
    places: tuple[str, ...]
    date: DateRange | None
    words: frozenset[str]
    numbers: frozenset[tuple[str, float]]
    context: frozenset[str]
    definite: bool
    heading: bool
    wording: Wording


class Containment:
    """Which place lies in which, which person belongs to which state: the affiliations of entities, followed up."""

    def __init__(self, table: Sequence[Entity]) -> None:
        self._affiliation = {entity.id: entity.affiliation for entity in table}
        self._states = frozenset(entity.id for entity in table if entity.kind == "state")

    def above(self, entity: str) -> tuple[str, ...]:
        """Give the entity and all that it belongs to, nearest first."""
        chain = [entity]
        while (up := self._affiliation.get(chain[-1])) is not None and up not in chain:
            chain.append(up)
        return tuple(chain)

    def exclude(self, first: str, second: str) -> bool:
        """Tell whether neither lies in the other and it is known of both what they lie in, or that they are states."""
        known = all(self._affiliation.get(e) is not None or e in self._states for e in (first, second))
        return known and not self.compatible(first, second)

    def compatible(self, first: str, second: str) -> bool:
        """Tell whether one is the other or lies in it."""
        return first in self.above(second) or second in self.above(first)


def read_features(annotation: Annotation, entities: Entities, containment: Containment) -> list[Features]:
    """Give the features of all event mentions of an article, in the order of `annotation.events`."""
    return [_read_mention(annotation, i, entities.of, containment) for i in range(len(annotation.events))]


def _read_mention(
    annotation: Annotation, index: int, entity_of: Mapping[tuple[str, int], str], containment: Containment
) -> Features:
    event = annotation.events[index]

    def ids(mentions: Sequence[int]) -> tuple[str, ...]:
        found = (entity_of.get((annotation.article, m)) for m in mentions)
        return tuple(dict.fromkeys(e for e in found if e is not None))

    actors, recipients = ids(event.actors), ids(event.recipients)
    return Features(
        article=annotation.article,
        index=index,
        mention=event,
        key=read_key(event),
        actors=frozenset(actors),
        parties=frozenset(up for e in (*actors, *recipients) for up in containment.above(e)),
        recipients=frozenset(recipients),
        places=ids(event.places),
        date=read_date(annotation, event),
        words=_telling_words(annotation, event),
        context=frozenset(up for e in _named_beside(annotation, event, entity_of) for up in containment.above(e)),
        definite=_is_definite(annotation, event),
        heading=annotation.sentences[event.sentence].heading,
        wording=read_wording(annotation, event),
        numbers=frozenset((annotation.quantities[q].unit, annotation.quantities[q].low) for q in event.magnitudes),
    )


def read_key(event: EventMention) -> str:
    """The word by which accounts may name one event: the class of its noun, or its noun, or its verb."""
    word = event.noun or event.lemma
    return _things().get(word) or _verbs_of_things().get(word) or stem(word)


def read_date(annotation: Annotation, event: EventMention) -> DateRange | None:
    """The time that the mention gives, if it leads to dates."""
    if event.time is None:
        return None
    time = annotation.times[event.time]
    if time.from_date is None and time.to_date is None:
        return None
    return DateRange(time.from_date, time.to_date, time.precision, time.basis)


def score_pair(first: Features, second: Features, containment: Containment) -> float:
    """Give the points by which two mentions by one word in an article are one event (weights in same_event.toml)."""
    weights: Mapping[str, float] = read_toml("same_event")
    points = weights["same_verb" if _is_bare_verb(first) and _is_bare_verb(second) else "same_word"]
    points += _score_parties(first, second, weights)
    points += weights["recipients"] * _share(first.recipients, second.recipients)
    points += _score_place(first, second, containment, weights)
    points += _score_date(first.date, second.date, weights)
    points += weights["words"] * _share(first.words, second.words)
    if first.numbers & second.numbers:
        points += weights["same_number"]
    return points


def _is_bare_verb(feature: Features) -> bool:
    """Whether it is a verb that says little without its complement: one agrees to, demands, rejects many things."""
    return not feature.mention.noun and feature.mention.type in ("AGREE", "REQUEST", "REJECT", "SUPPORT", "ACCUSE")


def contradict(first: Features, second: Features, containment: Containment) -> bool:
    """Tell whether two mentions of one article cannot be one event: other parties, another place, another date."""
    if _are_other_parties(first, second) and not any(f.definite and _is_joint(f) for f in (first, second)):
        return True
    if first.places and second.places and _are_other_places(first, second, containment):
        return True
    return first.date is not None and second.date is not None and days_apart(first.date, second.date) > 0


def are_apart(first: Features, second: Features) -> bool:
    """Tell whether two mentions name days far apart, none of them said to be moved, another one of a row of events,
    or other parties: two sides each, of talks and the like not the same two; or whether by another word one tells what
    was called off, the other what took place."""
    series = _series()
    if first.key != second.key and {first.mention.status, second.mention.status} == {"cancelled", "occurred"}:
        return True
    if len(first.actors) > 1 and len(second.actors) > 1:
        strangers = not (first.parties | first.context) & (second.parties | second.context)
        if strangers or (_is_joint(first) and _is_joint(second) and _each_has_another(first, second)):
            return True
    if first.key == second.key and first.wording.modifiers & series != second.wording.modifiers & series:
        return True
    if first.date is None or second.date is None or "fate" in (read_mode(first), read_mode(second)):
        return False
    return days_apart(first.date, second.date) > _NEAR_DAYS


def read_mode(feature: Features) -> str:
    """Give how a mention stands to fact: 'fact', 'denied', 'future', 'open', or 'fate' where its fate is told.

    A visit that is planned in one article, postponed in the next and cancelled in a third is one visit, so mentions
    with such a fate go with all others.
    """
    mention = feature.mention
    if mention.fate and mention.fate not in read_toml("fates")["unmarked"]:
        return "fate"
    modes = {"fact": ("occurred", "ongoing", "cancelled"), "denied": ("denied", "not-occurred"), "open": ("unclear",)}
    return next((mode for mode, statuses in modes.items() if mention.status in statuses), "future")


def days_apart(first: DateRange, second: DateRange) -> int:
    """Give the days between two intervals, 0 where they overlap; an open end reaches as far as one likes."""

    def day(value: str | None, default: int) -> int:
        return date.fromisoformat(value[:10]).toordinal() if value else default

    starts = day(first.from_date, 0), day(second.from_date, 0)
    ends = day(first.to_date, 10**7), day(second.to_date, 10**7)
    return max(0, starts[1] - ends[0], starts[0] - ends[1])


def _score_parties(first: Features, second: Features, weights: Mapping[str, float]) -> float:
    """Where one names no party, or one side of a joint event alone, the others named in the sentence count."""
    if first.parties & second.parties:
        odd = weights["odd_party"] if _each_has_another(first, second) else 0.0
        return odd + weights["parties"] * _share(first.parties, second.parties)
    sides = [f.parties | f.context for f in (first, second)]
    if not _are_other_parties(first, second) or (_is_joint(first) and sides[0] & sides[1]):
        return weights["context"] * _share(sides[0], sides[1])
    return weights["other_parties"]


def _are_other_parties(first: Features, second: Features) -> bool:
    return bool(first.parties and second.parties and not first.parties & second.parties)


def _each_has_another(first: Features, second: Features) -> bool:
    """Whether each names a party that the other does not: talks of A and B, talks of B and C."""
    return bool(first.parties - second.parties) and bool(second.parties - first.parties)


def _is_joint(feature: Features) -> bool:
    """Whether it takes several parties, of which a sentence may name one."""
    return feature.mention.type in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")


def _score_place(first: Features, second: Features, containment: Containment, weights: Mapping[str, float]) -> float:
    if not first.places or not second.places:
        return 0.0
    if any(containment.compatible(a, b) for a in first.places for b in second.places):
        return weights["same_place"]
    return weights["other_place"] if _are_other_places(first, second, containment) else 0.0


def _are_other_places(first: Features, second: Features, containment: Containment) -> bool:
    """Whether the places exclude each other; a house of which nobody says where it is excludes none."""
    pairs = [(a, b) for a in first.places for b in second.places]
    return all(containment.exclude(a, b) for a, b in pairs)


def _score_date(first: DateRange | None, second: DateRange | None, weights: Mapping[str, float]) -> float:
    if first is None or second is None:
        return 0.0
    apart = days_apart(first, second)
    if apart == 0:
        return weights["same_date"]
    return weights["near_date"] if apart <= _NEAR_DAYS else weights["other_date"]


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the smaller set that is in both, damped where the smaller is one word of many."""
    if not first or not second:
        return 0.0
    sizes = min(len(first), len(second)) * (len(first) + len(second)) / 2
    return len(first & second) / math.sqrt(sizes)


def _named_beside(
    annotation: Annotation, event: EventMention, entity_of: Mapping[tuple[str, int], str]
) -> tuple[str, ...]:
    """The persons, states and bodies that the sentence names."""
    here = (i for i, m in enumerate(annotation.mentions) if m.sentence == event.sentence)
    return tuple(e for e in (entity_of.get((annotation.article, i)) for i in here) if e is not None)


def _is_definite(annotation: Annotation, event: EventMention) -> bool:
    if event.noun_span is None:
        return False
    sentence = annotation.sentences[event.sentence]
    tokens = sentence.parse.tokens
    noun = next(i for i, t in enumerate(tokens) if sentence.start + t.start == event.noun_span.start)
    return any(t.head == noun and t.dep == "det" and t.text.lower() in _DEFINITE for t in tokens)


def _telling_words(annotation: Annotation, event: EventMention) -> frozenset[str]:
    sentence = annotation.sentences[event.sentence]
    stop = stop_words()
    return frozenset(
        t.lemma.lower()
        for t in sentence.parse.tokens
        if t.pos in _TELLING
        and event.clause.start <= sentence.start + t.start < event.clause.end
        and t.lemma.lower() not in stop
    )


@cache
def _verbs_of_things() -> dict[str, str]:
    return {word: thing for thing, words in read_toml("same_event")["verbs"].items() for word in words.split()}


@cache
def _things() -> dict[str, str]:
    return {word: thing for thing, words in read_toml("fates")["things"].items() for word in words.split()}


@cache
def _series() -> frozenset[str]:
    return frozenset(read_toml("same_event")["series"].split())
