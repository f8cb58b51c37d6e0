"""When and where: times and places told of one happening, and not those of different ones."""

from collections.abc import Callable

import pytest

from variorum.compare.days import resolve
from variorum.model.annotation import TimeExpression
from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]


def readings(claim: Claim) -> set[str]:
    return {reading.value for reading in claim.readings}


def test_the_day_of_an_agreement_is_that_of_the_talks_before_it(claims: Claims) -> None:
    found = claims(
        "date",
        "Syldavia and Borduria agreed on Tuesday to reopen the pass, "
        "after the ministers of Syldavia and Borduria met for six hours.",
        "The envoy spoke after the talks between Syldavia and Borduria on Monday.",
    )
    (talks,) = [c for c in found if c.verdict == "conflict"]
    assert readings(talks) == {"2009-06-01", "2009-06-02"}
    assert talks.question == "When were the talks between Syldavia and Borduria held?"
    assert talks.why.endswith("are one day apart")


def test_a_restart_in_other_words(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "Trains between Klow and Szohod will resume on 16 June.",
        "The minister said that the trains were going to run again on 25 June.",
    )
    assert claim.verdict == "conflict"
    assert claim.question == "When will trains between Klow and Szohod resume?"


def test_a_first_session_is_not_the_second_round(claims: Claims) -> None:
    found = claims(
        "date",
        "The foreign ministers of Syldavia and Borduria will meet again in Vienna on 9 July.",
        "A border commission of Syldavia and Borduria will hold its first session on 2 July.",
    )
    assert not found


def test_what_is_put_off_has_a_new_day(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The signing of the treaty is planned for 12 June in Klow.",
        "The signing of the treaty in Klow has been postponed to 20 June, the envoy said.",
    )
    assert claim.verdict == "updated"
    assert readings(claim) == {"2009-06-12", "2009-06-20"}


def test_a_verb_and_its_noun_tell_one_happening(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "Commandos stormed the airliner at Klow before dawn on Sunday.",
        "The storming of the airliner at Klow on Sunday left three hostages dead.",
    )
    assert claim.verdict == "agreed"


def test_a_city_and_a_country_of_one_meeting(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "French and German ministers met for six hours in Geneva on Tuesday.",
        "French and German ministers met in Switzerland.",
    )
    assert claim.verdict == "compatible"
    assert {r.value for r in claim.readings} == {"Geneva", "Switzerland"}
    assert claim.question.startswith("Where did")


@pytest.mark.parametrize(
    ("value", "reference", "day"),
    [
        ("XXXX-03-20", "2018-03-13", "2018-03-20"),
        ("XXXX-12-30", "2019-01-04", "2018-12-30"),
        ("XXXX-02-29", "2019-02-20", "2020-02-29"),
        ("XXXX-02-30", "2019-02-20", None),
        ("XXXX-W10", "2019-02-20", None),
        ("XXXX-WXX-5", "2019-02-20", "2019-02-22"),
        ("XXXX-WXX-7", "2019-02-20", "2019-02-17"),
        ("XXXX-03-20", None, None),
    ],
)
def test_a_day_without_year_is_the_nearest(value: str, reference: str | None, day: str | None) -> None:
    time = TimeExpression(0, 1, "", None, None, "day", "unresolved", value)
    assert resolve(time, reference) == (None if day is None else (day, day))


def test_what_is_due_by_a_day_may_be_done_before_it(claims: Claims) -> None:
    found = claims(
        "date",
        "The names of the prisoners are to be released by Friday.",
        "The names of the prisoners were released on Thursday.",
    )
    assert not [claim for claim in found if claim.verdict in ("conflict", "updated")]


def test_a_year_is_an_answer(claims: Claims) -> None:
    (claim,) = claims("date", "The ferry was built in 1987.", "The ferry, built in 1985, belonged to the town.")
    assert claim.verdict == "conflict"
    assert {reading.value for reading in claim.readings} == {"1987", "1985"}


def test_a_place_that_is_spoken_of_is_not_where_it_was_held(claims: Claims) -> None:
    found = claims(
        "place",
        "The ministers met in Vienna for discussions on Poland.",
        "The ministers held discussions in Vienna.",
    )
    assert [{reading.value for reading in claim.readings} for claim in found] == [{"Vienna"}]


