"""What the stages after annotation hand to one another besides the tables of the record."""

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model.record import Account, Derivation, Entity, Event, Judgement, Quoted, Utterance


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who rests on whom. Every article is in just one account."""

    derivations: tuple[Derivation, ...]
    accounts: tuple[Account, ...]

    def account_of(self) -> dict[str, str]:
        """Give the account's id for each article's id."""
        return {article: account.id for account in self.accounts for article in account.articles}


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities, and which of them each mention is: `of[(article id, index in Annotation.mentions)]`.

    A mention that is in no entity (it was judged to be no name) is missing from `of`.
    """

    table: tuple[Entity, ...]
    of: Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Utterances:
    """The utterances, their quotations, and which utterance each quotation mention is (by article id and index)."""

    table: tuple[Utterance, ...]
    quotations: tuple[Quoted, ...]
    of: Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Events:
    """The events, and which of them each event mention is (by article id and index in Annotation.events)."""

    table: tuple[Event, ...]
    of: Mapping[tuple[str, int], str]
    judgements: tuple[Judgement, ...] = ()
