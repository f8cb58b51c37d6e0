"""Whether: an assertion and a denial in the same or in other words, and nothing else."""

from collections.abc import Callable

import pytest

from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]


def test_a_denial_in_other_words(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "Borduria also consented to pull three gunboats out of the lake, the envoy added.",
        "Borduria did not agree to withdraw any gunboat from the lake, a diplomat said.",
    )
    assert claim.verdict == "conflict"
    assert claim.question == "Did Borduria consent to pull three gunboats out of the lake?"
    assert {r.value for r in claim.readings} == {"happened", "did not happen"}
    assert claim.why == "one account tells it as a fact, another says that it was not so"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The militia killed a Bordurian contractor in Klow.", "No Bordurian soldiers were killed in the raid."),
        ("Borduria may withdraw three gunboats from the lake.", "Borduria did not withdraw gunboats from the lake."),
        ("Borduria closed the port of Klow in May.", "Borduria did not close the port of Klow again."),
        ("Both sides can reach a fair agreement.", "The sides failed to reach an agreement."),
    ],
)
def test_no_denial(claims: Claims, first: str, second: str) -> None:
    assert not claims("polarity", first, second)


@pytest.mark.parametrize(
    ("first", "second", "question"),
    [
        ("Anton Lukic resigned on Friday, his office said.", "Anton Lukic denied reports that he had resigned.",
         "Did Anton Lukic resign on Friday?"),
        ("Borduria has accepted the offer of rescue teams.", "Borduria has not accepted the offer of rescue teams.",
         "Has Borduria accepted the offer of rescue teams?"),
        ("Police had used tear gas in the square of Klow.", "Police fired no tear gas in Klow, a spokeswoman said.",
         "Had police used tear gas in the square of Klow?"),
    ],
)  # fmt: skip
def test_a_denial_takes_many_forms(claims: Claims, first: str, second: str, question: str) -> None:
    (claim,) = claims("polarity", first, second)
    assert claim.verdict == "conflict"
    assert claim.question in (question, question.replace("Had police used", "Did police use"),
                              question.replace("Has Borduria accepted", "Did Borduria accept"))  # fmt: skip


def test_what_was_not_to_be_and_came_about_is_an_update(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "Finance Minister Anton Lukic said that he would not resign.",
        "Finance Minister Anton Lukic resigned on Thursday.",
    )
    assert claim.verdict == "updated"
    assert {r.value for r in claim.readings} == {"is not to happen", "happened"}
