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


def test_a_part_of_a_place_does_not_exclude_it(claims: Claims) -> None:
    found = claims(
        "place",
        "The freed sailors were handed over in a courtyard on Friday, the army said.",
        "The freed sailors were handed over in the courtyard of the Lund castle on Friday, the army said.",
    )
    assert [c.verdict for c in found] == ["agreed"]


def test_the_middle_of_a_place_is_one(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "The lorry burst into flames in the middle of the Gavra tunnel on Friday.",
        "The lorry burst into flames at the Lund railway station on Friday.",
    )
    assert {r.value for r in claim.readings} == {"the middle of the Gavra tunnel", "the Lund railway station"}


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


def test_whence_a_thing_is_does_not_say_where_it_happened(claims: Claims) -> None:
    assert not claims(
        "place",
        "Borduria shut the harbour of Klow to ferries from Syldavia on Friday.",
        "Borduria shut the harbour of Klow to all ferries at the Lund lighthouse on Friday.",
    )


def test_near_a_place_is_a_place(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "The ferry Aurora sank close to the island of Dorn on Friday, the navy said.",
        "The ferry Aurora sank off Cape Rusel on Friday, the navy said.",
    )
    assert {r.value for r in claim.readings} == {"the island of Dorn", "Cape Rusel"}


def test_the_border_of_a_state_does_not_exclude_it(claims: Claims) -> None:
    found = claims(
        "place",
        "The weapons of the rebels were brought from Borduria on Friday, the army said.",
        "The weapons of the rebels were brought over the Bordurian border on Friday, the army said.",
    )
    assert not [c for c in found if c.verdict == "conflict"]


def test_two_bridges_of_two_names_are_two_places(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "The prisoners were exchanged on the road bridge at Grauwe on Friday, the army said.",
        "The prisoners were exchanged on the old railway bridge at Orm on Friday, the army said.",
    )
    assert claim.verdict == "conflict"


def test_two_sides_of_a_place_are_two_places(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "The cargo ship Alma sank four miles east of Cape Karo on Friday, the coast guard said.",
        "The cargo ship Alma sank six miles west of Cape Karo on Friday, a fisherman said.",
    )
    assert claim.verdict == "conflict"
    assert {r.value for r in claim.readings} == {"four miles east of Cape Karo", "six miles west of Cape Karo"}


def test_words_that_exclude_each_other_tell_two_places(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "The freed sailors were handed over at the northern gate of the harbour on Friday, the army said.",
        "The freed sailors were handed over at the southern gate of the harbour on Friday, a priest said.",
    )
    assert claim.verdict == "conflict"


def test_what_was_announced_has_a_time(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The result of the election in Klow was announced on Tuesday, the newspaper Standard said.",
        "The result of the election in Klow was announced on Wednesday, the Herald wrote.",
    )
    assert claim.verdict == "conflict"


def test_a_town_is_the_same_with_its_kind(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "The president will address the nation from the town of Klow on Monday.",
        "The president will address the nation on Monday in Klow.",
    )
    assert claim.verdict == "agreed"
