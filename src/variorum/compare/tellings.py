"""What each clause of a story asserts or denies, with all by which two of them are held against each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.compare.assertions import Assertion, find_assertions, is_conditional
from variorum.compare.clauses import Clause, find_clause, read_clause, read_stems
from variorum.compare.days import resolve
from variorum.compare.frames import climb, find_subjects, frame_at, inherit_subject, seeks
from variorum.compare.predicates import is_generic, name_class, noun_class, verb_class
from variorum.compare.said import find_apart, find_nobody, find_said, find_spoken, write_clause
from variorum.compare.scope import Scope
from variorum.compare.speech_acts import assertion_words
from variorum.language.dependents import children, find_inside
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import Annotation, ParsedSentence, Token

AGAINST = " against"  # what a predicate ends in where the verb has it: 'voted against the text'
_PEOPLE = frozenset(("people",))
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "conj", "agent")
_NO_PLACES = ("", "DATE", "TIME", "PERSON", "CARDINAL")  # kinds of names
_TELLING = ("NOUN", "VERB", "ADJ")
_SELF = ("i", "we", "he", "she", "they", "it")


@dataclass(frozen=True, slots=True)
class Telling:
    """An assertion with its clause, the class of its verb, and the parties, persons and things it is told of.

    `predicate` is a stem; `generic` is true of a verb that says too little. `agents` are the parties that did it,
    `doers` the same with their kind, and nouns for those who have no name; `passive` is true where it is told
    without any. `numbers` are those of its arguments, `places` where it was done; `conditional` is true where it hangs
    on a condition, `narrowing` of a clause that only tells which thing is meant: 'coal that is sold abroad'. `event`
    is the id of the event that it tells, '' for none. `aside` are verbs that tell
    more of a noun: 'a strike turned violent'. `text` is the clause without its negation, names in place of pronouns,
    and `words` are those of it that are no names. `called_off` is true of a deed that was called off.
    `beside` are all whom the sentence names. `nobody` is true where nobody or nothing is told of, `lasting` of what
    has not been so, and may yet be, `mirrored` where it is told as the opposite: 'remained' for 'did not leave'.
    """

    article: str
    sentence: int
    assertion: Assertion
    predicate: str
    generic: bool
    clause: Clause
    heads: frozenset[str]
    parties: frozenset[str]
    persons: frozenset[str]
    agents: frozenset[str]
    doers: frozenset[tuple[str, str]]
    passive: bool
    people: frozenset[str]
    days: tuple[tuple[str, str], ...]
    places: frozenset[str]
    numbers: frozenset[str]
    conditional: bool
    narrowing: bool
    again: bool
    exists: bool
    event: str
    aside: frozenset[str]
    text: str
    spoken: str
    words: tuple[str, ...]
    called_off: bool
    beside: frozenset[str]
    nobody: bool
    lasting: bool
    mirrored: bool = False

    @property
    def negative(self) -> bool:
        return self.assertion.voice != "told"


def find_tellings(scope: Scope) -> Iterator[Telling]:
    """Give what the clauses of a story's articles assert or deny, in the order of articles and sentences."""
    for _, annotation in sorted(scope.annotations.items()):
        events = {event.trigger.start: index for index, event in enumerate(annotation.events)}
        for sentence in annotation.sentences:
            for assertion in find_assertions(sentence):
                start = sentence.start + sentence.parse.tokens[assertion.verb].start
                told = _tell(scope, annotation, sentence, assertion, events.get(start))
                if told is not None:
                    yield told
                    yield from _mirror(told)


def _mirror(told: Telling) -> Iterator[Telling]:
    """What a telling says was not so without a negation: who remains in office has not resigned."""
    if told.negative or told.assertion.ahead or told.conditional or told.narrowing:
        return
    for opposite in _opposites().get(told.predicate, ()):
        assertion = replace(told.assertion, voice="not")
        yield replace(told, assertion=assertion, predicate=opposite, generic=False, lasting=True, mirrored=True)


