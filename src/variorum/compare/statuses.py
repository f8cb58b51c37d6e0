"""What became of it: claims on things that accounts call delayed, postponed, cancelled, held, rejected, ..."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.compare.scope import Scope
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.wording import name_list, possessive
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml
from variorum.model.annotation import EventMention
from variorum.model.record import Claim
from variorum.model.text import Span

# words that say that a date is the old one: 'delayed her visit, originally set for Friday'
_FORMER = frozenset(("originally", "set", "planned", "scheduled", "due", "expected", "slated", "initially"))

_MOST = 50  # groups that a telling is held against
_PRESENT = frozenset(("is", "are", "has", "have", "will", "be"))


@dataclass(frozen=True, slots=True)
class _Told:
    """One article's word on the fate of a thing. `owners` own or undertake it; `aims` are whither or with whom."""

    article: str
    event: EventMention
    thing: str
    owners: frozenset[str]
    aims: frozenset[str]
    value: str


def find_status_claims(scope: Scope) -> Iterator[Claim]:
    """Give a claim for each thing whose fate at least one article tells with a verb of fate."""
    for group in _group(scope, list(_find_told(scope))):
        if any(_is_marked(told.value) and "(" not in told.value for told in group):
            yield _claim(scope, _drop_former(group))


def _drop_former(group: Sequence[_Told]) -> list[_Told]:
    """That it had been planned, or might be held, is no answer from an article that says what became of it."""
    decided = {told.article for told in group if _is_marked(told.value) and "(" not in told.value}
    return [
        told for told in group
        if told.article not in decided or (_is_marked(told.value) and "(" not in told.value)
    ]  # fmt: skip


def _is_marked(value: str) -> bool:
    """That something was held, begun or is planned is no question; that it was put off, dropped or denied is."""
    return value.split(" ", maxsplit=1)[0] not in read_toml("fates")["unmarked"]


def _find_told(scope: Scope) -> Iterator[_Told]:
    for article, annotation in sorted(scope.annotations.items()):
        for event in annotation.events:
            thing = _things().get(event.noun or event.lemma)
            value = _value(scope, article, event)
            if thing is None or value is None or _is_another(scope, article, event):
                continue
            owners = [scope.entity_of[(article, m)] for m in event.actors if (article, m) in scope.entity_of]
            aims = [
                scope.entity_of[(article, m)]
                for m in (*event.recipients, *event.places)
                if (article, m) in scope.entity_of
            ]
            if owners or aims or thing in read_toml("fates")["unowned"]:
                yield _Told(article, event, thing, frozenset(owners), frozenset(aims) - frozenset(owners), value)


def _is_another(scope: Scope, article: str, event: EventMention) -> bool:
    """Whether it is told of a second one of its kind: 'no second exchange had been agreed'."""
    sentence = scope.annotations[article].sentences[event.sentence]
    span = event.noun_span or event.trigger
    anew = read_toml("predicates")["anew"].split()
    tokens = sentence.parse.tokens
    return any(
        t.text.lower() in anew
        and t.dep in ("amod", "det")
        and span.start <= sentence.start + tokens[t.head].start < span.end
        for t in tokens
    )


def _value(scope: Scope, article: str, event: EventMention) -> str | None:
    """The reading: the fate, with the date to which it is put, if the passage gives one; a bare plan is 'planned'."""
    if not event.fate:
        if event.status == "planned":
            return "planned"
        return "held" if event.status in ("occurred", "ongoing") and event.noun else None
    if event.fate == "planned" and _is_former(scope, article, event):
        return None
    if event.status == "not-occurred" and event.fate != "rejected":
        return f"not {event.fate}"
    if event.status in ("conditional", "proposed", "unclear", "denied"):
        return f"{event.fate} ({event.status})"
    when = _new_date(scope, article, event)
    return f"{event.fate} to {when}" if when and event.fate in ("postponed", "delayed") else event.fate


