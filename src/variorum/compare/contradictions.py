"""Sentences of two accounts that cannot both be so, without a 'not' that would show it: found by the judge of passages.

A sentence is held against those nearest to it (near_sentences.py). What the judge finds of both, and of those beside
them (judgements.py), makes points (data/contradictions.toml) that decide. What is then asked is taken from the clauses
that contradict each other likeliest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest

from variorum.compare.happenings import Happenings
from variorum.compare.judgements import Judgements
from variorum.compare.near_sentences import NearSentences
from variorum.compare.passages import Passages, weigh
from variorum.compare.related import Pair
from variorum.compare.rows import Place
from variorum.compare.scope import Scope
from variorum.compare.sides import Sides
from variorum.compare.tellings import AGAINST, Telling
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml

_MOST_CLAUSES = 6  # pairs of two sentences' clauses of which the judge chooses, those with most in common


def add_contradictions(
    scope: Scope,
    sides: Sides,
    near: NearSentences,
    judgements: Judgements,
    passages: Passages,
    denials: Iterable[Sequence[Telling]],
) -> list[list[Telling]]:
    """Give the groups of what is told of a happening and what denies it, with what contradicts either; and new ones.

    A telling that contradicts another without a negation is turned: it tells that the other was not so. Sentences to
    which a claim already gives two readings are left out: they differ in a number, a time or the like, or seem to.
    """
    groups = _Groups(denials)
    happenings = near.happenings
    rendered = _find_rendered(scope)

    def is_asked(one: Place, other: Place) -> bool:
        told = sides.are_opposed(one, other) or groups.oppose(one, other)
        return not told and not rendered[one] & rendered[other] and bool(near.pair_clauses(one, other))

    for pair in near.pairs:
        if not (judgements.are_read(pair) and is_asked(*pair)) or _add_points(read_pair(near, judgements, pair)) < 0:
            continue
        clauses = _choose_clauses(happenings, passages, near.pair_clauses(*pair))
        first, second = (happenings.tellings[n] for n in clauses)
        if _denies_by_verb(first, second) or _deny_both(scope, first, second):
            continue
        asserted, denying = _order_in_time(scope, happenings, *_order(scope, happenings, *clauses))
        if asserted is not None and denying is not None:
            every = [happenings.tellings[n] for n in happenings.groups[happenings.group_of[asserted]]]
            if denying.spoken not in {told.spoken for told in every}:  # else it is told of the same happening
                groups.add(every, happenings.tellings[asserted], denying)
    return groups.members


def _add_points(features: Mapping[str, float]) -> float:
    points: Mapping[str, float] = read_toml("contradictions")["points"]
    return points["bias"] + sum(points[name] * value for name, value in features.items())


def read_pair(near: NearSentences, judgements: Judgements, pair: Pair) -> dict[str, float]:
    """Give the features of two near sentences by which points are counted."""
    return {
        "related": near.related.compare(*pair),
        "likely": judgements.find(pair).contradiction,
        "common": max(near.pair_clauses(*pair).values(), default=0.0),
        "support": judgements.find_support(pair),
        "rivals": judgements.find_rivals(pair),
        "nearest": float(judgements.are_nearest(pair)),
    }


def _denies_by_verb(first: Telling, second: Telling) -> bool:
    """Whether one clause has the verb of the other with a negation: then points decide what it denies (polarities.py),
    lest 'did not agree to withdraw the gunboats' deny 'agreed to release the sailors', or 'did not vote against it'
    that somebody voted for it."""
    one, other = (told.predicate.removesuffix(AGAINST) for told in (first, second))
    return first.negative != second.negative and one == other


class _Groups:
    """Groups of tellings, some of which deny what the others assert."""

    def __init__(self, groups: Iterable[Sequence[Telling]]) -> None:
        self.members = [list(group) for group in groups]
        self._denials = len(self.members)  # groups of what is denied by a negation come first
        self._of: dict[tuple[Place, bool], dict[int, None]] = defaultdict(dict)
        for number, group in enumerate(self.members):
            for told in group:
                self._of[(_place(told), told.negative)][number] = None

    def oppose(self, one: Place, other: Place) -> bool:
        """Tell whether two sentences stand on the two sides of a group."""
        there = self._of[(one, False)].keys() & self._of[(other, True)].keys()
        return bool(there or self._of[(one, True)].keys() & self._of[(other, False)].keys())

    def add(self, happening: Sequence[Telling], asserted: Telling, denying: Telling) -> None:
        """Add a contradiction to the group that knows one of its sides; else make one of it and of its happening.

        What a negation denies, in a group that was given, is surer than what else the denial may contradict.
        """
        known = [*self._of[(_place(denying), True)], *self._of[(_place(asserted), False)]]
        number = known[0] if known else len(self.members)
        if number < self._denials and all(number not in self._of[(_place(told), False)] for told in happening):
            return
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


def _deny_both(scope: Scope, first: Telling, second: Telling) -> bool:
    """Whether one denies by its verb and the other by a negation: 'rejected the accusation', 'Not one rifle left'."""
    return any(_tells_denial(scope, one) and other.negative for one, other in ((first, second), (second, first)))


def _tells_denial(scope: Scope, told: Telling) -> bool:
    """Whether its verb denies something itself: 'rejected the accusation that ...'."""
    verb = scope.annotations[told.article].sentences[told.sentence].parse.tokens[told.assertion.verb]
    return verb.lemma.lower() in read_toml("assertions")["denying"].split()


def _find_rendered(scope: Scope) -> Mapping[Place, set[str]]:
    """The utterances that each sentence renders: in which words they were said is another question."""
    found: dict[Place, set[str]] = defaultdict(set)
    for article, annotation in scope.annotations.items():
        for index, quotation in enumerate(annotation.quotations):
            utterance = scope.utterance_of.get((article, index))
            if utterance is not None:
                found[(article, quotation.sentence)].add(utterance)
    return found


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
    """The telling that is asked for first: it asserts, without denying anything, and more accounts tell the like."""

    def rank(number: int) -> tuple[bool, bool, int, int]:
        members = happenings.groups[happenings.group_of[number]]
        told = happenings.tellings[number]
        accounts = scope.accounts({happenings.tellings[n].article for n in members})
        return told.negative, _tells_denial(scope, told), -accounts, number

    first, second = sorted((one, other), key=rank)
    return first, second
