"""The record of each example story: what gold names is found, and what the record promises holds.

`floors.json` keeps the share that was found when it was last measured, by story and part; a change may not fall under
it. A story that is held out shows counts and places only, so that nobody comes to fit the program to its words.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from benchmarks.evaluation.golden import HELD_OUT, PARTS, Check, collate_story, find_stories, score, share
from jsonschema import Draft202012Validator

GOLDEN = Path(__file__).parent
STORIES = find_stories(GOLDEN)
FLOORS = json.loads((GOLDEN / "floors.json").read_text(encoding="utf-8"))
Row = dict[str, Any]
Collate = Callable[[str], str]

# What the fields of any table hold: an id, or a list of ids, of this table.
ID_FIELDS = {
    "account": "accounts",
    "actor": "entities",
    "actors": "entities",
    "affiliation": "entities",
    "about": "entities",
    "according_to": "entities",
    "article": "articles",
    "articles": "articles",
    "claims": "claims",
    "events": "events",
    "from_article": "articles",
    "fullest": "quotations",
    "joint": "entities",
    "occasion": "events",
    "parties": "entities",
    "place": "entities",
    "quotations": "quotations",
    "recipients": "entities",
    "speaker": "entities",
    "story": "stories",
    "utterance": "utterances",
}


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Collate:
    """Collate a story, once; give its export as JSON text."""
    return cache(lambda story: collate_story([str(STORIES[story])], tmp_path_factory.mktemp(story) / "record.db"))


@pytest.fixture(scope="session")
def scores(exported: Collate) -> Callable[[str], dict[str, list[Check]]]:
    def compare(story: str) -> dict[str, list[Check]]:
        return score(json.loads(exported(story)), json.loads((GOLDEN / f"{story}.json").read_text(encoding="utf-8")))

    return cache(compare)


@pytest.fixture(params=STORIES)
def story(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Quiet(dict[str, Any]):
    """A record whose words no test report shows."""

    def __repr__(self) -> str:
        return f"<a record of {len(self['articles'])} articles>"


@pytest.fixture
def record(story: str, exported: Collate) -> Row:
    return Quiet(json.loads(exported(story)))


@pytest.mark.parametrize("part", PARTS)
def test_what_gold_names_is_found(story: str, part: str, scores: Callable[[str], dict[str, list[Check]]]) -> None:
    checks = scores(story)[part]
    missed = [f"{check.what} [{check.detail}]" for check in checks if not check.found]
    found = len(checks) - len(missed)
    shown = "" if story in HELD_OUT else "; missed:\n" + "\n".join(missed)
    if share(checks) < FLOORS[story][part]:
        pytest.fail(f"{story}, {part}: {found} of {len(checks)}, floor {FLOORS[story][part]}{shown}", pytrace=False)


def test_a_floor_for_every_story_and_part() -> None:
    assert {story: list(parts) for story, parts in FLOORS.items()} == {story: list(PARTS) for story in sorted(STORIES)}


def test_evidence_is_what_stands_in_the_article(record: Row) -> None:
    texts = {article["id"]: article["text"] for article in record["articles"]}
    evidence = [(path, row) for path, row in walk(record) if row.keys() >= {"article", "start", "end", "text"}]
    assert len(evidence) > len(texts)
    broken = [path for path, row in evidence if texts[row["article"]][row["start"] : row["end"]] != row["text"]]
    assert not broken
    assert not [path for path, row in evidence if not row["text"]]


def test_every_id_leads_to_a_row(record: Row) -> None:
    ids = {table: [row["id"] for row in rows if "id" in row] for table, rows in tables(record)}
    assert not [table for table, found in ids.items() if len(found) != len(set(found))]
    lost = []
    for path, row in walk(record):
        for field in row.keys() & ID_FIELDS.keys():
            values = row[field] if isinstance(row[field], list) else [row[field]]
            known = set(ids[ID_FIELDS[field]])
            lost += [f"{path}.{field}" for value in values if value is not None and value not in known]
    assert not sorted(lost)


def test_every_article_is_in_its_account_and_its_story(record: Row) -> None:
    for table, field in (("accounts", "account"), ("stories", "story")):
        members = {row["id"]: row["articles"] for row in record[table]}
        assert sorted(a for articles in members.values() for a in articles) == sorted(
            article["id"] for article in record["articles"] if article[field] is not None
        )
        assert not [
            a["source"] for a in record["articles"] if a[field] is not None and a["id"] not in members[a[field]]
        ]


def test_every_quotation_is_in_its_utterance(record: Row) -> None:
    utterances = {row["id"]: row for row in record["utterances"]}
    quoted = {quotation["id"]: quotation["utterance"] for quotation in record["quotations"]}
    listed = {quotation: row["id"] for row in record["utterances"] for quotation in row["quotations"]}
    assert quoted == listed
    assert not [i for i, row in utterances.items() if row["fullest"] not in row["quotations"]]


def test_witnesses_are_counted_by_account(record: Row) -> None:
    account = {article["id"]: article["account"] for article in record["articles"]}
    counted = [(path, row) for path, row in walk(record) if row.keys() >= {"articles", "accounts", "evidence"}]
    assert counted
    assert not [path for path, row in counted if row["accounts"] != len({account[a] for a in row["articles"]})]
    assert not [path for path, row in counted if {e["article"] for e in row["evidence"]} != set(row["articles"])]


def test_a_claim_that_one_account_tells_is_single(record: Row) -> None:
    account = {article["id"]: article["account"] for article in record["articles"]}
    for claim in record["claims"]:
        witnesses = {account[article] for reading in claim["readings"] for article in reading["articles"]}
        assert claim["readings"], claim["id"]
        if len(witnesses) > 1:
            assert claim["verdict"] != "single", claim["id"]
        if len(claim["readings"]) == 1:
            assert claim["verdict"] in ("single", "agreed"), claim["id"]


def test_offsets_lead_to_the_source(story: str, record: Row) -> None:
    for article in record["articles"]:
        name = article["source"].replace("\\", "/").rsplit("/", 1)[-1]
        sources = decoded_sources(STORIES[story], name)
        assert any(leads_to(article, source) for source in sources), name
        for removed in article["removed"]:
            assert 0 <= removed["source_start"] < removed["source_end"] <= max(map(len, sources)), name


def test_the_export_is_valid_by_its_schema(record: Row) -> None:
    schema = json.loads((files("variorum.data") / "record.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    errors = [f"{error.json_path}: {error.validator}" for error in Draft202012Validator(schema).iter_errors(record)]
    assert not errors


def test_the_order_of_the_files_changes_nothing(story: str, exported: Collate, tmp_path: Path) -> None:
    sources = [str(path) for path in sorted(STORIES[story].iterdir())]
    shuffled = [*sources[1::2][::-1], *sources[::2]]
    assert shuffled != sources
    changed = differences(exported(story), collate_story(shuffled, tmp_path / "record.db"))
    assert not changed


def test_a_record_made_in_two_runs_is_the_same(story: str, exported: Collate, tmp_path: Path) -> None:
    sources = [str(path) for path in sorted(STORIES[story].iterdir())]
    part = collate_story(sources[::2], tmp_path / "record.db")
    assert len(json.loads(part)["articles"]) < len(json.loads(exported(story))["articles"])
    changed = differences(exported(story), collate_story(sources[1::2], tmp_path / "record.db"))
    assert not changed


def tables(record: Row) -> Iterator[tuple[str, list[Row]]]:
    yield from ((name, rows) for name, rows in record.items() if isinstance(rows, list))


def walk(record: Row) -> Iterator[tuple[str, Row]]:
    """Yield every object within the tables, with the path to it."""

    def visit(path: str, value: object) -> Iterator[tuple[str, Row]]:
        if isinstance(value, dict):
            yield path, value
            for key, inner in value.items():
                yield from visit(f"{path}.{key}", inner)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from visit(f"{path}[{number}]", inner)

    for name, rows in tables(record):
        yield from visit(name, rows)


def differences(one: str, other: str) -> list[str]:
    """Name the tables in which two exports differ."""
    first, second = json.loads(one), json.loads(other)
    changed = [table for table in first | second if first.get(table) != second.get(table)]
    return changed or ([] if one == other else ["the bytes"])


def decoded_sources(folder: Path, name: str) -> list[str]:
    """Give the text that an article's offsets may lead to: the file, or a value of its record."""
    file, _, line = name.partition(":")
    text = (folder / file).read_bytes().decode("utf-8-sig")
    if line:
        text = text.split("\n")[int(line) - 1]
    if file.endswith((".json", ".jsonl")):
        return [value for value in json.loads(text).values() if isinstance(value, str)]
    return [text]


def leads_to(article: Row, source: str) -> bool:
    """Say whether each character stands in the source where the offsets say, and only white space stands nowhere."""
    text = article["text"]
    places: dict[int, int] = {}
    for text_start, source_start, length in article["offsets"]:
        run = range(text_start, text_start + length)
        if places.keys() & set(run) or text_start + length > len(text):
            return False
        places.update(zip(run, range(source_start, source_start + length), strict=True))
    lost = [character for i, character in enumerate(text) if i not in places]
    return not "".join(lost).strip() and all(stands_at(text[i], source, place) for i, place in places.items())


def stands_at(character: str, source: str, place: int) -> bool:
    reference = re.compile(r"&#?\w+;?").match(source, place)
    written = unescape(reference.group())[:1] if reference and character != "&" else source[place : place + 1]
    return written == character or (written.isspace() and character.isspace())
