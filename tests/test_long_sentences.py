"""Work grows with a sentence's length and not with its square: lines of the program that run are counted, no time."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from variorum.annotate import annotate_article
from variorum.compare.assertions import find_assertions
from variorum.compare.clauses import read_clause
from variorum.model.annotation import ParsedSentence
from variorum.model.text import Article

TIMES = 4  # so much longer is the second sentence


def count_lines(work: Callable[[], object]) -> int:
    """Count the lines of this package that run; each turn of a loop is a line."""
    lines = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace if "variorum" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def name_many(count: int) -> str:
    first, last = ("Anna", "Bela", "Ciro", "Dana", "Egon"), ("Moravec", "Lindahl", "Okafor", "Tanaka", "Ferrante")
    return ", ".join(f"{first[i % 5]} {last[i // 5 % 5]}{i}" for i in range(count))


SENTENCES: dict[str, Callable[[int], str]] = {
    "clauses": lambda n: "The envoy said that " + "the road past the mill was long and " * n + "the night was cold.",
    "plans": lambda n: "The envoy said that " + "the plan to open the port was his offer and " * n + "it was cold.",
    "names": lambda n: f"Present were {name_many(n)}.",
    "days": lambda n: "The envoy said that " + ", ".join(f"{i + 2} men left on March {i % 28 + 1}" for i in range(n)),
}


_DAYS = pytest.param("days", marks=pytest.mark.xfail(strict=True, reason="hundreds of times in one sentence"))


@pytest.mark.parametrize("kind", ["clauses", "plans", "names", _DAYS])
def test_four_times_the_words_are_four_times_the_work(
    kind: str,
    make_article: Callable[..., Article],
    parse_article: Callable[[Article], tuple[ParsedSentence, ...]],
) -> None:
    counts = []
    for size in (3, 20, 20 * TIMES):  # what is read from files the first time is no work of the sentence
        article = make_article(SENTENCES[kind](size), published="1995-06-14", published_basis="metadata")
        sentences = parse_article(article)

        def work(article: Article = article, sentences: tuple[ParsedSentence, ...] = sentences) -> None:
            annotate_article(article, [s.parse for s in sentences])
            for sentence in sentences:
                for assertion in find_assertions(sentence):
                    read_clause(sentence, assertion.verb, ())

        counts.append(count_lines(work))
    assert counts[2] < 1.5 * TIMES * counts[1]
