"""Parties and issues side by side: what the page and `variorum show RECORD.db stance` lay out as a table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.model.annotation import StanceKind
from variorum.model.record import Stance

SIDES: Mapping[StanceKind, str] = {
    "supports": "for",
    "opposes": "against",
    "conditional": "on condition",
    "undecided": "undecided",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side that a party takes on a topic: the accounts that say so, and the rows that tell it."""

    side: StanceKind
    accounts: int
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """What each party's side on one topic is: a tuple of sides for each party of the table."""

    topic: str
    cells: tuple[tuple[Side, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of the topics on which several parties are heard, and the other stances by party."""

    parties: tuple[str, ...]
    rows: tuple[TopicRow, ...]
    others: tuple[tuple[str, tuple[Stance, ...]], ...]


def lay_out_stances(
    stances: Sequence[Stance], name: Callable[[str], str], count_accounts: Callable[[Iterable[str]], int]
) -> Matrix:
    """Lay stances of one story out as topics by parties; what most are heard on, and who is heard most, comes first.

    `name` gives a party's name, `count_accounts` the independent accounts among articles.
    """
    by_topic = _by(stances, topic_of)
    shared = {topic: found for topic, found in by_topic.items() if len({stance.actor for stance in found}) > 1}
    heard: dict[str, set[str]] = defaultdict(set)
    for topic, found in shared.items():
        for stance in found:
            heard[stance.actor].add(topic)
    parties = tuple(sorted(heard, key=lambda party: (-len(heard[party]), name(party), party)))

    def sides(found: Sequence[Stance], party: str) -> tuple[Side, ...]:
        by_side = _by((stance for stance in found if stance.actor == party), side_of)
        return tuple(
            Side(side, count_accounts(e.article for row in by_side[side] for e in row.evidence), tuple(by_side[side]))
            for side in SIDES
            if side in by_side
        )

    rows = [TopicRow(topic, tuple(sides(found, party) for party in parties)) for topic, found in shared.items()]
    rows.sort(key=lambda row: (-sum(bool(cell) for cell in row.cells), -_accounts(row), row.topic))
    alone = _by((stance for stance in stances if topic_of(stance) not in shared), lambda stance: stance.actor)
    others = tuple((party, tuple(alone[party])) for party in sorted(alone, key=lambda party: (name(party), party)))
    return Matrix(parties, tuple(rows), others)


def topic_of(stance: Stance) -> str:
    """Give what a stance is compared by; a record of an earlier version has the issue alone."""
    return stance.topic or stance.issue


def side_of(stance: Stance) -> StanceKind:
    """Give the side on the topic."""
    return stance.on_topic if stance.topic else stance.stance


def _accounts(row: TopicRow) -> int:
    return sum(side.accounts for cell in row.cells for side in cell)


def _by(rows: Iterable[Stance], key: Callable[[Stance], str]) -> dict[str, list[Stance]]:
    found: dict[str, list[Stance]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
