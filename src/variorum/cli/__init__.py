"""The command line, a module a command. Results go to standard output, progress and errors to standard error.

Exit status: 0, 1 if nothing could be read or the record cannot be opened, 2 if the call was wrong, 130 after Ctrl-C.
"""

import io
import os
import sys
from importlib import metadata
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from variorum.cli.collate import collate
from variorum.cli.explain import explain
from variorum.cli.export import export
from variorum.cli.show import show
from variorum.cli.words import printable
from variorum.errors import VariorumError


class _StopError(Exception):
    """Ctrl-C, or the reader of our output has gone: `main` answers both, not typer."""


class _Commands(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (KeyboardInterrupt, BrokenPipeError) as error:
            raise _StopError from error
        return result


app = typer.Typer(
    cls=_Commands,
    help="Reads many accounts of the same events and writes one sourced record.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (collate, show, export, explain):
    app.command()(command)


@app.callback(invoke_without_command=True)
def version(
    context: typer.Context, show_version: bool = typer.Option(False, "--version", help="Print the version and stop.")
) -> None:
    """Reads many accounts of the same events and writes one sourced record."""
    if show_version:
        typer.echo(f"variorum {metadata.version('variorum')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run the command line; what goes wrong for the user is one line, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an article's letters may be none of the terminal's
    try:
        app()
    except VariorumError as error:
        _fail(str(error), error.exit_status)
    except _StopError as stopped:
        if isinstance(stopped.__cause__, KeyboardInterrupt):
            _fail("interrupted; what was read and parsed is kept, the same command goes on from there", 130)
        _drop_output()
        sys.exit(0)
    except OSError as error:
        _fail(": ".join(part for part in (os.fsdecode(error.filename or ""), error.strerror or str(error)) if part), 1)


def _fail(message: str, status: int) -> NoReturn:
    """Say in one line what went wrong, and stop."""
    print(f"variorum: {printable(message)}", file=sys.stderr)
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()
    sys.exit(status)


def _drop_output() -> None:
    """Send what is still in the buffer nowhere, so that the interpreter's last flush is silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