def _tell(
    scope: Scope, annotation: Annotation, sentence: ParsedSentence, assertion: Assertion, event: int | None
) -> Telling | None:
    article, verb = annotation.article, assertion.verb
    frame = frame_at(scope, article, sentence, verb, verb)
    tokens = sentence.parse.tokens
    names = [i for i in range(len(tokens)) if (article, sentence.index, i) in scope.named]
    negations = [i for i, t in enumerate(tokens) if t.dep == "neg" or t.text.lower() in _negations()]
    said = find_said(tokens, verb, negations)
    predicate = _name_predicate(tokens, verb, frame.predicate)
    doers, others = _find_referents(scope, annotation, sentence, verb, event)
    parties = frozenset(h for h in frame.heads if h in scope.entities) | doers | others
    arguments = [c for c in children(tokens, verb) if tokens[c].dep in _ARGUMENTS]
    people = {tokens[c].lemma.lower() for c in arguments if noun_class(tokens[c].lemma.lower()) == "people"}
    agents, nouns, passive = _find_agents(scope, article, sentence, verb)
    if not any(tokens[c].dep == "nsubjpass" for c in children(tokens, verb)):
        agents |= doers
    if frame.ahead and stem(frame.predicate) != stem(tokens[verb].lemma.lower()):
        assertion = replace(assertion, ahead=True)  # 'the talks are planned for Friday'
    return Telling(
        article=article,
        sentence=sentence.index,
        assertion=assertion,
        predicate=stem(predicate.removesuffix(AGAINST)) + (AGAINST if predicate.endswith(AGAINST) else ""),
        generic=is_generic(predicate) or predicate in read_toml("assertions")["weak"].split(),
        clause=_read_words(sentence, verb, predicate, names, negations),
        heads=frame.heads - parties - _PEOPLE,
        parties=parties,
        persons=frozenset(e for e in parties if scope.entities[e].kind == "person"),
        agents=agents,
        doers=nouns | frozenset((scope.entities[e].kind, e) for e in agents),
        passive=passive,
        people=frozenset(people) - frozenset(read_toml("numbers")["wide"].split()),
        days=_find_days(scope, annotation, sentence, verb),
        places=_find_places(scope, article, sentence, verb),
        conditional=is_conditional(tokens, verb),
        narrowing=_narrows(tokens, verb),
        numbers=frozenset(
            tokens[g].text.lower()
            for c in arguments
            for g in children(tokens, c)
            if tokens[g].dep == "nummod" and tokens[g].text.lower() != "one"
        ),
        exists=any(tokens[c].dep == "expl" for c in children(tokens, verb)),
        again=any(tokens[c].text.lower() in _again() for c in children(tokens, verb)),
        event=scope.event_of.get((article, event), "") if event is not None else "",
        aside=frozenset(stem(name_class(t.lemma.lower())) for t in tokens if t.dep in ("acl", "relcl")),
        text=write_clause(scope, article, sentence, said),
        spoken=_speak(scope, article, sentence, assertion),
        words=tuple(tokens[i].lemma.lower() for i in said if tokens[i].pos in _TELLING and i not in names),
        called_off=assertion.voice == "not" and not tokens[verb].tag.startswith("VB"),
        beside=frozenset(up for e in scope.beside.get((article, sentence.index), ()) for up in scope.above(e)),
        nobody=any(tokens[c].text.lower() in find_nobody() for c in find_clause(tokens, verb)),
        lasting=any(
            tokens[c].dep in ("aux", "auxpass") and tokens[c].tag in ("VBZ", "VBP") and tokens[c].lemma == "have"
            for c in children(tokens, verb)
        ),
    )


def _read_words(
    sentence: ParsedSentence, verb: int, predicate: str, names: Sequence[int], negations: Sequence[int]
) -> Clause:
    """The words of a clause but for names and what negates it; the predicate where nothing else is left."""
    tokens = sentence.parse.tokens
    words = read_clause(sentence, verb, {*negations, *find_apart(tokens, verb)})
    words -= read_stems(sentence, names) | {stem("people")}
    if seeks(tokens, verb):
        words |= {stem(predicate)}
    words -= find_nobody()
    return words or frozenset((stem(predicate),))


def _speak(scope: Scope, article: str, sentence: ParsedSentence, assertion: Assertion) -> str:
    """The clause as it is said; the whole sentence where that it is not so stands outside of it."""
    tokens = sentence.parse.tokens
    if assertion.voice == "denied" or not tokens[assertion.verb].tag.startswith("VB"):
        return sentence.parse.text
    return write_clause(scope, article, sentence, find_spoken(tokens, assertion.verb))


def _name_predicate(tokens: Sequence[Token], verb: int, predicate: str) -> str:
    """The class of the verb; of 'there was no deal', that of the noun; of 'asked her to go', that of urging.

    To vote against something is another thing than to vote for it.
    """
    if seeks(tokens, verb):
        return "urge"
    here = [tokens[c] for c in children(tokens, verb)]
    if any(t.dep == "expl" for t in here):
        told = next((t.lemma.lower() for t in here if t.dep == "attr"), None)
        if told is not None:
            return name_class(told)
    lemma = tokens[verb].lemma.lower()
    against = lemma in assertion_words("taking_sides") and any(t.text.lower() == "against" for t in here)
    return (predicate or lemma) + (AGAINST if against else "")


