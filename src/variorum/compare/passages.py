"""What the judge of two passages (language/inference.py) makes of pairs of one story: of so many at most."""

import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from variorum.language.inference import Inference, Likelihoods
from variorum.language.lexicon import read_toml

_LEAST = 0.01  # a likelihood below tells no more
LEAST_ODDS = math.log(_LEAST / (1 - _LEAST))  # the least that is given of two passages
_AT_ONCE = 2  # pairs that are judged at one time


class Passages:
    """Whether two passages of a story answer one question, say the same, or contradict each other."""

    def __init__(self, inference: Inference, most: int | None = None) -> None:
        self._inference = inference
        self._known: dict[tuple[str, str], Likelihoods] = {}
        self._ahead: dict[tuple[str, str], Likelihoods] = {}
        self._most: int = most if most is not None else read_toml("passages")["pairs"]

    @property
    def spent(self) -> bool:
        """Whether no more pairs may be asked."""
        return len(self._known) >= self._most

    def judge(self, one: str, other: str) -> Likelihoods | None:
        """Give the likelihoods that they say the same, contradict each other, do neither; None where all are asked."""
        pair = _put_in_order(one, other)
        if pair not in self._known:
            if self.spent:
                return None
            self._known[pair] = self._ahead.pop(pair) if pair in self._ahead else self._inference.judge(*pair)
        return self._known[pair]

    def read_ahead(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Judge pairs that will most likely be asked, several at a time; they count only when they are asked."""
        new = {_put_in_order(*pair): None for pair in pairs} if not self.spent else {}
        new = {pair: None for pair in new if pair not in self._known and pair not in self._ahead}
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            self._ahead.update(zip(new, pool.map(lambda pair: self._inference.judge(*pair), new), strict=True))

    def judge_same(self, one: str, other: str) -> float:
        """Give how likely two passages say the same, or two clozes answer one question: the logarithm of the odds.

        0 where so many pairs have been asked."""
        found = self.judge(one, other)
        return weigh(found[0]) if found is not None else 0.0

    def judge_contradiction(self, one: str, other: str) -> float:
        """Give how likely two passages contradict each other, in the same way."""
        found = self.judge(one, other)
        return weigh(found[1]) if found is not None else 0.0

    def are_apart(self, one: str, other: str) -> bool:
        """Tell whether two passages contradict each other too likely to be two wordings of one thing."""
        least: float = read_toml("passages")["apart"]
        return self.judge_contradiction(one, other) >= least


def _put_in_order(one: str, other: str) -> tuple[str, str]:
    one, other = _read_plainly(one), _read_plainly(other)
    return (one, other) if one <= other else (other, one)


def weigh_in(points: float, use: str, ask: Callable[[], float]) -> float:
    """Add to points what the judge says, by the weight that it has in a use of passages.toml.

    What it finds counts in full, what it does not find down to `doubt`: it often takes a part for another thing. It is
    not asked where points could not come to 0 by it, or not fall below.
    """
    settings = read_toml("passages")[use]
    if points <= -settings["reach"] or points + settings["weight"] * settings["doubt"] >= 0:
        return points
    return float(points + settings["weight"] * max(settings["doubt"], ask()))


def _read_plainly(text: str) -> str:
    """The text without idioms whose negation denies nothing: 'had nothing but praise'."""
    for idiom, plain in read_toml("passages")["idioms"].items():
        text = text.replace(idiom, plain)
    return text


def weigh(likelihood: float) -> float:
    """Give the logarithm of the odds, within what tells something."""
    likelihood = min(max(likelihood, _LEAST), 1 - _LEAST)
    return math.log(likelihood / (1 - likelihood))
