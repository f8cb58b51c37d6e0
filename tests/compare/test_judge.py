"""The judge of pairs: what is one answer and what is not."""

import pytest

from variorum.compare.judge import are_same, judge_same
from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.annotation import Parse


def _parse(parser: Parser, *texts: str) -> list[Parse]:
    return list(parser.parse(texts))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("to keep smugglers out of the strait", "to stop smuggling in the strait", True),
        ("to keep smugglers out of the strait", "because the minister fell ill", False),
        ("for three more years", "for two more years", False),
        ("it cost about 180 crowns", "it cost 176 crowns", True),
        ("on 9 April in Bergen", "on 10 April in Bergen", False),
        ("to halt all traffic for 3 years", "to stop traffic for three years", True),
    ],
)
def test_answers_in_other_words_are_one_and_other_numbers_are_not(
    loaded_parser: Parser, encoder: Encoder, first: str, second: str, same: bool
) -> None:
    one, two = _parse(loaded_parser, first, second)
    assert are_same(one, two, encoder) is same


def test_the_order_of_two_answers_does_not_matter(loaded_parser: Parser, encoder: Encoder) -> None:
    one, two = _parse(loaded_parser, "the ferry company", "a shipping line from Korsund")
    assert judge_same(one, two, encoder) == pytest.approx(judge_same(two, one, encoder))