def _is_former(scope: Scope, article: str, event: EventMention) -> bool:
    """Whether a plan is told as one of before: 'had been scheduled', 'was planned for Friday', 'the planned visit'."""
    sentence = scope.annotations[article].sentences[event.sentence]
    tokens = sentence.parse.tokens
    verb = next((i for i, t in enumerate(tokens) if sentence.start + t.start == event.trigger.start), None)
    if verb is None or tokens[verb].tag != "VBN":
        return False
    return not any(tokens[c].text.lower() in _PRESENT for c in children(tokens, verb))


def _new_date(scope: Scope, article: str, event: EventMention) -> str | None:
    """The date in the sentence that lies after the article's own or after a preposition that points ahead."""
    annotation = scope.annotations[article]
    for time in annotation.times:
        if time.sentence != event.sentence or time.from_date is None or time.start < event.trigger.end:
            continue
        before = scope.articles[article].text[event.trigger.end : time.start].lower().replace(",", " ").split()
        if before[-1:] and before[-1] in ("to", "until", "till", "for") and not _FORMER & set(before[-4:]):
            return time.from_date if time.from_date == time.to_date else f"{time.from_date} to {time.to_date}"
    return None


def _group(scope: Scope, told: Sequence[_Told]) -> list[list[_Told]]:
    """Things of one class with an owner in common (a person counts for the state), and aims that do not exclude."""
    groups: list[list[_Told]] = []
    index: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for item in sorted(
        told, key=lambda t: (t.event.fate == "", -len(t.owners) - len(t.aims), t.article, t.event.trigger)
    ):
        parties = sorted({up for o in (item.owners or item.aims) for up in scope.above(o)})
        parties.append("")  # of what has no owner, or one that is told otherwise
        candidates = sorted({g for p in parties for g in index[(item.thing, p)]})[:_MOST]
        chosen = next(
            (g for g in candidates if all(_one_thing(scope, item, other) for other in groups[g][:_MOST])), None
        )
        if chosen is None:
            groups.append([])
            chosen = len(groups) - 1
        groups[chosen].append(item)
        for party in parties:
            index[(item.thing, party)][chosen] = None
    return groups


def _richness(told: _Told) -> tuple[bool, int, str, Span]:
    """Those that tell a fate, and most of the parties, come first and found the groups."""
    return (told.event.fate == "", -len(told.owners) - len(told.aims), told.article, told.event.trigger)


def _one_thing(scope: Scope, first: _Told, second: _Told) -> bool:
    told = bool(first.event.fate and second.event.fate)
    apart = first.owners and second.owners and not _in_common(scope, first.owners, second.owners)
    if apart and not (told and _may_be_one(scope, first.owners, second.owners)):
        return False
    if first.aims and second.aims and not _in_common(scope, first.aims, second.aims):
        return told and not apart and _may_lie_in(scope, first.aims, second.aims)
    mixed = bool(first.event.fate) != bool(second.event.fate)
    return not mixed or bool(first.aims and second.aims and first.owners and second.owners)


def _in_common(scope: Scope, first: frozenset[str], second: frozenset[str]) -> bool:
    above = [{up for e in side for up in scope.above(e)} for side in (first, second)]
    persons = [{e for e in side if scope.entities[e].kind == "person"} for side in (first, second)]
    if persons[0] and persons[1]:
        return bool(persons[0] & persons[1])
    return bool(above[0] & above[1])


