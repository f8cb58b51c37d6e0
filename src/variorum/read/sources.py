"""Paths to streams: files, the files of folders, standard input."""

import io
import os
import stat
import sys
from collections.abc import Iterator

from variorum.model.text import Issue
from variorum.read.formats import Found, read_stream
from variorum.read.limits import Budget, LimitError, Place, fill
from variorum.settings import Settings

_BUFFER = 1 << 16
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_PAGE_FOLDERS = ("_files", ".files", "_Dateien", "_fichiers", "_archivos")  # as browsers name what belongs to a page


def find_files(path: str) -> Iterator[str | Issue]:
    """Give the files of a folder and its folders, sorted; hidden ones are left out, a link to a folder above too."""
    seen: set[tuple[int, int]] = set()
    problems: list[OSError] = []
    for folder, folders, names in os.walk(path, followlinks=True, onerror=problems.append):
        try:
            status = os.stat(folder)
        except OSError as error:
            problems.append(error)
            folders.clear()
            continue
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        known = set(names)
        belonging = sorted(name for name in folders if _belongs_to_page(name, known))
        yield from (
            Issue("no-page", "what belongs to a saved page is not read", os.path.join(folder, name))
            for name in belonging
        )
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in belonging)
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.startswith("."))
    for problem in problems:
        yield describe(problem, str(problem.filename))


def _belongs_to_page(folder: str, names: set[str]) -> bool:
    """Tell a folder in which a browser put the pictures and scripts of a page that is saved beside it."""
    stem = next((folder.removesuffix(ending) for ending in _PAGE_FOLDERS if folder.endswith(ending)), None)
    return stem is not None and any(stem + ending in names for ending in _PAGE_ENDINGS)


def describe(error: OSError, path: str) -> Issue:
    """Give the issue of a path that cannot be read."""
    code = "not-found" if isinstance(error, FileNotFoundError) else "unreadable"
    return Issue(code, error.strerror or "cannot be read", printable(path))


def printable(path: str) -> str:
    """Give a path as text that can be stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_file(path: str, settings: Settings) -> Found:
    """Read what a file holds. A pipe or a device is not opened for reading."""
    name = printable(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        yield describe(error, path)
        return
    except ValueError:
        yield Issue("not-found", "no name of a file", name)
        return
    with io.BufferedReader(io.FileIO(descriptor), _BUFFER) as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            yield Issue("unreadable", "no regular file", name)
            return
        try:
            yield from read_stream(
                stream, Place(name, os.path.basename(name), Budget(settings, status.st_size)), settings
            )
        except LimitError as error:
            yield Issue("too-large", f"{error}; what follows is not read", name)


def read_standard_input(settings: Settings) -> Found:
    """Read standard input; its format is told by its content."""
    try:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        budget = Budget(settings, 0)
        yield from read_stream(fill(sys.stdin.buffer, budget.receive), Place("-", "-", budget), settings)
    except LimitError as error:
        yield Issue("too-large", f"{error}; what follows is not read", "-")
    except OSError as error:
        yield Issue("unreadable", error.strerror or str(error), "-")
