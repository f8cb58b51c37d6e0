"""An article as a sequence of told sentences: what each says in the outlet's own words, and its anchors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.model.text import Article
from variorum.trace.rarity import stem
from variorum.trace.words import Words, normal_form

_LEAST_WORDS = 5  # with fewer own words a sentence is a quotation with its 'he said', or a fragment
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence in own words. `own` is its text without quotations; `stems` in order, without repetition.

    `anchors` are the stems of names and numbers among them.
    """

    start: int
    end: int
    own: str
    words: int
    stems: tuple[str, ...]
    anchors: frozenset[str]


def find_telling(article: Article, words: Words) -> tuple[Told, ...]:
    """Give the sentences that have enough words outside quotation marks, headings left out, in order."""
    told = []
    for sentence in article.sentences:
        first, last = np.searchsorted(words.starts, (sentence.start, sentence.end)).tolist()
        places = [i for i in range(first, last) if not words.quoted[i]]
        if sentence.heading or len(places) < _LEAST_WORDS:
            continue
        told.append(_read_sentence(article, words, sentence.start, sentence.end, places))
    return tuple(told)


def _read_sentence(article: Article, words: Words, start: int, end: int, places: Sequence[int]) -> Told:
    stems: dict[str, None] = {}
    anchors: set[str] = set()
    pieces = []
    for i in places:
        printed = article.text[words.starts[i] : words.ends[i]]
        stemmed = stem(normal_form(printed))
        stems[stemmed] = None
        pieces.append(printed)
        if printed[0].isdigit() or (printed[0].isupper() and i != places[0]):
            anchors.add(stemmed)
    return Told(start, end, " ".join(pieces), len(places), tuple(stems), frozenset(anchors))
