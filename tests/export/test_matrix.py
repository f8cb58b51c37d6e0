"""The table of parties and issues."""

from dataclasses import replace

from variorum.export.matrix import lay_out_stances
from variorum.model.annotation import StanceKind
from variorum.model.record import Record, Stance
from variorum.model.text import Evidence


def stance(actor: str, topic: str, side: StanceKind, *articles: str) -> Stance:
    evidence = tuple(Evidence(article, 0, 1, "x") for article in articles)
    return Stance(actor, f"{topic} as {actor} calls it", None, side, "x", None, None, evidence, topic, side)


def test_a_cell_counts_the_accounts_and_not_the_articles() -> None:
    rows = [
        stance("a", "dam", "supports", "one", "two", "three"),
        stance("b", "dam", "opposes", "one"),
        stance("b", "dam", "conditional", "three"),
        stance("c", "canal", "supports", "one"),
    ]
    account = {"one": 1, "two": 1, "three": 2}
    matrix = lay_out_stances(rows, str.upper, lambda articles: len({account[a] for a in articles}))
    assert matrix.parties == ("a", "b")
    cells = [[(side.side, side.accounts) for side in cell] for cell in matrix.rows[0].cells]
    assert cells == [[("supports", 2)], [("opposes", 1), ("conditional", 1)]]
    assert [(party, [s.topic for s in found]) for party, found in matrix.others] == [("c", ["canal"])]


def test_what_most_parties_are_heard_on_comes_first() -> None:
    rows = [stance(actor, "canal", "supports", "one") for actor in "ab"]
    rows += [stance(actor, "dam", "supports", "one") for actor in "bcd"]
    matrix = lay_out_stances(rows, str, lambda articles: len(set(articles)))
    assert [row.topic for row in matrix.rows] == ["dam", "canal"]
    assert matrix.parties == ("b", "a", "c", "d")


def test_a_record_without_topics_is_laid_out_by_issue(invented: Record) -> None:
    bare = [replace(row, topic="") for row in invented.stances]
    matrix = lay_out_stances(bare, str, lambda articles: len(set(articles)))
    assert [row.topic for row in matrix.rows] == ["permanent naval mission"]
