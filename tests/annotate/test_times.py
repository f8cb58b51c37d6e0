"""What a reader gets for the times in a text: dates, how exact they are, and what they were counted from."""

import re
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.annotate.times import find_times
from variorum.model.annotation import Parse, ParsedSentence, TimeExpression, Token
from variorum.model.text import Article

Find = Callable[..., tuple[TimeExpression, ...]]


@pytest.fixture(scope="module")
def find(make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]) -> Find:
    def find_in(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
        article = make_article(text, published=published)
        return find_times(article, parse_article(article))

    return find_in


# Published on Wednesday 1995-06-14, Wednesday 2011-11-02, Tuesday 2031-02-18.
TABLE = [
    ("1995-06-14", "The envoys met on Tuesday in Orsk.", "Tuesday", "1995-06-13", "1995-06-13", "day", "published"),
    ("1995-06-14", "Envoys will meet on Tuesday in Orsk.", "Tuesday", "1995-06-20", "1995-06-20", "day", "published"),
    ("1995-06-14", "The envoys met on Wednesday in Orsk.", "Wednesday", "1995-06-14", "1995-06-14", "day", "published"),
    ("1995-06-14", "Shells fell overnight.", "overnight", "1995-06-13", "1995-06-14", "day", "published"),
    ("1995-06-14", "He arrived yesterday.", "yesterday", "1995-06-13", "1995-06-13", "day", "published"),
    ("1995-06-14", "They spoke last week.", "last week", "1995-06-05", "1995-06-11", "week", "published"),
    ("1995-06-14", "They will sign next month.", "next month", "1995-07-01", "1995-07-31", "month", "published"),
    ("1995-06-14", "The bridge fell two weeks ago.", "two weeks ago", "1995-05-29", "1995-06-04", "week", "published"),
    ("1995-06-14", "It was built in the 1970s.", "the 1970s", "1970-01-01", "1979-12-31", "decade", "absolute"),
    ("1995-06-14", "It has grown since 1992.", "1992", "1992-01-01", "1995-06-14", "span", "published"),
    ("1995-06-14", "She resigned in December.", "December", "1994-12-01", "1994-12-31", "month", "published"),
    ("1995-06-14", "She will resign in March.", "March", "1996-03-01", "1996-03-31", "month", "published"),
    ("2011-11-02", "The port closed on 10 March 2009.", "10 March 2009", "2009-03-10", "2009-03-10", "day", "absolute"),
    ("2011-11-02", "They met on Oct. 18.", "Oct. 18", "2011-10-18", "2011-10-18", "day", "published"),
    ("2011-11-02", "They met on March 10.", "March 10", "2011-03-10", "2011-03-10", "day", "published"),
    ("2011-11-02", "They will meet on March 10.", "March 10", "2012-03-10", "2012-03-10", "day", "published"),
    ("2011-11-02", "The visit was moved to Jan. 5.", "Jan. 5", "2012-01-05", "2012-01-05", "day", "published"),
    ("2011-11-02", "Sales fell in the third quarter.", "the third quarter", "2011-07-01", "2011-09-30", "quarter",
     "published"),
    ("2011-11-02", "They must leave by the end of the year.", "the end of the year", "2011-11-01", "2011-12-31", "span",
     "published"),
    ("2011-11-02", "The law passed in early 2010.", "early 2010", "2010-01-01", "2010-05-02", "span", "absolute"),
    ("2011-11-02", "Prices rose this spring.", "this spring", "2011-03-01", "2011-05-31", "season", "published"),
    ("2011-11-02", "Prices rose in the past two months.", "the past two months", "2011-09-02", "2011-11-02", "span",
     "published"),
    ("2011-11-02", "Prices rose in the past several years.", "the past several years", None, "2011-11-02", "span",
     "published"),
    ("2031-02-18", "Talks resume in the coming days.", "the coming days", "2031-02-18", None, "span", "published"),
    ("2031-02-18", "Aides delayed the trip, rescheduling it for March 10.", "March 10", "2031-03-10", "2031-03-10",
     "day", "published"),
    ("2031-02-18", "The signing was on 18/01/2031.", "18/01/2031", "2031-01-18", "2031-01-18", "day", "absolute"),
    ("2031-02-18", "The signing was on 2031-02-11.", "2031-02-11", "2031-02-11", "2031-02-11", "day", "absolute"),
    ("2031-02-18", "Guns fired on Monday night.", "Monday night", "2031-02-17", "2031-02-17", "day", "published"),
    ("2031-02-18", "The call began at 14:30 GMT.", "14:30 GMT", "2031-02-18", "2031-02-18", "minute", "published"),
    ("2031-02-18", "The call began at noon.", "noon", "2031-02-18", "2031-02-18", "hour", "published"),
    ("2031-02-18", "It began at 9 p.m. Monday.", "9 p.m. Monday", "2031-02-17", "2031-02-17", "hour", "published"),
    ("2031-02-18", "They met on Tuesday morning.", "Tuesday morning", "2031-02-18", "2031-02-18", "day", "published"),
    ("2031-02-18", "The harbour froze last winter.", "last winter", "2029-12-01", "2030-02-28", "season", "published"),
    ("2031-02-18", "It rained on March 3-5, 2030.", "March 3-5, 2030", "2030-03-03", "2030-03-05", "span", "absolute"),
    ("2031-02-18", "The line opened in Q3 2030.", "Q3 2030", "2030-07-01", "2030-09-30", "quarter", "absolute"),
    ("2031-02-18", "It happened the day before yesterday.", "the day before yesterday", "2031-02-16", "2031-02-16",
     "day", "published"),
    ("2031-02-18", "They will march on the first Saturday of June.", "the first Saturday of June", "2031-06-07",
     "2031-06-07", "day", "published"),
    ("2031-02-18", "The law takes effect on the first day of April 2032.", "the first day of April 2032", "2032-04-01",
     "2032-04-01", "day", "absolute"),
    ("2031-02-18", "They will vote on the last day of next month.", "the last day of next month", "2031-03-31",
     "2031-03-31", "day", "published"),
    ("2031-02-18", "It met on the second Thursday in January.", "the second Thursday in January", "2031-01-09",
     "2031-01-09", "day", "published"),
    ("2031-02-18", "It opens on Tuesday of the week after next.", "Tuesday of the week after next", "2031-03-04",
     "2031-03-04", "day", "published"),
    ("2031-02-18", "It rained in the month before last.", "the month before last", "2030-12-01", "2030-12-31",
     "month", "published"),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "words", "begin", "end", "precision", "basis"), TABLE)
