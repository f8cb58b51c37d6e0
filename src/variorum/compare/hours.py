"""Times of day that are told without a day: 'It was twelve minutes past three', 'The attack came at dusk'."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from variorum.compare.clocks import Clock, find_clocks
from variorum.model.annotation import Annotation
from variorum.model.text import Span


@dataclass(frozen=True, slots=True)
class Hour:
    """The words (`span`, in the article) by which a sentence tells a time of day."""

    sentence: int
    span: Span
    clock: Clock


def find_hours(annotation: Annotation) -> list[Hour]:
    """Give the times of day that an article tells by the clock, whether beside a day or not, in its order."""
    return sorted(_find_hours(annotation), key=lambda hour: hour.span)


def _find_hours(annotation: Annotation) -> Iterator[Hour]:
    for sentence in annotation.sentences:
        if not sentence.heading:
            for start, end, clock in find_clocks(sentence.parse.text):
                yield Hour(sentence.index, Span(sentence.start + start, sentence.start + end), clock)


def is_hour_alone(hours: Iterable[Hour], start: int, end: int) -> bool:
    """Tell whether a time at code points [start, end) of the article is but an hour."""
    return any(h.span.start <= start and end <= h.span.end for h in hours)
