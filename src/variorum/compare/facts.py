"""When, where, who: claims on the time, the place and the parties of what more than one article tells."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.compare.anchors import occasion_words
from variorum.compare.clocks import Clock, are_other_hours, say_clock
from variorum.compare.days import day
from variorum.compare.occasion_groups import group_told, places_fit
from variorum.compare.occasions import Reader, Told
from variorum.compare.passages import Passages
from variorum.compare.predicates import is_happening, name_class
from variorum.compare.questions import ask, name_pronouns, say
from variorum.compare.related import Related
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.compare.verdict import Compare, Relation, Witness, make_claim, spell
from variorum.compare.wording import name_list, possessive, quote
from variorum.language.dependents import find_inside
from variorum.language.stems import stem
from variorum.model.annotation import EventMention
from variorum.model.record import Claim, Event

_PRONOUNS = frozenset(("he", "she", "it", "they", "his", "her", "its", "their", "them", "this", "that", "these", "who"))
_DETERMINERS = ("the", "a", "an", "their", "its", "his", "her", "this", "that")
_BEST_LENGTH = 60
Days = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Mention:
    article: str
    event: EventMention


def find_fact_claims(scope: Scope, rows: Sequence[Row], related: Related, passages: Passages) -> Iterator[Claim]:
    """Give the claims on date, place and participants of what the story's articles tell."""
    reader = Reader(scope, rows)
    for group in group_told(scope, reader.find_times(), related, passages):
        yield _date_claim(scope, group)
    for group in group_told(scope, reader.find_places(), related, passages):
        yield _place_claim(scope, group)
    told: dict[str, list[_Mention]] = defaultdict(list)
    for article, annotation in sorted(scope.annotations.items()):
        for index, mention in enumerate(annotation.events):
            told[scope.event_of[(article, index)]].append(_Mention(article, mention))
    for event_id, mentions in sorted(told.items()):
        if len({t.article for t in mentions}) > 1:
            yield from _participant_claim(scope, scope.events[event_id], mentions)


def _date_claim(scope: Scope, group: Sequence[Told]) -> Claim:
    witnesses: list[Witness] = []
    values: dict[str, Days | None] = {}
    clocks: dict[str, Clock] = {}
    ahead: dict[Days | None, set[bool]] = defaultdict(set)
    limits = frozenset(t.days for t in group if t.limit) - frozenset(t.days for t in group if not t.limit)
    hourly = any(_are_other_hours(a, b) for a in group for b in group)
    for told in group:
        value = _say_time(told, hourly)
        if hourly or told.days is None:
            clocks[value] = told.clock
        values[value] = told.days
        ahead[told.days].add(told.frame.ahead)
        witnesses.append(Witness(value, told.article, scope.evidence(told.article, told.span.start, told.span.end)))
    new = frozenset(days for told in group if told.moved is not None and (days := told.days) is not None)
    plans = frozenset(days for days, courses in ahead.items() if courses == {True} and days is not None)
    word = "By when" if all(told.limit for told in group) else "When"
    compare = _compare_hours(clocks, _compare_dates(values, new, plans, limits))
    return make_claim(scope, "date", _ask(scope, group, word), _about(scope, group), witnesses, compare)


def _are_other_hours(one: Told, other: Told) -> bool:
    """Whether two times are other hours of what may be one day."""
    may_be_one = one.days == other.days or one.days is None or other.days is None
    return may_be_one and are_other_hours(one.clock, other.clock)


def _say_time(told: Told, hourly: bool) -> str:
    """Days as ISO dates; with the hour where that matters."""
    if told.days is None:
        return say_clock(told.clock)
    first, last = told.days
    value = first if first == last else _name_year(first, last) or f"{first} to {last}"
    return f"{value} {say_clock(told.clock)}" if hourly and first == last and told.clock else value


