"""Which clauses of a story's accounts tell one happening, in the same or in other words, or deny it.

Two tellings are held against each other by points for what they have in common (assertions.toml). They are looked up
by an index of their words, the rarest first; a sentence that many articles print is looked up once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.compare.closeness import Closeness
from variorum.compare.passages import Passages, weigh_in
from variorum.compare.predicates import verb_class, verb_pairs
from variorum.compare.tellings import AGAINST, Telling
from variorum.compare.units import are_other_people
from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem

_MOST = 40  # tellings that one is compared with, those with most weight in common first
_MOST_KEYED = 200  # that a key leads to
_MOST_MEMBERS = 4  # of a happening that another telling is compared with


@dataclass(frozen=True, slots=True)
class Happenings:
    """`tellings` in their order; `group_of[i]` is the happening of the telling i, `groups` the tellings of each."""

    tellings: Sequence[Telling]
    closeness: Closeness
    group_of: Sequence[int]
    groups: Sequence[Sequence[int]]


def find_happenings(tellings: Sequence[Telling], encoder: Encoder, passages: Passages) -> Happenings:
    """Join the tellings of one happening. What is denied, what is told and what is to come are never joined."""
    closeness = Closeness(tellings, encoder, passages)
    index: dict[tuple[bool, bool, str], list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    group_of: list[int] = []
    printed: dict[Telling, int] = {}
    for number, telling in enumerate(tellings):
        same = replace(telling, article="", sentence=0, event="")
        chosen = printed.get(same)
        keys = [(telling.negative, telling.assertion.ahead, key) for key in find_keys(telling)]
        if chosen is None:
            chosen = _choose(telling, tellings, closeness, index, keys, groups, group_of)
            for key in keys:
                index[key].append(number)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        printed.setdefault(same, chosen)
        groups[chosen].append(number)
        group_of.append(chosen)
    return Happenings(tellings, closeness, group_of, groups)


def _choose(
    telling: Telling,
    tellings: Sequence[Telling],
    closeness: Closeness,
    index: Mapping[tuple[bool, bool, str], Sequence[int]],
    keys: Sequence[tuple[bool, bool, str]],
    groups: Sequence[Sequence[int]],
    group_of: Sequence[int],
) -> int | None:
    """The happening that the telling fits best, if any: points with one of it, and with no other far below."""
    shared: dict[int, float] = defaultdict(float)
    for key in keys:
        weight = closeness.likeness.weigh(key[2]) if key[2] in telling.clause else 1.0
        for other in index.get(key, ())[:_MOST_KEYED]:
            shared[other] += weight
    likely = sorted(shared, key=lambda n: (-shared[n], n))[:_MOST]
    points = {n: score_same(telling, tellings[n], closeness) for n in likely}
    best = sorted((-value, n) for n, value in points.items() if value >= 0)
    least: float = read_toml("assertions")["least"]
    for _, number in best:
        group = groups[group_of[number]]
        if all(score_same(telling, tellings[n], closeness) >= least for n in group[:_MOST_MEMBERS]):
            return group_of[number]
    return None


def find_keys(telling: Telling) -> Iterator[str]:
    """Give what a telling is looked up by: the class of its verb, and the words of its clause."""
    yield telling.predicate
    yield from sorted(telling.clause - {telling.predicate})


def score_same(one: Telling, other: Telling, closeness: Closeness) -> float:
    """Give the points by which two tellings are of one happening, less the threshold."""
    found = compare_tellings(one, other, closeness)
    found["condition"] = float(one.conditional != other.conditional)
    found["other_number"] = 0.0  # accounts that differ in it tell one happening
    found["event"] = float(bool(one.event) and one.event == other.event)
    if one.agents and other.agents and not one.agents & other.agents:
        found["other_agents"] = 1.0
    if one.places and other.places and not one.places & other.places:
        found["other_place"] = 1.0
    if (one.predicate, other.predicate) in verb_pairs("apart"):
        found["apart"] = 1.0
    total = _add_points("same", found, one, other, closeness)
    return weigh_in(total, "tellings", lambda: closeness.judge_same(one, other))


def score_denial(negative: Telling, positive: Telling, closeness: Closeness) -> float:
    """Give the points by which one telling denies the other, less the threshold."""
    found = compare_tellings(negative, positive, closeness)
    found["against"] = float(negative.predicate.endswith(AGAINST) != positive.predicate.endswith(AGAINST))
    found["fate"] = float(positive.predicate in _fates() and negative.predicate != positive.predicate)
    found["called_off"] = float(negative.called_off and negative.predicate != positive.predicate)
    apart = negative.predicate != positive.predicate or not found.keys() & {"parties", "person", "heads"}
    found["mirrored"] = float(negative.mirrored and apart)
    found["same_article"] = float(negative.article == positive.article)
    found["other_verb"] = float(negative.generic and positive.generic and negative.predicate != positive.predicate)
    total = _add_points("points", found, negative, positive, closeness)
    return weigh_in(total, "denials", lambda: closeness.judge_contradiction(negative, positive))


def _add_points(table: str, found: Mapping[str, float], one: Telling, other: Telling, closeness: Closeness) -> float:
    """Add the points of what two tellings have in common; what they mean counts where that could make up for it."""
    points: Mapping[str, float] = read_toml("assertions")[table]
    total = points["bias"] + sum(points.get(name, 0.0) * value for name, value in found.items())
    if total + points["meaning"] < _least():
        return total
    return total + points["meaning"] * closeness.compare_meaning(one, other)


def compare_tellings(one: Telling, other: Telling, closeness: Closeness) -> dict[str, float]:
    """Give what two tellings have in common and in what they differ, by name; `one` is the denial, if either is."""
    words, others = one.clause, other.clause
    likeness = closeness.likeness
    named = others - other.aside  # of 'arrests after a strike turned violent' only the arrests are asserted
    same = one.predicate == other.predicate
    telling = not one.generic
    rest = frozenset((one.predicate, one.predicate.removesuffix(AGAINST)))
    share = likeness.share_words(words, others)
    found = {
        "predicate": float(same and telling),
        "generic": float(same and not telling),
        "named": float(telling and not same and one.predicate in named and other.predicate != _asking()),
        "words": share,
        "senses": closeness.compare_senses(one, other),
        "besides": min(3.0, sum(likeness.weigh(w) for w in sorted((words & others) - rest)) / 3),
        "exists": share if one.exists else 0.0,
        "ahead": float(one.assertion.ahead != other.assertion.ahead),
        "no_agent": float(bool(one.agents) and other.passive and not one.agents & other.beside),
    }
    if one.persons and other.persons:
        found["person" if one.persons & other.persons else "other_person"] = 1.0
    if one.numbers and not one.numbers & other.numbers:
        found["other_number"] = 1.0  # 'never held 46 people' denies the number
    kinds = {kind for kind, _ in one.doers} & {kind for kind, _ in other.doers} - {"person"}
    if kinds and not one.doers & other.doers:
        found["other_doers"] = 1.0
    if one.people and other.people:
        apart = all(are_other_people(first, second) for first in one.people for second in other.people)
        found["other_people" if apart else "people"] = 1.0
    if one.parties and other.parties:
        found["parties" if one.parties & other.parties else "no_parties"] = 1.0
    if one.heads and other.heads:
        found["heads" if one.heads & other.heads else "no_heads"] = 1.0
    aims = [frozenset(h for h in t.heads if h.startswith("to ")) for t in (one, other)]
    if all(aims) and not aims[0] & aims[1] and same:
        found["other_aim"] = 1.0  # 'agreed to withdraw', 'agreed to release'
    # 'used tear gas' for 'fired tear gas'
    done = other.predicate in _doing() and "heads" in found
    if found["generic"] and found.keys() & {"people", "heads"}:
        found["predicate"] = 1.0  # 'call a witness'
    if (one.predicate, other.predicate) in verb_pairs("alike"):
        found["alike"] = 1.0
    elif not same and not found["named"] and not done:
        found["unlinked"] = 1.0
    if not (words & others) - rest and not found.keys() & {"person", "heads", "people"}:
        # 'agreed with him on that' is not 'agreed to withdraw the vessels'
        unsaid = any(head.startswith("to ") for head in one.heads) and not other.heads
        found["bare"] = 0.5 if one.agents & other.agents and not unsaid else 1.0
    if one.nobody and same and telling:
        found["nobody"] = 1.0
    if one.days and other.days:
        met = any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days)
        found["day" if met else "other_day"] = 1.0
    return found


@cache
def _least() -> float:
    """The least points that anything asks for."""
    found = read_toml("assertions")
    return float(min(found["least"], found["witness"], 0.0))


@cache
def _fates() -> frozenset[str]:
    """Verbs that say that a thing was put off or dropped, and so not that it was done."""
    return frozenset(stem(verb_class(verb)) for verb in read_toml("assertions")["ending"].split())


@cache
def _asking() -> str:
    return stem("urge")


@cache
def _doing() -> frozenset[str]:
    return frozenset(map(stem, read_toml("assertions")["doing"].split()))
