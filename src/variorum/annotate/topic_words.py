"""The words of data/topics.toml, as tables."""

from dataclasses import dataclass
from functools import cache

from variorum.language.lexicon import read_toml


@dataclass(frozen=True, slots=True)
class TopicWords:
    """Words by which an issue is named or is none; see the data file for what each table is for."""

    empty: frozenset[str]
    shells: frozenset[str]
    generic: frozenset[str]
    bare: frozenset[str]
    endings: tuple[str, ...]
    vague: frozenset[str]
    leading: frozenset[str]
    aside: frozenset[str]
    circumstances: frozenset[str]
    local: frozenset[str]
    light: frozenset[str]
    particles: frozenset[str]
    doubled: frozenset[str]
    telling: frozenset[str]


@cache
def topic_words() -> TopicWords:
    """Read the tables, once."""
    data = read_toml("topics")
    nouns, phrases, verbs = data["nouns"], data["phrases"], data["verbs"]
    return TopicWords(
        frozenset(nouns["empty"]), frozenset(nouns["shells"]), frozenset(nouns["generic"]), frozenset(nouns["bare"]),
        tuple(nouns["endings"]), frozenset(phrases["vague"]), frozenset(phrases["leading"]),
        frozenset(phrases["aside"]), frozenset(phrases["circumstances"]), frozenset(phrases["local"]),
        frozenset(verbs["light"]), frozenset(verbs["particles"]),
        frozenset(verbs["doubled"]), frozenset(verbs["telling"]),
    )  # fmt: skip
