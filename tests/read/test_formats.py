"""JSON, JSONL, Markdown and HTML: fields, metadata and text."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.model.text import Article, Issue

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn."
THIRD = "The dockers' union has yet to vote on it, and its leader warned that nothing was settled."
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"

Read = Callable[..., tuple[list[Article], list[Issue]]]
ReadText = Callable[..., Article]


@pytest.mark.parametrize(
    "record",
    [
        {"text": TEXT, "title": "Docks to reopen", "date": "2031-03-03", "url": "https://www.velde.example/1",
         "authors": ["Jane Doe"]},
        {"maintext": TEXT, "title": "Docks to reopen", "date_publish": "2031-03-03 10:00:00",
         "source_domain": "velde.example",
         "authors": "By Jane Doe"},
        {"content": TEXT, "headline": "Docks to reopen", "publishedAt": "2031-03-03",
         "source": {"id": 3, "name": "velde.example"},
         "author": "Jane Doe, Associated Press"},
        {"body": f"<p>{FIRST}</p><p>{SECOND}</p>\n<p>{THIRD}</p>", "Title": "Docks to reopen",
         "pubDate": "Mon, 03 Mar 2031",
         "published": "3 March 2031", "link": "https://velde.example/1", "byline": [{"name": "Jane Doe"}]},
    ],
)  # fmt: skip
def test_the_usual_names_of_fields_are_known(tmp_path: Path, read_path: Read, record: dict[str, object]) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record))
    articles, issues = read_path(path)
    article = articles[0]
    assert article.text == TEXT
    assert (article.title, article.outlet, article.published) == ("Docks to reopen", "velde.example", "2031-03-03")
    assert (article.authors, article.published_basis) == (("Jane Doe",), "metadata")
    assert issues == []


@pytest.mark.parametrize("wrap", [lambda records: records, lambda records: {"articles": records, "totalResults": 2}])
def test_json_may_hold_many_records(tmp_path: Path, read_path: Read, wrap: Callable[[object], object]) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(wrap([{"text": f"{FIRST} One."}, {"text": f"{FIRST} Two."}])))
    articles, issues = read_path(path)
    assert [a.source.record for a in articles] == [1, 2]
    assert len({a.id for a in articles}) == 2
    assert issues == []


def test_jsonl_named_json_is_read_line_by_line(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.json"
    path.write_text("".join(json.dumps({"text": f"{FIRST} {i}."}) + "\n" for i in "ab"))
    assert [a.source.record for a in read_path(path)[0]] == [1, 2]


def test_the_digest_is_of_the_bytes_read(tmp_path: Path, read_path: Read) -> None:
    path, lines = tmp_path / "a.txt", tmp_path / "b.jsonl"
    path.write_bytes(FIRST.encode())
    line = json.dumps({"text": FIRST}).encode()
    lines.write_bytes(line + b"\n")
    articles, _ = read_path(path, lines)
    assert [a.source_sha256 for a in articles] == [hashlib.sha256(data).hexdigest() for data in (FIRST.encode(), line)]


def test_an_id_depends_on_the_content_and_not_on_the_folder(tmp_path: Path, read_path: Read) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT)
    articles, _ = read_path(tmp_path)
    assert len({a.id for a in articles}) == 1


def test_a_title_in_the_record_is_taken_out_of_the_text(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"title": "Docks to reopen", "text": f"Docks  to reopen\n{TEXT}"}))
    article = read_path(path)[0][0]
    assert article.text == TEXT
    assert [note.reason for note in article.removed] == ["title"]


def test_a_title_that_is_the_first_sentence_leaves_it_in_the_text(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"title": FIRST, "text": TEXT}))
    article = read_path(path)[0][0]
    assert (article.title, article.text) == (FIRST, TEXT)


def test_a_headline_before_the_name_of_the_outlet_is_the_title(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"title": "Velde docks to reopen | Velde Herald", "text": f"Velde docks to reopen\n{TEXT}"})
    )
    assert read_path(path)[0][0].text == TEXT


def test_authors_and_agencies_are_told_apart(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"text": TEXT, "authors": ["Jane Doe, Velde", "David Post and Norland Press Agency", "(NSP)"]})
    )
    article = read_path(path)[0][0]
    assert article.authors == ("Jane Doe", "David Post")
    assert article.credits == ("Norland Press Agency", "NSP")


MARKDOWN = f"""---
title: "Docks to reopen"
date: 2031-03-03
authors:
  - Jane Doe
