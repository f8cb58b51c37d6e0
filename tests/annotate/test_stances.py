"""Stances as an analyst reads them: who is for or against what, and on which condition."""

from collections.abc import Callable

import pytest

from variorum.annotate.antecedents import resolve_pronouns
from variorum.annotate.gerunds import gerund
from variorum.annotate.parties import read_scenes
from variorum.annotate.stances import find_stances
from variorum.model.annotation import EntityKind, Mention, ParsedSentence, Quotation, StanceMention
from variorum.model.text import Article, Span

PARTIES: dict[str, EntityKind] = {
    "Syldavia": "state",
    "Borduria": "state",
    "Ottokar": "person",
    "Szohod": "place",
    "Parliament": "organization",
}
DEMONYMS = {"Syldavian": "Syldavia", "Bordurian": "Borduria"}
Find = Callable[..., tuple[list[tuple[str, str, str, str | None]], tuple[StanceMention, ...], Article]]


def name_parties(article: Article, sentences: tuple[ParsedSentence, ...]) -> tuple[Mention, ...]:
    """Stand in for the finder of mentions: these tests are of what follows from it."""
    found = []
    for sentence in sentences:
        for index, token in enumerate(sentence.parse.tokens):
            name = DEMONYMS.get(token.text, token.text)
            if name in PARTIES:
                span = sentence.span(index, index)
                demonym = token.text in DEMONYMS
                text = article.text[span.start : span.end]
                found.append(
                    Mention(
                        span.start, span.end, text, name, PARTIES[name], sentence.index, index, index, demonym=demonym
                    )
                )
    return tuple(found)


@pytest.fixture(scope="session")
def find(make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]) -> Find:
    def find(
        text: str, said: str | None = None, speaker: str = "Ottokar"
    ) -> tuple[list[tuple[str, str, str, str | None]], tuple[StanceMention, ...], Article]:
        article = make_article(text)
        sentences = parse_article(article)
        mentions = name_parties(article, sentences)
        quotations: tuple[Quotation, ...] = ()
        if said is not None:
            start = text.index(said)
            index = next(i for i, m in enumerate(mentions) if m.name == speaker)
            quotations = (Quotation("direct", Span(start, start + len(said)), index, None, "said", None, 0),)
        scenes = read_scenes(article, sentences, mentions, quotations, resolve_pronouns(sentences, mentions))
        stances = find_stances(scenes, ())
        rows = [
            (mentions[s.actor].name, s.stance, s.issue, None if s.target is None else mentions[s.target].name)
            for s in stances
        ]
        return rows, stances, article

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Syldavia rejected any deal made without Borduria.",
            ("Syldavia", "opposes", "deal made without Borduria", "Borduria"),
        ),
        ("The accord was rejected by Borduria.", ("Borduria", "opposes", "accord", None)),
        ("Ottokar reaffirmed the commitment to Syldavia.", ("Ottokar", "supports", "Syldavia", "Syldavia")),
        ("Ottokar expressed support for the truce.", ("Ottokar", "supports", "truce", None)),
        ("Borduria called for an immediate ceasefire.", ("Borduria", "supports", "immediate ceasefire", None)),
        ("Syldavia does not support the pipeline.", ("Syldavia", "opposes", "pipeline", None)),
        ("Syldavia refused to accept the annexation.", ("Syldavia", "opposes", "annexation", None)),
        ("Borduria did not rule out sending troops.", ("Borduria", "undecided", "sending troops", None)),
        (
            "Syldavia has not decided whether to attend the summit.",
            ("Syldavia", "undecided", "attending the summit", None),
        ),
        ("Borduria is opposed to the tariffs.", ("Borduria", "opposes", "tariffs", None)),
        ("Ottokar called the pipeline a mistake.", ("Ottokar", "opposes", "pipeline", None)),
        (
            "Ottokar said membership for Borduria is unrealistic.",
            ("Ottokar", "opposes", "membership for Borduria", "Borduria"),
        ),
        ("Syldavian officials welcomed the truce.", ("Syldavia", "supports", "truce", None)),
        (
            "Ottokar insisted that Borduria must leave the valley.",
            ("Ottokar", "supports", "Borduria leaving the valley", "Borduria"),
        ),
        (
            "Syldavia urged Borduria to release the sailors.",
            ("Syldavia", "supports", "Borduria releasing the sailors", "Borduria"),
        ),
        ("Syldavia urged Borduria to reject the pipeline.", ("Syldavia", "opposes", "pipeline", None)),
        ("The vote showed Borduria's opposition to the treaty.", ("Borduria", "opposes", "treaty", None)),
    ],
)
def test_a_party_takes_a_side(find: Find, text: str, expected: tuple[str, str, str, str | None]) -> None:
    rows, _, _ = find(text)
    assert rows == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A deal was rejected yesterday.",
        "Borduria may reject the pipeline.",
        "Did Borduria reject the pipeline?",
        "Borduria denied having rejected the pipeline.",
        "Ottokar met Borduria in the valley.",
    ],
)
def test_no_side_is_taken(find: Find, text: str) -> None:
    assert find(text)[0] == []


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Syldavia rejected any outcome of the talks, which Borduria had asked for.", "outcome of the talks"),
        ("Ottokar backs the idea of a joint border patrol in a speech to students.", "joint border patrol"),
        ("Syldavia insists that it must be consulted on the dam.", "being consulted on the dam"),
        ("Borduria urged Syldavia to permit inspections on Monday.", "Syldavia permitting inspections"),
        ("Ottokar expressed anger at not being part of the inquiry.", "being part of the inquiry"),
        ("Ottokar praised his party's decision to leave the customs union despite protests.",
         "decision to leave the customs union"),
        ("Syldavia reaffirmed its opposition to Borduria joining the union.", "Borduria joining the union"),
        ("Borduria refused to let a foreign court rule on the valley.", "letting a foreign court rule on the valley"),
        ("Ottokar welcomed the long-range radar agreement.", "long-range radar agreement"),
    ],
)  # fmt: skip
def test_an_issue_reads_as_one_would_write_it(find: Find, text: str, issue: str) -> None:
    assert [row[2] for row in find(text)[0]] == [issue]


