"""Rows, statements and the synopsis: what is the same in other words, and what only looks so."""

from collections.abc import Callable

import pytest

from variorum.model.findings import Comparison
from variorum.model.record import Claim

ROWS = (
    "Norway closed the harbour of Bergen to Danish trawlers on Monday. The weather was fine.",
    "On Monday, Norway shut Bergen harbour to trawlers from Denmark. Prices of cod rose by a fifth in a week.",
)


def test_sentences_that_say_the_same_are_one_row(collate: Callable[..., Comparison]) -> None:
    rows = collate(*ROWS).synopsis.rows
    shared = [row for row in rows if len(row.cells) == 2]
    assert [sorted(e.text.split()[0] for c in row.cells for e in c.evidence) for row in shared] == [["Norway", "On"]]


def test_what_one_account_alone_tells_is_single_and_the_others_are_silent(collate: Callable[..., Comparison]) -> None:
    told = collate(*ROWS)
    (prices,) = [c for c in told.claims if c.kind == "statement" and "Prices of cod" in c.question]
    assert prices.verdict == "single"
    (row,) = [row for row in told.synopsis.rows if prices.id in row.claims]
    assert len(row.cells) == 1


def test_a_sentence_that_contradicts_is_no_wording_of_the_same(claims: Callable[..., list[Claim]]) -> None:
    texts = (
        "Norwegian police arrested 14 Danish sailors near Bergen on Monday, the navy said.",
        "Norwegian police arrested 17 Danish sailors near Bergen on Monday, the navy said.",
        "Police in Norway arrested 14 sailors from Denmark near Bergen on Monday, the navy said.",
    )
    (number,) = [c for c in claims("number", *texts) if {r.value for r in c.readings} >= {"14", "17"}]
    assert number.verdict == "conflict"
    for statement in claims("statement", *texts):
        assert not {"14", "17"} <= {word for r in statement.readings for word in r.value.split()}


def test_a_denial_does_not_stand_behind_what_it_denies(claims: Callable[..., list[Claim]]) -> None:
    texts = (
        "Denmark agreed on Monday to free nine Norwegian trawlers that it holds in Esbjerg.",
        "Denmark denied on Tuesday that it had agreed to free nine Norwegian trawlers that it holds in Esbjerg.",
    )
    assert not [c for c in claims("statement", *texts) if len(c.readings) > 1]


def test_sentences_with_other_numbers_are_no_wordings_of_one(claims: Callable[..., list[Claim]]) -> None:
    texts = (
        "The ministers of Norway and Denmark will meet again in Bergen on 9 April for talks on trawlers.",
        "The ministers of Norway and Denmark are to meet again in Bergen on 10 April for talks on trawlers.",
    )
    told = [r.value for c in claims("statement", *texts) for r in c.readings if len(c.readings) > 1]
    assert not told


def test_what_two_accounts_tell_in_other_words_is_agreed(claims: Callable[..., list[Claim]]) -> None:
    texts = (
        "Norway's fisheries minister, Anton Lukic, resigned on Tuesday after a scandal about licences for trawlers.",
        "The talks in Bergen went on. Anton Lukic stepped down on Tuesday, his office in Oslo said.",
    )
    (agreed,) = [c for c in (*claims("polarity", *texts), *claims("statement", *texts)) if c.verdict == "agreed"]
    assert "resign" in agreed.question or "step down" in agreed.question
    assert [r.accounts for r in agreed.readings] == [2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norway called a meeting on cod for Thursday.", "The meeting on cod was called off by Norway."),
        ("The next conference on cod will be held in Bergen.", "The next conference on cod will be held in Esbjerg."),
        ("Norway will sign the treaty on cod if Denmark pays.", "Norway will sign the treaty on cod."),
        ("Norway welcomed the treaty on cod.", "Norway condemned the treaty on cod."),
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_not_agreed(claims: Callable[..., list[Claim]], first: str, second: str) -> None:
    told = [*claims("polarity", first, second), *claims("statement", first, second)]
    assert not [c for c in told if c.verdict == "agreed"]


def test_a_quotation_within_a_question_has_single_marks(collate: Callable[..., Comparison]) -> None:
    told = collate('"We have won nothing," Anton Lukic told the crowd in Bergen on Monday evening.')
    (claim,) = [c for c in told.claims if c.kind == "statement"]
    assert claim.question.count("“") == claim.question.count("”") == 1
    assert "‘We have won nothing,’" in claim.question


def test_opposite_outcomes_are_not_the_same_in_other_words(claims: Callable[..., list[Claim]]) -> None:
    texts = (
        "Captain Odo Lenz remained on the bridge of the Kesh Star until the last passenger had left.",
        "Captain Odo Lenz left the bridge of the Kesh Star minutes after the freighter struck the rocks.",
    )
    assert not [c for c in claims("statement", *texts) if len({a for r in c.readings for a in r.articles}) > 1]


def test_what_the_judge_of_passages_finds_the_same_is_one_reading(collate: Callable[..., Comparison]) -> None:
    told = collate(
        "The interior ministry of Norway reported on Monday. Police searched the headquarters of Statkraft in Bergen.",
        "The weather was bad in Oslo. Detectives have gone through Statkraft's offices in Bergen.",
    )
    agreed = [c for c in told.claims if c.kind == "statement" and c.verdict == "agreed"]
    assert [len(r.evidence) for c in agreed for r in c.readings] == [2]
    assert [row for row in told.synopsis.rows if len(row.cells) == 2]


def test_a_copy_stands_behind_what_its_account_and_another_say(collate: Callable[..., Comparison]) -> None:
    wire = (
        "The interior ministry of Norway reported on Monday that the talks on cod had failed for good. "
        "Police searched the headquarters of Statkraft in Bergen. The harbour stays closed until the summer."
    )
    told = collate(
        wire, wire, "The weather was bad in Oslo. Detectives have gone through Statkraft's offices in Bergen."
    )
    agreed = [r for c in told.claims if c.kind == "statement" and c.verdict == "agreed" for r in c.readings]
    assert [len(r.articles) for r in agreed] == [3]


def test_a_question_names_no_day_in_which_accounts_differ(
    collate: Callable[..., Comparison],
) -> None:
    told = collate(
        "The foreign ministers of Norway and Denmark will meet again in Oslo on 9 July.",
        "The foreign ministers of Denmark and Norway will meet again in Oslo on 10 July.",
    )
    asked = [c.question for c in told.claims if c.kind == "statement" and c.verdict != "single"]
    assert not [q for q in asked if "July" in q]


def test_a_question_is_of_the_sentence_that_is_shown(collate: Callable[..., Comparison]) -> None:
    told = collate(
        "The interior ministry of Norway reported on Monday. Police searched the headquarters of Statkraft in Bergen.",
        "The weather was bad in Oslo. Detectives have gone through Statkraft's offices in Bergen.",
    )
    (claim,) = [c for c in told.claims if c.kind == "statement" and c.verdict == "agreed"]
    assert claim.question == "Did detectives go through Statkraft's offices in Bergen?"
    assert claim.readings[0].value == "Detectives have gone through Statkraft's offices in Bergen."
