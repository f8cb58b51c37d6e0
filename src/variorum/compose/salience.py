"""Which days matter in a story: those that many articles name, from near and from afar, and on which many appeared.

Points are in data/salience.toml, made by training/salience.py. Articles that name a day long after it say most: what is
still told later was important (Kessler et al. 2012, 'Finding Salient Dates for Building Thematic Timelines').
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from variorum.language.lexicon import read_toml


@dataclass(frozen=True, slots=True)
class Naming:
    """An article of the day `published` names the days `named` (ISO dates), each as often as it stands there."""

    published: str | None
    named: tuple[str, ...]


@dataclass(slots=True)
class Count:
    """How many articles name a day: of the day itself, of the next two days, of later, of before it; ..."""

    articles: int = 0
    at_once: int = 0
    soon: int = 0
    later: int = 0
    before: int = 0
    published: int = 0  # articles that appeared on it
    first: int = 0  # articles that name it before any other day


_SOON = 2  # days


def weigh_days(namings: Iterable[Naming]) -> dict[str, float]:
    """Give a weight for each day that an article names or appeared on; more is more important, the scale is open."""
    points: Mapping[str, float] = read_toml("salience")["points"]
    return {
        day: sum(points[name] * value for name, value in read_features(day, count).items())
        for day, count in count_days(namings).items()
    }


def count_days(namings: Iterable[Naming]) -> dict[str, Count]:
    """Count for each day the articles that name it, by how long after it they appeared."""
    counts: dict[str, Count] = defaultdict(Count)
    for naming in namings:
        published = _ordinal(naming.published)
        if published is not None:
            counts[str(naming.published)[:10]].published += 1
        for position, day in enumerate(dict.fromkeys(naming.named)):
            count = counts[day]
            count.articles += 1
            count.first += position == 0
            if published is not None and (named := _ordinal(day)) is not None:
                apart = published - named
                count.at_once += apart == 0
                count.soon += 0 < apart <= _SOON
                count.later += apart > _SOON
                count.before += apart < 0
    return dict(counts)


def read_features(day: str, count: Count) -> dict[str, float]:
    """Give the features that the points are for. The first of a month often stands for the month."""
    features = {field.name: math.log1p(getattr(count, field.name)) for field in fields(count)}
    return {**features, "first_of_month": float(day.endswith("-01"))}


def _ordinal(day: str | None) -> int | None:
    try:
        return None if day is None else date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None
