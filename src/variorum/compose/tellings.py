"""What the tables of stances and of commitments both ask of the tellings that they put together."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from variorum.model.record import Story
from variorum.model.text import Article, Span

T = TypeVar("T")
_CONDITION = re.compile(r"^(?:if and only if|only if|if)\s+", re.IGNORECASE)  # the column says that it is a condition


def stories_of(stories: Sequence[Story]) -> dict[str, str]:
    """Give the story's id for each article's id."""
    return {article: story.id for story in stories for article in story.articles}


def commonest(values: Iterable[T | None]) -> T | None:
    """Give the value that is there most often, the longest of several; None where there is none."""
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: (counts[value], len(str(value)), str(value)), default=None)


def day_of(article: Article) -> str | None:
    """Give the day of publication."""
    return article.published[:10] if article.published else None


def condition_of(article: Article, span: Span | None) -> str | None:
    """Give the words of a condition, without a leading 'if' or 'only if'."""
    return None if span is None else _CONDITION.sub("", article.text[span.start : span.end], count=1)
