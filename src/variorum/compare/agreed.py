"""What several accounts tell alike: claims on happenings that nobody denies."""

from collections.abc import Collection, Iterator, Sequence

from variorum.compare.happenings import Happenings
from variorum.compare.passages import Passages
from variorum.compare.scope import Scope
from variorum.compare.statements import find_clearest
from variorum.compare.tellings import Telling
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.whether import ask_core
from variorum.model.record import Claim

_FEWEST_WORDS = 2  # in common, where the verb says too little


def find_agreed_claims(
    scope: Scope, happenings: Happenings, shown: Collection[int], passages: Passages
) -> Iterator[Claim]:
    """Give a claim for each happening that two accounts tell, in the same or in other words.

    Its one reading is the clearest wording. Happenings in `shown` have a claim already. What is only told in words that
    name nobody makes no question; a sentence that contradicts the clearest is none of its wordings.
    """
    for number, group in enumerate(happenings.groups):
        told = [t for t in map(happenings.tellings.__getitem__, group) if not t.narrowing and not t.mirrored]
        if number in shown or scope.accounts({t.article for t in told}) < 2 or not _is_telling(told):
            continue
        question = ask_core(scope, told)
        if question is None:
            continue
        places = sorted({(t.article, t.sentence) for t in told})
        text = scope.sentence_evidence(*find_clearest(scope, places)).text
        places = [p for p in places if not passages.are_apart(text, scope.sentence_evidence(*p).text)]
        if scope.accounts({article for article, _ in places}) < 2:
            continue
        witnesses = [Witness(" ".join(text.split()), a, scope.sentence_evidence(a, i)) for a, i in places]
        yield make_claim(scope, "statement", question, {e for t in told for e in t.parties}, witnesses, _compare)


def _is_telling(told: Sequence[Telling]) -> bool:
    """Whether the tellings have enough in common: a verb that says something, or several words besides."""
    common = frozenset.intersection(*(t.clause for t in told))
    return not any(t.generic for t in told) or len(common) >= _FEWEST_WORDS


def _compare(_first: str, _second: str) -> tuple[Relation, str]:
    return "compatible", "the same in other words"