@pytest.mark.parametrize(
    "text",
    [
        "Syldavia asked for the vessel.",  # a bare thing is no issue
        "Ottokar supported much of it.",
        "Syldavia demanded forty million.",
        "Borduria blamed the heavy rain.",  # no party
        "Ottokar is studying the success of the harvest.",
        "Borduria must reject the pipeline.",  # what it should do is no view of its own
        "Before agreeing to talks, Borduria counted its ships.",
        "Nobody knows what happens if Borduria rejects the pipeline.",
        "Syldavia called a meeting with its allies to discuss the flood.",
    ],
)
def test_what_names_no_issue_or_is_no_view_is_left_out(find: Find, text: str) -> None:
    assert find(text)[0] == []


def test_a_deed_on_a_condition_is_named_as_a_deed(find: Find) -> None:
    rows, _, _ = find("Borduria would scrap the missile programme if Syldavia guaranteed its borders.")
    assert [row[:3] for row in rows] == [("Borduria", "conditional", "scrapping the missile programme")]


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("leave", "leaving"), ("tie", "tying"), ("agree", "agreeing"), ("stop", "stopping"), ("permit", "permitting"),
     ("keep", "keeping"), ("quit", "quitting"), ("be", "being"), ("visit", "visiting"), ("panic", "panicking"),
     ("play", "playing")],
)  # fmt: skip
def test_gerunds_are_spelt_as_english_spells_them(lemma: str, form: str) -> None:
    assert gerund(lemma) == form


def test_condition_is_given_in_its_words(find: Find) -> None:
    rows, (stance,), article = find("Ottokar would accept the plan only if Borduria withdrew its troops.")
    assert rows[0][:3] == ("Ottokar", "conditional", "plan")
    assert stance.condition is not None
    assert article.text[stance.condition.start : stance.condition.end] == "only if Borduria withdrew its troops"


def test_issue_span_is_exact(find: Find) -> None:
    _, (stance,), article = find("On Monday Syldavia rejected the new border treaty, which nobody had read.")
    assert article.text[stance.issue_span.start : stance.issue_span.end] == "new border treaty"
    assert stance.issue == "new border treaty"


def test_demands_in_quotations_are_the_speakers(find: Find) -> None:
    text = "“Borduria must leave the valley, and we will never accept the annexation,” Ottokar said."
    rows, _, _ = find(text, said=text[1 : text.index(",”")])
    assert rows == [
        ("Ottokar", "supports", "Borduria leaving the valley", "Borduria"),
        ("Ottokar", "opposes", "annexation", None),
    ]


def test_each_of_two_parties_and_issues_is_told(find: Find) -> None:
    rows, _, _ = find("Syldavia and Borduria condemned the attack and the blockade.")
    assert [row[:3] for row in rows] == [
        ("Syldavia", "opposes", "attack"),
        ("Borduria", "opposes", "attack"),
        ("Syldavia", "opposes", "blockade"),
        ("Borduria", "opposes", "blockade"),
    ]


def test_the_clause_stands_without_its_that(find: Find) -> None:
    _, (stance,), article = find("The envoy told them that Syldavia rejects the annexation.")
    assert article.text[stance.clause.start : stance.clause.end] == "Syldavia rejects the annexation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syldavia will not give up the ban.", ("Syldavia", "supports", "ban", None)),
        (
            "Ottokar denied that any prisoner would be released.",
            ("Ottokar", "opposes", "prisoner being released", None),
        ),
        ("Ottokar demands an inquiry. Syldavia is against it.", ("Syldavia", "opposes", "inquiry", None)),
        ("Syldavia wants to ratify but makes it depend on money.", ("Syldavia", "conditional", "ratifying", None)),
        (
            "Syldavia made its signature conditional on a loan.",
            ("Syldavia", "conditional", "signature", None),
        ),
        ("Syldavia could accept the draft if the levy fell.", ("Syldavia", "conditional", "accepting the draft", None)),
        ("Syldavia is ready to negotiate.", ("Syldavia", "supports", "negotiating", None)),
        ("Syldavia rebuked neighbouring Borduria.", ("Syldavia", "opposes", "Borduria", "Borduria")),
    ],
)
def test_sides_told_by_the_turn_of_the_clause(
    find: Find, text: str, expected: tuple[str, str, str, str | None]
) -> None:
    assert expected in find(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Syldavia and Borduria fell silent, raising hopes of an exchange.",
        '"A dead man cannot be brought back," Ottokar said.',
        "Ottokar said that an exchange, if there was one, would take place on the bridge.",
        "Syldavia moved away from criticizing the plan.",
    ],
)
def test_what_takes_no_side(find: Find, text: str) -> None:
    assert find(text)[0] == []


def test_who_dismisses_the_hopes_of_one_is_not_said_to_oppose_it(find: Find) -> None:
    rows, _, _ = find("Ottokar dismissed Borduria's aspirations to join the pact as unrealistic.")
    assert [issue for _, _, issue, _ in rows] == ["Borduria's aspirations to join the pact"]


def test_it_points_back_to_the_clause_just_before_only(find: Find) -> None:
    rows, _, _ = find("Ottokar demands an inquiry. The train was late. Syldavia is against it.")
    assert [actor for actor, _, _, _ in rows] == ["Ottokar"]
