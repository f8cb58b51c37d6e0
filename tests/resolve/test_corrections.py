"""A person's word on which names are one goes before what was found."""

from collections.abc import Callable

import pytest

from variorum.annotate.mentions import find_mentions
from variorum.model.annotation import Annotation, ParsedSentence
from variorum.model.corrections import Corrections, Pair
from variorum.model.resolution import Entities
from variorum.model.text import Article, Issue
from variorum.resolve import correct_entities, resolve_entities

Correct = Callable[[str, Corrections], tuple[Entities, tuple[Issue, ...]]]


@pytest.fixture(scope="session")
def correct(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Correct:
    def run(text: str, corrections: Corrections) -> tuple[Entities, tuple[Issue, ...]]:
        article = make_article(text, name="a")
        sentences = parse_article(article)
        annotation = Annotation(article.id, sentences, find_mentions(article, sentences))
        return correct_entities(resolve_entities([article], {article.id: annotation}), [annotation], corrections)

    return run


def persons(entities: Entities) -> dict[str, int]:
    return {e.name: len(e.mentions) for e in entities.table if e.kind == "person"}


TWO = "Deputy Minister Anna Weber met farmers on Monday. Weber spoke first. Judge Tobias Renn came later."


def test_names_called_one_are_one_entity_with_all_mentions(correct: Correct) -> None:
    before, _ = correct(TWO, Corrections())
    assert persons(before) == {"Anna Weber": 2, "Tobias Renn": 1}
    entities, issues = correct(TWO, Corrections(same=(Pair("Tobias Renn", "Anna Weber", "a pen name"),)))
    assert persons(entities) == {"Anna Weber": 3}
    (person,) = [e for e in entities.table if e.kind == "person"]
    assert "Tobias Renn" in person.aliases
    assert {role.title for role in person.roles} == {"Deputy Minister", "Judge"}
    assert person.judgements[-1].reason == "by a person's correction: a pen name"
    assert set(entities.of.values()) == {e.id for e in entities.table}
    assert issues == ()


def test_names_called_two_are_two_entities_each_with_its_mentions(correct: Correct) -> None:
    entities, issues = correct(TWO, Corrections(different=(Pair("Anna Weber", "Weber", "her mother"),)))
    assert persons(entities) == {"Anna Weber": 1, "Weber": 1, "Tobias Renn": 1}
    assert all(
        any(j.relation == "different-from" and j.reason.endswith("her mother") for j in e.judgements)
        for e in entities.table
        if "Weber" in e.name
    )
    assert len(set(entities.of.values())) == len(entities.table)
    assert issues == ()


def test_a_name_that_nobody_bears_is_an_issue(correct: Correct) -> None:
    entities, issues = correct(TWO, Corrections(same=(Pair("Anna Weber", "Nobody"),)))
    assert persons(entities) == {"Anna Weber": 2, "Tobias Renn": 1}
    assert [(i.code, i.source) for i in issues] == [("correction-unmatched", "Nobody")]
