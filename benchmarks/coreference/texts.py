"""Documents that a set gives as words, laid out as articles, and the set's mentions as spans of their text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from variorum.model.text import Article, OffsetMap, Source, TextSentence

Layer = Literal["event", "entity"]
_NO_SPACE_BEFORE = re.compile(r"[-.,;:!?)\]}%]+|'s|’s|n't|n’t|['’](?:re|ve|ll|d|m|S)|''|”|'|’", re.IGNORECASE)
_NO_SPACE_AFTER = frozenset(("(", "[", "{", "$", "``", "“", "‘", "£", "€", "-"))
_CUT = re.compile(r"\w['’](?:s|t|d|m|re|ve|ll)|\d:\d\d", re.IGNORECASE)  # what some sets give as several words
_ENDS = (".", "!", "?", '"', "”", "'", "’", "''", ":", ")")


@dataclass(frozen=True, slots=True)
class Given:
    """A mention that the set gives: [start, end) of the article's text, and the cluster that the set puts it in."""

    article: str
    layer: Layer
    start: int
    end: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A document as an article, with the span of each of its words by (sentence, word). `story` is its group."""

    article: Article
    story: str
    spans: dict[tuple[int, int], tuple[int, int]]


def lay_out(name: str, story: str, sentences: Sequence[Sequence[str]]) -> Laid:
    """Join the words of sentences, each a paragraph of its own, spaced as print spaces them."""
    text, spans, found = "", {}, []
    for index, words in enumerate(sentences):
        start, before = len(text), ""
        for place, word in enumerate(words):
            if text[start:] and not _joins(text, before, word):
                text += " "
            spans[index, place] = (len(text), len(text) + len(word))
            text += word
            before = word
        if len(text) > start:
            heading = bool(words) and not words[-1].endswith(_ENDS)
            found.append(TextSentence(start, len(text), index, heading))
        text += "\n"
    article = Article(name, Source(name), "", text, OffsetMap(((0, 0, len(text)),)), tuple(found), language="en")
    return Laid(article, story, spans)


def _joins(text: str, before: str, word: str) -> bool:
    """Whether print has no space before a word."""
    if _NO_SPACE_BEFORE.fullmatch(word) or before in _NO_SPACE_AFTER:
        return True
    return len(before) == 1 and _CUT.fullmatch(text[-2:] + word) is not None
