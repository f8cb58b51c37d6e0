"""What each party wants, over all accounts: the rows of the table `stances`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.compose.alike import Words, group_alike
from variorum.compose.tellings import commonest, condition_of, day_of, stories_of
from variorum.compose.topics import Issue, group_issues, name_topic, read_issue
from variorum.compose.undertakings import normal_words
from variorum.model.annotation import Annotation, StanceKind, StanceMention
from variorum.model.record import FormerStance, Stance, Story
from variorum.model.resolution import Entities
from variorum.model.text import Article, Evidence, Span

_DAY = ("day", "hour", "minute")
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
_TELLING = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X")
_OPPOSITE: Mapping[StanceKind, StanceKind] = {"supports": "opposes", "opposes": "supports"}


@dataclass(frozen=True, slots=True)
class _Position:
    """A stance mention with its entities."""

    actor: str
    target: str | None
    mention: StanceMention
    words: Words
    issue: Issue
    date: str | None
    evidence: Evidence
    condition: str | None


def compose_stances(
    annotations: Sequence[Annotation], articles: Sequence[Article], entities: Entities, stories: Sequence[Story] = ()
) -> tuple[Stance, ...]:
    """Give a row for each actor, issue and side: what several articles tell alike is one row with all evidence.

    Issues are one where they share enough words, and only within one story. `date` is the first on which it was said,
    `statement` the clause of that date. A party that changed its mind has two rows with different dates. `topic` names
    what the parties' issues have in common, `on_topic` is the side on that; see `topics`.
    """
    by_id = {article.id: article for article in articles}
    owner = {entity.id: entity.affiliation for entity in entities.table if entity.affiliation is not None}
    story_of = stories_of(stories)
    buckets: dict[tuple[str, str, str], list[_Position]] = {}
    for annotation in sorted(annotations, key=lambda a: a.article):
        story = story_of.get(annotation.article, "")
        for position in _positions(annotation, by_id[annotation.article], entities, owner):
            buckets.setdefault((story, position.actor, position.mention.stance), []).append(position)
    rows: dict[str, list[tuple[Stance, Issue]]] = defaultdict(list)
    for (story, _, _), bucket in buckets.items():
        for group in group_alike([position.words for position in bucket]):
            rows[story].append(_stance_row([bucket[i] for i in group]))
    found = [row for story in sorted(rows) for row in _compare_parties(rows[story])]
    return tuple(sorted(found, key=_order))


def _compare_parties(rows: Sequence[tuple[Stance, Issue]]) -> list[Stance]:
    """Name what the rows of one story are about, and mark where a party changed sides."""
    rows = sorted(rows, key=lambda row: _order(row[0]))
    issues = [issue for _, issue in rows]
    made = []
    for group in group_issues(issues, [row.actor for row, _ in rows]):
        name, reverse = name_topic([issues[i] for i in group], [len(rows[i][0].evidence) for i in group])
        members = [
            replace(rows[i][0], topic=name, on_topic=_turn(rows[i][0].stance, issues[i].reverse != reverse))
            for i in group
        ]
        by_actor: dict[str, list[Stance]] = defaultdict(list)
        for row in members:
            by_actor[row.actor].append(row)
        made += [replace(row, changed_from=_former(row, by_actor[row.actor])) for row in members]
    return made


def _turn(side: StanceKind, reverse: bool) -> StanceKind:
    return _OPPOSITE.get(side, side) if reverse else side


def _former(row: Stance, own: Sequence[Stance]) -> FormerStance | None:
    """The last other side that the party took on the topic before this row's, if it is another now.

    `own` are the party's rows on it. A condition may be left out by one account and told by another: from 'supports' to
    'conditional' is no change.
    """
    before = [o for o in own if o.date and row.date and o.date < row.date]
    same = [o for o in own if o.date == row.date]
    if not before or any(o.on_topic != row.on_topic for o in same):
        return None
    last = max(before, key=lambda o: (o.date or "", o.evidence))
    if {last.on_topic, row.on_topic} in ({row.on_topic}, {"supports", "conditional"}):
        return None
    return FormerStance(last.on_topic, last.date)


def _order(row: Stance) -> tuple[str, str, str, str, tuple[Evidence, ...]]:
    return (row.date or "9999", row.actor, row.issue, row.stance, row.evidence)


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
            read_issue(annotation, mention, entities.of),
            _said(annotation, article, mention.time) or day_of(article),
            article.evidence(mention.clause.start, mention.clause.end), condition_of(article, mention.condition),
        )  # fmt: skip


def _stance_row(group: Sequence[_Position]) -> tuple[Stance, Issue]:
    ordered = sorted(group, key=lambda p: (p.date or "9999", -len(p.words), p.evidence))
    first = ordered[0]
    name = commonest(position.mention.issue for position in group) or first.mention.issue
    row = Stance(
        actor=first.actor,
        issue=name,
        target=commonest(position.target for position in group),
        stance=first.mention.stance,
        statement=first.evidence.text,
        condition=commonest(position.condition for position in group),
        date=first.date,
        evidence=tuple(sorted({position.evidence for position in group})),
    )
    return row, next(position.issue for position in ordered if position.mention.issue == name)


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


def _said(annotation: Annotation, article: Article, index: int | None) -> str | None:
    """The day on which it was said, where the clause names one that is not after the article."""
    if index is None:
        return None
    time = annotation.times[index]
    day, published = time.from_date, day_of(article)
    if time.precision not in _DAY or day is None or (published is not None and day > published):
        return None
    return day
