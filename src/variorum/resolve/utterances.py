"""Which quotations, across articles, render one act of speech.

Quotations are joined when one speaker (or a speaker not known) is given the same words, cut or lightly edited; or
when one speaker's words are told in others: enough shared weight of content words, numbers and negation agreeing,
and, where words leave it open, the sentence encoder. Each act of speech is looked up by its rarest words, and is
compared with a bounded number of earlier ones, so the cost grows with the number of quotations.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation
from variorum.model.resolution import Entities, Utterances
from variorum.model.text import Article
from variorum.resolve.quoted import write_utterance
from variorum.resolve.wordings import (
    JOINT,
    Act,
    contradicts,
    days_apart,
    overlap,
    read_acts,
    shares_phrase,
    shares_wording,
    unfold_prefix,
)


def resolve_utterances(
    articles: Sequence[Article], annotations: Sequence[Annotation], entities: Entities, encoder: Encoder
) -> Utterances:
    """Take articles with their annotations (in the same order) and entities; give the utterances."""
    by_id = {a.article: a for a in annotations}
    ordered = sorted({a.id: a for a in articles if a.id in by_id}.values(), key=lambda a: a.id)
    acts = [act for article in ordered for act in read_acts(article, by_id[article.id], entities)]
    acts = _unfold(acts)
    groups = _join(acts, entities, encoder)
    texts = {a.id: a for a in ordered}
    written = [write_utterance(group, texts, by_id, entities) for group in groups]
    return Utterances(
        tuple(utterance for utterance, _, _ in written),
        tuple(quoted for _, rows, _ in written for quoted in rows),
        {place: utterance.id for utterance, _, places in written for place in places},
    )


def _unfold(acts: Sequence[Act]) -> list[Act]:
    vocabulary = {word for act in acts for word in act.words}
    return [replace(act, words=unfold_prefix(act.words, vocabulary)) for act in acts]


@dataclass(slots=True)
class _Groups:
    """Sets of acts that are joined; a set never holds two speakers that are not the same."""

    acts: Sequence[Act]
    affiliations: Mapping[str, str | None]
    _parent: list[int] = field(default_factory=list)
    _speaker: list[str | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._parent = list(range(len(self.acts)))
        self._speaker = [act.speaker for act in self.acts]

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        known = [s for s in (self._speaker[first], self._speaker[second]) if s is not None]
        if first == second or (len(known) == 2 and not self.compatible(*known)):
            return
        self._parent[second] = first
        self._speaker[first] = self._person(known)

    def compatible(self, one: str, other: str) -> bool:
        """One entity, or a person and the body that the person speaks for, or one of those who speak together."""
        if one == other or self.affiliations.get(one) == other or self.affiliations.get(other) == one:
            return True
        first, second = set(one.split(JOINT)), set(other.split(JOINT))
        return first <= second or second <= first

    def _person(self, known: Sequence[str]) -> str | None:
        if len(known) == 2 and self.affiliations.get(known[1]) == known[0]:
            return known[1]
        return known[0] if known else None

    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self.acts)):
            found.setdefault(self.root(index), []).append(index)
        return [found[root] for root in sorted(found)]


def _join(acts: Sequence[Act], entities: Entities, encoder: Encoder) -> list[list[Act]]:
    groups = _Groups(acts, {e.id: e.affiliation for e in entities.table})
    weights = _weigh(acts)
    undecided = []
    for one, other in _candidates(acts, weights):
        if groups.root(one) == groups.root(other):
            continue
        verdict = _compare(acts[one], acts[other], groups, weights)
        if verdict >= 1.0:
            groups.join(one, other)
        elif verdict > 0:
            undecided.append((one, other, verdict))
    for one, other in _decide(acts, undecided, encoder):
        groups.join(one, other)
    return [[acts[i] for i in members] for members in groups.members()]


@dataclass(frozen=True, slots=True)
class _Weights:
    """Inverse document frequency of content words among the distinct wordings; `rare` are the words of few of them."""

    of: Mapping[str, float]
    rare: frozenset[str]

    def mass(self, words: Iterable[str]) -> float:
        return sum(self.of[word] for word in sorted(words))


def _weigh(acts: Sequence[Act]) -> _Weights:
    settings = read_toml("utterances")["reworded"]
    wordings = {act.wording: act for act in acts}
    counts = Counter(word for act in wordings.values() for word in act.words)
    few = max(settings["few"], settings["often"] * len(wordings))
    weights = {word: 1.0 + log((1 + len(wordings)) / (1 + count)) for word, count in counts.items()}
    return _Weights(weights, frozenset(word for word, count in counts.items() if count <= few))


def _candidates(acts: Sequence[Act], weights: _Weights) -> Iterator[tuple[int, int]]:
    """Pairs that share a run of words, or a speaker and two rare words; same wordings first. Each act is paired with a
    bounded number of those before it."""
    settings = read_toml("utterances")["index"]
    seen: dict[str, int] = {}
    posted: dict[tuple[str, str], list[int]] = {}
    pairs: list[tuple[int, int]] = []
    for index, act in enumerate(acts):
        if act.wording in seen:
            yield seen[act.wording], index
            if acts[seen[act.wording]].speaker == act.speaker:
                continue
        seen.setdefault(act.wording, index)
        met: Counter[int] = Counter()
        for key, count in _keys(act, weights, settings):
            earlier = posted.setdefault(key, [])
            for other in earlier[-settings["earlier"] :]:
                met[other] += count
            earlier.append(index)
        pairs.extend((other, index) for other in sorted(met) if met[other] >= settings["keys"])
    yield from pairs


def _keys(act: Act, weights: _Weights, settings: Mapping[str, int]) -> Iterator[tuple[tuple[str, str], int]]:
    """What an act is looked up by: its speaker with a rare word, and runs of its words, which alone suffice."""
    if act.speaker is not None:
        for word in sorted(act.words, key=lambda w: (-weights.of[w], w))[: settings["rare_words"]]:
            yield (act.speaker, word), 1
    words = act.wording.split()
    runs = (" ".join(words[i : i + settings["run"]]) for i in range(len(words) - settings["run"] + 1))
    for run in dict.fromkeys(runs):
        yield ("", run), settings["keys"]


def _compare(one: Act, other: Act, groups: _Groups, weights: _Weights) -> float:
    """Give 1 for one utterance, 0 for two, and the share of common weight where the words leave it open."""
    if one.speaker is not None and other.speaker is not None and not groups.compatible(one.speaker, other.speaker):
        return 0.0
    if overlap(one, other):
        return 0.0
    settings = read_toml("utterances")["reworded"]
    stock = days_apart(one, other) > settings["days"] and min(len(one.bag), len(other.bag)) < settings["stock_words"]
    if one.polarity == other.polarity and not stock and shares_wording(one, other):
        return 1.0
    if one.speaker is None or one.speaker != other.speaker or one.article == other.article:
        return 0.0
    if one.polarity == other.polarity and days_apart(one, other) <= settings["days"] and shares_phrase(one, other):
        return 1.0
    shared = one.words.keys() & other.words.keys()
    if len(shared) < settings["shared"] or len(shared & weights.rare) < settings["rare"]:
        return 0.0
    if contradicts(one, other) or days_apart(one, other) > settings["days"]:
        return 0.0
    least = min(weights.mass(one.words), weights.mass(other.words))
    share = weights.mass(shared) / least if least else 0.0
    if share >= settings["certain"]:
        return 1.0
    return share if share >= settings["possible"] else 0.0


def _decide(
    acts: Sequence[Act], undecided: Sequence[tuple[int, int, float]], encoder: Encoder
) -> Iterator[tuple[int, int]]:
    if not undecided:
        return
    settings = read_toml("utterances")["reworded"]
    indices = sorted({i for one, other, _ in undecided for i in (one, other)})
    vectors = dict(zip(indices, encoder.encode([acts[i].text for i in indices]), strict=True))
    for one, other, share in undecided:
        cosine = float(vectors[one] @ vectors[other])
        if cosine >= settings["vector"] and share + cosine >= settings["together"]:
            yield one, other
