"""The value that the rules of undertaking give; see `undertakings.py` and `noun_undertakings.py`."""

from dataclasses import dataclass

from variorum.model.annotation import CommitmentForm


@dataclass(frozen=True, slots=True)
class Undertaking:
    """`parties` (heads of phrases) undertake the `action` (extent) towards `to` (heads).

    `head` is the head of the action. Where there is an `announcer`, the parties count if it may speak for them.
    `terms` says that an agreement gives them, `own` that it counts from a party's own mouth alone.
    """

    verb: int
    parties: tuple[int, ...]
    to: tuple[int, ...]
    head: int
    action: tuple[int, int]
    form: CommitmentForm
    status: str = "open"
    announcer: tuple[int, ...] = ()
    terms: bool = False
    own: bool = False
