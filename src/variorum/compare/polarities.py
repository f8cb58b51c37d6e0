"""Whether: claims on what one account tells as a fact and another denies, or says did not happen."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare.assertions import Assertion, find_assertions
from variorum.compare.clauses import Clause, Likeness, read_clause, read_stems
from variorum.compare.days import resolve
from variorum.compare.frames import children, climb, find_subjects, is_generic, name_class, noun_class, read_frame
from variorum.compare.questions import ask
from variorum.compare.scope import Scope
from variorum.compare.units import are_other_people
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.wording import shorten
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import Annotation, ParsedSentence, Token
from variorum.model.record import Claim

_PEOPLE = frozenset(("people",))
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "conj", "agent")
_SELF = ("i", "we", "he", "she", "they")
_BEST_LENGTH = 80
_MOST = 40  # assertions that a denial is compared with, those with most in common first
_HAPPENED = ("happened", "is to happen")


@dataclass(frozen=True, slots=True)
class _Told:
    """An assertion with its clause, the class of its verb, and the parties, persons and things it is told of."""

    article: str
    sentence: int
    assertion: Assertion
    predicate: str
    clause: Clause
    heads: frozenset[str]
    parties: frozenset[str]
    persons: frozenset[str]
    people: frozenset[str]
    days: tuple[tuple[str, str], ...]
    again: bool
    exists: bool

    @property
    def negative(self) -> bool:
        return self.assertion.voice != "told"


def find_polarity_claims(scope: Scope) -> Iterator[Claim]:
    """Give a claim for each happening that is both told as a fact and denied, in the same or in other words."""
    told = list(_find_told(scope))
    negatives = [t for t in told if t.negative and not t.again]
    words = frozenset(word for t in negatives for word in _keys(t))
    near = [t for t in told if not t.again and (t.negative or words & frozenset(_keys(t)))]
    likeness = Likeness([t.clause for t in near])
    for group in _group(near, likeness):
        yield _claim(scope, group)


def _find_told(scope: Scope) -> Iterator[_Told]:
    for article, annotation in sorted(scope.annotations.items()):
        for sentence in annotation.sentences:
            for assertion in find_assertions(sentence):
                told = _tell(scope, article, annotation, sentence, assertion)
                if told is not None:
                    yield told


def _tell(
    scope: Scope, article: str, annotation: Annotation, sentence: ParsedSentence, assertion: Assertion
) -> _Told | None:
    verb = assertion.verb
    frame = read_frame(scope, article, sentence, verb, itself=True)
    if frame is None or frame.verb != verb:
        return None
    tokens = sentence.parse.tokens
    names = [i for i in range(len(tokens)) if (article, sentence.index, i) in scope.named]
    negations = [i for i, t in enumerate(tokens) if t.dep == "neg" or t.text.lower() in _negations()]
    clause = read_clause(sentence, verb, negations)
    words = clause - read_stems(sentence, names) - {stem("people")}
    if not words:
        return None
    speaker = _find_speaker(scope, article, annotation, sentence, verb)
    parties = frozenset(h for h in frame.heads if h in scope.entities) | speaker
    arguments = [c for c in children(tokens, verb) if tokens[c].dep in _ARGUMENTS]
    people = {tokens[c].lemma.lower() for c in arguments if noun_class(tokens[c].lemma.lower()) == "people"}
    return _Told(
        article=article,
        sentence=sentence.index,
        assertion=assertion,
        predicate=_name_predicate(tokens, verb, frame.predicate),
        clause=words,
        heads=frame.heads - parties - _PEOPLE,
        parties=parties,
        persons=frozenset(e for e in parties if scope.entities[e].kind == "person"),
        people=frozenset(people) - frozenset(read_toml("numbers")["wide"].split()),
        days=_find_days(scope, article, annotation, sentence, verb),
        exists=any(t.head == verb and t.dep == "expl" for t in tokens),
        again=any(t.head == verb and t.text.lower() in _again() for t in tokens),
    )


def _name_predicate(tokens: Sequence[Token], verb: int, predicate: str) -> str:
    """The class of the verb; of 'there was no deal', that of the noun."""
    if predicate:
        return predicate
    here = children(tokens, verb)
    if any(tokens[c].dep == "expl" for c in here):
        told = next((tokens[c].lemma.lower() for c in children(tokens, verb) if tokens[c].dep == "attr"), None)
        if told is not None:
            return name_class(told)
    return tokens[verb].lemma.lower()


def _find_speaker(
    scope: Scope, article: str, annotation: Annotation, sentence: ParsedSentence, verb: int
) -> frozenset[str]:
    """Who 'I' is, or 'he' in what somebody is reported to say of himself: the speaker, where the subject is so."""
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
        if entity is not None and direct == (quotation.kind != "indirect"):
            return frozenset(scope.above(entity))
    return frozenset()


def _find_days(
    scope: Scope, article: str, annotation: Annotation, sentence: ParsedSentence, verb: int
) -> tuple[tuple[str, str], ...]:
    reference = scope.references[article]
    return tuple(
        found
        for t in annotation.times
        if t.sentence == sentence.index
        and climb(sentence.parse.tokens, _token_at(sentence, t.start)) == verb
        and (found := resolve(t, reference)) is not None
    )


def _token_at(sentence: ParsedSentence, start: int) -> int:
    tokens = sentence.parse.tokens
    return next((i for i, t in enumerate(tokens) if sentence.start + t.start >= start), len(tokens) - 1)


def _keys(told: _Told) -> Iterator[str]:
    """What an assertion and its denial have in common: a class of verbs, or a word of the clause."""
    yield stem(told.predicate)
    yield from told.clause
    yield from (f"not {word}" for word in _opposites().get(told.predicate, ()))


def _group(told: Sequence[_Told], likeness: Likeness) -> list[list[_Told]]:
    """Each negative with the positives that it denies; negatives that deny the same are one group."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(told):
        if not item.negative:
            for key in _keys(item):
                index[key].append(number)
    groups: list[tuple[set[int], list[int]]] = []
    for number, negative in enumerate(told):
        if not negative.negative:
            continue
        shared: Counter[int] = Counter()
        for key in _keys(negative):
            for other in index[key][: 5 * _MOST]:
                shared[other] += 1
        likely = sorted(shared, key=lambda n: (-shared[n], n))[:_MOST]
        places = (negative.article, negative.sentence)
        elsewhere = [n for n in likely if (told[n].article, told[n].sentence) != places]
        positives = {p for p in elsewhere if _score(negative, told[p], likeness) >= 0}
        if not positives:
            continue
        known = next((g for g in groups if g[0] & positives), None)
        if known is None:
            groups.append((positives, [number]))
        else:
            known[0].update(positives)
            known[1].append(number)
    return [[told[i] for i in sorted((*positives, *negatives))] for positives, negatives in groups]


