"""Runs that end early, are repeated or are parted give the same record as one run; and what a call prints."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import variorum
from variorum.export import export_record

Export = Callable[[Path], bytes]
PROGRAM = Path(sys.executable).with_name("variorum")
NAMES = [
    "Velde", "Keth", "Sandau", "Vass", "Orland", "Brunn", "Holm", "Tarn",
    "Skey", "Lund", "Marn", "Osk", "Pell", "Quay", "Rost", "Stav",
]  # fmt: skip
THINGS = [
    "harbour", "railway", "market", "school", "bridge", "library", "orchard", "quarry",
    "mill", "canal", "theatre", "clinic", "forge", "tower",
]  # fmt: skip
DEEDS = [
    "repaired", "painted", "sold", "closed", "inspected", "flooded", "measured", "praised",
    "copied", "forgotten", "insured", "photographed",
]  # fmt: skip


@pytest.fixture(scope="module")
def long_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sentences enough, each on something else, that a run takes some seconds."""
    chance = random.Random(1)
    folder = tmp_path_factory.mktemp("long")
    with (folder / "archive.jsonl").open("w") as stream:
        for number in range(7):
            lines = []
            for _ in range(8):
                town, other = chance.sample(NAMES, 2)
                thing, rest = chance.sample(THINGS, 2)
                lines.append(
                    f"The {thing} of {town} was {chance.choice(DEEDS)} in {chance.randint(1850, 1990)}, although the "
                    f"{rest} near {other} had already been {chance.choice(DEEDS)} by {chance.choice(NAMES)} and its "
                    f"{chance.choice(THINGS)} stood empty for {chance.randint(3, 90)} years."
                )
            stream.write(
                json.dumps({"title": f"Old {THINGS[number % 14]}, {number}", "text": "\n\n".join(lines)}) + "\n"
            )
    return folder


