"""What each party is for or against, as the clauses of an article tell it.

Rules on clauses, with the words of data/stances.toml: verbs that take a side on their object ('rejected any deal made
without Syldavia'), nouns ('reaffirmed its commitment to'), adjectives ('is opposed to'), judgements ('called the plan
unacceptable'), demands ('insisted that Borduria must …'; in quotations the demand is the speaker's), infinitives
('refused to …') and conditions ('would … only if …'). Negation turns a side round; 'did not rule out' is undecided.
The stance is the party's whom grammar or the quotation gives; where that is no named party there is none.

Between two parties of one sentence of whom the rules say nothing, a learned judge (`leanings`) is asked; the issue is
then the other party.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from variorum.annotate.clauses import coordinated, find_verbs
from variorum.annotate.leanings import judge_leaning
from variorum.annotate.mood import Clause, read_clause
from variorum.annotate.parties import Scene, find_parties, find_party, find_target
from variorum.annotate.reported_content import drop_that
from variorum.annotate.side import Side, is_it
from variorum.annotate.sides import find_sides
from variorum.annotate.topics import (
    find_core,
    is_telling_phrase,
    is_telling_proposal,
    issue_extent,
    name_phrase,
    name_proposal,
    proposal_extent,
)
from variorum.language.encoder import read_encoder
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Mention, StanceKind, StanceMention, TimeExpression
from variorum.model.text import Span

_MOST_PARTIES = 16  # of a sentence that are held against each other: what names more is a list
_GAP = 6  # code points: ', but '


def find_stances(scenes: Sequence[Scene], times: Sequence[TimeExpression]) -> tuple[StanceMention, ...]:
    """Give an article's stances in order of the text. `actor` and `target` index mentions, `time` indexes times."""
    timed: dict[int, list[int]] = {}
    for index, time in enumerate(times):
        timed.setdefault(time.sentence, []).append(index)
    found: dict[tuple[object, ...], StanceMention] = {}
    before: list[StanceMention] = []
    for scene in scenes:
        stances = list(_stances_of(scene, times, timed.get(scene.sentence.index, ()), before))
        for stance in stances:
            key = stance.actor, stance.issue_span
            if key not in found or stance.stance == "conditional":  # 'wants to sign but makes it depend on'
                found[key] = stance
        told = {(s.actor, other) for s in stances for other in (s.target, *_named_in(scene, s.issue_span))}
        before = stances
        for stance in _lean(scene, told):
            found.setdefault((stance.actor, stance.issue_span), stance)
    return tuple(sorted(found.values(), key=lambda s: (s.clause, s.issue_span, s.actor, s.stance)))


def _stances_of(
    scene: Scene, times: Sequence[TimeExpression], timed: Sequence[int], before: Sequence[StanceMention]
) -> Iterator[StanceMention]:
    clauses = {verb: read_clause(scene.tree, verb) for verb in find_verbs(scene.tree)}
    told = list(before)
    for clause in clauses.values():
        for side in find_sides(scene, clause):
            stances = list(_write(scene, clauses, side, times, timed))
            if is_it(scene.tree, side.issue):
                stances = list(_point_back(stances, told))
            told.extend(stances)
            yield from stances


def _point_back(stances: Sequence[StanceMention], told: Sequence[StanceMention]) -> Iterator[StanceMention]:
    """'is against it': what another party was told to take a side on in the clause just before."""
    for stance in stances:
        other = next((t for t in reversed(told) if 0 <= stance.clause.start - t.clause.end <= _GAP), None)
        if other is not None and other.actor != stance.actor and other.target is None:
            yield replace(stance, issue=other.issue, issue_span=other.issue_span)


def _lean(scene: Scene, told: Collection[tuple[int, int | None]]) -> Iterator[StanceMention]:
    """Stances of one party to another that the learned judge is sure of: by words first, which is cheap, and then by
    what the sentence encoder reads."""
    least: float = read_toml("stances")["leaning"]
    least_asked: float = read_toml("stances")["leaning_asked"]
    inside = [
        i for i in dict.fromkeys(i for held in scene.held.values() for i in held[:1]) if _is_party(scene.mentions[i])
    ]
    del inside[_MOST_PARTIES:]
    for one, two in [*pairwise(inside), *pairwise(inside[::2])]:
        first, second = scene.mentions[one], scene.mentions[two]
        if first.name == second.name or (one, two) in told or (two, one) in told:
            continue
        parties = (first.first_token, first.last_token), (second.first_token, second.last_token)
        if judge_leaning(scene.sentence.parse, *parties).strongest < least_asked:
            continue
        leaning = judge_leaning(scene.sentence.parse, *parties, read_encoder())
        for actor, target, supports, opposes in (
            (one, two, leaning.supports, leaning.opposes),
            (two, one, leaning.supported, leaning.opposed),
        ):
            if max(supports, opposes) >= least and not _is_own(scene, target):
                yield _lean_on(scene, actor, target, "supports" if supports > opposes else "opposes")


