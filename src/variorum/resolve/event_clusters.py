"""Which event mentions tell of one happening: first within each article, then across the articles of a story.

Within an article, 'the talks', 'this meeting' speak of the meeting that was told before, if nothing that they say
contradicts it; what the mentions say is put together, so that an article which names the parties in one sentence and
the place in another is compared with both. Across articles, an article's event joins the event that it fits best
by what was learned from pairs of mentions (`event_pairs`), if that is likely enough and nothing rules it out. Only
events are compared that share a word, have words of near senses, or share the type and a party; each is compared with
a few mentions that stand for an event, so that the work grows with the articles and no faster.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from variorum.language.lexicon import read_toml
from variorum.language.senses import shorten
from variorum.resolve.event_features import Containment, Features, are_apart, contradict, read_mode, score_pair
from variorum.resolve.event_pairs import Pairs

Group = tuple[Features, ...]


def cluster_mentions(features: Sequence[Features], containment: Containment) -> list[Group]:
    """Take the mentions of a story, give them grouped by event; the order of the input does not matter."""
    ordered = sorted(features, key=lambda f: (f.article, f.index))
    told = [
        group
        for _, own in groupby(ordered, key=lambda f: f.article)
        for group in _cluster_article(list(own), containment)
    ]
    return _Story(ordered).cluster(told) if ordered else []


def _cluster_article(features: Sequence[Features], containment: Containment) -> list[Group]:
    """Join each mention, in the order of the text, to the latest event of the article that it may speak of."""
    groups: list[list[Features]] = []
    by_key: dict[str, list[int]] = defaultdict(list)
    for feature in features:
        chosen = next((g for g in reversed(by_key[feature.key]) if _speaks_of(feature, groups[g], containment)), None)
        if chosen is None:
            groups.append([])
            chosen = len(groups) - 1
            by_key[feature.key].append(chosen)
        groups[chosen].append(feature)
    return [tuple(group) for group in groups]


def _speaks_of(feature: Features, group: Sequence[Features], containment: Containment) -> bool:
    modes = {read_mode(feature), read_mode(group[0])}
    if len(modes) > 1 and "fate" not in modes and not ("open" in modes and "denied" not in modes):
        return False
    if any(contradict(feature, other, containment) for other in group):
        return False
    if feature.definite or feature.heading != group[0].heading:  # a headline tells what the text tells
        return True
    points = score_pair(feature, merge(group), containment) + _score_modes(modes)
    return bool(points >= read_toml("same_event")["within"])


class _Story:
    """The events of a story, while the articles' events are put to them one by one."""

    def __init__(self, features: Sequence[Features]) -> None:
        self._features = features
        self._pairs = Pairs(features)
        self._place = {(f.article, f.index): i for i, f in enumerate(features)}
        self._near = _find_near_words(features, self._pairs)
        self._events: list[list[Group]] = []
        self._heads: list[list[int]] = []  # the mentions that stand for each event
        self._modes: list[set[str]] = []
        self._index: dict[str, dict[int, None]] = defaultdict(dict)

    def cluster(self, told: Sequence[Group]) -> list[Group]:
        """Begin with the words that most is told by, of each the richest, so that the poor ones join what they fit."""
        times = Counter(f.key for group in told for f in group)
        for group in sorted(told, key=lambda g: (-times[g[0].key], g[0].key, _richness(g))):
            self._put(group)
        return [
            tuple(sorted((f for part in parts for f in part), key=lambda f: (f.article, f.index)))
            for parts in self._events
        ]

    def _put(self, group: Group) -> None:
        options = read_toml("same_event")
        own = [self._place[f.article, f.index] for f in group[: int(options["heads"])]]
        mode = read_mode(merge(group))
        keys = self._keys(group)
        candidates = _likeliest(Counter(g for k in keys for g in self._index[k]))
        candidates = [c for c in candidates if self._agrees(mode, c) and not self._rules_out(own, c)]
        likelihoods = self._judge(own, candidates)
        best = max(range(len(candidates)), key=lambda i: (likelihoods[i], -candidates[i]), default=None)
        if best is not None and likelihoods[best] >= options["threshold"]:
            chosen = candidates[best]
        else:
            chosen = len(self._events)
            self._events.append([])
            self._heads.append([])
            self._modes.append(set())
        self._events[chosen].append(group)
        self._heads[chosen] = [*self._heads[chosen], *own][: int(options["heads_of_event"])]
        self._modes[chosen].add(mode)
        for key in keys:
            if len(self._index[key]) < int(options["events_of_key"]):
                self._index[key][chosen] = None

    def _judge(self, own: Sequence[int], candidates: Sequence[int]) -> list[float]:
        """Give for each event how likely its mentions are one with the group's: between the mean and the likeliest."""
        weight = read_toml("same_event")["likeliest"]
        asked = [(i, h) for c in candidates for h in self._heads[c] for i in own]
        found = self._pairs.judge([i for i, _ in asked], [h for _, h in asked])
        fits, done = [], 0
        for candidate in candidates:
            count = len(self._heads[candidate]) * len(own)
            part = found[done : done + count]
            fits.append(float(weight * part.max() + (1 - weight) * part.mean()))
            done += count
        return fits

    def _agrees(self, mode: str, event: int) -> bool:
        """What did not happen is no mention of what did; the comparison sets the two against each other."""
        modes = self._modes[event] | {mode}
        return len(modes) == 1 or "denied" not in modes or "fate" in modes

    def _rules_out(self, own: Sequence[int], event: int) -> bool:
        """Whether most of its mentions tell of what is clearly another event."""
        heads = self._heads[event]
        apart = sum(are_apart(self._features[i], self._features[h]) for i in own for h in heads)
        return 2 * apart > len(own) * len(heads)

    def _keys(self, group: Group) -> list[str]:
        """Only events with one of these in common are compared: the word, one near it, the type with a party."""
        parties = sorted({party for f in group for party in f.parties})[:6]
        word, kind = group[0].key, group[0].mention.type
        keys = [f"word {word}", *(f"word {word} {party}" for party in parties)]
        keys += [f"near {' '.join(sorted((word, other)))}" for other in self._near[word]]
        return keys + ([f"type {kind} {party}" for party in parties] if kind else [])


