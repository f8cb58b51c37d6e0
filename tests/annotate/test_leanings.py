"""The learned judge of two parties: who is for or against whom, whoever they are."""

import pytest

from variorum.annotate.leanings import judge_leaning
from variorum.annotate.ways import find_way
from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.annotation import Parse


def _find(parse: Parse, name: str) -> tuple[int, int]:
    index = next(i for i, token in enumerate(parse.tokens) if token.text == name)
    return index, index


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("Ottokar accused Szohod of lying about the attack.", "opposes"),
        ("Ottokar flew to the capital on Tuesday, and Szohod stayed at home.", "neutral"),
    ],
)
def test_who_is_against_whom_and_who_is_not(loaded_parser: Parser, text: str, likeliest: str) -> None:
    (parse,) = loaded_parser.parse([text])
    leaning = judge_leaning(parse, _find(parse, "Ottokar"), _find(parse, "Szohod"))
    kinds = ("neutral", "supports", "opposes", "supported", "opposed")
    assert max(kinds, key=lambda kind: getattr(leaning, kind)) == likeliest
    assert sum(getattr(leaning, kind) for kind in kinds) == pytest.approx(1)


def test_turned_round_it_says_the_same(loaded_parser: Parser) -> None:
    (parse,) = loaded_parser.parse(["Ottokar praised Szohod for the agreement."])
    one, two = _find(parse, "Ottokar"), _find(parse, "Szohod")
    there, back = judge_leaning(parse, one, two), judge_leaning(parse, two, one)
    assert there.supports == pytest.approx(back.supported)
    assert there.opposed == pytest.approx(back.opposes)


def test_the_names_themselves_do_not_matter(loaded_parser: Parser) -> None:
    first, second = loaded_parser.parse(["Ottokar accused Szohod of lying.", "Bianca accused Rodrigo of lying."])
    one = judge_leaning(first, _find(first, "Ottokar"), _find(first, "Szohod"))
    two = judge_leaning(second, _find(second, "Bianca"), _find(second, "Rodrigo"))
    assert one.opposes == pytest.approx(two.opposes, abs=0.15)


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("Ottokar, who had never hidden his contempt for Szohod, called him a liar again.", "opposes"),
        ("Szohod thanked Ottokar warmly for standing by his side through the whole affair.", "supported"),
        ("Ottokar flew to the capital on Tuesday, and Szohod stayed at home.", "neutral"),
    ],
)
def test_with_the_encoder_it_reads_what_words_do_not_tell(
    loaded_parser: Parser, encoder: Encoder, text: str, likeliest: str
) -> None:
    (parse,) = loaded_parser.parse([text])
    one, two = _find(parse, "Ottokar"), _find(parse, "Szohod")
    leaning, turned = judge_leaning(parse, one, two, encoder), judge_leaning(parse, two, one, encoder)
    kinds = ("neutral", "supports", "opposes", "supported", "opposed")
    assert max(kinds, key=lambda kind: getattr(leaning, kind)) == likeliest
    assert leaning.supports == pytest.approx(turned.supported)
    assert leaning.opposes == pytest.approx(turned.opposed)


def test_the_way_between_two_names_is_of_what_joins_them(loaded_parser: Parser) -> None:
    (parse,) = loaded_parser.parse(["Ottokar said on Monday that he accused Szohod."])
    way, top = find_way(parse.tokens, _find(parse, "Ottokar"), _find(parse, "Szohod"))
    assert [parse.tokens[i].text for i in way] == ["accused", "said"]
    assert [parse.tokens[i].text for i in top] == ["said"]


def test_a_long_sentence_is_read_as_far_as_the_encoder_reaches(loaded_parser: Parser, encoder: Encoder) -> None:
    (parse,) = loaded_parser.parse([f"Ottokar met {'a friend and ' * 70} then Szohod."])
    leaning = judge_leaning(parse, _find(parse, "Ottokar"), _find(parse, "Szohod"), encoder)
    assert 0 <= leaning.strongest <= 1
