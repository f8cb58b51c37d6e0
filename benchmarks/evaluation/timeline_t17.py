"""Dates that matter in a long story: `python -m benchmarks.evaluation timeline-t17 FOLDER`.

A folder in the folder is a topic: `articles.json` (articles with the day of publication and the days that they name,
as the set's publisher found them) and timelines that people wrote (`*.timeline.json`). As in the published results the
span and the number of dates are those of the gold timeline; date F1 is the mean over timelines. The ranking is that of
the product (compose/salience.py). Nothing is trained. Beside ours stand counts of naming and of publishing articles.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from variorum.compose.salience import Naming, weigh_days


@dataclass(frozen=True, slots=True)
class Topic:
    """What the articles of a topic name, and the days of one gold timeline."""

    name: str
    namings: tuple[Naming, ...]
    gold: frozenset[str]


def read_topics(folder: Path) -> Iterator[Topic]:
    """Give each gold timeline below the folder with the articles beside it, by name."""
    for path in sorted(folder.rglob("*timeline.json")):
        articles = json.loads((path.parent / "articles.json").read_text(encoding="utf-8"))
        namings = tuple(Naming(a["dct"], tuple(d for d in a["dates"] if d)) for a in articles)
        days = {entry["date"] for entry in json.loads(path.read_text(encoding="utf-8"))}
        if days:
            yield Topic(path.parent.name, namings, frozenset(days))


def choose_days(weights: Mapping[str, float], topic: Topic) -> frozenset[str]:
    """Give the heaviest days within the gold's span, as many as it has."""
    first, last = min(topic.gold), max(topic.gold)
    within = sorted((d for d in weights if first <= d <= last), key=lambda d: (-weights[d], d))
    return frozenset(within[: len(topic.gold)])


def score_f1(found: frozenset[str], gold: frozenset[str]) -> float:
    """Give the F1 of a set of days."""
    return 2 * len(found & gold) / (len(found) + len(gold))


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score the product's ranking of days; `train` is not needed. Raise ValueError where there is no timeline."""
    del train
    topics = list(read_topics(folder))
    if not topics:
        raise ValueError(f"no timelines in {folder}")
    print(f"{'topic':28}{'dates':>6}{'ours':>8}{'named':>8}{'published':>11}")
    totals = [0.0, 0.0, 0.0]
    for topic in topics:
        named = Counter(d for n in topic.namings for d in set(n.named))
        published = Counter(n.published for n in topic.namings if n.published)
        rankings = (weigh_days(topic.namings), dict(named), dict(published))
        scores = [score_f1(choose_days(weights, topic), topic.gold) for weights in rankings]
        totals = [total + score for total, score in zip(totals, scores, strict=True)]
        print(f"{topic.name:28}{len(topic.gold):6}{scores[0]:8.3f}{scores[1]:8.3f}{scores[2]:11.3f}")
    ours, by_naming, by_publishing = (total / len(topics) for total in totals)
    print(f"{'mean':34}{ours:8.3f}{by_naming:8.3f}{by_publishing:11.3f}")
    print("others, over all of Timeline17: publication counts 0.471, date mentions 0.500, Ghalandari & Ifrim 0.544")
    return {"date_f1": ours, "named_f1": by_naming, "published_f1": by_publishing}
