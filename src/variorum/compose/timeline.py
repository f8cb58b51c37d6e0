"""Dated events in order of time, the important ones first when the list is cut."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from variorum.compose.alike import are_alike, group_by
from variorum.compose.salience import Naming, weigh_days
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, Token
from variorum.model.findings import Findings
from variorum.model.record import DateRange, Event, TimelineEntry
from variorum.model.text import Evidence

_DATED = ("minute", "hour", "day", "week", "month")
_OF_ONE_DAY = ("minute", "hour", "day")
_TOLD = ("occurred", "ongoing", "planned", "cancelled", "conditional")
_MARKS = {"planned": " (announced)", "conditional": " (on a condition)"}
_TELLING = ("NOUN", "PROPN", "VERB", "NUM")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_AUX = ("aux", "auxpass")
_DEPENDENT = ("relcl", "advcl", "acl", "xcomp")
_LONGEST = 300  # code points of a title
_STALE = timedelta(days=30)  # what was announced for so long before the first article was dated wrongly


def compose_timeline(findings: Findings, entries: int) -> tuple[TimelineEntry, ...]:
    """Give at most `entries` entries: events with a date of a month or finer.

    Events of one date are one entry where their passages overlap or say the same; the title is a passage of it that
    stands for itself and names the date, where there is one, else the sentence that it stands in.
    """
    account_of = findings.lineage.account_of()
    salience = _weigh_days(findings)
    texts = _Texts(findings.annotations)
    first = min((article.published[:10] for article in findings.articles if article.published), default=None)
    by_date: dict[DateRange, list[Event]] = defaultdict(list)
    for event in findings.events.table:
        if _is_told(event, first) and event.date is not None:
            by_date[event.date].append(event)
    made = []
    for day, found in by_date.items():
        for events in _join(found, texts):
            articles = tuple(sorted({a for e in events for a in e.articles}))
            accounts = len({account_of[a] for a in articles})
            evidence = tuple(sorted({v for e in events for v in e.evidence}))
            ids = tuple(sorted(e.id for e in events))
            weight = _weight(events, accounts) + salience.get(day.from_date or "", 0.0)
            entry = TimelineEntry(day, _title(events, texts), ids, articles, accounts, evidence)
            made.append((weight, entry))
    made.sort(key=lambda item: (-item[0], item[1].date.from_date or "", item[1].title, item[1].events))
    return tuple(sorted((entry for _, entry in made[:entries]), key=_order))


class _Texts:
    """The sentences of all articles, found by place."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._annotations = {annotation.article: annotation for annotation in annotations}
        self._starts = {name: [s.start for s in a.sentences] for name, a in self._annotations.items()}

    def sentence(self, evidence: Evidence) -> ParsedSentence | None:
        """Give the sentence in which a passage begins."""
        number = bisect_right(self._starts.get(evidence.article, []), evidence.start) - 1
        return self._annotations[evidence.article].sentences[number] if number >= 0 else None

    def tokens(self, evidence: Evidence) -> list[Token]:
        """Give the words of a passage, those of its first sentence."""
        sentence = self.sentence(evidence)
        if sentence is None:
            return []
        start, end = evidence.start - sentence.start, evidence.end - sentence.start
        return [token for token in sentence.parse.tokens if start <= token.start and token.end <= end]

    def names_day(self, evidence: Evidence, day: DateRange) -> bool:
        """Tell whether the sentence names the day."""
        sentence = self.sentence(evidence)
        times = self._annotations[evidence.article].times if sentence is not None else ()
        return any(t.sentence == sentence.index and t.from_date == day.from_date for t in times if sentence is not None)


def _is_told(event: Event, first: str | None) -> bool:
    if event.date is None or event.date.precision not in _DATED or event.status not in _TOLD:
        return False
    last = event.date.to_date or event.date.from_date
    if event.status not in _MARKS or first is None or last is None:
        return True
    try:
        return date.fromisoformat(last[:10]) >= date.fromisoformat(first) - _STALE
    except (ValueError, OverflowError):
        return True


