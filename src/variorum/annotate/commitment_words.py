"""The words of data/commitments.toml, as tables."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from variorum.language.lexicon import read_toml
from variorum.model.annotation import CommitmentForm


@dataclass(frozen=True, slots=True)
class CommitmentWords:
    """Words and the form of undertaking that they tell; see the data file for what each table is for."""

    of_verb: dict[str, CommitmentForm]
    with_object: frozenset[str]
    prepositions: frozenset[str]
    requested: frozenset[str]
    request_prepositions: frozenset[str]
    of_noun: dict[str, CommitmentForm]
    documents: frozenset[str]
    lists: frozenset[str]
    of_act: dict[str, str]
    announcing: frozenset[str]
    not_actions: frozenset[str]
    denied: frozenset[str]
    under: frozenset[str]
    provide: frozenset[str]
    vague: frozenset[str]
    aside: frozenset[str]
    goods: frozenset[str]
    withholding: frozenset[str]
    ready: frozenset[str]
    obtaining: frozenset[str]
    about: frozenset[str]
    planning: frozenset[str]
    plans: frozenset[str]
    listing: frozenset[str]
    listers: frozenset[str]
    aims: frozenset[str]
    working: frozenset[str]


@cache
def commitment_words() -> CommitmentWords:
    """Read the tables, once."""
    data = read_toml("commitments")
    verbs, nouns = data["verbs"], data["nouns"]
    forms: Collection[CommitmentForm] = ("agreed", "announced", "offered", "signed")
    return CommitmentWords(
        {word: form for form in forms for word in verbs[form]},
        frozenset(verbs["with_object"]), frozenset(verbs["prepositions"]), frozenset(verbs["requested"]),
        frozenset(verbs["request_prepositions"]),
        {word: form for form in forms for word in nouns.get(form, ())},
        frozenset(nouns["documents"]), frozenset(nouns["lists"]),
        {word: status for status, acts in data["acts"].items() for word in acts},
        frozenset(data["announcing"]["verbs"]), frozenset(data["announcing"]["not_actions"]),
        frozenset(verbs["denied"]), frozenset(nouns["under"]), frozenset(nouns["provide"]),
        frozenset(data["announcing"]["vague"]), frozenset(data["announcing"]["aside"]), frozenset(verbs["goods"]),
        frozenset(data["announcing"]["withholding"]), frozenset(data["announcing"]["ready"]),
        frozenset(data["obtained"]["verbs"]), frozenset(data["obtained"]["prepositions"]),
        frozenset(data["planned"]["verbs"]), frozenset(data["planned"]["nouns"]), frozenset(data["listed"]["verbs"]),
        frozenset(data["listed"]["subjects"]), frozenset(data["listed"]["aims"]), frozenset(verbs["working"]),
    )  # fmt: skip
