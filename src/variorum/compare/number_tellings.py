"""What is told of a number: by which verbs, whether wanted, offered or agreed, on which days, and of whose people."""

from collections.abc import Collection, Sequence

from variorum.compare.befalling import find_befallen, is_employed
from variorum.compare.clauses import Clause, read_clause
from variorum.compare.frames import Frame, climb, find_predicate, find_subjects, inherit_subject
from variorum.compare.predicates import find_deed, is_telling, lengths, name_class, noun_class, verb_class
from variorum.compare.scope import Scope
from variorum.compare.units import class_unit, find_state, narrow_noun, number_words
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, TimeExpression, Token

Days = tuple[str, str]
_EACH = ("a", "an", "each", "every", "per")
_DEEPEST = 5
_BESIDE = ("dobj", "nsubjpass", "nsubj")
_PARTIES = ("state", "organization", "group", "place")
_OWNERS = ("state", "organization", "group", "person")  # 'it' is no person: such a name was taken for one
UNKNOWN = "some party of"


def read_before(annotation: Annotation, sentence: ParsedSentence) -> tuple[Clause, frozenset[str]]:
    """Give what the sentence before tells, whose people 'their number' counts: its words and classes of verbs."""
    if not sentence.index:
        return frozenset(), frozenset()
    before = annotation.sentences[sentence.index - 1]
    verbs = [i for i, t in enumerate(before.parse.tokens) if t.tag.startswith("VB") and t.dep == "ROOT"]
    told = frozenset(find_predicate(before.parse.tokens, i)[0] for i in verbs)
    people = (before.parse.tokens[c].lemma.lower() for i in verbs for c in find_subjects(before.parse.tokens, i))
    told |= frozenset(map(find_deed, people)) & number_words("deeds")
    return frozenset().union(*(read_clause(before, i, ()) for i in verbs)), told - {""}


def read_predicates(sentence: ParsedSentence, head: int, frame: Frame, gauged: int | None, noun: str) -> frozenset[str]:
    """Give the classes of verbs told of what is counted, also by participles or the noun: 'the dead', 'death toll'."""
    tokens = sentence.parse.tokens
    own = [tokens[c] for c in children(tokens, head)]
    found = {verb_class(t.lemma.lower()) for t in own if t.dep == "amod" and t.tag == "VBN"}
    state = find_state(tokens, head)
    found |= _read_clauses_of(tokens, head) | ({state} - {""})
    if gauged is not None:
        found |= {verb_class(w) for w in narrow_noun(sentence, gauged) if verb_class(w) != w}
    elif not is_telling(tokens[frame.verb].lemma.lower()) and not (state and tokens[head].tag == "CD"):
        found.add(frame.predicate)
        found |= _read_human(sentence, head, frame, noun)
    growing = number_words("growing")
    found |= {of(t.lemma.lower()) for t in own if t.tag == "JJ" for of in (name_class, verb_class)} & growing
    found |= {find_deed(noun)} & number_words("deeds")
    return frozenset(found | ({verb_class(noun)} - {noun}))


def _read_human(sentence: ParsedSentence, head: int, frame: Frame, noun: str) -> set[str]:
    """What a verb says of people and of nothing else: they are shot, lost, known to have died, on board."""
    tokens = sentence.parse.tokens
    if class_unit(noun) != "people":
        return set()
    found = set(find_befallen(tokens, frame.verb))
    undergoing = tokens[head].dep in ("dobj", "nsubjpass")
    if undergoing and tokens[frame.verb].lemma.lower() in number_words("deadly"):
        found.add("kill")
    near = [c for above in (frame.verb, head) for c in children(tokens, above)]
    near += [below for c in near for below in children(tokens, c)]
    if any(tokens[c].text.lower() in number_words("aboard") for c in near):
        found.add("carry")
    if is_employed(tokens, head):
        found.add("employ")
    return found & (number_words("growing") | {"carry", "employ"})


def _read_clauses_of(tokens: Sequence[Token], head: int) -> set[str]:
    """What clauses that hang on those counted say has befallen them: 'the guards who were shot on Monday'."""
    found: set[str] = set()
    for verb in children(tokens, head):
        passive = any(tokens[c].dep == "nsubjpass" for c in children(tokens, verb)) or tokens[verb].dep == "acl"
        if tokens[verb].dep in ("relcl", "acl") and tokens[verb].tag == "VBN" and passive:
            found |= find_befallen(tokens, verb)
            found |= {"kill"} if tokens[verb].lemma.lower() in number_words("deadly") else set()
        elif tokens[verb].dep == "relcl" and tokens[verb].lemma.lower() in number_words("dying"):
            found.add("kill")
    return found & number_words("growing")


def is_mere_naming(sentence: ParsedSentence, head: int, unit: str) -> bool:
    """Tell whether so small a number with an article only names who or what is spoken of: 'the two sides'.

    'The three guards who were shot' and 'closed the three crossings' tell a number.
    """
    tokens = sentence.parse.tokens
    if any(tokens[c].dep in ("relcl", "acl") for c in children(tokens, head)):
        return False
    named = noun_class(unit) == "people" or class_unit(unit) == "state" or unit in number_words("sides_of_talks")
    return named or tokens[head].dep not in ("dobj", "nsubjpass")


