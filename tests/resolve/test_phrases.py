"""Common nouns: which groups are one, which are not, whatever the order of the articles."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from variorum.annotate.mentions import find_mentions
from variorum.model.annotation import Annotation, ParsedSentence
from variorum.model.text import Article
from variorum.resolve.entities import resolve_entities

Groups = Callable[..., list[tuple[str, ...]]]


@pytest.fixture(scope="session")
def groups(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Groups:
    """The groups of a record, each as its spellings."""

    def run(texts: Sequence[str]) -> list[tuple[str, ...]]:
        articles = [make_article(text, name=text[:20]) for text in texts]
        annotations = {}
        for article in articles:
            sentences = parse_article(article)
            annotations[article.id] = Annotation(article.id, sentences, find_mentions(article, sentences))
        table = resolve_entities(articles, annotations).table
        return sorted(tuple(sorted({e.name, *e.aliases})) for e in table if e.kind == "group")

    return run


SIEGE = (
    "Islamic rebels seized the bridge at Tarvo on Monday and hold eleven hostages, the army said.",
    "Eleven hostages are held at the bridge of Tarvo. The rebels seized the bridge on Monday.",
    "Rebels hold the bridge at Tarvo. French officials called on the rebels to free the hostages.",
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_rebels_told_by_other_words_are_one_group(groups: Groups, order: Sequence[int]) -> None:
    assert ("Islamic rebels", "Rebels") in [g[:2] for g in groups([SIEGE[i] for i in order])]


def test_what_is_several_of_a_kind_or_of_a_state_has_no_name(groups: Groups) -> None:
    found = groups(
        [
            "American companies want to return to Russia, the U.S. military said on Monday.",
            "The Russians said that American companies will return. Ukrainian officials met U.S. officials in Geneva.",
        ]
    )
    assert {("American companies",), ("Ukrainian officials",), ("U.S. officials",)} <= set(found)
