"""Where: names of places that two accounts give for one happening, whatever its verb."""

from collections.abc import Callable

from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]


def test_two_named_places_of_one_happening_are_a_conflict(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "The freed sailors were handed over on the Karo bridge on Friday, the army said.",
        "The freed sailors were handed over at the Lund railway station on Friday, the army said.",
    )
    assert claim.verdict == "conflict"
    assert {r.value for r in claim.readings} == {"the Karo bridge", "the Lund railway station"}


def test_common_nouns_do_not_exclude_each_other(claims: Claims) -> None:
    found = claims(
        "place",
        "The freed sailors were handed over on a bridge on Friday, the army said.",
        "The freed sailors were handed over at a railway station on Friday, the army said.",
    )
    assert not [c for c in found if c.verdict == "conflict"]


def test_places_of_two_happenings_are_no_question(claims: Claims) -> None:
    assert not claims(
        "place",
        "The freed sailors were handed over on the Karo bridge on Friday, the army said.",
        "The minister gave a dinner for farmers at the Lund castle on Friday.",
    )


def test_hours_of_one_day_are_a_conflict(claims: Claims) -> None:
    found = claims(
        "date",
        "The rebels entered the town of Klow at six o'clock on Tuesday morning, the army said.",
        "The rebels entered the town of Klow at noon on Tuesday, the army said.",
    )
    assert [c.verdict for c in found] == ["conflict"]
    same = claims(
        "date",
        "The rebels entered the town of Klow at six o'clock on Tuesday morning, the army said.",
        "The rebels entered the town of Klow on Tuesday, the army said.",
    )
    assert [c.verdict for c in same] == ["agreed"]
