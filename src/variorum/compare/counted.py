"""What each number in a story counts: the noun, who and what the clause tells of it, when, and in which row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.compare.clauses import Clause, read_clause, read_near
from variorum.compare.frames import Frame, is_negated, read_frame
from variorum.compare.lasting import find_lasting, find_lasting_noun, find_lengths, name_lasting
from variorum.compare.number_tellings import (
    Days,
    find_days,
    find_owners,
    find_teller,
    is_mere_naming,
    is_rate,
    read_before,
    read_mode,
    read_predicates,
)
from variorum.compare.predicates import lengths, noun_class
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.compare.units import (
    class_unit,
    find_antecedent,
    find_gauged,
    find_side,
    give_units,
    is_money,
    is_name,
    number_words,
)
from variorum.language.dependents import children, find_inside, find_top
from variorum.language.inference import hide
from variorum.model.annotation import Annotation, ParsedSentence, Quantity, TimeExpression, Token
from variorum.model.text import Span

_TRIVIAL = 3  # 'the two sides': so small a number with a definite article only names them
_DEFINITE = frozenset(("the", "these", "those", "both", "their", "our", "his", "her", "its"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A number where it stands. `unit` is its class ('people' for all words for people), `noun` the word itself.

    `predicates` are classes of verbs told of what is counted, also as participles ('detained sailors'); `slot` is its
    place in the clause ('dobj', 'from', ...); `alone` says that its sentence counts nothing else of that class. `near`
    are the words around it, `gauge` the noun that it measures, `mode` whether it is wanted, offered or agreed on;
    `ahead` is true of what is to come, `rate` of so many a day, `changed` of what was raised, cut, ... to it,
    `side` is that of a vote, `definite` is true of 'the seven judges', where another number may be of some of them,
    `owners` are the parties whose the counted are ('six of its guards'), `lasting` is the token of what goes on for a
    length of time (-1 for none), `teller` is who is said to give the number ('' for the article itself), `text` is its
    sentence without the number, `cloze` the same with a gap in its place.
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
    clause: Clause
    near: Clause
    gauge: str
    mode: frozenset[str]
    ahead: bool
    rate: bool
    changed: bool
    definite: bool
    side: str
    owners: frozenset[str]
    lasting: int
    teller: str
    text: str
    cloze: str

    @property
    def span(self) -> Span:
        """The code points of the number."""
        return Span(self.quantity.start, self.quantity.end)


@dataclass(frozen=True, slots=True)
class _Number:
    """The tokens of a number with what it counts, the one that hangs on a word outside, and those that hang on it."""

    sentence: ParsedSentence
    inside: Sequence[int]
    head: int
    kin: Sequence[int]
    definite: bool
    digits: Sequence[int]


def find_counted(scope: Scope, rows: Sequence[Row]) -> list[Counted]:
    """Give the numbers of a story's articles that could answer a question; sorted by article and place.

    A number that an article gives again for the same thing ('the 17 men') knows what was told of it before.
    """
    row_of = {place: f"row {n}" for n, row in enumerate(rows) if len(row.places) > 1 for place in row.places}
    found: list[Counted] = []
    for article, annotation in sorted(scope.annotations.items()):
        here = sorted(_find_in(scope, article, annotation, row_of), key=lambda c: c.quantity.start)
        found += _tell_again(_keep_owners(here))
    return found


def _find_in(
    scope: Scope, article: str, annotation: Annotation, row_of: Mapping[tuple[str, int], str]
) -> Iterator[Counted]:
    told = give_units(annotation)
    quantities = [*(q for q in told if q.unit not in number_words("ignored_units")), *find_lengths(annotation)]
    events = _events_by_quantity(annotation)
    beside: dict[tuple[int, str], int] = defaultdict(int)
    for quantity in quantities:
        beside[(quantity.sentence, class_unit(quantity.unit))] += 1
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
        alone = beside[(quantity.sentence, class_unit(quantity.unit))] == 1
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
    number = _find_number(annotation.sentences[quantity.sentence], quantity)
    frame, start = _find_frame(scope, article, number, quantity)
    if frame is None or start is None:
        return None
    sentence, tokens, head = number.sentence, number.sentence.parse.tokens, number.head
    length = quantity.unit in lengths()
    noun = quantity.unit or find_antecedent(annotation, sentence, head)
    measure = not length and (not quantity.unit or quantity.unit == "%" or is_money(quantity.unit))
    measure = measure or noun == "person" or class_unit(noun) in number_words("measures")
    gauged = find_gauged(sentence, head) if measure else None
    predicates = name_lasting(tokens, start) if length else read_predicates(sentence, head, frame, gauged, noun)
    side = None if length or is_money(noun) else find_side(sentence, number.inside)
    if side is not None:
        predicates, noun = frozenset((side,)), "vote"
    elif is_negated(tokens, frame.verb):
        return None
    words = read_clause(sentence, frame.verb, number.digits, head)
    if gauged is not None and tokens[gauged].lemma.lower() in number_words("totals"):
        told = read_before(annotation, sentence)
        words, predicates = words | told[0], predicates | told[1]
    return Counted(
        article=article,
        quantity=quantity if quantity.unit else replace(quantity, unit=noun),
        unit=class_unit(noun),
        noun=noun,
        token=head,
        verb=frame.verb,
        slot=_find_slot(tokens, number),
        predicates=frozenset(predicates - {""}),
        heads=frame.heads - {noun_class(noun)},
        modifiers=_find_modifiers(tokens, number),
        contexts=contexts,
        parties=frozenset(up for e in scope.beside.get((article, sentence.index), ()) for up in scope.above(e)),
        days=find_days(sentence, frame.verb, times),
        alone=alone,
        clause=words,
        near=read_near(sentence, number.inside),
        gauge="" if gauged is None else tokens[gauged].lemma.lower(),
        mode=read_mode(tokens, head),
        ahead=frame.ahead,
        rate=is_rate(tokens, number.inside[-1]),
        definite=number.definite,
        side=side or "",
        changed=tokens[frame.verb].lemma.lower() in number_words("changing"),
        owners=find_owners(scope, article, sentence, number.inside, frame.verb),
        lasting=find_lasting_noun(tokens, start) if length else -1,
        teller=find_teller(scope, article, sentence, head),
        text=_leave_out(sentence, quantity),
        cloze=_hide(sentence, quantity, number.digits),
    )


def _find_modifiers(tokens: Sequence[Token], number: _Number) -> frozenset[str]:
    """What narrows the things counted: 'injured', 'another'."""
    narrowing = {tokens[i].lemma.lower() for i in number.kin if tokens[i].dep in ("amod", "compound")}
    behind = [i + 1 for i in number.digits if tokens[i + 1 : i + 2] and tokens[i + 1].head == i]  # 'two more people'
    narrowing |= {tokens[i].text.lower() for i in (*number.kin, *behind)} & number_words("further")
    return frozenset(narrowing - {tokens[i].lemma.lower() for i in number.digits})


def _leave_out(sentence: ParsedSentence, quantity: Quantity) -> str:
    """The sentence with 'some' for the number."""
    text = sentence.parse.text
    return f"{text[: quantity.start - sentence.start]}some{text[quantity.end - sentence.start :]}"


def _hide(sentence: ParsedSentence, quantity: Quantity, digits: Sequence[int]) -> str:
    """The sentence with a gap for the number, but not for what it counts: '[MASK] guards were killed'."""
    tokens = sentence.parse.tokens
    if not digits:
        return hide(sentence.parse.text, quantity.start - sentence.start, quantity.end - sentence.start)
    return hide(sentence.parse.text, tokens[digits[0]].start, tokens[digits[-1]].end)


def _find_number(sentence: ParsedSentence, quantity: Quantity) -> "_Number":
    tokens = sentence.parse.tokens
    inside = find_inside(sentence, quantity.start, quantity.end)
    top = find_top(tokens, inside)
    head = top if top is not None else 0
    kin = children(tokens, head)
    first = next((i for i in inside if tokens[i].tag == "CD"), inside[0] if inside else 0)
    definite = any(tokens[i].text.lower() in _DEFINITE for i in (*kin, *inside) if i < first)
    return _Number(sentence, inside, head, kin, definite, [i for i in inside if tokens[i].tag == "CD"])


def _find_slot(tokens: Sequence[Token], number: "_Number") -> str:
    """The place in the clause, or the preposition before the number: in 'from 30 to 45 percent' there are two."""
    before = tokens[number.inside[0] - 1].text.lower() if number.inside[0] else ""
    if before in ("from", "to"):
        return before
    here = tokens[number.head]
    return tokens[here.head].text.lower() if here.dep == "pobj" else here.dep


def _find_frame(scope: Scope, article: str, number: "_Number", quantity: Quantity) -> tuple[Frame | None, int | None]:
    """The frame that tells of what is counted and the token from which it was read; None where it says nothing."""
    length = quantity.unit in lengths()
    if not number.inside or (not length and is_name(quantity)):
        return None, None  # 'a three-point plan' is what it is called
    if quantity.high <= _TRIVIAL and number.definite and is_mere_naming(number.sentence, number.head, quantity.unit):
        return None, None
    start = find_lasting(number.sentence, number.head) if length else number.head
    if start is None:
        return None, None
    return read_frame(scope, article, number.sentence, start, itself=length), start


def _keep_owners(counted: Sequence[Counted]) -> list[Counted]:
    """Give people without a noun the owners of those before them: 'six Ardovan guards were killed. Nine were hurt.'"""
    kept: list[Counted] = []
    for item in counted:
        before = kept[-1] if kept else None
        bare = item.noun == "person" and not item.owners and " " not in item.quantity.text
        if before is not None and bare and before.unit == "people" and _is_next(before.quantity, item.quantity):
            item = replace(item, owners=before.owners)
        kept.append(item)
    return kept


def _is_next(before: Quantity, after: Quantity) -> bool:
    return after.sentence - before.sentence <= 1


def _tell_again(counted: Sequence[Counted]) -> list[Counted]:
    """Join what an article tells of one number: the same value of the same noun, or, of many people, of people."""
    same: dict[tuple[str, float, float], list[Counted]] = defaultdict(list)
    for item in counted:
        same[_name_counted(item)].append(item)
    joined = []
    for item in counted:
        group = same[_name_counted(item)]
        joined.append(
            item if len(group) == 1 or item.unit in lengths() else replace(
                item,
                predicates=frozenset().union(*(c.predicates for c in group)),
                modifiers=frozenset().union(*(c.modifiers for c in group)),
                heads=frozenset().union(*(c.heads for c in group)),
            )
        )  # fmt: skip
    return joined


def _name_counted(counted: Counted) -> tuple[str, float, float]:
    """What is counted, and the number; 'eleven wounded' are not the eleven hostages who came free."""
    named = " " in counted.quantity.text
    large = counted.unit == "people" and counted.quantity.low > _TRIVIAL and named
    return counted.unit if large else counted.noun, counted.quantity.low, counted.quantity.high


def _events_by_quantity(annotation: Annotation) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, event in enumerate(annotation.events):
        for quantity in event.magnitudes:
            where = annotation.quantities[quantity]
            found[(where.start, where.end)].append(index)
    return found
