"""The question that a number answers: 'How many people were killed?', 'What was the magnitude of the quake?'."""

from collections import Counter
from collections.abc import Sequence

from variorum.compare.counted import Counted
from variorum.compare.frames import children
from variorum.compare.questions import Names, ask, ask_of_subject, say
from variorum.compare.scope import Scope
from variorum.compare.units import find_gauged, is_money, number_words
from variorum.compare.wording import name_list, plural, shorten
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence

_OWNERS = frozenset(("its", "his", "her", "their", "this", "that", "some", "it", "they"))
_UNITS = {"%": "percent", "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "km": "kilometres"}


def ask_number(scope: Scope, group: Sequence[Counted]) -> str:
    """The shortest question that a passage of the group gives; else the passage itself is quoted."""
    nouns = Counter(c.noun for c in group)
    common = min(nouns, key=lambda n: (-nouns[n], n))
    made = [
        (c.noun != common, bool({*q.split()} & _OWNERS), len(q), q)
        for c in group
        if (q := _question(scope, c)) is not None
    ]
    if made:
        return min(made)[-1]
    for predicate, question in read_toml("numbers")["asked"].items():
        if group[0].unit == "people" and any(predicate in c.predicates for c in group):
            return str(question)
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
    if counted.gauge:
        return _ask_measure(sentence, counted, name)
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


def _ask_measure(sentence: ParsedSentence, counted: Counted, name: Names) -> str | None:
    """'What was the magnitude of the quake?', 'What was the turnout?'; None for a mere 'number of' something."""
    tokens = sentence.parse.tokens
    gauged = find_gauged(sentence, counted.token)
    if gauged is None or counted.gauge in number_words("totals"):
        return None
    inside = {
        i for i, t in enumerate(tokens) if counted.quantity.start <= sentence.start + t.start < counted.quantity.end
    }
    phrase = say(sentence, gauged, inside, name)
    if phrase is None:
        return None
    first, _, rest = phrase.partition(" ")
    phrase = rest if first.lower() in ("the", "a", "an") else phrase if tokens[gauged].start else phrase.lower()
    word = "How large" if is_money(counted.unit) else "What"
    return f"{word} was {'' if first.lower() in _OWNERS else 'the '}{phrase}?"


def _ask_length(scope: Scope, counted: Counted) -> str:
    unit, places = plural(counted.noun), scope.beside.get((counted.article, counted.quantity.sentence), ())
    states = [e for e in places if scope.entities[e].kind == "state"][:2]
    word = next((w for w in ("talks", "visit", "vote", "strike") if counted.predicates & {w, "meet"}), "event")
    between = f" between {name_list(scope, states)}" if word == "talks" and len(states) > 1 else ""
    return f"How many {unit} did the {word}{between} last?"
