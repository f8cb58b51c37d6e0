"""How many: claims on numbers that articles give for the same thing in the same event or the same row of sentences."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.compare.verdict import Compare, Relation, Witness, make_claim
from variorum.compare.wording import plural, shorten
from variorum.language.lexicon import read_toml
from variorum.model.annotation import EventMention, ParsedSentence, Quantity
from variorum.model.record import Claim

_ANY = "*"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number where it stands: what it counts (`unit`, as a class), under which predicate, in which contexts.

    `alone` says that its sentence counts nothing else of that class.
    """

    article: str
    quantity: Quantity
    unit: str
    predicate: str
    contexts: frozenset[str]
    alone: bool


def find_number_claims(scope: Scope, rows: Sequence[Row]) -> Iterator[Claim]:
    """Give a claim for each number that at least two articles give."""
    counted = list(_find_counted(scope, rows))
    for group in _link(counted):
        for part in _split_contrasted(group):
            if len({c.article for c in part}) > 1:
                yield _claim(scope, part)


def _find_counted(scope: Scope, rows: Sequence[Row]) -> Iterator[_Counted]:
    row_of = {place: f"row {n}" for n, row in enumerate(rows) if len(row.places) > 1 for place in row.places}
    ignored = read_toml("numbers")["ignored_units"].split()
    for article, annotation in sorted(scope.annotations.items()):
        events: Mapping[int, list[int]] = _events_by_quantity(annotation.events)
        for index, quantity in enumerate(annotation.quantities):
            if quantity.unit in ignored or quantity.sentence < 0:
                continue
            contexts = {row_of[(article, quantity.sentence)]} if (article, quantity.sentence) in row_of else set()
            contexts |= {scope.event_of[(article, e)] for e in events.get(index, ()) if (article, e) in scope.event_of}
            if contexts:
                predicate = _find_predicate(annotation.sentences[quantity.sentence], quantity)
                unit = _unit_class(quantity.unit)
                beside = [q for q in annotation.quantities if q.sentence == quantity.sentence]
                alone = sum(_unit_class(q.unit) == unit for q in beside) == 1
                yield _Counted(article, quantity, unit, predicate, frozenset(contexts), alone)


