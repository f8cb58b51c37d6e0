"""The judge of pairs: what is one answer and what is not."""

import pytest

from variorum.compare.judge import is_likely, judge_borne_out, judge_same, judge_weakened
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
    ],
)
def test_answers_in_other_words_are_one_and_other_numbers_are_not(
    loaded_parser: Parser, encoder: Encoder, first: str, second: str, same: bool
) -> None:
    one, two = _parse(loaded_parser, first, second)
    assert is_likely("same", judge_same(one, two, encoder)) is same


def test_the_order_of_two_answers_does_not_matter(loaded_parser: Parser, encoder: Encoder) -> None:
    one, two = _parse(loaded_parser, "the ferry company", "a shipping line from Korsund")
    assert judge_same(one, two, encoder) == pytest.approx(judge_same(two, one, encoder))


def test_a_denial_is_less_borne_out_and_weakens_more(loaded_parser: Parser, encoder: Encoder) -> None:
    told, denied, text = _parse(
        loaded_parser, "The union accepted the offer.", "The union did not accept the offer.",
        "The union accepted the offer of the port on Monday.",
    )  # fmt: skip
    assert judge_borne_out(told, [text], encoder) > judge_borne_out(denied, [text], encoder)
    assert judge_weakened(denied, text, encoder) > judge_weakened(told, text, encoder)


def test_without_a_text_nothing_can_be_judged(loaded_parser: Parser, encoder: Encoder) -> None:
    (statement,) = _parse(loaded_parser, "The union accepted the offer.")
    with pytest.raises(ValueError, match="no text"):
        judge_borne_out(statement, [], encoder)
