"""Whether: claims on what one account tells as a fact and another denies, or says did not happen."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.compare.frames import children, find_predicate, noun_class, read_frame, verb_class
from variorum.compare.questions import ask
from variorum.compare.scope import Scope
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.wording import shorten
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, EventMention, ParsedSentence
from variorum.model.record import Claim
from variorum.model.text import Span

_NEGATIVE = ("denied", "not-occurred")
_POSITIVE = ("occurred", "ongoing")
_LEAST_SHARED = 2
_LEAST_SHARE = 0.5
_BEST_LENGTH = 80


@dataclass(frozen=True, slots=True)
class _Told:
    """A happening told as fact or as no fact, with the telling words of its clause and the parties in it.

    `verb` is the token in `sentence` of the word that tells it, `predicate` the class of that word.
    """

    article: str
    sentence: int
    verb: int
    predicate: str
    clause: Span
    status: str
    words: frozenset[str]
    heads: frozenset[str]
    parties: frozenset[str]
    persons: frozenset[str]

    @property
    def negative(self) -> bool:
        return self.status in _NEGATIVE


def find_polarity_claims(scope: Scope) -> Iterator[Claim]:
    """Give a claim for each happening that is both told as a fact and denied, in the same or in other words.

    Negatives are few, so each is compared with all mentions of its class of words in the story and with no others.
    """
    by_word: dict[str, list[_Told]] = defaultdict(list)
    for told in _find_told(scope):
        by_word[told.predicate].append(told)
    denied = {word for word, group in by_word.items() if any(t.negative for t in group)}
    for told in _find_more(scope, denied, by_word):
        by_word[told.predicate].append(told)
    for word in sorted(denied):
        group = sorted(by_word[word], key=lambda t: (t.article, t.sentence, t.verb))
        for opposed in _group(group):
            yield _claim(scope, opposed)


def _find_told(scope: Scope) -> Iterator[_Told]:
    """What the layer of events tells as a fact or as no fact."""
    for article, annotation in sorted(scope.annotations.items()):
        for event in annotation.events:
            if event.status not in (*_NEGATIVE, *_POSITIVE) or event.fate:
                continue
            sentence = annotation.sentences[event.sentence]
            verb = _token_at(sentence, event.trigger)
            if verb is not None:
                told = _tell(scope, article, sentence, verb, event.clause, event.status)
                parties = _parties(scope, article, event)
                if told is not None:
                    yield replace(told, parties=told.parties | parties)


def _parties(scope: Scope, article: str, event: EventMention) -> frozenset[str]:
    ids = (scope.entity_of.get((article, m)) for m in (*event.actors, *event.recipients))
    return frozenset(up for e in ids if e is not None for up in scope.above(e))


def _find_more(scope: Scope, denied: set[str], known: dict[str, list[_Told]]) -> Iterator[_Told]:
    """Other clauses that tell as a fact, in the words of a class, what is denied somewhere."""
    seen = {(t.article, t.sentence, t.verb) for group in known.values() for t in group}
    for article, annotation in sorted(scope.annotations.items()):
        told_at = {(e.sentence, e.trigger.start) for e in annotation.events}
        for sentence in annotation.sentences:
            for verb, token in enumerate(sentence.parse.tokens):
                if not token.tag.startswith("VB") or (article, sentence.index, verb) in seen:
                    continue
                if (sentence.index, sentence.start + token.start) in told_at:
                    continue  # the layer of events has judged it
                if find_predicate(sentence.parse.tokens, verb)[0] in denied and _is_plain_fact(sentence, verb):
                    clause = _clause(sentence, verb)
                    told = _tell(scope, article, sentence, verb, clause, "occurred")
                    if told is not None:
                        yield told


def _is_plain_fact(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the verb is in the past or perfect, and nothing negates it, puts it under a condition or asks it."""
    tokens = sentence.parse.tokens
    own = [tokens[c] for c in children(tokens, verb)]
    perfect = any(t.dep == "aux" and t.lemma == "have" for t in own)
    if tokens[verb].tag != "VBD" and not perfect and not any(t.dep == "auxpass" and t.tag == "VBD" for t in own):
        return False
    index = verb
    for _ in range(len(tokens)):
        near = [tokens[c] for c in children(tokens, index)]
        words = {t.text.lower() for t in near} | {tokens[index].lemma.lower()}
        if words & _doubts() or any(t.dep == "neg" or t.tag == "MD" for t in near) or tokens[-1].text == "?":
            return False
        if tokens[index].head == index:
            return True
        index = tokens[index].head
    return True


def _tell(scope: Scope, article: str, sentence: ParsedSentence, verb: int, clause: Span, status: str) -> _Told | None:
    frame = read_frame(scope, article, sentence, verb, itself=True)
    if frame is None or frame.verb != verb or not frame.predicate:
        return None
    if sentence.parse.tokens[verb].tag == "VBG" and status in _NEGATIVE and not _has_auxiliary(sentence, verb):
        return None  # 'by not standing firm' is a manner, and denies nothing
    words = _words(sentence, clause)
    if words & _again():
        return None
    parties = frozenset(h for h in frame.heads if h in scope.entities)
    persons = frozenset(e for e in parties if scope.entities[e].kind == "person")
    others, words = frame.heads - parties, words - {frame.predicate}
    return _Told(article, sentence.index, verb, frame.predicate, clause, status, words, others, parties, persons)


