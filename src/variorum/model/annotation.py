"""What is said of one article, standing off from its text: parses, mentions, times, quotations, events.

Every `start` and `end` is an offset into `Article.text`, except in `Parse`, whose offsets count from the start of
its sentence, so that one parse serves every article that prints the sentence.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from variorum.model.text import Span

EntityKind = Literal["person", "organization", "state", "place", "group"]
QuotationKind = Literal["direct", "indirect", "mixed"]
Precision = Literal["minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "span"]
Status = Literal[
    "occurred", "ongoing", "planned", "proposed", "conditional", "denied", "cancelled", "not-occurred", "unclear"
]
StanceKind = Literal["supports", "opposes", "conditional", "undecided"]
CommitmentForm = Literal["offered", "requested", "agreed", "signed", "announced"]


class Token(NamedTuple):
    """One token of a parse. `head` is the index of its syntactic head in the sentence; a root is its own head.

    `tag` is a Penn Treebank tag, `pos` a coarse Universal part of speech, `dep` a ClearNLP dependency label
    (nsubj, nsubjpass, dobj, ccomp, xcomp, advcl, neg, aux, auxpass, agent, prep, pobj, appos, compound, poss, ...),
    `name` the kind of name that the token is in ('PERSON', 'ORG', 'GPE', ...; '' for none), `name_begin` true at the
    first token of a name. A named tuple, since there are millions: a frozen dataclass takes thrice as long to make.
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    name: str = ""
    name_begin: bool = False


@dataclass(frozen=True, slots=True)
class Parse:
    """A distinct sentence, parsed once: `text` and its tokens, with offsets from the sentence's start."""

    text: str
    tokens: tuple[Token, ...]

    def __hash__(self) -> int:
        """Equal parses have equal texts: the tokens need not be hashed each time that a tree is looked up."""
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence where it stands in an article: token i stands at `start + parse.tokens[i].start`."""

    index: int
    start: int
    end: int
    paragraph: int
    heading: bool
    parse: Parse

    def span(self, first: int, last: int) -> Span:
        """Give the article's span from token `first` to token `last`, both included."""
        return Span(self.start + self.parse.tokens[first].start, self.start + self.parse.tokens[last].end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a description that stands for one ('the Ukrainian leader'), in one article.

    `name` is the bare name without titles and possessive ('Marco Rubio' of 'U.S. Secretary of State Marco Rubio');
    start and end enclose the bare name. `title` is an office printed beside it ('U.S. Secretary of State'), with
    its own span. `code` is the ISO alpha-3 or PLOVER code where the lexicon knows the name. `government` is true
    where a capital, a seat or a demonym stands for its government ('Moscow said', 'the Kremlin').
    `sentence` is the index in `Annotation.sentences`; `first_token` and `last_token` index its parse (inclusive).
    """

    start: int
    end: int
    text: str
    name: str
    kind: EntityKind
    sentence: int
    first_token: int
    last_token: int
    title: str | None = None
    title_span: Span | None = None
    code: str | None = None
    government: bool = False
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text as an interval of ISO dates [from_date, to_date], both included; None where unbounded.

    `basis` says how it was found: 'absolute' (the text gives it all), 'published' (counted from the publication
    date), 'narrative' (from another time in the text), or 'unresolved' (no date to count from: both None).
    `duration` is an ISO 8601 duration where the expression is a length and no date ('four-and-a-half-hour').
    `value` is the TIMEX3 value where it has one ('2025-02-18', '2025-W08', 'P4H30M', 'PAST_REF').
    """

    start: int
    end: int
    text: str
    from_date: str | None
    to_date: str | None
    precision: Precision
    basis: str
    value: str | None = None
    duration: str | None = None
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: 'about 180 drones' is low 180, high 180, approximate, unit 'drone'.

    `unit` is a normal form: a unit sign ('USD', '%', 'km', 'hour') or the lemma of the counted noun ('drone').
    `bound` is 'at least', 'at most', or '' . `low` and `high` differ for ranges ('between 30 and 40').
    start and end enclose number and unit words.
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    unit: str
    approximate: bool = False
    bound: str = ""
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Quotation:
    """How one article renders an act of speech. `speaker` is an index into `Annotation.mentions`, or None.

    `content` leaves out the outer quote marks. `speaker_span` is the words that name the speaker ('he', 'an official').
    `polarity` is false where the speaker is said not to have said it, or denies it ('denied that ...'). `joint` are
    the mentions of those who say it together, where they are several; `speaker` is None then. `addressee_span` and
    `occasion` are the words for whom it was said to ('reporters') and when and where ('at a rally in Geneva').
    `said` is false where the words tell what somebody wants, plans or does ('decided to abstain'): no act of speech,
    and in no utterance of the record.
    """

    kind: QuotationKind
    content: Span
    speaker: int | None
    speaker_span: Span | None
    cue: str
    cue_span: Span | None
    sentence: int
    addressee: int | None = None
    polarity: bool = True
    joint: tuple[int, ...] = ()
    addressee_span: Span | None = None
    occasion: Span | None = None
    said: bool = True


@dataclass(frozen=True, slots=True)
class EventMention:
    """A clause or noun that tells of an event of a PLOVER type, or of another kind of news event (`type` '').

    `trigger` is the word, `lemma` its lemma, `noun` the event noun that the event is about ('visit' in 'delayed his
    visit') or ''. `actors`, `recipients` and `places` index `Annotation.mentions`; `time` indexes
    `Annotation.times`; `magnitudes` index `Annotation.quantities`. `according_to` is the index in
    `Annotation.quotations` of the quotation that it stands in, or None where the article says it in its own voice.
    `fate` is the class of status verb that says what became of it ('delayed', 'cancelled', ...), or ''.
    """

    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    trigger: Span
    lemma: str
    clause: Span
    sentence: int
    noun: str = ""
    noun_span: Span | None = None
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    time: int | None = None
    status: Status = "occurred"
    fate: str = ""
    according_to: int | None = None
    magnitudes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StanceMention:
    """A party's position on an issue, as one clause tells it. `issue` is a noun phrase in normal form."""

    actor: int
    issue: str
    issue_span: Span
    target: int | None
    stance: StanceKind
    clause: Span
    sentence: int
    condition: Span | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True)
class CommitmentMention:
    """What a party undertook, as one clause tells it. `action` is the span of what is to be done."""

    parties: tuple[int, ...]
    to: tuple[int, ...]
    action: Span
    form: CommitmentForm
    clause: Span
    sentence: int
    condition: Span | None = None
    due: int | None = None
    status: str = "open"


@dataclass(frozen=True, slots=True)
class Annotation:
    """All layers of one article. Layers refer to one another by index, as the fields say."""

    article: str
    sentences: tuple[ParsedSentence, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[EventMention, ...] = ()
    stances: tuple[StanceMention, ...] = ()
    commitments: tuple[CommitmentMention, ...] = field(default=())
