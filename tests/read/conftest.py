"""Reading a text as a user would: from a file, given back as the article and the issues."""

import importlib.util
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from variorum.model.record import Record
from variorum.model.text import Article, Issue
from variorum.read import read_sources
from variorum.settings import Settings

Read = Callable[..., tuple[list[Article], list[Issue]]]


@pytest.fixture
def read_path() -> Read:
    def read(*paths: object, settings: Settings | None = None) -> tuple[list[Article], list[Issue]]:
        results = list(read_sources([str(path) for path in paths], settings or Settings()))
        return [r for r in results if isinstance(r, Article)], [r for r in results if isinstance(r, Issue)]

    return read


@pytest.fixture
def read_text(tmp_path: Path, read_path: Read) -> Callable[..., Article]:
    """Text in a file of that name to its one article, its offsets checked."""

    def read(text: str, name: str = "article.txt") -> Article:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        articles, _ = read_path(path)
        assert len(articles) == 1
        check_offsets(articles[0], text)
        return articles[0]

    return read


@pytest.fixture
def removed_text() -> Callable[[Article, str], list[tuple[str, str]]]:
    def removed(article: Article, source: str) -> list[tuple[str, str]]:
        return [(note.reason, source[note.source_start : note.source_end]) for note in article.removed]

    return removed


def check_offsets(article: Article, source: str) -> None:
    """Every character of the text stands where the offsets say, and what was removed is no part of it."""
    anchored = set()
    for text_start, source_start, length in article.offsets.runs:
        for i in range(length):
            anchored.add(text_start + i)
            assert _stands_at(article.text[text_start + i], source, source_start + i)
    loose = {article.text[i] for i in range(len(article.text)) if i not in anchored}
    assert loose <= {"\n", " "}
    kept = [(start, start + length) for _, start, length in article.offsets.runs]
    gone = [(note.source_start, note.source_end) for note in article.removed]
    assert kept == sorted(kept)
    spans = sorted(kept + gone)
    assert all(0 <= start < end <= len(source) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def _stands_at(character: str, source: str, position: int) -> bool:
    if source[position] == character:
        return True
    reference = re.match(r"&[#\w]{1,40};", source[position : position + 42])
    return reference is not None and unescape(reference[0]) == character


@pytest.fixture
def offsets_checked() -> Callable[[Article, str], None]:
    return check_offsets


@pytest.fixture(scope="session")
def invented() -> Record:
    """The invented record of tests/export."""
    path = Path(__file__).parent.parent / "export" / "conftest.py"
    spec = importlib.util.spec_from_file_location("invented_record", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    record = module.make_record()
    assert isinstance(record, Record)
    return record
