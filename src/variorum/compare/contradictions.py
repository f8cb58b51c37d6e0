"""Sentences of two accounts that cannot both be so, without a 'not' that would show it: found by the judge of passages.

A sentence is held against those nearest to it by the sentence encoder, of so many sentences of a story at most; in a
long story those with the rarest words in common are read. The judge (language/inference.py) reads both sentences, and
points (data/contradictions.toml) decide. What is then asked is taken from the clauses that contradict each other
likeliest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import islice

from variorum.compare.happenings import Happenings, find_keys
from variorum.compare.nearest import find_nearest
from variorum.compare.passages import Passages, weigh
from variorum.compare.rows import Place
from variorum.compare.scope import Scope
from variorum.compare.sides import Sides
from variorum.compare.tellings import Telling
from variorum.language.dependents import children
from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml

_MOST_KEYED = 100  # tellings that a word leads to
_MOST_PAIRS = 20_000  # of a story, those with most weight in common
_FEWEST = 2  # accounts
_MOST_CLAUSES = 6  # pairs of two sentences' clauses of which the judge chooses, those with most in common
_MOST = 5  # sentences that one is looked up with, those with most weight in common first


def add_contradictions(
    scope: Scope,
    happenings: Happenings,
    sides: Sides,
    encoder: Encoder,
    passages: Passages,
    denials: Iterable[Sequence[Telling]],
) -> list[list[Telling]]:
    """Give the groups of what is told of a happening and what denies it, with what contradicts either; and new ones.

    A telling that contradicts another without a negation is turned: it tells that the other was not so. Sentences that
    a claim already sets against each other are left out: they differ in a number, a time or the like.
    """
    groups = _Groups(denials)
    told = _find_told(scope, happenings)
    rendered = _find_rendered(scope)
    for one, other, nearness in _find_candidates(scope, happenings, told, encoder):
        if passages.spent:
            break
        if sides.are_opposed(one, other) or groups.oppose(one, other) or rendered[one] & rendered[other]:
            continue
        pairs = _pair_clauses(happenings, told[one], told[other])
        if not pairs or not _contradict(scope, passages, one, other, nearness):
            continue
        pair = _choose_clauses(happenings, passages, pairs)
        first, second = (happenings.tellings[n] for n in pair)
        if _denies_by_verb(first, second):
            continue
        if not _tell_of_one(first, second) and not _share_words(happenings, told[one], told[other]):
            continue
        asserted, denying = _order_in_time(scope, happenings, *_order(scope, happenings, *pair))
        if asserted is not None and denying is not None:
            every = happenings.groups[happenings.group_of[asserted]]
            groups.add([happenings.tellings[n] for n in every], happenings.tellings[asserted], denying)
    return groups.members


def _find_told(scope: Scope, happenings: Happenings) -> Mapping[Place, Sequence[int]]:
    """The tellings of each sentence; of one that many print, of the first."""
    told: dict[Place, list[int]] = defaultdict(list)
    first: dict[str, Place] = {}
    for number, telling in enumerate(happenings.tellings):
        place = _place(telling)
        if telling.mirrored or telling.narrowing:
            continue
        if first.setdefault(scope.sentence_evidence(*place).text, place) == place:
            told[place].append(number)
    return told


def _contradict(scope: Scope, passages: Passages, one: Place, other: Place, nearness: float) -> bool:
    """Whether the points by which two sentences contradict each other are enough."""
    points: Mapping[str, float] = read_toml("contradictions")["points"]
    texts = (scope.sentence_evidence(*place).text for place in (one, other))
    beyond = max(0.0, nearness - points["alike"])
    total = points["bias"] + points["nearness"] * (nearness - beyond) + points["beyond"] * beyond
    return total + points["likely"] * passages.judge_contradiction(*texts) >= 0


def _denies_by_verb(first: Telling, second: Telling) -> bool:
    """Whether one clause has the verb of the other with a negation: then points decide what it denies (polarities.py),
    lest 'did not agree to withdraw the gunboats' deny 'agreed to release the sailors'."""
    return first.negative != second.negative and first.predicate == second.predicate


def _tell_of_one(first: Telling, second: Telling) -> bool:
    """Whether two clauses are told of one doer, person or thing."""
    one, two = (t.heads | t.people | t.agents for t in (first, second))
    return bool(one & two)


def _share_words(happenings: Happenings, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two sentences have enough words in common, the rare ones counting most: in commentary the judge sees
    oppositions between what is said of two things."""
    words, others = (frozenset(w for n in tellings for w in happenings.tellings[n].clause) for tellings in (one, other))
    least: float = read_toml("contradictions")["words"]
    return happenings.closeness.likeness.share_words(words, others) > least


