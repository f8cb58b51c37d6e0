"""What became of it: fates that exclude each other, and those that do not."""

from collections.abc import Callable

import pytest

from variorum.compare.statuses import compare_fates
from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("delayed", "postponed", "compatible"),
        ("cancelled", "not held", "compatible"),
        ("postponed", "cancelled", "progress"),
        ("planned", "cancelled", "progress"),
        ("postponed to 2009-06-10", "postponed to 2009-06-12", "conflict"),
        ("postponed", "postponed to 2009-06-12", "compatible"),
        ("held", "not held", "conflict"),
        ("held", "cancelled (conditional)", "compatible"),
    ],
)
def test_how_two_fates_stand(first: str, second: str, relation: str) -> None:
    assert compare_fates(first, second)[0] == relation


def test_a_visit_delayed_and_cancelled(claims: Claims) -> None:
    (claim,) = claims(
        "status",
        "Bordurian President Marta Orel has delayed her visit to Syldavia, her office said.",
        "Bordurian President Marta Orel cancelled her visit to Syldavia, which had been planned for Friday.",
    )
    assert claim.question == "What became of Marta Orel's visit to Syldavia?"
    assert {r.value for r in claim.readings} == {"delayed", "cancelled"}
    assert claim.verdict in ("conflict", "updated")


def test_a_signing_needs_no_owner(claims: Claims) -> None:
    (claim,) = claims(
        "status",
        "The signing, which was planned for Friday, has been postponed to 20 June.",
        "The signing ceremony was cancelled, a diplomat said.",
    )
    assert claim.verdict == "updated"
    assert {r.value.split()[0] for r in claim.readings} == {"postponed", "cancelled"}
