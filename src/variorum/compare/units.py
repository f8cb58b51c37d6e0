"""What a number counts or measures: its unit, also where the parse gives none, and lengths of time as numbers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from variorum.compare.befalling import find_befallen
from variorum.compare.predicates import lengths, noun_class, verb_class
from variorum.language.dependents import children, find_inside, find_top
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, Quantity, Token

_NEAR = 5  # tokens
_HOURS = 24
_ALIKE = 20  # times: a bare number that is so much more or less counts something else
_STATES = ("VBN", "VBG", "JJ", "NN", "NNS")
_THEM = ("them", "whom", "those")
_ELLIPTIC = ("dobj", "nsubj", "nsubjpass", "attr", "conj", "to", "from", "of", "than", "at")
_CURRENCY_LENGTH = 3


def give_units(annotation: Annotation) -> list[Quantity]:
    """Give the numbers of an article's sentences, a bare one with the unit that its clause or the number before tells.

    'They want 50,000 crowns. The company offered 20,000.' A bare number after 'at' or 'before' is a time of day.
    """
    found: list[Quantity] = []
    for quantity in sorted((q for q in annotation.quantities if q.sentence >= 0), key=lambda q: q.start):
        told = _give_unit(annotation, quantity)
        sentence = annotation.sentences[told.sentence]
        head = _find_head(sentence, told)
        if not told.unit and head is not None:
            place = _find_slot(sentence, head)
            before_it = sentence.parse.tokens[head - 1].text.lower() if head else ""
            if before_it == "from":
                told = replace(told, unit=_find_next(annotation, told))
            if {place, before_it} & number_words("hours_after") and told.high <= _HOURS:
                continue
            told = replace(told, unit=told.unit or find_antecedent(annotation, sentence, head))
            before = found[-1] if found else None
            gap = place in _ELLIPTIC or (place == "nummod" and sentence.parse.tokens[head].head < head)
            if not told.unit and before is not None and gap and _continues(before, told):
                told = replace(told, unit=before.unit)
        found.append(told)
    return found


def _find_head(sentence: ParsedSentence, quantity: Quantity) -> int | None:
    """The token of a number that hangs on a word outside it."""
    tokens = sentence.parse.tokens
    inside = find_inside(sentence, quantity.start, quantity.end)
    return find_top(tokens, inside)


def _find_slot(sentence: ParsedSentence, head: int) -> str:
    """The place of a bare number in its clause; the preposition before it, if there is one."""
    here = sentence.parse.tokens[head]
    return sentence.parse.tokens[here.head].text.lower() if here.dep == "pobj" else here.dep


def _find_next(annotation: Annotation, bare: Quantity) -> str:
    """The unit of the number behind 'to' that follows a bare one: 'from 30 to 45 percent'; '' where there is none."""
    text = annotation.sentences[bare.sentence].parse.text
    start = annotation.sentences[bare.sentence].start
    following = (q for q in annotation.quantities if q.sentence == bare.sentence and q.start > bare.start)
    near = min(following, key=lambda q: q.start, default=None)
    between = text[bare.end - start : near.start - start].split() if near is not None else []
    return near.unit if near is not None and between == ["to"] else ""


def _continues(before: Quantity, bare: Quantity) -> bool:
    """Whether a bare number may count what the one before it, in its sentence or the one before that, counts."""
    if bare.sentence - before.sentence > 1 or not before.unit or before.unit in lengths() or before.unit == "year-old":
        return False
    return before.low / _ALIKE <= bare.low <= before.high * _ALIKE


def _give_unit(annotation: Annotation, quantity: Quantity) -> Quantity:
    """Give a bare number the unit that its clause tells: 'a magnitude of 6.8', 'put the number of dead at 14'."""
    sentence = annotation.sentences[quantity.sentence]
    if quantity.unit:
        return quantity
    tokens = sentence.parse.tokens
    inside = find_inside(sentence, quantity.start, quantity.end)
    head = find_top(tokens, inside)
    if find_side(sentence, inside) is not None:
        return replace(quantity, unit="vote")
    noun = find_gauged(sentence, head) if head is not None else None
    if noun is None:
        human = head is not None and (find_state(tokens, head) or _is_of_people(sentence, head))
        return replace(quantity, unit="person") if human else quantity
    counted = [
        tokens[c].lemma.lower()
        for p in children(tokens, noun)
        if tokens[p].text == "of"
        for c in children(tokens, p)
        if tokens[c].dep == "pobj"
    ]
    lemma = tokens[noun].lemma.lower()
    if lemma in number_words("totals"):
        return replace(quantity, unit=counted[0] if counted else "person")
    return replace(quantity, unit=lemma)


def _is_of_people(sentence: ParsedSentence, head: int) -> bool:
    """Whether a verb that is told of people alone has the bare number: 'some 50 are missing', '143 survived'."""
    tokens = sentence.parse.tokens
    verb = tokens[tokens[head].head].head if tokens[head].dep in ("pobj", "nummod") else tokens[head].head
    if not tokens[verb].tag.startswith("VB"):
        return False
    told = find_befallen(tokens, verb)
    taking = tokens[head].dep in ("nsubj", "nsubjpass", "pobj", "nummod") or tokens[verb].lemma.lower() != "release"
    return bool(told & number_words("growing")) and taking


def find_state(tokens: Sequence[Token], head: int) -> str:
    """Give the class of verbs of the word right behind those counted: 'eleven wounded', 'three guards dead'; or ''."""
    if head + 1 >= len(tokens) or tokens[head].tag not in ("CD", "NNS", "NN"):
        return ""
    behind = tokens[head + 1]
    told = verb_class(behind.lemma.lower()) if behind.tag in _STATES else ""
    return told if told in number_words("growing") else ""


def find_side(sentence: ParsedSentence, inside: Sequence[int]) -> str | None:
    """Give the side of a vote on which the counted stand: 'for', 'against' or 'abstain'; None in other sentences."""
    tokens = sentence.parse.tokens
    if not inside or not any(t.lemma.lower() in number_words("voting") for t in tokens):
        return None
    score = _find_score(sentence, inside)
    if score is not None:
        return score
    if any(tokens[i].lemma.lower() == "abstention" for i in inside):
        return "abstain"
    for index in range(inside[-1] + 1, min(inside[-1] + 1 + _NEAR, len(tokens))):
        token = tokens[index]
        if token.pos == "NUM" or token.text in (",", ";"):
            break
        for side, words in read_toml("numbers")["sides"].items():
            if token.lemma.lower() in words.split() and (token.text != "for" or index <= inside[-1] + 2):
                return str(side)
    head = tokens[tokens[inside[-1]].head]
    verbs = {head.lemma.lower(), tokens[head.head].lemma.lower(), tokens[tokens[head.head].head].lemma.lower()}
    top = find_top(tokens, inside)
    if top is not None and tokens[tokens[top].head].lemma == "be":  # 'six of the nine were in favour'
        verbs |= {tokens[g].lemma.lower() for c in children(tokens, tokens[top].head) for g in children(tokens, c)}
    return next((str(s) for s, words in read_toml("numbers")["sides"].items() if verbs & set(words.split())), None)


def _find_score(sentence: ParsedSentence, inside: Sequence[int]) -> str | None:
    """The side of a number in 'seven to two', 'seven votes to two'."""
    tokens = [t for t in sentence.parse.tokens if t.lemma.lower() != "vote" or t.pos != "NOUN"]
    place = {id(t): i for i, t in enumerate(tokens)}
    here = [place[id(sentence.parse.tokens[i])] for i in inside if id(sentence.parse.tokens[i]) in place]
    if not here or sum(t.text.lower() == "to" for t in tokens) == 0:
        return None

    def is_number(index: int) -> bool:
        return 0 <= index < len(tokens) and tokens[index].tag == "CD"

    def is_to(index: int) -> bool:
        return 0 <= index < len(tokens) and tokens[index].text.lower() == "to"

    if is_to(here[-1] + 1) and is_number(here[-1] + 2) and not _is_from(tokens, here[0]):
        return "for"
    return "against" if is_to(here[0] - 1) and is_number(here[0] - 2) and not _is_from(tokens, here[0] - 2) else None


def _is_from(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'from' or 'of' stands before the number: 'raised from 5 to 7' is no vote."""
    return index > 0 and tokens[index - 1].text.lower() in ("from", "of", "between")


