"""`variorum show --since`: what the articles from a time on have brought."""

from pathlib import Path
from typing import Any

import pytest

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
    assert shown.startswith("Since 2018-03-14: 1 article, 1 account")
    assert "Kolb resigned" in shown
    assert "blocked the gates" not in shown


def test_since_the_beginning_all_is_new_and_since_the_end_nothing(call: Any, grown: Path) -> None:
    assert "2 articles, 2 accounts" in call("show", grown, "--since", "2018-03-01").out
    assert "0 articles, 0 accounts, 0 claims" in call("show", grown, "--since", "2018-03-16").out


def test_a_time_that_is_none_is_a_wrong_call(call: Any, grown: Path) -> None:
    assert call("show", grown, "--since", "yesterday").status == 2
