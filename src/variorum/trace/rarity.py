"""How telling it is that two texts share a word: rare words tell much, common ones nothing.

What English prints in general is read from the order of the encoder's vocabulary, which lists words from the most to
the least frequent; so a run of five articles is judged with the same measure as one of a million. What the run itself
repeats counts too: where all write 'ministry', it tells nothing.
"""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from variorum.language.lexicon import read_toml

_ARTICLE_WORDS = 400
_COMMONEST = 0.1  # share of running text that Zipf's law gives to all words of rank 1/r together: p = 0.1 / r
_ENDINGS = ("ations", "ation", "ingly", "ings", "ment", "ing", "ies", "ied", "ely", "ed", "es", "ly", "s", "e", "y")
_LONGEST_STEM = 7


@cache
def stem(word: str) -> str:
    """Take off the commonest endings and cut what is long: 'normalizing' and 'normalization' are one.

    A number in words gives its digits: 'eleven' and '11' are one.
    """
    if not word.isalpha():
        return word
    number = read_toml("quantities")["cardinals"].get(word, 0)
    if number > 1:
        return str(number)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:_LONGEST_STEM]


@cache
def _read_ranks() -> Mapping[str, int]:
    lines = (files("variorum.data") / "minilm_vocabulary.txt").read_text(encoding="utf-8").splitlines()
    words = lines[lines.index("the") :]
    ranks: dict[str, int] = {}
    for rank, word in enumerate((w for w in words if not w.startswith("##")), 1):
        ranks.setdefault(stem(word), rank)
    return ranks


@cache
def background(stemmed: str) -> float:
    """Give the share of articles in general that one would expect to have a word of that stem."""
    ranks = _read_ranks()
    rank = ranks.get(stemmed, 2 * len(ranks))
    return 1 - math.exp(-_ARTICLE_WORDS * _COMMONEST / rank)


class Rarity:
    """Weights of stems in one run: minus the logarithm of the share of articles expected to have the stem by chance."""

    def __init__(self, holders: Mapping[str, int], articles: int, prior: float) -> None:
        """`holders`: in how many of the run's `articles` a stem stands; the background counts as `prior` articles.

        Two articles are left out of the count: the pair that is judged is no evidence against itself.
        """
        self._holders = holders
        self._articles = articles
        self._prior = prior
        self._known: dict[str, float] = {}

    def weight(self, stemmed: str) -> float:
        """Give the weight in nats, 0 for a word that everybody uses."""
        known = self._known.get(stemmed)
        if known is None:
            seen = max(self._holders.get(stemmed, 0) - 2, 0) + self._prior * background(stemmed)
            known = self._known[stemmed] = max(-math.log(min(seen / (self._articles + self._prior), 1.0)), 0.0)
        return known
