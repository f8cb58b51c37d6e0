"""Shared passages stand at exact places on both sides."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model.text import Article
from variorum.trace.align import Gaps, Run, align_words
from variorum.trace.words import Words, find_words

Make = Callable[..., Article]
GAPS = Gaps(short=6, long=40, alike=0.35, least=6)


def shared(make_article: Make, text: str, other: str) -> tuple[Run, ...]:
    return align_words(find_words(make_article(text)), find_words(make_article(other)), 3, GAPS)


@pytest.mark.parametrize(
    ("text", "other", "runs"),
    [
        ("a b c d e f g h", "a b c d e f g h", (Run(0, 8, 0, 8, 8),)),
        ("x y a b c d e f", "a b c d e f z", (Run(2, 8, 0, 6, 6),)),
        ("a b c d e f", "u v w x y z", ()),
        ("a b c d X e f g h", "a b c d e f g h", (Run(0, 9, 0, 8, 8),)),
        ("a b c d X e f g h", "a b c d Y e f g h", (Run(0, 9, 0, 9, 8),)),
        ("a b c d e f 1 2 3 4 5 6", "1 2 3 4 5 6 a b c d e f", (Run(0, 6, 6, 12, 6), Run(6, 12, 0, 6, 6))),
        ("", "a b c", ()),
    ],
)
def test_runs(make_article: Make, text: str, other: str, runs: tuple[Run, ...]) -> None:
    assert shared(make_article, text, other) == runs


words = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60)


@settings(max_examples=200, deadline=None)
@given(words, words)
def test_runs_lie_in_both_texts_and_do_not_overlap_in_the_first(one: list[str], other: list[str]) -> None:
    codes = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    runs = align_words(_words(one, codes), _words(other, codes), 3, GAPS)
    reached = 0
    for run in runs:
        assert reached <= run.start < run.end <= len(one)
        assert 0 <= run.from_start < run.from_end <= len(other)
        assert GAPS.least <= run.same <= min(run.end - run.start, run.from_end - run.from_start)
        reached = run.end


def _words(texts: list[str], codes: dict[str, int]) -> Words:
    count = len(texts)
    starts = np.arange(count, dtype=np.int64) * 2
    flags = np.ones(count, np.bool_)
    return Words(
        np.array([codes[t] for t in texts], np.uint64),
        starts,
        starts + 1,
        flags,
        ~flags,
        ~flags,
        np.zeros((0, 2), np.int64),
    )
