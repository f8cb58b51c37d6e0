"""`variorum show --since`: what the articles from a time on have brought."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from variorum import open_record
from variorum.cli.news import Changed, find_news
from variorum.model.history import History, Judged, RecordRun

_FIRST = """The ferry company and the dockers agreed on Monday to reopen the port of Velde.

About 300 dockers had blocked the gates since February.
"""
_SECOND = """The dockers said on Tuesday that they had not agreed to reopen the port of Velde.

Mayor Irena Kolb resigned on Tuesday after a stormy session of the town council.
"""


@pytest.fixture
def grown(call: Any, tmp_path: Path) -> Path:
    for name, day, text in (("first", "2018-03-13", _FIRST), ("second", "2018-03-15", _SECOND)):
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.md").write_text(f"---\ntitle: The port of Velde\ndate: {day}\n---\n{text}", encoding="utf-8")
    record = tmp_path / "port.db"
    assert call("collate", tmp_path / "articles", "-o", record).status == 0
    return record


def test_what_came_later_is_shown_and_what_was_known_is_not(call: Any, grown: Path) -> None:
    shown = call("show", grown, "--since", "2018-03-14").out
    assert shown.startswith("Since 2018-03-14 (published): 1 article, 1 account")
    assert "Kolb resigned" in shown
    assert "blocked the gates" not in shown


def test_since_the_beginning_all_is_new_and_since_the_end_nothing(call: Any, grown: Path) -> None:
    assert "2 articles, 2 accounts" in call("show", grown, "--since", "2018-03-01").out
    assert "0 articles, 0 accounts, 0 claims" in call("show", grown, "--since", "2018-03-16").out


def test_a_time_that_is_none_is_a_wrong_call(call: Any, grown: Path) -> None:
    assert call("show", grown, "--since", "yesterday").status == 2


def test_what_a_later_run_brought_is_told_since_the_run_before(call: Any, tmp_path: Path) -> None:
    first, second, record = tmp_path / "first.md", tmp_path / "second.md", tmp_path / "port.db"
    # The later run brings the older article: what counts is when the record came to know it.
    for path, day, text in ((first, "2018-03-15", _FIRST), (second, "2018-03-13", _SECOND)):
        path.write_text(f"---\ntitle: The port of Velde\ndate: {day}\n---\n{text}", encoding="utf-8")
        assert call("collate", path, "-o", record, "-q").status == 0
    shown = call("show", record, "--since", "last").out
    assert shown.startswith("Since the last run but one (")
    assert ": 1 article, 1 account" in shown
    assert 0 < shown.index(", conflict: ") < shown.index("Kolb resigned")
    assert "blocked the gates" not in shown
    assert call("collate", first, "-o", record, "-q").status == 0
    assert ": 0 articles, 0 accounts, 0 claims, 0 changed" in call("show", record, "--since", "last").out
    assert ": 0 articles, 0 accounts, 0 claims, 0 changed" in call("show", record, "--since", "2999-01-01").out
    assert "(published): 1 article" in call("show", record, "--since", "2018-03-14").out


def test_a_verdict_that_changed_is_told_with_what_it_was(grown: Path) -> None:
    record = open_record(grown)
    claim, *others = sorted(record.claims, key=lambda c: c.verdict != "conflict")
    runs = (RecordRun(1, "2031-05-06T12:00:00+00:00"), RecordRun(2, "2031-05-07T12:00:00+00:00"))
    judged = (Judged(claim.id, 1, "agreed"), Judged(claim.id, 2, "single"))
    history = History(runs, {a.id: 1 for a in record.articles}, {c.id: 1 for c in record.claims}, judged)
    for since in ("last", "2031-05-07", "2031-05-07T13:00:00+02:00"):
        news = find_news(record, history, since)
        assert (news.articles, news.accounts, news.claims) == ((), (), ())
        assert news.changed == (Changed(claim, "single"),)
    assert find_news(record, history, "2031-05-08").changed == ()
    assert len(find_news(record, replace(history, claims={c.id: 2 for c in others}), "last").claims) == len(others)
