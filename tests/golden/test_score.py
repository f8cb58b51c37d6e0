"""The scorer: what counts as found, on a small record made by hand."""

from typing import Any

import pytest
from benchmarks.evaluation.golden import PARTS, score, share

Row = dict[str, Any]
TEXTS = {
    "a.txt": "Vendia did not sign. Two ships left for Oster.",
    "b.txt": "Twenty ships left. The Vendian envoy signed.",
}
GOLD: Row = {part: [] for part in PARTS} | {"articles": 2, "files": {}}


def evidence(file: str, words: str) -> Row:
    start = TEXTS[file].index(words)
    return {"article": file, "start": start, "end": start + len(words), "text": words}


def entity(name: str, *aliases: str, mentions: tuple[Row, ...] = ()) -> Row:
    return {
        "id": f"ent {name}", "kind": "state", "name": name, "aliases": list(aliases), "code": None, "roles": [],
        "mentions": list(mentions),
    }  # fmt: skip


def event(status: str, *places: Row) -> Row:
    return {"type": "AGREE", "status": status, "evidence": list(places), "label": "sign"}


def claim(verdict: str, **readings: tuple[str, str]) -> Row:
    rows = [{"value": v, "articles": [f], "evidence": [evidence(f, TEXTS[f])]} for v, f in readings.values()]
    return {"kind": "number", "question": "How many ships left?", "verdict": verdict, "readings": rows}


def record(**tables: list[Row]) -> Row:
    articles = [{"id": file, "source": f"stories/x/{file}", "text": text} for file, text in TEXTS.items()]
    return {part: [] for part in (*PARTS, "quotations")} | {"articles": articles, **tables}


def found(part: str, gold: Row, **tables: list[Row]) -> list[bool]:
    return [check.found for check in score(record(**tables), GOLD | gold)[part]]


def test_nothing_asked_is_nothing_missed() -> None:
    checks = score(record(), GOLD)
    assert {part for part, found_ in checks.items() if share(found_) < 1} == set()


def test_names_must_lead_to_one_entity() -> None:
    gold = {"entities": [{"kind": "state", "names": ["Vendia", "Vendian"]}]}
    assert found("entities", gold, entities=[entity("Vendia", "Vendian")]) == [True, True]
    assert found("entities", gold, entities=[entity("Vendia"), entity("Vendian")]) == [False, True]
    assert found("entities", gold, entities=[entity("Vendia")]) == [False, True]
    assert found("entities", gold) == [False, False]


def test_a_story_must_not_be_torn() -> None:
    stories = [{"id": "one", "articles": ["a.txt"]}, {"id": "two", "articles": ["b.txt"]}]
    assert found("accounts", {"stories": 1}, stories=stories) == [False]
    assert found("accounts", {"stories": 2}, stories=stories) == [True]


def test_a_description_must_lead_to_its_entity() -> None:
    gold = {"references": [{"text": "Vendian envoy signed", "name": "Vendian", "entity": "Vendia"}]}
    mention = evidence("b.txt", "Vendian")
    assert found("references", gold, entities=[entity("Vendia", mentions=(mention,))]) == [True]
    assert found("references", gold, entities=[entity("Vendia"), entity("Oster", mentions=(mention,))]) == [False]


def test_an_inversion_is_seen_where_the_passage_is_evidence() -> None:
    gold = {"not_occurred": ["Vendia did not sign"]}
    inverted = event("occurred", evidence("b.txt", "signed"), evidence("a.txt", "did not sign"))
    assert found("not_occurred", gold, events=[inverted]) == [False]
    assert found("not_occurred", gold, events=[event("not-occurred", evidence("a.txt", "did not sign"))]) == [True]
    assert found("not_occurred", gold, events=[event("occurred", evidence("b.txt", "signed"))]) == [True]


@pytest.mark.parametrize(
    ("claims", "is_found"),
    [
        ([claim("conflict", one=("2", "a.txt"), two=("20", "b.txt"))], True),
        ([claim("agreed", one=("2", "a.txt"), two=("20", "b.txt"))], False),
        ([claim("conflict", one=("20", "a.txt"), two=("20", "b.txt"))], False),
        ([claim("conflict", one=("2", "a.txt"), two=("20", "a.txt"))], False),
        ([], False),
    ],
)
def test_a_claim_needs_its_verdict_values_and_witnesses(claims: list[Row], is_found: bool) -> None:
    readings = [{"value": ["2"], "files": ["a.txt"]}, {"value": ["20"], "files": ["b.txt"]}]
    gold = {"claims": [{"kind": "number", "topic": ["ship"], "readings": readings, "verdicts": ["conflict"]}]}
    assert found("claims", gold, claims=claims) == [is_found]


def test_two_passages_may_not_be_set_against_each_other() -> None:
    gold = {"no_conflict": [["Two ships left", "Twenty ships left"]]}
    assert found("no_conflict", gold, claims=[claim("conflict", one=("2", "a.txt"), two=("20", "b.txt"))]) == [False]
    assert found("no_conflict", gold, claims=[claim("compatible", one=("2", "a.txt"), two=("20", "b.txt"))]) == [True]
