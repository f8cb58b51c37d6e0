"""What each party undertook, as the clauses of an article tell it: agreed, signed, offered, announced, or was asked to.

Rules on clauses (`undertakings.py`) with the words of data/commitments.toml. Several actions of one clause are several
commitments. What may, might or should be is none. A clause that denies an undertaking ('denied having agreed to …')
gives one of status 'disputed', so that other accounts of it can be marked; 'reaffirmed', 'withdrawn' and 'fulfilled'
are as the clause says; all else is 'open'.
"""

from collections.abc import Iterator, Sequence

from variorum.annotate.clauses import find_verbs
from variorum.annotate.mood import find_condition, read_clause
from variorum.annotate.parties import Scene, find_parties, is_own, read_scenes, speaks_for
from variorum.annotate.undertakings import Undertaking, find_undertakings
from variorum.model.annotation import CommitmentMention, Mention, ParsedSentence, Quotation, TimeExpression
from variorum.model.text import Article, Span

_DEADLINES = ("by", "before", "until", "within", "till", "than")


def find_commitments(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
) -> tuple[CommitmentMention, ...]:
    """Give the article's commitments in order of the text.

    `parties` are those who would do it, `to` those towards whom (the askers of a request), as indices of mentions;
    `due` indexes times. A commitment without a named party is left out.
    """
    timed: dict[int, list[int]] = {}
    for index, time in enumerate(times):
        timed.setdefault(time.sentence, []).append(index)
    found: dict[Span, CommitmentMention] = {}
    for scene in read_scenes(article, sentences, mentions, quotations):
        for commitment in _commitments_of(article, scene, times, timed.get(scene.sentence.index, ())):
            found.setdefault(commitment.action, commitment)
    return tuple(sorted(found.values(), key=lambda c: (c.action, c.clause, c.form, c.parties)))


def _commitments_of(
    article: Article, scene: Scene, times: Sequence[TimeExpression], timed: Sequence[int]
) -> Iterator[CommitmentMention]:
    for verb in find_verbs(scene.tree):
        clause = read_clause(scene.tree, verb)
        for undertaking in find_undertakings(scene.tree, clause):
            parties = _parties(scene, undertaking)
            if not parties:
                continue
            action = scene.span(undertaking.action)
            condition = clause.condition or find_condition(scene.tree, undertaking.head)
            yield CommitmentMention(
                parties=parties,
                to=tuple(i for i in find_parties(scene, undertaking.to) if i not in parties),
                action=action,
                form=undertaking.form,
                clause=_union(scene.span((clause.first, clause.last)), action),
                sentence=scene.sentence.index,
                condition=None if condition is None else scene.span(condition),
                due=_find_due(article, scene, undertaking, times, timed),
                status=undertaking.status,
            )


def _parties(scene: Scene, undertaking: Undertaking) -> tuple[int, ...]:
    """Who undertakes it. An announcement counts only from a party's own mouth."""
    parties = find_parties(scene, undertaking.parties)
    if undertaking.form != "announced" or undertaking.verb != undertaking.head or undertaking.terms:
        return parties
    announcers = find_parties(scene, undertaking.announcer)
    speaker = scene.speaker(undertaking.verb)
    if not announcers and speaker is not None:
        announcers = (speaker,)
    if any(is_own(scene, head) for head in undertaking.parties):  # 'his party would', 'it will'
        return parties or announcers
    return tuple(p for p in parties if any(speaks_for(scene, a, p) for a in announcers))


def _union(first: Span, second: Span) -> Span:
    return Span(min(first.start, second.start), max(first.end, second.end))


def _find_due(
    article: Article,
    scene: Scene,
    undertaking: Undertaking,
    times: Sequence[TimeExpression],
    timed: Sequence[int],
) -> int | None:
    """The time within the action, or after it behind 'by', 'before', ..., if it is not past when it is published."""
    action = scene.span(undertaking.action)
    published = (article.published or "")[:10]
    for index in timed:
        time = times[index]
        end = time.to_date or time.from_date
        if end is None or end < published or time.start < action.start:
            continue
        before = article.text[max(0, time.start - 12) : time.start].lower().split()[-1:]
        deadline = bool(before) and before[0] in _DEADLINES
        inside = time.end <= action.end and undertaking.form != "signed"  # 'signed … on Tuesday' is when it was signed
        if inside or (deadline and time.start <= action.end + 20):
            return index
    return None