def _may_be_one(scope: Scope, first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one side is a person whose country nobody tells, and the other a country: 'the Kelmari president'."""
    for one, two in ((first, second), (second, first)):
        lone = all(scope.entities[e].kind == "person" and scope.entities[e].affiliation is None for e in one)
        if one and two and lone and all(scope.entities[e].kind == "state" for e in two):
            return True
    return False


def _may_lie_in(scope: Scope, first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one side is a place of which nobody tells where it lies, and the other a country."""
    for one, two in ((first, second), (second, first)):
        lone = all(scope.entities[e].kind == "place" and scope.entities[e].affiliation is None for e in one)
        if lone and all(scope.entities[e].kind == "state" for e in two):
            return True
    return False


def _claim(scope: Scope, group: Sequence[_Told]) -> Claim:
    witnesses = [Witness(t.value, t.article, scope.sentence_evidence(t.article, t.event.sentence)) for t in group]
    owners = _common(t.owners for t in group)
    aims = _common(t.aims for t in group if t.owners != t.aims)
    nouns = Counter(t.event.noun or t.event.lemma for t in group)
    noun = min(nouns, key=lambda n: (-nouns[n], n))
    question = f"What became of {_describe(scope, noun, group[0].thing, owners, aims)}?"
    claim = make_claim(scope, "status", question, [*owners, *aims], witnesses, compare_fates)
    if claim.verdict != "conflict":
        return claim
    return make_claim(scope, "status", question, [*owners, *aims], _join_alike(witnesses), compare_fates)


def _join_alike(witnesses: Sequence[Witness]) -> list[Witness]:
    """Beside a fate that excludes them, 'delayed' and 'postponed' are one; that it had been planned says nothing."""
    decided = [w for w in witnesses if w.value != "planned"]
    return [replace(w, value=w.value.replace("delayed", "postponed")) for w in decided]


def _describe(scope: Scope, noun: str, thing: str, owners: Sequence[str], aims: Sequence[str]) -> str:
    """Give words for a thing: "A's visit to B", 'the talks between A and B', 'the summit in C'."""
    persons = {up for e in (*owners, *aims) if scope.entities[e].kind == "person" for up in scope.above(e)[1:]}
    who = [e for e in owners if e not in persons and scope.entities[e].kind != "place"][:2]
    where = next((e for e in (*aims, *owners) if scope.entities[e].kind in ("place", "state") and e not in who), None)
    if thing == "visit":
        whose = f"{possessive(name_list(scope, who))} {noun}" if who else f"the {noun}"
        return f"{whose} to {scope.name(where)}" if where is not None else whose
    with_whom = [e for e in aims if e not in persons and e not in who and scope.entities[e].kind != "place"]
    parties = [*who, *with_whom][:3]
    words = f"the {noun}"
    if parties:
        words += f" {'between' if len(parties) > 1 else 'of'} {name_list(scope, parties)}"
    if where is not None and scope.entities[where].kind == "place":
        words += f" in {scope.name(where)}"
    return words


def _common(sides: Iterable[frozenset[str]]) -> list[str]:
    counts = Counter(e for side in sides for e in side)
    return sorted(counts, key=lambda e: (-counts[e], e))


def compare_fates(first: str, second: str) -> tuple[Relation, str]:
    """Say how two fates stand to each other: of one family, a step on the way, or in conflict."""
    one, two = (value.split(" to ")[0].split(" (")[0] for value in (first, second))
    words = f"“{first}” and “{second}”"
    if "(" in first or "(" in second:
        return "compatible", f"{words}: one is not told as a fact"
    if "planned" in (one, two) and {one, two} & {"cancelled", "not held", "postponed", "delayed", "collapsed"}:
        return "progress", f"{words}: what was planned did not come about"
    if one == two:
        dates = [value.partition(" to ")[2] for value in (first, second)]
        if all(dates):
            return "conflict", f"{words}: two dates"
        return "compatible", f"{words}: one gives the date, too"
    if one.removeprefix("not ") == two.removeprefix("not "):
        return "conflict", f"{words}: one denies what the other says"
    if any({one, two} <= set(family) for family in read_toml("fates")["compatible"].values()):
        return "compatible", f"{words} may both be so"
    if [one, two] in read_toml("fates")["progress"] or [two, one] in read_toml("fates")["progress"]:
        return "progress", f"{words} exclude each other at one time"
    return "conflict", f"{words} exclude each other"


@cache
def _things() -> dict[str, str]:
    return {word: thing for thing, words in read_toml("fates")["things"].items() for word in words.split()}
