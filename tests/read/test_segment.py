"""Sentences: where they end, and where not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.segment import find_sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The talks ended.", "Both sides left."],
        ["The U.S. delegation left at 5 p.m. on Tuesday.", "It had come by train."],
        ["They met in the U.S.", "The talks were short."],
        ["Mr. Adeyo met Gen. T. R. Vance.", "“We agreed. We will sign,” he said."],
        ["“Will you sign?” Adeyo asked.", "Nobody answered."],
        ['"No deal. Not today," the minister said.', '"We go home."', "He left."],
        ["He paid 3.5 million.", "2,000 people came."],
        ["An unclosed “ mark is here.", "The next sentence stands alone."],
        ["„Wir gehen. Jetzt“, said the envoy.", "He went."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_lines_are_paragraphs_and_short_ones_without_a_stop_are_headings() -> None:
    found = find_sentences("A Shift in U.S. Policy\n\nThe talks ended. Both left.\nDone.")
    assert [(s.paragraph, s.heading) for s in found] == [(0, True), (1, False), (1, False), (2, False)]


@given(st.text(alphabet=st.sampled_from("aB .!?\"“”«»'\n\t1é"), max_size=200))
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    found = find_sentences(text)
    covered = {i for s in found for i in range(s.start, s.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_ten_thousand_quote_marks_are_read_in_linear_time() -> None:
    assert find_sentences('" ' * 10_000)
