"""Occurrences that are one entity, while they are gathered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from variorum.language.spelling import fold
from variorum.model.annotation import EntityKind
from variorum.model.record import Judgement
from variorum.model.text import Evidence
from variorum.resolve.occurrences import Occurrence


@dataclass(slots=True)
class Cluster:
    """One entity in the making. `reasons`: score and reason of each merge, by the folded alias. `name` where it is known;
    `within`: passages inside mentions of others that name it ('Belgian' in 'Belgian diplomats')."""

    kind: EntityKind
    key: str
    code: str | None = None
    name: str | None = None
    occurrences: list[Occurrence] = field(default_factory=list)
    reasons: dict[str, tuple[float, str]] = field(default_factory=dict)
    within: set[Evidence] = field(default_factory=set)

    def add(self, occurrence: Occurrence, score: float = 1.0, reason: str = "") -> None:
        """Take an occurrence in; the first reason given for an alias stands."""
        self.occurrences.append(occurrence)
        if reason:
            self.reasons.setdefault(fold(occurrence.mention.name), (score, reason))

    def keys(self) -> list[str]:
        return sorted({o.key for o in self.occurrences})


def choose_name(names: Iterable[str]) -> str:
    """Give the most frequent name; of several the longest, then the first by alphabet."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def judge(cluster: Cluster, name: str) -> tuple[Judgement, ...]:
    """Give the cluster's merges as judgements, an alias each."""
    printed: dict[str, str] = {}
    for occurrence in cluster.occurrences:
        alias = occurrence.mention.name
        folded = fold(alias)
        if folded not in printed or alias < printed[folded]:
            printed[folded] = alias
    return tuple(
        Judgement(printed[folded], name, "same-as", round(score, 3), reason)
        for folded, (score, reason) in sorted(cluster.reasons.items())
        if folded in printed and printed[folded] != name
    )
