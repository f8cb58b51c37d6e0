"""Speed and memory of the main job beside bare spaCy, on the same made-up news in the same run.

    python -m benchmarks.annotation [--articles 500] [--words 500]

Each row runs in a process of its own, so that its peak of memory is its own. 'bare' is spaCy's `nlp.pipe`, mended
(numpy's BLAS, one thread), with the pipes that a parse and names need. 'annotate' is stage 3 alone: parse and all
layers. 'collate' is the main job from files to the written record. Take the ratios. With one process the seconds are
the processor's, so that other work on the machine tells less.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.made import make_article
from variorum import collate
from variorum.engine.pool import annotate_articles, open_pool, parse_sentences, rare_collections
from variorum.language.mended import load_pipeline
from variorum.language.parser import Parser
from variorum.model.text import Article, OffsetMap, Source
from variorum.read.segment import find_sentences
from variorum.settings import Settings

ROWS = ("bare 1", "annotate 1", "collate 1", "bare 2", "annotate 2", "collate 2")


def main() -> None:
    """Print a row for each way of working, then one JSON object of figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.annotation", description=main.__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--row", choices=ROWS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.row:
        print(json.dumps(_run(arguments.row, arguments.articles, arguments.words)))
        return
    figures = {row: _run_apart(row, arguments.articles, arguments.words) for row in ROWS}
    print(f"{'':12} {'tokens/s':>9} {'of bare':>8} {'MB a process':>13}")
    for row, figure in figures.items():
        share = figure["rate"] / figures[f"bare {row[-1]}"]["rate"]
        print(f"{row:12} {figure['rate']:9,.0f} {share:8.2f} {figure['megabytes']:13,.0f}")
    shares = {f"{row} of bare": f["rate"] / figures[f"bare {row[-1]}"]["rate"] for row, f in figures.items()}
    print(json.dumps({name: round(value, 3) for name, value in shares.items()}))


def _run_apart(row: str, articles: int, words: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.annotation", "--row", row, "--articles", str(articles)]
    done = subprocess.run([*command, "--words", str(words)], stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _run(row: str, count: int, words: int) -> dict[str, float]:
    """Give tokens a second, without the loading of models, and the peak of memory of the largest process."""
    texts = [make_article(seed, words) for seed in range(count)]
    way, workers = row.split()
    tokens, seconds = {"bare": _bare, "annotate": _annotate, "collate": _collate}[way](texts, int(workers))
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024
    return {"rate": tokens / seconds, "megabytes": peak}


def _bare(texts: list[str], workers: int) -> tuple[int, float]:
    nlp = load_pipeline(Settings().parser)
    clock = _clock(workers)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        list(nlp.pipe([make_article(len(texts), 100)] * 16, n_process=workers))  # as ours, which has read some
        begun = clock()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, n_process=workers))
    return tokens, clock() - begun


def _annotate(texts: list[str], workers: int) -> tuple[int, float]:
    articles, first = _as_articles(texts), _as_articles([make_article(len(texts), 100)] * 16 * workers)
    settings, clock = Settings(workers=workers), _clock(workers)
    with rare_collections(), open_pool(settings, sum(map(len, texts))) as pool:
        _count_annotated(first, settings, pool)  # workers load their models
        begun = clock()
        return _count_annotated(articles, settings, pool), clock() - begun


def _count_annotated(articles: list[Article], settings: Settings, pool: ProcessPoolExecutor | None) -> int:
    """Parse and annotate, give the number of tokens."""
    sentences = sorted({a.text[s.start : s.end] for a in articles for s in a.sentences})
    packed = dict(pair for chunk in parse_sentences(sentences, settings, pool) for pair in chunk)
    return sum(len(s.parse.tokens) for a in annotate_articles(articles, packed, pool) for s in a.sentences)


def _as_articles(texts: list[str]) -> list[Article]:
    return [
        Article(f"art-{n}", Source(str(n)), "", text, OffsetMap(((0, 0, len(text)),)), find_sentences(text))
        for n, text in enumerate(texts)
    ]


def _collate(texts: list[str], workers: int) -> tuple[int, float]:
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8")
        clock = _clock(workers)
        begun = clock()
        collate([folder], Path(folder) / "record.db", Settings(workers=workers))
        seconds = clock() - begun
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    return sum(parser.count_tokens(text) for text in texts), seconds


def _clock(workers: int) -> Callable[[], float]:
    return process_time if workers == 1 else perf_counter


if __name__ == "__main__":
    main()
