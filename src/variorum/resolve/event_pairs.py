"""How likely two event mentions of a story are one event: features of the pair, and trees that were trained on them.

Trained on ECB+ by training/same_event.py, which has the folds and the figures; `data/same_event.onnx` are the trees.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from variorum.resolve.event_features import Features, days_apart, read_mode
from variorum.resolve.event_words import count_relations
from variorum.resolve.trees import load_trees, number_values, share_of

Table = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
_FARTHEST = 10.0  # sentences
_AGENTS, _PATIENTS, _OTHERS = 3, 4, 5  # rows of the vectors
_SENSES = 24  # numbers of a trigger's vector that the trees see
_REMEMBERED = 100_000  # pairs of articles


class Pairs:
    """The mentions of a story as arrays, so that many pairs are judged at once."""

    def __init__(self, features: Sequence[Features]) -> None:
        self._features = features
        wordings = [f.wording for f in features]
        self.vectors = np.stack([w.vectors for w in wordings]).astype(np.float32)
        self._words = _collect_words(features)
        self._rarity = _weigh_words(self._words.values())
        self._weights = [math.fsum(self._rarity[w] for w in wording.sentence) for wording in wordings]
        self._lengths = {a: math.sqrt(math.fsum(self._rarity[w] ** 2 for w in own)) for a, own in self._words.items()}
        self._names = _weigh_words([w.named for w in wordings])
        self._named = [math.fsum(self._names[n] for n in w.named) for w in wordings]
        self._alike: dict[tuple[str, str], float] = {}
        self._equal = np.array(
            [
                number_values(f.key for f in features),
                number_values(f.article for f in features),
                number_values((f.article, f.mention.sentence) for f in features),
                number_values(f.mention.type for f in features),
                number_values(read_mode(f) for f in features),
                number_values(w.governor for w in wordings),
                number_values(w.before for w in wordings),
                number_values(w.after for w in wordings),
                number_values(w.trigger for w in wordings),
            ]
        )
        self._single = self._describe(features)
        relations = np.eye(count_relations(), dtype=np.float32)[[w.relation for w in wordings]]
        self._alone = np.concatenate([relations, np.array([w.alone for w in wordings], dtype=np.float32)], axis=1)

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
                f.mention.sentence, f.mention.type != "", f.mention.according_to is not None,
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
        u, v = self.vectors[one], self.vectors[other]
        crossed = [
            np.maximum(np.einsum("nd,nd->n", u[:, i], v[:, j]), np.einsum("nd,nd->n", u[:, j], v[:, i]))
            for i, j in ((_AGENTS, _PATIENTS), (_PATIENTS, _OTHERS))
        ]
        equal = (self._equal[:, one] == self._equal[:, other]).astype(np.float32)
        a, b = self._single[one], self._single[other]
        less, more, both = np.minimum(a, b), np.maximum(a, b), a + b
        typed = a[:, 10] * b[:, 10]
        numbers = [
            *crossed, *equal[:3], equal[3] * typed, (1 - equal[3]) * typed, *equal[4:],
            less[:, 0], more[:, 0] - less[:, 0],  # both nouns; a noun and a verb
            both[:, 1], both[:, 2], less[:, 3], more[:, 3], more[:, 4], both[:, 5], both[:, 6], less[:, 7], less[:, 8],
            np.minimum(more[:, 9] - less[:, 9], _FARTHEST), both[:, 11],
        ]  # fmt: skip
        c, d = self._alone[one], self._alone[other]
        shares = np.array([self._compare(i, j) for i, j in zip(first, second, strict=True)], dtype=np.float32)
        cosines = np.einsum("nkd,nkd->nk", u, v)
        senses = (u[:, 0] + v[:, 0])[:, :_SENSES] / 2  # what word it is, for 'say' is seldom one and 'quake' often
        return np.concatenate(
            [cosines, np.stack(numbers, axis=1), np.minimum(c, d), np.maximum(c, d), shares, senses], axis=1
        ).astype(np.float32)

    def _compare(self, first: int, second: int) -> tuple[float, ...]:
        """What two mentions have in common of words, parties, places, dates, numbers; what sets them apart."""
        f, g = self._features[first], self._features[second]
        places = share_of(frozenset(f.places), frozenset(g.places))
        apart = -1.0 if f.date is None or g.date is None else min(float(days_apart(f.date, g.date)), _FARTHEST)
        return (
            *_compare_wordings(f, g),
            self._share_rare(first, second),
            self._share_names(first, second),
            self._find_likeness(f.article, g.article),
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
        words = self._features[first].wording.sentence & self._features[second].wording.sentence
        common = math.fsum(self._rarity[w] for w in words)
        return common / math.sqrt(max(self._weights[first], 0.5) * max(self._weights[second], 0.5))

    def _share_names(self, first: int, second: int) -> float:
        """The names and numbers of both sentences, each weighed by how few of the story's mentions stand beside it."""
        names = self._features[first].wording.named & self._features[second].wording.named
        common = math.fsum(self._names[n] for n in names)
        return common / math.sqrt(max(self._named[first], 0.5) * max(self._named[second], 0.5))

    def _find_likeness(self, first: str, second: str) -> float:
        """How alike two articles are by the words beside their events; a value below 0 for one and the same."""
        if first == second:
            return -1.0
        pair = (first, second) if first < second else (second, first)
        if pair not in self._alike:
            if len(self._alike) >= _REMEMBERED:
                self._alike.clear()
            common = math.fsum(self._rarity[w] ** 2 for w in self._words[first] & self._words[second])
            self._alike[pair] = common / max(self._lengths[first] * self._lengths[second], 0.5)
        return self._alike[pair]


def _compare_wordings(f: Features, g: Features) -> tuple[float, ...]:
    """What the words beside two triggers have in common."""
    one, other = f.wording, g.wording
    about, around = one.agents | one.patients | one.others, other.agents | other.patients | other.others
    told = (f.key in other.all, g.key in one.all) if f.key != g.key else (False, False)
    return (
        share_of(one.agents, other.agents),
        share_of(one.patients, other.patients),
        share_of(one.others, other.others),
        share_of(one.agents | one.patients, other.agents | other.patients),
        max(share_of(one.agents, other.patients), share_of(one.patients, other.agents)),
        float(len(about & around)),
        float(len(about ^ around)),
        share_of(one.beside, other.beside),
        float(sum(told)),
        float(all(told)),  # the sentence tells of both, each by its own word
        float(len(one.all & other.all)),
        fuzz.ratio(one.trigger, other.trigger) / 100,
    )


def _collect_words(features: Sequence[Features]) -> dict[str, frozenset[str]]:
    """Give the telling words that each article has beside its events."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for feature in features:
        words[feature.article] |= feature.wording.sentence
    return {article: frozenset(own) for article, own in words.items()}


def _weigh_words(groups: Collection[Collection[str]]) -> dict[str, float]:
    """Give each word's weight: the logarithm of how few of the groups have it."""
    counts = Counter(word for group in groups for word in group)
    return {word: math.log((len(groups) + 1) / (count + 0.5)) for word, count in counts.items()}
