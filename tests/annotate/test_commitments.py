"""Commitments as an analyst reads them: who undertook what towards whom, how firmly, by when, on which condition."""

from collections.abc import Callable

import pytest

from variorum.annotate.antecedents import resolve_pronouns
from variorum.annotate.commitments import find_commitments
from variorum.annotate.parties import read_scenes
from variorum.model.annotation import CommitmentMention, Mention, ParsedSentence, Quotation, TimeExpression
from variorum.model.text import Article, Span

STATES = ("Syldavia", "Borduria")
Row = tuple[tuple[str, ...], str, str, tuple[str, ...], str]
Find = Callable[..., tuple[list[Row], tuple[CommitmentMention, ...], Article]]


def name_parties(sentences: tuple[ParsedSentence, ...]) -> tuple[Mention, ...]:
    """Stand in for the finder of mentions: these tests are of what follows from it."""
    found = []
    for sentence in sentences:
        for index, token in enumerate(sentence.parse.tokens):
            if token.text in STATES or token.text == "Ottokar":
                kind = "state" if token.text in STATES else "person"
                span = sentence.span(index, index)
                title = "Syldavian President" if kind == "person" else None
                found.append(
                    Mention(span.start, span.end, token.text, token.text, kind, sentence.index, index, index, title)  # type: ignore[arg-type]
                )
    return tuple(found)


@pytest.fixture(scope="session")
def find(make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]) -> Find:
    def find(
        text: str, said: str | None = None, when: str | None = None
    ) -> tuple[list[Row], tuple[CommitmentMention, ...], Article]:
        article = make_article(text, published="2031-05-06")
        sentences = parse_article(article)
        mentions = name_parties(sentences)
        quotations: tuple[Quotation, ...] = ()
        if said is not None:
            start = text.index(said)
            speaker = next(i for i, m in enumerate(mentions) if m.name == "Ottokar")
            quotations = (Quotation("direct", Span(start, start + len(said)), speaker, None, "said", None, 0),)
        times: tuple[TimeExpression, ...] = ()
        if when is not None:
            start = text.index(when)
            times = (
                TimeExpression(
                    start, start + len(when), when, "2031-05-09", "2031-05-09", "day", "published", sentence=0
                ),
            )
        scenes = read_scenes(article, sentences, mentions, quotations, resolve_pronouns(sentences, mentions))
        found = find_commitments(article, scenes, times)
        rows = [
            (
                tuple(mentions[i].name for i in c.parties),
                c.form,
                article.text[c.action.start : c.action.end],
                tuple(mentions[i].name for i in c.to),
                c.status,
            )
            for c in found
        ]
        return rows, found, article

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Borduria pledged to release the sailors.", (("Borduria",), "announced", "release the sailors", (), "open")),
        ("Borduria offered to host the talks.", (("Borduria",), "offered", "host the talks", (), "open")),
        (
            "Syldavia asked Borduria to release the sailors.",
            (("Borduria",), "requested", "release the sailors", ("Syldavia",), "open"),
        ),
        (
            "Syldavia called on Borduria to withdraw.",
            (("Borduria",), "requested", "withdraw", ("Syldavia",), "open"),
        ),
        (
            "Syldavia and Borduria signed an agreement to exchange prisoners.",
            (("Syldavia", "Borduria"), "signed", "exchange prisoners", (), "open"),
        ),
        ("Syldavia agreed with Borduria on a truce.", (("Syldavia",), "agreed", "truce", ("Borduria",), "open")),
        (
            "Borduria promised Syldavia to return the ships.",
            (("Borduria",), "announced", "return the ships", ("Syldavia",), "open"),
        ),
        ("Borduria agreed not to fire first.", (("Borduria",), "agreed", "not to fire first", (), "open")),
        (
            "Borduria said that it will reopen the bridge.",
            (("Borduria",), "announced", "reopen the bridge", (), "open"),
        ),
        (
            "Syldavia withdrew its offer to host the talks.",
            (("Syldavia",), "offered", "host the talks", (), "withdrawn"),
        ),
        (
            "Syldavia fulfilled its pledge to free the sailors.",
            (("Syldavia",), "announced", "free the sailors", (), "fulfilled"),
        ),
        (
            "Syldavia reaffirmed its commitment to the truce.",
            (("Syldavia",), "announced", "truce", (), "reaffirmed"),
        ),
        (
            "Borduria denied having agreed to withdraw its troops.",
            (("Borduria",), "agreed", "withdraw its troops", (), "disputed"),
        ),
        (
            "President Ottokar said Syldavia would reopen the port.",
            (("Syldavia",), "announced", "reopen the port", (), "open"),
        ),
        (
            "Syldavia will reopen the bridge on October 1.",
            (("Syldavia",), "announced", "reopen the bridge on October 1", (), "open"),
        ),
        ("Syldavia offered €120m for the port.", (("Syldavia",), "offered", "€120m", (), "open")),
        ("Syldavia is ready to receive the envoys.", (("Syldavia",), "offered", "receive the envoys", (), "open")),
    ],
)
def test_what_is_undertaken(find: Find, text: str, expected: Row) -> None:
    rows, _, _ = find(text)
    assert rows == [expected]


@pytest.mark.parametrize(
    ("text", "action", "condition"),
    [
        ("“We will let them go if the army leaves,” Ottokar said.", "let them go", "if the army leaves"),
        ("“We will not shoot as long as they stay away,” Ottokar said.", "not shoot", "as long as they stay away"),
        ("As soon as the war ends, we will send fuel, Ottokar said.", "send fuel", "As soon as the war ends"),
    ],
)
def test_a_promise_in_own_words_keeps_its_condition(find: Find, text: str, action: str, condition: str) -> None:
    rows, found, article = find(text, said=text.removesuffix(", Ottokar said.").removesuffix(",” Ottokar said."))
    assert [(row[0], row[2]) for row in rows] == [(("Ottokar",), action)]
    assert [article.text[c.condition.start : c.condition.end] for c in found if c.condition] == [condition]


