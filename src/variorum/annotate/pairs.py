"""The two parties that 'both sides' would be: those that the article joins two and two."""

from collections import Counter, deque
from collections.abc import Sequence
from itertools import pairwise

from variorum.model.annotation import Mention
from variorum.model.text import Article


class Pairs:
    """States and bodies that the article joins two and two ('A and B', 'A-B'), and which pair is meant at a place."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        joined = []
        powers = ("state", "organization", "place")
        ordered = sorted((m.start, m.end, i) for i, m in enumerate(mentions) if m.kind in powers or m.government)
        for (_, end, left), (start, stop, right) in pairwise(ordered):
            between = article.text[end:start].strip().lower() if 0 <= start - end <= 9 else "?"
            if between in ("and", "-", "–", "and the", "—") and mentions[left].name != mentions[right].name:
                joined.append((stop, (left, right)))
        self._waiting = deque(sorted(joined))
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._last: dict[tuple[str, ...], tuple[int, int]] = {}
        self._best: tuple[str, ...] | None = None

    def before(self, position: int) -> tuple[int, ...]:
        """Give the pair that the article joins most often up to there, else the next one; () if it joins none.

        Ask for places in order of the text.
        """
        while self._waiting and (self._waiting[0][0] <= position or self._best is None):
            _, pair = self._waiting.popleft()
            key = self._key(pair)
            self._counts[key] += 1
            self._last[key] = pair
            if self._best is None or self._rank(key) > self._rank(self._best):
                self._best = key
        return () if self._best is None else self._last[self._best]

    def _rank(self, key: tuple[str, ...]) -> tuple[bool, int, tuple[str, ...]]:
        return key[0] == "power", self._counts[key], key

    def _key(self, pair: tuple[int, int]) -> tuple[str, ...]:
        mentions = [self._mentions[i] for i in pair]
        rank = "place" if any(m.kind == "place" and not m.government for m in mentions) else "power"
        return (rank, *sorted(m.code or m.name for m in mentions))