def _find_agents(
    scope: Scope, article: str, sentence: ParsedSentence, verb: int
) -> tuple[frozenset[str], frozenset[tuple[str, str]], bool]:
    """Who does what the verb tells: parties with what they belong to, and nouns; and whether it is told without any."""
    tokens = sentence.parse.tokens
    here = list(children(tokens, verb))
    passive = any(tokens[c].dep in ("nsubjpass", "auxpass") for c in here)
    if passive:
        by = [c for c in here if tokens[c].dep == "agent"]
        doers = [c for b in by for c in children(tokens, b) if tokens[c].dep == "pobj"]
    else:
        doers = find_subjects(tokens, verb) or inherit_subject(tokens, verb)
    doers = [tokens[tokens[d].head].head if tokens[d].tag in ("WDT", "WP") else d for d in doers]
    named = [scope.named.get((article, sentence.index, d)) for d in doers]
    nouns = {noun_class(tokens[d].lemma.lower()) for d in doers if tokens[d].pos == "NOUN"} - _PEOPLE
    agents = frozenset(up for e in named if e is not None for up in scope.above(e))
    return agents, frozenset(("noun", n) for n in nouns if not agents), passive and not doers


def _find_places(scope: Scope, article: str, sentence: ParsedSentence, verb: int) -> frozenset[str]:
    """Where the verb tells that it was done: 'in Klow', with all that the place lies in."""
    tokens = sentence.parse.tokens
    within = [c for c in children(tokens, verb) if tokens[c].dep == "prep" and tokens[c].text.lower() in ("in", "at")]
    found: set[str] = set()
    for place in (p for c in within for p in children(tokens, c) if tokens[p].name not in _NO_PLACES):
        entity = scope.named.get((article, sentence.index, place))
        found |= {*scope.above(entity)} if entity is not None else {tokens[place].text}
    return frozenset(found)


def _narrows(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause hangs on a noun without 'who' or 'which'."""
    if tokens[verb].dep != "relcl":
        return False
    here = [c for c in children(tokens, verb) if c < verb]
    return not any(tokens[c].tag in ("WDT", "WP", "WP$") and tokens[c].text.lower() != "that" for c in here)


def _find_referents(
    scope: Scope, annotation: Annotation, sentence: ParsedSentence, verb: int, event: int | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Whom pronouns beside a verb stand for: who does it, and to whom it is done."""
    speaker = _find_speaker(scope, annotation, sentence, verb)
    if event is None:
        return speaker, frozenset()
    told = annotation.events[event]
    sides = [
        frozenset(up for m in side if (e := scope.entity_of.get((annotation.article, m))) for up in scope.above(e))
        for side in (told.actors, told.recipients)
    ]
    return speaker | sides[0], sides[1]


def _find_speaker(scope: Scope, annotation: Annotation, sentence: ParsedSentence, verb: int) -> frozenset[str]:
    """Who 'I' is, or 'he' in what somebody is reported to say of himself: the speaker, where the subject is so."""
    article = annotation.article
    tokens = sentence.parse.tokens
    pronouns = [c for c in find_subjects(tokens, verb) if tokens[c].text.lower() in _SELF]
    if not pronouns or (article, sentence.index, pronouns[0]) in scope.named:
        return frozenset()
    place = sentence.start + tokens[pronouns[0]].start
    for quotation in annotation.quotations:
        direct = tokens[pronouns[0]].text.lower() in ("i", "we")
        if quotation.speaker is None or not quotation.content.start <= place < quotation.content.end:
            continue
        entity = scope.entity_of.get((article, quotation.speaker))
        if entity is None or (tokens[pronouns[0]].text.lower() == "it" and scope.entities[entity].kind == "person"):
            continue
        if direct == (quotation.kind != "indirect"):
            return frozenset(scope.above(entity))
    return frozenset()


def _find_days(
    scope: Scope, annotation: Annotation, sentence: ParsedSentence, verb: int
) -> tuple[tuple[str, str], ...]:
    reference = scope.references[annotation.article]
    return tuple(
        found
        for t in annotation.times
        if t.sentence == sentence.index
        and climb(sentence.parse.tokens, _token_at(sentence, t.start)) == verb
        and (found := resolve(t, reference)) is not None
    )


def _token_at(sentence: ParsedSentence, start: int) -> int:
    return min(find_inside(sentence, start, sentence.end).start, len(sentence.parse.tokens) - 1)


@cache
def _negations() -> frozenset[str]:
    words = read_toml("assertions")
    return frozenset((*words["never"].split(), *words["no"].split()))


@cache
def _again() -> frozenset[str]:
    return frozenset(read_toml("predicates")["again"].split())


@cache
def _opposites() -> dict[str, tuple[str, ...]]:
    table: dict[str, str] = read_toml("predicates")["opposites"]
    return {
        stem(verb_class(verb)): tuple(sorted({stem(verb_class(word)) for word in words.split()}))
        for words, verbs in table.items()
        for verb in verbs.split()
    }
