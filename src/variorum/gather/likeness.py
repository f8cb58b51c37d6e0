"""How alike articles are in subject: how likely it is that two tell one story, for pairs found through an index.

A pair is weighed by a logistic model (data/gather.toml, made by training/likeness.py) over the cosines of weighted
words of the bodies, the headlines and the leads, the days between them, and the share that these are of each one's
nearest neighbour: of two events that share their people, each has nearer neighbours than the other. All pairs are never
compared.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from heapq import nlargest
from typing import Any

from variorum.language.lexicon import read_toml, read_tsv
from variorum.model.text import Article

_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]")

_WORLD = 1000  # articles that data/word_rarity.tsv counts

Pair = tuple[int, int]
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article is about: its words by weight, each vector of length 1, and the day of publication."""

    body: Vector
    title: Vector
    lead: Vector
    day: int | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely (0 to 1) two articles tell one story, the cosine of their `words`, and the `days` between them."""

    chance: float
    words: float
    days: float


def find_likeness(articles: Sequence[Article]) -> dict[Pair, Likeness]:
    """Give how alike two articles are, for each pair (by position, lower first) found.

    A pair is found where each is among the nearest of one of them by the words that weigh most in it, all of them in a
    run of few articles, within the window of days.
    """
    model = read_toml("gather")["model"]
    weights: Mapping[str, float] = model["features"]
    likeness = {}
    for pair, features in compare_subjects(read_subjects(articles)):
        total = model["bias"] + sum(weights[name] * value for name, value in features.items())
        chance = 1 / (1 + math.exp(-total))
        likeness[pair] = Likeness(chance, features["body"], round(math.expm1(features["days"])))
    return likeness


def read_subjects(articles: Sequence[Article]) -> list[Subject]:
    """Weigh the words of each article: logarithmic frequency times inverse document frequency.

    Documents are the days of the run and a thousand usual articles, so that what all ten articles of a folder name, or
    all thousand of a long story, is still telling.
    """
    settings = read_toml("gather")
    counts = [
        (
            Counter(_words(a.text)),
            Counter(_words(a.title or "")),
            Counter(_words(f"{a.title or ''}\n{a.text[: settings['lead']]}")),
        )
        for a in articles
    ]
    days: dict[str, set[int | None]] = defaultdict(set)
    for (body, title, _), article in zip(counts, articles, strict=True):
        for word in body.keys() | title.keys():
            days[word].add(_day(article))
    total = len({_day(article) for article in articles}) + _WORLD
    usual = _usual()
    rarity = {word: math.log(total / (len(on) + usual.get(word, 0))) for word, on in days.items()}
    terms = int(settings["terms"])
    return [
        Subject(_weigh(body, rarity, terms), _weigh(title, rarity, terms), _weigh(lead, rarity, terms), _day(article))
        for (body, title, lead), article in zip(counts, articles, strict=True)
    ]


def compare_subjects(subjects: Sequence[Subject]) -> Iterator[tuple[Pair, dict[str, float]]]:
    """Give the pairs that may be of one story with the features of the model."""
    settings = read_toml("gather")
    measures = {pair: _measure(subjects[pair[0]], subjects[pair[1]], body, settings)
                for pair, body in sorted(_find_cosines(subjects, settings).items())}  # fmt: skip
    nearest: dict[tuple[str, int], float] = defaultdict(float)
    for pair, values in measures.items():
        for name, copy in settings["copies"].items():
            for index in pair:
                nearest[name, index] = max(nearest[name, index], min(values[name], copy))
    days, window = _guess_days(subjects, measures), settings["window_days"]
    for pair, values in measures.items():
        if _apart(*(days[i] for i in pair)) > window:
            continue
        shares: dict[str, float] = {}
        for name in settings["copies"]:
            both = [min(1.0, values[name] / nearest[name, i]) if nearest[name, i] else 0.0 for i in pair]
            shares |= {f"least_{name}": min(both), f"most_{name}": max(both)}
        capped = {name: min(value, settings["copies"].get(name, value)) for name, value in values.items()}
        yield pair, {**capped, **shares}


def _measure(one: Subject, two: Subject, body: float, settings: Mapping[str, Any]) -> dict[str, float]:
    """How near two articles are by words, by days, and by both (`near`)."""
    title, lead = _dot(one.title, two.title), _dot(one.lead, two.lead)
    known, apart = one.day is not None and two.day is not None, _apart(one.day, two.day)
    fading = 0.5 ** (apart / settings["half_life_days"]) if known else settings["undated"]
    return {
        "body": body,
        "title": title,
        "lead": lead,
        "near": (body + lead + title / 2) * fading,
        "undated": float(not known),
        "days": math.log1p(apart),
        "same_day": float(known and apart == 0),
        "next_day": float(known and apart == 1),
    }


def _find_cosines(subjects: Sequence[Subject], settings: Mapping[str, float]) -> dict[Pair, float]:
    """Cosines of bodies: for each article its nearest few, by the words that weigh most in it."""
    most, least = int(settings["candidates"]), settings["candidate"]
    near: list[dict[int, float]] = [{} for _ in subjects]
    for first, second, value in _join(subjects, settings):
        near[first][second] = near[first].get(second, 0.0) + value
        near[second][first] = near[second].get(first, 0.0) + value
    cosines: dict[Pair, float] = {}
    for index, others in enumerate(near):
        for _, other in nlargest(most, [(value, -other) for other, value in others.items()]):
            pair = (index, -other) if index < -other else (-other, index)
            if pair not in cosines:
                cosines[pair] = _dot(subjects[pair[0]].body, subjects[pair[1]].body)
    return {pair: cosine for pair, cosine in cosines.items() if cosine >= least}


def _guess_days(subjects: Sequence[Subject], measures: Mapping[Pair, Mapping[str, float]]) -> list[int | None]:
    """Give the day of each article; one that bears none is taken to be of the day of its nearest."""
    nearest: dict[int, tuple[float, int]] = {}
    for pair, values in measures.items():
        for index, other in (pair, pair[::-1]):
            day = subjects[other].day
            if subjects[index].day is None and day is not None:
                found = values["body"], day
                nearest[index] = max(nearest.get(index, found), found)
    return [nearest[i][1] if i in nearest else subject.day for i, subject in enumerate(subjects)]


def _join(subjects: Sequence[Subject], settings: Mapping[str, float]) -> Iterator[tuple[int, int, float]]:
    """Pairs that share a word which weighs much in both, each word with its part of the cosine."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    looked_up = max(int(settings["looked_up"]), int(settings["looked_up_in_all"]) // max(1, len(subjects)))
    for index, subject in enumerate(subjects):
        for word in list(subject.body)[:looked_up]:
            postings[word].append((index, subject.body[word]))
    longest, window = int(settings["longest_posting"]), settings["window_days"]
    days = [subject.day for subject in subjects]
    for posting in postings.values():
        dated = sorted((days[index] or 0, index, weight) for index, weight in posting if days[index] is not None)
        for position, (day, first, weight) in enumerate(dated):
            for other_day, second, other_weight in dated[position + 1 : position + 1 + longest]:
                if other_day - day > window:
                    break
                yield first, second, weight * other_weight
        yield from _join_undated(posting, days, longest)


