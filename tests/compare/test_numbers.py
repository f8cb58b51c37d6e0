"""How many: which numbers answer one question, whatever words the accounts use."""

from collections.abc import Callable

import pytest

from variorum.compare.measures import compare_quantities
from variorum.model.annotation import Quantity
from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]

HARBOUR = "Borduria will free 23 detained miners by 20 June, Foreign Minister Anton Lukic said."
CAPITAL = "Under the accord, Borduria is to let the 19 miners go within two weeks."


def values(claim: Claim) -> set[str]:
    return {reading.value for reading in claim.readings}


def test_people_are_people_and_letting_go_is_freeing(claims: Claims) -> None:
    (claim,) = claims("number", HARBOUR, "Borduria agreed to release 19 miners by 20 June.", CAPITAL)
    assert claim.verdict == "conflict"
    assert values(claim) == {"23", "19"}
    assert claim.question in (
        "How many miners will Borduria free by 20 June?",
        "How many miners did Borduria agree to release by 20 June?",
        "How many detained miners will Borduria free by 20 June?",
    )


def test_what_rounds_is_no_conflict(claims: Claims) -> None:
    found = claims(
        "number",
        "Syldavia suspended the licences of about 60 Bordurian trucks on Monday.",
        "Syldavia suspended the licences of 58 Bordurian trucks on Monday.",
    )
    assert [claim.verdict for claim in found] == ["compatible"]


def test_lengths_of_talks_differ(claims: Claims) -> None:
    (claim,) = claims(
        "number",
        "The ministers of Syldavia and Borduria met for six hours in Vienna on Tuesday.",
        "Syldavia and Borduria reached an agreement after eight hours of talks between their ministers.",
    )
    assert claim.verdict == "conflict"
    assert values(claim) == {"6", "8"}
    assert claim.question.startswith("How many hours did the talks")


def test_a_toll_is_one_question_however_it_is_told(claims: Claims) -> None:
    (claim,) = claims(
        "number",
        "A landslide struck the town of Brod on Monday, killing at least 12 people.",
        "The death toll from the landslide in Brod rose to 31 on Tuesday.",
        "The government put the number of dead in Brod at 31.",
    )
    assert values(claim) == {"at least 12", "31"}
    assert claim.verdict == "compatible"


def test_a_measure_is_asked_for_by_its_name(claims: Claims) -> None:
    (claim,) = claims(
        "number",
        "The central bank of Syldavia raised its key interest rate to 14 percent on Monday.",
        "The key interest rate of Syldavia stands at 12 percent, the central bank said.",
    )
    assert values(claim) == {"14", "12"}
    assert claim.verdict == "conflict"
    assert claim.question == "What was the key interest rate of Syldavia?"


def test_a_hyphen_within_a_number_names_nothing(claims: Claims) -> None:
    (claim,) = claims("number", "Twenty-two pupils were killed in Brod.", "Twenty-two children died in Brod.")
    assert claim.verdict == "agreed"


def test_what_is_wanted_is_not_what_was_agreed(claims: Claims) -> None:
    found = claims(
        "number",
        "The union wants a raise of 12 percent for the miners of Brod.",
        "The union and the company agreed on a raise of 8 percent for the miners of Brod.",
    )
    assert not [claim for claim in found if claim.verdict == "conflict"]


def test_two_numbers_of_one_article_are_two_questions(claims: Claims) -> None:
    text = "Syldavia raised its tariffs on Bordurian steel from 10 percent to 25 percent on Monday."
    assert {claim.verdict for claim in claims("number", text, f"In a surprise move, {text}")} <= {"agreed"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Three soldiers were killed near Klow on Monday.", "Five soldiers were wounded near Klow on Monday."),
        ("The two sides met in Klow on Monday.", "The three sides met in Klow on Monday."),
        ("Borduria, 40 years old, will host 12 envoys.", "Syldavia bought 90 helicopters from Borduria."),
    ],
)
def test_numbers_of_different_things(claims: Claims, first: str, second: str) -> None:
    assert not [c for c in claims("number", first, second) if c.verdict in ("conflict", "updated")]


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (Quantity(0, 1, "", 180, 180, "drone", approximate=True), Quantity(0, 1, "", 176, 176, "drone"), "compatible"),
        (Quantity(0, 1, "", 30, 40, "tank"), Quantity(0, 1, "", 35, 35, "tank"), "compatible"),
        (Quantity(0, 1, "", 12, 12, "tank"), Quantity(0, 1, "", 14, 14, "tank"), "conflict"),
        (Quantity(0, 1, "", 12, 12, "tank", bound="at least"), Quantity(0, 1, "", 90, 90, "tank"), "compatible"),
    ],
)
def test_how_two_numbers_stand(first: Quantity, second: Quantity, relation: str) -> None:
    assert compare_quantities(first, second)[0] == relation
    assert compare_quantities(second, first)[0] == relation


