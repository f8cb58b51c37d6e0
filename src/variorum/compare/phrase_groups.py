"""Where: claims on the places of any deed. Phrases that answer one question are found by points and by the judge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from variorum.compare.clauses import Likeness
from variorum.compare.linking import link
from variorum.compare.occasion_groups import places_fit
from variorum.compare.passages import Passages, weigh_in
from variorum.compare.phrases import Phrase, find_phrases
from variorum.compare.questions import ask, name_pronouns
from variorum.compare.related import Related
from variorum.compare.scope import Scope
from variorum.compare.verdict import Compare, Relation, Witness, make_claim
from variorum.compare.wording import quote
from variorum.language.dependents import find_inside
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.record import Claim


def find_phrase_claims(scope: Scope, claims: Iterable[Claim], related: Related, passages: Passages) -> Iterator[Claim]:
    """Give a claim for each question that the phrases of two accounts answer, and that none of `claims` asks."""
    known = {e for c in claims if c.kind == "place" and c.verdict != "single" for r in c.readings for e in r.evidence}
    told = {(e.article, place) for e in known for place in (e.start, e.end)}
    phrases = [p for p in find_phrases(scope) if not told & {(p.article, p.span.start), (p.article, p.span.end)}]
    for group in group_phrases(scope, phrases, related, passages):
        question = _ask(scope, group)
        claim = _claim(scope, group, question or _quote(scope, group), passages)
        if claim.verdict in ("conflict", "updated") or (question is not None and claim.verdict != "single"):
            yield claim


def group_phrases(scope: Scope, phrases: Sequence[Phrase], related: Related, passages: Passages) -> list[list[Phrase]]:
    """Give the phrases that answer one question together; groups of one article are left out."""
    pairs = Pairs(scope, phrases, related, passages)

    def barred(one: Phrase, other: Phrase) -> bool:
        return one.article == other.article and not _are_one(scope, one, other)

    ordered = sorted(phrases, key=lambda p: (-len(p.clause), p.article, p.span))
    groups = link(ordered, pairs.keys, pairs.score, barred, lambda p: p.article)
    return [sorted(g, key=lambda p: (p.article, p.span)) for g in groups if len({p.article for p in g}) > 1]


class Pairs:
    """Tells of two phrases of one story how likely they answer one question."""

    def __init__(self, scope: Scope, phrases: Sequence[Phrase], related: Related, passages: Passages) -> None:
        self._scope = scope
        self._passages = passages
        self._likeness = Likeness([p.clause for p in phrases])
        self._related = related

    def keys(self, phrase: Phrase) -> Iterator[str]:
        """What is told by one class of verbs, has a telling word in common, or is nearest is compared."""
        if phrase.predicate:
            yield f"told {phrase.predicate}"
        yield from self._likeness.find_telling(phrase.clause)
        yield from self._related.keys((phrase.article, phrase.sentence))

    def score(self, one: Phrase, other: Phrase) -> float:
        """Give the points for what they have in common, less the threshold (phrases.toml)."""
        points: Mapping[str, float] = read_toml("phrases")["points"]
        total = points["bias"] + sum(points[name] * value for name, value in self.read(one, other).items())
        return weigh_in(total, "places", lambda: self._passages.judge_same(one.cloze, other.cloze))

    def read(self, one: Phrase, other: Phrase) -> dict[str, float]:
        """Give the features of a pair by which points are counted."""
        return {
            "words": self._likeness.share_words(one.clause, other.clause),
            "predicate": float(bool(one.predicate) and one.predicate == other.predicate),
            "same": float(_are_one(self._scope, one, other)),
            "related": self._related.compare(*((p.article, p.sentence) for p in (one, other))),
        }


def _are_one(scope: Scope, one: Phrase, other: Phrase) -> bool:
    """Tell whether two phrases name one place, or may do so."""
    if one.entity is not None and other.entity is not None:
        return places_fit(scope, one.entity, other.entity)
    if one.proper and other.proper and not _name_one(scope, one, other):
        return False  # 'the bridge at Grauwe', 'the bridge at Orm'
    if _are_opposite(one, other):
        return False
    return bool(one.words & other.words) and (
        one.noun == other.noun or one.words <= other.words or other.words <= one.words
    )


def _are_opposite(one: Phrase, other: Phrase) -> bool:
    """Whether a word of one excludes a word of the other: 'the east bank' and 'the west bank', two floors."""
    first, second = (p.words - other.words for p, other in ((one, other), (other, one)))
    order = _stems("order")
    return bool(first & order and second & order) or any(
        (a in first and b in second) or (b in first and a in second) for a, b in _find_opposites()
    )


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, read_toml("phrases")[name].split()))


@cache
def _find_opposites() -> tuple[tuple[str, str], ...]:
    pairs = (pair.split("-") for pair in read_toml("phrases")["opposites"].split())
    return tuple((stem(one), stem(other)) for one, other in pairs)


def _name_one(scope: Scope, one: Phrase, other: Phrase) -> bool:
    """Whether two phrases have a name in common, or names of places of which one may lie in the other."""
    fitting = any(places_fit(scope, a, b) for a in one.names for b in other.names)
    return fitting or bool(one.proper & other.proper)


def _claim(scope: Scope, group: Sequence[Phrase], question: str, passages: Passages) -> Claim:
    values: dict[str, Phrase] = {}
    witnesses = []
    for phrase in group:
        known = next((v for v, p in values.items() if _same_value(scope, p, phrase)), None)
        text = scope.evidence(phrase.article, phrase.span.start, phrase.span.end)
        value = known or (scope.name(phrase.entity) if phrase.entity is not None else text.text)
        values.setdefault(value, phrase)
        witnesses.append(Witness(value, phrase.article, text))
    about = {p.entity for p in group if p.entity is not None}
    return make_claim(scope, "place", question, about, witnesses, _compare(scope, values, passages))


def _same_value(scope: Scope, one: Phrase, other: Phrase) -> bool:
    if one.entity is not None and one.entity == other.entity:
        return True
    if one.proper and one.proper == other.proper and _is_settlement(one) and _is_settlement(other):
        return not _are_opposite(one, other)  # 'Bren', 'the town of Bren'; but not 'north of Bren', 'south of Bren'
    return one.entity is None and other.entity is None and _are_one(scope, one, other)


def _is_settlement(phrase: Phrase) -> bool:
    """Whether a phrase is a name, or tells what kind of settlement bears it."""
    return phrase.noun in phrase.proper or phrase.noun in _stems("settlements")


def _compare(scope: Scope, values: Mapping[str, Phrase], passages: Passages) -> Compare:
    """Of places without names of their own the judge says whether they exclude each other: a cellar may be that of the
    palace, and 'the airstrip at Dohra' Dohra's runway."""

    def compare(first: str, second: str) -> tuple[Relation, str]:
        one, two = values[first], values[second]
        told = (scope.sentence_evidence(p.article, p.sentence).text for p in (one, two))
        clear = (one.named and two.named and not _name_one(scope, one, two)) or _are_opposite(one, two)
        if _are_one(scope, one, two) or not (clear or passages.judge_contradiction(*told) > 0):
            return "compatible", f"“{first}” and “{second}” may be one"
        return "conflict", f"“{first}” and “{second}” are not the same"

    return compare


def _ask(scope: Scope, group: Sequence[Phrase]) -> str | None:
    """The shortest question that a phrase of the group gives; None where no clause makes one."""
    made = sorted({(len(q), q) for phrase in group for q in _questions(scope, phrase)})
    return made[0][1] if made else None


def _quote(scope: Scope, group: Sequence[Phrase]) -> str:
    """A question that quotes what is told: for places that differ alone, as nobody would ask so."""
    first = group[0]
    return f"Where was it that “{quote(scope.sentence_evidence(first.article, first.sentence).text)}”?"


def _questions(scope: Scope, phrase: Phrase) -> Iterator[str]:
    sentence = scope.annotations[phrase.article].sentences[phrase.sentence]
    tokens = sentence.parse.tokens
    inside = find_inside(sentence, phrase.span.start, phrase.span.end)
    name = name_pronouns(scope, phrase.article, sentence)
    if not tokens[phrase.verb].tag.startswith("VB"):
        return
    clause = ask(sentence, phrase.verb, inside, name, exact=True)
    if clause:
        yield f"Where {clause}?"
