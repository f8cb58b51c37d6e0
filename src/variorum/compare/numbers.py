"""How many: claims on numbers that articles give for the same thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum.compare.counted import Counted, find_counted, is_money
from variorum.compare.frames import children
from variorum.compare.linking import link
from variorum.compare.questions import ask, ask_of_subject
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.compare.verdict import Compare, Relation, Witness, make_claim
from variorum.compare.wording import name_list, plural, shorten
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Quantity
from variorum.model.record import Claim

_VAGUE = re.compile(r"(?:(?:tens|hundreds|dozens) of )?(?:dozens|scores|hundreds|thousands|millions|billions)\b")
_UNITS = {"%": "percent", "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "km": "kilometres"}


def find_number_claims(scope: Scope, rows: Sequence[Row]) -> Iterator[Claim]:
    """Give a claim for each number that at least two articles give."""
    counted = find_counted(scope, rows)
    counted.sort(key=lambda c: (-_richness(c), c.article, c.quantity.start))
    for group in link(counted, _keys, _score, _are_apart, 0.0):
        if len({c.article for c in group}) > 1:
            yield _claim(scope, sorted(group, key=lambda c: (c.article, c.quantity.start)))


def _richness(counted: Counted) -> int:
    return len(counted.predicates) + len(counted.heads) + len(counted.modifiers) + 2 * len(counted.contexts)


def _keys(counted: Counted) -> Iterator[tuple[str, str]]:
    """Only numbers of one unit that also have a verb, a context or the value in common are compared."""
    for word in sorted(counted.predicates | counted.contexts):
        yield counted.unit, word
    yield counted.unit, f"value {counted.quantity.low}"


def _are_apart(first: Counted, second: Counted) -> bool:
    """An article that gives two numbers speaks of two things; so do 'from 10' and 'to 25'."""
    if first.article == second.article and compare_quantities(first.quantity, second.quantity)[0] != "compatible":
        return True
    return {first.slot, second.slot} == {"from", "to"}


def _score(first: Counted, second: Counted) -> float:
    """The points by which two numbers answer one question, less the threshold (numbers.toml)."""
    points: Mapping[str, float] = read_toml("numbers")["points"]
    fits = compare_quantities(first.quantity, second.quantity)[0] == "compatible"
    measure = first.unit == "%" or is_money(first.unit)
    total = -points[("same" if fits else "differ") + ("_measure" if measure else "")]
    if first.article == second.article:
        return 1.0 if fits and first.predicates & second.predicates and first.noun == second.noun else -1.0
    if first.predicates & second.predicates:
        total += points["predicate"]
    elif first.predicates and second.predicates:
        total += points["no_predicate"]
    shared = first.contexts & second.contexts
    total += points["row"] * any(c.startswith("row ") for c in shared)
    total += points["event"] * any(not c.startswith("row ") for c in shared)
    total += points["noun"] * (first.noun == second.noun)
    total += points["modifier"] * bool(first.modifiers & second.modifiers)
    if first.heads and second.heads:
        total += points["heads"] * len(first.heads & second.heads) / min(len(first.heads), len(second.heads))
    total += points["alone"] if first.alone and second.alone else points["not_alone"]
    if fits:
        total += points["value" if min(first.quantity.low, second.quantity.low) > 3 else "small_value"]
    if first.days and second.days:
        met = any(a[0] <= b[1] and b[0] <= a[1] for a in first.days for b in second.days)
        total += points["day" if met else "other_day"]
    if first.parties and second.parties:
        total += points["parties" if first.parties & second.parties else "no_parties"]
    return total


def _claim(scope: Scope, group: Sequence[Counted]) -> Claim:
    exact = {_number(c.quantity) for c in group if not c.quantity.approximate and not c.quantity.bound}
    witnesses = []
    for told in _best_of_each(group):
        here, number = told.quantity, _number(told.quantity)
        value = number if number in exact and not here.bound else _value(here)  # 'almost seven' is no other answer
        witnesses.append(Witness(value, told.article, scope.evidence(told.article, here.start, here.end)))
    about = {e for c in group for e in scope.beside.get((c.article, c.quantity.sentence), ())}
    quantities = {_value(c.quantity): c.quantity for c in group}
    quantities |= {n: c.quantity for c in group if (n := _number(c.quantity)) in exact and not c.quantity.approximate}
    return make_claim(scope, "number", _ask(scope, group), about, witnesses, _compare_in(quantities))


def _ask(scope: Scope, group: Sequence[Counted]) -> str:
    """The shortest question that a passage of the group gives; else the passage itself is quoted."""
    nouns = Counter(c.noun for c in group)
    common = min(nouns, key=lambda n: (-nouns[n], n))
    made = [(c.noun != common, len(q), q) for c in group if (q := _question(scope, c)) is not None]
    if made:
        return min(made)[2]
    first = group[0]
    passage = shorten(scope.sentence_evidence(first.article, first.quantity.sentence).text)
    return f"{_open(plural(common))} are meant in “{passage}”?"


def _open(things: str) -> str:
    return f"How many {_UNITS.get(things, things)}".rstrip()


def _question(scope: Scope, counted: Counted) -> str | None:
    sentence = scope.annotations[counted.article].sentences[counted.quantity.sentence]
    tokens = sentence.parse.tokens

    def name(token: int) -> str | None:
        entity = scope.named.get((counted.article, sentence.index, token))
        return scope.name(entity) if entity is not None and tokens[token].pos == "PRON" else None

    if counted.unit == "time":
        return _ask_length(scope, counted)
    inside = {
        i for i, t in enumerate(tokens)
        if counted.quantity.start <= sentence.start + t.start < counted.quantity.end
    }  # fmt: skip
    top = counted.token
    while tokens[top].head in inside and tokens[top].head != top:
        top = tokens[top].head
    narrowed = [
        tokens[c].text
        for c in children(tokens, top)
        if min(inside) < c < top and tokens[c].dep in ("amod", "compound") and tokens[c].tag not in ("CD", "JJR", "JJS")
    ]
    printed = tokens[top].text if tokens[top].tag in ("NNS", "NNPS") else plural(counted.noun)
    opening = _open(counted.noun if counted.noun in _UNITS else " ".join([*narrowed, printed]))
    here, above = tokens[top], tokens[tokens[top].head]
    if counted.unit == "%" or (is_money(counted.unit) and here.dep != "dobj"):
        return None
    if here.dep in ("nsubj", "nsubjpass") and here.head == counted.verb:
        clause = ask_of_subject(sentence, counted.verb, inside, name)
    elif here.dep == "pobj" and above.head != counted.verb and tokens[above.head].dep in ("dobj", "nsubjpass"):
        opening = f"{above.text.capitalize()} h{opening[1:]}"
        clause = ask(sentence, counted.verb, inside, name)
    elif here.dep in ("dobj", "pobj", "attr", "oprd") and counted.verb in (here.head, above.head):
        clause = ask(sentence, counted.verb, inside, name)
    else:
        return None
    return f"{opening} {clause}?" if clause else None


def _ask_length(scope: Scope, counted: Counted) -> str:
    unit, places = plural(counted.noun), scope.beside.get((counted.article, counted.quantity.sentence), ())
    states = [e for e in places if scope.entities[e].kind == "state"][:2]
    word = next((w for w in ("talks", "visit", "vote", "strike") if counted.predicates & {w, "meet"}), "event")
    between = f" between {name_list(scope, states)}" if word == "talks" and len(states) > 1 else ""
    return f"How many {unit} did the {word}{between} last?"


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


def _value(quantity: Quantity) -> str:
    prefix = f"{quantity.bound} " if quantity.bound else "about " if quantity.approximate else ""
    vague = _VAGUE.match(quantity.text.lower())
    return vague.group() if vague else prefix + _number(quantity)


def _number(quantity: Quantity) -> str:
    low, high = (f"{v:,.0f}" if v == int(v) else f"{v:,g}" for v in (quantity.low, quantity.high))
    return low if quantity.low == quantity.high else f"{low} to {high}"


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