def _find_near_words(features: Sequence[Features], pairs: Pairs) -> dict[str, list[str]]:
    """Give for each word of the story those that are nearest to it by their vectors; of two, each is near the other."""
    options = read_toml("same_event")
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for index, feature in enumerate(features):
        rows[feature.key].append(index)
    words = sorted(rows)
    vectors = np.stack([shorten(pairs.vectors[rows[word], 0].mean(axis=0)) for word in words])
    near: dict[str, set[str]] = {word: set() for word in words}
    for at, word in enumerate(words):
        cosines = vectors @ vectors[at]
        cosines[at] = -1.0
        for other in np.argsort(-cosines, kind="stable")[: int(options["near_words"])]:
            if cosines[other] >= options["near"]:
                near[word].add(words[int(other)])
                near[words[int(other)]].add(word)
    return {word: sorted(found) for word, found in near.items()}


def _likeliest(hits: Counter[int]) -> list[int]:
    """The events that share most keys with a mention, the earlier ones first; so many and no more are compared."""
    ranked = sorted(hits, key=lambda group: (-hits[group], group))
    return sorted(ranked[: int(read_toml("same_event")["candidates"])])


def _score_modes(modes: Collection[str]) -> float:
    if len(modes) == 1 or "fate" in modes:
        return 0.0
    return float(read_toml("same_event")["open_status" if "open" in modes else "other_status"])


def merge(group: Sequence[Features]) -> Features:
    """Give what all mentions of an event say together, as one."""
    first = max(group, key=lambda f: (read_mode(f) != "open", bool(f.actors), -f.index))
    return replace(
        first,
        actors=frozenset().union(*(f.actors for f in group)),
        parties=frozenset().union(*(f.parties for f in group)),
        recipients=frozenset().union(*(f.recipients for f in group)),
        places=tuple(sorted({p for f in group for p in f.places})),
        date=next((f.date for f in group if f.date is not None), None),
        words=frozenset().union(*(f.words for f in group)),
        context=frozenset().union(*(f.context for f in group)),
        numbers=frozenset().union(*(f.numbers for f in group)),
    )


def _richness(group: Group) -> tuple[float, str, int]:
    whole = merge(group)
    known = (
        2 * len(whole.actors) + len(whole.recipients) + 2 * len(whole.places) + (whole.date is not None) * 2
        + min(len(whole.words), 10) / 2 + len(group)
    )  # fmt: skip
    return (-known, group[0].article, group[0].index)
