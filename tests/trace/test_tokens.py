"""Words of a text: where they stand, and which have the same normal form."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.trace.tokens import find_tokens, hash_word
from variorum.trace.words import normal_form

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
_PIECES = re.findall(
    r"\S+",
    "the 21st B12 5,000.50 1.2.3 minister's minister’s MINISTER don’t Don't 90's a_b x O'Neill o’neill Émile émile"
    " ... — “ ” ' , . $ 𝒜b 😀",
)


def words(text: str) -> list[str]:
    tokens = find_tokens(text)
    return [text[start:end] for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from([" ", "", "-", "\n", "”"]))))
def test_words_are_letters_and_digits_with_what_joins_them(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + between for piece, between in pieces)
    if not re.search(r"['’]\d", text):
        assert words(text) == _WORD.findall(text)


def test_a_sign_of_a_script_without_spaces_is_a_word() -> None:
    assert words("In 東京, 3日 later") == ["In", "東", "京", "3", "日", "later"]


@pytest.mark.parametrize("text", ["", "...", "\ud800", "'", "’s", "s's"])
def test_hardly_any_text_has_hardly_any_words(text: str) -> None:
    assert words(text) == _WORD.findall(text)


@settings(deadline=None)
@given(st.sampled_from(_PIECES), st.sampled_from(_PIECES))
def test_words_of_one_normal_form_have_one_hash(one: str, other: str) -> None:
    if words(one) == [one] and words(other) == [other]:
        assert (hash_word(one) == hash_word(other)) == (normal_form(one) == normal_form(other))


def test_a_word_has_the_same_hash_wherever_it_stands() -> None:
    hashes = find_tokens("gull " * 5000 + "Gull's").hashes
    assert set(hashes.tolist()) == {hash_word("gull")}


def test_numbers_and_small_letters_are_told() -> None:
    tokens = find_tokens("In 2031 the B12 was")
    assert tokens.numbers.tolist() == [False, True, False, False, False]
    assert tokens.lower.tolist() == [False, False, True, False, True]
