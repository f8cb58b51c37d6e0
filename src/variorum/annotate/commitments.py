"""What each party undertook, as the clauses of an article tell it: agreed, signed, offered, announced, or was asked to.

Rules on clauses (`undertakings.py`) with the words of data/commitments.toml. Several actions of one clause are several
commitments. What may, might or should be is none. A clause that denies an undertaking ('denied having agreed to …')
gives one of status 'disputed', so that other accounts of it can be marked; 'reaffirmed', 'withdrawn' and 'fulfilled'
are as the clause says; all else is 'open'.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from variorum.annotate.clauses import find_subjects, find_verbs, subtree
from variorum.annotate.mood import find_condition, read_clause
from variorum.annotate.parties import (
    Scene,
    find_parties,
    is_own,
    power_of_title,
    speaks_for,
    stands_for_owner,
)
from variorum.annotate.reported_content import drop_that
from variorum.annotate.undertaking import Undertaking
from variorum.annotate.undertakings import find_undertakings
from variorum.language.offices import phrases, words_of
from variorum.language.spelling import fold
from variorum.model.annotation import CommitmentMention, TimeExpression
from variorum.model.text import Article, Span

_DEADLINES = ("by", "before", "until", "within", "till", "than")


def find_commitments(
    article: Article, scenes: Sequence[Scene], times: Sequence[TimeExpression]
) -> tuple[CommitmentMention, ...]:
    """Give the article's commitments in order of the text.

    `parties` are those who would do it, `to` those towards whom (the askers of a request), as indices of mentions;
    `due` indexes times. A commitment without a named party is left out; what the terms of an agreement say of no party
    ('under the deal, ferries will sail again') is undertaken by those who made it, where the article names them.
    """
    timed: dict[int, list[int]] = {}
    for index, time in enumerate(times):
        timed.setdefault(time.sentence, []).append(index)
    found: dict[Span, CommitmentMention] = {}
    for scene in scenes:
        for commitment in _commitments_of(article, scene, times, timed.get(scene.sentence.index, ())):
            found.setdefault(commitment.action, commitment)
    ordered = sorted(found.values(), key=lambda c: (c.action, c.clause, c.form, c.parties))
    joint = next((c.parties for c in ordered if c.form in ("agreed", "signed") and len(c.parties) > 1), ())
    return tuple(c if c.parties else replace(c, parties=joint) for c in ordered if c.parties or joint)


def _commitments_of(
    article: Article, scene: Scene, times: Sequence[TimeExpression], timed: Sequence[int]
) -> Iterator[CommitmentMention]:
    for verb in find_verbs(scene.tree):
        clause = read_clause(scene.tree, verb)
        for undertaking in find_undertakings(scene.tree, clause):
            parties = _parties(scene, undertaking)
            if not parties and not undertaking.terms:
                continue
            action = scene.span(undertaking.action)
            if (
                not parties and undertaking.head == undertaking.verb
            ):  # 'ferries are to sail again', whoever agreed on it
                action = _union(scene.span(_with_subject(scene, clause.first, undertaking)), action)
            condition = clause.condition or find_condition(scene.tree, undertaking.head)
            yield CommitmentMention(
                parties=parties,
                to=tuple(i for i in find_parties(scene, undertaking.to) if i not in parties),
                action=action,
                form=undertaking.form,
                clause=_union(scene.span(drop_that(scene.tree, clause.first, clause.last)), action),
                sentence=scene.sentence.index,
                condition=None if condition is None else scene.span(condition),
                due=_find_due(article, scene, undertaking, times, timed),
                status=undertaking.status,
            )


def _parties(scene: Scene, undertaking: Undertaking) -> tuple[int, ...]:
    """Who undertakes it. An announcement counts only from a party's own mouth."""
    parties = find_parties(scene, undertaking.parties)
    if not undertaking.own:
        return parties
    announcers = find_parties(scene, undertaking.announcer)
    speaker = scene.speaker(undertaking.verb)
    if not announcers and speaker is not None:
        announcers = (speaker,)
    if any(is_own(scene, head) for head in undertaking.parties):  # 'his party would', 'it will'
        return parties or announcers
    organ = any(_is_organ(scene, head) for head in undertaking.parties)
    voiceless = all(_has_no_voice(scene, p) for p in parties) and all(_is_of_no_state(scene, a) for a in announcers)
    if _is_minister(scene, announcers) and (organ or voiceless):
        return parties  # 'The Syldavian navy will send a ship, the prime minister said'
    if not announcers and _is_firm(scene, undertaking) and all(_is_power(scene, p) for p in parties):
        return parties  # 'Syldavia will reopen the strait on May 9', the paper says
    return tuple(p for p in parties if any(speaks_for(scene, a, p) for a in announcers))


def _with_subject(scene: Scene, first: int, undertaking: Undertaking) -> tuple[int, int]:
    """From the subject on: 'ferries are to sail again', without what opens the sentence."""
    heads = find_subjects(scene.tree, undertaking.verb)
    begin = min((subtree(scene.tree, head)[0] for head in heads), default=first)
    return min(begin, undertaking.action[0]), undertaking.action[1]


def _is_organ(scene: Scene, head: int) -> bool:
    """Whether the phrase is of an arm of a state: 'the Syldavian navy', 'the Syldavian Coast Guard'."""
    if stands_for_owner(scene, head):
        return True
    named = [scene.mentions[i] for i in scene.held.get(head, ()) if scene.mentions[i].kind == "organization"]
    before = [scene.tree.tokens[m.first_token - 1] for m in named if m.first_token > 0]
    return any(token.dep in ("compound", "amod") and token.text[:1].isupper() for token in before)


def _is_minister(scene: Scene, announcers: Sequence[int]) -> bool:
    """Whether they are persons with a title, but of no state or body that the article names."""
    found = [scene.mentions[i] for i in announcers]
    return bool(found) and all(m.kind == "person" and m.title and power_of_title(scene, m) is None for m in found)


def _is_power(scene: Scene, party: int) -> bool:
    return scene.mentions[party].kind in ("state", "organization", "place", "group")


def _has_no_voice(scene: Scene, party: int) -> bool:
    """Whether it is a state or body for which no person of the article is said to speak."""
    name = scene.mentions[party].name
    return _is_power(scene, party) and all(scene.mentions[power].name != name for power in scene.powers.values())


def _is_of_no_state(scene: Scene, person: int) -> bool:
    """Whether the title begins with a word of office, not with whose office it is: 'Prime Minister', 'leader'."""
    first = (scene.mentions[person].title or "").split()[:1]
    return any(fold(word) in words_of("fields") | words_of("modifiers") | _first_words_of_office() for word in first)


@cache
def _first_words_of_office() -> frozenset[str]:
    return frozenset((*phrases("leader"), *phrases("office")))


def _is_firm(scene: Scene, undertaking: Undertaking) -> bool:
    """Whether an action in the paper's own words has a sum or a day, and is no guess of what may come."""
    if scene.quotation(undertaking.verb) is not None:
        return False
    first, last = undertaking.action
    return any(scene.tree.tokens[i].name in ("MONEY", "DATE", "QUANTITY") for i in range(first, last + 1))


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
