"""Which days matter: what many articles name, and what is still named long after."""

from variorum.compose.salience import Naming, weigh_days


def test_a_day_that_more_articles_name_weighs_more() -> None:
    weights = weigh_days([Naming("2018-03-14", ("2018-03-13",)), Naming("2018-03-15", ("2018-03-13", "2018-03-09"))])
    assert weights["2018-03-13"] > weights["2018-03-09"]


def test_an_article_that_names_a_day_often_counts_once() -> None:
    once = weigh_days([Naming("2018-03-20", ("2018-03-13",))])
    often = weigh_days([Naming("2018-03-20", ("2018-03-13",) * 5)])
    assert once == often


def test_the_first_of_a_month_may_stand_for_the_month_and_weighs_less() -> None:
    weights = weigh_days([Naming("2018-04-20", ("2018-03-01", "2018-03-02"))] * 3)
    assert weights["2018-03-02"] > weights["2018-03-01"]


def test_dates_that_are_none_do_no_harm() -> None:
    assert weigh_days([Naming(None, ("someday",)), Naming("soon", ())])["someday"] > 0
