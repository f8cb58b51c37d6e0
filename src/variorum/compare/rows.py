"""Sentences of a story's articles that say the same thing: the rows of the synopsis.

Candidates come from an index of words, never from all pairs; the sentence encoder is asked only where words leave it
open, and at most for so many sentences a story (thresholds in rows.toml). Numbers that differ do not part
sentences: that is what the comparison is after.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from itertools import pairwise

from variorum.compare.scope import Scope
from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence

Place = tuple[str, int]
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")


@dataclass(frozen=True, slots=True)
class Row:
    """Places (article id, sentence) that say the same, sorted; at least one."""

    places: tuple[Place, ...]


def find_rows(scope: Scope, encoder: Encoder) -> tuple[Row, ...]:
    """Give the rows of a story; every full sentence is in just one."""
    settings = read_toml("rows")
    places = [
        (article, s.index)
        for article, annotation in sorted(scope.annotations.items())
        for s in annotation.sentences
        if not s.heading and len(_words(s)) >= settings["fewest_words"]
    ]
    vectors = _weigh([_words(scope.annotations[a].sentences[i]) for a, i in places])
    pairs = _candidates(vectors, places, settings)
    scores = _decide(scope, places, pairs, encoder, settings)
    for pair in _tell_one_utterance(scope, places):
        scores[pair] = max(scores.get(pair, 0.0), settings["threshold"])
    groups = _group(len(places), scores, settings["threshold"])
    return tuple(Row(tuple(sorted(places[i] for i in group))) for group in groups)


def _tell_one_utterance(scope: Scope, places: Sequence[Place]) -> list[tuple[int, int]]:
    """Pairs of sentences of different articles that render one utterance, next to next in the order of places."""
    number = {place: index for index, place in enumerate(places)}
    rendered: dict[str, set[int]] = defaultdict(set)
    for article, annotation in scope.annotations.items():
        for index, quotation in enumerate(annotation.quotations):
            utterance = scope.utterance_of.get((article, index))
            if utterance is not None and (article, quotation.sentence) in number:
                rendered[utterance].add(number[(article, quotation.sentence)])
    ordered = [sorted(sentences) for _, sentences in sorted(rendered.items())]
    return [(a, b) for s in ordered for a, b in pairwise(s) if places[a][0] != places[b][0]]


def _words(sentence: ParsedSentence) -> list[str]:
    stop = _stop_words()
    words = (t.lemma.lower() for t in sentence.parse.tokens if t.pos in _TELLING)
    return [w for w in words if len(w) > 1 and w not in stop]


def _weigh(sentences: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    frequency = Counter(word for words in sentences for word in set(words))
    vectors = []
    for words in sentences:
        weights = {w: n * math.log((len(sentences) + 20) / frequency[w]) for w, n in Counter(words).items()}
        length = math.sqrt(sum(v * v for v in weights.values())) or 1.0
        vectors.append({w: v / length for w, v in weights.items()})
    return vectors


def _candidates(
    vectors: Sequence[dict[str, float]], places: Sequence[Place], settings: dict[str, float]
) -> dict[tuple[int, int], float]:
    """Cosines of sentences of different articles that share a rare word, best few for each sentence."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        for word in vector:
            postings[word].append(index)
    longest, most = int(settings["longest_posting"]), int(settings["candidates"])
    best: dict[tuple[int, int], float] = {}
    for index, vector in enumerate(vectors):
        sums: dict[int, float] = defaultdict(float)
        telling = [w for w in vector if len(postings[w]) <= longest]
        for word in sorted(telling, key=lambda w: (-vector[w], w))[: int(settings["looked_up"])]:
            weight = vector[word]
            for other in postings[word]:
                sums[other] += weight * vectors[other][word]
        least = settings["candidate"] / 2
        near = [(v, -o) for o, v in sums.items() if v >= least and places[o][0] != places[index][0]]
        exact = [(_cosine(vector, vectors[-o]), o) for _, o in nlargest(4 * most, near)]
        for value, other in nlargest(most, exact):
            if value >= settings["candidate"]:
                best[(min(index, -other), max(index, -other))] = value
    return best


def _cosine(first: dict[str, float], second: dict[str, float]) -> float:
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    return sum(value * long[word] for word, value in short.items() if word in long)


def _decide(
    scope: Scope,
    places: Sequence[Place],
    pairs: dict[tuple[int, int], float],
    encoder: Encoder,
    settings: dict[str, float],
) -> dict[tuple[int, int], float]:
    """Add the encoder's cosine where words alone have not decided; give the sum for all pairs."""
    texts = [scope.sentence_evidence(*place).text for place in places]
    scores: dict[tuple[int, int], float] = {}
    undecided = []
    for pair, cosine in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if texts[pair[0]] == texts[pair[1]] or cosine >= settings["decided"]:
            scores[pair] = max(2 * cosine, settings["threshold"])
        else:
            undecided.append(pair)
    asked: list[tuple[int, int]] = []
    sentences: set[int] = set()
    for pair in undecided:
        if len(sentences) + sum(i not in sentences for i in pair) > settings["encoder_sentences"]:
            break
        asked.append(pair)
        sentences.update(pair)
    order = sorted(sentences)
    vectors = encoder.encode([texts[i] for i in order])
    row = {index: position for position, index in enumerate(order)}
    for first, second in asked:
        meaning = float(vectors[row[first]] @ vectors[row[second]])
        scores[(first, second)] = pairs[(first, second)] + meaning
    return scores


def _group(count: int, scores: dict[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Join the best pairs first; two groups are joined where enough of their cross pairs are alike too."""
    group_of = list(range(count))
    members = {i: [i] for i in range(count)}
    for (first, second), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < threshold:
            break
        a, b = sorted((group_of[first], group_of[second]))
        if a == b:
            continue
        cross = [scores.get((min(x, y), max(x, y)), 0.0) for x in members[a] for y in members[b]]
        if sum(value >= threshold for value in cross) * 2 < len(cross):
            continue
        for index in members.pop(b):
            group_of[index] = a
            members[a].append(index)
    return [sorted(group) for _, group in sorted(members.items())]


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(read_toml("gather")["stop"].split())
