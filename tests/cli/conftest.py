"""The command line as a user calls it: in this process through `main`, or as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from variorum.cli import main

PROGRAM = Path(sys.executable).with_name("variorum")
SENTENCES = (
    "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks.",
    "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn.",
    "“We have waited long enough,” Kolb told reporters in Velde.",
    "About 300 dockers had blocked the gates since 24 February, and two of them were arrested on Monday.",
    "The dockers' union has yet to vote on it, and its leader warned that nothing was settled.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call of the program left."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of standard error."""
        assert self.err.count("\n") == 1, self.err
        return self.err.rstrip("\n")


Call = Callable[..., Outcome]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Call the program with these arguments; nothing that it may be given may end in a traceback."""

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["variorum", *map(str, arguments)])
        capfd.readouterr()
        try:
            main()
            status: object = 0
        except SystemExit as stop:
            status = stop.code
        sys.stdout.flush()
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        return Outcome(int(str(status or 0)), captured.out, captured.err)

    return run


@pytest.fixture
def environment() -> dict[str, str]:
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "COLUMNS": "100"}


@pytest.fixture
def program(environment: dict[str, str]) -> Call:
    """The installed program, in a process of its own."""

    def run(*arguments: object, **more: object) -> Outcome:
        command = [str(PROGRAM), *map(str, arguments)]
        options = {"env": environment, "capture_output": True, "timeout": 120, **more}
        done = subprocess.run(command, check=False, **options)  # type: ignore[call-overload]
        out, err = (part.decode("utf-8") if part else "" for part in (done.stdout, done.stderr))
        assert "Traceback" not in err, err
        return Outcome(done.returncode, out, err)

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A folder with three articles on one event."""
    folder = tmp_path / "story"
    folder.mkdir()
    first, second, quoted, count, union = SENTENCES
    (folder / "herald.txt").write_text(
        f"Velde docks to reopen\n\nVELDE, March 3, 2009 (Norland Press Agency) - {first}\n\n{second}\n\n{quoted}\n"
    )
    (folder / "gazette.txt").write_text(
        f"Docks of Velde reopen\n\nVELDE, March 4, 2009 - {first}\n\n{count}\n\n{union}\n"
    )
    (folder / "courier.md").write_text(
        f"---\noutlet: Keth Courier\ndate: 2009-03-04\n---\n\n# Velde waits for its ships\n\n{count}\n\n{quoted}\n"
    )
    return folder


@pytest.fixture
def export(call: Call, tmp_path: Path) -> Callable[[Path], bytes]:
    def write(record: Path) -> bytes:
        target = tmp_path / "export.json"
        assert call("export", record, "-o", target).status == 0
        return target.read_bytes()

    return write