def _has_auxiliary(sentence: ParsedSentence, verb: int) -> bool:
    return any(sentence.parse.tokens[c].dep == "aux" for c in children(sentence.parse.tokens, verb))


def _words(sentence: ParsedSentence, clause: Span) -> frozenset[str]:
    """The telling words of the clause in their classes, without names, which a denial and an assertion share anyway."""
    tokens = sentence.parse.tokens
    found = set()
    for index, token in enumerate(tokens):
        if not clause.start <= sentence.start + token.start < clause.end:
            continue
        lemma = token.lemma.lower()
        if token.pos == "VERB":
            found.add(find_predicate(tokens, index)[0] or lemma)
        elif token.pos == "NOUN":
            found.add(noun_class(lemma) if noun_class(lemma) != lemma else verb_class(lemma))
        elif token.pos in ("ADJ", "NUM") or token.text.lower() in _again():
            found.add(lemma)
    return frozenset(found - _generic())


def _clause(sentence: ParsedSentence, verb: int) -> Span:
    """From the first to the last token that hangs on the verb."""
    tokens = sentence.parse.tokens
    inside = {verb}
    for _ in range(len(tokens)):
        more = {i for i, t in enumerate(tokens) if t.head in inside and i not in inside}
        if not more:
            break
        inside |= more
    return sentence.span(min(inside), max(inside))


def _token_at(sentence: ParsedSentence, span: Span) -> int | None:
    start = span.start - sentence.start
    return next((i for i, t in enumerate(sentence.parse.tokens) if t.start == start), None)


def _group(told: Sequence[_Told]) -> list[list[_Told]]:
    """Each negative with the positives that it denies; negatives that deny the same are one group."""
    groups: list[tuple[set[int], list[int]]] = []
    for n, negative in enumerate(told):
        if not negative.negative:
            continue
        positives = {p for p, other in enumerate(told) if not other.negative and _is_same_matter(negative, other)}
        if not positives:
            continue
        shared = next((g for g in groups if g[0] & positives), None)
        if shared is None:
            groups.append((positives, [n]))
        else:
            shared[0].update(positives)
            shared[1].append(n)
    return [[told[i] for i in sorted((*positives, *negatives))] for positives, negatives in groups]


def _is_same_matter(first: _Told, second: _Told) -> bool:
    """Whether they name no different parties, and share words besides the verb that is denied."""
    if first.parties and second.parties and not first.parties & second.parties:
        return False
    if first.persons and second.persons and not first.persons & second.persons:
        return False
    if first.heads and second.heads and not first.heads & second.heads and not first.parties & second.parties:
        return False
    shared = len(first.words & second.words)
    return shared >= max(_LEAST_SHARED, _LEAST_SHARE * min(len(first.words), len(second.words)))


def _claim(scope: Scope, group: Sequence[_Told]) -> Claim:
    witnesses = [Witness(_value(t), t.article, scope.sentence_evidence(t.article, t.sentence)) for t in group]
    about = sorted({e for t in group for e in t.parties})
    return make_claim(scope, "polarity", _ask(scope, group), about, witnesses, compare_polarity)


def _ask(scope: Scope, group: Sequence[_Told]) -> str:
    """The question that the clearest assertion answers: 'Did Kelmar agree to withdraw two patrol vessels?'."""
    made = []
    for told in group:
        question = _question(scope, told, scope.annotations[told.article])
        if question is not None:
            made.append((told.negative, abs(len(question) - _BEST_LENGTH), question))
    if made:
        return min(made)[-1]
    clauses = [scope.evidence(t.article, t.clause.start, t.clause.end).text for t in group if not t.negative]
    return f"Is it so that “{shorten(min(clauses, key=lambda text: (abs(len(text) - _BEST_LENGTH), text)))}”?"


def _question(scope: Scope, told: _Told, annotation: Annotation) -> str | None:
    sentence = annotation.sentences[told.sentence]

    def name(token: int) -> str | None:
        entity = scope.named.get((told.article, sentence.index, token))
        return scope.name(entity) if entity is not None and sentence.parse.tokens[token].pos == "PRON" else None

    clause = ask(sentence, told.verb, (), name, exact=True)
    return f"{clause[0].upper()}{clause[1:]}?" if clause else None


def _value(told: _Told) -> str:
    return {"denied": "denied", "not-occurred": "did not happen"}.get(told.status, "happened")


def compare_polarity(first: str, second: str) -> tuple[Relation, str]:
    """Say whether one tells as a fact what the other does not."""
    if "happened" in (first, second):
        how = "denies it" if "denied" in (first, second) else "says that it was not so"
        return "conflict", f"one account tells it as a fact, another {how}"
    return "compatible", "no account tells it as a fact"


@cache
def _generic() -> frozenset[str]:
    return frozenset(read_toml("predicates")["generic"].split())


@cache
def _doubts() -> frozenset[str]:
    return frozenset(read_toml("predicates")["doubts"].split())


@cache
def _again() -> frozenset[str]:
    return frozenset(read_toml("predicates")["again"].split())
