"""Seconds and memory of one long story, a stage at a time: `python -m benchmarks.story [--articles 100 1000 10000]`.

The story is made by a grammar (data/story.toml): an event as many newspapers would tell it, each with some of the facts
in words, numbers and quotations of its own, and with names, places and counts that no other has. No article is a
copy, though sentences recur as they do where all have one agency. So that not everything need be parsed and annotated,
`--annotated` of them are, and the others are one of these with other names, places and counts of the same length, in
the text and in its layers; what is measured begins after annotation.

Each size runs in a process of its own. Seconds are of the processor; memory is the process's peak so far.
"""

import argparse
import json
import os
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from variorum.engine.pool import annotate_articles, open_pool, parse_sentences, rare_collections
from variorum.language.encoder import Encoder
from variorum.model.annotation import Annotation, Token
from variorum.model.ids import content_id
from variorum.model.record import Run
from variorum.model.text import Article, OffsetMap, Source
from variorum.pipeline import Means, collate_articles
from variorum.read.segment import find_sentences
from variorum.settings import Settings
from variorum.store import RecordStore

STAGES = ("trace", "gather", "resolve", "compare", "compose", "store")
_CHOICE = re.compile(r"\[([^][]*)\]")
_OWN = re.compile(r"<(\w+)>")
_WORD = re.compile(r"\w+")
_FACTS = 6  # that an article tells
_ASIDES = 3
_DAYS = 5


@dataclass(frozen=True, slots=True)
class Made:
    """An article with its layers, and the words of its own by their kinds."""

    article: Article
    annotation: Annotation
    own: tuple[tuple[str, str], ...]


