"""Readings and the verdict on them: agreed, single, compatible, updated, conflict, each with its reason.

A verdict counts accounts and never articles: two articles of one account that say the same are one voice. Where a later
article of the same account says otherwise, the account has been updated.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from variorum.compare.scope import Scope
from variorum.model.ids import content_id
from variorum.model.record import Claim, ClaimKind, Reading, Verdict
from variorum.model.text import Evidence

Relation = Literal["compatible", "progress", "replaced", "conflict"]  # replaced: the text itself says so
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
    reasons: dict[Verdict, list[str]] = defaultdict(list)
    for first, second in combinations(readings, 2):
        relation, why = compare(first.value, second.value)
        kind: Verdict = "compatible" if relation == "compatible" else _replaced(scope, first, second, relation)
        reasons[kind].append(why)
    for verdict in ("conflict", "updated", "compatible"):
        if verdict in reasons:
            words = "; ".join(dict.fromkeys(reasons[verdict]))
            return verdict, words + (_later(verdict))
    raise AssertionError("two readings always stand in some relation")


def _later(verdict: str) -> str:
    return "; the later article replaces the earlier" if verdict == "updated" else ""


def _replaced(scope: Scope, first: Reading, second: Reading, relation: Relation) -> Verdict:
    """Values that differ are an update where the later one is of the same account, or is what one expects in time."""
    if relation == "replaced":
        return "updated"
    if _took_back(scope, first, second) or _took_back(scope, second, first):
        return "updated"
    early, late = sorted((first, second), key=lambda r: _dates(scope, r))
    dates = _dates(scope, early), _dates(scope, late)
    if not dates[0] or not dates[1] or not dates[0][-1] < dates[1][0]:
        return "conflict"
    one_account = scope.accounts({*early.articles, *late.articles}) == 1
    return "updated" if one_account or relation == "progress" else "conflict"


def _took_back(scope: Scope, early: Reading, late: Reading) -> bool:
    """Whether every account of a reading has itself replaced it, in a later article, by the other."""
    dates = {a: scope.articles[a].published for a in (*early.articles, *late.articles)}
    return all(
        any(
            scope.account_of[new] == scope.account_of[old] and _is_later(dates[old], dates[new])
            for new in late.articles
        )
        for old in early.articles
    )


def _is_later(early: str | None, late: str | None) -> bool:
    if early is None or late is None:
        return False
    shortest = min(len(early), len(late))
    return early[:shortest] < late[:shortest] if shortest > 10 else early[:10] < late[:10]


def _dates(scope: Scope, reading: Reading) -> list[str]:
    """When the reading was printed, sorted, as far as its articles bear a date."""
    known = sorted(d for d in (scope.articles[a].published for a in reading.articles) if d)
    if not known:
        return []
    shortest = min(len(d) for d in known)
    return known if shortest > 10 else [d[:10] for d in known]


def spell(count: int) -> str:
    """Give a small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
