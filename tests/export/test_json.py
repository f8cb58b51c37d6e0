"""What `export --format json` promises: the contract, valid by the schema, and the same bytes for the same record."""

import io
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from variorum.export import export_record
from variorum.model.record import Record
from variorum.model.text import Source

CONTRACT = {
    "articles": "id source outlet title authors published published_basis language text source_sha256 offsets removed "
    "account story",
    "accounts": "id articles origin basis",
    "derivations": "article from_article kind coverage similarity passages",
    "stories": "id title articles start end",
    "entities": "id kind name aliases code affiliation roles mentions",
    "utterances": "id speaker quotations fullest occasion",
    "quotations": "id utterance kind speaker speaker_text cue addressee variant evidence source_evidence cue_evidence",
    "events": "id type modes contexts actors recipients place date status according_to magnitudes evidence articles "
    "accounts",
    "claims": "id story question about kind verdict why readings",
    "synopsis": "story rows",
    "stances": "actor issue target stance statement condition date evidence topic on_topic changed_from",
    "commitments": "parties to action form condition due status evidence outcomes",
    "timeline": "date title events articles accounts evidence",
    "brief": "story sentences",
    "issues": "code message source position",
}


def export(record: Record, **options: bool) -> str:
    stream = io.StringIO()
    export_record(record, "json", stream, **options)
    return stream.getvalue()


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("variorum.data") / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


@pytest.fixture(scope="module")
def exported(invented: Record) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(export(invented))
    return loaded


@pytest.mark.parametrize("table", sorted(CONTRACT))
def test_every_row_has_the_fields_of_the_contract(exported: dict[str, Any], schema: dict[str, Any], table: str) -> None:
    fields = set(CONTRACT[table].split())
    assert exported[table]
    for row in exported[table]:
        assert fields <= row.keys()
    kind = schema["properties"][table]["items"]["$ref"].rpartition("/")[2]
    assert set(schema["$defs"][kind]["required"]) == fields


def test_the_export_is_valid_by_the_schema(exported: dict[str, Any], schema: dict[str, Any], invented: Record) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(exported)
    validator.validate(json.loads(export(invented, seconds=True)))
    bare = dict.fromkeys(CONTRACT, ())
    validator.validate(json.loads(export(replace(invented, **bare))))  # type: ignore[arg-type]


def test_the_schema_refuses_what_lacks_a_field(exported: dict[str, Any], schema: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    bare = exported | {table: [] for table in CONTRACT}
    for table, fields in CONTRACT.items():
        first = exported[table][0]
        for field in fields.split():
            broken = bare | {table: [{name: value for name, value in first.items() if name != field}]}
            with pytest.raises(jsonschema.ValidationError, match=f"'{field}' is a required property"):
                validator.validate(broken)


def test_every_passage_is_what_stands_in_its_article(exported: dict[str, Any]) -> None:
    texts = {article["id"]: article["text"] for article in exported["articles"]}
    found = 0

    def check(value: Any) -> None:
        nonlocal found
        if isinstance(value, dict):
            if value.keys() == {"article", "start", "end", "text"}:
                assert texts[value["article"]][value["start"] : value["end"]] == value["text"]
                found += 1
            value = list(value.values())
        if isinstance(value, list):
            for part in value:
                check(part)

    check(exported)
    assert found > 100


def test_the_forms_of_sources_offsets_and_dates(exported: dict[str, Any], invented: Record) -> None:
    article = exported["articles"][0]
    assert article["source"] == "strait/harbour.txt"
    assert article["offsets"] == [[0, 20, len(article["text"])]]
    assert (article["account"], article["story"]) == ("acc-1", "sto-1")
    assert exported["timeline"][0]["date"] == {
        "from": "2031-02-01",
        "to": "2031-02-28",
        "precision": "month",
        "basis": "published",
    }
    lined = replace(invented, articles=(replace(invented.articles[0], source=Source("wire.jsonl", 7)),))
    assert json.loads(export(lined))["articles"][0]["source"] == "wire.jsonl:7"


def test_times_are_left_out_unless_asked_for(invented: Record) -> None:
    slower = replace(invented, run=replace(invented.run, seconds=(("read", 99.0),)))
    assert export(invented) == export(slower)
    assert json.loads(export(slower))["run"]["seconds"] == {}
    assert json.loads(export(slower, seconds=True))["run"]["seconds"] == {"read": 99.0}


def test_text_is_not_escaped_and_the_file_ends_in_a_line_end(invented: Record, tmp_path: Path) -> None:
    export_record(invented, "json", tmp_path / "record.json")
    written = (tmp_path / "record.json").read_bytes()
    assert "Inès".encode() in written
    assert written.endswith(b"}\n")
    assert written.decode() == export(invented)


def test_a_file_name_that_is_no_utf8_can_be_exported(invented: Record) -> None:
    odd = replace(invented, articles=(replace(invented.articles[0], source=Source("caf\udce9.txt")),))
    text = export(odd)
    text.encode("utf-8")
    assert json.loads(text)["articles"][0]["source"] == "caf\udce9.txt"
