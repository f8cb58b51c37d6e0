"""The index of a sentence says what a walk over its tokens says."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.language.dependents import children, find_inside
from variorum.model.annotation import Parse, ParsedSentence, Token


def tokens_of(heads: list[int]) -> tuple[Token, ...]:
    return tuple(Token(4 * i, 4 * i + 3, "mill", "mill", "NN", "NOUN", "dep", head) for i, head in enumerate(heads))


@given(st.lists(st.integers(-2, 12), min_size=1, max_size=12), st.integers(90, 160), st.integers(90, 160))
def test_an_index_gives_what_a_walk_gives(heads: list[int], start: int, end: int) -> None:
    tokens = tokens_of(heads)
    for index in range(len(tokens)):
        assert [*children(tokens, index)] == [i for i, t in enumerate(tokens) if t.head == index and i != index]
    sentence = ParsedSentence(0, 100, 160, 0, False, Parse("mill " * 12, tokens))
    assert [*find_inside(sentence, start, end)] == [i for i, t in enumerate(tokens) if start <= 100 + t.start < end]