def find_owners(
    scope: Scope, article: str, sentence: ParsedSentence, inside: Sequence[int], verb: int
) -> frozenset[str]:
    """Give the parties whose what is counted is: 'six Ardovan guards', 'six of its guards', 'Ardova lost six men'.

    Where someone is said to have lost people and no name says who it is, the owner is of this article alone.
    """
    tokens = sentence.parse.tokens
    near = {c for i in inside for c in (i, *children(tokens, i))}
    near |= {c for i in near if tokens[i].dep == "prep" and tokens[i].text == "of" for c in children(tokens, i)}
    near |= {c for i in near if tokens[i].dep == "pobj" for c in children(tokens, i) if tokens[c].dep != "relcl"}
    parties = _parties(scope, article, sentence, near)
    if not parties and tokens[verb].tag == "VBG" and tokens[verb].dep == "advcl":  # 'attacked their post, killing four'
        struck = [c for c in children(tokens, tokens[verb].head) if tokens[c].dep == "dobj"]
        parties = _parties(scope, article, sentence, {c for i in struck for c in (i, *children(tokens, i))})
    subjects = find_subjects(tokens, verb) or inherit_subject(tokens, verb)
    if not parties and tokens[verb].lemma.lower() == "lose" and not set(subjects) & set(inside):
        parties = _parties(scope, article, sentence, {c for i in subjects for c in (i, *children(tokens, i))})
        return parties or frozenset((f"{UNKNOWN} {article}",))
    return parties


def _parties(scope: Scope, article: str, sentence: ParsedSentence, where: Collection[int]) -> frozenset[str]:
    """The parties that tokens name; 'it' and 'its' stand for the last one before them, where nothing else is known."""
    found: set[str] = set()
    for index in sorted(where):
        entity = scope.named.get((article, sentence.index, index))
        if entity is None and sentence.parse.tokens[index].text.lower() in ("it", "its"):
            before = (scope.named.get((article, sentence.index, i)) for i in range(index - 1, -1, -1))
            entity = next((e for e in before if e is not None and scope.entities[e].kind in _OWNERS), None)
            found |= {entity} if entity is not None else set()
        if entity is not None and (scope.entities[entity].kind in _PARTIES or _narrows(sentence.parse.tokens, index)):
            found |= set(scope.above(entity))
    return frozenset(found)


def _narrows(tokens: Sequence[Token], index: int) -> bool:
    """Whether the name tells of which kind several are: 'Kessim soldiers', even if it was taken for a person's."""
    return tokens[index].dep in ("compound", "amod", "nmod") and tokens[tokens[index].head].tag == "NNS"


def find_teller(scope: Scope, article: str, sentence: ParsedSentence, head: int) -> str:
    """Give who is said to give the number at token `head`: its entity, or noun; '' for the article itself.

    'The fire service has counted 45', 'according to the police', 'its organisers expect 200,000, the police 80,000'.
    """
    tokens = sentence.parse.tokens
    teller = tokens[head].head if tokens[head].dep == "nummod" and tokens[head].head < head else None
    index = head
    for _ in range(2 * _DEEPEST):
        if teller is not None or tokens[index].head == index:
            break
        index = tokens[index].head
        if tokens[index].lemma.lower() in number_words("giving"):
            teller = next((i for i in find_subjects(tokens, index) if tokens[i].pos != "PRON"), None)
    for place, token in enumerate(tokens):
        if teller is None and token.text.lower() == "according":
            teller = next((g for c in children(tokens, place) for g in children(tokens, c)), None)
    if teller is None:
        return ""
    return scope.named.get((article, sentence.index, teller)) or tokens[teller].lemma.lower()


def read_mode(tokens: Sequence[Token], head: int) -> frozenset[str]:
    """Tell whether the number is wanted, offered, agreed or allowed, by the verbs and nouns about it."""
    modes = read_toml("numbers")["modes"]
    index, words = head, set()
    for _ in range(_DEEPEST):
        words |= {tokens[index].lemma.lower()}
        words |= {tokens[c].lemma.lower() for c in children(tokens, index) if tokens[c].dep in _BESIDE}
        if tokens[index].head == index or tokens[index].dep == "relcl":
            break
        index = tokens[index].head
    return frozenset(mode for mode, verbs in modes.items() if words & set(verbs.split()))


def is_rate(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether 'a day', 'per month' follows."""
    return any(
        tokens[i - 1].text.lower() in _EACH and tokens[i].lemma.lower() in lengths()
        for i in range(last + 2, min(last + 4, len(tokens)))
    )


def find_days(sentence: ParsedSentence, verb: int, times: Sequence[TimeExpression]) -> tuple[Days, ...]:
    """Give the days told of the verb, or, where it has none, of the one above it."""
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
