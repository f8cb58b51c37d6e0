"""Stage 6: inside one story, which sentences answer the same question, the readings, the verdict."""

from collections.abc import Iterable, Iterator

from variorum.compare.agreed import find_agreed_claims
from variorum.compare.alike import join_alike
from variorum.compare.contradictions import add_contradictions
from variorum.compare.facts import find_fact_claims
from variorum.compare.happenings import find_happenings
from variorum.compare.judgements import Judgements
from variorum.compare.lookups import read_lookups
from variorum.compare.near_sentences import find_near
from variorum.compare.numbers import find_number_claims
from variorum.compare.passages import Passages
from variorum.compare.phrase_groups import find_phrase_claims
from variorum.compare.polarities import find_denials, find_polarity_claims
from variorum.compare.roles import find_role_claims
from variorum.compare.rows import find_rows
from variorum.compare.scope import Scope, open_scope
from variorum.compare.sides import DISPUTED, Sides
from variorum.compare.statements import find_statement_claims
from variorum.compare.statuses import find_status_claims
from variorum.compare.synopsis import lay_out
from variorum.compare.tellings import find_tellings
from variorum.compare.wordings import find_wording_claims
from variorum.language.encoder import Encoder
from variorum.language.inference import Inference
from variorum.model.findings import Comparison, Findings
from variorum.model.record import Story

__all__ = ["compare_stories"]


def compare_stories(stories: Iterable[Story], findings: Findings, encoder: Encoder) -> Iterator[Comparison]:
    """Give the comparison of each story."""
    run = read_lookups(findings)
    inference = Inference()
    return (_compare_story(open_scope(story, run), encoder, inference) for story in stories)


def _compare_story(scope: Scope, encoder: Encoder, inference: Inference) -> Comparison:
    """Give the claims of a story, sorted by id, and its synopsis."""
    rows = find_rows(scope, encoder)
    happenings = find_happenings(list(find_tellings(scope)), encoder, Passages(inference))
    denials = find_denials(happenings)
    near = find_near(scope, happenings, inference)
    passages = Passages(inference)  # one for each use, so that numbers are asked of however many happenings there are
    claims = [
        *find_status_claims(scope),
        *find_number_claims(scope, rows, encoder, near.related, passages),
        *find_fact_claims(scope, rows, near.related, Passages(inference)),
        *find_role_claims(scope),
        *find_wording_claims(scope),
    ]
    claims.extend(find_phrase_claims(scope, claims, near.related, Passages(inference)))
    denied = ([happenings.tellings[n] for n in group] for group in denials)
    judgements = Judgements(scope, near, Passages(inference))
    related = Sides(scope, claims, (*DISPUTED, "compatible"))  # 'held in Riyadh' does not contradict 'Saudi Arabia'
    opposed = add_contradictions(scope, related, near, judgements, Passages(inference), denied)
    claims.extend(find_polarity_claims(scope, opposed))
    alike = join_alike(scope, rows, Sides(scope, claims), near, judgements)
    passages = Passages(inference)
    statements, shown = find_statement_claims(scope, alike, claims, happenings, encoder, passages)
    claims.extend(statements.values())
    shown |= {happenings.group_of[n] for group in denials for n in group}
    claims.extend(find_agreed_claims(scope, happenings, shown, passages))
    by_id = {claim.id: claim for claim in claims}
    ordered = tuple(by_id[key] for key in sorted(by_id))
    return Comparison(ordered, lay_out(scope, alike.rows, statements, ordered))
