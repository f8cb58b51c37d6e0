"""How many: claims on numbers that articles give for the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.compare.counted import Counted, find_counted
from variorum.compare.linking import link
from variorum.compare.measures import compare_quantities, measure_in, say_number, say_quantity
from variorum.compare.number_pairs import Pairs, are_apart
from variorum.compare.number_questions import ask_number
from variorum.compare.passages import Passages
from variorum.compare.related import Related
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.compare.units import number_words
from variorum.compare.verdict import Compare, Relation, Witness, make_claim
from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Quantity
from variorum.model.record import Claim

_OWNED = 6  # whose people are counted parts groups best, so such counts found them


def find_number_claims(
    scope: Scope, rows: Sequence[Row], encoder: Encoder, related: Related, passages: Passages
) -> Iterator[Claim]:
    """Give a claim for each number that at least two articles give."""
    counted = find_counted(scope, rows)
    for group in group_counted(counted, Pairs(counted, encoder, related, passages)):
        yield _claim(scope, group)


def group_counted(counted: Sequence[Counted], pairs: Pairs) -> list[list[Counted]]:
    """Give the numbers that answer one question together; groups of one article are left out."""
    ordered = sorted(counted, key=lambda c: (-_richness(c), c.article, c.quantity.start))
    least: float = read_toml("numbers")["least"]
    groups = link(ordered, pairs.keys, pairs.score, are_apart, lambda c: c.article, least)
    several = (group for group in groups if len({c.article for c in group}) > 1)
    return [sorted(group, key=lambda c: (c.article, c.quantity.start)) for group in several]


def _richness(counted: Counted) -> int:
    told = len(counted.predicates) + len(counted.heads) + len(counted.modifiers)
    return told + 2 * len(counted.contexts) + _OWNED * bool(counted.owners)


def _claim(scope: Scope, numbers: Sequence[Counted]) -> Claim:
    group = _measure_in_one(numbers)
    exact = {say_number(c.quantity) for c in group if not c.quantity.approximate and not c.quantity.bound}
    witnesses, quantities = [], {}
    for told in _best_of_each(group):
        here, number = told.quantity, say_number(told.quantity)
        close = number in exact and not here.bound  # 'almost seven' is no other answer
        value = number if close else say_quantity(here)
        quantities[value] = replace(here, approximate=False) if close else here
        witnesses.append(Witness(value, told.article, scope.evidence(told.article, here.start, here.end)))
    about = {e for c in group for e in scope.beside.get((c.article, c.quantity.sentence), ())}
    people = [c for c in group if c.unit == "people"]
    narrow = {c.quantity.low for c in people if c.noun not in number_words("wide")}
    wide = frozenset(say_quantity(c.quantity) for c in people if c.quantity.low not in narrow)
    partial = _find_partial(scope, group)
    compare = _compare_in(quantities, _grows(group), _changed(scope, group), wide, partial)
    asking = [
        c for c in group if say_quantity(c.quantity) not in partial
    ] or group  # 'released so far' asks for too little
    return make_claim(scope, "number", ask_number(scope, asking), about, witnesses, compare)


def _measure_in_one(group: Sequence[Counted]) -> Sequence[Counted]:
    """Give lengths of time all in the shortest unit that one of them has: 'two days' and '48 hours' in hours."""
    seconds: Mapping[str, float] = read_toml("numbers")["seconds"]
    units = {c.quantity.unit for c in group}
    if len(units) == 1 or not units <= seconds.keys():
        return group
    shortest = min(units, key=lambda unit: seconds[unit])
    return [replace(c, noun=shortest, quantity=measure_in(c.quantity, shortest)) for c in group]


def _find_partial(scope: Scope, group: Sequence[Counted]) -> frozenset[str]:
    """The numbers that are told as of now: 'has released 41 so far'."""
    phrases = read_toml("numbers")["partial"]
    told = ((c, _read_part(scope, c)) for c in group)
    return frozenset(say_quantity(c.quantity) for c, text in told if any(phrase in text for phrase in phrases))


def _read_part(scope: Scope, told: Counted) -> str:
    """The part of the sentence between semicolons in which a number stands: 'wants 410; has so far paid 230'."""
    evidence = scope.sentence_evidence(told.article, told.quantity.sentence)
    place = told.quantity.start - evidence.start
    before, after = evidence.text[:place].lower(), evidence.text[place:].lower()
    return before.rpartition(";")[2] + after.partition(";")[0]


def _best_of_each(group: Sequence[Counted]) -> list[Counted]:
    """An article that gives a rounded number and the exact one stands for the exact one, which it knows."""
    by_article: dict[str, list[Counted]] = defaultdict(list)
    for item in group:
        by_article[item.article].append(item)
    kept = []
    for items in by_article.values():
        exact = [c for c in items if not c.quantity.approximate and not c.quantity.bound]
        kept += exact or items
    return kept


def _grows(group: Sequence[Counted]) -> bool:
    """Whether the number may grow from one report to the next: of the dead, the injured, the detained."""
    growing = frozenset(read_toml("numbers")["growing"].split())
    return sum(bool(c.predicates & growing) for c in group) * 2 > len(group)


def _changed(scope: Scope, group: Sequence[Counted]) -> frozenset[str]:
    """The numbers to which something was raised, cut, ... after others had been told; else those that were offered."""
    days = {c.article: (scope.articles[c.article].published or "")[:10] for c in group}
    first = min(days.values())
    changed = {say_number(c.quantity): days[c.article] for c in group if c.changed}
    offered = {say_number(c.quantity) for c in group if "offered" in c.mode}
    after = frozenset(changed) if all(day > first for day in changed.values()) else frozenset()
    return after if after else frozenset(offered)


def _compare_in(
    quantities: Mapping[str, Quantity],
    grows: bool,
    changed: frozenset[str],
    wide: frozenset[str],
    partial: frozenset[str],
) -> Compare:
    """A toll may grow, what is raised to a number may have been another before, and of 63 be freed 41 so far.

    `wide` are counts of 'people', among whom may be others than the passengers whom a lower number counts.
    """

    def compare(first: str, second: str) -> tuple[Relation, str]:
        relation, why = compare_quantities(quantities[first], quantities[second])
        most = max((first, second), key=lambda v: quantities[v].high)
        if relation == "conflict" and not grows and most in wide and not {first, second} <= wide:
            return "compatible", f"{most} are people of whatever kind"
        least = min((first, second), key=lambda v: quantities[v].high)
        if relation == "conflict" and least in partial and most not in partial:
            return "compatible", f"{least} are told as so far"
        if relation == "conflict" and (grows or (first in changed) != (second in changed)):
            return "progress", why
        return relation, why

    return compare
