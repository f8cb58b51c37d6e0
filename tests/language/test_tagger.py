"""The tagger: which words of a sentence are source, cue and content, whatever the sentence is made of."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.language.parser import Parser
from variorum.language.statement_features import find_relations, heads_among, keep_tokens, read_heads
from variorum.language.tagger import TaggedStatement, Tagger, find_spans, read_tagger
from variorum.model.annotation import Parse, Token

LABELS = ("O", "B-source", "I-source", "B-content", "I-content")


@pytest.fixture(scope="module")
def tag(loaded_parser: Parser) -> Callable[[str], list[tuple[str, str | None, tuple[str, ...]]]]:
    """Sentence to rows (cue, source, content) in words."""

    def tag_words(sentence: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
        (parse,) = loaded_parser.parse([sentence])
        (found,) = read_tagger().tag([(parse, frozenset())])

        def words(extent: tuple[int, int]) -> str:
            return sentence[parse.tokens[extent[0]].start : parse.tokens[extent[1]].end]

        return [(words(f.cue), words(f.source) if f.source else None, tuple(map(words, f.content))) for f in found]

    return tag_words


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "content"),
    [
        ("Anna Keller said that the border stays open.", "said", "Anna Keller", ("that the border stays open",)),
        ("The ferries will sail in May, the minister said.", "said", "the minister", ("The ferries will sail in May",)),
        ("According to the ministry, the talks had failed.", "According to", "the ministry", ("the talks had failed",)),
        (
            "The ferries, the minister told reporters, will sail in May.",
            "told",
            "the minister",
            ("The ferries", "will sail in May"),
        ),
    ],
)
def test_source_cue_and_content_of_a_statement(
    tag: Callable, sentence: str, cue: str, source: str, content: tuple[str, ...]
) -> None:
    assert [(row[0].split()[0], row[1], row[2]) for row in tag(sentence)] == [
        (cue.split(maxsplit=1)[0], source, content)
    ]


def test_two_statements_of_a_sentence_keep_their_own_sources(tag: Callable) -> None:
    rows = tag("The minister said the port was closed, but the mayor insisted that it was open.")
    assert [(row[1], row[2]) for row in rows] == [
        ("The minister", ("the port was closed",)),
        ("the mayor", ("that it was open",)),
    ]


def test_a_sentence_that_tells_no_statement_has_none(tag: Callable) -> None:
    assert tag("The ferry left the port at noon and came back on Friday.") == []


def test_same_sentences_give_the_same(loaded_parser: Parser) -> None:
    texts = ["Anna Keller said so.", "The port, she said, was closed.", "It rained."] * 4
    given = [(parse, frozenset[int]()) for parse in loaded_parser.parse(texts)]
    assert Tagger().tag(given) == Tagger().tag(given)


words = st.text(alphabet="ab\"“”'’,.:;()1é中 \u200b", min_size=1, max_size=12)


@given(st.lists(st.tuples(words, st.integers(-3, 30), st.booleans()), max_size=40))
@settings(max_examples=60, deadline=None)
def test_whatever_the_tokens_the_extents_are_theirs(drawn: list[tuple[str, int, bool]]) -> None:
    tokens, at = [], 0
    for text, head, _ in drawn:
        tokens.append(Token(at, at + len(text), text, text, "NN", "NOUN", "nsubj", head))
        at += len(text) + 1
    quoted = frozenset(i for i, (_, _, inside) in enumerate(drawn) if inside)
    (found,) = read_tagger().tag([(Parse(" ".join(w for w, _, _ in drawn), tuple(tokens)), quoted)])
    for statement in found:
        for first, last in (statement.cue, *statement.content, *([statement.source] if statement.source else [])):
            assert 0 <= first <= last < len(tokens)


def test_an_endless_sentence_is_read_in_part(loaded_parser: Parser) -> None:
    (parse,) = loaded_parser.parse(["Anna Keller said that " + "the port was closed and " * 2000 + "open."])
    (found,) = read_tagger().tag([(parse, frozenset())])
    assert all(isinstance(f, TaggedStatement) and f.cue[1] < 200 for f in found)


@given(st.integers(1, 9), st.data())
def test_no_label_continues_what_has_not_begun(count: int, data: st.DataObject) -> None:
    numbers = st.lists(st.integers(-9, 9), min_size=5, max_size=5)
    scores = np.array([data.draw(st.lists(numbers, min_size=count, max_size=count))], dtype=np.float32)
    (spans,) = find_spans(scores, [count], LABELS)
    assert all(0 <= first <= last < count for _, first, last in spans)
    assert all(one[2] < other[1] for one, other in pairwise(spans))
    best = sum(float(row.max()) for row in scores[0])
    labels = ["O"] * count
    for role, first, last in spans:
        labels[first : last + 1] = [f"B-{role}", *[f"I-{role}"] * (last - first)]
    worth = sum(float(scores[0, i, LABELS.index(label)]) for i, label in enumerate(labels))
    assert worth <= best
    if not any(LABELS[int(row.argmax())].startswith("I") for row in scores[0]):
        assert worth == best


def test_of_a_long_quotation_the_ends_are_read() -> None:
    kept = keep_tokens(60, frozenset(range(5, 50)))
    assert kept[:6] == [0, 1, 2, 3, 4, 5]
    assert kept[-11:] == list(range(49, 60))
    assert 30 not in kept
    assert heads_among([30] * 30 + [2] + [30] * 29, kept)[0] == 2


def test_relations_tell_branches_of_the_cue_apart() -> None:
    heads = [1, 1, 3, 1, 3]  # 0 and 3 hang on the cue 1; 2 and 4 on 3
    found = find_relations([1, 2, 3, 4, 5], heads, 1, 5)
    assert found[2] == found[3] == found[4] != found[0]
    assert find_relations([1, 2, 3, 4, 5], heads, 3, 5)[0] != found[0]


@given(st.lists(st.integers(-5, 30), max_size=30))
def test_heads_in_a_circle_are_broken(heads: list[int]) -> None:
    safe = read_heads([Token(i, i + 1, "a", "a", "NN", "NOUN", "dep", head) for i, head in enumerate(heads)])
    for index in range(len(safe)):
        steps = 0
        while safe[index] != index:
            index, steps = safe[index], steps + 1
            assert steps <= len(safe)
