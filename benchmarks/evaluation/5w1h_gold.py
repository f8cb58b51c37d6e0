# ruff: noqa: N999  (the set has this name)
"""Who did what, when and where, by the lead of an article: `python -m benchmarks.evaluation 5w1h-gold FOLDER`.

A file of the folder is an article with phrases by which several people answered the five questions. Ours is what
annotation tells of the first event of the article that has a party, else of the first event: its parties, its clause,
its time (else the first of the text) and its place (else the first of the text). Why and how have no layer of their own
and are not answered. A phrase is right where it and one of the people's share at least half of the telling words of the
shorter; a time also where it is of the day that they give. The figure is the share of right phrases among those given;
Giveme5W1H's .73 was judged by people reading its phrases. Nothing is trained.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluation.conflict_nanco import parse_all
from variorum.annotate import annotate_article
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, EventMention
from variorum.model.ids import content_id
from variorum.model.text import Article, OffsetMap, Source
from variorum.read.segment import find_sentences

QUESTIONS = ("who", "what", "when", "where")
_WORD = re.compile(r"[\w$]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A phrase for a question; `day` is the ISO date of a time."""

    text: str
    day: str | None = None


def read_articles(folder: Path) -> Iterator[tuple[Article, Mapping[str, list[Answer]]]]:
    """Give each article, its headline as its first line, with people's answers by question."""
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        title, body = row.get("title") or "", row.get("text") or ""
        text = f"{title}\n{body}" if title else body
        article = Article(
            content_id("art", path.name), Source(path.name), "", text, OffsetMap(((0, 0, len(text)),)),
            find_sentences(text), title=title or None, published=(row.get("date_publish") or "")[:10] or None,
        )  # fmt: skip
        gold = {
            question: [Answer(a["text"], a.get("parsed")) for a in answers["annotated"] if a.get("text")]
            for question, answers in row["fiveWoneH"].items()
        }
        yield article, gold


def answer(article: Article, annotation: Annotation) -> dict[str, Answer]:
    """Give the phrases that the layers of an article have for its first event."""
    event = _find_lead(annotation)
    found: dict[str, Answer] = {}
    if event is not None:
        found["what"] = Answer(article.text[event.clause.start : event.clause.end])
        if event.actors:
            found["who"] = Answer(annotation.mentions[event.actors[0]].text)
    times = [t for t in annotation.times if t.from_date is not None]
    if times:
        time = annotation.times[event.time] if event is not None and event.time is not None else times[0]
        found["when"] = Answer(time.text, time.from_date)
    places = [annotation.mentions[i].text for i in (event.places if event is not None else ())]
    places += [
        m.text for m in annotation.mentions if m.kind in ("place", "state") and not m.government and not m.demonym
    ]
    if places:
        found["where"] = Answer(places[0])
    return found


def _find_lead(annotation: Annotation) -> EventMention | None:
    told = sorted(annotation.events, key=lambda e: (e.sentence, e.trigger))
    return next((e for e in told if e.actors), told[0] if told else None)


def is_right(found: Answer, gold: list[Answer]) -> bool:
    """Tell whether a phrase is one of the people's, by half of the words of the shorter, or by its day."""
    words = _words(found.text)
    for other in gold:
        if found.day is not None and other.day is not None and found.day[:10] == other.day[:10]:
            return True
        theirs = _words(other.text)
        if words and theirs and 2 * len(words & theirs) >= min(len(words), len(theirs)):
            return True
    return False


def _words(text: str) -> frozenset[str]:
    stop = frozenset(read_toml("gather")["stop"].split())
    every = frozenset(word.lower() for word in _WORD.findall(text))
    return every - stop or every


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score the phrases of the folder's articles; `train` is not needed. Raise ValueError where there are none."""
    del train
    articles = list(read_articles(folder))
    if not articles:
        raise ValueError(f"no articles in {folder}")
    parses = parse_all([a.text[s.start : s.end] for a, _ in articles for s in a.sentences])
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for article, gold in articles:
        annotation = annotate_article(article, [parses[article.text[s.start : s.end]] for s in article.sentences])
        for question, found in answer(article, annotation).items():
            if gold.get(question):
                given[question] += 1
                right[question] += is_right(found, gold[question])
    print(f"{'question':10}{'given':>7}{'right':>7}{'precision':>11}")
    figures = {}
    for question in QUESTIONS:
        figures[f"{question}_precision"] = right[question] / max(1, given[question])
        print(f"{question:10}{given[question]:7}{right[question]:7}{figures[f'{question}_precision']:11.3f}")
    figures["precision"] = right.total() / max(1, given.total())
    print(f"{'all':10}{given.total():7}{right.total():7}{figures['precision']:11.3f}")
    print("others: Giveme5W1H 0.73 (its phrases judged by people)")
    return figures