url: https://velde.example/1
---

# Docks to *reopen*

{FIRST}

## What the **union** wants

Mayor [Irena Kolb](https://velde.example/kolb) said the _agreement_ would `let` the grain ships
leave before the storms of autumn.

![The docks](docks.jpg)

- The 5 * 3 rule of snake_case_names stays.
> “Nothing is **settled**,” she said.

***

[1]: https://velde.example/2
"""


def test_markdown_is_read(read_text: ReadText) -> None:
    article = read_text(MARKDOWN, "a.md")
    assert article.title == "Docks to reopen"
    assert (article.published, article.authors, article.url) == ("2031-03-03", ("Jane Doe",), "https://velde.example/1")
    assert article.text.split("\n\n") == [
        FIRST,
        "What the union wants",
        "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn.",
        "The 5 * 3 rule of snake_case_names stays.",
        "“Nothing is settled,” she said.",
    ]
    assert {"header", "title", "markup", "image"} <= {note.reason for note in article.removed}


PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Docks to reopen after grain deal | Velde Herald</title>
<meta property="og:site_name" content="Velde Herald"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-03-03T10:15:00+01:00">
<link rel="canonical" href="https://www.velde.example/docks/1">
<script>var text = "<p>{THIRD}</p>";</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport and more of it</a></li></ul></nav>
<main><article><h1>Docks to reopen after grain deal</h1>
<p>{FIRST.replace("talks", "<b>talks</b>")}</p>
<figure><img src="data:image/png;base64,AAAA"><figcaption>Ships at anchor. Photo: M. Sand</figcaption></figure>
<p>Mayor Irena&nbsp;Kolb of R&amp;D said
   the agreement would let <a href="/ships">the grain ships</a> leave before the storms of autumn.</p>
<p>{THIRD.replace("'", "&rsquo;")}</p>
</article></main><footer><p>© 2031 Velde Herald. All rights reserved. Contact the editors at the harbour.</p></footer>
</body></html>"""


def test_a_page_is_read(read_text: ReadText) -> None:
    article = read_text(PAGE, "a.html")
    assert article.text.split("\n\n") == [
        FIRST,
        "Mayor Irena\u00a0Kolb of R&D said the agreement would let the grain ships leave before the storms of autumn.",
        THIRD.replace("'", "’"),
    ]
    assert (article.title, article.outlet) == ("Docks to reopen after grain deal", "Velde Herald")
    assert (article.authors, article.url) == (("Jane Doe",), "https://www.velde.example/docks/1")
    assert (article.published, article.published_basis) == ("2024-03-03T10:15:00+01:00", "metadata")
    assert {"navigation", "title", "caption"} <= {note.reason for note in article.removed}


def test_text_that_stands_elsewhere_on_the_page_too_is_taken_from_the_article(read_text: ReadText) -> None:
    page = PAGE.replace("<main>", f"<div class='teaser'><p>{FIRST}</p></div><main>")
    article = read_text(page, "a.html")
    assert article.text.startswith(FIRST)
    assert article.offsets.source_position(0) == page.index("<h1>") + len(
        "<h1>Docks to reopen after grain deal</h1>\n<p>"
    )


@pytest.mark.parametrize(
    ("declared", "encoding", "place"),
    [("Shift_JIS", "cp932", "東京"), ("iso-2022-jp", "iso2022_jp", "東京"), ("gb2312", "gb18030", "北京"),
     ("euc-kr", "cp949", "서울"),
     ("windows-1251", "cp1251", "Москва"), ("iso-8859-1", "cp1252", "“Kraków”".replace("ó", "o"))],
)  # fmt: skip
def test_encodings_of_the_web_are_read(
    tmp_path: Path, read_path: Read, declared: str, encoding: str, place: str
) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"').replace("Irena", place).replace("©", "")
    (tmp_path / "a.html").write_bytes(page.encode(encoding, "xmlcharrefreplace"))
    assert place in read_path(tmp_path)[0][0].text


def test_a_page_in_a_declared_encoding_is_read(tmp_path: Path, read_path: Read) -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-2"').replace("Irena", "Iřena").replace("©", "")
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("iso-8859-2"))
    articles, issues = read_path(path)
    assert "Iřena" in articles[0].text
    assert issues == []


def test_a_page_without_extension_is_recognised(tmp_path: Path, read_path: Read) -> None:
    path = tmp_path / "page"
    path.write_text(PAGE)
    assert read_path(path)[0][0].text.startswith(FIRST)
