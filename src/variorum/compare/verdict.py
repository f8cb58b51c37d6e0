"""Readings and the verdict on them: agreed, single, compatible, updated, conflict, each with its reason.

A verdict counts accounts and never articles: two articles of one account that say the same are one voice. Where a later
article of the same account says otherwise, the account has been updated.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from variorum.compare.scope import Scope
from variorum.model.ids import content_id
from variorum.model.record import Claim, ClaimKind, Reading, Verdict
from variorum.model.text import Evidence

Relation = Literal["compatible", "progress", "replaced", "conflict"]  # replaced: the text itself says so
_MOST = 50  # readings, those of most accounts, with which the others are compared
_DAY_LENGTH = len("2025-02-18")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Witness:
    """One article's answer, with the passage that gives it. Answers of the same `value` are one reading."""

    value: str
    article: str
    evidence: Evidence


Compare = Callable[[str, str], tuple[Relation, str]]


def make_claim(
    scope: Scope,
    kind: ClaimKind,
    question: str,
    about: Iterable[str],
    witnesses: Sequence[Witness],
    compare: Compare,
) -> Claim:
    """Give the claim that the witnesses make. `compare` says how two values stand to each other and why."""
    readings = make_readings(scope, witnesses)
    verdict, why = decide(scope, readings, compare)
    identity = [f"{e.article}:{e.start}:{e.end}" for r in readings for e in r.evidence]
    return Claim(
        content_id("clm", kind, question, *identity),
        scope.story.id,
        question,
        tuple(sorted(set(about))),
        kind,
        verdict,
        why,
        readings,
    )


def make_readings(scope: Scope, witnesses: Sequence[Witness]) -> tuple[Reading, ...]:
    """Group witnesses by value; the reading with most accounts first."""
    groups: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        groups[witness.value].append(witness)
    readings = []
    for value, group in groups.items():
        articles = tuple(sorted({w.article for w in group}))
        evidence = tuple(sorted({w.evidence for w in group}))
        readings.append(Reading(value, articles, scope.accounts(articles), evidence))
    return tuple(sorted(readings, key=lambda r: (-r.accounts, -len(r.articles), r.value)))


def decide(scope: Scope, readings: Sequence[Reading], compare: Compare) -> tuple[Verdict, str]:
    """Give the verdict on readings, and the reason in words."""
    accounts = scope.accounts({a for r in readings for a in r.articles})
    if len(readings) == 1:
        if accounts == 1:
            return "single", "only one account tells it"
        return "agreed", f"{spell(accounts)} independent accounts say the same"
    reasons: dict[Verdict, dict[str, None]] = defaultdict(dict)
    printed = {reading.value: _read_printed(scope, reading) for reading in readings}
    pairs = ((one, other) for place, one in enumerate(readings[:_MOST]) for other in readings[place + 1 :])
    for first, second in pairs:
        relation, why = compare(first.value, second.value)
        kind: Verdict = "compatible"
        if relation != "compatible":
            kind = _replaced(printed[first.value], printed[second.value], relation)
        reasons[kind][why] = None
    for verdict in ("conflict", "updated", "compatible"):
        if verdict in reasons:
            words = "; ".join(reasons[verdict])
            return verdict, words + (_later(verdict))
    raise AssertionError("two readings always stand in some relation")


def _later(verdict: str) -> str:
    return "; the later article replaces the earlier" if verdict == "updated" else ""


@dataclass(frozen=True, slots=True)
class _Printed:
    """When a reading was printed, sorted, as far as its articles bear a date; and by account, as it stands there."""

    dates: list[str]
    by_account: Mapping[str, Sequence[str | None]]


def _read_printed(scope: Scope, reading: Reading) -> _Printed:
    by_account: dict[str, list[str | None]] = defaultdict(list)
    for article in reading.articles:
        by_account[scope.account_of[article]].append(scope.articles[article].published)
    known = sorted(day for days in by_account.values() for day in days if day)
    shortest = min((len(day) for day in known), default=0)
    return _Printed(known if shortest > _DAY_LENGTH else [day[:_DAY_LENGTH] for day in known], by_account)


def _replaced(first: _Printed, second: _Printed, relation: Relation) -> Verdict:
    """Values that differ are an update where the later one is of the same account, or is what one expects in time."""
    if relation == "replaced":
        return "updated"
    if _took_back(first, second) or _took_back(second, first):
        return "updated"
    early, late = sorted((first, second), key=lambda printed: printed.dates)
    if not early.dates or not late.dates or not early.dates[-1] < late.dates[0]:
        return "conflict"
    one_account = len(early.by_account) == 1 and early.by_account.keys() == late.by_account.keys()
    return "updated" if one_account or relation == "progress" else "conflict"


def _took_back(early: _Printed, late: _Printed) -> bool:
    """Whether every account of a reading has itself replaced it, in a later article, by the other."""
    return all(
        any(_is_later(old, new) for new in late.by_account.get(account, ()))
        for account, days in early.by_account.items()
        for old in days
    )


def _is_later(early: str | None, late: str | None) -> bool:
    if early is None or late is None:
        return False
    shortest = min(len(early), len(late))
    length = shortest if shortest > _DAY_LENGTH else _DAY_LENGTH
    return early[:length] < late[:length]


def spell(count: int) -> str:
    """Give a small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
