"""A learned judge of pairs: whether two answers to one question, or two sentences of one row, tell the same.

A logistic model over a few features of a pair; the weights are in data/judge.toml, made by training/judge.py. The
encoder tells nearness of meaning; numbers and negations tell what it is blind to (its cosine is highest where sentences
contradict one another).
"""

import math
import re
from collections.abc import Mapping
from functools import cache

from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse, Token

_DECIMAL = re.compile(r"\d{1,15}(\.\d{1,9})?")
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_LARGEST_COUNTED = 20  # up to here nobody rounds: 'nine' is not 'ten'


def are_same(first: Parse, second: Parse, encoder: Encoder) -> bool:
    """Tell whether two answers are likelier than not to mean the same.

    The encoder is not asked where other words could not make up for numbers that differ.
    """
    threshold: float = read_toml("judge")["threshold"]
    at_most = _weigh(_compare_words(first, second) | {"meaning": 1.0})
    return at_most >= threshold and judge_same(first, second, encoder) >= threshold


def judge_same(first: Parse, second: Parse, encoder: Encoder) -> float:
    """Give how likely (0 to 1) two answers to one question mean the same."""
    return _weigh(compare_answers(first, second, encoder))


def compare_answers(first: Parse, second: Parse, encoder: Encoder) -> dict[str, float]:
    """Give the features of two answers: nearness of meaning, words in common, numbers and negations that differ."""
    one, two = encoder.encode([first.text, second.text])
    return {"meaning": float(one @ two), **_compare_words(first, second)}


def have_other_numbers(first: Parse, second: Parse) -> bool:
    """Tell whether two sentences have numbers, and none in common, exactly or rounded."""
    numbers, others = _numbers(first), _numbers(second)
    return bool(numbers and others and not _share_one(numbers, others))


def _compare_words(first: Parse, second: Parse) -> dict[str, float]:
    words, others = _lemmas(first), _lemmas(second)
    return {
        "jaccard": len(words & others) / max(1, len(words | others)),
        "numbers_differ": float(have_other_numbers(first, second)),
        "negation": float(is_negated(first) != is_negated(second)),
    }


def _weigh(features: Mapping[str, float]) -> float:
    model = read_toml("judge")
    total: float = model["bias"] + sum(weight * features[name] for name, weight in model["features"].items())
    return 1 / (1 + math.exp(-total))


def is_negated(parse: Parse) -> bool:
    """Tell whether a negation, or a word that denies, stands in a sentence."""
    return any(is_negation(token) for token in parse.tokens)


def is_negation(token: Token) -> bool:
    """Tell whether a token negates, or is a word that denies."""
    return token.dep == "neg" or token.lemma.lower() in _negations()


def _lemmas(parse: Parse) -> frozenset[str]:
    stop = _stop_words()
    words = (t.lemma.lower() for t in parse.tokens if t.pos not in ("PUNCT", "DET", "ADP", "AUX", "PRON", "PART"))
    return frozenset(w for w in words if w not in stop)


def _numbers(parse: Parse) -> frozenset[str]:
    """The numbers of a sentence, in digits where they are small ones in words."""
    return frozenset(_digits().get(t.text.lower(), t.text.lower()) for t in parse.tokens if t.pos == "NUM")


def _share_one(numbers: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a number is in both, or one of the one side rounds one of the other ('about 180' and 176)."""
    if numbers & others:
        return True
    rounding: float = read_toml("numbers")["rounding"]
    return any(
        abs(one - two) <= rounding * max(one, two) and any(n % 10 == 0 for n in (one, two))
        for one in _values(numbers)
        for two in _values(others)
    )


def _values(numbers: frozenset[str]) -> list[float]:
    """The numbers that may be rounded: no small counts, no years."""
    plain = (number.replace(",", "") for number in numbers if not _YEAR.fullmatch(number))
    values = [float(number) for number in plain if _DECIMAL.fullmatch(number)]
    return [value for value in values if value > _LARGEST_COUNTED]


@cache
def _digits() -> dict[str, str]:
    to_twenty = read_toml("numbers")["number_words"].split()[:19]
    return {"one": "1", **{word: str(number) for number, word in enumerate(to_twenty, 2)}}


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(read_toml("gather")["stop"].split())


@cache
def _negations() -> frozenset[str]:
    return frozenset(read_toml("judge")["negations"].split())
