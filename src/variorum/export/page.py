"""What the page shows, story by story: rows of the record brought together, and nothing that is not in it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from variorum.export.apparatus import Apparatus
from variorum.export.family import Family, draw_family
from variorum.export.matrix import Matrix, lay_out_stances
from variorum.export.wording import Part, compare_wording
from variorum.model.record import (
    BriefSentence,
    Claim,
    Commitment,
    Entity,
    Event,
    Quoted,
    Record,
    SynopsisRow,
    TimelineEntry,
)
from variorum.model.text import Evidence

T = TypeVar("T")
_DISPUTED = ("conflict", "updated")
_SETTLED = ("compatible", "agreed")
KINDS = {
    "person": "People", "organization": "Bodies", "group": "Groups", "state": "States", "place": "Places",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """One utterance: the fullest rendering, and the others in the order of the sigla.

    `speakers` are the entities that say it, none where nobody is named; `speaker` is then the article's own words.
    """

    speakers: tuple[str, ...]
    speaker: str
    addressee_text: str
    occasion_text: str
    fullest: Quoted
    same: tuple[Quoted, ...]
    others: tuple[tuple[Quoted, tuple[Part, ...]], ...]
    occasion: Event | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that belongs to one story."""

    anchor: str
    title: str
    start: str | None
    end: str | None
    articles: tuple[str, ...]
    brief: tuple[BriefSentence, ...]
    disputed: tuple[Claim, ...]
    settled: tuple[Claim, ...]
    single: tuple[Claim, ...]
    retold: tuple[Saying, ...]
    said_once: tuple[Saying, ...]
    timeline: tuple[TimelineEntry, ...]
    positions: Matrix
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...]
    synopsis: tuple[SynopsisRow, ...]
    accounts: tuple[Family, ...]


class Page:
    """A record, indexed for the template."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.apparatus = Apparatus(record)
        self.entities = {entity.id: entity for entity in record.entities}
        self.claims = {claim.id: claim for claim in record.claims}
        self.events = {event.id: event for event in record.events}
        self.quotations = {quotation.id: quotation for quotation in record.quotations}

    def name(self, entity: str | None) -> str:
        """Give an entity's name; an id that is not in the record stands for itself."""
        found = self.entities.get(entity or "")
        return found.name if found else entity or ""

    def entities_by_kind(self) -> list[tuple[str, list[Entity]]]:
        """Give the entities under the headings of the page, those mentioned most first."""
        ordered = sorted(self.record.entities, key=lambda e: (-len(e.mentions), e.name, e.id))
        groups = [(heading, [e for e in ordered if e.kind == kind]) for kind, heading in KINDS.items()]
        return [(heading, group) for heading, group in groups if group]

    def stories(self) -> list[StoryView]:
        """Give each story with its rows, and last the rows of articles that are in no story."""
        record = self.record
        story_of = {article: story.id for story in record.stories for article in story.articles}

        def divide(rows: Iterable[tuple[T, Iterable[str]]]) -> dict[str, list[T]]:
            found: dict[str, list[T]] = defaultdict(list)
            for row, articles in rows:
                for story in dict.fromkeys(story_of.get(article, "") for article in articles):
                    found[story].append(row)
            return found

        sayings = divide((s, [q.evidence.article for q in (s.fullest, *s.same, *(o for o, _ in s.others))])
                         for s in self._sayings())  # fmt: skip
        timeline = divide((entry, entry.articles) for entry in record.timeline)
        stances = divide((stance, _places(stance.evidence)) for stance in record.stances)
        commitments = divide((c, _places(c.evidence)) for c in record.commitments)
        events = divide((event, event.articles) for event in record.events)
        accounts = divide((account, account.articles) for account in record.accounts)
        claims = _by(record.claims, lambda claim: claim.story)
        briefs = {brief.story: brief.sentences for brief in record.brief}
        synopses = {synopsis.story: synopsis.rows for synopsis in record.synopsis}
        by_article = _by(record.derivations, lambda derivation: derivation.article)
        stories = [(s.id, s.title, s.start, s.end, s.articles) for s in record.stories]
        loose = tuple(article.id for article in record.articles if article.id not in story_of)
        if loose:
            stories.append(("", "In no story", None, None, loose))
        return [
            StoryView(
                anchor=story or "no-story",
                title=title,
                start=start,
                end=end,
                articles=articles,
                brief=briefs.get(story, ()),
                disputed=_with_verdict(claims.get(story, ()), _DISPUTED),
                settled=_with_verdict(claims.get(story, ()), _SETTLED),
                single=_with_verdict(claims.get(story, ()), ("single",)),
                retold=tuple(s for s in sayings[story] if s.others or s.same),
                said_once=tuple(s for s in sayings[story] if not (s.others or s.same)),
                timeline=tuple(timeline[story]),
                positions=lay_out_stances(stances[story], self.name, self.apparatus.accounts),
                commitments=tuple(commitments[story]),
                events=tuple(events[story]),
                synopsis=synopses.get(story, ()),
                accounts=tuple(draw_family(account, by_article) for account in accounts[story]),
            )
            for story, title, start, end, articles in stories
        ]

    def _sayings(self) -> Iterable[Saying]:
        for utterance in self.record.utterances:
            quoted = [self.quotations[name] for name in utterance.quotations if name in self.quotations]
            fullest = self.quotations.get(utterance.fullest)
            if fullest is None:
                continue
            rest = [q for q in quoted if q.id != fullest.id]
            same = tuple(q for q in rest if _plain(q) == _plain(fullest))
            reworded = (q for q in rest if _plain(q) != _plain(fullest))
            others = tuple((q, compare_wording(q.evidence.text, fullest.evidence.text)) for q in reworded)
            speakers = (utterance.speaker,) if utterance.speaker is not None else utterance.joint
            yield Saying(
                speakers,
                fullest.speaker_text or "Not named",
                next((q.addressee_text for q in (fullest, *rest) if q.addressee_text), ""),
                next((q.occasion_evidence.text for q in (fullest, *rest) if q.occasion_evidence), ""),
                fullest,
                same,
                others,
                self.events.get(utterance.occasion or ""),
            )


def _with_verdict(claims: Iterable[Claim], verdicts: Sequence[str]) -> tuple[Claim, ...]:
    """Give the claims with those verdicts, in the order of the verdicts."""
    return tuple(claim for verdict in verdicts for claim in claims if claim.verdict == verdict)


def _by(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _plain(quoted: Quoted) -> str:
    return " ".join(quoted.evidence.text.split()).casefold()


def _places(evidence: Iterable[Evidence]) -> list[str]:
    return [passage.article for passage in evidence]
