"""`variorum collate SOURCE... -o RECORD.db`: the main job."""

from pathlib import Path
from typing import Annotated

import typer

import variorum
from variorum.cli.progress import Bar
from variorum.cli.summary import print_summary
from variorum.settings import FIELDS, Settings

_SOURCES = (
    "Files or folders: text, Markdown, web pages, feeds, JSON, JSONL, CSV, Parquet, WARC, mails, PDF, packed or in"
    " archives; '-' reads standard input."
)
_FIELD = f"What one of {', '.join(FIELDS)} is called in your data, as in text=corpo or text=_source.body. Repeatable."
_CORRECTIONS = "A person's corrections; without it, RECORD.corrections.yaml beside the record, if it is there."
_OUTPUT = "The record; it is made, or added to."


def collate(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help=_SOURCES)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="RECORD.db", help=_OUTPUT)] = Path("record.db"),
    corrections: Annotated[
        Path | None, typer.Option("-c", "--corrections", metavar="FILE.yaml", help=_CORRECTIONS)
    ] = None,
    field: Annotated[list[str] | None, typer.Option(metavar="FIELD=NAME", help=_FIELD)] = None,
    workers: Annotated[int, typer.Option(min=0, help="Processes that parse; 0 is one a core.")] = 0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print no summary.")] = False,
) -> None:
    """Read articles, compare them, write the record, and print a summary."""
    settings = Settings(workers=workers, field_names=tuple(_split_field(name) for name in field or ()))
    with Bar() as bar:
        record = variorum.collate(sources, output, settings, bar, corrections)
    if not quiet:
        print_summary(record, output)


def _split_field(text: str) -> tuple[str, str]:
    field, _, name = text.partition("=")
    if field not in FIELDS or not name:
        raise typer.BadParameter(f"'{text}' is no FIELD=NAME; fields are {', '.join(FIELDS)}", param_hint="--field")
    return field, name