@pytest.fixture(scope="module")
def uninterrupted(long_story: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    record = variorum.collate([str(long_story)], folder / "record.db", variorum.Settings(workers=1))
    export_record(record, "json", folder / "export.json")
    return (folder / "export.json").read_bytes()


@pytest.mark.parametrize(
    ("ending", "workers", "pause"), [(signal.SIGINT, "2", 0.5), (signal.SIGINT, "2", 2.0), (signal.SIGKILL, "1", 1.0)]
)
def test_a_run_that_was_ended_is_taken_up(
    call: Any, export: Export, environment: dict[str, str], long_story: Path, uninterrupted: bytes, tmp_path: Path,
    workers: str, ending: signal.Signals, pause: float,
) -> None:  # fmt: skip
    record = tmp_path / "record.db"
    arguments = ["collate", str(long_story), "-q", "--workers", workers, "-o", str(record)]
    process = subprocess.Popen(
        [PROGRAM, *arguments], env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (background jobs ignore it)
    )  # fmt: skip
    wait_until(lambda: has_articles(record))
    time.sleep(pause)  # and into the start of the workers, or the parsing
    if ending is signal.SIGINT:
        os.killpg(process.pid, ending)  # as the terminal does: every process of the group
    else:
        process.kill()
    _, error = process.communicate(timeout=30)
    if ending is signal.SIGINT:
        assert error == "variorum: interrupted; what was read and parsed is kept, the same command goes on from there\n"
        assert process.returncode == 130
    else:
        assert process.returncode == -signal.SIGKILL
    assert call("show", record).line.endswith("nothing was collated into this record yet")
    assert call(*arguments[:3], "-o", record).status == 0
    assert export(record) == uninterrupted
    assert [path.name for path in tmp_path.glob("*.db*")] == ["record.db"]


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not true():
        time.sleep(0.05)
    assert true()


def has_articles(record: Path) -> bool:
    if not record.exists():
        return False
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as connection:
        try:
            return bool(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:
            return False


def test_workers_end_with_the_run_that_was_killed(
    environment: dict[str, str], long_story: Path, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [PROGRAM, "collate", str(long_story), "-q", "--workers", "2", "-o", str(tmp_path / "record.db")],
        env=environment, start_new_session=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_until(lambda: len(members(process.pid)) > 2)
    time.sleep(1.5)
    process.kill()
    process.wait()
    wait_until(lambda: not members(process.pid))


def members(group: int) -> list[int]:
    """The processes of a group that are not yet ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, number = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(number) == group and state != "Z":
            found.append(int(path.parent.name))
    return found


def test_the_same_call_twice_gives_the_same_bytes(call: Any, export: Export, story: Path, tmp_path: Path) -> None:
    record, other = tmp_path / "record.db", tmp_path / "other.db"
    call("collate", story, "-o", record)
    first = export(record)
    call("collate", story, "-o", record)
    assert export(record) == first
    call("collate", story, "-o", other)
    assert export(other) == first


def test_sources_in_any_order_and_added_later_give_the_same_bytes(
    call: Any, export: Export, story: Path, tmp_path: Path
) -> None:
    files = sorted(story.iterdir())
    whole, reverse, parts = tmp_path / "whole.db", tmp_path / "reverse.db", tmp_path / "parts.db"
    call("collate", *files, "-o", whole)
    call("collate", *reversed(files), "-o", reverse)
    for file in (files[1], files[2], files[0]):
        call("collate", file, "-o", parts)
    assert export(whole) == export(reverse) == export(parts)


def test_the_number_of_workers_changes_nothing(program: Any, story: Path, tmp_path: Path) -> None:
    exported = []
    for workers in ("1", "2"):
        record = tmp_path / f"{workers}.db"
        assert program("collate", story, "--workers", workers, "-o", record).status == 0
        exported.append(program("export", record).out)
    assert exported[0] == exported[1]


def test_what_was_parsed_is_not_parsed_again(
    call: Any, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)

    def never(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr("variorum.engine.pool.loaded_parser", never)
    assert call("collate", story, "-o", record).status == 0


def test_an_issue_is_kept_once(call: Any, export: Export, story: Path, tmp_path: Path) -> None:
    (story / "empty.txt").touch()
    record = tmp_path / "record.db"
    for _ in range(2):
        call("collate", story, "-o", record)
    assert len(json.loads(export(record))["issues"]) == 1


# What is printed


def test_results_go_to_standard_output_and_nothing_else_where_it_is_no_terminal(
    program: Any, story: Path, tmp_path: Path
) -> None:
    outcome = program("collate", story, "-o", tmp_path / "record.db")
    assert outcome.err == ""
    assert "\x1b" not in outcome.out
    assert outcome.out.startswith("3 articles, ")
    quiet = program("collate", story, "-q", "-o", tmp_path / "record.db")
    assert (quiet.out, quiet.err) == ("", "")


@pytest.mark.parametrize("command", ["show {} claim --limit 9", "export {}", "export {} -f html"])
def test_a_reader_that_has_enough_is_no_failure(
    environment: dict[str, str], call: Any, story: Path, tmp_path: Path, command: str
) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    script = f"{PROGRAM} {command.format(record)} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


@pytest.mark.parametrize("command", ["collate", "show", "export", "explain"])
def test_help_says_what_a_command_needs(call: Any, command: str) -> None:
    for flag in ("--help", "-h"):
        outcome = call(command, flag)
        assert outcome.status == 0
        assert f"variorum {command} [OPTIONS]" in outcome.out
        assert ("SOURCE..." if command == "collate" else "RECORD.db") in outcome.out
    options = {"collate": ["--output", "--workers", "--quiet"], "export": ["--format", "json, html, csv", "--output"]}
    assert all(option in " ".join(outcome.out.split()) for option in options.get(command, []))


def test_help_names_every_command(call: Any) -> None:
    out = call("--help").out
    assert all(command in out for command in ("collate", "show", "export", "explain"))


def test_the_version(call: Any) -> None:
    outcome = call("--version")
    assert outcome.status == 0
    assert re.fullmatch(r"variorum \d+\.\d+\.\d+\S*\n", outcome.out)


# Text of others in the terminal


CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_no_text_of_others_steers_the_terminal(call: Any, export: Export, story: Path, tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eeman\u202c[bold red]x[/]\r"
    text = "\n\n".join((story / name).read_text() for name in ("herald.txt", "gazette.txt"))
    record = tmp_path / f"rec{evil.replace('/', '')}ord.db"
    (story / "evil\x1b[31m\n[link=x]\x9b.txt").write_text(text)
    (story / "bad\x1b[31m.csv").write_text("a")
    fields = {
        "title": f"Velde{evil} docks",
        "outlet": f"Velde{evil} Herald",
        "text": text.replace("Velde", f"Ve{evil}lde"),
    }
    (story / "evil.json").write_text(json.dumps({**fields, "author": f"Jane{evil} Doe"}))
    (story / os.fsdecode(b"odd-\xff.txt")).write_text(f"{text}\nIt rained.")
    outcomes = [call("collate", story, "-o", record), call("show", record)]
    outcomes += [
        call("show", record, part)
        for part in ("claim", "person", "account", "quotation", "timeline", "stance", "commitment")
    ]
    tables = json.loads(export(record))
    ids = [row["id"] for table in ("articles", "accounts", "claims", "entities", "events") for row in tables[table]]
    outcomes += [call("explain", record, identifier) for identifier in ids]
    assert all(outcome.status == 0 for outcome in outcomes)
    outcomes.append(call("explain", record, evil))
    outcomes.append(call("show", tmp_path / f"no{evil.replace('/', '')}"))
    outcomes.append(call("collate", tmp_path / f"no{evil.replace('/', '')}", "-o", tmp_path / "n.db"))
    for outcome in outcomes:
        assert not CONTROL.search(outcome.out), outcome.out
        assert not CONTROL.search(outcome.err), outcome.err


def test_letters_that_the_terminal_lacks_are_replaced(program: Any, call: Any, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    call("collate", story, "-o", record)
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    outcome = program("show", record, "quotation", env=environment)
    assert outcome.status == 0
    assert outcome.out.isascii()
    exported = program("export", record, env=environment)
    assert "“We have waited long enough,”" in exported.out


def test_a_name_with_odd_characters_is_read_and_explained(
    call: Any, export: Export, story: Path, tmp_path: Path
) -> None:
    name = "a [b] 'c' \"d\" ä ☂ %s {x}.txt"
    shutil.move(story / "herald.txt", story / name)
    record = tmp_path / "a b'c.db"
    assert call("collate", story, "-o", record).status == 0
    (found,) = [a for a in json.loads(export(record))["articles"] if a["source"].endswith(name)]
    assert name in call("explain", record, found["id"]).out


def test_a_field_can_be_named(call: Any, export: Callable[[Path], bytes], tmp_path: Path) -> None:
    text = "The grain ships left Velde on Friday, and the council of the harbour thanked the dockers for it."
    (tmp_path / "a.csv").write_text(f'corpo,quando\n"{text}",2031-03-03\n')
    record = tmp_path / "record.db"
    outcome = call("collate", tmp_path / "a.csv", "-q", "--field", "text=corpo", "--field", "date=quando", "-o", record)
    assert outcome.status == 0
    (article,) = json.loads(export(record))["articles"]
    assert (article["text"], article["published"]) == (text, "2031-03-03")
    assert call("collate", tmp_path / "a.csv", "--field", "corpo", "-o", record).status == 2


def test_two_downloads_of_an_address_are_one_article_with_two_sources(
    call: Any, export: Callable[[Path], bytes], tmp_path: Path
) -> None:
    text = "The grain ships left Velde on Friday, and the council of the harbour thanked the dockers for it."
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps({"text": text, "url": "https://velde.example/1"}))
    page = f"<html><head><title>Ships leave Velde</title></head><body><p>{text}</p><p>{text} Again.</p></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    (tmp_path / "c.warc").write_text(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://velde.example/2\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n{answer}\r\n\r\n"
    )
    (tmp_path / "d.html").write_text(page)
    record = tmp_path / "record.db"
    assert call("collate", tmp_path, "-q", "-o", record).status == 0
    articles = {article["url"]: article for article in json.loads(export(record))["articles"]}
    assert set(articles) == {"https://velde.example/1", "https://velde.example/2"}
    places = [(Path(a["source"]).name, [Path(s).name for s in a["other_sources"]]) for _, a in sorted(articles.items())]
    assert places == [("a.json", ["b.json"]), ("c.warc:1", ["d.html"])]


def test_a_story_in_another_language_has_no_brief_and_says_why(call: Callable[..., Any], tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html lang='fr'><head><title>Les docks rouvrent</title></head><body><article><p>Le conseil du "
        "port a décidé mardi de rouvrir les docks du nord après une semaine de négociations avec le syndicat.</p><p>La "
        "mairesse a refusé de dire quand les navires chargés de céréales pourront partir avant les tempêtes.</p>"
        "</article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    outcome = call("collate", tmp_path / "a.html", "-o", tmp_path / "record.db")
    assert outcome.status == 0
    assert "no brief: what is not in English (fr) is kept as read" in outcome.out
