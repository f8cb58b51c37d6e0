"""Word lists as data: each file in `variorum/data` is TOML or TSV with a header that says what it is and whence.

A line that begins with '#' is a comment. A TSV file's first other line names its columns.
"""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Give the table in `data/NAME.toml`. Raise FileNotFoundError if there is none: that is a bug."""
    return tomllib.loads((files("variorum.data") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_tsv(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of `data/NAME.tsv`, each a dictionary by column; an empty cell is ''."""
    text = (files("variorum.data") / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
