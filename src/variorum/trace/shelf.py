"""The articles of a run, earliest first, read one at a time: only what was asked for last is held with its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from variorum.model.text import Article, OffsetMap
from variorum.trace.direction import sort_key
from variorum.trace.words import Words, find_words

_NOTHING = OffsetMap(())
_MOST_HELD = 1 << 22  # words


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its words; `rank` counts from the earliest."""

    rank: int
    article: Article
    words: Words


class Shelf:
    """Articles by rank. `heads` are the articles without their text, `groups` the ranks of articles of equal text."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Take all articles of a run in any order; of two with the same id the last is taken."""
        self._articles = articles
        heads: dict[str, tuple[Article, int, int]] = {}
        for place, article in enumerate(articles):
            head = replace(article, text="", sentences=(), offsets=_NOTHING, removed=())
            heads[article.id] = (head, place, _hash_text(article.text))
        ordered = sorted(heads.values(), key=lambda head: sort_key(head[0]))
        self.heads = tuple(head for head, _, _ in ordered)
        self.groups = _group([hashed for _, _, hashed in ordered])
        self._places = [place for _, place, _ in ordered]
        self._held: dict[int, Text] = {}
        self._held_words = 0

    def __len__(self) -> int:
        return len(self.heads)

    def text(self, rank: int) -> Text:
        """Read an article and its words."""
        text = self._held.pop(rank, None)
        if text is None:
            article = self._articles[self._places[rank]]
            text = Text(rank, article, find_words(article))
            self._held_words += len(text.words)
            while self._held and self._held_words > _MOST_HELD:
                oldest = next(iter(self._held))
                self._held_words -= len(self._held.pop(oldest).words)
        self._held[rank] = text
        return text


def _hash_text(text: str) -> int:
    plain = "".join(text.casefold().split())
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _group(hashes: Sequence[int]) -> list[list[int]]:
    """Give the places of equal hashes, where there are several."""
    column = np.array(hashes, np.uint64)
    order = np.argsort(column, kind="stable")
    ordered = column[order]
    edges = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1], [True])))
    several = np.flatnonzero(np.diff(edges) > 1)
    return [order[edges[i] : edges[i + 1]].tolist() for i in several.tolist()]
