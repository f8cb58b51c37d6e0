"""`variorum collate SOURCE... -o RECORD.db`: the main job."""

from pathlib import Path
from typing import Annotated

import typer

import variorum
from variorum.cli.progress import Bar
from variorum.cli.summary import print_summary
from variorum.settings import Settings

_SOURCES = "Files or folders (.txt .md .html .json .jsonl); '-' reads standard input."
_CORRECTIONS = "A person's corrections; without it, RECORD.corrections.yaml beside the record, if it is there."
_OUTPUT = "The record; it is made, or added to."


def collate(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help=_SOURCES)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="RECORD.db", help=_OUTPUT)] = Path("record.db"),
    corrections: Annotated[
        Path | None, typer.Option("-c", "--corrections", metavar="FILE.yaml", help=_CORRECTIONS)
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help="Processes that parse; 0 is one a core.")] = 0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print no summary.")] = False,
) -> None:
    """Read articles, compare them, write the record, and print a summary."""
    with Bar() as bar:
        record = variorum.collate(sources, output, Settings(workers=workers), bar, corrections)
    if not quiet:
        print_summary(record, output)