def _join_undated(
    posting: list[tuple[int, float]], days: Sequence[int | None], longest: int
) -> Iterator[tuple[int, int, float]]:
    """An article without a day may be of any: it is paired with those in which the word weighs most."""
    heaviest = nlargest(longest, posting, key=lambda entry: (entry[1], -entry[0]))
    chosen = {index for index, _ in heaviest}
    for first, weight in posting:
        if days[first] is not None:
            continue
        for second, other_weight in heaviest:
            met_before = days[second] is None and first in chosen and second <= first
            if not met_before:
                yield first, second, weight * other_weight


def _weigh(count: Mapping[str, int], rarity: Mapping[str, float], terms: int) -> Vector:
    """The words of most weight, heaviest first."""
    weights = {word: (1 + math.log(number)) * rarity.get(word, 0.0) for word, number in count.items()}
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:terms]
    length = math.sqrt(sum(weight * weight for _, weight in best)) or 1.0
    return {word: weight / length for word, weight in best}


def _dot(first: Vector, second: Vector) -> float:
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    return sum(value * long[word] for word, value in short.items() if word in long)


def find_words(text: str) -> Iterator[tuple[str, str]]:
    """Give the words that may tell a subject, in normal form and as printed."""
    stop = _stop_words()
    for match in _WORD.finditer(text):
        key = _normal(match.group())
        if len(key) > 2 and key not in stop:
            yield key, match.group()


def _words(text: str) -> Iterator[str]:
    return (key for key, _ in find_words(text))


def _normal(word: str) -> str:
    key = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return key[:-1] if len(key) > 4 and key.endswith("s") and not key.endswith("ss") else key


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(read_toml("gather")["stop"].split())


@cache
def _usual() -> dict[str, int]:
    """In how many of a thousand articles a common word stands."""
    return {row["word"]: int(row["articles"]) for row in read_tsv("word_rarity")}


def _day(article: Article) -> int | None:
    if article.published is None:
        return None
    try:
        return date.fromisoformat(article.published[:10]).toordinal()
    except ValueError:
        return None


def _apart(first: int | None, second: int | None) -> int:
    return abs(first - second) if first is not None and second is not None else 0
