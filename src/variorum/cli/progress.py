"""A progress bar on standard error; nothing where that is no terminal but a line a stage."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_WORDS = {
    "read": "Reading", "trace": "Tracing who retells whom", "annotate": "Annotating", "parse": "Parsing new sentences",
    "gather": "Gathering stories", "resolve": "Resolving names, quotations and events", "compare": "Comparing accounts",
    "compose": "Composing the record",
}  # fmt: skip


class Bar:
    """Shows the stage at hand and how far it is."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("Starting", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, stage: str, total: int | None = None) -> None:
        """Show another stage; `total` is the number of its steps, if it is known."""
        self._progress.reset(self._task, description=_WORDS.get(stage, stage), total=total)

    def advance(self, count: int = 1) -> None:
        self._progress.advance(self._task, count)
