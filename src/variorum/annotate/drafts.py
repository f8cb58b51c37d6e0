"""A mention while it is made: units of a line, before they become offsets."""

from dataclasses import dataclass

from variorum.annotate.lines import Line
from variorum.annotate.titles import Title
from variorum.model.annotation import EntityKind, Mention
from variorum.model.text import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Units [first, last] of a line. `name` where it is not as printed (a description stands for its name)."""

    line: Line
    first: int
    last: int
    kind: EntityKind
    title: Title | None = None
    code: str | None = None
    government: bool = False
    demonym: bool = False
    name: str | None = None

    @property
    def key(self) -> str:
        return self.line.key(self.first, self.last)

    def title_text(self) -> str | None:
        """Give the title as printed, with white space made plain."""
        if self.title is None:
            return None
        return " ".join(self.line.text(self.title.first, self.title.last).split())

    def printed(self) -> str:
        """Give the name as printed, with white space made plain."""
        return " ".join(self.line.text(self.first, self.last).split())


def to_mention(draft: Draft) -> Mention:
    """Give the mention: units to offsets."""
    units = draft.line.units
    start, end = units[draft.first].start, units[draft.last].end
    span = None if draft.title is None else Span(units[draft.title.first].start, units[draft.title.last].end)
    return Mention(
        start=start,
        end=end,
        text=draft.line.article.text[start:end],
        name=draft.name or draft.printed(),
        kind=draft.kind,
        sentence=draft.line.sentence.index,
        first_token=units[draft.first].token,
        last_token=units[draft.last].token,
        title=draft.title_text(),
        title_span=span,
        code=draft.code,
        government=draft.government,
        demonym=draft.demonym,
    )
