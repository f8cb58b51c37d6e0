"""Datelines, bylines, header blocks and dates: out of the text, kept as data."""

from collections.abc import Callable

import pytest

from variorum.model.text import Article

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn."
BODY = f"{FIRST}\n\n{SECOND}"

Read = Callable[..., Article]


@pytest.mark.parametrize(
    ("dateline", "place", "published", "credits"),
    [
        (" date 2031-02-19 Velde, OR - ", "Velde, OR", "2031-02-19", ()),
        ("VELDE, Orland (AP) — ", "Velde, Orland", None, ("AP",)),
        ("VELDE, March 3 (Reuters) - ", "Velde", None, ("Reuters",)),
        ("PORT VELDE, March 3, 2031 (Norland Press Agency) -- ", "Port Velde", "2031-03-03", ("Norland Press Agency",)),
        ("Port Velde, 3 March 2031 (AFP) – ", "Port Velde", "2031-03-03", ("AFP",)),
        ("Feb 18 (Reuters) - ", None, None, ("Reuters",)),
        ("VELDE — ", "Velde", None, ()),
        ("PORT VELDE: ", "Port Velde", None, ()),
        ("VELDE, Nov. 5, 1995 /PRNewswire/ -- ", "Velde", "1995-11-05", ("PRNewswire",)),
        ("VELDE (Reuters/AFP) — ", "Velde", None, ("Reuters", "AFP")),
        ("VELDE/SANDAU (Reuters) - ", "Velde", None, ("Reuters",)),
    ],
)
def test_a_dateline_is_data(
    read_text: Read, dateline: str, place: str | None, published: str | None, credits: tuple[str, ...]
) -> None:
    source = f"{dateline}{BODY}"
    article = read_text(source)
    assert article.text == BODY
    assert (article.dateline_place, article.published, article.credits) == (place, published, credits)
    assert article.published_basis == ("dateline" if published else None)
    assert [note.reason for note in article.removed] == ["dateline"]


def test_a_dateline_after_the_headline_is_found(read_text: Read) -> None:
    article = read_text(f"Velde docks to reopen\nBy Mara Sand\nVELDE, Orland (AP) — {BODY}")
    assert article.title == "Velde docks to reopen"
    assert article.authors == ("Mara Sand",)
    assert article.text == BODY


@pytest.mark.parametrize(
    "start",
    ["CONTACT: ", "EXCLUSIVE: ", "NATO — ", "Mara Sand — ", "BREAKING - ", "The mayor - "],
)
def test_what_is_no_place_is_no_dateline(read_text: Read, start: str) -> None:
    article = read_text(f"{start}{BODY}")
    assert article.dateline_place is None
    assert article.text == f"{start}{BODY}"


@pytest.mark.parametrize(
    ("byline", "authors", "credits"),
    [
        ("By Jane Doe", ("Jane Doe",), ()),
        ("By JANE DOE and JOHN ROE, Associated Press", ("Jane Doe", "John Roe"), ("AP",)),
        ("By Jane Doe, John Roe and Ada van der Berg", ("Jane Doe", "John Roe", "Ada van der Berg"), ()),
        ("By Jane Doe | Norland Press", ("Jane Doe",), ("Norland Press",)),
        ("By Jane Doe, The Velde Herald", ("Jane Doe",), ("Velde Herald",)),
        ("By Jane Doe in Velde", ("Jane Doe",), ()),
        ("By Jane Doe and John Roe\nNorland Press Agency", ("Jane Doe", "John Roe"), ("Norland Press Agency",)),
        ("By The Associated Press", (), ("AP",)),
        ("Written by Jane Doe", ("Jane Doe",), ()),
    ],
)
def test_a_byline_names_authors_and_agencies(
    read_text: Read, byline: str, authors: tuple[str, ...], credits: tuple[str, ...]
) -> None:
    article = read_text(f"Velde docks to reopen\n{byline}\n{BODY}")
    assert article.text == BODY
    assert (article.authors, article.credits) == (authors, credits)


@pytest.mark.parametrize(
    ("ending", "credits"),
    [
        ("\n(Reporting by Mara Sand; Editing by Jon Reed)", ()),
        ("\nReporting by Mara Sand for Reuters", ("Reuters",)),
        ("\n(Reuters)", ("Reuters",)),
        ("\nReuters/AFP", ("Reuters", "AFP")),
        (" (Reuters)", ("Reuters",)),
        (" (Norland News Agency)", ("Norland News Agency",)),
        ("\nThis report includes material from AFP and the Velde Herald.", ("AFP", "Velde Herald")),
        ("\nThe Associated Press contributed to this report.", ("AP",)),
        ("\nAssociated Press writer Ola Finn contributed reporting from Vass.", ("AP",)),
        ("\n(With inputs from agencies)", ()),
        ("\nSand reported from Keth. Associated Press writer Ola Finn in Vass contributed.", ("AP",)),
        ("\n— With inputs from PTI", ("PTI",)),
    ],
)
def test_credits_at_the_end_are_data(read_text: Read, ending: str, credits: tuple[str, ...]) -> None:
    article = read_text(f"{BODY}{ending}")
    assert article.text == BODY
    assert article.credits == credits


def test_who_reported_first_is_credited_and_the_sentence_stays(read_text: Read) -> None:
    line = "The vote will be held on Friday, as first reported by The Velde Herald."
    article = read_text(f"{BODY}\n\n{line}")
    assert article.text == f"{BODY}\n\n{line}"
    assert article.credits == ("Velde Herald",)


def test_a_header_block_is_metadata(read_text: Read) -> None:
    header = "Title: Velde docks to reopen\nDate: 3 March 2031\nBy: Jane Doe\nSource: Velde Herald\nURL: https://velde.example/1\n"
    article = read_text(f"{header}\n{BODY}")
    assert article.text == BODY
    assert article.title == "Velde docks to reopen"
    assert (article.published, article.published_basis) == ("2031-03-03", "metadata")
    assert article.authors == ("Jane Doe",)
    assert article.outlet == "Velde Herald"
    assert article.url == "https://velde.example/1"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 3 March 2031", "2031-03-03"),
        ("Updated on March 3, 2031 10:15 GMT", "2031-03-03T10:15:00Z"),
        ("March 3, 2031", "2031-03-03"),
        ("Velde Herald, Monday 3 March 2031", "2031-03-03"),
        ("Published 9:14 AM EST, March 3, 2031", "2031-03-03"),
        ("Posted on March 3, 2031 by admin", "2031-03-03"),
        ("Published in the Velde Herald, March 3rd, 2031", "2031-03-03"),
        ("Published Tuesday, 3 March 2031", "2031-03-03"),
    ],
)
def test_a_date_that_the_text_gives_for_itself(read_text: Read, line: str, published: str) -> None:
    article = read_text(f"Velde docks to reopen\n{line}\n{BODY}")
    assert article.text == BODY
    assert (article.published, article.published_basis) == (published, "text")


@pytest.mark.parametrize(
    "sentence",
    ["March 3, 2031 was the last day of the talks.", "Updated March 3, 2031 plans will be shown to the council."],
)
def test_a_sentence_that_begins_with_a_date_stays(read_text: Read, sentence: str) -> None:
    assert read_text(f"{sentence}\n\n{BODY}").text == f"{sentence}\n\n{BODY}"


def test_a_date_in_a_sentence_is_not_the_date_of_publication(read_text: Read) -> None:
    article = read_text(f"On 3 March 2031 the docks were closed for a day.\n\n{BODY}")
    assert article.published is None
    assert article.published_basis is None
