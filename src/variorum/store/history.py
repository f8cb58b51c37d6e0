"""In which run articles and claims came first, and what verdicts were before: kept with the record, never exported.

A claim that grows gets another id, so claims are followed by the passages that they rest on. All is written in the
transaction that replaces the record.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from variorum.model.history import History, Judged, RecordRun
from variorum.model.record import Claim, Verdict

HISTORY = (
    "CREATE TABLE IF NOT EXISTS history_runs (number INTEGER PRIMARY KEY, time TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS history_articles (article TEXT PRIMARY KEY, run INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS history_claims (claim TEXT PRIMARY KEY, root TEXT NOT NULL, run INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS history_verdicts (root TEXT NOT NULL, run INTEGER NOT NULL, before TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS history_verdicts_root ON history_verdicts (root)",
)
_Place = tuple[str, str, int, int]  # kind of claim, article, start, end
_SHARED_MOST = 50  # a passage that more claims of a kind rest on tells none of them


def begin_history(connection: sqlite3.Connection) -> None:
    """Note as run 0 what a record from before histories were kept holds, before it is replaced."""
    ((runs,), (articles,)) = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("history_runs", "record_articles")
    )
    if articles and not runs:
        connection.execute("INSERT INTO history_runs (number, time) VALUES (0, '')")
        connection.execute(
            "INSERT INTO history_articles (article, run) SELECT DISTINCT article, 0 FROM record_articles"
        )


def write_history(
    connection: sqlite3.Connection, former: Sequence[Claim], claims: Sequence[Claim], now: datetime | None
) -> None:
    """Write one more run: what came with it, and which verdicts it changed. `former` are the claims before it."""
    (run,) = connection.execute("SELECT ifnull(max(number), 0) + 1 FROM history_runs").fetchone()
    time = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO history_runs (number, time) VALUES (?, ?)", (run, time))
    connection.execute(
        "INSERT OR IGNORE INTO history_articles (article, run) SELECT article, ? FROM record_articles", (run,)
    )
    known = {
        claim: (root, first) for claim, root, first in connection.execute("SELECT claim, root, run FROM history_claims")
    }
    follows = _follow(former, claims)
    rows, changed = [], []
    for claim in claims:
        before = follows.get(claim.id)
        root, first = (claim.id, run) if before is None else known.get(before.id, (before.id, 0))
        rows.append((claim.id, root, first))
        if before is not None and before.verdict != claim.verdict:
            changed.append((root, run, before.verdict))
    connection.execute("DELETE FROM history_claims")
    connection.executemany("INSERT OR IGNORE INTO history_claims (claim, root, run) VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO history_verdicts (root, run, before) VALUES (?, ?, ?)", changed)


def read_history(connection: sqlite3.Connection) -> History:
    """Give the history of the record; an empty one where none was kept."""
    (kept,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'history_runs'").fetchone()
    if not kept:
        return History((), {}, {}, ())
    runs = connection.execute("SELECT number, time FROM history_runs ORDER BY number")
    judged = connection.execute(
        """SELECT claim, history_verdicts.run, before FROM history_verdicts JOIN history_claims USING (root)
           ORDER BY claim, history_verdicts.run"""
    )
    return History(
        tuple(RecordRun(*row) for row in runs),
        dict(connection.execute("SELECT article, run FROM history_articles").fetchall()),
        dict(connection.execute("SELECT claim, run FROM history_claims").fetchall()),
        tuple(Judged(claim, run, cast("Verdict", before)) for claim, run, before in judged),
    )


def _follow(former: Sequence[Claim], claims: Sequence[Claim]) -> dict[str, Claim]:
    """Give for each claim that was known before what it was: the one it shares most passages with, each once."""
    by_id = {claim.id: claim for claim in former}
    resting: dict[_Place, list[str]] = defaultdict(list)
    for known in former:
        for place in _places(known):
            resting[place].append(known.id)
    offers = []
    for claim in claims:
        shared = Counter(
            name for place in _places(claim) if len(resting[place]) <= _SHARED_MOST for name in resting[place]
        )
        for name, count in shared.items():
            offers.append((claim.id != name, claim.question != by_id[name].question, -count, claim.id, name))
    found: dict[str, Claim] = {}
    taken: set[str] = set()
    for *_, claim_id, name in sorted(offers):
        if claim_id not in found and name not in taken:
            found[claim_id] = by_id[name]
            taken.add(name)
    return found


def _places(claim: Claim) -> set[_Place]:
    return {(claim.kind, e.article, e.start, e.end) for reading in claim.readings for e in reading.evidence}
