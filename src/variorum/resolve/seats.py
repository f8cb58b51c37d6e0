"""Cities that stand for the government of a state that no list knows: whose they are, by all articles together.

'the Veldanian capital, Korsund' decides. So does, told twice, that the state's parliament, ministry or officials sit or
speak there ('the Kelmari president told the parliament in Port Ansel'), or that the sentences around its name keep
naming one state of which no capital is known. Where two states come near, none is taken.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from variorum.resolve.names import name_key
from variorum.resolve.occurrences import Occurrence

_CAPITAL_BEFORE = re.compile(r"(?:['’]s)?\s+capital(?:\s+city)?(?:\s+of)?,?\s+")
_CAPITAL_AFTER = re.compile(r",?\s+(?:the\s+|which is\s+the\s+)?(?:capital\s+of\s+(?:the\s+)?)?")
_CAPITAL = re.compile(r"(?:['’]s)?\s+capital\b")
_SEAT = re.compile(
    r"\b(?:parliament|ministry|government|presidency|cabinet|senate|assembly|palace|supreme court|prime minister|"
    r"spokesman|spokeswoman|spokesperson|officials?|lawmakers|presidential office)\s+(?:\w+\s+){0,4}in\s+$"
)
_REACH = 240  # characters back to the state's last mention
_DECISIVE, _ENOUGH = 10, 2


def find_seats(
    in_order: Mapping[str, Sequence[Occurrence]],
    states: Mapping[tuple[str, int], str],
    owned: Mapping[tuple[str, int], str],
) -> dict[tuple[str, int], str]:
    """Give, by the occurrence of a place that acts as a government, the key of the state whose seat it is.

    `in_order` has each article's occurrences in the order of the text, `states` the state's key for each of a state's,
    `owned` the same for each of a body or group ('Vendian troops') of a state that no list knows.
    """
    acting = {o.key for found in in_order.values() for o in found if _acts(o)}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in sorted(in_order) if acting else ():
        found = in_order[article]
        for position, occurrence in enumerate(found):
            if occurrence.key in acting and occurrence.kind == "place":
                for state, weight in _evidence(found, position, states):
                    votes[occurrence.key][state] += weight
    winners = {key: _winner(votes[key]) for key in sorted(votes)}
    seats = {key: state for key, state in winners.items() if state is not None}
    seats.update(_near_seats(in_order, {**states, **owned}, acting - seats.keys(), set(seats.values())))
    return {o.place: seats[o.key] for found in in_order.values() for o in found if _acts(o) and o.key in seats}


def _near_seats(
    in_order: Mapping[str, Sequence[Occurrence]],
    states: Mapping[tuple[str, int], str],
    acting: Collection[str],
    settled: Collection[str],
) -> dict[str, str]:
    """Give the state of each place in `acting` that the text around it names, of those that no list knows and that
    are not `settled`: the one so named that is alone in its sentence, or else in the next to it."""
    open_states = {
        states[o.place]
        for found in in_order.values()
        for o in found
        if o.place in states and o.mention.code is None and states[o.place] not in settled
    }
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in sorted(in_order) if acting and open_states else ():
        table: defaultdict[int, set[str]] = defaultdict(set)
        for o in in_order[article]:
            if states.get(o.place) in open_states:
                table[o.mention.sentence].add(states[o.place])
        for o in in_order[article]:
            if o.key in acting and o.kind == "place":
                votes[o.key].update(_alone_near(table, o))
        dateline = name_key(next((o.article.dateline_place or "" for o in in_order[article]), ""))
        if dateline in acting and table and len(table[min(table)]) == 1:
            votes[dateline].update(table[min(table)])
    enough = _ENOUGH if len(open_states) > 1 else 1
    return {key: state for key in sorted(votes) if (state := _winner(votes[key], enough)) is not None}


def _alone_near(table: Mapping[int, set[str]], occurrence: Occurrence) -> set[str]:
    """A government that acts is not named as a state in the same sentence: who is named there is another one."""
    here = occurrence.mention.sentence
    for sentence in (here - 1,) if _acts(occurrence) else (here, here - 1, here + 1):
        near = table.get(sentence, set())
        if near:
            return near if len(near) == 1 else set()
    return set()


def _acts(occurrence: Occurrence) -> bool:
    return occurrence.acts and occurrence.mention.code is None


def _evidence(
    found: Sequence[Occurrence], position: int, states: Mapping[tuple[str, int], str]
) -> list[tuple[str, int]]:
    here = found[position]
    text = here.article.text
    before = next((o for o in reversed(found[max(0, position - 8) : position]) if o.place in states), None)
    after = next((o for o in found[position + 1 : position + 2] if o.place in states), None)
    told: list[tuple[str, int]] = []
    if before is not None and _CAPITAL_BEFORE.fullmatch(text[before.mention.end : here.mention.start][:40]):
        told.append((states[before.place], _DECISIVE))
    if after is not None:
        between = _CAPITAL_AFTER.fullmatch(text[here.mention.end : after.mention.start][:40])
        named = between is not None and "capital" in between.group()
        if between is not None and (named or _CAPITAL.match(text, after.mention.end)):
            told.append((states[after.place], _DECISIVE))
    near = before is not None and here.mention.start - before.mention.end < _REACH
    if before is not None and near and _SEAT.search(text[max(0, here.mention.start - 80) : here.mention.start]):
        told.append((states[before.place], 2 if before.mention.sentence == here.mention.sentence else 1))
    return told


def _winner(votes: Counter[str], enough: int = _ENOUGH) -> str | None:
    best = sorted(votes, key=lambda state: (-votes[state], state))
    if not best or votes[best[0]] < enough:
        return None
    return None if len(best) > 1 and votes[best[1]] * 2 > votes[best[0]] else best[0]
