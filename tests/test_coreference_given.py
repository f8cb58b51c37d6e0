"""Spans that a set marks as mentions, led to what our rules say that they are about."""

from collections.abc import Callable

import pytest
from benchmarks.coreference.ours import read_mentions
from benchmarks.coreference.texts import Given, lay_out

from variorum.annotate.mentions import find_mentions
from variorum.model.annotation import Annotation, ParsedSentence
from variorum.model.text import Article

Told = Callable[[str, str, str], bool]


@pytest.fixture(scope="session")
def are_one(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Told:
    """Whether two spans of a text, each its first, are read as one mention."""

    def run(text: str, first: str, second: str) -> bool:
        article = make_article(text)
        sentences = parse_article(article)
        annotation = Annotation(article.id, sentences, find_mentions(article, sentences))
        spans = [(article.text.index(words), words) for words in (first, second)]
        given = [Given(article.id, "entity", start, start + len(words), words) for start, words in spans]
        mentions, index_of = read_mentions(article, annotation, given)
        names = [mentions[index_of[g]].name if g in index_of else None for g in given]
        return names[0] is not None and names[0] == names[1]

    return run


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The army found the boat in the harbour. The harbour was closed.", "in the harbour", "The harbour"),
        ("A soldier was hurt. He died on Monday in Grauburg.", "A soldier", "He"),
        ("The driver who fled was found on Monday near Grauburg.", "The driver", "who"),
        ("Peter Sommer resigned on Monday. He left Grauburg.", "Peter Sommer", "He"),
    ],
)
def test_a_span_is_about_its_noun_and_a_pronoun_about_what_it_stands_for(
    are_one: Told, text: str, first: str, second: str
) -> None:
    assert are_one(text, first, second)


def test_a_preposition_is_not_what_a_span_is_about(are_one: Told) -> None:
    assert not are_one("The boat lay in the harbour. It sank in the storm.", "in the harbour", "in the storm")


def test_words_that_a_set_splits_stand_as_print_has_them() -> None:
    words = ["Kim", "Tae", "-", "un", "met", "the", "sheriff", "’", "s", "deputy", "at", "8", ":", "30", "."]
    assert lay_out("a", "a", [words]).article.text == "Kim Tae-un met the sheriff’s deputy at 8:30.\n"
