"""What each number in a story counts: the noun, who and what the clause tells of it, when, and in which row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.compare.frames import climb, is_telling, noun_class, read_frame, verb_class
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, Quantity, TimeExpression

Days = tuple[str, str]
_TRIVIAL = 3  # 'the two sides': so small a number with a definite article only names them
_DEFINITE = frozenset(("the", "these", "those", "both", "their", "our", "his", "her", "its"))
_CURRENCY_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A number where it stands. `unit` is its class ('people' for all words for people), `noun` the word itself.

    `predicates` are classes of verbs told of what is counted, also as participles ('detained sailors'); `slot` is its
    place in the clause ('dobj', 'from', ...); `alone` says that its sentence counts nothing else of that class.
    """

    article: str
    quantity: Quantity
    unit: str
    noun: str
    token: int
    verb: int
    slot: str
    predicates: frozenset[str]
    heads: frozenset[str]
    modifiers: frozenset[str]
    contexts: frozenset[str]
    parties: frozenset[str]
    days: tuple[Days, ...]
    alone: bool


def find_counted(scope: Scope, rows: Sequence[Row]) -> list[Counted]:
    """Give the numbers of a story's articles that could answer a question; sorted by article and place.

    A number that an article gives again for the same thing ('the 17 men') knows what was told of it before.
    """
    row_of = {place: f"row {n}" for n, row in enumerate(rows) if len(row.places) > 1 for place in row.places}
    found: list[Counted] = []
    for article, annotation in sorted(scope.annotations.items()):
        found += _tell_again(sorted(_find_in(scope, article, annotation, row_of), key=lambda c: c.quantity.start))
    return found


def _find_in(
    scope: Scope, article: str, annotation: Annotation, row_of: Mapping[tuple[str, int], str]
) -> Iterator[Counted]:
    told = [q for q in annotation.quantities if q.unit not in _ignored() and len(q.unit) != 1]
    quantities = [*told, *_find_lengths(annotation)]
    events = _events_by_quantity(annotation)
    beside: dict[tuple[int, str], int] = defaultdict(int)
    for quantity in quantities:
        beside[(quantity.sentence, _unit_class(quantity.unit))] += 1
    times: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in annotation.times:
        times[time.sentence].append(time)
    for quantity in quantities:
        if quantity.sentence < 0:
            continue
        place = (article, quantity.sentence)
        contexts = {row_of[place]} if place in row_of else set()
        contexts |= {
            scope.event_of[(article, e)]
            for e in events.get((quantity.start, quantity.end), ())
            if (article, e) in scope.event_of
        }
        alone = beside[(quantity.sentence, _unit_class(quantity.unit))] == 1
        counted = _read(scope, article, annotation, quantity, frozenset(contexts), times[quantity.sentence], alone)
        if counted is not None:
            yield counted


def _read(
    scope: Scope,
    article: str,
    annotation: Annotation,
    quantity: Quantity,
    contexts: frozenset[str],
    times: Sequence[TimeExpression],
    alone: bool,
) -> Counted | None:
    sentence = annotation.sentences[quantity.sentence]
    tokens = sentence.parse.tokens
    inside = [i for i, t in enumerate(tokens) if quantity.start <= sentence.start + t.start < quantity.end]
    if not inside:
        return None
    head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[-1])
    kin = [i for i, t in enumerate(tokens) if t.head == head and i != head]
    first = next((i for i in inside if tokens[i].tag == "CD"), inside[0])
    if quantity.high <= _TRIVIAL and any(tokens[i].text.lower() in _DEFINITE for i in (*kin, *inside) if i < first):
        return None
    length = quantity.unit in _lengths()
    if not length and "-" in quantity.text:
        return None  # 'a three-point plan' is what it is called
    start = _measured(sentence, head) if length else head
    frame = read_frame(scope, article, sentence, start, itself=length)
    if frame is None or (length and frame.predicate not in _events()):
        return None
    above = tokens[frame.verb].lemma.lower()
    noun = quantity.unit or _antecedent(annotation, sentence, head)
    participles = {
        verb_class(tokens[i].lemma.lower()) for i in kin if tokens[i].dep == "amod" and tokens[i].tag == "VBN"
    }
    return Counted(
        article=article,
        quantity=quantity if quantity.unit else replace(quantity, unit=noun),
        unit=_unit_class(noun),
        noun=noun,
        token=head,
        verb=frame.verb,
        slot=tokens[tokens[head].head].text.lower() if tokens[head].dep == "pobj" else tokens[head].dep,
        predicates=frozenset(participles | ({frame.predicate} - {""} if not is_telling(above) else set())),
        heads=frame.heads - {noun_class(noun)},
        modifiers=frozenset(
            tokens[i].lemma.lower() for i in kin if tokens[i].dep in ("amod", "compound") and i not in (head,)
        )
        - {t.lemma.lower() for i, t in enumerate(tokens) if i in inside and t.tag == "CD"},
        contexts=contexts,
        parties=frozenset(up for e in scope.beside.get((article, sentence.index), ()) for up in scope.above(e)),
        days=tuple(
            (t.from_date[:10], t.to_date[:10])
            for t in times
            if _climb_from(sentence, t.start) == frame.verb
            and t.from_date
            and t.to_date
            and t.duration is None
            and t.precision in ("day", "hour", "minute")
        ),
        alone=alone,
    )


