"""Event mentions to events: which of them tell of one happening, within a story.

`event_clusters` groups the mentions; here an event is made of each group, every field with the accounts for it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, Status
from variorum.model.ids import content_id
from variorum.model.record import DateRange, Event, Judgement, Magnitude, Story
from variorum.model.resolution import Entities, Events, Lineage
from variorum.model.text import Article, Evidence
from variorum.resolve.event_clusters import cluster_mentions
from variorum.resolve.event_features import Containment, Features, read_features

_LABEL = 160  # code points
_STATUS_RANK: tuple[Status, ...] = (
    "occurred", "ongoing", "cancelled", "denied", "not-occurred", "conditional", "planned", "proposed", "unclear",
)  # fmt: skip


def resolve_events(
    articles: Sequence[Article],
    annotations: Sequence[Annotation],
    entities: Entities,
    stories: Sequence[Story],
    lineage: Lineage,
) -> Events:
    """Give the events of all stories and, for each event mention, the event that it is a mention of."""
    containment = Containment(entities.table)
    builder = _Builder(articles, annotations, entities, lineage, containment)
    by_article = {a.article: read_features(a, entities, containment) for a in annotations}
    for story in stories:
        features = [f for article in sorted(story.articles) for f in by_article[article]]
        for group in cluster_mentions(features, containment):
            builder.add(group)
    return builder.finish()


class _Builder:
    """Collects events; it knows the texts, so that it can give evidence."""

    def __init__(
        self,
        articles: Sequence[Article],
        annotations: Sequence[Annotation],
        entities: Entities,
        lineage: Lineage,
        containment: Containment,
    ) -> None:
        self._articles = {a.id: a for a in articles}
        self._annotations = {a.article: a for a in annotations}
        self._entity_of = entities.of
        self._account_of = lineage.account_of()
        self._containment = containment
        self._events: list[Event] = []
        self._of: dict[tuple[str, int], str] = {}
        self._judgements: list[Judgement] = []

    def add(self, group: Sequence[Features]) -> None:
        """Make an event of mentions."""
        group = sorted(group, key=lambda f: (f.article, f.index))
        evidence = self._evidence(group)
        identity = [f"{e.article}:{e.start}:{e.end}" for e in evidence]
        first = group[0].mention
        event_id = content_id("evt", first.trigger.start, group[0].key, *identity)
        articles = tuple(sorted({f.article for f in group}))
        main = _main_mention(group)
        event = Event(
            id=event_id,
            type=_most(f.mention.type for f in group),
            modes=tuple(sorted({m for f in group if f.mention.type == main.mention.type for m in f.mention.modes})),
            contexts=tuple(sorted({c for f in group for c in f.mention.contexts})),
            actors=tuple(sorted({a for f in group for a in f.actors})),
            recipients=tuple(sorted({r for f in group for r in f.recipients if r not in main.actors})),
            place=self._place(group),
            date=self._date(group),
            status=self._status(group),
            according_to=self._according_to(group),
            magnitudes=self._magnitudes(group),
            evidence=evidence,
            articles=articles,
            accounts=len({self._account_of[a] for a in articles}),
            label=self._label(main),
        )
        self._events.append(event)
        self._of.update({(f.article, f.index): event_id for f in group})

    def finish(self) -> Events:
        """Give what was collected, sorted."""
        return Events(tuple(sorted(self._events, key=lambda e: e.id)), self._of, tuple(self._judgements))

    def _evidence(self, group: Sequence[Features]) -> tuple[Evidence, ...]:
        spans = {(f.article, f.mention.clause.start, f.mention.clause.end) for f in group}
        return tuple(self._articles[a].evidence(start, end) for a, start, end in sorted(spans))

    def _place(self, group: Sequence[Features]) -> str | None:
        """The place that most mentions give or contain; of those that contain one another, the most exact."""
        counts = Counter(up for f in group for p in f.places for up in self._containment.above(p))
        named = sorted({p for f in group for p in f.places})
        return max(named, key=lambda p: (counts[p] + 2 * (len(self._containment.above(p)) - 1), p), default=None)

    def _date(self, group: Sequence[Features]) -> DateRange | None:
        """The date for which most accounts stand; among equals the narrowest, then the earliest.

        Where it is told to what date the event was moved ('was postponed to 6 April'), such dates count alone.
        """
        votes: dict[DateRange, set[str]] = defaultdict(set)
        moved = frozenset(read_toml("fates")["moved"])
        final = any(f.date is not None and f.mention.fate in moved for f in group)
        for f in group:
            if f.date is not None and (not final or f.mention.fate in moved):
                votes[f.date].add(self._account_of[f.article])
        return min(
            votes, key=lambda d: (-len(votes[d]), _width(d), d.from_date or "", d.to_date or "", d.basis), default=None
        )

    def _status(self, group: Sequence[Features]) -> Status:
        """The status for which most accounts stand; 'unclear' only where none says more."""
        votes: dict[Status, set[str]] = defaultdict(set)
        told = [f for f in group if f.mention.status != "unclear"] or group
        for f in told:
            votes[f.mention.status].add(self._account_of[f.article])
        return max(votes, key=lambda s: (len(votes[s]), -_STATUS_RANK.index(s)))

    def _according_to(self, group: Sequence[Features]) -> str | None:
        """The speaker, where the event is told in one speaker's words alone."""
        speakers: set[str | None] = set()
        for f in group:
            annotation = self._annotations[f.article]
            quotation = f.mention.according_to
            mention = annotation.quotations[quotation].speaker if quotation is not None else None
            speakers.add(self._entity_of.get((f.article, mention)) if mention is not None else None)
        return speakers.pop() if len(speakers) == 1 else None

    def _magnitudes(self, group: Sequence[Features]) -> tuple[Magnitude, ...]:
        found = []
        for f in group:
            article, annotation = self._articles[f.article], self._annotations[f.article]
            for index in f.mention.magnitudes:
                q = annotation.quantities[index]
                found.append(Magnitude(q.low, q.unit, article.evidence(q.start, q.end)))
        return tuple(sorted(set(found), key=lambda m: (m.evidence, m.unit)))

    def _label(self, main: Features) -> str:
        clause = main.mention.clause
        text = " ".join(self._articles[main.article].text[clause.start : clause.end].split())
        return text if len(text) <= _LABEL else text[:_LABEL].rsplit(" ", 1)[0] + " …"


def _main_mention(group: Sequence[Features]) -> Features:
    """The mention that names most of the event and is short enough to stand for it."""
    return max(
        group,
        key=lambda f: (
            bool(f.actors), (f.mention.clause.end - f.mention.clause.start) <= _LABEL, bool(f.date), len(f.actors),
            bool(f.places), f.article, f.index,
        ),
    )  # fmt: skip


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value == "", value))


def _width(when: DateRange) -> int:
    order = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "span")
    return order.index(when.precision)
