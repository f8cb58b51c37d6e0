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
from variorum.compare.related import Related
from variorum.compare.scope import Scope
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem

_YEAR = 300  # days
_PEOPLE = frozenset(("people",))


def group_told(scope: Scope, told: Sequence[Told], related: Related, passages: Passages) -> list[list[Told]]:
    """Give what is told of one happening together; groups that only one article tells are left out."""
    pairs = Pairs(scope, told, related, passages)
    fits = pairs.fit

    def barred(first: Told, second: Told) -> bool:
        if first.single is not None and second.single is not None and first.single != second.single:
            return True  # who died on Wednesday is not of those killed on Tuesday
        if (stem(first.frame.predicate), stem(second.frame.predicate)) in verb_pairs("apart"):
            return True
        if first.sentence == second.sentence and first.verb != second.verb and None in (first.days, second.days):
            return first.article == second.article  # 'it began at six at the station, which was seized on Monday'
        put_off = is_new(first) != is_new(second)  # the article tells the old day and the new one
        return first.article == second.article and not fits(first, second) and not put_off

    def is_new(item: Told) -> bool:
        return item.moved is not None or (item.article, stem(item.frame.predicate), item.days) in put_off_to

    put_off_to = {(t.article, stem(t.frame.predicate), t.days) for t in told if t.moved is not None and t.days}
    ordered = sorted(told, key=lambda t: (-len(t.frame.heads) - len(t.contexts), t.article, t.span))
    groups = link(ordered, pairs.keys, pairs.score, barred, lambda t: t.article)
    return [sorted(g, key=lambda t: (t.article, t.span)) for g in groups if len({t.article for t in g}) > 1]


def places_fit(scope: Scope, first: str, second: str) -> bool:
    """Tell whether one place is the other or lies in it."""
    return first in scope.above(second) or second in scope.above(first)


class Pairs:
    """Tells of two times, or of two places, of one story how likely they are told of one happening."""

    def __init__(self, scope: Scope, told: Sequence[Told], related: Related, passages: Passages) -> None:
        self._scope = scope
        self._passages = passages
        self._likeness = Likeness([t.words for t in told])
        self._related = related

    def keys(self, told: Told) -> Iterator[str]:
        """Only what is told by one class of verbs, has a telling word in common, or is nearest is compared."""
        if told.frame.predicate:
            yield f"told {stem(told.frame.predicate)}"
        yield from self._likeness.find_telling(told.words)
        if told.place is None:
            yield from self._related.keys((told.article, told.sentence))

    def fit(self, first: Told, second: Told) -> bool:
        """Tell whether both may be so of one happening."""
        if first.place is not None and second.place is not None:
            return places_fit(self._scope, first.place, second.place)
        if first.days is not None and second.days is not None and days_apart(first.days, second.days):
            return False
        return not are_other_hours(first.clock, second.clock)

    def score(self, first: Told, second: Told) -> float:
        """Give the points for what they have in common, less the threshold (occasions.toml)."""
        points: Mapping[str, float] = read_toml("occasions")["points"]
        total = points["bias"] + sum(points[name] * value for name, value in self.read(first, second).items())
        if not first.cloze or not second.cloze:
            return total
        return weigh_in(total, "occasions", lambda: self._passages.judge_same(first.cloze, second.cloze))

    def read(self, first: Told, second: Told) -> dict[str, float]:
        """Give the features of a pair, most of them 0 or 1; of a place some do not count."""
        one, two = first.frame, second.frame
        return {
            **self._compare_words(first, second),
            **_compare_heads(one, two),
            **_compare_contexts(first, second),
            **_compare_times(first, second, self.fit(first, second)),
            "marker": float(bool(one.markers & two.markers)),
            "other_marker": float(bool(one.markers ^ two.markers and not one.markers & two.markers))
            + float(bool(one.markers and two.markers and not one.markers & two.markers)),
            "other_limit": float(first.limit != second.limit),
            "related": self._related.compare(*((t.article, t.sentence) for t in (first, second))),
        }

    def _compare_words(self, first: Told, second: Told) -> dict[str, float]:
        one, two = (stem(t.frame.predicate) for t in (first, second))
        found = {}
        if first.frame.predicate and second.frame.predicate:
            named = one in second.words or two in first.words
            found["predicate" if one == two else "named" if named else "no_predicate"] = 1.0
        markers = first.frame.markers ^ second.frame.markers
        if first.place is None or first.words & second.words > {one} or not markers:
            found["words"] = self._likeness.share_words(first.words, second.words)
        return found


def _compare_heads(one: Frame, two: Frame) -> dict[str, float]:
    if not one.heads or not two.heads:
        return {}
    shared = one.heads & two.heads
    share = len(shared) / min(len(one.heads), len(two.heads))
    found = {"only_people" if shared == _PEOPLE else "heads": share}
    if not shared and _are_opposed(_without_itself(one), _without_itself(two)):
        found["no_heads"] = 1.0
    return found


def _compare_contexts(first: Told, second: Told) -> dict[str, float]:
    common = first.contexts & second.contexts
    found = {
        "row": float(any(c.startswith("row ") for c in common)),
        "event": float(any(not c.startswith("row ") for c in common)),
    }
    if first.parties and second.parties:
        count = len(first.parties & second.parties)
        found["parties" if count > 1 else "one_party" if count else "no_parties"] = 1.0
    return found


def _compare_times(first: Told, second: Told, fits: bool) -> dict[str, float]:
    """How the days are to each other; of places, how far apart those are of which they are told."""
    points: Mapping[str, float] = read_toml("occasions")
    found = {"ahead" if first.frame.ahead == second.frame.ahead else "planned" if fits else "other_ahead": 1.0}
    if first.place is not None or first.days is None or second.days is None:
        far = bool(first.days and second.days and days_apart(first.days, second.days) > points["near_days"])
        told = first.place is not None or (first.clock and second.clock)  # an hour and a day alone neither fit nor not
        return found | {"very_far": float(far), "fits": float(fits and bool(told))}
    if fits:
        return found | {"fits" if _length(first.days) == _length(second.days) else "holds": 1.0}
    apart = days_apart(first.days, second.days)
    years = min(_length(first.days), _length(second.days)) >= _YEAR  # 'built in 1985' and 'in 1987' are near
    close = years or apart <= points["near_days"]
    far_days = max(points["far_days"], points["far_share"] * min(first.distance, second.distance))
    return found | {"near" if close else "far" if apart <= far_days else "very_far": 1.0}


def _without_itself(frame: Frame) -> frozenset[str]:
    """Who and what a frame tells of, but not the happening itself: 'the last inspection was in November'."""
    return frozenset(h for h in frame.heads if h.startswith("ent-") or name_class(h) != frame.predicate)


def _are_opposed(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether both name parties, or both name things; 'the ministers' and 'Kelmar' do not exclude each other."""
    entities, others = ({h.startswith("ent-") for h in side} for side in (first, second))
    return bool(entities & others)


def _length(days: tuple[str, str]) -> int:
    return day(days[1]) - day(days[0])
