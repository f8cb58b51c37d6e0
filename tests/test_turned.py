"""Marked sentences said the other way round, as the training of the judge of sides makes them."""

import pytest
from benchmarks.evaluation.positions_dse import Example, read_line
from training.turned import find_participles, turn

from variorum.language.parser import Parser


def _turn(parser: Parser, marked: str, gold: int) -> Example | None:
    example = read_line(marked, gold)
    assert example is not None
    parse, *others = parser.parse([example.text, "Borduria was beaten and has been praised."])
    return turn(example, parse, find_participles(others))


@pytest.mark.parametrize(
    ("marked", "gold", "text", "names"),
    [
        (
            "On Monday [Syldavia] praised the government of [Borduria] for its patience.",
            1,
            "On Monday the government of Borduria was praised by Syldavia for its patience.",
            ["Borduria", "Syldavia"],
        ),
        (
            "The [Bordurian] team beat [Syldavia] in the final.",
            3,
            "Syldavia was beaten by The Bordurian team in the final.",
            ["Syldavia", "Bordurian"],
        ),
        (
            "[Ottokar] said on Friday that [Szohod] had lied to everybody.",
            3,
            "Szohod had lied to everybody, Ottokar said on Friday.",
            ["Szohod", "Ottokar"],
        ),
    ],
)
def test_the_later_name_comes_first(loaded_parser: Parser, marked: str, gold: int, text: str, names: list[str]) -> None:
    turned = _turn(loaded_parser, marked, gold)
    assert turned is not None
    assert turned.text == text
    assert [turned.text[start:end] for start, end in turned.names] == names
    assert turned.gold == gold + 1


def test_what_has_no_object_to_begin_with_is_left(loaded_parser: Parser) -> None:
    assert _turn(loaded_parser, "[Ottokar] flew to Wadesdah, and [Szohod] stayed at home.", 0) is None
