"""How likely two noun phrases of a record are one thing: features of the pair, and trees trained on them.

The trees, `data/same_entity.onnx`, are trained by training/same_entity.py on pairs with a common noun in them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from variorum.language.lexicon import read_toml
from variorum.language.senses import senses
from variorum.resolve.phrases import Phrase
from variorum.resolve.trees import load_trees, number_values, share_of

Table = npt.NDArray[np.float32]
_FARTHEST = 12  # sentences
_LATE = 40  # the same
_SENSES = 16  # numbers of a head's vector that the trees see
_OWN = 17  # columns of what is known of a phrase by itself
_KINDS = ("person", "organization", "state", "place", "group")


class PhrasePairs:
    """The phrases of a record as arrays, so that many pairs are judged at once."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self.vectors = np.stack([p.vectors for p in phrases]).astype(np.float32)
        self._rarity = _find_rarity(phrases)
        self._equal = np.array(
            [
                number_values(p.key for p in phrases),
                number_values(p.place[0] for p in phrases),
                number_values((p.place[0], p.number) for p in phrases),
                number_values(p.text for p in phrases),
                number_values(p.governor for p in phrases),
                number_values(p.governor[0] for p in phrases),
                number_values(p.governor[1] for p in phrases),
                number_values(p.kind for p in phrases),
            ]
        )
        self._single = self._describe(phrases)
        classes = np.stack([senses(words.split()) for words in read_toml("same_entity")["classes"].values()])
        heads = self.vectors[:, 0] @ classes.T
        named = [[*(p.named * (p.kind == kind) for kind in _KINDS), p.commonness] for p in phrases]
        self._classes = np.concatenate([heads, np.array(named, dtype=np.float32)], axis=1)

    def _describe(self, phrases: Sequence[Phrase]) -> Table:
        """What is known of each phrase by itself, a row each; how its noun is used; what the common nouns are like."""
        common = [p for p in phrases if not p.named]
        articles = max(len({p.place[0] for p in common}), 1)
        within = Counter((p.place[0], p.key) for p in common)
        telling = Counter(key for _, key in within)
        times = Counter(p.key for p in common)
        count = max(len(common), 1)
        style = (
            math.log(articles),
            math.log(count / articles),
            math.log(max(sum(len(p.words) + 1 for p in common), 1) / count),
            sum(p.verb for p in common) / count,
            len(times) / count,
        )
        rows = [
            (
                p.named, p.plural, p.verb, p.definite, p.indefinite, p.possessed, p.dated, p.heading, p.number <= 1,
                telling[p.key] / articles, times[p.key] / max(telling[p.key], 1), math.log(telling[p.key] + 1),
                math.log(times[p.key] + 1), len(p.words), len(p.names), min(p.number, _LATE), within[p.place[0], p.key],
                *style,
            )
            for p in phrases
        ]  # fmt: skip
        return np.array(rows, dtype=np.float32)

    def judge(self, first: Sequence[int], second: Sequence[int]) -> Table:
        """Give the likelihood for each pair of phrases, by their places in the list."""
        if not first:
            return np.zeros(0, dtype=np.float32)
        session, given = load_trees("same_entity")
        found: Table = session.run(None, {given: self.describe(first, second)})[0]
        likelihoods = 1 / (1 + np.exp(-found[:, 0]))
        return likelihoods.astype(np.float32)

    def describe(self, first: Sequence[int], second: Sequence[int]) -> Table:
        """Give the features of each pair, a row each; the same for (a, b) and (b, a)."""
        one, other = np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)
        u, v = self.vectors[one], self.vectors[other]
        cosines = [np.einsum("nd,nd->n", u[:, i], v[:, i]) for i in range(4)]
        crossed = [
            np.maximum(np.einsum("nd,nd->n", u[:, i], v[:, j]), np.einsum("nd,nd->n", u[:, j], v[:, i]))
            for i, j in ((0, 1), (0, 2))
        ]
        equal = (self._equal[:, one] == self._equal[:, other]).astype(np.float32)
        a, b = self._single[one], self._single[other]
        less, more = np.minimum(a[:, :_OWN], b[:, :_OWN]), np.maximum(a[:, :_OWN], b[:, :_OWN])
        c, d = self._classes[one], self._classes[other]
        shares = np.array([self._compare(i, j) for i, j in zip(first, second, strict=True)], dtype=np.float32)
        parts = [np.stack([*cosines, *crossed], axis=1), equal.T, less, more, a[:, _OWN:]]
        heads = (u[:, 0] + v[:, 0])[:, :_SENSES] / 2  # what noun it is
        return np.concatenate([*parts, np.minimum(c, d), np.maximum(c, d), shares, heads], axis=1)

    def _compare(self, first: int, second: int) -> tuple[float, ...]:
        p, q = self._phrases[first], self._phrases[second]
        same_article = p.place[0] == q.place[0]
        one, other = p.words | {p.key}, q.words | {q.key}
        apart = abs(p.number - q.number)
        return (
            share_of(p.modifiers, q.modifiers),
            float(bool(p.modifiers - q.modifiers and q.modifiers - p.modifiers)),
            float(len(p.modifiers ^ q.modifiers)),
            share_of(p.owners, q.owners),
            share_of(one, other),
            len(one & other) / len(one | other),
            self._share_rare(one, other),
            share_of(p.names, q.names),
            float(len(p.names ^ q.names)),
            share_of(p.figures, q.figures),
            share_of(p.sentence, q.sentence),
            self._share_rare(p.sentence, q.sentence),
            float(p.key in q.told or q.key in p.told),
            share_of(p.told, q.told),
            float(p.key in q.words) + float(q.key in p.words),
            float(p.key in q.owners or q.key in p.owners),
            fuzz.ratio(p.text, q.text) / 100,
            fuzz.token_set_ratio(p.text, q.text) / 100,
            float(min(apart, _FARTHEST)) if same_article else -1.0,
            float(same_article and p.start < q.end and q.start < p.end),
            _same(p.code, q.code),
            self._reach(p, q) if same_article else -1.0,
        )

    def _reach(self, p: Phrase, q: Phrase) -> float:
        """Whether the later one of an article is definite and the earlier one comes just before."""
        later = q if (p.number, p.at) < (q.number, q.at) else p
        return later.definite - later.indefinite + 2 * float(abs(p.number - q.number) <= 1)

    def _share_rare(self, first: frozenset[str], second: frozenset[str]) -> float:
        common = math.fsum(self._rarity.get(w, 1.0) for w in first & second)
        weights = [max(math.fsum(self._rarity.get(w, 1.0) for w in words), 0.5) for words in (first, second)]
        return common / math.sqrt(weights[0] * weights[1])


def _same(first: str | None, second: str | None) -> float:
    return 0.0 if first is None or second is None else 1.0 if first == second else -1.0


def _find_rarity(phrases: Sequence[Phrase]) -> dict[str, float]:
    words: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        if phrase.named:
            continue
        words[phrase.place[0]] |= phrase.sentence | phrase.words | {phrase.key}
    counts = Counter(word for own in words.values() for word in own)
    return {word: math.log((len(words) + 1) / (count + 0.5)) + 0.1 for word, count in counts.items()}
