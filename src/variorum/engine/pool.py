"""Parsing and annotating, in this process or in a pool of them.

A worker loads the parser once. What goes between processes is packed: a sentence's parse as compressed columns, the
same bytes that the store keeps. Where there is little to do, starting workers would take longer than the work.
"""

import gc
import json
import os
import signal
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread

from variorum.annotate import annotate_article, place_parses
from variorum.language.parser import Parser, pack, unpack
from variorum.model.annotation import Annotation, Parse
from variorum.model.text import Article
from variorum.settings import Settings

_SMALL_JOB = 60_000  # code points; less is parsed in about the time that a worker needs to start
_CHUNK_SENTENCES = 400
_CHUNK_ARTICLES = 16

Packed = bytes


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python's garbage collector run seldom: parses are millions of small values, none in a circle.

    At its usual pace the collector takes a sixth of the time of parsing (benchmarks/annotation.py).
    """
    before = gc.get_threshold()
    _collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _collect_rarely() -> None:
    gc.set_threshold(200_000, 50, 100)


@contextmanager
def open_pool(settings: Settings, work: int) -> Iterator[ProcessPoolExecutor | None]:
    """Give a pool of processes, or None where `work` (code points to parse) is little or one worker is asked for."""
    workers = settings.workers or os.cpu_count() or 1
    if workers == 1 or (work < _SMALL_JOB and settings.workers == 0):
        yield None
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin_worker) as pool:
        finished = False
        try:
            yield pool
            finished = True
        finally:
            if not finished:  # what is still waiting is not begun
                pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _no_interruption() -> Iterator[None]:
    """Hold Ctrl-C back while workers are started: they inherit that, and none is interrupted before it has begun."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker() -> None:
    """Ctrl-C is answered by the process that has the record; a worker ends with it, however that one ends."""
    _collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def parse_sentences(
    sentences: Sequence[str], settings: Settings, pool: ProcessPoolExecutor | None
) -> Iterator[list[tuple[str, Packed]]]:
    """Take distinct sentences, give chunks of (sentence, packed parse) as they are done, in any order of chunks."""
    by_length = sorted(sentences, key=lambda s: (len(s), s))
    chunks = [by_length[i : i + _CHUNK_SENTENCES] for i in range(0, len(by_length), _CHUNK_SENTENCES)]
    tasks = ((chunk, settings) for chunk in reversed(chunks))
    if pool is None:
        yield from (_parse_chunk(*task) for task in tasks)
    else:
        with _no_interruption():
            futures = [pool.submit(_parse_chunk, *task) for task in tasks]
        yield from _as_done(futures)


def annotate_articles(
    articles: Sequence[Article], packed: Mapping[str, Packed], pool: ProcessPoolExecutor | None
) -> Iterator[Annotation]:
    """Take articles and the packed parse of every sentence in them; give annotations in the order of the articles.

    A sentence's parse is in memory once, however many articles print it. Workers give it not back: to unpack it here
    takes less time and memory than to receive all its tokens.
    """
    known: dict[Packed, Parse] = {}
    if pool is None:
        for article in articles:
            yield annotate_article(article, _unpack_all(_find_packed(article, packed), known))
        return
    chunks = [articles[i : i + _CHUNK_ARTICLES] for i in range(0, len(articles), _CHUNK_ARTICLES)]
    with _no_interruption():
        works = ([(article, _find_packed(article, packed)) for article in chunk] for chunk in chunks)
        results = pool.map(_annotate_chunk, works)
    for chunk, layers in zip(chunks, results, strict=True):
        for article, annotation in zip(chunk, layers, strict=True):
            parses = _unpack_all(_find_packed(article, packed), known)
            yield replace(annotation, sentences=place_parses(article, parses))


def _find_packed(article: Article, packed: Mapping[str, Packed]) -> list[Packed]:
    return [packed[article.text[s.start : s.end]] for s in article.sentences]


def _unpack_all(blobs: Sequence[Packed], known: dict[Packed, Parse]) -> list[Parse]:
    """Give the parses, those that are known as they are; the others are known from now on."""
    for blob in blobs:
        if blob not in known:
            known[blob] = unpack_parse(blob)
    return [known[blob] for blob in blobs]


def _as_done(futures: list[Future[list[tuple[str, Packed]]]]) -> Iterator[list[tuple[str, Packed]]]:
    for future in futures:
        yield future.result()


@cache
def loaded_parser(package: str, max_tokens: int) -> Parser:
    """Give the parser of this process, loaded at the first call."""
    return Parser(package, max_tokens)


def _parse_chunk(sentences: list[str], settings: Settings) -> list[tuple[str, Packed]]:
    parser = loaded_parser(settings.parser, settings.max_sentence_tokens)
    parses = parser.parse(sentences, settings.batch_sentences)
    return [(sentence, pack_parse(parse)) for sentence, parse in zip(sentences, parses, strict=True)]


def _annotate_chunk(works: Sequence[tuple[Article, list[Packed]]]) -> list[Annotation]:
    """Give the annotations without the parses, which are known where they go."""
    known: dict[Packed, Parse] = {}
    done = (annotate_article(article, _unpack_all(blobs, known)) for article, blobs in works)
    return [replace(annotation, sentences=()) for annotation in done]


def pack_parse(parse: Parse) -> Packed:
    """Give a parse as bytes for the store and for hand-over between processes."""
    return zlib.compress(
        json.dumps(pack(parse), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1
    )


def unpack_parse(blob: Packed) -> Parse:
    """Undo `pack_parse`."""
    return unpack(json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass")))
