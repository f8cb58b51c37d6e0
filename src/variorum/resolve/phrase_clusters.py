"""Groups told by common nouns ('the rebels', 'Islamic fighters'): which of them are one, or a named entity.

Names are judged before by rules, and what goes by one key is one. Here each cluster of a common noun joins the cluster
that it fits best by what was learned from pairs of noun phrases (`phrase_pairs`), if that is likely enough. Only
clusters are compared that share a word, an article or a near sense, and a few phrases stand for each, so that the work
grows with the clusters and no faster.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np

from variorum.language.lexicon import read_toml
from variorum.language.senses import shorten
from variorum.model.annotation import Annotation
from variorum.resolve.clusters import Cluster
from variorum.resolve.occurrences import Occurrence
from variorum.resolve.phrase_pairs import PhrasePairs
from variorum.resolve.phrases import Phrase, read_phrase, tell_all

Units = list[list[Phrase]]
_REASON = "noun phrases that are likely one thing by their words, senses and sentences"


def join_phrases(clusters: Sequence[Cluster], annotations: Mapping[str, Annotation]) -> list[Cluster]:
    """Take all clusters, with the annotations by article id; give them, common nouns joined to what they mean."""
    units = read_units(clusters, annotations)
    into = _Joiner(units).join() if any(map(is_common, units)) else {}
    for number in sorted(into):
        target, likelihood = into[number]
        for occurrence in clusters[number].occurrences:
            clusters[target].add(occurrence, likelihood, _REASON)
    return [cluster for number, cluster in enumerate(clusters) if number not in into]


def read_units(clusters: Sequence[Cluster], annotations: Mapping[str, Annotation]) -> Units:
    """Give the phrases that stand for each cluster; none for a name that no common noun of its articles may mean."""
    units: Units = [_read_unit(cluster, annotations) if cluster.kind == "group" else [] for cluster in clusters]
    alone = {p.place[0] for unit in units if is_common(unit) and not _is_several(unit) for p in unit}
    for number, cluster in enumerate(clusters):
        if cluster.kind != "group" and any(o.article.id in alone for o in cluster.occurrences):
            units[number] = tell_all(_read_unit(cluster, annotations))
    return units


def _read_unit(cluster: Cluster, annotations: Mapping[str, Annotation]) -> list[Phrase]:
    return [read_phrase(o, annotations[o.article.id]) for o in _choose(cluster.occurrences)]


def is_common(unit: Sequence[Phrase]) -> bool:
    """Whether a cluster goes by a common noun, which no rule of names can judge."""
    return 2 * sum(phrase.named for phrase in unit) < len(unit)


def _choose(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """The first of each article, then the second of each, as many as stand for a cluster."""
    ordered = sorted(occurrences, key=lambda o: (o.article.id, o.mention.start, o.index))
    ranked = [
        (rank, o.place, o)
        for _, own in groupby(ordered, key=lambda o: o.article.id)
        for rank, o in enumerate(own)
    ]  # fmt: skip
    return [o for _, _, o in sorted(ranked, key=lambda r: r[:2])[: int(read_toml("same_entity")["phrases"])]]


class _Joiner:
    """The clusters, while those of common nouns are put to the others one by one."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._options = read_toml("same_entity")
        phrases = [phrase for unit in units for phrase in unit]
        self._pairs = PhrasePairs(phrases)
        self._articles = [phrase.place[0] for phrase in phrases]
        starts = np.cumsum([0, *(len(unit) for unit in units)])
        self._rows = [list(range(starts[n], starts[n + 1])) for n in range(len(units))]
        self._near = self._find_near_words()
        self._index: defaultdict[str, dict[int, None]] = defaultdict(dict)

    def join(self) -> dict[int, tuple[int, float]]:
        """Give, by the number of a cluster, the one that it joins, with the likelihood."""
        units = self._units
        common = [n for n, unit in enumerate(units) if is_common(unit) and unit]
        held = set(common)
        for number in sorted((n for n in range(len(units)) if n not in held), key=lambda n: (-len(units[n]), n)):
            self._post(number, number)
        times = Counter(phrase.key for n in common for phrase in units[n])
        into: dict[int, tuple[int, float]] = {}
        for number in sorted(common, key=lambda n: (-times[units[n][0].key], units[n][0].key, _poverty(units[n]), n)):
            target, likelihood = self._find(number)
            if target is None or likelihood < self._options["threshold"]:
                target = number
            else:
                into[number] = target, likelihood
                self._rows[target] += self._rows[number]
            self._post(number, target)
        return into

    def _post(self, number: int, target: int) -> None:
        for key in self._keys(self._units[number]):
            if len(self._index[key]) < int(self._options["clusters_of_key"]):
                self._index[key][target] = None

    def _find(self, number: int) -> tuple[int | None, float]:
        """Give the cluster that a common noun fits best, with the mean of the mean and the highest likelihood."""
        hits = Counter(c for key in sorted(self._keys(self._units[number])) for c in self._index[key])
        able = [c for c in hits if not _rules_out(self._units[number], self._units[c])]
        candidates = sorted(able, key=lambda c: (-hits[c], c))[: int(self._options["candidates"])]
        own = self._rows[number][: int(self._options["heads"])]
        heads = [self._heads(number, c) for c in candidates]
        asked = [(i, h) for group in heads for h in group for i in own]
        found = self._pairs.judge([i for i, _ in asked], [h for _, h in asked])
        best: int | None = None
        highest, done = 0.0, 0
        for candidate, group in zip(candidates, heads, strict=True):
            part = found[done : done + len(group) * len(own)]
            done += len(part)
            likelihood = float(part.mean() + part.max()) / 2
            if likelihood > highest:
                best, highest = candidate, likelihood
        return best, highest

    def _heads(self, number: int, candidate: int) -> list[int]:
        """The phrases by which a cluster is compared: those of the same articles first."""
        here = {self._articles[i] for i in self._rows[number]}
        rows = self._rows[candidate][: int(self._options["rows"])]
        return sorted(rows, key=lambda i: self._articles[i] not in here)[: int(self._options["heads_of_cluster"])]

    def _keys(self, unit: Sequence[Phrase]) -> set[str]:
        """Only clusters with one of these in common are compared: the noun, one near it, a word, an article."""
        keys: set[str] = set()
        for phrase in unit:
            keys.update(f"noun {word}" for word in (phrase.key, *self._near.get(phrase.key, ())))
            keys.update(f"word {word}" for word in (phrase.key, *phrase.words, *phrase.names))
            keys.update(f"word {word}" for word in phrase.told if phrase.named)
            keys.update((f"in {phrase.place[0]}", f"by {phrase.governor}"))
        return keys

    def _find_near_words(self) -> dict[str, list[str]]:
        """Give for each common noun those that are nearest to it by their vectors; of two, each is near the other."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for own, unit in zip(self._rows, self._units, strict=True):
            for row, phrase in zip(own, unit, strict=True):
                if phrase.is_common():
                    rows[phrase.key].append(row)
        words = sorted(rows)
        vectors = np.stack([shorten(self._pairs.vectors[rows[word], 0].mean(axis=0)) for word in words])
        near: dict[str, set[str]] = {word: set() for word in words}
        for at, word in enumerate(words):
            cosines = vectors @ vectors[at]
            cosines[at] = -1.0
            for other in np.argsort(-cosines, kind="stable")[: int(self._options["near_words"])]:
                if cosines[other] >= self._options["near"]:
                    near[word].add(words[int(other)])
                    near[words[int(other)]].add(word)
        return {word: sorted(found) for word, found in near.items()}


def _rules_out(common: Sequence[Phrase], other: Sequence[Phrase]) -> bool:
    """Whether a common noun can't be another cluster: several of a kind, or what is of a state, have no name of their
    own ('American companies' are none of the bodies named), and are not what else is of a state ('U.S. officials')."""
    states, others = ({phrase.code for phrase in unit} - {None} for unit in (common, other))
    if not is_common(other):
        return bool(states) or _is_several(common)
    if not states and not others:
        return False
    if states and others and not states & others:
        return True
    return float(common[0].vectors[0] @ other[0].vectors[0]) < float(read_toml("same_entity")["near"])


def _is_several(unit: Sequence[Phrase]) -> bool:
    return 2 * sum(phrase.plural for phrase in unit) > len(unit)


def _poverty(unit: Sequence[Phrase]) -> int:
    return -max(len(phrase.words) for phrase in unit)
