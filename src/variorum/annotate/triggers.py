"""The words that tell of events: event_triggers.toml and fates.toml, read into tables by lemma."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Status


@dataclass(frozen=True, slots=True)
class Trigger:
    """A PLOVER type ('' for an event that PLOVER has no type for) and mode ('' for none)."""

    type: str
    mode: str

    @property
    def modes(self) -> tuple[str, ...]:
        return (self.mode,) if self.mode else ()


@dataclass(frozen=True, slots=True)
class Triggers:
    """`verbs` and `nouns` by lemma (words of a phrase joined by '_'), `pairs` by (verb, object noun)."""

    verbs: dict[str, Trigger]
    nouns: dict[str, Trigger]
    pairs: dict[tuple[str, str], Trigger]


@dataclass(frozen=True, slots=True)
class Fates:
    """Fate by verb and by noun, the status each gives, the class of each thing that can have one."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    status: dict[str, Status]
    things: dict[str, str]


@cache
def read_triggers() -> Triggers:
    """Give the table of triggers."""
    data = read_toml("event_triggers")
    pairs = {}
    for key, value in data["pairs"].items():
        verbs, objects = key.split("|")
        trigger = _trigger(*value.partition(":")[::2])
        pairs.update({(verb, noun): trigger for verb in verbs.split() for noun in objects.split()})
    return Triggers(_by_word(data["verbs"]), _by_word(data["nouns"]), pairs)


@cache
def read_fates() -> Fates:
    """Give the table of fates."""
    data = read_toml("fates")
    return Fates(
        {word: fate for fate, words in data["verbs"].items() for word in words.split()},
        {word: fate for fate, words in data["nouns"].items() for word in words.split()},
        {fate: cast(Status, status) for fate, status in data["status"].items()},
        {word: thing for thing, words in data["things"].items() for word in words.split()},
    )


def _trigger(type_name: str, mode: str) -> Trigger:
    return Trigger("" if type_name == "*" else type_name, mode)


def _by_word(table: dict[str, dict[str, str]]) -> dict[str, Trigger]:
    return {
        word: _trigger(type_name, mode)
        for type_name, modes in table.items()
        for mode, words in modes.items()
        for word in words.split()
    }