def _compare_hours(clocks: Mapping[str, Clock], compare_days: Compare) -> Compare:
    """Times of what may be one day exclude each other by the hour."""

    def compare(first: str, second: str) -> tuple[Relation, str]:
        relation, why = compare_days(first, second)
        if relation == "compatible" and are_other_hours(clocks.get(first, ()), clocks.get(second, ())):
            return "conflict", f"{first} and {second} are other times of day"
        return relation, why

    return compare


def _name_year(first: str, last: str) -> str | None:
    """A whole year is said by its number."""
    return first[:4] if first[4:] == "-01-01" and last == f"{first[:4]}-12-31" else None


def _about(scope: Scope, group: Sequence[Told]) -> list[str]:
    return sorted({head for told in group for head in told.frame.heads if head in scope.entities})


def _ask(scope: Scope, group: Sequence[Told], word: str) -> str:
    """The clearest question that a passage of the group gives, of those that tell what most of it tell."""
    common = Counter(stem(told.frame.predicate) for told in group)
    answers = {scope.evidence(t.article, t.span.start, t.span.end).text.lower() for t in group}
    made = [
        (-common[stem(told.frame.predicate)], *_rank(question))
        for told in group
        for question in _questions(scope, told, word)
        if not any(answer in question.lower() for answer in answers)
    ]
    if made:
        return min(made)[-1]
    first = group[0]
    return f"{word} was it that “{quote(scope.sentence_evidence(first.article, first.sentence).text)}”?"


def _rank(question: str) -> tuple[int, int, str]:
    """Plain ones first: without pronouns, and without what was put in or added behind a comma."""
    words = question.lower().rstrip("?").split()
    return sum(w in _PRONOUNS for w in words) + question.count(","), abs(len(question) - _BEST_LENGTH), question


def _questions(scope: Scope, told: Told, word: str) -> Iterator[str]:
    sentence = scope.annotations[told.article].sentences[told.sentence]
    tokens = sentence.parse.tokens
    if told.moved is not None:
        phrase = say(sentence, told.moved, (), lambda _: None)
        if phrase is not None:
            held = "be held" if is_happening(tokens[told.moved]) else "take place"
            yield f"{word} is {_begin_small(phrase)} to {held}?"
        return
    inside = find_inside(sentence, told.span.start, told.span.end)
    name = name_pronouns(scope, told.article, sentence)
    if tokens[told.verb].tag.startswith("VB"):
        clause = ask(sentence, told.verb, inside, name, exact=True)
        if clause is not None:
            yield f"{word} {clause}?"
        return
    noun = tokens[told.verb]
    states = [e for e in _about(scope, [told]) if scope.entities[e].kind == "state"]
    parties = states or [e for e in _about(scope, [told]) if scope.entities[e].kind != "place"]
    lemma_class = name_class(noun.lemma.lower())
    plural = noun.tag in ("NNS", "NNPS")
    verb = "will" if told.frame.ahead else "were" if plural else "was"
    be = "be " if told.frame.ahead else ""
    if told.frame.predicate == "visit":
        whose = possessive(scope.name(parties[0])) if parties else "the"
        yield f"{word} {'will' if told.frame.ahead else 'did'} {whose} {noun.text} take place?"
    else:
        phrase = say(sentence, told.verb, inside, name)
        if phrase is not None:
            phrase = _begin_small(phrase)
            if told.limit:
                yield f"{word} {verb} {phrase} {be}due?"
            elif lemma_class in occasion_words("lasting"):
                yield f"{word} {'will' if told.frame.ahead else 'did'} {phrase} begin?"
            elif is_happening(noun):
                yield f"{word} {verb} {phrase} {be}held?"
            else:
                yield f"{word} {'will' if told.frame.ahead else 'did'} {phrase} take place?"


