"""Numbers in figures and words have the value that a reader gives them."""

import pytest

from variorum.annotate.numerals import find_numerals
from variorum.annotate.pieces import split_pieces


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("45", [45]),
        ("1,200", [1200]),
        ("1,2000", [1, 2000]),
        ("1.5 million", [1.5e6]),
        ("3bn", [3e9]),
        ("$5m", [5e6]),
        ("5m long", [5]),
        ("5m people", [5e6]),
        ("twenty-four", [24]),
        ("two hundred and five", [205]),
        ("three thousand four hundred and twelve", [3412]),
        ("one million two hundred thousand", [1_200_000]),
        ("nineteen ninety-six", [19, 96]),
        ("four and a half", [4.5]),
        ("four-and-a-half", [4.5]),
        ("2 1/2", [2.5]),
        ("2½", [2.5]),
        ("half a million", [500_000]),
        ("a dozen", [12]),
        ("two dozen", [24]),
        ("two-thirds", [2 / 3]),
        ("three and four", [3, 4]),
        ("the 21st", [21]),
        ("twenty-first", [21]),
        ("9" * 40, []),
        ("a cat", []),
    ],
)
def test_a_numeral_has_its_value(text: str, values: list[float]) -> None:
    assert [n.value for n in find_numerals(split_pieces(text))] == pytest.approx(values)
