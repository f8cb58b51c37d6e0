"""The main job on one machine: read, parse what is new, collate, write the record.

What is read and what is parsed is committed batch by batch, so that a run that is interrupted is taken up where it
stopped; the tables of the record are replaced in one transaction at the end.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Protocol

from variorum.corrections import corrections_path, match_articles, read_corrections, tell_corrections
from variorum.engine.pool import annotate_articles, open_pool, parse_sentences, rare_collections
from variorum.errors import NothingRead
from variorum.language.encoder import Encoder
from variorum.model.annotation import Annotation
from variorum.model.corrections import Corrections
from variorum.model.ids import content_id
from variorum.model.record import Record, Run
from variorum.model.same import join_copies
from variorum.model.text import Article, Issue
from variorum.pipeline import Means, collate_articles
from variorum.read import read_sources
from variorum.settings import Settings
from variorum.store import FILE_SUFFIXES, RecordStore

_BATCH = 200
_LANGUAGE = "en"  # that of the parser and of the word lists
_PROBLEMS = 5  # told where nothing could be read


class Progress(Protocol):
    """What shows the user how far the work is."""

    def begin(self, stage: str, total: int | None = None) -> None: ...

    def advance(self, count: int = 1) -> None: ...


class Silent:
    """Progress that nobody sees."""

    def begin(self, stage: str, total: int | None = None) -> None: ...

    def advance(self, count: int = 1) -> None: ...


def collate(
    sources: Iterable[str],
    record: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    corrections: Path | None = None,
) -> Record:
    """Read the sources (files, folders, '-' for standard input) into the record file, and give the whole record.

    The file is made if it is not there. What it already holds is kept, so that the result equals that of one run
    over everything. A person's corrections are read from the file given, else from the one beside the record, if it is
    there. Raise NothingRead if the sources have no article at all, RecordError if the file is no record,
    CorrectionsError if the corrections cannot be read.
    """
    settings = settings or Settings()
    beside = corrections_path(record)
    corrected = read_corrections(corrections or beside) if corrections or beside.exists() else Corrections()
    with rare_collections():
        return _Collation(settings, progress or Silent(), corrected).run(sources, record)


class _Collation:
    """One run: its settings, its clock, and the progress that it reports."""

    def __init__(self, settings: Settings, progress: Progress, corrections: Corrections) -> None:
        self._corrections = corrections
        self._settings = settings
        self._progress = progress
        self._seconds: dict[str, float] = {}
        self._problems: list[str] = []
        self._encoder = Encoder()

    def run(self, sources: Iterable[str], path: Path) -> Record:
        existed = path.exists()
        with RecordStore(path) as store:
            found = self._read(sources, store)
            articles = join_copies(store.articles())
            issues = sorted(store.issues(), key=str)
            if found and articles:
                record = self._collate(articles, issues, store)
                store.write_record(record)
                return record
        if not existed:
            _remove(path)
        raise NothingRead("nothing could be read: " + "; ".join(self._problems))

    def _collate(self, articles: Sequence[Article], issues: Sequence[Issue], store: RecordStore) -> Record:
        def annotate(articles: Sequence[Article]) -> Sequence[Annotation]:
            return self._annotate(articles, store)

        corrections, unmatched = match_articles(self._corrections, articles)
        record = collate_articles(
            articles,
            [*issues, *unmatched],
            Means(annotate, self._encoder, self._step),
            self._describe(articles),
            self._settings,
            corrections,
        )
        return replace(record, run=replace(record.run, seconds=tuple(self._seconds.items())))

    def _read(self, sources: Iterable[str], store: RecordStore) -> int:
        """Read into the store; give how many articles were found. The record itself, in a folder, is no source."""
        count = 0
        sources = tuple(sources)
        store.forget_issues(sources)
        own = [os.path.realpath(f"{store.path}{suffix}") for suffix in FILE_SUFFIXES]
        own.append(os.path.realpath(corrections_path(store.path)))
        with self._step("read"):
            found = read_sources(sources, self._settings, own)
            while batch := list(islice(found, _BATCH)):
                issues = [item for item in batch if isinstance(item, Issue)]
                count += len(batch) - len(issues)
                store.add_articles([item for item in batch if isinstance(item, Article)])
                store.add_issues(issues)
                self._problems.extend(_line(issue) for issue in issues[: _PROBLEMS - len(self._problems)])
                self._progress.advance(len(batch))
        return count

    def _annotate(self, articles: Sequence[Article], store: RecordStore) -> Sequence[Annotation]:
        """Give the annotations of all articles; one in another language than the parser's has no layers."""
        readable = [a for a in articles if a.language in (None, _LANGUAGE)]
        sentences = sorted({a.text[s.start : s.end] for a in readable for s in a.sentences})
        keys = {sentence: self._parse_key(sentence) for sentence in sentences}
        stored = store.parses(keys.values())
        packed = {sentence: stored[key] for sentence, key in keys.items() if key in stored}
        new = [sentence for sentence in sentences if sentence not in packed]
        work = sum(len(sentence) for sentence in sentences)
        with open_pool(self._settings, work) as pool:
            self._progress.begin("parse", len(new))
            for chunk in parse_sentences(new, self._settings, pool):
                store.add_parses({keys[sentence]: blob for sentence, blob in chunk})
                packed.update(chunk)
                self._progress.advance(len(chunk))
            self._progress.begin("annotate", len(readable))
            layers = {a.article: a for a in self._count(annotate_articles(readable, packed, pool))}
        return [layers.get(article.id) or Annotation(article.id, ()) for article in articles]

    def _count(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        for annotation in annotations:
            self._progress.advance()
            yield annotation

    def _parse_key(self, sentence: str) -> str:
        return content_id("sen", self._settings.parser, version(self._settings.parser), sentence)

    def _describe(self, articles: Sequence[Article]) -> Run:
        settings = tuple(
            sorted((name, str(value)) for name, value in asdict(self._settings).items() if name != "workers")
        )
        parser = self._settings.parser
        models = ((parser, version(parser)), (self._encoder.name, self._encoder.version))
        counts = (("articles", len(articles)),)
        return Run(version("variorum"), models, settings, counts, (), tell_corrections(self._corrections))

    @contextmanager
    def _step(self, stage: str) -> Iterator[None]:
        self._progress.begin(stage)
        begun = perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + perf_counter() - begun


def _line(issue: Issue) -> str:
    return f"{issue.source}: {issue.message}" if issue.source else issue.message


def _remove(path: Path) -> None:
    for suffix in FILE_SUFFIXES:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
