"""Whether two numbers answer one question: points for what their clauses have in common (data/numbers.toml)."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum.compare.clauses import Likeness
from variorum.compare.closeness import Meanings
from variorum.compare.counted import Counted
from variorum.compare.measures import are_compatible, scale
from variorum.compare.number_tellings import UNKNOWN
from variorum.compare.passages import Passages, weigh_in
from variorum.compare.related import Related
from variorum.compare.units import are_other_people, is_money, name_family, number_words
from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml

_UNREAD = 0.35  # the likeness of two sentences of a story that the encoder has not read
_PEOPLE = frozenset(("people",))
_GROWN = math.log(20)  # as many times more a toll may be in the next report
_MANY = frozenset(("%", "time", "vote"))  # units of which two sources may speak of two things


def are_apart(first: Counted, second: Counted) -> bool:
    """Tell whether two numbers can't be answers to one question.

    An article that gives two numbers speaks of two things, unless they are estimates ('the police put it at ...'). So
    do 'from 10' and 'to 25', the votes for and against, and a number that is wanted and another that is offered.
    """
    differ = not are_compatible(first.quantity, second.quantity)
    wanted = first.mode and second.mode and ("wanted" in first.mode) != ("wanted" in second.mode)
    if ("allowed" in first.mode) != ("allowed" in second.mode):
        return True  # what a ship may carry and what it carried
    if differ and any((mode in first.mode) != (mode in second.mode) for mode in ("demanded", "refused")):
        return True
    if differ and (first.modifiers ^ second.modifiers) & number_words("further"):
        return True  # 'another 4 percent', 'two more dead' come to what was told before
    if differ and first.unit == "people" and _are_of_others(first.owners, second.owners):
        return True
    if differ and "prison" in first.predicates & second.predicates and _name_others(first.heads, second.heads):
        return True
    estimates = first.gauge and first.gauge == second.gauge and first.gauge in number_words("totals")
    estimates = estimates or _are_by_others(first, second)
    if differ and ((first.article == second.article and not estimates) or wanted):
        return True
    if first.side != second.side:
        return True
    return {first.slot, second.slot} == {"from", "to"}


def _are_of_others(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether the people of one are another party's; of those whom an unnamed party lost nothing is known."""
    unknown = any(o.startswith(UNKNOWN) for o in first | second)
    return unknown or bool(first and second and not first & second)


