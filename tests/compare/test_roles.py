"""In which office: what excludes, what is one office in other words, what one person may hold together."""

from collections.abc import Callable

import pytest

from variorum.compare.roles import compare_roles
from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("senator", "secretary of state", "conflict"),
        ("deputy foreign minister", "foreign minister", "conflict"),
        ("vice president", "president", "conflict"),
        ("minister for foreign affairs", "foreign minister", "compatible"),
        ("vice minister of foreign affairs", "deputy foreign minister", "compatible"),
        ("rep", "representative", "compatible"),
        ("un secretary general", "united nations secretary general", "compatible"),
        ("senator", "candidate", "compatible"),
        ("chairman", "chief executive", "compatible"),
        ("former president", "president", "compatible"),
        ("president elect", "senator", "compatible"),
        ("spokesman", "spokeswoman", "compatible"),
    ],
)
def test_how_two_offices_stand(first: str, second: str, relation: str) -> None:
    assert compare_roles(first, second)[0] == relation
    assert compare_roles(second, first)[0] == relation


def test_a_country_is_no_part_of_the_office(claims: Claims) -> None:
    (claim,) = claims(
        "role",
        "Bordurian Foreign Minister Anton Lukic met Syldavian officials in Borduria.",
        "Foreign Minister Anton Lukic of Borduria left Klow on Friday.",
    )
    assert claim.verdict == "agreed"
    assert claim.question == "Which office does Anton Lukic hold?"


def test_the_state_before_an_office_may_be_one_that_nobody_knows(claims: Claims) -> None:
    (claim,) = claims(
        "role",
        "The ambassador of Lower Sorbia, Nils Aker, attended the hearing.",
        "Lower Sorbia's ambassador to Tarsenia, Nils Aker, was not at the hearing.",
    )
    assert claim.verdict in ("agreed", "compatible")
