"""Variorum reads many accounts of the same events and writes one sourced record.

record = variorum.collate(["articles/"], "talks.db")     read, compare, write
record = variorum.open_record("talks.db")                read a record that was written
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is first imported: threads cost more than they bring

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.model.record import Record
from variorum.settings import Settings
from variorum.store import RecordStore

if TYPE_CHECKING:
    from variorum.engine.local import Progress

__all__ = ["Record", "Settings", "collate", "open_record"]


def collate(
    sources: Iterable[str],
    record: str | Path,
    settings: Settings | None = None,
    progress: "Progress | None" = None,
    corrections: str | Path | None = None,
) -> Record:
    """Read files and folders ('-' is standard input) into the record at that path, and give the whole record.

    What the record already holds is kept. A person's corrections are read from that file, else from the one beside the
    record (talks.corrections.yaml beside talks.db) if it is there. Raise NothingRead if the sources have no article at
    all, RecordError if the path holds something else than a record, CorrectionsError if the corrections cannot be read.
    """
    from variorum.engine.local import collate as run  # loads the language models; reading a record must not wait for it

    return run(sources, Path(record), settings, progress, Path(corrections) if corrections else None)


def open_record(path: str | Path) -> Record:
    """Give the record that a file holds. Raise RecordError if it holds none."""
    with RecordStore(Path(path), read_only=True) as store:
        return store.record()
