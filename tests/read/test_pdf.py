"""PDFs: the text of the pages, where they have one."""

from collections.abc import Callable
from pathlib import Path

from variorum.model.text import Article, Issue
from variorum.settings import Settings

LINES = (
    "The harbour council of Port Velde agreed on Tuesday to reopen the northern",
    "docks after a week of talks.",
    "Mayor Irena Kolb said the agreement would let the grain ships leave.",
)
Read = Callable[..., tuple[list[Article], list[Issue]]]


def make_pdf(pages: list[tuple[str, ...]]) -> bytes:
    font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"]
    for number, lines in enumerate(pages):
        content = "BT /F1 12 Tf 14 TL 10 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {4 + 2 * number} 0 R/Resources{font}>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{item}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return data + end.encode() + b"startxref\n%d\n%%%%EOF" % len(data)


def test_the_text_of_the_pages_is_an_article(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([LINES, LINES[2:]]))
    articles, issues = read_path(tmp_path)
    assert articles[0].text.startswith(f"{LINES[0]} {LINES[1]}")
    assert issues == []


def test_a_pdf_of_pictures_or_of_too_many_pages_is_an_issue(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([()]))
    (tmp_path / "b.pdf").write_bytes(make_pdf([LINES] * 3))
    articles, issues = read_path(tmp_path / "a.pdf", tmp_path / "b.pdf", settings=Settings(max_pages=2))
    assert articles == []
    assert [i.code for i in issues] == ["empty", "too-large"]


def test_words_and_sentences_of_narrow_columns_are_whole(tmp_path: Path, read_path: Read) -> None:
    columns = (
        "Docks to reopen after the grain deal", "The harbour council of Velde", "agreed on Tuesday to re-",
        "open the northern docks",
        "after a week of talks.", "Mayor Irena Kolb said the", "ships would leave before", "the storms.",
    )  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(make_pdf([columns]))
    article = read_path(tmp_path)[0][0]
    assert article.title == "Docks to reopen after the grain deal"
    assert article.text.split("\n\n")[-1].endswith("Mayor Irena Kolb said the ships would leave before the storms.")
    assert "agreed on Tuesday to reopen the northern docks after a week of talks." in article.text