def test_a_time_has_its_dates(
    find: Find,
    published: str,
    text: str,
    words: str,
    begin: str | None,
    end: str | None,
    precision: str,
    basis: str,
) -> None:
    found = find(text, published)
    assert [(t.text, t.from_date, t.to_date, t.precision, t.basis) for t in found] == [
        (words, begin, end, precision, basis)
    ]


@pytest.mark.parametrize(
    ("text", "words", "duration"),
    [
        ("The four-and-a-half-hour session ended.", "four-and-a-half-hour", "PT4H30M"),
        ("They argued for three hours.", "three hours", "PT3H"),
        ("A 90-day truce began.", "90-day", "P90D"),
        ("The siege went on for two and a half years.", "two and a half years", "P2Y6M"),
        ("It lasted an hour and a half.", "an hour and a half", "PT1H30M"),
        ("It lasted two decades.", "two decades", "P20Y"),
    ],
)
def test_a_length_has_a_duration_and_no_dates(find: Find, text: str, words: str, duration: str) -> None:
    (found,) = [t for t in find(text, "2031-02-18") if t.duration]
    assert (found.text.removeprefix("The ").removeprefix("A "), found.duration) == (words, duration)
    assert found.from_date is None
    assert found.to_date is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Tuesday.", "XXXX-WXX-2"),
        ("They will meet on March 10.", "XXXX-03-10"),
        ("They met in March.", "XXXX-03"),
        ("They met last week.", "XXXX-WXX"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met recently.", "PAST_REF"),
    ],
)
def test_without_a_publication_date_what_is_relative_stays_open(find: Find, text: str, value: str) -> None:
    (found,) = find(text)
    assert (found.from_date, found.to_date, found.basis, found.value) == (None, None, "unresolved", value)


def test_without_a_publication_date_what_the_text_gives_is_resolved(find: Find) -> None:
    found = find("The pact was signed on 10 March 2009. Three days later it was broken.")
    assert [(t.from_date, t.basis) for t in found] == [("2009-03-10", "absolute"), ("2009-03-13", "narrative")]


def test_the_narrative_counts_from_its_own_dates(find: Find) -> None:
    found = find(
        "On 3 May 1994 the fleet sailed. The following day it met a storm. A week later it was home.", "2031-02-18"
    )
    assert [t.from_date for t in found] == ["1994-05-03", "1994-05-04", "1994-05-11"]
    assert [t.basis for t in found] == ["absolute", "narrative", "narrative"]


