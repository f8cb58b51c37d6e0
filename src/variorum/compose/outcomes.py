"""What later accounts say became of an undertaking: it was done, it was not, it was called off.

An event of a later article is the outcome of an undertaking where the same is done to the same thing by the same
parties. What an account says in so many words ('kept its promise to …', 'withdrew its offer') needs no event.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compose.alike import Words
from variorum.compose.tellings import day_of
from variorum.compose.undertakings import Deed, Undertaking, read_amounts, read_doing
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, CommitmentMention, EventMention, Status
from variorum.model.record import CommitmentOutcome, OutcomeKind
from variorum.model.resolution import Entities
from variorum.model.text import Article, Evidence

_OUTCOMES: Mapping[Status, OutcomeKind] = {
    "occurred": "fulfilled",
    "not-occurred": "not-fulfilled",
    "cancelled": "withdrawn",
}
_DAY = ("day", "hour", "minute")
_MOST = 200  # undertakings that one deed and thing may be asked of; ways to tell one that are held against an event


@dataclass(frozen=True, slots=True)
class Happening:
    """What one clause tells as done, not done or called off, with its deed and the parties that do it.

    `told` is the day of print, `date` that of the deed where it is told, `over` the last day that it can have been.
    """

    outcome: OutcomeKind
    deed: Deed
    powers: frozenset[str]
    amounts: Mapping[str, float]
    told: str | None
    date: str | None
    over: str | None
    as_promised: bool
    evidence: Evidence


def read_happenings(
    annotation: Annotation, article: Article, entities: Entities, affiliation: Mapping[str, str]
) -> Iterator[Happening]:
    """Give what an article tells of deeds, by its events; `affiliation` is whose a person is."""
    undertaken: dict[int, list[CommitmentMention]] = defaultdict(list)
    for commitment in annotation.commitments:
        undertaken[commitment.sentence].append(commitment)
    for event in annotation.events:
        outcome = _OUTCOMES.get(event.status)
        if outcome is None or event.fate == "agreed":
            continue
        if any(event.trigger.overlaps(commitment.clause) for commitment in undertaken.get(event.sentence, ())):
            continue  # 'did not agree to withdraw' tells of the undertaking, not of the deed
        time = None if event.time is None else annotation.times[event.time]
        exact = time is not None and time.precision in _DAY
        clause = article.evidence(event.clause.start, event.clause.end)
        actors = (entities.of.get((article.id, index)) for index in event.actors)
        yield Happening(
            outcome, read_doing(annotation, event), frozenset(affiliation.get(a, a) for a in actors if a is not None),
            read_amounts(annotation, event.clause), day_of(article),
            time.from_date if exact and time is not None else None, None if time is None else time.to_date,
            _is_as_promised(annotation, event), clause,
        )  # fmt: skip


def find_outcomes(
    groups: Sequence[Sequence[Undertaking]], happenings: Iterable[Happening]
) -> list[tuple[CommitmentOutcome, ...]]:
    """Give for each group of tellings of one undertaking what became of it, in order of time."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for key in sorted({key for u in group for key in _keys(u.deed)}):
            index[key].append(number)
    found: list[dict[tuple[OutcomeKind, str | None], set[Evidence]]] = [defaultdict(set) for _ in groups]
    asked = [_read_group(group) for group in groups]
    for happening in happenings:
        lists = [index.get(key, []) for key in sorted(_keys(happening.deed))]
        for number in sorted({n for numbers in lists if len(numbers) <= _MOST for n in numbers}):
            if _became(asked[number], happening):
                found[number][happening.outcome, happening.date or happening.told].add(happening.evidence)
    for number, group in enumerate(groups):
        for undertaking in group:
            if undertaking.mention.status in ("fulfilled", "withdrawn", "reaffirmed", "disputed"):
                kind: OutcomeKind = undertaking.mention.status  # type: ignore[assignment]
                found[number][kind, undertaking.date].add(undertaking.evidence)
    return [_order(outcomes) for outcomes in found]


def _order(
    outcomes: Mapping[tuple[OutcomeKind, str | None], Collection[Evidence]],
) -> tuple[CommitmentOutcome, ...]:
    rows = (CommitmentOutcome(kind, date, tuple(sorted(where))) for (kind, date), where in outcomes.items())
    return tuple(sorted(rows, key=lambda row: (row.date or "9999", row.outcome, row.evidence)))


def _keys(deed: Deed) -> set[tuple[str, str]]:
    """What a deed is found by: its verb with each thing."""
    return {(verb, thing) for verb in _verbs(deed) for thing in deed.words}


def _verbs(deed: Deed) -> set[str]:
    """The verb; '' for a thing that is undertaken itself, and for what is done with one: 'the truce took effect'."""
    return {deed.verb or deed.lemma, ""} if deed.lemma in _words().bringing else {deed.verb or deed.lemma}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of one undertaking: since when, of whom, and each way to tell it with where it is told so."""

    begun: str | None
    powers: frozenset[str]
    told: tuple[tuple[Deed, Mapping[str, float], frozenset[Evidence]], ...]


def _read_group(group: Sequence[Undertaking]) -> _Asked:
    """Put the tellings of one undertaking together; of very many ways to tell it the shortest are kept."""
    told: dict[tuple[Deed, tuple[tuple[str, float], ...]], set[Evidence]] = defaultdict(set)
    for undertaking in group:
        told[undertaking.deed, tuple(sorted(undertaking.amounts.items()))].add(undertaking.evidence)
    kept = sorted(told, key=lambda key: (len(key[0].words), sorted(key[0].words), key[0].verb, key[0].lemma, key[1]))
    return _Asked(
        min((u.date for u in group if u.date), default=None),
        frozenset(power for u in group for power in u.powers),
        tuple((deed, dict(amounts), frozenset(told[deed, amounts])) for deed, amounts in kept[:_MOST]),
    )


def _became(asked: _Asked, happening: Happening) -> bool:
    """Whether it tells what became of the undertaking: later, of its parties, all of what was to be done."""
    if asked.begun is None or happening.told is None or happening.told <= asked.begun:
        if not happening.as_promised:
            return False
    elif happening.over is not None and happening.over < asked.begun:
        return False
    if happening.powers and not happening.powers & asked.powers:
        return False
    elsewhere = ((deed, amounts) for deed, amounts, where in asked.told if where != {happening.evidence})
    return any(_is_done(deed, amounts, happening) for deed, amounts in elsewhere)


def _is_done(deed: Deed, amounts: Mapping[str, float], happening: Happening) -> bool:
    done = happening.deed
    shared = deed.words & done.words
    if not shared or 2 * len(shared) < len(deed.words):
        return False
    if (deed.verb or deed.lemma) not in _verbs(done):
        return False
    if happening.outcome != "fulfilled":
        return True
    return not any(happening.amounts[u] < 0.9 * amounts[u] for u in amounts.keys() & happening.amounts.keys())


def _is_as_promised(annotation: Annotation, event: EventMention) -> bool:
    """Whether the clause or what follows it says 'as promised', 'as agreed'."""
    sentence = annotation.sentences[event.sentence]
    lemmas = [token.text.lower() for token in sentence.parse.tokens]
    return any(lemmas[i] == "as" and lemmas[i + 1] in _words().promised for i in range(len(lemmas) - 1))


@dataclass(frozen=True, slots=True)
class _Words:
    bringing: Words
    promised: Words


@cache
def _words() -> _Words:
    data = read_toml("undertakings")
    return _Words(frozenset(data["bringing"]), frozenset(data["promised"]))
