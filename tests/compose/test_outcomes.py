"""What later accounts say became of an undertaking, from texts read and parsed as the program does."""

from collections.abc import Callable
from pathlib import Path

import pytest

import variorum
from variorum import Settings
from variorum.model.record import Commitment

PROMISE = (
    "Norway agreed on Tuesday to release 14 Danish sailors. Denmark promised to deliver 200 tonnes of grain to Norway. "
    "Denmark pledged to pay two million euros for the dam. Denmark said it would lift the ban on Norwegian fish."
)
Read = Callable[..., dict[str, Commitment]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Collate the promise and what a later article says; give each commitment by its first word."""

    def read(text: str, day: str | None = "2031-03-25", promise: str = PROMISE) -> dict[str, Commitment]:
        for name, when, body in (("first", "2031-03-12", promise), ("later", day, text)):
            head = f"---\ntitle: Norway and Denmark\noutlet: {name}\n" + (f"date: {when}\n" if when else "")
            (tmp_path / f"{name}.md").write_text(f"{head}---\n{body}\n", encoding="utf-8")
        record = variorum.collate([str(tmp_path)], tmp_path / "r.db", Settings(workers=1))
        return {row.action.split()[0]: row for row in record.commitments}

    return read


def told(row: Commitment) -> list[tuple[str, str | None]]:
    return [(outcome.outcome, outcome.date) for outcome in row.outcomes]


def test_a_deed_that_is_told_later_fulfils_the_undertaking(read: Read) -> None:
    rows = read(
        "Denmark delivered the grain to Norway on Sunday. The 14 sailors were freed by Norway at the border. "
        "The ban on Norwegian fish was lifted on Thursday. Norway and Denmark were content."
    )
    assert told(rows["deliver"]) == [("fulfilled", "2031-03-23")]
    assert told(rows["release"]) == [("fulfilled", "2031-03-25")]
    assert told(rows["lift"]) == [("fulfilled", "2031-03-20")]
    assert {rows[name].status for name in ("deliver", "release", "lift")} == {"fulfilled"}
    assert rows["pay"].outcomes == ()
    assert rows["pay"].status == "open"
    passage = rows["deliver"].outcomes[0].evidence[0]
    assert passage.text.startswith("Denmark delivered the grain")


def test_what_was_not_done_leaves_it_open_and_is_told(read: Read) -> None:
    rows = read("Norway has not released the sailors. Denmark cancelled the delivery of the grain to Norway.")
    assert told(rows["release"]) == [("not-fulfilled", "2031-03-25")]
    assert rows["release"].status == "open"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norway released three of the 14 Danish sailors on Monday.", "2031-03-25"),  # a part of them
        ("Norway released 14 Danish sailors in February 2029, when the quarrel began.", "2031-03-25"),  # others, before
        ("Norway released the text of the agreement on Monday.", "2031-03-25"),  # another thing
        ("Norway arrested 14 Danish sailors on Monday.", "2031-03-25"),  # another deed
        ("Norway released the 14 Danish sailors.", "2031-03-10"),  # printed before it was promised
        ("Norway released the 14 Danish sailors.", None),  # no one knows when
        ("Norway will release the 14 Danish sailors on Monday.", "2031-03-25"),  # still to come
    ],
)
def test_what_is_no_outcome(read: Read, text: str, day: str | None) -> None:
    assert [kind for kind, _ in told(read(text, day)["release"]) if kind != "reaffirmed"] == []


def test_an_account_that_it_was_done_and_one_that_it_was_not_dispute_it(read: Read) -> None:
    row = read("Norway released the 14 sailors on Monday. Norway has not released the 14 sailors, Denmark said.")[
        "release"
    ]
    assert sorted(kind for kind, _ in told(row)) == ["fulfilled", "not-fulfilled"]
    assert row.status == "disputed"