def _named_in(scene: Scene, span: Span) -> Iterator[int]:
    """The parties that an issue names: who dismisses the hopes of one has been told to take that side, and no other."""
    for index in dict.fromkeys(i for held in scene.held.values() for i in held):
        mention = scene.mentions[index]
        if span.overlaps(Span(mention.start, mention.end)):
            yield index


def _is_party(mention: Mention) -> bool:
    return mention.kind in ("person", "organization", "state", "group") and not mention.demonym


def _is_own(scene: Scene, mention: int) -> bool:
    """Whether it stands as somebody's own: 'his party'."""
    head = scene.mentions[mention].last_token
    return any(scene.tree.tokens[i].tag == "PRP$" for i in scene.tree.dependents(head, "poss"))


def _lean_on(scene: Scene, actor: int, target: int, stance: StanceKind) -> StanceMention:
    other = scene.mentions[target]
    return StanceMention(
        actor=actor,
        issue=other.name,
        issue_span=Span(other.start, other.end),
        target=target,
        stance=stance,
        clause=scene.span((0, len(scene.sentence.parse.tokens) - 1)),
        sentence=scene.sentence.index,
    )


def _write(
    scene: Scene,
    clauses: dict[int, Clause],
    side: Side,
    times: Sequence[TimeExpression],
    timed: Sequence[int],
) -> Iterator[StanceMention]:
    target = find_party(scene, side.towards[0]) if side.towards else None
    bounds, issue = _name_issue(scene, side)
    if not issue:
        return
    clause = clauses[side.verb]
    condition = None if side.condition is None else scene.span(side.condition)
    span = scene.span(drop_that(scene.tree, clause.first, clause.last))
    time = _find_time(times, timed, span, (scene.span(bounds), condition))
    for actor in find_parties(scene, side.actors) or side.parties:
        yield StanceMention(
            actor=actor,
            issue=issue,
            issue_span=scene.span(bounds),
            target=find_target(scene, bounds, without=actor) if target in (None, actor) else target,
            stance=side.stance,
            clause=span,
            sentence=scene.sentence.index,
            condition=condition,
            time=time,
        )


def _name_issue(scene: Scene, side: Side) -> tuple[tuple[int, int], str]:
    """The extent of the issue and its name, '' where the words name none."""
    tree = scene.tree
    if side.proposal:
        bounds = proposal_extent(tree, side.issue, side.condition)
        doer = _name_doer(scene, side)
        if doer is None or not is_telling_proposal(tree, bounds, doer):
            return bounds, ""
        return bounds, name_proposal(tree, bounds, doer)
    if is_it(tree, side.issue):
        return (side.issue, side.issue), "it"
    head = find_core(tree, side.issue)
    first, last = issue_extent(tree, head)
    bounds = first, side.verb - 1 if head < side.verb <= last else last
    named = scene.held.get(head, ())
    if named and bounds[1] <= scene.mentions[named[-1]].last_token:
        telling = find_party(scene, head) in named and scene.mentions[named[0]].kind != "place"
        start = scene.mentions[named[0]].first_token
        if all(tree.tokens[i].pos in ("ADJ", "VERB") for i in range(bounds[0], start)):  # 'neighbouring Borduria'
            bounds = max(bounds[0], start), bounds[1]
    else:
        telling = is_telling_phrase(tree, head, bounds)
    return bounds, name_phrase(tree, bounds) if telling else ""


def _name_doer(scene: Scene, side: Side) -> str | None:
    """Who is to do it, '' where that is who takes the side, None where it is a pronoun that leads to nobody."""
    tree = scene.tree
    heads = side.towards or tree.dependents(side.issue, "nsubj", "nsubjpass")
    if not heads:
        return ""
    head = heads[0]
    found = find_parties(scene, (head,))
    if found and {*find_parties(scene, side.actors), *side.parties}.issuperset(found):
        return ""
    if tree.tokens[head].tag in ("PRP", "DT", "WDT", "WP", "EX") and not found:
        return None
    if tree.tokens[head].pos == "PRON" or (len(found) > 1 and len(coordinated(tree, head)) == 1):  # 'both sides'
        return " and ".join(scene.mentions[i].name for i in found)
    last = issue_extent(tree, max(coordinated(tree, head)))[1]
    if head < side.issue <= last:
        last = max(head, side.issue - 1)
    return name_phrase(tree, (issue_extent(tree, head)[0], last))


def _find_time(
    times: Sequence[TimeExpression], timed: Sequence[int], clause: Span, without: Sequence[Span | None]
) -> int | None:
    """The first date of the clause that is not part of the issue or of the condition."""
    for index in timed:
        time = Span(times[index].start, times[index].end)
        aside = any(span is not None and span.overlaps(time) for span in without)
        if clause.contains(time) and not aside and times[index].duration is None:
            return index
    return None
