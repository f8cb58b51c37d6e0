"""The main job: nothing is parsed twice, and how it is run changes nothing."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from variorum import Settings, collate, open_record
from variorum.engine import local
from variorum.engine.pool import annotate_articles, parse_sentences
from variorum.errors import NothingRead
from variorum.export import export_record
from variorum.model.record import Record
from variorum.model.text import Article

FIRST = "France and Spain held talks in Lisbon on Tuesday. “We agreed,” Foreign Minister Ana Lopez said."
SECOND = "Foreign Minister Ana Lopez flew home. France and Spain held talks in Lisbon on Tuesday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(FIRST, encoding="utf-8")
    (articles / "b.txt").write_text(SECOND, encoding="utf-8")
    return articles


def as_json(record: Record) -> str:
    stream = io.StringIO()
    export_record(record, "json", stream)
    return stream.getvalue()


def test_each_distinct_sentence_is_parsed_once_and_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    parse = local.parse_sentences

    def count(sentences: Sequence[str], *rest: object) -> object:
        asked.extend(sentences)
        return parse(sentences, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(local, "parse_sentences", count)
    collate([str(folder)], tmp_path / "r.db")
    assert len(asked) == len(set(asked)) == 3
    (folder / "c.txt").write_text("The envoys of Spain left. " + FIRST, encoding="utf-8")
    collate([str(folder)], tmp_path / "r.db")
    assert asked[3:] == ["The envoys of Spain left."]


def test_adding_sources_gives_the_record_of_one_run(folder: Path, tmp_path: Path) -> None:
    collate([str(folder / "b.txt")], tmp_path / "step.db")
    stepwise = collate([str(folder / "a.txt")], tmp_path / "step.db")
    assert as_json(stepwise) == as_json(collate([str(folder / "a.txt"), str(folder / "b.txt")], tmp_path / "once.db"))


def test_the_number_of_workers_changes_nothing(folder: Path, tmp_path: Path) -> None:
    one = collate([str(folder)], tmp_path / "one.db", Settings(workers=1))
    two = collate([str(folder)], tmp_path / "two.db", Settings(workers=2))
    assert as_json(one) == as_json(two)


def test_the_record_that_is_given_is_the_one_that_is_written(folder: Path, tmp_path: Path) -> None:
    assert collate([str(folder)], tmp_path / "r.db") == open_record(tmp_path / "r.db")


def test_where_nothing_is_read_there_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(NothingRead, match=r"nothing\.txt"):
        collate([str(tmp_path / "nothing.txt")], tmp_path / "r.db")
    assert not (tmp_path / "r.db").exists()


def test_an_article_in_another_language_is_kept_and_not_misread(folder: Path, tmp_path: Path) -> None:
    text = (
        "Le ministre des affaires étrangères a annoncé mardi que les négociations sur la pêche reprendront à Lisbonne."
    )
    (folder / "c.txt").write_text(f"{text} Le porte-parole du gouvernement a refusé de commenter.", encoding="utf-8")
    record = collate([str(folder)], tmp_path / "r.db")
    (french,) = [a for a in record.articles if a.language == "fr"]
    assert [i.code for i in record.issues] == ["not-english"]
    assert not [e for e in record.events if french.id in e.articles]
    assert not [q for q in record.quotations if q.evidence.article == french.id]


def test_an_issue_goes_when_its_file_is_mended(folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    assert [i.code for i in collate([str(folder)], tmp_path / "r.db").issues] == ["empty"]
    (folder / "c.txt").write_text(SECOND + " They were tired.", encoding="utf-8")
    assert collate([str(folder)], tmp_path / "r.db").issues == ()


def test_a_sentence_that_two_articles_print_is_in_memory_once(make_article: Callable[..., Article]) -> None:
    """Ten thousand articles fit, because what they share is kept once."""
    articles = [make_article(text, name=f"{n}.txt") for n, text in enumerate((FIRST, SECOND))]
    texts = sorted({a.text[s.start : s.end] for a in articles for s in a.sentences})
    packed = dict(pair for chunk in parse_sentences(texts, Settings(workers=1), None) for pair in chunk)
    one, two = annotate_articles(articles, packed, None)
    assert one.sentences[0].parse is two.sentences[1].parse
    names = [t.text for s in (*one.sentences, *two.sentences) for t in s.parse.tokens if t.text == "Lopez"]
    assert len(names) == 2
    assert len({id(text) for text in names}) == 1