def test_the_dead_of_one_side_are_not_those_of_the_other(claims: Claims) -> None:
    found = claims(
        "number",
        "Six French guards were killed on the river on Tuesday. Nine were injured.",
        "Four Spanish soldiers were killed on the river on Tuesday. Eleven were injured.",
    )
    assert found == []


def test_what_a_ship_may_carry_is_not_what_it_carried(claims: Claims) -> None:
    found = claims(
        "number",
        "The ferry was carrying 180 passengers when it sank.",
        "The ferry, which sank on Monday, was licensed to carry 150 passengers.",
    )
    assert found == []


def test_a_bare_number_counts_what_the_one_before_it_counts(claims: Claims) -> None:
    found = claims(
        "number",
        "The families want 50,000 crowns for each victim. The company offered 20,000.",
        "The company offered 20,000 crowns for each victim.",
    )
    assert [(claim.verdict, values(claim)) for claim in found] == [("agreed", {"20,000"})]


def test_a_score_is_the_votes_for_and_against(claims: Claims) -> None:
    found = claims(
        "number",
        "The council of the bank voted seven to two to raise the rate.",
        "The council of the bank voted by six votes to three to raise the rate.",
    )
    assert {(claim.question, *sorted(values(claim))) for claim in found} == {
        ("How many voted in favour?", "6", "7"),
        ("How many voted against?", "2", "3"),
    }


def test_from_and_to_are_two_numbers(claims: Claims) -> None:
    found = claims(
        "number",
        "The bank raised its key interest rate from 30 to 45 percent on Monday.",
        "The bank raised its key interest rate to 45 percent from 30 percent on Monday.",
    )
    assert all(claim.verdict == "agreed" for claim in found)
    assert {"45"} in [values(claim) for claim in found]


def test_who_is_missing_or_saved_is_told_in_many_words(claims: Claims) -> None:
    found = claims(
        "number",
        "Some 50 passengers of the ferry are missing. Boats pulled 140 people from the water.",
        "Twenty-eight passengers of the ferry remain unaccounted for, and 143 survived.",
    )
    assert {frozenset(values(claim)) for claim in found} == {frozenset(("about 50", "28")), frozenset(("140", "143"))}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The mill in Brod employs 450 people.", "The mill in Brod has 380 workers.", {"450", "380"}),
        (
            "Forty passengers of the train were taken to hospital after the crash in Brod.",
            "After the crash in Brod, 52 passengers are being treated.",
            {"40", "52"},
        ),
        (
            "Some 800 residents of Brod were told to leave their homes because of the flood.",
            "Because of the flood 1,200 residents of Brod were evacuated.",
            {"about 800", "1,200"},
        ),
        (
            "The blockade of Brod, which had begun in May, cost four lives.",
            "Six people were killed in the blockade of Brod.",
            {"4", "6"},
        ),
        (
            "The central bank of Syldavia lifted its key rate from 8 to 11 percent.",
            "The central bank of Syldavia raised its key rate to 11 percent from 9 percent.",
            {"8", "9"},
        ),
        (
            "The council voted seven to two for the bridge.",
            "Six of the nine members of the council were in favour of the bridge, three against.",
            {"7", "6"},
        ),
        (
            "The assembly adopted the charter with 40 votes, six against and five abstentions.",
            "The charter was adopted by 40 votes to six, and four members abstained from the vote.",
            {"5", "4"},
        ),
        (
            "It had taken them 21 hours of talks in Brod to agree on the charter.",
            "The ministers agreed on the charter after 19 hours of talks in Brod.",
            {"21", "19"},
        ),
        ("Two miners died in Brod.", "Three men lost their lives in the mine at Brod.", {"2", "3"}),
    ],
)
def test_one_question_in_other_words(claims: Claims, first: str, second: str, expected: set[str]) -> None:
    assert expected in [values(claim) for claim in claims("number", first, second)]


def test_two_who_count_one_thing_are_two_readings_of_one_article(claims: Claims) -> None:
    found = claims(
        "number",
        "The organisers expect 20,000 people at the rally in Brod, the police 8,000.",
        "Some 20,000 people are expected at the rally in Brod on Sunday.",
    )
    assert {"20,000", "8,000"} in [{v.removeprefix("about ") for v in values(claim)} for claim in found]


