"""What a reader gets for the numbers in a text: how many, of what, how sure."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.annotate.quantities import find_quantities
from variorum.annotate.times import find_times
from variorum.model.annotation import Parse, ParsedSentence, Quantity, Token
from variorum.model.text import Article

Find = Callable[[str], tuple[Quantity, ...]]


@pytest.fixture(scope="module")
def find(make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]) -> Find:
    def find_in(text: str) -> tuple[Quantity, ...]:
        article = make_article(text, published="2011-11-02")
        return find_quantities(article, parse_article(article))

    return find_in


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit", "approximate", "bound"),
    [
        ("They fired 176 drones at the port.", "176 drones", 176, 176, "drone", False, ""),
        ("At least 38 apartments were hit.", "At least 38 apartments", 38, 38, "apartment", False, "at least"),
        ("More than 40 sailors drowned.", "More than 40 sailors", 40, 40, "sailor", False, "at least"),
        ("Up to 500 homes lost power.", "Up to 500 homes", 500, 500, "home", False, "at most"),
        ("Nearly 180 trucks crossed.", "Nearly 180 trucks", 180, 180, "truck", True, ""),
        ("About 1,200 tents were sent.", "About 1,200 tents", 1200, 1200, "tent", True, ""),
        ("Some 30 or more boats sank.", "Some 30 or more boats", 30, 30, "boat", True, "at least"),
        ("Between 30 and 40 tanks came.", "Between 30 and 40 tanks", 30, 40, "tank", False, ""),
        ("They saw 30-40 tanks.", "30-40 tanks", 30, 40, "tank", False, ""),
        ("They saw 30 to 40 tanks.", "30 to 40 tanks", 30, 40, "tank", False, ""),
        ("Dozens of ships left.", "Dozens of ships", 24, 99, "ship", True, ""),
        ("Hundreds of homes burned.", "Hundreds of homes", 200, 999, "home", True, ""),
        ("Tens of thousands of people fled.", "Tens of thousands of people", 20_000, 99_999, "people", True, ""),
        ("Several hundred farmers marched.", "Several hundred farmers", 200, 900, "farmer", True, ""),
        ("A dozen envoys came.", "A dozen envoys", 12, 12, "envoy", False, ""),
        ("The plan has three key objectives.", "three key objectives", 3, 3, "objective", False, ""),
        ("A mother and her two children were found.", "two children", 2, 2, "child", False, ""),
        ("The town has 1.5 million people.", "1.5 million people", 1_500_000, 1_500_000, "people", False, ""),
        ("It has twenty-four ships.", "twenty-four ships", 24, 24, "ship", False, ""),
        ("It has two hundred and five ships.", "two hundred and five ships", 205, 205, "ship", False, ""),
        ("The lender gave $3bn.", "$3bn", 3e9, 3e9, "USD", False, ""),
        ("The lender gave €200m for roads.", "€200m", 2e8, 2e8, "EUR", False, ""),
        ("The lender gave 5 million Canadian dollars.", "5 million Canadian dollars", 5e6, 5e6, "CAD", False, ""),
        ("The lender gave $3-4 billion.", "$3-4 billion", 3e9, 4e9, "USD", False, ""),
        ("Turnout was 15 percent.", "15 percent", 15, 15, "%", False, ""),
        ("Turnout was 61.5%.", "61.5%", 61.5, 61.5, "%", False, ""),
        ("The wall runs 12 kilometres.", "12 kilometres", 12, 12, "km", False, ""),
        ("Thousands marched.", "Thousands", 2000, 9999, "person", True, ""),
        ("The blast killed 12.", "12", 12, 12, "person", False, ""),
        ("The death toll rose to 45.", "45", 45, 45, "person", False, ""),
        ("A 45-year-old sailor spoke.", "45-year-old", 45, 45, "year-old", False, ""),
        ("A sailor aged 45 spoke.", "aged 45", 45, 45, "year-old", False, ""),
    ],
)
def test_a_number_has_its_value_unit_and_bound(
    find: Find, text: str, words: str, low: float, high: float, unit: str, approximate: bool, bound: str
) -> None:
    assert [(q.text, q.low, q.high, q.unit, q.approximate, q.bound) for q in find(text)] == [
        (words, low, high, unit, approximate, bound)
    ]


def test_a_share_is_a_fraction_of_what_it_is_taken_of(find: Find) -> None:
    (found,) = find("Two-thirds of the voters stayed at home.")
    assert found.low == pytest.approx(2 / 3)
    assert found.unit == "voter"


@pytest.mark.parametrize(
    "text",
    [
        "They met on 10 March 2009 and on Oct. 18.",
        "It lasted two weeks and then a 90-day truce began.",
        "This was the third round.",
        "One of the envoys left.",
        "No one spoke to one another.",
        "Under Article 5 they must help.",
        "Resolution 2202 was passed.",
        "The home side won 2-1.",
        "The G7 sent F-16 jets.",
        "Call 555-123-4567 or +44 20 7946 0958.",
        "The address is 192.168.1.1.",
        "They met at 14:30.",
        "They are open 24/7.",
    ],
)
def test_what_counts_nothing_is_left_alone(find: Find, text: str) -> None:
    assert find(text) == ()


def test_around_before_a_topic_is_no_estimate(find: Find) -> None:
    (found,) = find("They made agreements around three key objectives.")
    assert (found.text, found.approximate) == ("three key objectives", False)


def test_each_side_of_a_change_is_a_quantity(find: Find) -> None:
    assert [(q.low, q.unit) for q in find("Turnout fell from 60 percent to 45 percent.")] == [(60, "%"), (45, "%")]


def test_offsets_count_from_the_articles_start(find: Find) -> None:
    text = "Nothing happened.\n\nThey fired 176 drones."
    (found,) = find(text)
    assert text[found.start : found.end] == found.text == "176 drones"
    assert found.sentence == 1


def bare(text: str) -> ParsedSentence:
    words, position = [], 0
    for word in text.split(" "):
        if word:
            head = max(0, len(words) - 1)
            words.append(Token(position, position + len(word), word, word.lower(), "NNS", "NOUN", "nummod", head))
        position += len(word) + 1
    return ParsedSentence(0, 0, len(text), 0, False, Parse(text, tuple(words)))


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "12 1,200 1.5 million $ € % - – to and between or of dozens scores hundreds two twenty half "
        "a about at least more than + ½ 1/2 3bn 5m men aged year old , . 99999999999999999999 "
        "trillion per cent Tuesday March 2010 days 0 '",
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=80)))
def test_any_text_gives_spans_in_range_that_are_no_times(text: str, make_article: Callable[..., Article]) -> None:
    article, end = make_article(text), 0
    times = find_times(article, [bare(text)])
    for found in find_quantities(article, [bare(text)]):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert 0 <= found.low <= found.high < float("inf")
        assert not any(t.start < found.end and found.start < t.end for t in times)
        end = found.end


@pytest.mark.parametrize("unit", ["1-", "a ", "1 ", "two hundred and ", "dozens of ", "between 1 and ", "$", "1/2 "])
def test_hostile_text_takes_linear_time(unit: str, make_article: Callable[..., Article]) -> None:
    text = unit * ((100_000 if unit in ("1-", "a ") else 20_000) // len(unit))
    begun = time.process_time()
    find_quantities(make_article("x"), [bare(text[:20_000])])
    find_quantities(make_article("x"), [ParsedSentence(0, 0, len(text), 0, False, Parse(text, ()))])
    assert time.process_time() - begun < 20