def find_gauged(sentence: ParsedSentence, head: int) -> int | None:
    """Give the noun of which a number is the measure: 'a margin of 5', 'turnout was 7 percent', 'a toll of 4'."""
    tokens = sentence.parse.tokens
    here, above = tokens[head], tokens[head].head
    if here.dep == "pobj" and tokens[above].text.lower() == "of" and tokens[tokens[above].head].pos == "NOUN":
        return tokens[above].head if tokens[above].head not in (above, head) else None
    verb = tokens[above].head if here.dep == "pobj" else above
    if tokens[verb].pos == "NOUN" and tokens[verb].dep in ("conj", "appos", "dep", "npadvmod"):
        verb = tokens[tokens[verb].head].head  # 'put it at 5,000, the organisers at 12,000'
    if tokens[verb].lemma.lower() not in number_words("gauges") or here.dep not in ("pobj", "attr", "dobj", "npadvmod"):
        return None
    nouns = [
        c
        for c in children(tokens, verb)
        if c != head
        and tokens[c].pos == "NOUN"
        and (tokens[c].dep == "dobj" or tokens[c].dep in ("nsubj", "nsubjpass"))
    ]
    nouns.sort(key=lambda c: tokens[c].dep != "dobj")
    return nouns[0] if nouns else None


def narrow_noun(sentence: ParsedSentence, noun: int) -> list[str]:
    """Give the noun, what narrows it before it, and what it is of: 'death toll', 'number of dead'."""
    tokens = sentence.parse.tokens
    near = [c for c in children(tokens, noun) if tokens[c].dep in ("compound", "amod")]
    near += [c for p in children(tokens, noun) if tokens[p].text == "of" for c in children(tokens, p)]
    return [tokens[i].lemma.lower() for i in (noun, *near)]