def test_what_was_averted_is_not_what_was_agreed(claims: Claims) -> None:
    found = claims(
        "number",
        "The tax of five crowns a barrel has been averted. The tax was fixed at three crowns a barrel.",
        "The states agreed on a tax of three crowns a barrel.",
    )
    assert all(claim.verdict != "conflict" for claim in found)


def test_a_time_of_day_in_words_counts_nothing(claims: Claims) -> None:
    found = claims(
        "number",
        "About 30 tonnes of oil escaped before the valve was shut at half past nine.",
        "The company says that 30 tonnes of oil escaped.",
    )
    assert all("9" not in values(claim) for claim in found)


def test_for_how_many_years_somebody_goes_to_prison(claims: Claims) -> None:
    (claim,) = claims(
        "number",
        "The court in Klow sentenced Anton Lukic to nine years in prison on Friday.",
        "Anton Lukic was sent to prison for seven years, the judges in Klow said.",
    )
    assert values(claim) == {"9", "7"}
    assert claim.verdict == "conflict"
    assert claim.question == "For how many years was Anton Lukic sent to prison?"


def test_two_who_are_sentenced_are_two_questions(claims: Claims) -> None:
    found = claims(
        "number",
        "The court in Klow sentenced Anton Lukic to nine years in prison.",
        "The court in Klow sentenced Vera Brusk to seven years in prison.",
    )
    assert not found


def test_so_far_is_a_part(claims: Claims) -> None:
    found = claims(
        "number", "Borduria will release 63 prisoners by 30 June.", "Borduria has released 41 prisoners so far."
    )
    assert [claim.verdict for claim in found] == ["compatible"]


def test_each_tells_one_number_of_such_people(claims: Claims) -> None:
    (claim,) = claims(
        "number",
        "A mission of 150 observers will be deployed along the border.",
        "The minister said that 200 international observers would watch the border.",
    )
    assert claim.verdict == "conflict"


def test_a_toll_does_not_shrink_to_two(claims: Claims) -> None:
    found = claims(
        "number",
        "More than 700 people have been killed since the fighting began, the Red Cross said.",
        "Shells hit a village in the valley; two civilians were killed.",
    )
    assert not found


def test_no_question_holds_an_answer(claims: Claims) -> None:
    (claim,) = claims(
        "number",
        "Borduria holds 63 prisoners according to the Red Cross, 36 according to its own army.",
        "Borduria holds 36 prisoners.",
    )
    assert not {"63", "36"} & set(claim.question.split())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Three guards were killed in the raid on Brod.",
            "The three guards who were shot in Brod were buried on Friday.",
        ),
        ("Eleven people were injured in the raid on Brod.", "After the raid on Brod the hospital has eleven wounded."),
        (
            "The raid on Brod killed three guards.",
            "The ministry put the toll of the raid on Brod at three guards dead.",
        ),
    ],
)
def test_what_befell_people_is_read_from_the_words_beside_them(claims: Claims, first: str, second: str) -> None:
    (claim,) = claims("number", first, second)
    assert claim.verdict == "agreed"
    assert "killed" in claim.question or "injured" in claim.question or "kill" in claim.question


@pytest.mark.parametrize(
    ("length", "verdict", "told"),
    [("two days", "agreed", {"48"}), ("three days", "conflict", {"48", "about 72"})],
)
def test_lengths_of_time_are_compared_in_one_unit(claims: Claims, length: str, verdict: str, told: set[str]) -> None:
    (claim,) = claims(
        "number",
        "Syldavia and Borduria began a 48-hour ceasefire on Thursday, the envoy said.",
        f"The ceasefire of {length} between Syldavia and Borduria began on Thursday, the envoy said.",
    )
    assert claim.verdict == verdict
    assert values(claim) == told
    assert "hours" in claim.question


def test_after_so_many_hours_is_a_length_of_time(claims: Claims) -> None:
    (claim,) = claims(
        "number",
        "The girl was pulled alive from the ruins of the school after 31 hours, the army said.",
        "The girl was pulled alive from the ruins of the school after nineteen hours, a doctor said.",
    )
    assert claim.verdict == "conflict"
    assert {r.value for r in claim.readings} == {"31", "19"}


def test_so_far_is_of_its_own_part_of_the_sentence(claims: Claims) -> None:
    found = claims(
        "number",
        "The firm demands a price of 410 dollars; Borduria has so far paid in time.",
        "The firm demands a price of 450 dollars from Borduria.",
    )
    assert [claim.verdict for claim in found] == ["conflict"]


def test_more_dead_are_no_toll(claims: Claims) -> None:
    found = claims(
        "number",
        "The fire in the harbour killed six people.",
        "Two more people died in hospital after the fire in the harbour.",
    )
    assert all(len(claim.readings) == 1 for claim in found)
