"""Mails: a newsletter is an article of its sender; a page saved as one file is that page."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from variorum.model.text import Article, Issue

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn – “at last”."
PAGE = f"<html><head><title>Docks</title></head><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
Read = Callable[..., tuple[list[Article], list[Issue]]]


def letter(plain: str | None, page: str | None, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Vélde Herald <news@velde.example>"
    mail["Subject"] = "Docks to reopen – at last"
    mail["Date"] = "Mon, 03 Mar 2031 10:00:00 +0000"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    if plain is not None:
        mail.set_content(plain)
    if page is not None and plain is not None:
        mail.add_alternative(page, subtype="html")
    elif page is not None:
        mail.set_content(page, subtype="html")
    return mail


@pytest.mark.parametrize(
    ("plain", "page"),
    [(f"{FIRST}\n\n{SECOND}", None), (f"{FIRST}\n\n{SECOND}", PAGE), (None, PAGE), ("See it in a browser.", PAGE)],
)
def test_a_newsletter_is_an_article_of_its_sender(
    tmp_path: Path, read_path: Read, plain: str | None, page: str | None
) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(letter(plain, page, List_Id="<news.velde.example>")))
    articles, issues = read_path(tmp_path)
    article = articles[0]
    assert article.text.split() == [*FIRST.split(), *SECOND.split()]
    assert (article.title, article.outlet) == ("Docks to reopen – at last", "Vélde Herald")
    assert (article.published, article.authors) == ("2031-03-03T10:00:00Z", ())
    assert issues == []


def test_a_letter_is_of_its_author(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(letter(FIRST, None)))
    article = read_path(tmp_path)[0][0]
    assert (article.outlet, article.authors) == ("velde.example", ("Vélde Herald",))


def test_a_mailbox_is_read_mail_by_mail(tmp_path: Path, read_path: Read) -> None:
    mails = [bytes(letter(f"{FIRST} Number {n}.\n>From the harbour.", None)) for n in range(3)]
    box = b"".join(b"From news@velde.example Mon Mar  3 10:00:00 2031\n" + mail + b"\n" for mail in mails)
    (tmp_path / "a.mbox").write_bytes(box)
    articles, issues = read_path(tmp_path)
    assert [a.source.record for a in articles] == [1, 2, 3]
    assert "Number 2." in articles[2].text
    assert issues == []


def test_a_page_saved_as_one_file_is_that_page(tmp_path: Path, read_path: Read) -> None:
    mail = letter(None, PAGE, Snapshot_Content_Location="https://velde.example/1")
    mail.make_related()
    mail.add_related(b"\x89PNG", "image", "png")
    (tmp_path / "a.mhtml").write_bytes(bytes(mail))
    article = read_path(tmp_path)[0][0]
    assert (article.url, article.outlet, article.published) == ("https://velde.example/1", "velde.example", None)
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\n\n", b"Subject: =?x-none?q?=FF?=\nContent-Type: text/plain; charset=none\n\n\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: message/rfc822\n\n" * 2000,
        b"Content-Type: multipart/mixed; boundary=\n\n--\n",
    ],
)  # fmt: skip
def test_a_mail_without_text_is_an_issue(tmp_path: Path, read_path: Read, data: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(data)
    articles, issues = read_path(tmp_path / "a.eml")
    assert articles == []
    assert {i.code for i in issues} <= {"empty", "broken"}
