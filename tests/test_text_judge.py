"""The judge of a statement beside a text, which the evaluations measure."""

import pytest
from benchmarks.evaluation.text_judge import judge_borne_out, judge_weakened

from variorum.language.encoder import Encoder
from variorum.language.parser import Parser


def test_a_denial_is_less_borne_out_and_weakens_more(loaded_parser: Parser, encoder: Encoder) -> None:
    told, denied, text = loaded_parser.parse([
        "The union accepted the offer.", "The union did not accept the offer.",
        "The union accepted the offer of the port on Monday.",
    ])  # fmt: skip
    assert judge_borne_out(told, [text], encoder) > judge_borne_out(denied, [text], encoder)
    assert judge_weakened(denied, text, encoder) > judge_weakened(told, text, encoder)


def test_without_a_text_nothing_can_be_judged(loaded_parser: Parser, encoder: Encoder) -> None:
    (statement,) = loaded_parser.parse(["The union accepted the offer."])
    with pytest.raises(ValueError, match="no text"):
        judge_borne_out(statement, [], encoder)
