"""Who said what, in the terminal: the differences marked, and told where a cut changes the meaning."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from variorum.cli.sayings import mark_wording

Call = Callable[..., Any]
HEAD = "PORT VELDE, May 2, 2030 — The harbour council of Port Velde met on Tuesday.\n\n"
FULL = (
    "“We will reopen the northern docks in spring if the ice and the unions allow it,” Mayor Irena Kolb told reporters."
)
CUT = "“We will reopen the northern docks in spring,” Mayor Irena Kolb said at a rally in Velde."


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("we leave soon", "we leave", "we leave {+soon+}"),
        ("we leave", "we leave soon", r"we leave \[-soon-]"),
        ("we [b]leave[/b]", "we [b]leave[/b]", r"we \[b]leave\[/b]"),
    ],
)
def test_words_that_differ_are_marked(text: str, other: str, marked: str) -> None:
    assert re.sub(r"\[/?(?:green|red|)\]", "", mark_wording(text, other)) == marked


def test_show_and_explain_tell_what_a_cut_leaves_out(call: Call, tmp_path: Path) -> None:
    for name, words in (("full.txt", FULL), ("cut.txt", CUT)):
        (tmp_path / name).write_text(f"The docks of {name}\n\n{HEAD}{words}\n", encoding="utf-8")
    record = tmp_path / "record.db"
    assert call("collate", tmp_path / "full.txt", tmp_path / "cut.txt", "-o", record).status == 0
    shown = call("show", record, "quotation").out
    lost = "leaves out a condition: “if the ice and the unions allow it”"
    assert lost in shown
    utterance = re.findall(r"Irena Kolb \((utt-\w+)\)", shown)
    assert len(utterance) == 1
    told = call("explain", record, utterance[0]).out
    assert lost in told
    assert "to reporters" in told
    assert "at a rally in Velde" in told
    assert "against the fullest: We will reopen the northern docks in spring [-if the ice" in told