class _Groups:
    """Groups of tellings, some of which deny what the others assert."""

    def __init__(self, groups: Iterable[Sequence[Telling]]) -> None:
        self.members = [list(group) for group in groups]
        self._of: dict[tuple[Place, bool], dict[int, None]] = defaultdict(dict)
        for number, group in enumerate(self.members):
            for told in group:
                self._of[(_place(told), told.negative)][number] = None

    def oppose(self, one: Place, other: Place) -> bool:
        """Tell whether two sentences stand on the two sides of a group."""
        there = self._of[(one, False)].keys() & self._of[(other, True)].keys()
        return bool(there or self._of[(one, True)].keys() & self._of[(other, False)].keys())

    def add(self, happening: Sequence[Telling], asserted: Telling, denying: Telling) -> None:
        """Add a contradiction to the group that knows one of its sides; else make one of it and of its happening."""
        known = [*self._of[(_place(denying), True)], *self._of[(_place(asserted), False)]]
        number = known[0] if known else len(self.members)
        if not known:
            self.members.append([])
        there = {_place(t) for t in self.members[number]}
        for told in (*happening, asserted, denying):
            if _place(told) not in there:
                self.members[number].append(told)
                self._of[(_place(told), told.negative)][number] = None


def _place(told: Telling) -> Place:
    return told.article, told.sentence


def _turn(told: Telling) -> Telling:
    """A telling as one of what the other tells not being so."""
    if told.negative:
        return told
    return replace(told, assertion=replace(told.assertion, voice="not"), mirrored=True)


def _order_in_time(
    scope: Scope, happenings: Happenings, asserted: int, denying: int
) -> tuple[int | None, Telling | None]:
    """The telling that is asked for and the other as a denial of it.

    Where articles of two days tell how things stood then ('the talks go on', 'the talks ended on Friday'), what the
    earlier one tells had not changed yet. None where what was so may since have ended.
    """
    told, other = happenings.tellings[asserted], happenings.tellings[denying]
    first, second = (_read_day(scope, t) for t in (told, other))
    if not _may_have_changed(scope, told, other):
        return asserted, _turn(other)
    if second < first:
        return asserted, replace(_turn(other), lasting=True)
    if not other.negative:
        return denying, replace(_turn(told), lasting=True)
    return (asserted, other) if not _tells_present(scope, told) else (None, None)


def _read_day(scope: Scope, told: Telling) -> str:
    return (scope.articles[told.article].published or "")[:10]


def _may_have_changed(scope: Scope, one: Telling, other: Telling) -> bool:
    first, second = _read_day(scope, one), _read_day(scope, other)
    if first == second:
        return False
    later = any(t.days and printed and t.days[0][0] > printed for t, printed in ((one, second), (other, first)))
    return later or any(_tells_present(scope, t) for t in (one, other))


def _tells_present(scope: Scope, told: Telling) -> bool:
    tokens = scope.annotations[told.article].sentences[told.sentence].parse.tokens
    verb = told.assertion.verb
    parts = [verb, *(c for c in children(tokens, verb) if tokens[c].dep in ("aux", "auxpass"))]
    return any(tokens[i].tag in ("VBZ", "VBP") for i in parts)


def _find_rendered(scope: Scope) -> Mapping[Place, set[str]]:
    """The utterances that each sentence renders: in which words they were said is another question."""
    found: dict[Place, set[str]] = defaultdict(set)
    for article, annotation in scope.annotations.items():
        for index, quotation in enumerate(annotation.quotations):
            utterance = scope.utterance_of.get((article, index))
            if utterance is not None:
                found[(article, quotation.sentence)].add(utterance)
    return found


