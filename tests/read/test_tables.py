"""Tables: a row is an article where a column holds text, whatever the separator, the encoding and the names."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from variorum.model.text import Article, Issue
from variorum.settings import Settings

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn."
Read = Callable[..., tuple[list[Article], list[Issue]]]


@pytest.mark.parametrize("sign", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_row_is_an_article(tmp_path: Path, read_path: Read, sign: str, encoding: str) -> None:
    rows = [["Title", "Content", "Published At", "url"],
            ["Döcks to reopen", f'"{FIRST}\n\n{SECOND}"', "2031-03-03", "https://velde.example/1"],
            ["", "", "", "https://velde.example/2"]]  # fmt: skip
    (tmp_path / "a.csv").write_bytes("\r\n".join(sign.join(row) for row in rows).encode(encoding))
    articles, issues = read_path(tmp_path)
    article = articles[0]
    assert (article.text, article.title) == (f"{FIRST}\n\n{SECOND}", "Döcks to reopen")
    assert (article.published, article.source.record) == ("2031-03-03", 1)
    assert [(i.code, i.position) for i in issues] == [("not-fetched", 2)]


def test_parquet_is_read_by_rows(tmp_path: Path, read_path: Read) -> None:
    table = pyarrow.table(
        {
            "maintext": [FIRST, None, SECOND],
            "date_publish": [datetime(2031, 3, 3, 10), None, datetime(2031, 3, 4)],
            "authors": [["Jane Doe"], [], []],
            "embedding": [[0.1], [0.2], [0.3]],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    articles, issues = read_path(tmp_path)
    assert [(a.text, a.published, a.source.record) for a in articles] == [
        (FIRST, "2031-03-03", 1),
        (SECOND, "2031-03-04", 3),
    ]
    assert articles[0].authors == ("Jane Doe",)
    assert [(i.code, i.position) for i in issues] == [("no-text-field", 2)]


def test_names_of_columns_can_be_set(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.csv").write_text(f"corpo,quando\n{FIRST},2031-03-03\n")
    (tmp_path / "b.json").write_text(f'{{"_wrapped": {{"corpo": "{SECOND}"}}}}')
    assert [i.code for i in read_path(tmp_path)[1]] == ["no-text-field", "no-text-field", "no-articles"]
    names = (("text", "corpo"), ("text", "_wrapped.corpo"), ("date", "quando"))
    articles, issues = read_path(tmp_path, settings=Settings(field_names=names))
    assert [(a.text, a.published) for a in articles] == [(FIRST, "2031-03-03"), (SECOND, None)]
    assert issues == []


def test_a_table_without_articles_is_one_issue(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.csv").write_text("a,b\n" + "1,2\n" * 1000)
    pyarrow.parquet.write_table(pyarrow.table({"a": [1, 2]}), tmp_path / "b.parquet")
    articles, issues = read_path(tmp_path)
    assert articles == []
    assert [i.code for i in issues] == ["no-text-field", "no-text-field", "no-articles"]


def test_rows_and_cells_over_the_limits_are_issues(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.csv").write_text(f"text\n{FIRST}\n{'long ' * 5000}\n{SECOND}\n{FIRST}\n")
    (tmp_path / "b.csv").write_text(f'text\n{FIRST}\n"never closed {"and more " * 5000}')
    articles, issues = read_path(tmp_path / "a.csv", settings=Settings(max_line_bytes=5000, max_records=2))
    assert [a.text for a in articles] == [FIRST, SECOND]
    assert [i.code for i in issues] == ["broken", "too-large"]
    articles, issues = read_path(tmp_path / "b.csv", settings=Settings(max_line_bytes=5000))
    assert [a.text for a in articles] == [FIRST]
    assert [i.code for i in issues] == ["broken"]


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\x15" * 5000 + b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1"])
def test_a_damaged_parquet_file_is_an_issue(tmp_path: Path, read_path: Read, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    assert [i.code for i in read_path(tmp_path / "a.parquet")[1]] == ["broken"]
