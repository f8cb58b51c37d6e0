"""The tables of stances and commitments over several articles."""

from dataclasses import replace

import pytest

from variorum.compose.commitments import compose_commitments
from variorum.compose.stances import compose_stances
from variorum.model.annotation import (
    Annotation,
    CommitmentForm,
    CommitmentMention,
    Mention,
    Parse,
    ParsedSentence,
    StanceKind,
    StanceMention,
    TimeExpression,
    Token,
)
from variorum.model.record import Entity, FormerStance, Story
from variorum.model.resolution import Entities
from variorum.model.text import Article, OffsetMap, Source, Span

PEOPLE = ("Syldavia", "Borduria", "Ottokar")
TABLE = tuple(
    Entity(f"ent-{name}", "state", name, (), None, "ent-Syldavia" if name == "Ottokar" else None, (), ())
    for name in PEOPLE
)


def write(name: str, text: str, published: str | None = "2031-05-06") -> tuple[Article, Annotation]:
    """An article of one sentence with a mention for each of the people, parsed into words without grammar."""
    article = Article(name, Source(name), "", text, OffsetMap(((0, 0, len(text)),)), (), published=published)
    tokens = []
    start = 0
    for i, word in enumerate(text.split(" ")):
        bare = word.strip(".")
        tokens.append(Token(start, start + len(bare), bare, bare.lower(), "NN", "NOUN", "dep", i))
        start += len(word) + 1
    sentence = ParsedSentence(0, 0, len(text), 0, False, Parse(text, tuple(tokens)))
    mentions = tuple(Mention(0, 1, text[:1], person, "state", 0, 0, 0) for person in PEOPLE)
    return article, Annotation(name, (sentence,), mentions)


def stance(told: tuple[Article, Annotation], actor: str, issue: str, kind: StanceKind) -> tuple[Article, Annotation]:
    article, annotation = told
    span = Span(0, len(article.text))
    start = article.text.index(issue)
    found = StanceMention(PEOPLE.index(actor), issue, Span(start, start + len(issue)), None, kind, span, 0)
    return article, replace(annotation, stances=(*annotation.stances, found))


def commitment(
    told: tuple[Article, Annotation], parties: tuple[str, ...], action: str, form: CommitmentForm, status: str = "open"
) -> tuple[Article, Annotation]:
    article, annotation = told
    start = article.text.index(action)
    indices = tuple(PEOPLE.index(party) for party in parties)
    span = Span(0, len(article.text))
    found = CommitmentMention(indices, (), Span(start, start + len(action)), form, span, 0, status=status)
    return article, replace(annotation, commitments=(*annotation.commitments, found))


def entities(*told: tuple[Article, Annotation]) -> Entities:
    of = {(a.id, i): f"ent-{person}" for a, _ in told for i, person in enumerate(PEOPLE)}
    return Entities(TABLE, of)


def stances_of(*told: tuple[Article, Annotation]) -> list[tuple[str, str, str, str | None, int]]:
    rows = compose_stances([n for _, n in told], [a for a, _ in told], entities(*told))
    return [(r.actor, r.issue, r.stance, r.date, len(r.evidence)) for r in rows]


def commitments_of(*told: tuple[Article, Annotation]) -> list[tuple[tuple[str, ...], str, str, str, int]]:
    rows = compose_commitments([n for _, n in told], [a for a, _ in told], entities(*told))
    return [(r.parties, r.action, r.form, r.status, len(r.evidence)) for r in rows]


def test_one_stance_told_twice_is_one_row_with_both_passages() -> None:
    first = stance(
        write("art-1", "Syldavia rejects the border deal.", "2031-05-07"), "Syldavia", "border deal", "opposes"
    )
    fuller = "border deal without Borduria"
    second = stance(write("art-2", "Syldavia rejects a border deal without Borduria."), "Syldavia", fuller, "opposes")
    expected = [("ent-Syldavia", fuller, "opposes", "2031-05-06", 2)]
    assert stances_of(first, second) == expected
    assert stances_of(second, first) == expected


def test_stories_stay_apart() -> None:
    told = [
        commitment(
            stance(write(name, "Syldavia rejects the deal and frees sailors."), "Syldavia", "deal", "opposes"),
            ("Syldavia",), "frees sailors", "agreed",
        )
        for name in ("art-1", "art-2", "art-3")
    ]  # fmt: skip
    stories = [Story("sto-1", "One", ("art-1", "art-3"), None, None), Story("sto-2", "Other", ("art-2",), None, None)]
    given = [n for _, n in told], [a for a, _ in told], entities(*told), stories
    assert sorted(len(row.evidence) for row in compose_stances(*given)) == [1, 2]
    assert sorted(len(row.evidence) for row in compose_commitments(*given)) == [1, 2]