def _find_candidates(
    scope: Scope, happenings: Happenings, told: Mapping[Place, Sequence[int]], encoder: Encoder
) -> list[tuple[Place, Place, float]]:
    """Pairs of sentences of two accounts that are near each other to the encoder, with the cosine, nearest first."""
    settings = read_toml("contradictions")
    places = sorted(told)
    if scope.accounts(article for article, _ in places) < _FEWEST:
        return []
    if len(places) > settings["encoder_sentences"]:
        looked_up = (place for pair in _look_up(scope, happenings, told) for place in pair)
        places = sorted(islice(dict.fromkeys(looked_up), settings["encoder_sentences"]))
    vectors = encoder.encode([scope.sentence_evidence(*place).text for place in places])
    near = find_nearest(vectors, [scope.account_of[article] for article, _ in places], settings["nearest"])
    return [(places[a], places[b], cosine) for a, b, cosine in near]


def _look_up(scope: Scope, happenings: Happenings, told: Mapping[Place, Sequence[int]]) -> list[tuple[Place, Place]]:
    """Pairs of sentences of two accounts, those first that have the rarest words in common."""
    likeness = happenings.closeness.likeness
    index: dict[str, list[Place]] = defaultdict(list)
    words = {
        place: {w for n in numbers for w in happenings.tellings[n].clause | {*find_keys(happenings.tellings[n])}}
        for place, numbers in told.items()
    }

    def find() -> Iterator[tuple[float, Place, Place]]:
        for place in sorted(words):
            shared: dict[Place, float] = defaultdict(float)
            for word in sorted(words[place]):
                weight = likeness.weigh(word)
                for other in index[word][:_MOST_KEYED]:
                    if scope.account_of[other[0]] != scope.account_of[place[0]]:
                        shared[other] += weight
                index[word].append(place)
            for other in sorted(shared, key=lambda p: (-shared[p], p))[:_MOST]:
                yield shared[other], other, place

    return [(one, other) for _, one, other in nlargest(_MOST_PAIRS, find())]


def _pair_clauses(happenings: Happenings, one: Sequence[int], other: Sequence[int]) -> dict[tuple[int, int], float]:
    """Two tellings each, of which one at least asserts something as so, with what they have in common."""
    closeness, tellings = happenings.closeness, happenings.tellings
    return {
        (m, n): closeness.likeness.share_words(a.clause, b.clause) + closeness.compare_senses(a, b)
        for m in one
        for n in other
        for a, b in ((tellings[m], tellings[n]),)
        if a.assertion.ahead == b.assertion.ahead
        and a.again == b.again  # 'closed the port', 'did not close it again'
        and not (a.negative and b.negative)
    }


def _choose_clauses(
    happenings: Happenings, passages: Passages, pairs: Mapping[tuple[int, int], float]
) -> tuple[int, int]:
    """Of the clauses of two sentences that contradict each other those that do so likeliest, by themselves, and that
    have much in common."""
    common: float = read_toml("contradictions")["common"]

    def rate(pair: tuple[int, int]) -> tuple[float, int, int]:
        first, second = (happenings.tellings[n] for n in pair)
        likely = passages.judge(first.spoken, second.spoken)
        return common * pairs[pair] + weigh(likely[1] if likely is not None else 0.0), -pair[0], -pair[1]

    likely = nlargest(_MOST_CLAUSES, pairs, key=lambda pair: (pairs[pair], -pair[0], -pair[1]))
    return max(likely, key=rate)


def _order(scope: Scope, happenings: Happenings, one: int, other: int) -> tuple[int, int]:
    """The telling that is asked for first: it asserts, and more accounts tell the like."""

    def rank(number: int) -> tuple[bool, int, int]:
        members = happenings.groups[happenings.group_of[number]]
        told = happenings.tellings[number]
        return told.negative, -scope.accounts({happenings.tellings[n].article for n in members}), number

    first, second = sorted((one, other), key=rank)
    return first, second