def main() -> None:
    """Print a row for each size, then one JSON object of seconds, megabytes and seconds per article."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.story", description=main.__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--annotated", type=int, default=400, help="articles that are parsed and annotated")
    parser.add_argument("--keep", type=Path, help="file in which these are kept for the next time")
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.size:
        print(json.dumps(_measure(arguments.keep, arguments.size)))
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = arguments.keep or Path(folder) / "annotated"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(annotate(min(arguments.annotated, max(arguments.articles)))))
        figures = {size: _measure_apart(kept, size) for size in arguments.articles}
    columns = (*STAGES, "all", "each ms", "MB", "stories", "claims")
    print(" ".join(f"{column:>8}" for column in ("articles", *columns)))
    for size, row in figures.items():
        seconds = [f"{row[stage]:8.1f}" for stage in (*STAGES, "all")]
        counts = [f"{row[name]:8,}" for name in ("megabytes", "stories", "claims")]
        print(" ".join([f"{size:8,}", *seconds, f"{1000 * row['all'] / size:8.1f}", *counts]))
    print(json.dumps(figures))


def _measure_apart(kept: Path, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.story", "--size", str(size), "--keep", str(kept)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _measure(kept: Path, size: int) -> dict[str, Any]:
    made = vary(pickle.loads(kept.read_bytes()), size)  # the file is our own
    layers = {m.annotation.article: m.annotation for m in made}
    seconds: dict[str, float] = {}
    megabytes = {"annotated": _peak()}

    @contextmanager
    def step(stage: str) -> Iterator[None]:
        begun = process_time()
        yield
        seconds[stage] = process_time() - begun
        megabytes[stage] = _peak()

    means = Means(lambda articles: [layers[a.id] for a in articles], Encoder(), step)
    run = Run("", (), (), (), (), ())
    with rare_collections(), tempfile.TemporaryDirectory() as folder:
        record = collate_articles([m.article for m in made], (), means, run, Settings())
        with step("store"), RecordStore(Path(folder) / "record.db") as store:
            store.add_articles(m.article for m in made)
            store.write_record(record)
    counts = {"stories": len(record.stories), "claims": len(record.claims), "events": len(record.events)}
    rounded = {stage: round(seconds[stage], 2) for stage in STAGES}
    return {**rounded, "all": round(sum(seconds.values()), 2), "megabytes": _peak(), **counts, "peaks": megabytes}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def annotate(count: int) -> list[Made]:
    """Make so many articles and annotate them."""
    made = [make_article(number) for number in range(count)]
    settings = Settings()
    sentences = sorted({a.text[s.start : s.end] for a, _ in made for s in a.sentences})
    with rare_collections(), open_pool(settings, sum(map(len, sentences))) as pool:
        packed = dict(pair for chunk in parse_sentences(sentences, settings, pool) for pair in chunk)
        annotations = list(annotate_articles([a for a, _ in made], packed, pool))
    return [Made(a, layers, own) for (a, own), layers in zip(made, annotations, strict=True)]


def make_article(number: int) -> tuple[Article, tuple[tuple[str, str], ...]]:
    """Give an article of the story, and the words that it shares with no other, with their kinds."""
    grammar, random = _grammar(), Random(number)
    own: list[tuple[str, str]] = []
    told = sorted(random.sample(range(len(grammar["facts"])), _FACTS))
    templates = [random.choice(grammar["facts"][fact]) for fact in told]
    for aside in random.sample(grammar["asides"], _ASIDES):
        templates.insert(random.randint(1, len(templates)), aside)
    sentences = [_fill(template, random, own) for template in templates]
    text = "\n".join(" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2))
    title = _fill(random.choice(grammar["titles"]), random, own)
    return _describe(number, text, title), tuple(own)


def _describe(number: int, text: str, title: str) -> Article:
    return Article(
        content_id("art", str(number)),
        Source(f"{number}.txt"),
        "",
        text,
        OffsetMap(((0, 0, len(text)),)),
        find_sentences(text),
        title=title,
        outlet=f"Paper {number}",
        published=f"2031-05-{13 + number % _DAYS:02}",
        published_basis="metadata",
        language="en",
    )


def _fill(template: str, random: Random, own: list[tuple[str, str]]) -> str:
    chosen = _CHOICE.sub(lambda match: random.choice(match.group(1).split("|")), template)

    def draw(match: re.Match[str]) -> str:
        own.append((match.group(1), _draw(match.group(1), random)))
        return own[-1][1]

    return _OWN.sub(draw, chosen)


def _draw(kind: str, random: Random) -> str:
    """A name of six letters, a place of seven, a count of three digits or an age of two."""
    if kind == "count":
        return str(random.randint(200, 999))
    if kind == "age":
        return str(random.randint(21, 89))
    syllables = "".join(random.choice("bdfghklmnprstvz") + random.choice("aeiou") for _ in range(3))
    return syllables.capitalize() + (random.choice("nrls") if kind == "town" else "")


def vary(annotated: Sequence[Made], count: int) -> list[Made]:
    """Give so many articles: those that are annotated, then these with other words of their own."""
    made = list(annotated[:count])
    for number in range(len(made), count):
        base, random = annotated[number % len(annotated)], Random(number)
        words = {old: _draw(kind, random) for kind, old in base.own}
        values = {float(old): float(new) for old, new in words.items() if old.isdigit()}
        article = _describe(number, _swap(base.article.text, words, values), _swap(base.article.title, words, values))
        annotation = replace(_swap(base.annotation, words, values), article=article.id)
        made.append(Made(article, annotation, ()))
    return made


def _swap(value: Any, words: Mapping[str, str], values: Mapping[float, float]) -> Any:
    """Put other words and numbers into a value and all that is in it; all is made anew, as if it had been read."""
    if isinstance(value, str):
        known = words.get(value)
        return known or (_WORD.sub(lambda m: words.get(m.group(), m.group()), value) if " " in value else value)
    if isinstance(value, float):
        return values.get(value, value)
    if isinstance(value, tuple):
        parts = [_swap(part, words, values) for part in value]
        return Token(*parts) if isinstance(value, Token) else tuple(parts)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(*[_swap(getattr(value, name), words, values) for name in _names(type(value))])
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _grammar() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "story.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
