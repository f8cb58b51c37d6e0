"""Which passages that tell when or where something happened tell it of one happening.

Points are in data/occasions.toml.
"""

from collections.abc import Iterator, Mapping, Sequence

from variorum.compare.clauses import Likeness
from variorum.compare.clocks import are_other_hours
from variorum.compare.days import day, days_apart
from variorum.compare.frames import Frame
from variorum.compare.linking import link
from variorum.compare.occasions import Told
from variorum.compare.passages import Passages, weigh_in
from variorum.compare.predicates import name_class, verb_pairs
from variorum.compare.scope import Scope
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem

_YEAR = 300  # days
_PEOPLE = frozenset(("people",))


def group_told(scope: Scope, told: Sequence[Told], passages: Passages) -> list[list[Told]]:
    """Give what is told of one happening together; groups that only one article tells are left out."""

    def fits(first: Told, second: Told) -> bool:
        if first.place is not None and second.place is not None:
            return places_fit(scope, first.place, second.place)
        if first.days is None or second.days is None or days_apart(first.days, second.days):
            return False
        return not are_other_hours(first.clock, second.clock)

    def points(first: Told, second: Told) -> float:
        total = _score(first, second, fits(first, second), likeness)
        if not first.cloze or not second.cloze:
            return total
        return weigh_in(total, "occasions", lambda: passages.judge_same(first.cloze, second.cloze))

    def barred(first: Told, second: Told) -> bool:
        if first.single is not None and second.single is not None and first.single != second.single:
            return True  # who died on Wednesday is not of those killed on Tuesday
        if (stem(first.frame.predicate), stem(second.frame.predicate)) in verb_pairs("apart"):
            return True
        put_off = is_new(first) != is_new(second)  # the article tells the old day and the new one
        return first.article == second.article and not fits(first, second) and not put_off

    def is_new(item: Told) -> bool:
        return item.moved is not None or (item.article, stem(item.frame.predicate), item.days) in put_off_to

    put_off_to = {(t.article, stem(t.frame.predicate), t.days) for t in told if t.moved is not None}
    likeness = Likeness([t.words for t in told])
    ordered = sorted(told, key=lambda t: (-len(t.frame.heads) - len(t.contexts), t.article, t.span))
    groups = link(ordered, lambda t: _keys(t, likeness), points, barred, lambda t: t.article)
    return [sorted(g, key=lambda t: (t.article, t.span)) for g in groups if len({t.article for t in g}) > 1]


def places_fit(scope: Scope, first: str, second: str) -> bool:
    """Tell whether one place is the other or lies in it."""
    return first in scope.above(second) or second in scope.above(first)


def _keys(told: Told, likeness: Likeness) -> Iterator[str]:
    """Only what is told by one class of verbs, or has a telling word in common, is compared."""
    if told.frame.predicate:
        yield f"told {stem(told.frame.predicate)}"
    yield from likeness.find_telling(told.words)


def _score(first: Told, second: Told, fits: bool, likeness: Likeness) -> float:
    points: Mapping[str, float] = read_toml("occasions")
    one, two = first.frame, second.frame
    same = stem(one.predicate) == stem(two.predicate)
    named = stem(one.predicate) in second.words or stem(two.predicate) in first.words
    known = "predicate" if same else "named" if named else "no_predicate"
    total = points["bias"] + (points[known] if one.predicate and two.predicate else 0.0)
    if first.place is None or first.words & second.words > {stem(one.predicate)} or not one.markers ^ two.markers:
        total += points["words"] * likeness.share_words(first.words, second.words)
    if one.heads and two.heads:
        shared = one.heads & two.heads
        share = len(shared) / min(len(one.heads), len(two.heads))
        total += points["only_people" if shared == _PEOPLE else "heads"] * share
        if not shared and _are_opposed(_without_itself(one), _without_itself(two)):
            total += points["no_heads"]
    common = first.contexts & second.contexts
    total += points["row"] * any(c.startswith("row ") for c in common)
    total += points["event"] * any(not c.startswith("row ") for c in common)
    if first.parties and second.parties:
        count = len(first.parties & second.parties)
        total += points["parties" if count > 1 else "one_party" if count else "no_parties"]
    if one.markers or two.markers:
        total += points["marker" if one.markers & two.markers else "other_marker"]
    if one.markers and two.markers and not one.markers & two.markers:
        total += points["other_marker"]
    total += points["ahead" if one.ahead == two.ahead else "planned" if fits else "other_ahead"]
    total += points["other_limit"] * (first.limit != second.limit)
    if (
        first.place is not None
        and first.days
        and second.days
        and days_apart(first.days, second.days) > points["near_days"]
    ):
        total += points["very_far"]
    if fits:
        alike = (
            first.place is not None or not first.days or not second.days or _length(first.days) == _length(second.days)
        )
        return total + points["fits" if alike else "holds"]
    if first.place is not None or first.days is None or second.days is None:
        return total
    apart = days_apart(first.days, second.days)
    years = min(_length(first.days), _length(second.days)) >= _YEAR  # 'built in 1985' and 'in 1987' are near
    close = years or apart <= points["near_days"]
    far = max(points["far_days"], points["far_share"] * min(first.distance, second.distance))
    return total + points["near" if close else "far" if apart <= far else "very_far"]


def _without_itself(frame: Frame) -> frozenset[str]:
    """Who and what a frame tells of, but not the happening itself: 'the last inspection was in November'."""
    return frozenset(h for h in frame.heads if h.startswith("ent-") or name_class(h) != frame.predicate)


def _are_opposed(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether both name parties, or both name things; 'the ministers' and 'Kelmar' do not exclude each other."""
    entities, others = ({h.startswith("ent-") for h in side} for side in (first, second))
    return bool(entities & others)


def _length(days: tuple[str, str]) -> int:
    return day(days[1]) - day(days[0])
