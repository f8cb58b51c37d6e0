"""The words of data/stances.toml, as tables."""

from dataclasses import dataclass
from functools import cache

from variorum.language.lexicon import read_toml
from variorum.model.annotation import StanceKind

_TURNED: dict[StanceKind, StanceKind] = {"supports": "opposes", "opposes": "undecided"}
_REVERSED: dict[StanceKind, StanceKind] = {"supports": "opposes", "opposes": "supports"}


@dataclass(frozen=True, slots=True)
class StanceWords:
    """Words and the side that they take; see the data file for what each table is for."""

    of_verb: dict[str, StanceKind]
    of_preposition: dict[str, StanceKind]
    of_noun: dict[str, StanceKind]
    of_adjective: dict[str, StanceKind]
    of_judgement: dict[str, StanceKind]
    of_infinitive: dict[str, StanceKind]
    undecided: frozenset[str]
    prepositions: frozenset[str]
    express: frozenset[str]
    views: frozenset[str]
    judge: frozenset[str]
    say: frozenset[str]
    ask: frozenset[str]
    forbid: frozenset[str]
    open: frozenset[str]
    open_if_negated: frozenset[str]
    deny: frozenset[str]
    deeds: frozenset[str]
    of_persons: frozenset[str]
    ask_on: frozenset[str]
    kept_if_negated: frozenset[str]
    in_others: frozenset[str]
    dependent: frozenset[str]
    refute: frozenset[str]


@cache
def stance_words() -> StanceWords:
    """Read the tables, once."""
    data = read_toml("stances")
    content = data["content"]
    kinds: tuple[StanceKind, ...] = ("supports", "opposes", "undecided")

    def table(name: str) -> dict[str, StanceKind]:
        return {word: kind for kind in kinds for word in data[name].get(kind, ())}

    return StanceWords(
        of_verb=table("object"),
        of_preposition=table("preposition"),
        of_noun=table("noun"),
        of_adjective=table("adjective"),
        of_judgement=table("judgement"),
        of_infinitive={word: kind for kind in kinds for word in content[f"infinitive_{kind}"]},
        undecided=frozenset(content["infinitive_undecided"]),
        prepositions=frozenset(data["noun"]["prepositions"]),
        express=frozenset(data["noun"]["express"]),
        views=frozenset(data["noun"]["views"]),
        judge=frozenset(data["judgement"]["judge"]),
        say=frozenset(content["say"]),
        ask=frozenset(content["ask"]),
        forbid=frozenset(content["forbid"]),
        open=frozenset(content["open"]),
        deny=frozenset(content["deny"]),
        deeds=frozenset(data["object"]["deeds"]),
        of_persons=frozenset(data["object"]["of_persons"]),
        ask_on=frozenset(content["ask_on"]),
        kept_if_negated=frozenset(data["object"]["kept_if_negated"]),
        in_others=frozenset(data["noun"]["in_others"]),
        dependent=frozenset(content["dependent"]),
        refute=frozenset(content["refute"]),
        open_if_negated=frozenset(data["object"]["open_if_negated"]),
    )


def turn(stance: StanceKind, negated: bool) -> StanceKind:
    """Negate the taking of a side: not to support is to oppose, but not to rule out is to be undecided."""
    return _TURNED.get(stance, stance) if negated else stance


def reverse(stance: StanceKind, reversed_: bool = True) -> StanceKind:
    """Negate the issue: to be against not signing is to be for signing."""
    return _REVERSED.get(stance, stance) if reversed_ else stance
