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
    headlines = ("The union's vote", "The port's offer")
    assert judge_weakened(denied, text, headlines, encoder) > judge_weakened(told, text, headlines, encoder)


def test_a_denial_elsewhere_in_the_text_does_not_bear_out_one_put_in(loaded_parser: Parser, encoder: Encoder) -> None:
    denied, *text = loaded_parser.parse([
        "The bank said it would not buy bonds on Wednesday.",
        "The bank said it would buy bonds on Wednesday.", "It did not say at what price.",
        "The bank said it would not buy bonds on Wednesday.",
    ])  # fmt: skip
    assert judge_borne_out(denied, text, encoder) > judge_borne_out(denied, text[:2], encoder)


def test_of_two_claims_either_weakens_the_other(loaded_parser: Parser, encoder: Encoder) -> None:
    one, two = loaded_parser.parse(["The minister called the report a lie.", "The report names eleven witnesses."])
    first = judge_weakened(one, two, ("Minister denies it all", "Eleven saw it"), encoder)
    assert first == pytest.approx(judge_weakened(two, one, ("Eleven saw it", "Minister denies it all"), encoder))


def test_what_the_headlines_dispute_is_weakened_more(loaded_parser: Parser, encoder: Encoder) -> None:
    one, two = loaded_parser.parse(["The minister spoke for an hour.", "The report names eleven witnesses."])
    disputed = judge_weakened(one, two, ("Lawyers reject the accusation", "Critics call the claim false"), encoder)
    assert disputed > judge_weakened(one, two, ("Ceasefire holds", "Mine collapses, dozens missing"), encoder)


def test_without_a_text_nothing_can_be_judged(loaded_parser: Parser, encoder: Encoder) -> None:
    (statement,) = loaded_parser.parse(["The union accepted the offer."])
    with pytest.raises(ValueError, match="no text"):
        judge_borne_out(statement, [], encoder)
