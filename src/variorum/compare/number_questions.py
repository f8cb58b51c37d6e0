"""The question that a number answers: 'How many people were killed?', 'What was the magnitude of the quake?'."""

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence

from variorum.compare.counted import Counted
from variorum.compare.measures import say_number
from variorum.compare.questions import Names, ask, ask_of_subject, name_pronouns, say
from variorum.compare.scope import Scope
from variorum.compare.units import find_gauged, is_money, number_words
from variorum.compare.wording import name_list, plural, shorten
from variorum.language.dependents import children, find_inside
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, Token

_OWNERS = frozenset(("its", "his", "her", "their", "this", "that", "some", "it", "they"))
_UNITS = {"%": "percent", "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "km": "kilometres", "m": "metres"}


def ask_number(scope: Scope, group: Sequence[Counted]) -> str:
    """The shortest question that a passage of the group gives; else one of its nouns, else the passage is quoted."""
    lists = read_toml("numbers")
    nouns = Counter(c.noun for c in group)
    common = min(nouns, key=lambda n: (n in ("", "person", "people"), -nouns[n], n))
    side = next((c.side for c in group if c.side), "")
    if side:
        return str(lists["asked_sides"][side])
    answers = {say_number(c.quantity) for c in group}
    told = Counter(p for c in group for p in c.predicates)
    made = [
        (c.noun != common, -_share(told, c.predicates), bool({*q.split()} & _OWNERS), len(q), q)
        for c in group
        if (q := _question(scope, c)) is not None and answers.isdisjoint(q.rstrip("?").split())
    ]
    if made:
        return min(made)[-1]
    for predicate, told in lists["asked"].items():
        if group[0].unit == "people" and any(predicate in c.predicates for c in group):
            return f"{_open(plural(common))} {told}?"
    first = next((c for c in group if c.noun == common), group[0])
    passage = shorten(scope.sentence_evidence(first.article, first.quantity.sentence).text)
    things = common if common in _UNITS else plural(common or "people")
    return f"{_open(things)} are meant in “{passage}”?"


def _share(told: Mapping[str, int], predicates: Collection[str]) -> float:
    """How many on average tell what one tells: 'were shot' rather than 'were buried', if more say so."""
    return sum(told[p] for p in predicates) / max(1, len(predicates))


def _open(things: str) -> str:
    return f"How many {_UNITS.get(things, things)}".rstrip()


def _question(scope: Scope, counted: Counted) -> str | None:
    sentence = scope.annotations[counted.article].sentences[counted.quantity.sentence]
    name = name_pronouns(scope, counted.article, sentence)
    if counted.unit == "time":
        return _ask_length(scope, counted)
    if counted.gauge and counted.gauge not in number_words("totals"):
        return _ask_measure(sentence, counted, name)
    if counted.unit == "%" or not counted.noun or counted.gauge:
        return None
    return _ask_count(sentence, counted, name)


def _ask_count(sentence: ParsedSentence, counted: Counted, name: Names) -> str | None:
    """'How many miners will Borduria free?', 'Of how many firms were the accounts frozen?'; None if it would limp."""
    tokens = sentence.parse.tokens
    inside = {*find_inside(sentence, counted.quantity.start, counted.quantity.end)}
    top = counted.token
    while tokens[top].head in inside and tokens[top].head != top:
        top = tokens[top].head
    opening = _open_with(tokens, counted, top, inside)
    here, above = tokens[top], tokens[tokens[top].head]
    if here.dep == "pobj" and tokens[above.head].lemma.lower() in number_words("totals"):
        inside |= {here.head, above.head, *children(tokens, above.head)}  # 'a total of 143 people'
        top, here, above = above.head, tokens[above.head], tokens[tokens[above.head].head]
    measured = here.dep == "pobj" and tokens[counted.verb].lemma.lower() in number_words("gauges")
    if measured or (is_money(counted.unit) and here.dep != "dobj"):
        return None  # 'the number rose to 31'
    if here.dep in ("nsubj", "nsubjpass") and here.head == counted.verb:
        clause = ask_of_subject(sentence, counted.verb, inside, name)
        return f"{opening} {clause}?" if clause else None
    if here.dep == "pobj" and here.head > counted.verb and above.text.isalpha():
        holder = above.head
        held = tokens[holder].dep in ("dobj", "nsubjpass") and tokens[holder].head == counted.verb
        if holder != counted.verb and not held:
            return None
        opening = f"{above.text.capitalize()} h{opening[1:]}"
    elif here.dep not in ("dobj", "oprd") or here.head != counted.verb:
        return None
    clause = ask(sentence, counted.verb, inside, name)
    return f"{opening} {clause}?" if clause else None


def _open_with(tokens: Sequence[Token], counted: Counted, top: int, inside: Container[int]) -> str:
    """'How many detained miners': the noun as printed, with what narrows it."""
    if counted.noun in _UNITS or is_money(counted.unit):
        return _open(counted.noun)
    if tokens[top].tag not in ("NNS", "NNPS") or tokens[top].lemma.lower() in number_words("vague_nouns"):
        return _open(plural(counted.noun))
    narrowing = [c for c in children(tokens, top) if c in inside and c < top and tokens[c].dep in ("amod", "compound")]
    return _open(" ".join(tokens[i].text for i in [*(c for c in narrowing if _is_word(tokens[c])), top]))


def _is_word(token: Token) -> bool:
    """Whether the word is none of the number: 'Eleven' at the head of a sentence may be read as a name."""
    first = token.text.lower().partition("-")[0]
    figure = token.pos == "NUM" or token.tag in ("CD", "JJR", "JJS") or first[:1].isdigit()
    return not figure and first not in number_words("number_words") | number_words("vague_nouns")


def _ask_measure(sentence: ParsedSentence, counted: Counted, name: Names) -> str | None:
    """'What was the magnitude of the quake?', 'What was the turnout?'; None for a mere 'number of' something."""
    tokens = sentence.parse.tokens
    gauged = find_gauged(sentence, counted.token)
    if gauged is None or counted.gauge in number_words("totals"):
        return None
    inside = find_inside(sentence, counted.quantity.start, counted.quantity.end)
    phrase = say(sentence, gauged, inside, name)
    if phrase is None:
        return None
    first, _, rest = phrase.partition(" ")
    phrase = rest if first.lower() in ("the", "a", "an") else phrase if tokens[gauged].start else phrase.lower()
    word = "How large" if is_money(counted.unit) else "What"
    return f"{word} was {'' if first.lower() in _OWNERS else 'the '}{phrase}?"


def _ask_length(scope: Scope, counted: Counted) -> str | None:
    """'How many hours did the talks between A and B last?'; None where a verb alone tells what lasted."""
    sentence = scope.annotations[counted.article].sentences[counted.quantity.sentence]
    tokens = sentence.parse.tokens
    unit, places = plural(counted.noun), scope.beside.get((counted.article, counted.quantity.sentence), ())
    states = [e for e in places if scope.entities[e].kind == "state"][:2]
    if "meet" in counted.predicates:
        between = f" between {name_list(scope, states)}" if len(states) > 1 else ""
        return f"How many {unit} did the talks{between} last?"
    if "late" in counted.predicates:
        return f"By how many {unit} was it late?"
    if "prison" in counted.predicates:
        named = (
            scope.named.get((counted.article, sentence.index, c))
            for c in children(tokens, counted.lasting)
            if tokens[c].dep in ("dobj", "nsubjpass")
        )
        whom = next((e for e in named if e is not None), None)
        return f"For how many {unit} was {scope.name(whom)} sent to prison?" if whom else None
    noun = counted.lasting
    if noun < 0 or tokens[noun].tag not in ("NN", "NNS", "VBG"):
        return None
    return f"How many {unit} did the {tokens[noun].text.lower()} last?"
