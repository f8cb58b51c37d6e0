"""What each party wants and undertook, over all accounts: the rows of the tables `stances` and `commitments`."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from variorum.compose.alike import Words, group_alike
from variorum.compose.undertakings import Undertaking, group_undertakings, normal_words, read_deed
from variorum.model.annotation import Annotation, StanceMention, TimeExpression
from variorum.model.record import Commitment, CommitmentStatus, Stance, Story
from variorum.model.resolution import Entities
from variorum.model.text import Article, Evidence, Span

T = TypeVar("T")
_DAY = ("day", "hour", "minute")
_FIRM = ("announced", "agreed", "signed")  # one undertaking, told more or less firmly
_FATES: Mapping[str, CommitmentStatus] = {
    "withdrawn": "withdrawn",
    "fulfilled": "fulfilled",
    "reaffirmed": "reaffirmed",
}
_LINKS = frozenset(
    (
        "of",
        "for",
        "to",
        "on",
        "in",
        "with",
        "by",
        "at",
        "from",
        "over",
        "about",
        "back",
        "out",
        "up",
        "between",
        "without",
    )
)
_CONDITION = re.compile(r"^(?:if and only if|only if|if)\s+", re.IGNORECASE)  # the column says that it is a condition
_TELLING = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X")


@dataclass(frozen=True, slots=True)
class _Position:
    """A stance mention with its entities."""

    actor: str
    target: str | None
    mention: StanceMention
    words: Words
    date: str | None
    evidence: Evidence
    condition: str | None


def compose_stances(
    annotations: Sequence[Annotation], articles: Sequence[Article], entities: Entities, stories: Sequence[Story] = ()
) -> tuple[Stance, ...]:
    """Give a row for each actor, issue and side: what several articles tell alike is one row with all evidence.

    Issues are one where they share enough words, and only within one story. `date` is the first on which it was said,
    `statement` the clause of that date. A party that changed its mind has two rows with different dates.
    """
    by_id = {article.id: article for article in articles}
    owner = {entity.id: entity.affiliation for entity in entities.table if entity.affiliation is not None}
    story_of = _stories_of(stories)
    buckets: dict[tuple[str, str, str], list[_Position]] = {}
    for annotation in sorted(annotations, key=lambda a: a.article):
        story = story_of.get(annotation.article, "")
        for position in _positions(annotation, by_id[annotation.article], entities, owner):
            buckets.setdefault((story, position.actor, position.mention.stance), []).append(position)
    rows = []
    for bucket in buckets.values():
        for group in group_alike([position.words for position in bucket]):
            rows.append(_stance_row([bucket[i] for i in group]))
    return tuple(sorted(rows, key=lambda r: (r.date or "9999", r.actor, r.issue, r.stance, r.evidence)))


def compose_commitments(
    annotations: Sequence[Annotation], articles: Sequence[Article], entities: Entities, stories: Sequence[Story] = ()
) -> tuple[Commitment, ...]:
    """Give a row for each undertaking; the same one told by several articles is one row with all evidence.

    Undertakings are one within one story where the parties are the same (a minister counts as the state) or one account
    names fewer of them, and the same is to be done (see `undertakings`). `status` is 'disputed' where an account denies
    it, else what the latest account that says so makes of it (withdrawn, fulfilled, reaffirmed), else 'open'. What is
    only ever denied is no undertaking and has no row.
    """
    by_id = {article.id: article for article in articles}
    affiliation = {entity.id: entity.affiliation or entity.id for entity in entities.table}
    story_of = _stories_of(stories)
    buckets: dict[tuple[str, str], list[Undertaking]] = {}
    for annotation in sorted(annotations, key=lambda a: a.article):
        story = story_of.get(annotation.article, "")
        for undertaking in _undertakings(annotation, by_id[annotation.article], entities, affiliation):
            form = undertaking.mention.form
            buckets.setdefault((story, "firm" if form in _FIRM else form), []).append(undertaking)
    rows = []
    for bucket in buckets.values():
        for group in group_undertakings(bucket):
            if any(u.mention.status != "disputed" for u in group):
                rows.append(_commitment_row(group))
    return tuple(sorted(rows, key=lambda r: (r.evidence, r.action, r.form, r.parties)))


def _stories_of(stories: Sequence[Story]) -> dict[str, str]:
    return {article: story.id for story in stories for article in story.articles}


def _is_of_party(annotation: Annotation, mention: StanceMention) -> bool:
    """Whether the issue is the other party itself."""
    assert mention.target is not None
    target = annotation.mentions[mention.target]
    return mention.issue_span == Span(target.start, target.end)


def _positions(
    annotation: Annotation, article: Article, entities: Entities, owner: Mapping[str, str]
) -> Iterable[_Position]:
    for mention in annotation.stances:
        actor = entities.of.get((article.id, mention.actor))
        if actor is None:
            continue
        target = None if mention.target is None else entities.of.get((article.id, mention.target))
        if target is not None and target in (actor, owner.get(actor)) and _is_of_party(annotation, mention):
            continue  # that a minister is for or against the own state tells nothing
        yield _Position(
            actor, target, mention, _issue_words(annotation, mention),
            _said(annotation, article, mention.time) or _day(article),
            article.evidence(mention.clause.start, mention.clause.end), _condition(article, mention.condition),
        )  # fmt: skip


def _stance_row(group: Sequence[_Position]) -> Stance:
    ordered = sorted(group, key=lambda p: (p.date or "9999", -len(p.words), p.evidence))
    first = ordered[0]
    return Stance(
        actor=first.actor,
        issue=_commonest(position.mention.issue for position in group) or first.mention.issue,
        target=_commonest(position.target for position in group),
        stance=first.mention.stance,
        statement=first.evidence.text,
        condition=_commonest(position.condition for position in group),
        date=first.date,
        evidence=tuple(sorted({position.evidence for position in group})),
    )


def _undertakings(
    annotation: Annotation, article: Article, entities: Entities, affiliation: Mapping[str, str]
) -> Iterable[Undertaking]:
    for mention in annotation.commitments:
        parties = _entities(article, mention.parties, entities)
        if not parties:
            continue
        yield Undertaking(
            parties, _entities(article, mention.to, entities),
            frozenset(affiliation.get(p, p) for p in parties), mention,
            read_deed(annotation, mention), _day(article),
            _due(annotation.times, mention.due), article.evidence(mention.action.start, mention.action.end),
            article.evidence(mention.clause.start, mention.clause.end), _condition(article, mention.condition),
        )  # fmt: skip


def _commitment_row(group: Sequence[Undertaking]) -> Commitment:
    told = [u for u in group if u.mention.status != "disputed"]
    forms = {u.mention.form for u in told}
    ordered = sorted(told, key=lambda u: (-len(u.parties), -len(u.deed.words), u.date or "9999", u.evidence))
    return Commitment(
        parties=tuple(sorted(_commonest(u.parties for u in ordered if len(u.powers) == len(ordered[0].powers)) or ())),
        to=tuple(sorted({entity for u in told for entity in u.to})),
        action=ordered[0].action.text,
        form=next((form for form in reversed(_FIRM) if form in forms), ordered[0].mention.form),
        condition=_commonest(u.condition for u in told),
        due=_commonest(u.due for u in told),
        status=_status(group),
        evidence=tuple(sorted({u.evidence for u in group})),
    )


def _status(group: Sequence[Undertaking]) -> CommitmentStatus:
    if any(u.mention.status == "disputed" for u in group):
        return "disputed"
    for undertaking in sorted(group, key=lambda u: (u.date or "", u.evidence), reverse=True):
        told = _FATES.get(undertaking.mention.status)
        if told is not None:
            return told
    return "open"


def _entities(article: Article, mentions: Iterable[int], entities: Entities) -> tuple[str, ...]:
    found = (entities.of.get((article.id, index)) for index in mentions)
    return tuple(sorted({entity for entity in found if entity is not None}))


def _issue_words(annotation: Annotation, mention: StanceMention) -> Words:
    """The lemmas of the issue's words, so that 'leaving the valley' and 'left the valley' are alike."""
    sentence = annotation.sentences[mention.sentence]
    within = [
        token
        for token in sentence.parse.tokens
        if mention.issue_span.contains(Span(sentence.start + token.start, sentence.start + token.end))
    ]
    every = normal_words([t.lemma.lower() for t in within if t.pos in (*_TELLING, "ADV", "ADP")]) - _LINKS
    printed = {token.text.lower() for token in within}
    named = frozenset(w.lower() for w in mention.issue.split() if w[:1].isupper() and w.lower() not in printed)
    return (every | named) or frozenset(mention.issue.lower().split())


def _commonest(values: Iterable[T | None]) -> T | None:
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: (counts[value], len(str(value)), str(value)), default=None)


def _day(article: Article) -> str | None:
    return article.published[:10] if article.published else None


def _said(annotation: Annotation, article: Article, index: int | None) -> str | None:
    """The day on which it was said, where the clause names one that is not after the article."""
    if index is None:
        return None
    time = annotation.times[index]
    day, published = time.from_date, _day(article)
    if time.precision not in _DAY or day is None or (published is not None and day > published):
        return None
    return day


def _due(times: Sequence[TimeExpression], index: int | None) -> str | None:
    return None if index is None else times[index].to_date or times[index].from_date


def _condition(article: Article, span: Span | None) -> str | None:
    """The words of a condition, without a leading 'if' or 'only if'."""
    return None if span is None else _CONDITION.sub("", article.text[span.start : span.end], count=1)
