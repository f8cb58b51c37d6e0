"""The table of formats, CSV and PLOVER."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from variorum.export import FORMATS, FolderFormat, export_record
from variorum.export.plover import plover_rows
from variorum.model.record import Event, Record


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_writes_the_same_bytes_twice(invented: Record, tmp_path: Path, name: str) -> None:
    for target in (tmp_path / "one", tmp_path / "two"):
        export_record(invented, name, target)
    one, two = tmp_path / "one", tmp_path / "two"
    files = sorted(path.relative_to(one) for path in one.rglob("*")) if one.is_dir() else [Path()]
    assert files
    for path in files:
        assert (one / path).read_bytes() == (two / path).read_bytes()
        assert (one / path).read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_record_without_rows_can_be_written(invented: Record, tmp_path: Path, name: str) -> None:
    empty = Record(*[()] * 15, run=invented.run)  # type: ignore[arg-type]
    export_record(empty, name, tmp_path / "out")
    assert (tmp_path / "out").exists()


def test_a_folder_cannot_be_written_to_a_stream(invented: Record) -> None:
    assert isinstance(FORMATS["csv"], FolderFormat)
    with pytest.raises(ValueError, match="folder"):
        export_record(invented, "csv", io.StringIO())


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_has_a_file_a_table_and_all_evidence(invented: Record, tmp_path: Path) -> None:
    export_record(invented, "csv", tmp_path / "tables")
    claims = read(tmp_path / "tables" / "claims.csv")
    assert [row["verdict"] for row in claims] == [claim.verdict for claim in invented.claims]
    readings = read(tmp_path / "tables" / "readings.csv")
    assert [row["value"] for row in readings if row["claim"] == "clm-visit"] == ["postponed", "cancelled", "delayed"]
    texts = {article.id: article.text for article in invented.articles}
    evidence = read(tmp_path / "tables" / "evidence.csv")
    assert {row["table"] for row in evidence} >= {"claims", "entities", "events", "quotations", "stances", "brief"}
    for row in evidence:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_csv_holds_no_formula(invented: Record, tmp_path: Path) -> None:
    hostile = replace(invented.articles[0], title='=HYPERLINK("http://example.com")', outlet="@SUM(A1)")
    export_record(replace(invented, articles=(hostile,)), "csv", tmp_path / "tables")
    (row,) = read(tmp_path / "tables" / "articles.csv")
    assert row["title"] == '\'=HYPERLINK("http://example.com")'
    assert row["outlet"] == "'@SUM(A1)"


def event(record: Record, name: str) -> Event:
    return next(found for found in record.events if found.id == name)


def test_plover_leaves_out_what_did_not_happen_and_what_is_of_no_type(invented: Record) -> None:
    stream = io.StringIO()
    export_record(invented, "plover", stream)
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(row["id"], row["event"]) for row in rows] == [
        ("evt-1", ["AGREE"]),
        ("evt-4", ["AGREE"]),
        ("evt-6", ["SUPPORT"]),
    ]
    first = rows[0]
    assert (first["date"], first["quad_code"], first["event_scale"]) == ("2031-04-22", 1, 2.5)
    assert [actor["code"] for actor in first["actor"]] == ["OSM", "VLD"]
    assert first["event_loc"] == "Port Celeste"
    assert first["text"] == first["event_text"][0]


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("ASSAULT", "occurred", "ASSAULT"),
        ("ASSAULT", "planned", None),
        ("ASSAULT", "denied", None),
        ("ASSAULT", "conditional", None),
        ("RETREAT", "planned", "CONCEDE"),
        ("CONSULT", "planned", "AGREE"),
        ("CONSULT", "cancelled", None),
        ("COERCE", "ongoing", "COERCE"),
    ],
)
def test_plover_types_of_planned_events(invented: Record, kind: str, status: str, expected: str | None) -> None:
    changed = replace(event(invented, "evt-1"), type=kind, status=status)  # type: ignore[arg-type]
    rows = list(plover_rows(replace(invented, events=(changed,))))
    assert [row["event"] for row in rows] == ([[expected]] if expected else [])


def test_plover_dates_an_undated_event_by_its_articles(invented: Record) -> None:
    undated = replace(event(invented, "evt-1"), date=None)
    (row,) = plover_rows(replace(invented, events=(undated,)))
    assert row["date"] == "2031-04-23"
    nowhere = tuple(replace(article, published=None) for article in invented.articles)
    assert not list(plover_rows(replace(invented, events=(undated,), articles=nowhere)))
