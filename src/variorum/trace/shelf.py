"""The articles of a run, earliest first, read one at a time: only what was asked for last is held with its words."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from variorum.model.text import Article, OffsetMap
from variorum.trace.direction import sort_key
from variorum.trace.words import Words, find_all_words

_NOTHING = OffsetMap(())
_MOST_HELD = 1 << 22  # words
_CODE_POINTS_AT_ONCE = 1 << 16


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
        heads: dict[str, tuple[Article, int, int, int]] = {}
        for place, article in enumerate(articles):
            head = replace(article, text="", sentences=(), offsets=_NOTHING, removed=())
            heads[article.id] = (head, place, _hash_text(article.text), len(article.text))
        ordered = sorted(heads.values(), key=lambda head: sort_key(head[0]))
        self.heads = tuple(head for head, *_ in ordered)
        self.groups = _group([hashed for _, _, hashed, _ in ordered])
        self._places = array("I", (place for _, place, _, _ in ordered))
        self._sizes = array("I", (size for *_, size in ordered))
        self._held: dict[int, Text] = {}
        self._held_words = 0

    def __len__(self) -> int:
        return len(self.heads)

    def text(self, rank: int) -> Text:
        """Read an article and its words."""
        return self.texts((rank,))[0]

    def texts(self, ranks: Sequence[int]) -> list[Text]:
        """Read articles and their words; what of them is not held is read at once, which is faster."""
        texts = {rank: self._held.pop(rank, None) for rank in ranks}
        new = [rank for rank, text in texts.items() if text is None]
        articles = [self._articles[self._places[rank]] for rank in new]
        for rank, article, words in zip(new, articles, find_all_words(articles) if new else (), strict=True):
            texts[rank] = Text(rank, article, words)
            self._held_words += len(words)
        found = {rank: text for rank, text in texts.items() if text is not None}
        self._held |= found
        while len(self._held) > len(found) and self._held_words > _MOST_HELD:
            oldest = next(iter(self._held))
            self._held_words -= len(self._held.pop(oldest).words)
        return [found[rank] for rank in ranks]

    def read(self, ranks: Sequence[int]) -> Iterator[list[Text]]:
        """Read articles, as many at a time as make a good piece of work."""
        first = size = 0
        for place, rank in enumerate(ranks):
            size += self._sizes[rank]
            if size >= _CODE_POINTS_AT_ONCE or place == len(ranks) - 1:
                yield self.texts(ranks[first : place + 1])
                first, size = place + 1, 0


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
