"""What the README promises is so: its excerpt is the program's output, its commands exist, its example runs."""

import io
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from variorum.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(marker: str) -> list[str]:
    """The indented lines of the first block after a marker."""
    lines = README.partition(marker)[2].splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("    "))
    found = []
    for line in lines[first:]:
        if line and not line.startswith("    "):
            break
        found.append(line[4:])
    return [line for line in found if line]


def test_the_excerpt_is_what_the_program_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    record = tmp_path / "record.db"
    printed = CliRunner().invoke(app, ["collate", "examples/ferry-talks", "-o", str(record)]).stdout
    told = {_mask_counts(line.strip()) for line in printed.splitlines()}
    excerpt = [line.strip() for line in block_after("<!-- excerpt: begin -->") if line.strip() != "[…]"]
    assert len(excerpt) > 10
    assert [line for line in excerpt if _mask_counts(line) not in told] == []


def _mask_counts(line: str) -> str:
    """The line of counts without them: the encoder's kernels differ a little from processor to processor."""
    return re.sub(r"\d+", "N", line) if " utterances, " in line else line


def test_every_command_of_the_readme_exists() -> None:
    commands = set(re.findall(r"^    variorum (\w+)", README, re.MULTILINE))
    assert {"collate", "show", "explain", "export"} <= commands
    for command in commands:
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)|`make (\w+)`", README, re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE)


def test_the_example_in_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkdir("my-articles")
    for number, count in enumerate((14, 17)):
        text = f"Police in Brest arrested {count} Spanish sailors on Monday, Foreign Minister Ana Lopez said."
        Path("my-articles", f"{number}.txt").write_text(text, encoding="utf-8")
    out = io.StringIO()
    example = "\n".join(line for line in block_after("In Python:"))
    exec(compile(example, "README.md", "exec"), {"print": lambda *parts: out.write(str(parts))})
    assert "14" in out.getvalue()
    assert "17" in out.getvalue()
