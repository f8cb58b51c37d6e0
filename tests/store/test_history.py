"""What came with which run, and what verdicts were before."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from variorum.model.record import Claim, Reading, Record
from variorum.model.text import Evidence
from variorum.store import RecordStore
from variorum.store.history import write_history

NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)


def grow(claim: Claim, article: str, verdict: str = "conflict") -> Claim:
    """The claim after one more reading: it has another id."""
    more = Reading("another", (article,), 1, (Evidence(article, 3, 9, "passage"),))
    return replace(claim, id=f"{claim.id}+", verdict=verdict, readings=(*claim.readings, more))  # type: ignore[arg-type]


@pytest.fixture
def smaller(invented: Record) -> Record:
    """The record before its last article and its last claim."""
    return replace(invented, articles=invented.articles[:-1], claims=invented.claims[:-1])


def test_what_is_new_came_with_the_run_that_brought_it(tmp_path: Path, invented: Record, smaller: Record) -> None:
    with RecordStore(tmp_path / "r.db") as store:
        store.write_record(smaller, NOON)
        store.write_record(invented, NOON.astimezone(timezone(timedelta(hours=5))) + timedelta(hours=1))
        store.write_record(invented, NOON + timedelta(hours=2))
        history = store.history()
    assert [(run.number, run.time[:19]) for run in history.runs] == [
        (1, "2031-05-06T12:00:00"), (2, "2031-05-06T13:00:00"), (3, "2031-05-06T14:00:00"),
    ]  # fmt: skip
    assert history.articles == {**{a.id: 1 for a in smaller.articles}, invented.articles[-1].id: 2}
    assert history.claims == {**{c.id: 1 for c in smaller.claims}, invented.claims[-1].id: 2}
    assert history.judged == ()


def test_a_claim_that_grows_is_followed_by_its_passages(tmp_path: Path, invented: Record) -> None:
    before, *others = invented.claims
    first = replace(before, verdict="single")
    second = grow(first, invented.articles[-1].id)
    third = grow(second, invented.articles[0].id, "updated")
    with RecordStore(tmp_path / "r.db") as store:
        for claim in (first, second, third):
            store.write_record(replace(invented, claims=(claim, *others)))
        history = store.history()
    assert history.claims[third.id] == 1
    assert [(j.claim, j.run, j.before) for j in history.judged] == [(third.id, 2, "single"), (third.id, 3, "conflict")]


def test_of_two_claims_that_rest_on_one_the_likelier_goes_on_and_the_other_is_new(
    tmp_path: Path, invented: Record
) -> None:
    claim = invented.claims[0]
    other = replace(grow(claim, invented.articles[-1].id), id="clm-other", question="Another question?")
    with RecordStore(tmp_path / "r.db") as store:
        store.write_record(replace(invented, claims=(claim,)))
        store.write_record(replace(invented, claims=(other, replace(claim, id="clm-same"))))
        assert store.history().claims == {"clm-same": 1, "clm-other": 2}


def test_a_run_that_is_broken_off_leaves_no_trace(
    tmp_path: Path, invented: Record, smaller: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: Any) -> None:
        write_history(*given)
        raise KeyboardInterrupt

    with RecordStore(tmp_path / "r.db") as store:
        store.write_record(smaller, NOON)
        kept = store.history()
        monkeypatch.setattr("variorum.store.record.write_history", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.write_record(invented, NOON)
        assert store.history() == kept
        assert store.record() == smaller


def test_a_record_from_before_histories_were_kept_begins_with_what_it_holds(
    tmp_path: Path, invented: Record, smaller: Record
) -> None:
    path = tmp_path / "r.db"
    with RecordStore(path) as store:
        store.write_record(smaller, NOON)
    with closing(sqlite3.connect(path)) as connection:
        for table in ("runs", "articles", "claims", "verdicts"):
            connection.execute(f"DROP TABLE history_{table}")
    with RecordStore(path, read_only=True) as store:
        assert store.history().runs == ()
    with RecordStore(path) as store:
        store.write_record(invented, NOON)
        history = store.history()
    assert [(run.number, run.time) for run in history.runs] == [(0, ""), (1, NOON.isoformat())]
    assert {claim for claim, run in history.claims.items() if run == 1} == {invented.claims[-1].id}
    assert {a for a, run in history.articles.items() if run == 1} == {invented.articles[-1].id}