def _join(events: Sequence[Event], texts: _Texts) -> list[list[Event]]:
    """Put the events of one date together that share a passage with the best attested, or that are worded alike."""
    words = [_words(event, texts) for event in events]
    places = [_places(event, texts) for event in events]

    def are_one(leader: int, other: int) -> bool:
        shared = places[leader].keys() & places[other].keys()
        return are_alike(words[leader], words[other]) or any(
            one.start < two.end and two.start < one.end
            for place in shared for one in places[leader][place] for two in places[other][place]
        )  # fmt: skip

    keys = [own | frozenset(where) for own, where in zip(words, places, strict=True)]
    return [
        sorted((events[i] for i in group), key=_lead) for group in group_by(keys, are_one, lambda i: _lead(events[i]))
    ]


def _lead(event: Event) -> tuple[int, int, str]:
    return (-event.accounts, -len(event.label), event.id)


def _places(event: Event, texts: _Texts) -> dict[str, list[Evidence]]:
    """The event's passages by article and sentence."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in event.evidence:
        sentence = texts.sentence(evidence)
        if sentence is not None:
            found[f"{evidence.article} {sentence.index}"].append(evidence)
    return found


def _words(event: Event, texts: _Texts) -> frozenset[str]:
    """The telling words of the passage that gives the event its label, less those of its date."""
    labelled = next((e for e in event.evidence if e.text == event.label), event.evidence[0])
    tokens = (t for t in texts.tokens(labelled) if t.pos in _TELLING and t.name not in ("DATE", "TIME"))
    return frozenset(token.lemma.lower() for token in tokens)


def _title(events: Sequence[Event], texts: _Texts) -> str:
    """The passage that tells it best; what is to come is marked as announced."""
    lead = events[0]
    assert lead.date is not None  # events without one are in no entry
    day = lead.date

    def rank(evidence: Evidence) -> tuple[bool, bool, bool, int, Evidence]:
        named, whole = texts.names_day(evidence, day), _is_whole(evidence, texts)
        return (not named, not whole, len(evidence.text) > _LONGEST, -len(evidence.text), evidence)

    best = min((e for event in events for e in event.evidence), key=rank)
    text = best.text
    sentence = texts.sentence(best)
    if text.lower().startswith("that "):
        text = text[5:]
    elif not _is_whole(best, texts) and sentence is not None and sentence.end - sentence.start <= _LONGEST:
        text = sentence.parse.text
    return text[:1].upper() + text[1:] + _MARKS.get(lead.status, "")


def _is_whole(evidence: Evidence, texts: _Texts) -> bool:
    """Whether the passage is a clause that stands for itself: no 'who …', 'rescheduling …', 'the siege, which …'."""
    tokens, sentence = texts.tokens(evidence), texts.sentence(evidence)
    if not tokens or sentence is None:
        return False
    every = sentence.parse.tokens
    heads = [t for t in tokens if every[t.head] not in tokens or every[t.head] == t]
    head = next((t for t in heads if t.pos in ("VERB", "AUX")), heads[0] if heads else tokens[0])
    finite = head.tag in _FINITE or any(t.tag in _FINITE and every[t.head] == head and t.dep in _AUX for t in tokens)
    return finite and head.dep not in _DEPENDENT and tokens[0].dep not in ("dobj", "dative")


def _weigh_days(findings: Findings) -> Mapping[str, float]:
    """Give 1 for the day that matters most, and less for the others."""
    published = {article.id: article.published for article in findings.articles}
    namings = (
        Naming(
            published[annotation.article],
            tuple(t.from_date[:10] for t in annotation.times if t.from_date and t.precision in _OF_ONE_DAY),
        )
        for annotation in findings.annotations
    )
    weights = weigh_days(namings)
    most = max(weights.values(), default=0.0)
    return {day: weight / most for day, weight in weights.items()} if most > 0 else {}


def _weight(events: Sequence[Event], accounts: int) -> float:
    """Accounts count most, then how far from neutral its type is by PLOVER's scale, then who is named."""
    types = read_toml("plover")["types"]
    scale = max((abs(types[e.type]["scale"]) for e in events if e.type in types), default=0.0)
    return accounts + scale / 20 + min(max(len(e.actors) for e in events), 3) / 10


def _order(entry: TimelineEntry) -> tuple[str, str, str, tuple[str, ...]]:
    return (entry.date.from_date or entry.date.to_date or "", entry.date.to_date or "", entry.title, entry.events)
