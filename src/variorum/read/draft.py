"""An article while it is being read: its lines so far, what was removed, and what is known about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from variorum.model.text import PublishedBasis, Removed
from variorum.read.lines import Edit, Line, edit


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document besides its text."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis | None = None
    dateline_place: str | None = None
    credits: tuple[str, ...] = ()
    modified: str | None = None

    def fill(self, other: "Metadata") -> "Metadata":
        """Take from `other` what is not known yet; credits are joined."""
        known = self.published is not None
        return Metadata(
            self.title or other.title,
            self.outlet or other.outlet,
            self.url or other.url,
            self.authors or other.authors,
            self.published if known else other.published,
            self.published_basis if known else other.published_basis,
            self.dateline_place or other.dateline_place,
            tuple(dict.fromkeys((*self.credits, *other.credits))),
            self.modified or other.modified,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines in the order of the source, and the stretches of the source that are no longer in them."""

    lines: tuple[Line, ...]
    removed: tuple[Removed, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)

    def learn(self, found: Metadata) -> "Draft":
        return replace(self, metadata=self.metadata.fill(found))

    def drop(self, reasons: Mapping[int, str]) -> "Draft":
        """Remove whole lines: `reasons` says which and why."""
        if not reasons:
            return self
        gone = [note for index in sorted(reasons) for note in _note(reasons[index], self.lines[index].cover())]
        kept = tuple(line for index, line in enumerate(self.lines) if index not in reasons)
        return replace(self, lines=kept, removed=(*self.removed, *gone))

    def cut(self, index: int, start: int, end: int, reason: str) -> "Draft":
        """Remove [start, end) of the line at `index`, and the white space that is then at its ends."""
        line = self.lines[index]
        rest = edit(line, [Edit(start, end, reason)]).strip()
        lines = (*self.lines[:index], *([rest] if rest.text else []), *self.lines[index + 1 :])
        return replace(self, lines=lines, removed=(*self.removed, *_note(reason, line.cover(start, end))))


def _note(reason: str, cover: tuple[int, int] | None) -> list[Removed]:
    return [Removed(reason, *cover)] if cover else []


def settle_removed(removed: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """Sort; leave out what lies within another; no two overlap in what is given back."""
    settled: list[Removed] = []
    for note in sorted(removed, key=lambda r: (r.source_start, -r.source_end, r.reason)):
        start = max(note.source_start, settled[-1].source_end) if settled else note.source_start
        if start < note.source_end:
            settled.append(Removed(note.reason, start, note.source_end))
    return tuple(settled)