def test_joined_dates_fall_in_one_year(find: Find) -> None:
    found = find("Between March 10 and March 12 the delegates met.", "2031-02-18")
    assert [t.from_date for t in found] == ["2030-03-10", "2030-03-12"]


def test_the_articles_other_dates_decide_which_of_day_and_month_comes_first(find: Find) -> None:
    found = find("The first vote was on 02/25/2030. The second was on 03/04/2030.", "2031-02-18")
    assert [t.from_date for t in found] == ["2030-02-25", "2030-03-04"]
    found = find("The first vote was on 25/02/2030. The second was on 03/04/2030.", "2031-02-18")
    assert [t.from_date for t in found] == ["2030-02-25", "2030-04-03"]


@pytest.mark.parametrize(
    "text",
    [
        "The paper is dated February 31.",
        "The file says 2025-13-45.",
        "The file says 2025-02-30.",
        "The code is 20250.",
        "The meeting is on 31/04/2011.",
        "They may march again.",
        "Minister May said nothing.",
        "The 2,000 soldiers and the 1,500 sailors left.",
        "Call 555-1999 or 1-800-1990.",
        "The 45-year-old sailor spoke.",
        "She is 45 years old.",
        "It was reported by the Sunday Times.",
        "It was the second round.",
        "About 2000 people came.",
        "It cost $1999.",
    ],
)
def test_what_is_no_time_is_left_alone(find: Find, text: str) -> None:
    assert find(text, "2025-02-18") == ()


def test_a_day_in_the_name_of_a_paper_is_no_day(find: Find) -> None:
    found = find("He told the Sunday Times on Friday that he was ill.", "2031-02-18")
    assert [t.text for t in found] == ["Friday"]


def test_leap_days_fall_in_leap_years(find: Find) -> None:
    (found,) = find("They met on February 29.", "2031-02-18")
    assert found.from_date == "2028-02-29"


def test_offsets_count_from_the_articles_start(find: Find) -> None:
    text = "Nothing happened.\n\nThe envoys met on Tuesday."
    (found,) = find(text, "2031-02-18")
    assert text[found.start : found.end] == found.text == "Tuesday"
    assert found.sentence == 1


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "nonsense", "", "2031-02-18T23:59:00+00:00"])
def test_odd_publication_dates_do_no_harm(find: Find, published: str) -> None:
    text = (
        "Last week, next decade, yesterday, 9999 years ago, two centuries later, by March 10 they will meet on Tuesday."
    )
    for found in find(text, published):
        assert found.from_date is None or found.to_date is None or found.from_date <= found.to_date


def bare(text: str) -> ParsedSentence:
    """A sentence with a parse that knows its words and nothing more."""
    words, position = [], 0
    for word in text.split(" "):
        if word:
            words.append(Token(position, position + len(word), word, word.lower(), "NN", "NOUN", "dep", len(words)))
        position += len(word) + 1
    return ParsedSentence(0, 0, len(text), 0, False, Parse(text, tuple(words)))


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "the a last next Tuesday March May 10 2025 31 of week two weeks ago later in early end "
        "first quarter year - , : '80s 1990s half 14:30 p.m. noon 2025-02-30 12/12/99 every years "
        "twenty hundred million and 99999999999 spring fiscal now century 0 00 1/2 ½ morning "
        "yesterday 's fortnight since",
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=80)),
    published=st.one_of(st.none(), st.dates().map(date.isoformat)),
)
def test_any_text_gives_spans_in_range_and_dates_in_order(
    text: str, published: str | None, make_article: Callable[..., Article]
) -> None:
    article = make_article(text, published=published)
    end = 0
    for found in find_times(article, [bare(text)]):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
        for day in (found.from_date, found.to_date):
            assert day is None or date.fromisoformat(day)
        assert found.from_date is None or found.to_date is None or found.from_date <= found.to_date
        if published is None:
            assert found.basis != "published"


@pytest.mark.parametrize(
    "unit", ["1-", "a ", "1 ", "March ", "the end of ", "two years ", "2025-", "and a half ", "1/2 "]
)
def test_hostile_text_takes_linear_time(unit: str, make_article: Callable[..., Article]) -> None:
    text = unit * ((100_000 if unit in ("1-", "a ") else 20_000) // len(unit))
    sentence = ParsedSentence(0, 0, len(text), 0, False, Parse(text, ()))
    begun = time.process_time()
    find_times(make_article("x", published="2031-02-18"), [sentence])
    assert time.process_time() - begun < 10


def test_a_year_that_no_calendar_has_gives_no_day(find: Find) -> None:
    assert not [t for t in find("It opens on the first Monday of May next year.", "9999-02-18") if t.precision == "day"]