@pytest.mark.parametrize(
    ("one", "other", "due"),
    [
        ("release 14 Bordurian sailors", "free 17 sailors from Borduria", None),
        ("release the sailors", "let them go", "2031-06-01"),
        ("let the seaman go", "send the sailor home", None),
        ("restore every fishing licence", "give back a permit", None),
        ("let them go", "free the sailors", None),
        ("reopen the bridge", "restart the bridge", None),
    ],
)
def test_the_same_undertaking_in_other_words_is_one_row(one: str, other: str, due: str | None) -> None:
    told = []
    for name, action in (("art-1", one), ("art-2", other)):
        article, annotation = commitment(write(name, f"It will {action}."), ("Syldavia",), action, "announced")
        if due:
            time = TimeExpression(0, 1, "I", due, due, "day", "absolute")
            mentions = tuple(replace(c, due=0) for c in annotation.commitments)
            annotation = replace(annotation, times=(time,), commitments=mentions)
        told.append((article, annotation))
    assert [row[4] for row in commitments_of(*told)] == [2]
    assert commitments_of(*told) == commitments_of(*reversed(told))


@pytest.mark.parametrize(
    ("one", "other"),
    [("release the sailors", "release the text"), ("build a dam", "build a road")],
)
def test_another_deed_is_another_row(one: str, other: str) -> None:
    told = [
        commitment(write(name, f"It will {action}."), ("Syldavia",), action, "announced")
        for name, action in (("art-1", one), ("art-2", other))
    ]
    assert [row[4] for row in commitments_of(*told)] == [1, 1]


def test_a_change_of_mind_is_two_rows_with_their_dates() -> None:
    first = stance(write("art-1", "Syldavia rejects the border deal."), "Syldavia", "border deal", "opposes")
    second = stance(
        write("art-2", "Syldavia accepts the border deal.", "2031-06-01"), "Syldavia", "border deal", "supports"
    )
    assert stances_of(first, second) == [
        ("ent-Syldavia", "border deal", "opposes", "2031-05-06", 1),
        ("ent-Syldavia", "border deal", "supports", "2031-06-01", 1),
    ]


def test_two_parties_are_two_rows() -> None:
    told = stance(write("art-1", "Both reject the border deal."), "Syldavia", "border deal", "opposes")
    rows = stances_of(stance(told, "Borduria", "border deal", "opposes"))
    assert [row[0] for row in rows] == ["ent-Borduria", "ent-Syldavia"]


def test_an_actor_that_is_no_entity_has_no_row() -> None:
    article, annotation = stance(write("art-1", "Syldavia rejects the border deal."), "Syldavia", "deal", "opposes")
    assert compose_stances([annotation], [article], Entities(TABLE, {})) == ()
    assert compose_commitments([annotation], [article], Entities(TABLE, {})) == ()


def test_one_undertaking_told_twice_is_one_row_in_its_firmest_form() -> None:
    both = ("Borduria", "Syldavia")
    first = commitment(write("art-1", "They agreed to reopen port Klow."), both, "reopen port Klow", "agreed")
    second = commitment(
        write("art-2", "They signed to reopen port Klow soon."), both, "reopen port Klow soon", "signed"
    )
    parties = ("ent-Borduria", "ent-Syldavia")
    assert commitments_of(first, second) == [(parties, "reopen port Klow soon", "signed", "open", 2)]


def test_a_minister_counts_as_the_state_and_fewer_parties_as_the_same() -> None:
    first = commitment(write("art-1", "Agreed reopen port."), ("Borduria", "Ottokar"), "reopen port", "agreed")
    second = commitment(write("art-2", "Will reopen port."), ("Syldavia",), "reopen port", "announced")
    assert [row[4] for row in commitments_of(first, second)] == [2]


def test_what_became_of_it() -> None:
    made = commitment(write("art-1", "Pledged to free sailors."), ("Borduria",), "free sailors", "announced")
    later = write("art-2", "Denied to free sailors.", "2031-05-09")
    for status in ("disputed", "withdrawn", "fulfilled", "reaffirmed"):
        rows = commitments_of(made, commitment(later, ("Borduria",), "free sailors", "announced", status))
        assert [(row[3], row[4]) for row in rows] == [(status, 2)]


