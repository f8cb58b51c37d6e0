"""What the parties undertook, over all accounts: the rows of the table `commitments`."""

from collections.abc import Iterable, Mapping, Sequence

from variorum.compose.outcomes import Happening, find_outcomes, read_happenings
from variorum.compose.tellings import commonest, condition_of, day_of, stories_of
from variorum.compose.undertakings import Undertaking, group_undertakings, read_amounts, read_deed
from variorum.model.annotation import Annotation, TimeExpression
from variorum.model.record import Commitment, CommitmentOutcome, CommitmentStatus, OutcomeKind, Story
from variorum.model.resolution import Entities
from variorum.model.text import Article

_FIRM = ("announced", "agreed", "signed")  # one undertaking, told more or less firmly
_FATES: Mapping[OutcomeKind, CommitmentStatus] = {
    "withdrawn": "withdrawn",
    "fulfilled": "fulfilled",
    "reaffirmed": "reaffirmed",
}


def compose_commitments(
    annotations: Sequence[Annotation], articles: Sequence[Article], entities: Entities, stories: Sequence[Story] = ()
) -> tuple[Commitment, ...]:
    """Give a row for each undertaking; the same one told by several articles is one row with all evidence.

    Undertakings are one within one story where the parties are the same (a minister counts as the state) or one account
    names fewer of them, and the same is to be done (see `undertakings`). `outcomes` is what later accounts say became
    of it (see `find_outcomes`). `status` is 'disputed' where an account denies it, or says that it was done and another
    that it was not, else the last outcome that settles it (withdrawn, fulfilled, reaffirmed), else 'open'. What is only
    ever denied is no undertaking and has no row.
    """
    by_id = {article.id: article for article in articles}
    affiliation = {entity.id: entity.affiliation or entity.id for entity in entities.table}
    story_of = stories_of(stories)
    buckets: dict[tuple[str, str], list[Undertaking]] = {}
    happenings: dict[str, list[Happening]] = {}
    for annotation in sorted(annotations, key=lambda a: a.article):
        story = story_of.get(annotation.article, "")
        for undertaking in _undertakings(annotation, by_id[annotation.article], entities, affiliation):
            form = undertaking.mention.form
            buckets.setdefault((story, "firm" if form in _FIRM else form), []).append(undertaking)
        told = read_happenings(annotation, by_id[annotation.article], entities, affiliation)
        happenings.setdefault(story, []).extend(told)
    rows = []
    for (story, _), bucket in buckets.items():
        groups = [group for group in group_undertakings(bucket) if any(u.mention.status != "disputed" for u in group)]
        outcomes = find_outcomes(groups, happenings[story])
        rows += [_commitment_row(group, found) for group, found in zip(groups, outcomes, strict=True)]
    return tuple(sorted(rows, key=lambda r: (r.evidence, r.action, r.form, r.parties)))


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
            read_deed(annotation, mention), day_of(article),
            _due(annotation.times, mention.due), article.evidence(mention.action.start, mention.action.end),
            article.evidence(mention.clause.start, mention.clause.end), condition_of(article, mention.condition),
            read_amounts(annotation, mention.action),
        )  # fmt: skip


def _commitment_row(group: Sequence[Undertaking], outcomes: tuple[CommitmentOutcome, ...]) -> Commitment:
    told = [u for u in group if u.mention.status != "disputed"]
    forms = {u.mention.form for u in told}
    ordered = sorted(told, key=lambda u: (-len(u.parties), -len(u.deed.words), u.date or "9999", u.evidence))
    return Commitment(
        parties=tuple(sorted(commonest(u.parties for u in ordered if len(u.powers) == len(ordered[0].powers)) or ())),
        to=tuple(sorted({entity for u in told for entity in u.to})),
        action=ordered[0].action.text,
        form=next((form for form in reversed(_FIRM) if form in forms), ordered[0].mention.form),
        condition=commonest(u.condition for u in told),
        due=commonest(u.due for u in told),
        status=_status(outcomes),
        evidence=tuple(sorted({u.evidence for u in group})),
        outcomes=outcomes,
    )


def _status(outcomes: Sequence[CommitmentOutcome]) -> CommitmentStatus:
    kinds = {outcome.outcome for outcome in outcomes}
    if "disputed" in kinds or {"fulfilled", "not-fulfilled"} <= kinds:
        return "disputed"
    settled = [outcome for outcome in outcomes if outcome.outcome in _FATES]
    last = max(settled, key=lambda outcome: (outcome.date or "", outcome.evidence), default=None)
    return _FATES[last.outcome] if last else "open"


def _entities(article: Article, mentions: Iterable[int], entities: Entities) -> tuple[str, ...]:
    found = (entities.of.get((article.id, index)) for index in mentions)
    return tuple(sorted({entity for entity in found if entity is not None}))


def _due(times: Sequence[TimeExpression], index: int | None) -> str | None:
    return None if index is None else times[index].to_date or times[index].from_date
