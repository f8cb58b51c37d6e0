"""How alike articles are in subject: cosines of weighted words, computed through an index and never for all pairs."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from variorum.language.lexicon import read_toml
from variorum.model.text import Article

_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]")

Pairs = dict[tuple[int, int], float]


def find_likeness(articles: Sequence[Article]) -> Pairs:
    """Give the likeness (0 to 1) of every pair of articles (by position, lower first) that share a telling word.

    Weights are logarithmic term frequencies times inverse document frequency; dates far apart make a pair less alike.
    """
    settings = read_toml("gather")
    vectors = _weigh([_count(article) for article in articles], settings)
    days = [_day(article) for article in articles]
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        for word, weight in vector.items():
            postings[word].append((index, weight))
    return _join(postings, days, settings)


def _join(
    postings: Mapping[str, list[tuple[int, float]]], days: Sequence[int | None], settings: Mapping[str, float]
) -> Pairs:
    pairs: Pairs = defaultdict(float)
    for posting in postings.values():
        posting.sort(key=lambda entry: (days[entry[0]] is None, days[entry[0]] or 0, entry[0]))
        for position, (first, first_weight) in enumerate(posting):
            for second, second_weight in posting[position + 1 : position + 1 + int(settings["longest_posting"])]:
                if _apart(days[first], days[second]) > settings["window_days"]:
                    break
                pair = (first, second) if first < second else (second, first)
                pairs[pair] += first_weight * second_weight
    half = settings["half_life_days"]
    return {(a, b): cosine * 0.5 ** (_apart(days[a], days[b]) / half) for (a, b), cosine in pairs.items()}


def _weigh(counts: Sequence[Mapping[str, float]], settings: Mapping[str, float]) -> list[dict[str, float]]:
    frequency = Counter(word for count in counts for word in count)
    total = len(counts) + settings["virtual_articles"]
    vectors = []
    for count in counts:
        weights = {word: (1 + math.log(number)) * math.log(total / frequency[word]) for word, number in count.items()}
        best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[: int(settings["terms"])]
        length = math.sqrt(sum(weight * weight for _, weight in best)) or 1.0
        vectors.append({word: weight / length for word, weight in best})
    return vectors


def _count(article: Article) -> dict[str, float]:
    """Count the telling words, names and words of the headline for more."""
    settings = read_toml("gather")
    stop = _stop_words()
    count: dict[str, float] = defaultdict(float)
    for text, factor in ((article.text, 1.0), (article.title or "", settings["title_weight"])):
        for match in _WORD.finditer(text):
            word = match.group()
            key = _normal(word)
            if len(key) > 2 and key not in stop:
                is_name = word[0].isupper() and match.start() > 1 and text[match.start() - 2] not in ".!?\n"
                count[key] += factor * (settings["name_weight"] if is_name else 1.0)
    return count


def _normal(word: str) -> str:
    key = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return key[:-1] if len(key) > 4 and key.endswith("s") and not key.endswith("ss") else key


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(read_toml("gather")["stop"].split())


def _day(article: Article) -> int | None:
    if article.published is None:
        return None
    try:
        return date.fromisoformat(article.published[:10]).toordinal()
    except ValueError:
        return None


def _apart(first: int | None, second: int | None) -> int:
    return abs(first - second) if first is not None and second is not None else 0
