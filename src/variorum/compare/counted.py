"""What each number in a story counts: the noun, who and what the clause tells of it, when, and in which row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.compare.clauses import Clause, read_clause, read_near
from variorum.compare.frames import (
    Frame,
    children,
    climb,
    find_predicate,
    find_subjects,
    is_telling,
    name_class,
    noun_class,
    read_frame,
    verb_class,
)
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.compare.units import (
    class_unit,
    find_antecedent,
    find_gauged,
    find_lasting,
    find_lengths,
    find_side,
    give_unit,
    is_money,
    is_name,
    lengths,
    narrow_noun,
    number_words,
)
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, Quantity, TimeExpression, Token

Days = tuple[str, str]
_TRIVIAL = 3  # 'the two sides': so small a number with a definite article only names them
_DEFINITE = frozenset(("the", "these", "those", "both", "their", "our", "his", "her", "its"))
_EACH = ("a", "an", "each", "every", "per")
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A number where it stands. `unit` is its class ('people' for all words for people), `noun` the word itself.

    `predicates` are classes of verbs told of what is counted, also as participles ('detained sailors'); `slot` is its
    place in the clause ('dobj', 'from', ...); `alone` says that its sentence counts nothing else of that class. `near`
    are the words around it, `gauge` the noun that it measures, `mode` whether it is wanted, offered or agreed on;
    `ahead` is true of what is to come, `rate` of so many a day, `changed` of what was raised, cut, ... to it,
    `side` is that of a vote, `definite` is true of 'the seven judges', where another number may be of some of them.
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
    told = [give_unit(annotation, q) for q in annotation.quantities if q.sentence >= 0]
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
    sentence = annotation.sentences[quantity.sentence]
    tokens = sentence.parse.tokens
    inside = [i for i, t in enumerate(tokens) if quantity.start <= sentence.start + t.start < quantity.end]
    if not inside:
        return None
    head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[-1])
    kin = [i for i, t in enumerate(tokens) if t.head == head and i != head]
    first = next((i for i in inside if tokens[i].tag == "CD"), inside[0])
    definite = any(tokens[i].text.lower() in _DEFINITE for i in (*kin, *inside) if i < first)
    if quantity.high <= _TRIVIAL and definite:
        return None
    length = quantity.unit in lengths()
    if not length and is_name(quantity):
        return None  # 'a three-point plan' is what it is called
    start = find_lasting(sentence, head) if length else head
    frame = read_frame(scope, article, sentence, start, itself=length) if start is not None else None
    if frame is None or start is None:
        return None
    noun = quantity.unit or find_antecedent(annotation, sentence, head)
    measure = not length and (not quantity.unit or quantity.unit == "%" or is_money(quantity.unit))
    gauged = find_gauged(sentence, head) if measure or class_unit(noun) in number_words("measures") else None
    predicates = _name_lasting(tokens, start) if length else _read_predicates(sentence, head, frame, gauged, noun)
    side = None if length else find_side(sentence, inside)
    if side is not None:
        predicates, noun = frozenset((side,)), "vote"
    elif any(t.head == frame.verb and (t.dep == "neg" or t.text.lower() == "never") for t in tokens):
        return None
    digits = [i for i in inside if tokens[i].tag == "CD"]
    words = read_clause(sentence, frame.verb, digits, head)
    if gauged is not None and tokens[gauged].lemma.lower() in number_words("totals"):
        told = _read_before(annotation, sentence)
        words, predicates = words | told[0], predicates | told[1]
    narrowing = {tokens[i].lemma.lower() for i in kin if tokens[i].dep in ("amod", "compound")}
    return Counted(
        article=article,
        quantity=quantity if quantity.unit else replace(quantity, unit=noun),
        unit=class_unit(noun),
        noun=noun,
        token=head,
        verb=frame.verb,
        slot=tokens[tokens[head].head].text.lower() if tokens[head].dep == "pobj" else tokens[head].dep,
        predicates=frozenset(predicates - {""}),
        heads=frame.heads - {noun_class(noun)},
        modifiers=frozenset(narrowing - {tokens[i].lemma.lower() for i in digits}),
        contexts=contexts,
        parties=frozenset(up for e in scope.beside.get((article, sentence.index), ()) for up in scope.above(e)),
        days=_find_days(sentence, frame.verb, times),
        alone=alone,
        clause=words,
        near=read_near(sentence, inside),
        gauge="" if gauged is None else tokens[gauged].lemma.lower(),
        mode=_read_mode(tokens, head),
        ahead=frame.ahead,
        rate=_is_rate(tokens, inside[-1]),
        definite=definite,
        side=side or "",
        changed=tokens[frame.verb].lemma.lower() in number_words("changing"),
    )


def _read_before(annotation: Annotation, sentence: ParsedSentence) -> tuple[Clause, frozenset[str]]:
    """What the sentence before tells, whose people 'their number' counts: its words and the classes of its verbs."""
    if not sentence.index:
        return frozenset(), frozenset()
    before = annotation.sentences[sentence.index - 1]
    verbs = [i for i, t in enumerate(before.parse.tokens) if t.tag.startswith("VB") and t.dep == "ROOT"]
    told = frozenset(find_predicate(before.parse.tokens, i)[0] for i in verbs)
    return frozenset().union(*(read_clause(before, i, ()) for i in verbs)), told - {""}


def _read_predicates(
    sentence: ParsedSentence, head: int, frame: Frame, gauged: int | None, noun: str
) -> frozenset[str]:
    """What is told of what is counted, by its verb, by participles, or by the noun itself: 'the dead', 'death toll'."""
    tokens = sentence.parse.tokens
    found = {verb_class(t.lemma.lower()) for t in tokens if t.head == head and t.dep == "amod" and t.tag == "VBN"}
    if gauged is not None:
        found |= {verb_class(w) for w in narrow_noun(sentence, gauged) if verb_class(w) != w}
    elif not is_telling(tokens[frame.verb].lemma.lower()):
        found.add(frame.predicate)
        if frame.predicate == "fire" and class_unit(noun) == "people" and tokens[head].dep in ("dobj", "nsubjpass"):
            found.add("kill")  # people are shot
    growing = number_words("growing")
    found |= {name_class(t.lemma.lower()) for t in tokens if t.head == head and t.tag == "JJ"} & growing
    return frozenset(found | ({verb_class(noun)} - {noun}))


def _name_lasting(tokens: Sequence[Token], index: int) -> frozenset[str]:
    """The class of what lasts: the noun, the subject of 'last', or the verb of what is done for so long."""
    if tokens[index].lemma.lower() in number_words("lasting"):
        index = next((i for i in find_subjects(tokens, index)), index)
        if tokens[index].tag in ("WDT", "WP"):
            index = tokens[tokens[index].head].head
    lemma = tokens[index].lemma.lower()
    return frozenset((verb_class(lemma) if tokens[index].tag.startswith("VB") else noun_class(lemma),))


def _read_mode(tokens: Sequence[Token], head: int) -> frozenset[str]:
    """Whether the number is wanted, offered or agreed, as the verbs and nouns above it, and beside those, say."""
    modes = read_toml("numbers")["modes"]
    index, words = head, set()
    for _ in range(_DEEPEST):
        words |= {tokens[index].lemma.lower()}
        words |= {tokens[c].lemma.lower() for c in children(tokens, index) if tokens[c].dep in ("dobj", "nsubjpass")}
        if tokens[index].head == index or tokens[index].dep == "relcl":
            break
        index = tokens[index].head
    return frozenset(mode for mode, verbs in modes.items() if words & set(verbs.split()))


def _is_rate(tokens: Sequence[Token], last: int) -> bool:
    """Whether 'a day', 'per month' follows."""
    return any(
        tokens[i - 1].text.lower() in _EACH and tokens[i].lemma.lower() in lengths()
        for i in range(last + 2, min(last + 4, len(tokens)))
    )


def _find_days(sentence: ParsedSentence, verb: int, times: Sequence[TimeExpression]) -> tuple[Days, ...]:
    """The days told of the verb, or, where it has none, of the one above it."""
    tokens = sentence.parse.tokens
    dated = [
        (_climb_from(sentence, t.start), (t.from_date[:10], t.to_date[:10]))
        for t in times
        if t.from_date and t.to_date and t.duration is None and t.precision in ("day", "hour", "minute")
    ]
    for _ in range(_DEEPEST):
        here = tuple(days for where, days in dated if where == verb)
        if here or tokens[verb].dep not in ("advcl", "conj", "xcomp", "acl"):
            return here
        verb = tokens[verb].head
    return ()


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
            item if len(group) == 1 or item.unit in lengths() else replace(
                item,
                predicates=frozenset().union(*(c.predicates for c in group)),
                modifiers=frozenset().union(*(c.modifiers for c in group)),
                heads=frozenset().union(*(c.heads for c in group)),
            )
        )  # fmt: skip
    return joined


def _events_by_quantity(annotation: Annotation) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, event in enumerate(annotation.events):
        for quantity in event.magnitudes:
            where = annotation.quantities[quantity]
            found[(where.start, where.end)].append(index)
    return found