def _name_others(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether both tell of somebody by name, and of nobody in common."""
    one, two = ({h for h in heads if h.startswith("ent-")} for heads in (first, second))
    return bool(one and two) and not one & two


def _are_by_others(first: Counted, second: Counted) -> bool:
    """Whether an article gives two numbers of one thing, one sentence after the other, from two who say so."""
    near = abs(first.quantity.sentence - second.quantity.sentence) <= 1 and first.noun == second.noun
    if first.mode | second.mode or first.ahead or second.ahead:
        return False
    return near and bool(first.teller and second.teller) and first.teller != second.teller


def _count_things(counted: Counted) -> frozenset[str]:
    """What a number may be the only one of in an article: a noun of its own, or those who were killed, injured, ..."""
    if counted.unit == "time" or counted.unit == "%" or is_money(counted.unit) or counted.side:
        return frozenset()
    told = counted.predicates & number_words("growing")
    return told if counted.noun in number_words("wide") or not counted.noun else told | {f"noun {counted.noun}"}


class Pairs:
    """Tells of two numbers of one story how likely they answer one question."""

    def __init__(self, counted: Sequence[Counted], encoder: Encoder, related: Related, passages: Passages) -> None:
        self._meanings = Meanings(encoder)
        self._passages = passages
        self._likeness = Likeness([clause for c in counted for clause in (c.clause, c.near)])
        self._related = related
        self._values: dict[tuple[str, str], set[tuple[float, float]]] = defaultdict(set)
        for item in counted:
            for thing in _count_things(item):
                self._values[(item.article, thing)].add((item.quantity.low, item.quantity.high))

    def keys(self, counted: Counted) -> Iterator[tuple[str, str]]:
        """Only numbers of one family are compared, those first that also have words, a context or the value alike."""
        family = name_family(counted.unit)
        yield family, ""
        yield family, f"unit {counted.unit}"
        for word in sorted(counted.predicates | counted.contexts):
            yield family, word
        for word in self._likeness.find_telling(counted.clause):
            yield family, f"word {word}"
        for thing in sorted(_count_things(counted)):
            yield family, thing
        yield family, f"value {scale(counted.quantity).low}"
        for near in self._related.keys((counted.article, counted.quantity.sentence)):
            yield family, near

    def score(self, first: Counted, second: Counted) -> float:
        """Give the points for what they have in common, less the threshold (numbers.toml)."""
        if first.article == second.article and not are_apart(first, second):
            fits = are_compatible(first.quantity, second.quantity)
            alike = fits and first.predicates & second.predicates and first.noun == second.noun
            return 1.0 if alike or (_are_by_others(first, second) and first.unit not in _MANY) else -1.0
        points: Mapping[str, float] = read_toml("numbers")["points"]
        total = points["bias"] + sum(points[name] * value for name, value in self.read(first, second).items())
        return weigh_in(total, "numbers", lambda: self._passages.judge_same(first.cloze, second.cloze))

    def read(self, first: Counted, second: Counted) -> dict[str, float]:
        """Give the features of a pair, most of them 0 or 1."""
        differ = not are_compatible(first.quantity, second.quantity)
        shared = first.contexts & second.contexts
        one, other = scale(first.quantity), scale(second.quantity)
        equal = (one.low, one.high) == (other.low, other.high)
        found = {
            "words": self._likeness.share_words(first.clause, second.clause),
            "near": self._likeness.share_words(first.near, second.near),
            "gauge": float(bool(first.gauge) and first.gauge == second.gauge),
            "other_gauge": float(bool(first.gauge and second.gauge) and first.gauge != second.gauge),
            "rate": float(first.rate != second.rate),
            "predicate": float(bool(first.predicates & second.predicates)),
            "no_predicate": float(
                bool(first.predicates and second.predicates and not first.predicates & second.predicates)
            ),
            "row": float(any(c.startswith("row ") for c in shared)),
            "event": float(any(not c.startswith("row ") for c in shared)),
            "modifier": float(bool(first.modifiers & second.modifiers)),
            "alone": float(first.alone and second.alone),
            "value": min(3.0, math.log10(1 + min(first.quantity.low, second.quantity.low))) if equal else 0.0,
            "differ": float(differ),
            "definite": float(differ and (first.definite or second.definite)),
            "measure": float(first.unit == "%" or is_money(first.unit)),
            "ahead": float(first.ahead != second.ahead),
            "slot": float(first.slot == second.slot),
            "only": float(self._is_only(first, second)),
            "meaning": (self._meanings.compare(first.text, second.text) or _UNREAD) - _UNREAD,
            "related": self._related.compare(*((c.article, c.quantity.sentence) for c in (first, second))),
            **self._compare_nouns(first, second),
        }
        growing, wide = number_words("growing"), number_words("wide")
        tolls, others = first.predicates & growing, second.predicates & growing
        grows = tolls & others
        found["other_toll"] = float(bool(tolls and others) and not grows)
        found["toll"] = float(bool(grows) and first.noun in wide and second.noun in wide)
        if grows:
            found["wider_noun"] = 0.0  # 'cost four lives' for three guards who were killed, and another
        if one.low and other.low:
            ratio = abs(math.log(one.low / other.low))
            found["ratio"] = max(0.0, ratio - _GROWN) if grows else min(4.0, ratio)
            if ratio > _GROWN:
                found["only"] = 0.0
        if found["other_toll"]:
            found["only"] = 0.0
        if first.heads - _PEOPLE and second.heads - _PEOPLE:
            heads, others = first.heads - _PEOPLE, second.heads - _PEOPLE
            found["heads"] = len(heads & others) / min(len(heads), len(others))
            found["no_heads"] = float(not heads & others)
        if first.days and second.days and not found["toll"]:
            met = any(a[0] <= b[1] and b[0] <= a[1] for a in first.days for b in second.days)
            found["day" if met else "other_day"] = 1.0
        if first.parties and second.parties:
            found["parties" if first.parties & second.parties else "no_parties"] = 1.0
        return found

    def _is_only(self, first: Counted, second: Counted) -> bool:
        """Whether both articles give one number, and no other, of what both count."""
        common = _count_things(first) & _count_things(second)
        return any(
            len(self._values[(first.article, thing)]) == len(self._values[(second.article, thing)]) == 1
            for thing in common
        )

    def _compare_nouns(self, first: Counted, second: Counted) -> dict[str, float]:
        if first.unit != second.unit:
            return {"other_unit": 1.0}
        if first.noun == second.noun or (first.unit != "people" and first.noun and second.noun):
            return {"noun": 1.0}
        wide = number_words("wide")
        if first.unit != "people" or (first.noun in wide and second.noun in wide):
            return {}
        if first.noun in wide or second.noun in wide:
            return {"wider_noun": 1.0}
        return {"other_noun": float(are_other_people(first.noun, second.noun))}