def test_what_is_only_denied_is_no_undertaking() -> None:
    denied = commitment(write("art-1", "Denied to free sailors."), ("Borduria",), "free sailors", "agreed", "disputed")
    assert commitments_of(denied) == []


def test_a_request_is_not_an_undertaking_of_the_same() -> None:
    asked = commitment(write("art-1", "Asked to free sailors."), ("Borduria",), "free sailors", "requested")
    agreed = commitment(write("art-2", "Agreed to free sailors."), ("Borduria",), "free sailors", "agreed")
    assert [row[2] for row in commitments_of(asked, agreed)] == ["requested", "agreed"]


@pytest.mark.parametrize("marker", ["if", "only if", "If"])
def test_a_condition_is_given_without_its_marker(marker: str) -> None:
    words = f"{marker} Borduria leaves"
    article, annotation = stance(write("art-1", f"Syldavia backs a deal {words}."), "Syldavia", "deal", "conditional")
    start = article.text.index(words)
    told = tuple(replace(s, condition=Span(start, start + len(words))) for s in annotation.stances)
    row = compose_stances([replace(annotation, stances=told)], [article], entities((article, annotation)))[0]
    assert row.condition == "Borduria leaves"


def test_issues_in_words_that_mean_one_thing_are_one() -> None:
    first = stance(write("art-1", "Syldavia rejects the agreement."), "Syldavia", "agreement", "opposes")
    second = stance(write("art-2", "Syldavia rejects the deal."), "Syldavia", "deal", "opposes")
    assert [row[4] for row in stances_of(first, second)] == [2]


def topics_of(*told: tuple[Article, Annotation]) -> list[tuple[str, str, str, str]]:
    rows = compose_stances([n for _, n in told], [a for a, _ in told], entities(*told))
    return [(r.actor, r.stance, r.topic, r.on_topic) for r in rows]


def test_what_two_parties_call_by_other_names_is_one_topic() -> None:
    first = stance(write("art-1", "Syldavia wants League membership."), "Syldavia", "League membership", "supports")
    second = stance(write("art-2", "Borduria rejects joining League."), "Borduria", "joining League", "opposes")
    third = stance(write("art-3", "Ottokar backs the dam."), "Ottokar", "dam", "supports")
    topics = {actor: topic for actor, _, topic, _ in topics_of(first, second, third)}
    assert topics["ent-Syldavia"] == topics["ent-Borduria"] != topics["ent-Ottokar"]


def test_against_what_leaves_one_out_is_for_having_a_part() -> None:
    first = stance(write("art-1", "Syldavia wants part in the talks."), "Syldavia", "part in the talks", "supports")
    second = stance(write("art-2", "Borduria rejects talks without it."), "Borduria", "talks without it", "opposes")
    assert sorted(topics_of(first, second)) == [
        ("ent-Borduria", "opposes", "part in the talks", "supports"),
        ("ent-Syldavia", "supports", "part in the talks", "supports"),
    ]


def test_a_change_of_mind_is_marked_with_both_dates() -> None:
    told = [
        stance(write(name, f"Syldavia {verb} the border deal.", day), "Syldavia", "border deal", side)
        for name, verb, day, side in (
            ("art-1", "rejects", "2031-05-06", "opposes"),
            ("art-2", "accepts", "2031-06-01", "supports"),
            ("art-3", "hails", "2031-06-02", "supports"),
        )
    ]
    one, two = compose_stances([n for _, n in told], [a for a, _ in told], entities(*told))
    assert (one.stance, one.changed_from) == ("opposes", None)
    assert (two.stance, two.date, two.changed_from) == ("supports", "2031-06-01", FormerStance("opposes", "2031-05-06"))


def test_two_sides_on_one_day_and_a_condition_left_out_are_no_change() -> None:
    def change(first: StanceKind, second: StanceKind, day: str) -> list[FormerStance | None]:
        told = [
            stance(write("art-1", "Syldavia on the deal."), "Syldavia", "deal", first),
            stance(write("art-2", "Syldavia on the deal.", day), "Syldavia", "deal", second),
        ]
        rows = compose_stances([n for _, n in told], [a for a, _ in told], entities(*told))
        return [row.changed_from for row in rows]

    assert change("supports", "opposes", "2031-05-06") == [None, None]
    assert change("conditional", "supports", "2031-05-09") == [None, None]
    assert change("opposes", "conditional", "2031-05-09") == [None, FormerStance("opposes", "2031-05-06")]
