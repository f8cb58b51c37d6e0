"""Whether one party of a sentence is for or against the other, learned: what rules on single clauses do not see.

A logistic model over words, words between and beside the two names, and the path between them in the parse, all hashed
to a fixed number of weights (Weinberger et al. 2009, 'Feature hashing for large scale multitask learning'). The two
names are masked, so that the model knows nothing of who they are. The weights are data/leanings.npz, made by
training/leanings.py. Where a caller can spend more, leaning_states adds what the sentence encoder reads.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from variorum.annotate.leaning_layers import score_layers
from variorum.annotate.leaning_states import Scores, read_sentence, score_states
from variorum.annotate.ways import climb, find_head, is_within
from variorum.language.encoder import Encoder
from variorum.model.annotation import Parse, Token

BUCKETS = 1 << 15
KINDS = ("neutral", "supports", "opposes")
_LONGEST_PATH = 8
_WINDOW = 3
_SHARES = 0.5, 1.0  # of the scores by words and by states where the encoder has its say, beside 1 of its taught layers;
# chosen on sentences held out of training
_TURNED = [0, 2, 1, 4, 3]  # the scores with the parties in the other order
Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Leaning:
    """How likely the first party leans to the second and the second to the first; the five likelihoods sum to 1."""

    neutral: float
    supports: float
    opposes: float
    supported: float
    opposed: float

    @property
    def strongest(self) -> float:
        """The likelihood of the likeliest of all but neutral."""
        return max(self.supports, self.opposes, self.supported, self.opposed)


def judge_leaning(parse: Parse, first: Tokens, second: Tokens, encoder: Encoder | None = None) -> Leaning:
    """Give how likely each of two parties, by their first and last token, is for or against the other.

    By the words alone; with an encoder (ten milliseconds a sentence) by its reading of the sentence as well.
    """
    scores = score_words(parse, first, second)
    if encoder is not None:
        scores = scores * _SHARES[0] + score_reading(parse, first, second, encoder)
    likely = np.exp(scores - scores.max())
    neutral, supports, supported, opposes, opposed = (float(value) for value in likely / likely.sum())
    return Leaning(neutral, supports, opposes, supported, opposed)


def score_words(parse: Parse, first: Tokens, second: Tokens) -> npt.NDArray[np.float64]:
    """Give logarithms of likelihoods by words: neutral, first for second and back, first against second and back."""
    there, back = (_score(hash_features(parse, *pair)) for pair in ((first, second), (second, first)))
    joint = np.array(
        [there[0] + back[0], there[1] + back[0], back[1] + there[0], there[2] + back[0], back[2] + there[0]]
    )
    result: npt.NDArray[np.float64] = joint - np.log(np.exp(joint).sum())
    return result


def score_reading(parse: Parse, first: Tokens, second: Tokens, encoder: Encoder) -> Scores:
    """Give the same by what the encoder reads, in parts that do not sum to 1."""
    early, late = sorted((first, second))
    reading = read_sentence(parse, early, late, encoder)
    scores = score_layers(reading) + _SHARES[1] * score_states(reading)
    return scores if (early, late) == (first, second) else scores[_TURNED]


def hash_features(parse: Parse, actor: Tokens, target: Tokens) -> list[int]:
    """Give the buckets of the features of an ordered pair, each once, sorted."""
    found = {
        zlib.crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS for feature in _features(parse, actor, target)
    }
    return sorted(found)


def _features(parse: Parse, actor: Tokens, target: Tokens) -> Iterator[str]:
    tokens = parse.tokens
    words = _mask(tokens, actor, target)
    order = "at" if actor[0] < target[0] else "ta"
    yield f"order {order}"
    lemmas = [word for _, word in words]
    yield from {f"w {word}" for word in lemmas}
    yield from {f"b {one} {two}" for one, two in pairwise(lemmas)}
    places = {word: i for i, word in enumerate(lemmas) if word in ("<actor>", "<target>")}
    one, two = sorted(places.values()) if len(places) > 1 else (0, 0)
    between = lemmas[one + 1 : two]
    yield f"gap {order} {min(len(between) // 3, 6)}"
    yield from {f"m {order} {word}" for word in between}
    yield from {f"mb {order} {a} {b}" for a, b in pairwise(between)}
    for name, place in sorted(places.items()):
        for offset in (*range(-_WINDOW, 0), *range(1, _WINDOW + 1)):
            if 0 <= place + offset < len(lemmas):
                yield f"n {name} {'l' if offset < 0 else 'r'} {lemmas[place + offset]}"
                yield f"n {name} {offset} {lemmas[place + offset]}"
    yield from _path_features(tokens, actor, target)


def _mask(tokens: Sequence[Token], actor: Tokens, target: Tokens) -> list[tuple[int, str]]:
    """The lemmas with the two names as one mark each, other names by their kind, numbers as one."""
    words = []
    for index, token in enumerate(tokens):
        if actor[0] <= index <= actor[1]:
            word = "<actor>" if index == actor[0] else ""
        elif target[0] <= index <= target[1]:
            word = "<target>" if index == target[0] else ""
        elif token.name and token.pos == "PROPN":
            word = f"<{token.name}>"
        else:
            word = "<number>" if token.pos == "NUM" else token.lemma.lower()
        if word:
            words.append((index, word))
    return words


def _path_features(tokens: Sequence[Token], actor: Tokens, target: Tokens) -> Iterator[str]:
    """The way up from the actor and down to the target, by labels, by words, and each word on it by itself."""
    up, down = climb(tokens, find_head(tokens, actor)), climb(tokens, find_head(tokens, target))
    shared = next((i for i in up if i in down), None)
    yield f"head a {tokens[up[0]].dep} {_above(tokens, up[0])}"
    yield f"head t {tokens[down[0]].dep} {_above(tokens, down[0])}"
    if shared is None:
        yield "no path"
        return
    way_up, way_down = up[: up.index(shared)], down[: down.index(shared)]
    if len(way_up) + len(way_down) > _LONGEST_PATH:
        yield "long path"
        return
    labels = [f"^{tokens[i].dep}" for i in way_up] + [f"v{tokens[i].dep}" for i in reversed(way_down)]
    inner = [i for i in (*way_up[1:], shared, *reversed(way_down[1:])) if not is_within(i, actor, target)]
    lemmas = [tokens[i].lemma.lower() for i in inner]
    yield f"labels {' '.join(labels)}"
    yield f"path {' '.join(labels)} {' '.join(lemmas)}"
    yield f"top {tokens[shared].lemma.lower()} {labels[0] if labels else ''} {labels[-1] if labels else ''}"
    yield from {f"on {lemma}" for lemma in lemmas}
    negated = any(t.dep == "neg" and t.head in inner for t in tokens)
    if negated:
        yield "negated"
        yield f"negated top {tokens[shared].lemma.lower()}"
    for index, token in enumerate(tokens):
        if token.head in inner and index not in inner and token.pos in ("NOUN", "ADJ", "VERB", "ADV"):
            yield f"off {token.dep} {token.lemma.lower()}"


def _above(tokens: Sequence[Token], index: int) -> str:
    return tokens[tokens[index].head].lemma.lower()


def _score(buckets: Sequence[int]) -> npt.NDArray[np.float64]:
    """Logarithms of the likelihoods of KINDS for an ordered pair."""
    weights, bias, scale = _model()
    totals = bias + scale * weights[:, buckets].sum(axis=1) / np.sqrt(max(1, len(buckets)))
    top = totals.max()
    result: npt.NDArray[np.float64] = totals - top - np.log(np.exp(totals - top).sum())
    return result


@cache
def _model() -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float64], float]:
    with files("variorum.data").joinpath("leanings.npz").open("rb") as file:
        table = np.load(file)
        return table["weights"], table["bias"], float(table["scale"])
