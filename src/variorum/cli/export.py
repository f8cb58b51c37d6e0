"""`variorum export RECORD.db --format json`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from variorum import open_record
from variorum.export import FORMATS, FolderFormat, export_record

_OUTPUT = "A file (a folder for csv); else standard output."


def export(
    record: Annotated[Path, typer.Argument(metavar="RECORD.db", help="A record that `collate` wrote.")],
    format_name: Annotated[str, typer.Option("-f", "--format", help=f"One of: {', '.join(FORMATS)}.")] = "json",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file (a folder for csv); else standard output.")
    ] = None,
    seconds: Annotated[bool, typer.Option("--seconds", help="Write the seconds of each stage, too.")] = False,
) -> None:
    """Write the record in another format."""
    if format_name not in FORMATS:
        raise typer.BadParameter(f"{format_name!r} is none of: {', '.join(FORMATS)}", param_hint="--format")
    if output is None and isinstance(FORMATS[format_name], FolderFormat):
        raise typer.BadParameter(f"{format_name} is a folder of files: give --output", param_hint="--output")
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    export_record(open_record(record), format_name, output if output is not None else sys.stdout, seconds=seconds)