def _events_by_quantity(events: Sequence[EventMention]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for index, event in enumerate(events):
        for quantity in event.magnitudes:
            found[quantity].append(index)
    return found


def _find_predicate(sentence: ParsedSentence, quantity: Quantity) -> str:
    """The lemma of the nearest verb above the number, in its class of verbs that tell the same."""
    tokens = sentence.parse.tokens
    inside = [
        i for i, t in enumerate(tokens)
        if quantity.start <= sentence.start + t.start and sentence.start + t.end <= quantity.end
    ]  # fmt: skip
    index = inside[-1] if inside else 0
    for _ in range(len(tokens)):
        if tokens[index].tag.startswith("VB") and tokens[index].dep not in ("amod", "aux", "auxpass"):
            break
        if tokens[index].head == index:
            break
        index = tokens[index].head
    lemma = tokens[index].lemma.lower() if tokens else ""
    return _predicates().get(lemma, lemma)


def _link(counted: Sequence[_Counted]) -> list[list[_Counted]]:
    """Numbers of one unit under one predicate that share a context are one group."""
    group_of = list(range(len(counted)))

    def root(i: int) -> int:
        while group_of[i] != i:
            group_of[i] = group_of[group_of[i]]
            i = group_of[i]
        return i

    seen: dict[tuple[str, str, str], int] = {}
    for index, item in enumerate(counted):
        for context in sorted(item.contexts):
            predicates = (item.predicate, _ANY) if item.alone and context.startswith("row ") else (item.predicate,)
            for predicate in predicates:
                key = (context, item.unit, predicate)
                if key in seen:
                    group_of[root(index)] = root(seen[key])
                seen[key] = index
    groups: dict[int, list[_Counted]] = defaultdict(list)
    for index, item in enumerate(counted):
        groups[root(index)].append(item)
    return list(groups.values())


def _split_contrasted(group: Sequence[_Counted]) -> list[list[_Counted]]:
    """'3 soldiers and 5 civilians' of one article are two questions, though both are people."""
    units: dict[str, set[str]] = defaultdict(set)
    for item in group:
        units[item.article].add(item.quantity.unit)
    if all(len(found) == 1 for found in units.values()):
        return [list(group)]
    parts: dict[str, list[_Counted]] = defaultdict(list)
    for item in group:
        parts[item.quantity.unit].append(item)
    return [part for _, part in sorted(parts.items())]


def _claim(scope: Scope, group: Sequence[_Counted]) -> Claim:
    witnesses = [
        Witness(_value(c.quantity), c.article, scope.evidence(c.article, c.quantity.start, c.quantity.end))
        for c in _best_of_each(group)
    ]
    about = {
        scope.entity_of[(c.article, m)] for c in group for m in _subjects(scope, c) if (c.article, m) in scope.entity_of
    }
    first = min(group, key=lambda c: (c.article, c.quantity.start))
    passage = shorten(scope.sentence_evidence(first.article, first.quantity.sentence).text)
    unit = plural(first.quantity.unit)
    question = (
        f"How many {unit} in “{passage}”?"
        if unit.isalpha() and not unit.isupper()
        else f"How much ({unit}) in “{passage}”?"
    )
    return make_claim(
        scope, "number", question, about, witnesses, _compare_in({_value(c.quantity): c.quantity for c in group})
    )


def _best_of_each(group: Sequence[_Counted]) -> list[_Counted]:
    """An article that gives a rounded number and the exact one stands for the exact one, which it knows."""
    by_article: dict[str, list[_Counted]] = defaultdict(list)
    for item in group:
        by_article[item.article].append(item)
    kept = []
    for items in by_article.values():
        exact = [c for c in items if not c.quantity.approximate and not c.quantity.bound]
        kept += exact or items
    return kept


def _subjects(scope: Scope, counted: _Counted) -> list[int]:
    annotation = scope.annotations[counted.article]
    return [i for i, m in enumerate(annotation.mentions) if m.sentence == counted.quantity.sentence]


def _value(quantity: Quantity) -> str:
    def number(value: float) -> str:
        return f"{value:,.0f}" if value == int(value) else f"{value:,g}"

    words = (
        number(quantity.low) if quantity.low == quantity.high else f"{number(quantity.low)} to {number(quantity.high)}"
    )
    prefix = f"{quantity.bound} " if quantity.bound else "about " if quantity.approximate else ""
    return prefix + words


def _compare_in(quantities: Mapping[str, Quantity]) -> Compare:
    def compare(first: str, second: str) -> tuple[Relation, str]:
        return compare_quantities(quantities[first], quantities[second])

    return compare


def compare_quantities(first: Quantity, second: Quantity) -> tuple[Relation, str]:
    """Say whether one number contains or rounds the other; tolls that grow are progress."""
    words = f"{_value(first)} and {_value(second)}"
    low, high = _range(first)
    other_low, other_high = _range(second)
    if low <= other_high and other_low <= high:
        return "compatible", f"{words}: one contains or rounds the other"
    tolls = read_toml("numbers")["tolls"].split()
    if first.unit in tolls or second.unit in tolls:
        return "progress", f"{words} differ"
    return "conflict", f"{words} differ"


def _range(quantity: Quantity) -> tuple[float, float]:
    """The values that the wording allows: a tenth about an approximate number, all above 'at least'."""
    low, high = quantity.low, quantity.high
    if quantity.approximate:
        margin = read_toml("numbers")["rounding"] * max(abs(low), abs(high))
        low, high = low - margin, high + margin
    if quantity.bound in ("at least", "more than", "over"):
        high = float("inf")
    if quantity.bound in ("at most", "less than", "up to", "under"):
        low = float("-inf")
    return low, high


def _unit_class(unit: str) -> str:
    """People are counted as people, whatever they are called."""
    return "person" if unit in read_toml("numbers")["people"].split() else unit


@cache
def _predicates() -> dict[str, str]:
    return {word: key for key, words in read_toml("numbers")["predicates"].items() for word in words.split()}