def is_name(quantity: Quantity) -> bool:
    """Tell whether the number is joined to what it counts by a hyphen, and is no measure of it."""
    last = quantity.text.lower().rpartition("-")[2]
    return (
        "-" in quantity.text
        and bool(quantity.unit)
        and last.startswith(quantity.unit.lower()[:4])
        and quantity.unit not in number_words("measures")
    )


def find_antecedent(annotation: Annotation, sentence: ParsedSentence, head: int) -> str:
    """Say what 'of them' counts: the noun behind it ('seven of them foreigners'), else the last plural before it.

    That may be the subject of the sentence before. '' where nothing is meant.
    """
    tokens = sentence.parse.tokens
    after = next((i for i in range(head + 1, min(head + 4, len(tokens))) if tokens[i].text.lower() in _THEM), None)
    if after is None:
        return ""
    if after + 1 < len(tokens) and tokens[after + 1].tag == "NNS":
        return tokens[after + 1].lemma.lower()
    before = [t for t in tokens[:head] if t.tag == "NNS" and t.dep in ("nsubj", "nsubjpass", "dobj")]
    last = annotation.sentences[max(0, sentence.index - 1)].parse.tokens
    before = before or [t for t in last if t.tag == "NNS" and t.dep in ("nsubj", "nsubjpass")]
    return before[-1].lemma.lower() if before else ""


def is_money(unit: str) -> bool:
    """Tell whether the unit is a currency's code."""
    return len(unit) == _CURRENCY_LENGTH and unit.isupper()


def class_unit(unit: str) -> str:
    """Give the class of a unit: all words for people are one, and all lengths of time."""
    if unit in lengths():
        return "time"
    return _unit_classes().get(unit, noun_class(unit) if noun_class(unit) == "people" else unit)


def name_family(unit: str) -> str:
    """Give what numbers of a class of units are held against: all that count things, in whatever words, are one."""
    return unit if unit in number_words("families") or is_money(unit) else "count"


@cache
def _unit_classes() -> dict[str, str]:
    return {word: name for name, words in read_toml("numbers")["units"].items() for word in words.split()}


@cache
def number_words(name: str) -> frozenset[str]:
    """Give a list of words of data/numbers.toml."""
    return frozenset(read_toml("numbers")[name].split())


def are_other_people(first: str, second: str) -> bool:
    """Tell whether two nouns for people can't mean the same people: 'hostages' and 'soldiers'."""
    wide = number_words("wide")
    if first == second or first in wide or second in wide:
        return False
    return not any(first in kind and second in kind for kind in _kinds())


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(kind.split()) for kind in read_toml("numbers")["kinds"])
