"""The timeline and the brief of invented stories, composed from a real run."""

import pytest

from variorum import collate
from variorum.model.record import Record

ARTICLES = {
    "a.txt": "France and Spain signed a fisheries treaty in Lisbon on March 3, 1995. Foreign Minister Ana Lopez of"
    " Spain will visit Paris on April 10, 1995. French police arrested 14 sailors near Brest on February 27, 1995.",
    "b.txt": "In Lisbon, Spain and France signed a treaty on fisheries on March 3, 1995. The police of France arrested"
    " 17 sailors near Brest on February 27, 1995, the coast guard said.",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("story")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return collate([str(folder)], folder / "record.db")


def test_dated_events_stand_in_order(record: Record) -> None:
    dates = [entry.date.from_date for entry in record.timeline]
    assert dates == sorted(dates, key=lambda d: d or "")
    assert {"1995-02-27", "1995-03-03", "1995-04-10"} <= set(dates)


def test_what_is_to_come_is_marked_as_announced(record: Record) -> None:
    (visit,) = [entry for entry in record.timeline if entry.date.from_date == "1995-04-10"]
    assert visit.title.endswith("(announced)")


def test_an_event_that_both_tell_has_two_accounts(record: Record) -> None:
    assert 2 in {entry.accounts for entry in record.timeline if entry.date.from_date == "1995-03-03"}


def test_the_brief_is_in_the_words_of_the_accounts_and_says_where_they_differ(record: Record) -> None:
    texts = {article.id: article.text for article in record.articles}
    (brief,) = record.brief
    assert 0 < len(brief.sentences) <= 10
    for sentence in brief.sentences:
        assert sentence.evidence
        assert all(texts[e.article][e.start : e.end] == e.text for e in sentence.evidence)
        if not sentence.text.startswith("Accounts differ."):
            assert any(sentence.text == " ".join(e.text.split()) for e in sentence.evidence)
    assert any("14" in s.text and "17" in s.text for s in brief.sentences if s.text.startswith("Accounts differ."))


@pytest.fixture(scope="module")
def told_in_passing(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("passing")
    text = (
        "PARIS, March 8, 1995 - France continued its offensive on March 6, launching a wave of attacks on March 6. "
        "In protest, Spain postponed its visit to Paris, rescheduling it for April 10, 1995. "
        "The siege of Brest, which began on March 1, 1995, cost four lives. "
        "Spain would return the ships if all the sailors were home by March 20, 1994."
    )
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return collate([str(folder)], folder / "record.db")


def test_one_happening_told_by_a_clause_within_another_is_one_entry(told_in_passing: Record) -> None:
    (entry,) = [entry for entry in told_in_passing.timeline if entry.date.from_date == "1995-03-06"]
    assert entry.title.startswith("France continued its offensive")


def test_a_title_stands_for_itself(told_in_passing: Record) -> None:
    titles = {entry.date.from_date: entry.title for entry in told_in_passing.timeline}
    assert titles["1995-04-10"].startswith("In protest, Spain postponed its visit")
    assert titles["1995-04-10"].endswith("(announced)")
    assert titles["1995-03-01"] == "The siege of Brest, which began on March 1, 1995, cost four lives."


def test_what_is_to_come_is_not_long_past(told_in_passing: Record) -> None:
    assert not [entry for entry in told_in_passing.timeline if (entry.date.from_date or "").startswith("1994")]
