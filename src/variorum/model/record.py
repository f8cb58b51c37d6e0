"""The tables of the record, as `export --format json` prints them (the contract is in docs/record.md).

Ids are content hashes. Dates are ISO 8601. A tuple is a list in JSON; None is null; nothing is ever missing.
"""

from dataclasses import dataclass
from typing import Literal

from variorum.model.annotation import CommitmentForm, EntityKind, Precision, QuotationKind, StanceKind, Status
from variorum.model.text import Article, Evidence, Issue

DerivationKind = Literal["copy", "revision", "excerpt", "paraphrase", "common-origin"]
ClaimKind = Literal["status", "number", "date", "place", "role", "participant", "polarity", "wording", "statement"]
Verdict = Literal["agreed", "single", "compatible", "updated", "conflict"]
Variant = Literal["fullest", "excerpt", "reworded"]
OmissionKind = Literal["negation", "condition", "hedge"]
CommitmentStatus = Literal["open", "reaffirmed", "disputed", "fulfilled", "withdrawn"]

OutcomeKind = Literal["fulfilled", "not-fulfilled", "withdrawn", "reaffirmed", "disputed"]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """[start, end) of the derived article rests on [from_start, from_end) of the other."""

    start: int
    end: int
    from_start: int
    from_end: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """`article` rests on `from_article`; `coverage` is the share of `article`'s text that is so derived."""

    article: str
    from_article: str
    kind: DerivationKind
    coverage: float
    similarity: float
    passages: tuple[Passage, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One independent telling. `origin` is an article's id, or the agency that all of them credit."""

    id: str
    articles: tuple[str, ...]
    origin: str
    basis: str


@dataclass(frozen=True, slots=True)
class Story:
    id: str
    title: str
    articles: tuple[str, ...]
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """An office that an entity is said to hold, with the passages that say so."""

    title: str
    organization: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why two names are one entity, two articles one account, ...: data that `explain` shows."""

    subject: str
    object: str
    relation: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    code: str | None
    affiliation: str | None
    roles: tuple[Role, ...]
    mentions: tuple[Evidence, ...]
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """What a wording leaves out so that it means something else; the evidence is in a fuller wording."""

    kind: OmissionKind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Quoted:
    """A row of the table `quotations`: one article's rendering of an utterance.

    `joint` are the speakers where several speak together, `occasion_evidence` the words for when and where it was
    said, `omissions` what of the fullest wording this one leaves out that changes the meaning.
    """

    id: str
    utterance: str
    kind: QuotationKind
    speaker: str | None
    speaker_text: str | None
    cue: str
    addressee: str | None
    variant: Variant
    evidence: Evidence
    source_evidence: Evidence | None
    cue_evidence: Evidence | None
    joint: tuple[str, ...] = ()
    addressee_text: str | None = None
    occasion_evidence: Evidence | None = None
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    id: str
    speaker: str | None
    quotations: tuple[str, ...]
    fullest: str
    occasion: str | None = None
    joint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """An interval of ISO dates, both included. `basis` says what it was counted from."""

    from_date: str | None
    to_date: str | None
    precision: Precision
    basis: str


@dataclass(frozen=True, slots=True)
class Magnitude:
    value: float
    unit: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    date: DateRange | None
    status: Status
    according_to: str | None
    magnitudes: tuple[Magnitude, ...]
    evidence: tuple[Evidence, ...]
    articles: tuple[str, ...]
    accounts: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to a claim's question. `accounts` counts independent accounts, not articles."""

    value: str
    articles: tuple[str, ...]
    accounts: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    story: str
    question: str
    about: tuple[str, ...]
    kind: ClaimKind
    verdict: Verdict
    why: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    account: str
    article: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SynopsisRow:
    claims: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Synopsis:
    story: str
    rows: tuple[SynopsisRow, ...]


@dataclass(frozen=True, slots=True)
class FormerStance:
    """The side that a party took before, and when."""

    stance: StanceKind
    date: str | None


@dataclass(frozen=True, slots=True)
class Stance:
    """A party's side on an issue. `topic` is the name that the issues of several parties share, `on_topic` the side on
    that: the other one than `stance` where the issue is the topic's reverse. `changed_from` is an earlier, other side.
    """

    actor: str
    issue: str
    target: str | None
    stance: StanceKind
    statement: str
    condition: str | None
    date: str | None
    evidence: tuple[Evidence, ...]
    topic: str = ""
    on_topic: StanceKind = "undecided"
    changed_from: FormerStance | None = None


@dataclass(frozen=True, slots=True)
class CommitmentOutcome:
    """What accounts say became of a commitment, and on which day: that of the deed where it is told, else of print."""

    outcome: OutcomeKind
    date: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    parties: tuple[str, ...]
    to: tuple[str, ...]
    action: str
    form: CommitmentForm
    condition: str | None
    due: str | None
    status: CommitmentStatus
    evidence: tuple[Evidence, ...]
    outcomes: tuple[CommitmentOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    date: DateRange
    title: str
    events: tuple[str, ...]
    articles: tuple[str, ...]
    accounts: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class BriefSentence:
    text: str
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    story: str
    sentences: tuple[BriefSentence, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What made the record. Nothing here depends on the clock but `seconds`, which exports leave out unless asked.

    `corrections` are a person's, in words.
    """

    version: str
    models: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    seconds: tuple[tuple[str, float], ...] = ()
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The whole of it. Rows of every table are in an order that depends on their content alone."""

    articles: tuple[Article, ...]
    accounts: tuple[Account, ...]
    derivations: tuple[Derivation, ...]
    stories: tuple[Story, ...]
    entities: tuple[Entity, ...]
    utterances: tuple[Utterance, ...]
    quotations: tuple[Quoted, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    synopsis: tuple[Synopsis, ...]
    stances: tuple[Stance, ...]
    commitments: tuple[Commitment, ...]
    timeline: tuple[TimelineEntry, ...]
    brief: tuple[Brief, ...]
    issues: tuple[Issue, ...]
    run: Run
