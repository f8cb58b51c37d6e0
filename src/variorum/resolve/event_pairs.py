"""How likely two event mentions of a story are one event: features of the pair, and trees that were trained on them.

Trained on ECB+ by training/same_event.py, which has the folds and the figures; `data/same_event.onnx` are the trees.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from variorum.resolve.event_features import Features, days_apart, read_mode
from variorum.resolve.trees import load_trees, number_values, share_of

Table = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
_FARTHEST = 10.0  # sentences


class Pairs:
    """The mentions of a story as arrays, so that many pairs are judged at once."""

    def __init__(self, features: Sequence[Features]) -> None:
        self._features = features
        wordings = [f.wording for f in features]
        self.vectors = np.stack([w.vectors for w in wordings]).astype(np.float32)
        self._words = [w.sentence for w in wordings]
        self._arguments = [w.arguments for w in wordings]
        self._rarity = _find_rarity(features)
        self._weights = [math.fsum(self._rarity[w] for w in words) for words in self._words]
        self._equal = np.array(
            [
                number_values(f.key for f in features),
                number_values(f.article for f in features),
                number_values((f.article, f.mention.sentence) for f in features),
                number_values(f.mention.type for f in features),
                number_values(read_mode(f) for f in features),
                number_values(w.governor for w in wordings),
            ]
        )
        self._single = self._describe(features)

    @staticmethod
    def _describe(features: Sequence[Features]) -> Table:
        """What is known of each mention by itself, a row each, and how the story uses its word."""
        articles = len({f.article for f in features})
        within = Counter((f.article, f.key) for f in features)
        telling = Counter(key for _, key in within)
        times = Counter(f.key for f in features)
        rows = [
            (
                f.wording.noun, f.mention.sentence <= 1, within[f.article, f.key] == 1, telling[f.key] / articles,
                times[f.key] / telling[f.key], f.heading, f.definite, math.log(telling[f.key]), math.log(articles),
                f.mention.sentence, f.mention.type != "",
            )
            for f in features
        ]  # fmt: skip
        return np.array(rows, dtype=np.float32)

    def judge(self, first: Sequence[int], second: Sequence[int]) -> Table:
        """Give the likelihood for each pair of mentions, by their places in the story's list."""
        if not first:
            return np.zeros(0, dtype=np.float32)
        session, given = load_trees("same_event")
        found: Table = session.run(None, {given: self.describe(first, second)})[0]
        likelihoods = 1 / (1 + np.exp(-found[:, 0]))
        return likelihoods.astype(np.float32)

    def describe(self, first: Sequence[int], second: Sequence[int]) -> Table:
        """Give the features of each pair, a row each; the same for (a, b) and (b, a)."""
        one, other = np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)
        cosines = np.einsum("nkd,nkd->nk", self.vectors[one], self.vectors[other])
        key, article, sentence, kind, mode, governor = (self._equal[:, one] == self._equal[:, other]).astype(np.float32)
        a, b = self._single[one], self._single[other]
        less, more, both = np.minimum(a, b), np.maximum(a, b), a + b
        typed = a[:, 10] * b[:, 10]
        numbers = [
            key, article, sentence, kind * typed, (1 - kind) * typed, mode, governor,
            less[:, 0], more[:, 0] - less[:, 0],  # both nouns; a noun and a verb
            both[:, 1], both[:, 2], less[:, 3], more[:, 3], more[:, 4], both[:, 5], both[:, 6], less[:, 7], less[:, 8],
            np.minimum(more[:, 9] - less[:, 9], _FARTHEST),
        ]  # fmt: skip
        shares = np.array([self._compare(i, j) for i, j in zip(first, second, strict=True)], dtype=np.float32)
        return np.concatenate([cosines, np.stack(numbers, axis=1), shares], axis=1)

    def _compare(self, first: int, second: int) -> tuple[float, ...]:
        """What two mentions have in common of words, parties, places, dates, numbers; what sets them apart."""
        f, g = self._features[first], self._features[second]
        one, other = f.wording, g.wording
        places = share_of(frozenset(f.places), frozenset(g.places))
        apart = -1.0 if f.date is None or g.date is None else min(float(days_apart(f.date, g.date)), _FARTHEST)
        return (
            share_of(one.subjects, other.subjects),
            share_of(one.objects, other.objects),
            share_of(one.modifiers, other.modifiers),
            share_of(self._arguments[first], self._arguments[second]),
            self._share_rare(first, second),
            share_of(f.words, g.words),
            share_of(f.parties, g.parties),
            share_of(f.actors, g.actors),
            share_of(f.recipients, g.recipients),
            share_of(f.context, g.context),
            float(bool(f.parties & g.parties and f.parties - g.parties and g.parties - f.parties)),
            share_of(f.numbers, g.numbers),
            places,
            apart,
        )

    def _share_rare(self, first: int, second: int) -> float:
        """The words of both sentences, each weighed by its rarity in the story."""
        common = math.fsum(self._rarity[w] for w in self._words[first] & self._words[second])
        return common / math.sqrt(max(self._weights[first], 0.5) * max(self._weights[second], 0.5))


def _find_rarity(features: Sequence[Features]) -> dict[str, float]:
    """Give each word's weight: the logarithm of how few of the story's articles have it beside an event."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for feature in features:
        words[feature.article] |= feature.wording.sentence
    counts = Counter(word for own in words.values() for word in own)
    return {word: math.log((len(words) + 1) / (count + 0.5)) for word, count in counts.items()}
