"""Words that differ are marked, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.export.dates import write_day, write_range
from variorum.export.wording import Part, compare_wording
from variorum.model.record import DateRange


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("no ship will be", "No ship will be.", [("same", "no ship will be")]),
        ("all ships will sail", "the ships will sail", [("new", "all"), ("same", " ships will sail")]),
        ("we leave", "we leave with four", [("same", "we leave"), ("omitted", "with four")]),
        ("they meet again soon", "they meet soon", [("same", "they meet "), ("new", "again"), ("same", " soon")]),
        ("one", "two", [("new", "one")]),
    ],
)
def test_parts(text: str, other: str, expected: list[tuple[str, str]]) -> None:
    assert compare_wording(text, other) == tuple(Part(kind, words) for kind, words in expected)


@given(st.text(), st.text())
def test_no_word_of_the_text_is_lost(text: str, other: str) -> None:
    shown = "".join(part.text for part in compare_wording(text, other) if part.kind != "omitted")
    assert "".join(shown.split()) == "".join(text.split())


@given(st.text())
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(part.kind == "same" for part in compare_wording(text, text))


def test_long_texts_are_not_compared() -> None:
    assert [part.kind for part in compare_wording("word " * 5000, "other " * 5000)] == ["same"]


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2031-04-22", "2031-04-22", "day", "22 April 2031"),
        ("2031-04-22", "2031-04-24", "span", "22–24 April 2031"),
        ("2031-04-28", "2031-05-04", "week", "28 April to 4 May 2031"),
        ("2031-12-28", "2032-01-04", "week", "28 December 2031 to 4 January 2032"),
        ("2031-02-01", "2031-02-28", "month", "February 2031"),
        ("2031-01-01", "2031-12-31", "year", "2031"),
        ("2031-04-22", None, "day", "since 22 April 2031"),
        (None, "2031-04-22", "day", "until 22 April 2031"),
        (None, None, "day", "undated"),
    ],
)
def test_dates_in_words(start: str | None, end: str | None, precision: str, expected: str) -> None:
    assert write_range(DateRange(start, end, precision, "text")) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("odd", ["", "soon", "2031-13-45", "2031", "99999-01-01"])
def test_an_odd_date_stands_as_it_is(odd: str) -> None:
    assert write_day(odd) == odd
