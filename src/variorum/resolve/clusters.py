"""Occurrences that are one entity, while they are gathered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from variorum.language.spelling import fold
from variorum.model.annotation import EntityKind
from variorum.model.record import Judgement
from variorum.model.text import Evidence
from variorum.resolve.names import name_key
from variorum.resolve.occurrences import Occurrence


@dataclass(slots=True)
class Cluster:
    """One entity in the making. `reasons`: score and reason of each merge, by the folded alias. `name` where known;
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

    def printed_keys(self) -> list[str]:
        return sorted({o.key for o in self.occurrences})


def choose_name(names: Iterable[str]) -> str:
    """Give the most frequent name; of several one not in capitals, the longest, then the first by alphabet."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name.isupper() and " " in name, -len(name), name))


def judge(cluster: Cluster, name: str) -> tuple[Judgement, ...]:
    """Give the cluster's merges as judgements: for each alias score and reason why it is the entity of that name.

    Where the name itself was merged into another, its reason is that of the other's spelling.
    """
    judgements = []
    reverse = cluster.reasons.get(fold(name))
    for alias in sorted({o.mention.name for o in cluster.occurrences} - {name}):
        reason = cluster.reasons.get(fold(alias))
        if reason is None and name_key(alias) == name_key(name):
            reason = 1.0, "the same name but for capitals, accents, hyphens or points"
        reason = reason or reverse
        if reason is not None:
            judgements.append(Judgement(alias, name, "same-as", round(reason[0], 3), reason[1]))
    return tuple(judgements)