def _climb_from(sentence: ParsedSentence, start: int) -> int | None:
    tokens = sentence.parse.tokens
    token = next((i for i, t in enumerate(tokens) if sentence.start + t.start >= start), None)
    return climb(tokens, token) if token is not None else None


def _tell_again(counted: Sequence[Counted]) -> list[Counted]:
    """Join what an article tells of one number: the same value of the same noun, or, of many people, of people."""
    same: dict[tuple[str, float, float], list[Counted]] = defaultdict(list)
    for item in counted:
        large = item.unit == "people" and item.quantity.low > _TRIVIAL
        same[(item.unit if large else item.noun, item.quantity.low, item.quantity.high)].append(item)
    joined = []
    for item in counted:
        large = item.unit == "people" and item.quantity.low > _TRIVIAL
        group = same[(item.unit if large else item.noun, item.quantity.low, item.quantity.high)]
        joined.append(
            item if len(group) == 1 or item.unit in _lengths() else replace(
                item,
                predicates=frozenset().union(*(c.predicates for c in group)),
                modifiers=frozenset().union(*(c.modifiers for c in group)),
                heads=frozenset().union(*(c.heads for c in group)),
            )
        )  # fmt: skip
    return joined


def _find_lengths(annotation: Annotation) -> Iterator[Quantity]:
    """Lengths of time as numbers with a unit: how long the talks lasted is a question, too."""
    for time in annotation.times:
        length = time.duration or ""
        digits = length.strip("PTDHMWY")
        if not digits.replace(".", "", 1).isdigit() or time.from_date is not None:
            continue
        unit = _lengths_by_sign().get(length.replace(digits, ""))
        if unit is not None:
            words = set(time.text.lower().split())
            value = float(digits)
            yield Quantity(
                time.start, time.end, time.text, value, value, unit, bool(words & _near()), "", time.sentence
            )


def _measured(sentence: ParsedSentence, head: int) -> int:
    """What a length is the length of: 'hours of talks', 'nine-hour talks', 'met for nine hours'."""
    tokens = sentence.parse.tokens
    for i, token in enumerate(tokens):
        if token.dep == "pobj" and tokens[token.head].text == "of" and tokens[token.head].head == head:
            return i
    return head


def _antecedent(annotation: Annotation, sentence: ParsedSentence, head: int) -> str:
    """What 'of them' counts: the last noun in the plural before it that is a subject, here or one sentence before."""
    tokens = sentence.parse.tokens
    if not any(t.text.lower() in ("them", "whom", "those") and i > head for i, t in enumerate(tokens[: head + 4])):
        return ""
    for where, end in ((sentence, head), (annotation.sentences[max(0, sentence.index - 1)], None)):
        nouns = [t for t in where.parse.tokens[:end] if t.tag == "NNS" and t.dep in ("nsubj", "nsubjpass")]
        if nouns:
            return nouns[-1].lemma.lower()
    return ""


def _events_by_quantity(annotation: Annotation) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, event in enumerate(annotation.events):
        for quantity in event.magnitudes:
            where = annotation.quantities[quantity]
            found[(where.start, where.end)].append(index)
    return found


def is_money(unit: str) -> bool:
    """Tell whether the unit is a currency's code."""
    return len(unit) == _CURRENCY_LENGTH and unit.isupper()


def _unit_class(unit: str) -> str:
    if unit in _lengths():
        return "time"
    return noun_class(unit) if noun_class(unit) == "people" else unit


@cache
def _ignored() -> frozenset[str]:
    return frozenset(read_toml("numbers")["ignored_units"].split())


@cache
def _lengths() -> frozenset[str]:
    return frozenset(read_toml("numbers")["lengths"].values())


@cache
def _lengths_by_sign() -> dict[str, str]:
    return dict(read_toml("numbers")["lengths"])


@cache
def _near() -> frozenset[str]:
    return frozenset(read_toml("numbers")["near"].split())


@cache
def _events() -> frozenset[str]:
    return frozenset(read_toml("predicates")["things"])
