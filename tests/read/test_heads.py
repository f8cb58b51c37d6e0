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
        ("March 3, 2031 — ", None, "2031-03-03", ()),
        ("Friday, 3 March 2031 - ", None, "2031-03-03", ()),
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
    ("byline", "authors", "outlet", "credits"),
    [
        ("By Jane Doe", ("Jane Doe",), None, ()),
        ("By JANE DOE and JOHN ROE, Associated Press", ("Jane Doe", "John Roe"), None, ("AP",)),
        ("By Jane Doe, John Roe and Ada van der Berg", ("Jane Doe", "John Roe", "Ada van der Berg"), None, ()),
        ("By Jane Doe | Norland Press", ("Jane Doe",), "Norland Press", ()),
        ("By Jane Doe, The Velde Herald", ("Jane Doe",), "The Velde Herald", ()),
        ("By Jane Doe for the Velde Herald", ("Jane Doe",), "Velde Herald", ()),
        ("By Jane Doe, NSP", ("Jane Doe",), None, ("NSP",)),
        ("By Jane Doe, Diplomatic Correspondent", ("Jane Doe",), None, ()),
        ("By Jane Doe, Foreign Editor, in Velde", ("Jane Doe",), None, ()),
        ("By Jane Doe in Velde", ("Jane Doe",), None, ()),
        ("By Jane Doe and John Roe\nNorland Press Agency", ("Jane Doe", "John Roe"), None, ("Norland Press Agency",)),
        ("By Jane Doe\nThe Velde Herald", ("Jane Doe",), "The Velde Herald", ()),
        ("By The Associated Press", (), None, ("AP",)),
        ("Written by Jane Doe", ("Jane Doe",), None, ()),
    ],
)
def test_a_byline_names_authors_agencies_and_the_outlet(
    read_text: Read, byline: str, authors: tuple[str, ...], outlet: str | None, credits: tuple[str, ...]
) -> None:
    article = read_text(f"Velde docks to reopen\n{byline}\n{BODY}")
    assert article.text == BODY
    assert (article.authors, article.outlet, article.credits) == (authors, outlet, credits)


def test_another_outlet_in_a_byline_is_where_the_report_came_from(read_text: Read) -> None:
    source = f"---\noutlet: Keth Gazette\n---\n\nBy Jane Doe, The Velde Herald\n\n{BODY}\n"
    article = read_text(source, "a.md")
    assert (article.outlet, article.credits) == ("Keth Gazette", ("Velde Herald",))


def test_an_outlet_that_its_own_byline_names_is_not_credited(read_text: Read) -> None:
    source = f"---\noutlet: Velde Herald\n---\n\nBy Jane Doe, The Velde Herald\n\n{BODY}\n"
    article = read_text(source, "a.md")
    assert (article.outlet, article.credits) == ("Velde Herald", ())


@pytest.mark.parametrize(
    ("dateline", "place", "published"),
    [
        ("VELDE, 3 March 2009. ", "Velde", "2009-03-03"),
        ("VELDE, Orland, March 3, 2009. ", "Velde, Orland", "2009-03-03"),
        ("VELDE, March 3. ", "Velde", None),
        ("VELDE, Tuesday, 3 March 2009. ", "Velde", "2009-03-03"),
        ("Port Velde, 3 March 2009. ", "Port Velde", "2009-03-03"),
        ("VELDE, 3 March 2009.\n\n", "Velde", "2009-03-03"),
        ("Velde, 3 March 2009.\n", "Velde", "2009-03-03"),
    ],
)
def test_a_dateline_may_end_in_a_full_stop(read_text: Read, dateline: str, place: str, published: str | None) -> None:
    article = read_text(f"Velde docks to reopen\n\n{dateline}{BODY}")
    assert article.text == BODY
    assert (article.dateline_place, article.published) == (place, published)
    assert article.published_basis == ("dateline" if published else None)


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("The Velde Herald | World | 3 March 2009", "The Velde Herald", "2009-03-03"),
        ("Norland Brief | World | 3 March 2009", "Norland Brief", "2009-03-03"),
        ("World | The Velde Herald | 3 March 2009", "The Velde Herald", "2009-03-03"),
        ("Velde Herald · Politics · Tuesday, 3 March 2009", "Velde Herald", "2009-03-03"),
        ("Velde Herald — World — March 3, 2009", "Velde Herald", "2009-03-03"),
        ("Velde Herald | 3 March 2009", "Velde Herald", "2009-03-03"),
        ("3 March 2009 | Velde Herald", "Velde Herald", "2009-03-03"),
        ("*Velde Standard, Thursday 5 March 2009*", "Velde Standard", "2009-03-05"),
        ("Velde Standard, 5 March 2009", "Velde Standard", "2009-03-05"),
        ("Politics | 5 March 2009", None, "2009-03-05"),
        ("Jane Doe | 5 March 2009", None, "2009-03-05"),
        ("velde.example | 5 March 2009", "velde.example", "2009-03-05"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_line_under_the_title_names_outlet_and_date(
    read_text: Read, name: str, line: str, outlet: str | None, published: str
) -> None:
    title = "# Velde docks to reopen" if name == "a.md" else "Velde docks to reopen"
    article = read_text(f"{title}\n\n{line}\n\n{BODY}", name)
    assert article.text == BODY
    assert (article.outlet, article.published, article.published_basis) == (outlet, published, "text")


@pytest.mark.parametrize(
    "line",
    ["Docks reopen - council divided - 3 March 2009", "Two sides, one table, 3 March 2009", "He left on 3 March 2009"],
)
def test_what_may_be_a_headline_names_no_outlet(read_text: Read, line: str) -> None:
    article = read_text(f"{line}\n\n{BODY}")
    assert article.outlet is None


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