def test_two_cities_are_two_places(claims: Claims) -> None:
    (claim,) = claims(
        "place", "The presidents will meet in Geneva on June 20.", "The presidents might meet in Vienna on June 20."
    )
    assert claim.verdict == "conflict"


def test_what_is_told_for_a_day_to_come_is_to_come(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The tax on salt comes into force on 1 January 2011.",
        "The tax on salt will come into force on 1 January 2010, the minister said.",
    )
    assert claim.verdict == "conflict"
    assert readings(claim) == {"2011-01-01", "2010-01-01"}


def test_a_day_on_which_it_was_not_so_is_no_answer(claims: Claims) -> None:
    found = claims(
        "date",
        "The treaty on the river will be signed on Friday.",
        "The treaty on the river was not signed on Friday as planned; nobody knows whether it will be.",
    )
    assert all(claim.verdict != "conflict" for claim in found)


def test_a_shop_is_open_again_from_the_day_until_which_it_was_closed(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The schools of Brod are closed until 9 June.",
        "The schools of Brod will start again on 12 June.",
    )
    assert claim.verdict == "conflict"
    assert readings(claim) == {"2009-06-09", "2009-06-12"}


def test_taking_a_town_is_seizing_it(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "Gunmen took the power station of Brod on Tuesday.",
        "The power station of Brod, which gunmen had seized on Monday, was quiet.",
    )
    assert claim.verdict == "conflict"
    assert readings(claim) == {"2009-06-01", "2009-06-02"}


def test_a_visit_that_was_put_off_has_a_new_day(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "President Lukic has postponed a visit to Syldavia that was planned for 12 June.",
        "Lukic's visit to Klow, which had been put off and not called off, is now to take place on 4 July.",
    )
    assert claim.verdict == "updated"


def test_a_strike_is_called_for_a_day(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The unions of Syldavia called a strike for 27 June.",
        "The unions of Syldavia plan a strike on 28 June.",
    )
    assert claim.verdict == "conflict"


def test_they_are_the_last_who_were_told_of(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The villagers had been led to the next town. They returned to their homes on Wednesday.",
        "The villagers returned to their homes on Tuesday.",
    )
    assert claim.verdict == "conflict"


def test_it_is_the_truce_that_took_effect(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The army has kept the truce since it took effect on Monday.",
        "The truce took effect on Sunday.",
    )
    assert claim.verdict == "conflict"


def test_talks_that_are_due_to_open_somewhere(claims: Claims) -> None:
    (claim,) = claims(
        "place",
        "Talks between Syldavia and Borduria are due to open in Geneva on 9 June.",
        "The talks between Syldavia and Borduria will be held in Vienna on 9 June.",
    )
    assert claim.verdict == "conflict"


def test_talks_that_were_called_off_are_not_those_that_were_held(claims: Claims) -> None:
    found = claims(
        "place",
        "The foreign ministers of Syldavia and Borduria met in Geneva on Monday.",
        "The foreign minister of Syldavia has cancelled the talks with Borduria in Vienna.",
    )
    assert not found


def test_a_filling_takes_place_and_is_not_held(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "Syldavia offered to delay the filling of the dam until September.",
        "The filling of the dam will begin in July.",
    )
    assert "held" not in claim.question


def test_hours_without_a_day_are_a_conflict(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The shelling of Klow by the rebels began shortly after eight o'clock.",
        "The shelling of Klow by the rebels began at noon.",
    )
    assert claim.verdict == "conflict"
    assert readings(claim) == {"07:20 to 08:40 or 19:20 to 20:40", "12:00"}


def test_an_hour_and_a_day_do_not_exclude_each_other(claims: Claims) -> None:
    found = claims(
        "date",
        "The shelling of Klow by the rebels began at 5 a.m., the mayor said.",
        "The shelling of Klow by the rebels began on Tuesday.",
    )
    assert not [c for c in found if c.verdict == "conflict"]


def test_a_season_is_a_time(claims: Claims) -> None:
    (claim,) = claims(
        "date",
        "The Klow tunnel will be open to traffic again in the autumn.",
        "The Klow tunnel will be open to traffic again in July.",
    )
    assert claim.verdict == "conflict"
