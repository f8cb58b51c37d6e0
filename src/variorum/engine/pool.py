"""Parsing and annotating, in this process or in a pool of them.

A worker loads the parser once. What goes between processes is packed: a sentence's parse as compressed columns, the
same bytes that the store keeps. Where there is little to do, starting workers would take longer than the work.
"""

import gc
import json
import os
import signal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread

from variorum.annotate import annotate_article
from variorum.language.parser import Parser, pack, unpack
from variorum.model.annotation import Annotation, Parse
from variorum.model.text import Article
from variorum.settings import Settings

_SMALL_JOB = 60_000  # code points; less is parsed in about the time that a worker needs to start
_CHUNK_SENTENCES = 400
_CHUNK_ARTICLES = 16

Packed = bytes
_Work = tuple[Article, list[Packed]]


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
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


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
    articles: Iterable[Article], packed: dict[str, Packed], pool: ProcessPoolExecutor | None
) -> Iterator[Annotation]:
    """Take articles and the packed parse of every sentence in them; give annotations in the order of the articles."""
    works = [(a, [packed[a.text[s.start : s.end]] for s in a.sentences]) for a in articles]
    chunks = [works[i : i + _CHUNK_ARTICLES] for i in range(0, len(works), _CHUNK_ARTICLES)]
    if pool is None:
        for chunk in chunks:
            yield from _annotate_chunk(chunk)
    else:
        with _no_interruption():
            results = pool.map(_annotate_chunk, chunks)
        for done in results:
            yield from done


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


def _annotate_chunk(works: list[_Work]) -> list[Annotation]:
    known: dict[Packed, Parse] = {}
    for _, packed in works:
        for blob in packed:
            if blob not in known:
                known[blob] = unpack_parse(blob)
    return [annotate_article(article, [known[blob] for blob in packed]) for article, packed in works]


def pack_parse(parse: Parse) -> Packed:
    """Give a parse as bytes for the store and for hand-over between processes."""
    return zlib.compress(
        json.dumps(pack(parse), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1
    )


def unpack_parse(blob: Packed) -> Parse:
    """Undo `pack_parse`."""
    return unpack(json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass")))
