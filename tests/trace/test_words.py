"""Which words of an article are the outlet's own."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model.text import Article
from variorum.trace.words import find_all_words, find_quoted, find_words, normal_form

Make = Callable[..., Article]


def own_text(article: Article) -> str:
    words = find_words(article)
    spans = zip(words.starts.tolist(), words.ends.tolist(), words.own.tolist(), strict=True)
    return " ".join(article.text[start:end] for start, end, own in spans if own)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('She said "we will go" and left.', "She said and left"),
        ("She said “we will go” and left.", "She said and left"),
        ('She said “we will go" and left.', "She said and left"),
        ('The minister’s "plan" failed', "The minister’s failed"),
        ("‘We will go,’ the minister’s aide said.", "the minister’s aide said"),
        ("The 'plan' failed, the minister's aide said.", "The plan failed the minister's aide said"),
        ('He began: "We will go\nThey left.', "He began They left"),
        ('and so it ended," he said. "We go." They left.', "and so it ended he said They left"),
        ('They paid 5,000.50 crowns for the "Gull".', "They paid 5,000.50 crowns for the"),
    ],
)
def test_quoted_words_are_not_the_outlets_own(make_article: Make, text: str, own: str) -> None:
    assert own_text(make_article(text)) == own


def test_a_statement_in_the_first_person_is_not_the_outlets_own(make_article: Make) -> None:
    report = "The chairman of the fishing cooperative left the hall before the vote was counted on Monday night. "
    assert own_text(make_article(report * 3 + "I regret what was said.")).count("regret") == 0
    assert own_text(make_article("I regret what was said. We all do. It was my fault.")).count("regret") == 1


def test_a_form_is_no_prose(make_article: Make) -> None:
    form = " ".join(f"Country{chr(65 + i % 26)}" for i in range(60))
    assert own_text(make_article(f"The shop opened today.\n{form}\nIt will stay open.")) == (
        "The shop opened today It will stay open"
    )


@pytest.mark.parametrize(("one", "other"), [("Orvania’s", "ORVANIA'S"), ("Gull's", "gull"), ("Straße", "STRASSE")])
def test_normal_forms_agree(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@given(st.text(alphabet="ab \"'“”‘’„«».,\n", max_size=80))
def test_quoted_spans_are_in_order_and_apart(text: str) -> None:
    spans = find_quoted(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@settings(deadline=None)
@given(st.lists(st.text(alphabet='aIB3 "“”’.,\n東', max_size=60), min_size=1, max_size=5))
def test_articles_read_together_have_the_words_that_each_has_alone(make_article: Make, texts: list[str]) -> None:
    articles = [make_article(text or "a", name=str(place)) for place, text in enumerate(texts)]
    for article, together in zip(articles, find_all_words(articles), strict=True):
        alone = find_words(article)
        for name in ("hashes", "starts", "ends", "own", "numbers", "capitals", "sentences"):
            assert np.array_equal(getattr(together, name), getattr(alone, name)), name
