"""A learned judge of pairs: whether two answers are one, whether a text bears a statement out, whether one weakens it.

Each judgement is a logistic model over a few features of a pair; the weights are in data/judge.toml, made by
training/judge.py. The encoder tells nearness of meaning; words, names, numbers and negations tell what it is blind to
(its cosine is highest where sentences contradict one another).
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import numpy as np

from variorum.language.encoder import Encoder, Pieces
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse, Token

Judgement = Literal["same", "borne_out", "weakened"]
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV")
_NEAREST = 3  # sentences of the text that are looked at for polarity


def judge_same(first: Parse, second: Parse, encoder: Encoder) -> float:
    """Give how likely (0 to 1) two answers to one question mean the same."""
    return _apply("same", compare_answers(first, second, encoder))


def judge_borne_out(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> float:
    """Give how likely (0 to 1) a text, given by its sentences, bears a statement out. Raise ValueError on no text."""
    return _apply("borne_out", compare_with_text(statement, text, encoder))


def judge_weakened(statement: Parse, other: Parse, encoder: Encoder) -> float:
    """Give how likely (0 to 1) another statement weakens this one."""
    return _apply("weakened", compare_with_text(statement, [other], encoder))


def is_likely(judgement: Judgement, likelihood: float) -> bool:
    """Tell whether a likelihood is over the threshold of its judgement."""
    threshold: float = read_toml("judge")[judgement]["threshold"]
    return likelihood >= threshold


def compare_answers(first: Parse, second: Parse, encoder: Encoder) -> dict[str, float]:
    """Give the features of two answers: nearness of meaning, words in common, numbers and negations that differ."""
    one, two = encoder.encode([first.text, second.text])
    words, others = _lemmas(first), _lemmas(second)
    numbers, other_numbers = _numbers(first), _numbers(second)
    return {
        "meaning": float(one @ two),
        "jaccard": len(words & others) / max(1, len(words | others)),
        "numbers_differ": float(bool(numbers and other_numbers and not numbers & other_numbers)),
        "negation": float(_is_negated(first) != _is_negated(second)),
    }


def compare_with_text(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> dict[str, float]:
    """Give the features of a statement beside a text: what of it the text does not have, by words and by meaning."""
    if not text:
        raise ValueError("no text to hold the statement against")
    vector = encoder.encode([statement.text])[0]
    cosines = encoder.encode([sentence.text for sentence in text]) @ vector
    nearest = [text[i] for i in np.argsort(-cosines, kind="stable")[:_NEAREST]]
    known = {
        form for sentence in text for token in sentence.tokens for form in (token.lemma.lower(), token.text.lower())
    }
    telling = [i for i, t in enumerate(statement.tokens) if t.pos in _TELLING]
    missing = [i for i in telling if not known & {statement.tokens[i].lemma.lower(), statement.tokens[i].text.lower()}]
    borne = _find_bearing(statement, text, encoder)
    negated = float(_is_negated(statement))
    return {
        "meaning": float(cosines.max()),
        "missing": len(missing) / max(1, len(telling)),
        "missing_verbs": float(_count(statement, missing, "VERB")),
        "missing_names": float(_count(statement, missing, "PROPN")),
        "missing_numbers": float(_count(statement, missing, "NUM")),
        "least_borne": float(np.sort(borne)[:3].mean()) if len(borne) else 1.0,
        "least_borne_verb": min((borne[i] for i in telling if statement.tokens[i].pos == "VERB"), default=1.0),
        "missing_borne": float(np.mean([borne[i] for i in missing])) if missing else 1.0,
        "negated": negated,
        "negation": negated - float(np.mean([_is_negated(sentence) for sentence in nearest])),
        "contrast": float(_has(statement, "contrast")) - float(np.mean([_has(s, "contrast") for s in nearest])),
    }


def _find_bearing(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> list[float]:
    """For each token, the cosine of its word pieces in context with the nearest of the text (as in BERTScore)."""
    own, *others = encoder.encode_pieces([statement.text, *(sentence.text for sentence in text)])
    states = np.vstack([other.states for other in others])
    if not len(states) or not len(own.states):
        return [1.0] * len(statement.tokens)
    nearest = (own.states @ states.T).max(axis=1)
    return [_mean_over(own, nearest, token) for token in statement.tokens]


def _mean_over(pieces: Pieces, values: "np.typing.NDArray[np.float32]", token: Token) -> float:
    inside = [i for i, (start, end) in enumerate(pieces.spans) if start < token.end and end > token.start]
    return float(values[inside].mean()) if inside else 1.0


def _count(parse: Parse, indices: Sequence[int], pos: str) -> int:
    return sum(parse.tokens[i].pos == pos for i in indices)


def _lemmas(parse: Parse) -> frozenset[str]:
    stop = frozenset(read_toml("gather")["stop"].split())
    words = (t.lemma.lower() for t in parse.tokens if t.pos not in ("PUNCT", "DET", "ADP", "AUX", "PRON", "PART"))
    return frozenset(w for w in words if w not in stop)


def _numbers(parse: Parse) -> frozenset[str]:
    return frozenset(t.text.lower() for t in parse.tokens if t.pos == "NUM")


def _is_negated(parse: Parse) -> bool:
    return any(t.dep == "neg" for t in parse.tokens) or _has(parse, "negations")


def _has(parse: Parse, words: str) -> bool:
    return any(t.lemma.lower() in _words(words) for t in parse.tokens)


def _apply(judgement: Judgement, features: Mapping[str, float]) -> float:
    model = read_toml("judge")[judgement]
    total: float = model["bias"] + sum(weight * features[name] for name, weight in model["features"].items())
    return 1 / (1 + math.exp(-total))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("judge")[name].split())