def test_each_point_of_a_communique_is_a_commitment(find: Find) -> None:
    rows, _, _ = find("Syldavia and Borduria agreed to restore embassy staffing, form a team, and explore cooperation.")
    assert [row[:3] for row in rows] == [
        (STATES, "agreed", "restore embassy staffing"),
        (STATES, "agreed", "form a team"),
        (STATES, "agreed", "explore cooperation"),
    ]


def test_points_after_a_colon(find: Find) -> None:
    rows, _, _ = find(
        "Syldavia and Borduria agreed on three points: "
        "restoring the ferry, forming a joint team and exploring fisheries."
    )
    assert [row[2] for row in rows] == ["restoring the ferry", "forming a joint team", "exploring fisheries"]


def test_both_sides_are_the_two_named_before(find: Find) -> None:
    rows, _, _ = find("Talks between Syldavia and Borduria ended well. Both sides agreed to reopen the border.")
    assert rows == [(STATES, "agreed", "reopen the border", (), "open")]


@pytest.mark.parametrize(
    "text",
    [
        "Borduria refused to release the sailors.",
        "Borduria may agree to release the sailors.",
        "Did Borduria agree to release the sailors?",
        "Ottokar said that Borduria will attack.",
        "Borduria will not reopen the bridge.",
        "“We will not sign unless they pay,” Ottokar said.",
        "An agreement to exchange prisoners was discussed.",
        "Ottokar stressed his commitment to exploring the caves.",
        "Syldavia will celebrate when Borduria agrees to release the sailors.",
        "Borduria called a meeting to count the ships.",
        "Syldavia agreed to do the same.",
    ],
)
def test_no_commitment(find: Find, text: str) -> None:
    assert find(text)[0] == []


def test_condition_and_due_date(find: Find) -> None:
    text = "Borduria offered to withdraw by Friday in exchange for grain."
    rows, (commitment,), article = find(text, when="Friday")
    assert rows[0][:2] == (("Borduria",), "offered")
    assert commitment.due == 0
    assert commitment.condition is not None
    assert article.text[commitment.condition.start : commitment.condition.end] == "in exchange for grain"
    assert "exchange" not in rows[0][2]


def test_we_is_the_speaker(find: Find) -> None:
    rows, _, _ = find("“We will reopen the bridge,” President Ottokar said.", said="We will reopen the bridge,")
    assert rows == [(("Ottokar",), "announced", "reopen the bridge", (), "open")]


def test_money_is_promised_with_what_it_is_for(find: Find) -> None:
    rows, _, _ = find("Borduria promised three million crowns to rebuild the lighthouse.")
    assert [row[:3] for row in rows] == [(("Borduria",), "announced", "three million crowns to rebuild the lighthouse")]


def test_terms_of_no_party_are_those_of_who_agreed(find: Find) -> None:
    rows, _, _ = find("Syldavia and Borduria agreed on a truce. Under the agreement, the trains will run again in May.")
    assert [(set(row[0]), row[1], row[2]) for row in rows] == [
        ({"Syldavia", "Borduria"}, "agreed", "truce"),
        ({"Syldavia", "Borduria"}, "agreed", "the trains will run again in May"),
    ]


def test_terms_of_nobody_are_left_out(find: Find) -> None:
    assert find("Under the agreement, the trains will run again in May.")[0] == []


def test_what_a_minister_says_of_an_arm_of_the_state(find: Find) -> None:
    text = "The navy of Syldavia will send a tug to the bay, President Ottokar said after the storm."
    assert [(row[0], row[1], row[2]) for row in find(text)[0]] == [
        (("Syldavia",), "announced", "send a tug to the bay")
    ]


def test_a_quote_mark_does_not_end_the_action(find: Find) -> None:
    (row,), _, _ = find("Borduria said it would “tear up” the contract if Syldavia left.")
    assert row[2].endswith("the contract")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Syldavia has also secured assurances from Borduria about access to its ports, which are free of ice.",
            [(("Borduria",), "announced", "access to its ports", ("Syldavia",), "open")],
        ),
        (
            "Syldavia won a pledge from Borduria to pay for the bridge.",
            [(("Borduria",), "announced", "pay for the bridge", ("Syldavia",), "open")],
        ),
        (
            "Syldavia unveiled plans to build a dam on the border.",
            [(("Syldavia",), "announced", "build a dam on the border", (), "open")],
        ),
        (
            "Syldavia and Borduria agreed to work towards ending the war and restoring their ties.",
            [
                (("Syldavia", "Borduria"), "agreed", "ending the war", (), "open"),
                (("Syldavia", "Borduria"), "agreed", "restoring their ties", (), "open"),
            ],
        ),
        (
            "Syldavia and Borduria agreed on a truce. The talks centred on three aims: reopening the embassies, "
            "forming a joint team, and exploring trade.",
            [
                (("Syldavia", "Borduria"), "agreed", "truce", (), "open"),
                (("Syldavia", "Borduria"), "announced", "reopening the embassies", (), "open"),
                (("Syldavia", "Borduria"), "announced", "forming a joint team", (), "open"),
                (("Syldavia", "Borduria"), "announced", "exploring trade", (), "open"),
            ],
        ),
        ("The talks of Syldavia and Borduria focused on three points: the border, the war and fish.", []),
        ("Syldavia said that both sides were willing to listen.", []),
    ],
)
def test_what_nouns_and_lists_undertake(find: Find, text: str, expected: list[Row]) -> None:
    assert find(text)[0] == expected