def _begin_small(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in _DETERMINERS else f"the {phrase}"


def _describe(scope: Scope, event: Event, group: Sequence[_Mention]) -> str | None:
    """Give words for an event that most call by a noun: 'the talks between A and B'; None for another."""
    nouns = sorted({t.event.noun for t in group if t.event.noun})
    if sum(bool(t.event.noun) for t in group) * 2 <= len(group):
        return None
    noun = max(nouns, key=lambda n: (sum(t.event.noun == n for t in group), n))
    parties = [a for a in event.actors if scope.entities[a].kind in ("state", "organization")] or list(event.actors)
    link = "between" if len(parties) > 1 else "of"
    return f"the {noun} {link} {name_list(scope, parties[:3])}" if parties else f"the {noun}"


def _compare_dates(
    values: Mapping[str, Days | None], new: Container[Days], plans: Container[Days], limits: Container[Days | None]
) -> Compare:
    """`new` are the days to which it was put off, `plans` those still to come, `limits` those by which it is due."""

    def compare(first: str, second: str) -> tuple[Relation, str]:
        one, two = values[first], values[second]
        if one is None or two is None:
            return "compatible", f"{first if one is None else second} tells the hour alone"
        (start, end), (other_start, other_end) = one, two
        if start <= other_end and other_start <= end:
            return "compatible", f"{first} and {second} overlap"
        late, early = (first, second) if values[first] in limits else (second, first)
        ends = {first: end, second: other_end}
        if values[late] in limits and values[early] not in limits and ends[early] <= ends[late]:
            return "compatible", f"{early} is before {late}, by which it was due"
        if (one in new) != (two in new):
            return "replaced", f"it was put off from one of {first} and {second} to the other"
        if (one in plans) != (two in plans):
            return "progress", f"one of {first} and {second} was planned"
        if start != end or other_start != other_end:
            return "conflict", f"{first} and {second} do not overlap"
        apart = abs(day(other_start) - day(start))
        return "conflict", f"{first} and {second} are {spell(apart)} day{'s' if apart > 1 else ''} apart"

    return compare


def _place_claim(scope: Scope, group: Sequence[Told]) -> Claim:
    ids = {scope.name(t.place): t.place for t in group if t.place is not None}
    witnesses = [
        Witness(scope.name(t.place), t.article, scope.evidence(t.article, t.span.start, t.span.end))
        for t in group
        if t.place is not None
    ]
    about = [*_about(scope, group), *ids.values()]
    return make_claim(scope, "place", _ask(scope, group, "Where"), about, witnesses, _compare_places(scope, ids))


def _compare_places(scope: Scope, ids: Mapping[str, str]) -> Compare:
    def compare(first: str, second: str) -> tuple[Relation, str]:
        one, two = ids[first], ids[second]
        if places_fit(scope, one, two):
            inner, outer = (second, first) if one in scope.above(two) else (first, second)
            return "compatible", f"{inner} is in {outer}"
        if _may_hold(scope, one, two):
            return "compatible", f"nothing says that {first} and {second} exclude each other"
        return "conflict", f"{first} and {second} are different places"

    return compare


def _may_hold(scope: Scope, one: str, two: str) -> bool:
    """Whether one place may lie in the other: in a country, or where a name is that of a part, or of something wide."""
    kinds = [scope.entities[e].kind for e in (one, two)]
    known = [bool(scope.above(e)[1:]) for e in (one, two)]
    if kinds != ["state", "state"] and not all(known) and "state" in kinds:
        return True
    wide = occasion_words("wide_places")
    return any(word in wide for e in (one, two) for word in scope.name(e).lower().split())


def _participant_claim(scope: Scope, event: Event, group: Sequence[_Mention]) -> Iterator[Claim]:
    described = _describe(scope, event, group)
    if described is None or event.type not in ("CONSULT", "AGREE", "SUPPORT"):
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
        question = f"Who took part in {described}?"
        yield make_claim(scope, "participant", question, event.actors, witnesses, _compare_participants)


def _compare_participants(first: str, second: str) -> tuple[Relation, str]:
    one, two = set(first.split(", ")), set(second.split(", "))
    if one <= two or two <= one:
        return "compatible", "one list contains the other"
    return "compatible", "each names others; neither excludes the other"
