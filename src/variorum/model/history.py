"""How a record grew, run by run: kept beside the record and no part of it, as the same input gives the same record."""

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model.record import Verdict


@dataclass(frozen=True, slots=True)
class RecordRun:
    """A run that wrote the record; `time` is ISO 8601 in UTC, '' for runs before times were kept."""

    number: int
    time: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the verdict on a claim was until the run of that number gave it another."""

    claim: str
    run: int
    before: Verdict


@dataclass(frozen=True, slots=True)
class History:
    """In which run each article and claim of the record came first (by id), and which verdicts changed when.

    A claim is the same one while it keeps passages: it gets another id when a passage is added to it.
    """

    runs: tuple[RecordRun, ...]
    articles: Mapping[str, int]
    claims: Mapping[str, int]
    judged: tuple[Judged, ...]