def _score(negative: _Told, positive: _Told, likeness: Likeness) -> float:
    """The points by which one denies the other, less the threshold (assertions.toml)."""
    points: Mapping[str, float] = read_toml("assertions")["points"]
    return points["bias"] + sum(points[name] * value for name, value in _read(negative, positive, likeness).items())


def _read(negative: _Told, positive: _Told, likeness: Likeness) -> dict[str, float]:
    words, others = negative.clause, positive.clause
    same = stem(negative.predicate) == stem(positive.predicate)
    telling = not is_generic(negative.predicate)
    rest = frozenset((stem(negative.predicate),))
    found = {
        "predicate": float(same and telling),
        "generic": float(same and not telling),
        "named": float(telling and not same and stem(negative.predicate) in others),
        "words": likeness.share_words(negative.clause, positive.clause),
        "besides": min(3.0, sum(likeness.weigh(w) for w in (words & others) - rest) / 3),
        "exists": likeness.share_words(negative.clause, positive.clause) if negative.exists else 0.0,
        "ahead": float(negative.assertion.ahead != positive.assertion.ahead),
    }
    if negative.persons and positive.persons:
        found["person" if negative.persons & positive.persons else "other_person"] = 1.0
    if negative.people and positive.people:
        apart = all(are_other_people(one, two) for one in negative.people for two in positive.people)
        found["other_people" if apart else "people"] = 1.0
    if negative.parties and positive.parties:
        found["parties" if negative.parties & positive.parties else "no_parties"] = 1.0
    if negative.heads and positive.heads:
        found["heads" if negative.heads & positive.heads else "no_heads"] = 1.0
    # 'used tear gas' for 'fired tear gas'
    done = is_generic(positive.predicate) and positive.predicate != "be" and "heads" in found
    if not same and not found["named"] and not negative.exists and not done:
        found["unlinked"] = 1.0
    found["bare"] = float(not (words & others) - rest and not found.keys() & {"person", "heads"})
    if negative.days and positive.days:
        met = any(a[0] <= b[1] and b[0] <= a[1] for a in negative.days for b in positive.days)
        found["day" if met else "other_day"] = 1.0
    return found


def _claim(scope: Scope, group: Sequence[_Told]) -> Claim:
    denying = {t.article: t.assertion.ahead for t in group if t.negative}
    counted = [t for t in group if t.negative or denying.get(t.article, t.assertion.ahead) == t.assertion.ahead]
    witnesses = [Witness(_value(t), t.article, scope.sentence_evidence(t.article, t.sentence)) for t in counted]
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
    passages = [scope.sentence_evidence(t.article, t.sentence).text for t in group if not t.negative]
    return f"Is it so that “{shorten(min(passages, key=lambda text: (abs(len(text) - _BEST_LENGTH), text)))}”?"


def _question(scope: Scope, told: _Told, annotation: Annotation) -> str | None:
    sentence = annotation.sentences[told.sentence]

    def name(token: int) -> str | None:
        entity = scope.named.get((told.article, sentence.index, token))
        return scope.name(entity) if entity is not None and sentence.parse.tokens[token].pos == "PRON" else None

    clause = ask(sentence, told.assertion.verb, (), name, exact=True)
    return f"{clause[0].upper()}{clause[1:]}?" if clause else None


def _value(told: _Told) -> str:
    if told.assertion.voice == "denied":
        return "denied"
    if told.assertion.ahead:
        return "is not to happen" if told.negative else "is to happen"
    return "did not happen" if told.negative else "happened"


def compare_polarity(first: str, second: str) -> tuple[Relation, str]:
    """Say whether one tells as a fact what the other does not; that it was to be, or not, may since have changed."""
    if (first in _HAPPENED) == (second in _HAPPENED):
        return (
            "compatible",
            "no account tells it as a fact" if first not in _HAPPENED else "one tells it as still to come",
        )
    how = "denies it" if "denied" in (first, second) else "says that it was not so"
    ahead = first.startswith("is ") != second.startswith("is ")
    return "progress" if ahead else "conflict", f"one account tells it as a fact, another {how}"


@cache
def _opposites() -> dict[str, tuple[str, ...]]:
    return {}


@cache
def _negations() -> frozenset[str]:
    words = read_toml("assertions")
    return frozenset((*words["never"].split(), *words["no"].split()))


@cache
def _again() -> frozenset[str]:
    return frozenset(read_toml("predicates")["again"].split())
