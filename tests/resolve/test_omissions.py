"""A reader is told when a cut changes what was said, and not when it does not."""

from collections.abc import Callable

import pytest

from variorum.annotate import annotate_article
from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.record import Quoted
from variorum.model.text import Article
from variorum.resolve import resolve_entities, resolve_utterances

Mark = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def mark(make_article: Callable[..., Article], loaded_parser: Parser, encoder: Encoder) -> Mark:
    """Texts to (the wording that lacks something, what it lacks, the words that it lacks)."""

    def mark_texts(*texts: str) -> list[tuple[str, str, str]]:
        articles = [make_article(text, name=f"{n}.txt", published="2030-05-02") for n, text in enumerate(texts)]
        annotations = [
            annotate_article(a, list(loaded_parser.parse([a.text[s.start : s.end] for s in a.sentences])))
            for a in articles
        ]
        entities = resolve_entities(articles, {a.article: a for a in annotations})
        found = resolve_utterances(articles, annotations, entities, encoder)
        assert len(found.table) == 1, "two statements"
        return [row for quoted in found.quotations for row in read_omissions(quoted)]

    return mark_texts


def read_omissions(quoted: Quoted) -> list[tuple[str, str, str]]:
    return [(quoted.evidence.text, omission.kind, omission.evidence.text) for omission in quoted.omissions]


FERRY = "“We will reopen the ferry in spring if the weather and the harbour allow it,” said Anna Keller."
SCHOOL = "“Unless the money comes we shall close the school in June,” Anna Keller said."

CHANGED = [
    (
        FERRY,
        'Anna Keller said: "We will reopen the ferry in spring."',
        ("We will reopen the ferry in spring.", "condition", "if the weather and the harbour allow it"),
    ),
    (
        FERRY,
        "Anna Keller said that the ferry would be reopened in spring.",
        ("the ferry would be reopened in spring", "condition", "if the weather and the harbour allow it"),
    ),
    (
        SCHOOL,
        "“We shall close the school in June,” Anna Keller said.",
        ("We shall close the school in June", "condition", "Unless the money comes"),
    ),
    (
        "“Borduria would withdraw its troops only after the border has been marked,” Anna Keller told reporters.",
        "Borduria would withdraw its troops, Anna Keller told reporters.",
        ("Borduria would withdraw its troops", "condition", "only after the border has been marked"),
    ),
    (
        "“We will not sign the treaty before the election in May,” Anna Keller said on Monday.",
        "Anna Keller said they will sign the treaty before the election in May.",
        ("they will sign the treaty before the election in May", "negation", "not"),
    ),
    (
        "“I think the army has lost the war in the mountains,” Anna Keller said.",
        "Anna Keller said the army had lost the war in the mountains.",
        ("the army had lost the war in the mountains", "hedge", "think"),
    ),
    # what the longer wording lacks is told of it
    (
        "“The plan will cost us a hundred jobs in the harbour and the town,” Anna Keller said.",
        "“The plan may cost us a hundred jobs in the harbour,” Anna Keller said.",
        ("The plan will cost us a hundred jobs in the harbour and the town", "hedge", "may"),
    ),
]


@pytest.mark.parametrize(("one", "other", "lacking"), CHANGED)
def test_a_cut_that_changes_the_meaning_is_told(
    mark: Mark, one: str, other: str, lacking: tuple[str, str, str]
) -> None:
    assert mark(one, other) == [lacking]
    assert mark(other, one) == [lacking]


HARMLESS = [
    # the condition went with what it was a condition of
    (
        "“We will reopen the ferry in spring, and we will paint it if there is money left,” said Anna Keller.",
        '"We will reopen the ferry in spring," Anna Keller said.',
    ),
    # the negation went with what it denied
    (
        "“We did not come to sign a paper. We came to bring our sailors home tonight,” said Anna Keller.",
        '"We came to bring our sailors home tonight," Anna Keller said.',
    ),
    # an adjective, a place, a clause without weight
    (
        "“The old ferry will return to the northern islands in spring, as it always has,” said Anna Keller.",
        '"The old ferry will return to the northern islands in spring," Anna Keller said.',
    ),
    # the condition in other words
    (FERRY, "Anna Keller said the ferry would be reopened in spring, provided that the weather was good."),
    # the reporter gives it beside the quotation
    (FERRY, 'If the weather and the harbour allow it, "we will reopen the ferry in spring," Anna Keller said.'),
    # 'not' as another word
    (
        "“The hopes of the north for a new bridge are not realistic this year,” said Anna Keller.",
        "Anna Keller said that the hopes of the north for a new bridge this year were unrealistic.",
    ),
    # a month is no hedge
    (
        "“The ferry to the islands will return in May with a new captain,” said Anna Keller.",
        '"The ferry to the islands will return," Anna Keller said, "with a new captain."',
    ),
    # 'not only' denies nothing
    (
        "“The bridge will not only serve the north but will serve every town on the river,” said Anna Keller.",
        '"The bridge will serve every town on the river," Anna Keller said.',
    ),
]


@pytest.mark.parametrize(("one", "other"), HARMLESS)
def test_a_harmless_cut_is_not(mark: Mark, one: str, other: str) -> None:
    assert mark(one, other) == []


def test_the_same_words_twice_lack_nothing(mark: Mark) -> None:
    assert mark(FERRY, FERRY, FERRY) == []
