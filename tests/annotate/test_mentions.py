"""What is found as a mention: the bare name, its kind, the title beside it, and what stands for a government."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.annotate.mentions import find_mentions
from variorum.model.annotation import Mention, ParsedSentence
from variorum.model.text import Article

Find = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def find(make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]) -> Find:
    def run(text: str) -> tuple[Mention, ...]:
        article = make_article(text)
        return find_mentions(article, parse_article(article))

    return run


def named(mentions: tuple[Mention, ...], text: str) -> Mention:
    found = [m for m in mentions if m.text == text]
    assert found, f"no mention {text!r} among {[m.text for m in mentions]}"
    return found[0]


def test_a_title_before_a_name_is_no_part_of_it(find: Find) -> None:
    mentions = find("Russian Foreign Minister Pavel V. Orlov met U.S. Secretary of State Martin Holt on Monday.")
    orlov, holt = named(mentions, "Pavel V. Orlov"), named(mentions, "Martin Holt")
    assert (orlov.kind, orlov.title) == ("person", "Russian Foreign Minister")
    assert (holt.kind, holt.title) == ("person", "U.S. Secretary of State")
    assert named(mentions, "Russian").code == "RUS"
    assert named(mentions, "Russian").demonym
    assert named(mentions, "U.S.").code == "USA"
    assert not {"State", "Secretary of State", "Foreign Minister"} & {m.text for m in mentions}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Martin Holt, the secretary of state, left early.", "Martin Holt", "secretary of state"),
        ("The Kenyan president, James Odera, said nothing.", "James Odera", "Kenyan president"),
        ("He spoke to Anna Kolt, Vendia's foreign minister, in Geneva.", "Anna Kolt", "Vendia's foreign minister"),
        ("Omar Haddou, envoy of the Council of Oslo (CO), left.", "Omar Haddou", "envoy of the Council of Oslo"),
        ("Anna Kolt, who is foreign minister of Chile, said nothing.", "Anna Kolt", "foreign minister of Chile"),
        ("Tomas Arlen was elected president of Chile on Monday.", "Tomas Arlen", "president of Chile"),
        ("Tomas Arlen, president of Chile since 2010, stayed.", "Tomas Arlen", "president of Chile"),
        ("White House Security Adviser Mike Dolan agreed.", "Mike Dolan", "White House Security Adviser"),
        ("Reporters asked former Prime Minister Ellen Marsh about it.", "Ellen Marsh", "former Prime Minister"),
    ],
)  # fmt: skip
def test_titles_stand_before_or_after(find: Find, text: str, name: str, title: str) -> None:
    mention = named(find(text), name)
    assert mention.kind == "person"
    assert mention.title == title
    assert mention.title_span is not None


@pytest.mark.parametrize("name", ["Kim Jong-un", "Liu Shan-chung"])
def test_a_given_name_of_two_syllables_is_whole(find: Find, name: str) -> None:
    assert named(find(f"The talks with {name} were held on Monday."), name).kind == "person"


def test_two_states_in_one_word_are_two(find: Find) -> None:
    mentions = find("The U.S.-Russia relationship and the Franco-German plan changed. China-Japan talks went on.")
    assert [m.code for m in mentions if m.code in ("USA", "RUS", "CHN", "JPN")] == ["USA", "RUS", "CHN", "JPN"]


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        ("Moscow said on Friday that it would sign.", "Moscow", True),
        ("The envoy rejected Moscow's demands.", "Moscow", True),
        ("Relations between Ankara and Athens are cool.", "Athens", True),
        ("The ministers met in Moscow on Friday.", "Moscow", False),
        ("The talks were held at Riyadh.", "Riyadh", False),
        ("Moscow's streets were empty on Friday.", "Moscow", False),
        ("The Riyadh meeting ended without a text.", "Riyadh", False),
        ("The Kremlin denied the report.", "Kremlin", True),
        ("Guests waited inside the Kremlin for an hour.", "Kremlin", False),
        ("Washington may be willing to wait.", "Washington", True),
    ],
)
def test_a_capital_stands_for_its_government_or_for_itself(find: Find, text: str, name: str, government: bool) -> None:
    mention = named(find(text), name)
    assert mention.government is government
    assert mention.kind == ("state" if government else "place")
    assert (mention.code is not None) is government


def test_an_invented_state_is_known_by_what_only_states_have(find: Find) -> None:
    mentions = find(
        "Vendian Foreign Minister Anna Kolt flew to Karstland. Kolt met Karstland's prime minister, Jo Brand. "
        "Vendia will pay. Karstish officials and many Vendians were pleased."
    )
    assert named(mentions, "Karstland").kind == "state"
    assert named(mentions, "Vendian").kind == "state"
    assert named(mentions, "Vendian").demonym
    assert named(mentions, "Karstish officials").kind == "group"
    assert named(mentions, "Vendians").kind == "group"


def test_the_capital_of_an_invented_state_stands_for_it_too(find: Find) -> None:
    mentions = find(
        "The president of Vendia, Tomas Arlen, spoke in Sangpul, the Vendian capital. Sangpul rejected the offer."
    )
    places, states = (
        [m for m in mentions if m.text == "Sangpul" and m.kind == "place"],
        [m for m in mentions if m.government],
    )
    assert len(places) == 1
    assert [(m.text, m.name) for m in states] == [("Sangpul", "Vendia")]


def test_bodies_groups_and_governments(find: Find) -> None:
    mentions = find(
        "Ukraine's military fired first, Russian officials said. The French government and the Foreign Ministry of "
        "Chile protested. Rebels took the bridge. NATO and the United Nations were silent."
    )
    kinds = {m.text: (m.kind, m.code) for m in mentions}
    assert kinds["Ukraine's military"] == ("organization", "UKR")
    assert kinds["Russian officials"] == ("group", "RUS")
    assert kinds["French government"] == ("state", "FRA")
    assert kinds["Foreign Ministry of Chile"] == ("organization", "CHL")
    assert kinds["Rebels"] == ("group", None)
    assert kinds["NATO"] == ("organization", "NAT")
    assert kinds["United Nations"] == ("organization", "UNO")


def test_a_body_keeps_the_state_in_its_name(find: Find) -> None:
    mentions = find("The Icelandic Coast Guard sent a ship. The envoy of the Council of River States left.")
    body = named(mentions, "Icelandic Coast Guard")
    assert (body.kind, body.code) == ("organization", "ISL")
    assert named(mentions, "Council of River States").kind == "organization"


def test_a_description_stands_for_the_one_it_can_mean(find: Find) -> None:
    mentions = find(
        "Kenyan President James Odera met Foreign Minister Ruth Abel. The Kenyan leader smiled. The foreign minister "
        "did not."
    )
    assert named(mentions, "Kenyan leader").name == "James Odera"
    assert named(mentions, "foreign minister").name == "Ruth Abel"


def test_a_description_that_may_mean_two_is_left_alone(find: Find) -> None:
    mentions = find("President James Odera met President Luis Vega. The president smiled.")
    assert [m.text for m in mentions] == ["James Odera", "Luis Vega"]


def test_an_explained_acronym_is_a_body(find: Find) -> None:
    mentions = find("The International Contact Group (ICG) met on Monday. Diplomats of the ICG left on Tuesday.")
    assert [(m.text, m.kind) for m in mentions if m.text == "ICG"] == [("ICG", "organization")] * 2


def test_a_headline_in_capitals_names_only_what_the_text_knows(find: Find) -> None:
    mentions = find(
        "KOLT SLAMS BRAND OVER DAM\n\nAnna Kolt criticized Jo Brand on Monday. Kolt had warned Brand before."
    )
    heading = [m for m in mentions if m.start < 26]
    assert {m.text for m in heading} <= {"KOLT", "BRAND"}
    assert all(m.kind == "person" for m in heading)


def test_a_name_that_people_and_states_share_needs_support(find: Find) -> None:
    assert all(m.code != "GEO" for m in find("Voters in Atlanta, Georgia, went to the polls."))
    assert any(m.code == "GEO" for m in find("Tbilisi is the capital of Georgia. Georgia asked for help."))


def test_sports_and_lists_do_not_crash(find: Find) -> None:
    names = ", ".join(f"Player{chr(97 + i % 26)} Name{chr(97 + i // 26)}" for i in range(200))
    assert isinstance(find(f"The squad: {names}."), tuple)
    assert find("") == ()


FRAGMENTS = (
    "Moscow", "U.S.-Russia", "President", "the", "Vendian", "'s", "of", "Anna Kolt", ",", "(", ")", "—", "-", ".",
    "Foreign Minister", "said", "\n", "“", "Washington, D.C.", "leader", "army", "officials", "İstanbul", "ICG", "é",
    "and", "government",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_mentions_never_overlap_and_always_stand_in_the_text(find: Find, words: list[str]) -> None:
    text = " ".join(words).strip()
    mentions = find(text)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.name
        if mention.title_span is not None:
            assert " ".join(text[mention.title_span.start : mention.title_span.end].split()) == mention.title
    for one, other in pairwise(mentions):
        assert one.end <= other.start
