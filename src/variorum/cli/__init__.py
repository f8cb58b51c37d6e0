"""The command line, a module a command. Results go to standard output, progress and errors to standard error.

Exit status: 0, 1 if nothing could be read or the record cannot be opened, 2 if the call was wrong, 130 after Ctrl-C.
"""

import os
import sys
from importlib import metadata

import typer

from variorum.cli.collate import collate
from variorum.cli.explain import explain
from variorum.cli.export import export
from variorum.cli.show import show
from variorum.errors import VariorumError

app = typer.Typer(
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
    try:
        app()
    except VariorumError as error:
        print(f"variorum: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        print(
            "variorum: interrupted; what was read and parsed is kept, the same command goes on from there",
            file=sys.stderr,
        )
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the interpreter's last flush is silent
        sys.exit(0)
    except OSError as error:
        print(f"variorum: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)
