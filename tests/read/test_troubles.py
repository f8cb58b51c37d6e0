"""The troubles of real articles: each is removed with its reason, and what only looks like one stays."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.model.text import Article

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn."
THIRD = "The dockers' union has yet to vote on it, and its leader warned that nothing was settled."
BODY = f"{FIRST}\n{SECOND}\n{THIRD}"
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"

Read = Callable[..., Article]
Removed = Callable[[Article, str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    "image",
    [
        '<image>data:image/s3,"s3://bucket/1f/9e.png" alt=""</image>',
        '<doc:image>data:image/s3,"s3://bucket/1f/9e.png" alt=""</doc:image>',
        '<img src="https://velde.example/dock.jpg" alt="The docks">',
        "![The docks at dawn](https://velde.example/dock.jpg)",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA",
    ],
)
def test_an_image_is_removed(read_text: Read, removed_text: Removed, image: str) -> None:
    source = f"{FIRST}\n{image}\n{SECOND}\n{THIRD}"
    article = read_text(source)
    assert article.text == TEXT
    assert removed_text(article, source) == [("image", image)]


def test_an_image_within_a_paragraph_leaves_the_paragraph_around_it(read_text: Read) -> None:
    article = read_text(f"{FIRST} <img src='x.png'>\n{SECOND}\n{THIRD}")
    assert article.text == TEXT


def test_tags_and_character_references_in_plain_text_are_read(read_text: Read, removed_text: Removed) -> None:
    source = f"{FIRST}\nMayor <b>Irena Kolb</b> of R&amp;D said 3 < 5 and a > b.\n{THIRD}"
    article = read_text(source)
    assert article.text.split("\n\n")[1] == "Mayor Irena Kolb of R&D said 3 < 5 and a > b."
    assert removed_text(article, source) == [("markup", "<b>"), ("markup", "</b>")]


def test_a_script_in_plain_text_is_removed_whole(read_text: Read) -> None:
    article = read_text(f"{FIRST}\n<script>var x = 'The ships left.';\nrun(x);</script>\n{SECOND}\n{THIRD}")
    assert article.text == TEXT


def test_a_paragraph_printed_again_is_removed(read_text: Read, removed_text: Removed) -> None:
    source = f"{BODY}\n{SECOND}\n{THIRD}"
    article = read_text(source)
    assert article.text == TEXT
    assert removed_text(article, source) == [("repeat", SECOND), ("repeat", THIRD)]


def test_a_paragraph_printed_again_with_other_quotes_and_spaces_is_removed(read_text: Read) -> None:
    again = THIRD.replace("'", "’").replace(" and ", "  and ")
    article = read_text(f"{BODY}\n{again}")
    assert article.text == TEXT


def test_a_short_answer_printed_again_stays(read_text: Read) -> None:
    article = read_text(f"{FIRST}\nYes, he said.\n{SECOND}\nYes, he said.\n{THIRD}")
    assert article.text.count("Yes, he said.") == 2


def test_who_speaks_in_an_interview_stays(read_text: Read) -> None:
    lines = [FIRST, "mara k. sand jr.", SECOND, "irena b. kolb sr.", THIRD, "mara k. sand jr.", "Nothing is settled."]
    assert read_text("\n".join(lines)).text == "\n\n".join(lines)


def test_a_block_printed_again_goes_with_its_short_lines(read_text: Read) -> None:
    block = f"What comes next\n{SECOND}\nNothing.\n{THIRD}"
    article = read_text(f"{FIRST}\n{block}\n{block}")
    assert article.text.count("What comes next") == article.text.count("Nothing.") == 1


def test_a_headline_printed_twice_is_the_title(read_text: Read, removed_text: Removed) -> None:
    headline = "Velde docks to reopen after grain deal"
    source = f"{FIRST}\n{headline}\n\n{headline}\n{SECOND}\n{THIRD}"
    article = read_text(source)
    assert article.title == headline
    assert article.text == TEXT
    assert removed_text(article, source) == [("title", headline), ("repeat", headline)]


def test_a_first_line_without_a_full_stop_is_the_title(read_text: Read) -> None:
    article = read_text(f"Velde docks to reopen after talks in the U.S.\n{BODY}")
    assert article.title == "Velde docks to reopen after talks in the U.S."
    assert article.text == TEXT


def test_a_text_that_begins_with_a_sentence_has_no_title(read_text: Read) -> None:
    article = read_text(BODY)
    assert article.title is None
    assert article.text == TEXT
    assert article.removed == ()


def test_subheads_stay(read_text: Read) -> None:
    article = read_text(f"Velde docks to reopen\n{FIRST}\nWhat the union wants\n{SECOND}\n{THIRD}")
    assert "What the union wants" in article.text.split("\n\n")
    assert [s.heading for s in article.sentences] == [False, True, False, False]


@pytest.mark.parametrize(
    "tags",
    [
        "docks Docks velde grain deal Irena Kolb union vote autumn storms northern docks",
        "Tags: docks, grain, Port Velde",
        "Keywords: docks grain storms",
        "#docks #grain #PortVelde",
        "Docks, Grain trade, Irena Kolb, Port Velde, Storms",
    ],
)
def test_a_tag_line_at_the_end_is_removed(read_text: Read, removed_text: Removed, tags: str) -> None:
    source = f"{BODY}\n{tags}"
    article = read_text(source)
    assert article.text == TEXT
    assert removed_text(article, source) == [("tags", tags)]


@pytest.mark.parametrize(
    ("lines", "credits"),
    [
        ("Reference(s):\nvelde-herald.example", ("velde-herald.example",)),
        ("References\nhttps://www.velde-herald.example/docks/1", ("velde-herald.example",)),
        (
            "Sources:\n1. https://a-paper.example/x\n2. https://b-paper.example/y",
            ("a-paper.example", "b-paper.example"),
        ),
        ("Source: Velde Herald", ("Velde Herald",)),
        ("Sources: Velde Herald, Reuters", ("Velde Herald", "Reuters")),
    ],
)
def test_references_are_removed_and_credited(read_text: Read, lines: str, credits: tuple[str, ...]) -> None:
    article = read_text(f"{BODY}\n{lines}")
    assert article.text == TEXT
    assert article.credits == credits
    assert {note.reason for note in article.removed} == {"reference"}


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Storm warning for the coast",
        "Also read: Five ships wait outside Velde.",
        "Related: Grain prices rise",
        "Click here to join our channel",
        "Sign up for our daily newsletter and never miss a story.",
        "Subscribe to the Velde Herald for unlimited reading",
        "Share this article on Facebook",
        "This website uses cookies to improve your experience.",
        "© 2031 Velde Herald. All rights reserved.",
        "Copyright 2031 The Velde Herald",
        "Photo: Ships at anchor outside Port Velde (M. Sand)",
        "FILE - Ships at anchor outside Port Velde, Oct. 2, 2030. (AP Photo/Mara Sand, File)",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Facebook Twitter WhatsApp Email",
        "3 min read",
        "Share this:",
        "Click to share on Facebook (Opens in new window)",
        "Your email address will not be published. Required fields are marked *",
        "Disclaimer: The views in this article are the author's own.",
        "Editor's note: This story has been updated to include a comment.",
        "Ships at anchor outside Port Velde on Monday. (Mara Sand/Velde Herald via AP)",
        "___",
    ],
)
def test_boilerplate_is_removed(read_text: Read, removed_text: Removed, line: str) -> None:
    source = f"{FIRST}\n{line}\n{SECOND}\n{THIRD}"
    article = read_text(source)
    assert article.text == TEXT
    reason = "reference" if line.startswith(("Read more: ", "Also read: ", "Related: ")) else "boilerplate"
    assert removed_text(article, source) == [(reason, line)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Source of the conflict is the price of a berth, which has doubled in a year.",
        "“Read more books,” the mayor told the pupils who had come to see the ships.",
        "Read more books and fewer notices was the advice that the harbour master gave.",
        "Share prices in Velde fell by a tenth when the docks were closed.",
        "Photo of the day showed the mayor with a sack of grain on her shoulder.",
        "Related industries such as milling have lost a third of their orders.",
        "Subscribers to the port's bulletin learned of the deal an hour before the others.",
        "Follow the money, the union said, and you will find who closed the docks.",
        "By Monday evening the first three ships had left for the open sea.",
        "By Irena Kolb's account the talks nearly failed twice.",
        "Sources: they are many, and all of them say that the deal will hold.",
        "Copyright law was not among the matters that the council discussed.",
        "The report includes material that the union had asked to be left out, the mayor said.",
        "Tags were put on every container that had stood in the northern docks.",
        "Published figures show that grain, ore, timber and wool left the port in equal parts.",
        "Watch towers, cranes, sheds and rails are all to be repaired.",
        "AP exams were put off in Velde because the school stands in the docks.",
        "NATO — The Alliance — has no ships in Velde.",
        "More than 40 ships wait outside.",
        "Advertising for the port costs the city more than the repair of its docks.",
        "Join us or step aside, the union's leader told the council.",
        "Updated plans for the docks will be shown on Friday.",
        "Note: the council has never before voted on a Tuesday.",
        "Residents reported from the harbour that the ships had left.",
        "Dockers and farmers alike have contributed to this change of mind.",
        "Email was down for two days, the harbour master said.",
    ],
)
@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_a_sentence_that_looks_like_a_trouble_stays(read_text: Read, sentence: str, place: str) -> None:
    lines = [FIRST, SECOND, THIRD]
    lines.insert({"start": 0, "middle": 1, "end": 3}[place], sentence)
    article = read_text("\n".join(lines))
    assert article.text == "\n\n".join(lines)
    assert article.removed == ()


@pytest.mark.parametrize(
    "line",
    [
        "Docks, cranes, sheds and rails are to be repaired",
        "What the union wants now from the council",
        "Reopening the docks, one by one",
        "Kolb: “Nothing is settled until all is settled”",
    ],
)
def test_a_last_line_without_a_full_stop_is_no_tag_line(read_text: Read, line: str) -> None:
    assert read_text(f"{BODY}\n{line}").text == f"{TEXT}\n\n{line}"


def test_a_backslash_before_a_quote_is_removed(read_text: Read, removed_text: Removed) -> None:
    source = f'{FIRST}\n\\"Nothing is settled,\\" she said.\n{THIRD}'
    article = read_text(source)
    assert article.text.split("\n\n")[1] == '"Nothing is settled," she said.'
    assert removed_text(article, source) == [("escape", "\\"), ("escape", "\\")]


def test_line_breaks_written_out_are_paragraph_breaks(read_text: Read) -> None:
    article = read_text(f"{FIRST}\\n\\n{SECOND}\\n{THIRD}")
    assert article.text == TEXT


def test_a_path_is_no_line_break(read_text: Read) -> None:
    article = read_text(f"{FIRST}\nThe plans lay in C:\\new\\notes on the mayor's machine.\n{THIRD}")
    assert "C:\\new\\notes" in article.text


def test_unicode_and_blanks_within_the_text_are_kept(read_text: Read) -> None:
    line = "The toll is 40\u00a0000 crowns — “a joke”, said Kólb\u2009…\u00a0and\tshe left."
    article = read_text(f"{FIRST}\n\u00a0{line}\u00a0 \n{THIRD}")
    assert article.text.split("\n\n")[1] == line


def test_indented_paragraphs_of_wire_copy_are_told_apart(read_text: Read) -> None:
    source = (
        "    VELDE, Nov 3 (Reuter) - A strike by ground staff closed the harbour\n"
        "on Friday and left 4,000 passengers stranded, the operator said.\n"
        '    "We have no date for the reopening," a spokesman said by\n'
        "telephone.\n"
        "    The union, which represents 2,300 workers, wants a rise of\n"
        "nine percent. The operator has offered four.\n"
        " REUTER\n"
    )
    article = read_text(source)
    assert [p.split()[-1] for p in article.text.split("\n\n")] == ["said.", "telephone.", "four."]
    assert article.credits == ("Reuters",)


def test_lines_broken_at_a_fixed_width_are_joined(read_text: Read) -> None:
    source = (
        "VELDE DOCKS TO REOPEN\n\n"
        "The harbour council of Port Velde agreed on Tuesday to reopen\n"
        "the northern docks after a week of talks, and the first ships\n"
        "are expected to leave before the end of the month, officials\n"
        "said.\n\n"
        "Mayor Irena Kolb said the agreement would let the grain ships\n"
        "leave before the storms of autumn, which last year cost three\n"
        "crews their lives.\n"
    )
    article = read_text(source)
    assert article.title == "VELDE DOCKS TO REOPEN"
    assert [p.split()[-1] for p in article.text.split("\n\n")] == ["said.", "lives."]
    assert "reopen the northern" in article.text


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2009 The Velde Times", "The Velde Times"),
        ("© The Velde Times 2009", "The Velde Times"),
        ("(c) 2009 Velde Times Ltd. All rights reserved.", "Velde Times"),
        ("Copyright 2009 Velde Times. All rights reserved.", "Velde Times"),
        ("Velde Times, page 3", "Velde Times"),
        ("The Velde Times, 3 March 2009, p. A3", "The Velde Times"),
        ("Published on page 3 of The Velde Times.", "The Velde Times"),
        ("This article appeared in the print edition of The Velde Times.", "The Velde Times"),
        ("Please cite the Velde Times.", "Velde Times"),
        ("Please credit The Velde Times when quoting this report.", "The Velde Times"),
        ("When quoting from this article, please cite the Velde Times", "Velde Times"),
        ("© 2009 Jane Doe", None),
        ("© Getty Images", None),
    ],
)
def test_a_closing_notice_names_the_outlet_and_is_no_text(read_text: Read, line: str, outlet: str | None) -> None:
    source = f"Velde docks to reopen\n\n{TEXT}\n\n{line}\n"
    article = read_text(source)
    assert article.text == TEXT
    assert article.outlet == outlet
    assert [note.reason for note in article.removed if note.source_start > source.index(TEXT)] == ["boilerplate"]


def test_an_agency_that_holds_the_copyright_is_credited(read_text: Read) -> None:
    article = read_text(f"{TEXT}\n\nCopyright 2009 The Associated Press. All rights reserved.")
    assert (article.outlet, article.credits, article.text) == (None, ("AP",), TEXT)


def test_the_source_names_the_outlet_before_a_notice_does(read_text: Read) -> None:
    article = read_text(f"---\noutlet: Keth Gazette\n---\n\n{TEXT}\n\n© 2009 The Velde Times\n", "a.md")
    assert article.outlet == "Keth Gazette"


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour master asked the crews to look at page 3 of the plan.",
        "Critics say that please is not enough and credit is due to the Velde council.",
        "The agreement is printed on page 3.",
    ],
)
def test_a_last_sentence_is_no_notice(read_text: Read, sentence: str) -> None:
    assert read_text(f"{TEXT}\n\n{sentence}").text == f"{TEXT}\n\n{sentence}"


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Facebook and X", "Follow us: Facebook | X", "Follow us for more news from Velde!", "Follow us",
        "Follow us @velde", "Follow the Velde Times for live updates",
    ],
)  # fmt: skip
def test_closings_in_the_markup_of_a_record_are_removed(
    tmp_path: Path, read_path: Callable[..., tuple[list[Article], list[object]]], line: str
) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    for markup in (f"<p>{line}</p>", f"<p><strong>{line}</strong></p>", f"<div>{line}</div>", f"<br/>{line}"):
        path = tmp_path / "a.json"
        path.write_text(json.dumps({"title": "Velde docks to reopen", "text": f"{body}{markup}"}))
        (article,), _ = read_path(path)
        assert article.text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "See also: [All our reports](https://velde.example/all)",
        "**Read more:** [All our reports](https://velde.example/all)",
        "Read more: <https://velde.example/all>",
        "[Read more: the harbour in ten charts](https://velde.example/charts)",
        "*See also:* [one](https://velde.example/1), [two](https://velde.example/2)",
        "Related: [All our reports](https://velde.example/all)",
    ],
)
def test_a_closing_link_in_markdown_is_a_reference(read_text: Read, line: str) -> None:
    source = f"# Velde docks to reopen\n\n{TEXT}\n\n{line}\n"
    article = read_text(source, "a.md")
    assert article.text == TEXT
    assert "reference" in [note.reason for note in article.removed]
