"""stories-allsides: which articles tell the same story; B³ (Bagga and Baldwin 1998), no number of stories given."""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from variorum.gather import gather_stories
from variorum.model.ids import content_id
from variorum.model.text import Article, OffsetMap, Source


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Gather all articles of `articles.jsonl` and score the stories against `story_id`. Nothing is trained."""
    del train
    articles, gold = read_articles(folder)
    found = {a: story.id for story in gather_stories(articles) for a in story.articles}
    precision, recall = score_b_cubed(found, gold)
    figures = {
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": 2 * precision * recall / (precision + recall),
        "stories_found": float(len(set(found.values()))),
        "stories_gold": float(len(set(gold.values()))),
    }
    for name, value in figures.items():
        print(f"{name:15} {value:9.3f}")
    return figures


def read_articles(folder: Path) -> tuple[list[Article], dict[str, str]]:
    """Give the distinct articles of `articles.jsonl` and the story of each by its id."""
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = [_article(row) for row in rows]
    gold = {article.id: row["story_id"] for article, row in zip(articles, rows, strict=True)}
    return list({a.id: a for a in articles}.values()), gold


def score_b_cubed(found: dict[str, str], gold: dict[str, str]) -> tuple[float, float]:
    """Give B³ precision and recall of a clustering (cluster by item) against another."""
    found_groups, gold_groups = defaultdict(set), defaultdict(set)
    for item in gold:
        found_groups[found[item]].add(item)
        gold_groups[gold[item]].add(item)
    precision = recall = 0.0
    for item in gold:
        ours, theirs = found_groups[found[item]], gold_groups[gold[item]]
        shared = len(ours & theirs)
        precision += shared / len(ours)
        recall += shared / len(theirs)
    return precision / len(gold), recall / len(gold)


def _article(row: dict[str, str]) -> Article:
    text = row["text"]
    return Article(
        id=content_id("art", row["id"]),
        source=Source(row["id"]),
        source_sha256="",
        text=text,
        offsets=OffsetMap(((0, 0, len(text)),)),
        sentences=(),
        title=row["title"] or None,
        outlet=row["source"] or None,
        published=_read_day(row["date"]),
        published_basis="metadata" if _read_day(row["date"]) else None,
    )


def _read_day(printed: str) -> str | None:
    """An ISO date; a few rows have '8/29/18'."""
    if "/" in printed:
        return datetime.strptime(printed, "%m/%d/%y").date().isoformat()
    return printed or None
