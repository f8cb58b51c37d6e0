"""Whether: claims on what one account tells as a fact and another denies, or says did not happen."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.compare.scope import Scope
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.wording import shorten
from variorum.model.annotation import EventMention
from variorum.model.record import Claim

_NEGATIVE = ("denied", "not-occurred")
_POSITIVE = ("occurred", "ongoing")
# words by which a negation is of another time than the assertion: 'did not close its ports again'
_AGAIN = frozenset(("again", "anymore", "further", "yet", "longer"))


@dataclass(frozen=True, slots=True)
class _Told:
    """An event mention told as fact or as no fact, with the telling words of its clause and the parties in it."""

    article: str
    event: EventMention
    words: frozenset[str]
    parties: frozenset[str]

    @property
    def negative(self) -> bool:
        return self.event.status in _NEGATIVE


def find_polarity_claims(scope: Scope) -> Iterator[Claim]:
    """Give a claim for each happening that is both told as a fact and denied, by the same verb or noun.

    Negatives are few, so each is compared with all mentions of its word in the story and with no others.
    """
    by_word: dict[str, list[_Told]] = defaultdict(list)
    for told in _find_told(scope):
        by_word[told.event.noun or told.event.lemma].append(told)
    for _, group in sorted(by_word.items()):
        for opposed in _group(group):
            yield _claim(scope, opposed)


def _find_told(scope: Scope) -> Iterator[_Told]:
    for article, annotation in sorted(scope.annotations.items()):
        for event in annotation.events:
            if event.status not in (*_NEGATIVE, *_POSITIVE) or event.fate:
                continue
            words = _object_words(scope, article, event)
            ids = (scope.entity_of.get((article, m)) for m in (*event.actors, *event.recipients))
            parties = frozenset(up for e in ids if e is not None for up in scope.above(e))
            if not words & _AGAIN:
                yield _Told(article, event, words, parties)


def _object_words(scope: Scope, article: str, event: EventMention) -> frozenset[str]:
    """The telling words of the clause without names, which a denial and an assertion share anyway."""
    sentence = scope.annotations[article].sentences[event.sentence]
    return frozenset(
        t.lemma.lower()
        for t in sentence.parse.tokens
        if event.clause.start <= sentence.start + t.start < event.clause.end
        and (t.pos in ("NOUN", "VERB", "ADJ", "NUM") or t.text.lower() in _AGAIN)
    )


def _group(told: Sequence[_Told]) -> list[list[_Told]]:
    """Each negative with the positives that it denies; negatives that deny the same are one group."""
    groups: list[tuple[set[int], list[int]]] = []
    for n, negative in enumerate(told):
        if not negative.negative:
            continue
        positives = {p for p, other in enumerate(told) if not other.negative and _same_matter(negative, other)}
        if not positives:
            continue
        shared = next((g for g in groups if g[0] & positives), None)
        if shared is None:
            groups.append((positives, [n]))
        else:
            shared[0].update(positives)
            shared[1].append(n)
    return [[told[i] for i in sorted((*positives, *negatives))] for positives, negatives in groups]


def _same_matter(first: _Told, second: _Told) -> bool:
    if first.parties and second.parties and not first.parties & second.parties:
        return False
    shared = len(first.words & second.words)
    return shared >= max(2, 0.4 * min(len(first.words), len(second.words)))


def _claim(scope: Scope, group: Sequence[_Told]) -> Claim:
    witnesses = [
        Witness(_value(t.event), t.article, scope.sentence_evidence(t.article, t.event.sentence)) for t in group
    ]
    positives = [scope.evidence(t.article, t.event.clause.start, t.event.clause.end) for t in group if not t.negative]
    clause = min(positives, key=lambda e: (abs(len(e.text) - 80), e.text, e.article)).text
    about = [
        scope.entity_of[(t.article, m)]
        for t in group
        for m in (*t.event.actors, *t.event.recipients)
        if (t.article, m) in scope.entity_of
    ]
    return make_claim(scope, "polarity", f"Did it happen: “{shorten(clause)}”?", about, witnesses, compare_polarity)


def _value(event: EventMention) -> str:
    return {"denied": "denied", "not-occurred": "did not happen"}.get(event.status, "happened")


def compare_polarity(first: str, second: str) -> tuple[Relation, str]:
    """Say whether one tells as a fact what the other does not."""
    if "happened" in (first, second):
        return "conflict", "one account tells it as a fact, one says that it was not so or is denied"
    return "compatible", "none tells it as a fact"
