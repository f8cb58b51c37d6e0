"""Who came first: credits before dates, dates before containment, and ids where nothing tells."""

from collections.abc import Callable

import pytest

from variorum.model.text import Article
from variorum.trace.direction import days_apart, find_direction, plain_name, shared_agency

Make = Callable[..., Article]
ALIASES = {"ap": "associatedpress"}


@pytest.mark.parametrize(
    ("published", "other", "forward"),
    [
        ("2031-02-05", "2031-02-04", True),
        ("2031-02-04", "2031-02-05", False),
        ("2031-02-04T10:00:00+02:00", "2031-02-04T08:30:00+00:00", False),
        ("2031-02-04T10:00:00-02:00", "2031-02-04T08:30:00+00:00", True),
        ("2031-02-05", "2031-02-04T23:30:00+00:00", True),
    ],
)
def test_the_later_rests_on_the_earlier(make_article: Make, published: str, other: str, forward: bool) -> None:
    one, two = make_article("one", published=published), make_article("two", published=other)
    assert find_direction(one, two, 1.0, 1.0, ALIASES).forward is forward
    assert find_direction(two, one, 1.0, 1.0, ALIASES).forward is not forward


def test_a_day_without_a_time_does_not_come_before_a_time_of_that_day(make_article: Make) -> None:
    one, two = make_article("one", published="2031-02-04"), make_article("two", published="2031-02-04T08:30:00+00:00")
    assert find_direction(one, two, 0.9, 0.4, ALIASES).forward
    assert not find_direction(one, two, 0.4, 0.9, ALIASES).forward


def test_a_broken_date_is_no_date(make_article: Make) -> None:
    one, two = make_article("one", published="next Friday"), make_article("two", published="2031-02-04")
    assert days_apart(one, two) is None
    assert find_direction(one, two, 0.5, 0.5, ALIASES).forward is (one.id > two.id)


def test_names_of_an_agency_are_one(make_article: Make) -> None:
    assert len({plain_name(n, ALIASES) for n in ("AP", "The Associated Press", "associated press")}) == 1
    assert plain_name("www.cliffpost.com", ALIASES) == plain_name("Cliff Post", ALIASES)
    assert plain_name("https://news.cliffpost.co.uk/a/b", ALIASES) == plain_name("cliffpost.example", ALIASES)
    one = make_article("one", credits=("AP", "Northern Wire"), outlet="Mirror")
    two = make_article("two", credits=("Associated Press",), outlet="Post")
    assert shared_agency(one, two, ALIASES) == "AP"
    assert shared_agency(one, make_article("three", credits=("AP",), outlet="AP"), ALIASES) is None


def test_a_link_credits_the_site_it_leads_to(make_article: Make) -> None:
    one = make_article("one", credits=("cliffpost.example",), published="2031-02-04")
    two = make_article("two", url="https://www.cliffpost.example/talks", published="2031-02-05")
    assert find_direction(one, two, 1.0, 1.0, ALIASES).forward
    assert not find_direction(two, one, 1.0, 1.0, ALIASES).forward


def test_the_dated_is_the_source_of_the_undated_unless_it_is_clearly_a_part(make_article: Make) -> None:
    dated, undated = make_article("one", published="2031-02-04"), make_article("two")
    assert find_direction(undated, dated, 0.7, 0.8, ALIASES).forward
    assert not find_direction(undated, dated, 0.3, 1.0, ALIASES).forward
