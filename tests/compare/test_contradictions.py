"""Sentences that cannot both be so although neither has a 'not'."""

from collections.abc import Callable

import pytest

from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The Bordurian envoy was received by the king in Klow on Monday.",
            "In Klow the Bordurian envoy was turned away at the gate of the palace on Monday.",
        ),
        (
            "The owner of the mine, Tarok Gold, would be fined, the minister said.",
            "Tarok Gold denied on Saturday that it would be fined.",
        ),
        (
            "The High Court convicted general Dragan Ilov of the murder of nine hostages.",
            "General Dragan Ilov was cleared by the High Court of the murder of the hostages.",
        ),
    ],
)
def test_what_cannot_both_be_so_is_a_conflict(claims: Claims, first: str, second: str) -> None:
    (claim,) = claims("polarity", first, second)
    assert claim.verdict == "conflict"
    assert {r.accounts for r in claim.readings} == {1}
    assert not [c for c in claims("statement", first, second) if c.verdict in ("agreed", "compatible")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Bordurian envoy was received by the king in Klow.", "The envoy had come from Borduria by train."),
        ("Borduria and Syldavia signed the treaty in Klow.", "Borduria and Syldavia signed the treaty in Klow."),
        ("Two miners died in Klow.", "Three miners died in Klow."),
        (
            "The visit marks a first step towards a thaw between Borduria and Syldavia.",
            "This turn away from the old policy of Borduria breaks with what its allies ask for.",
        ),
        ("Borduria closed the port of Klow to ferries.", "Borduria did not close the port again, he said."),
        ("Borduria will send observers to Klow.", "Observers from Borduria have arrived in Klow."),
        (
            "The draft, which the minister put on the table on Monday, provides for a levy of five dollars on coal.",
            "The conference in Klow voted early on Friday for a levy of three dollars on coal.",
        ),
        (
            "The meeting was hosted at the Diriyah Palace in Riyadh under the patronage of the Saudi crown prince.",
            "In a meeting held in Saudi Arabia the American and Russian ministers discussed the end of the conflict.",
        ),
    ],
)
def test_what_can_both_be_so_is_none(claims: Claims, first: str, second: str) -> None:
    assert not [c for c in claims("polarity", first, second) if c.verdict == "conflict"]
