"""Counts and passages in words, for all commands; and nothing from an article that could steer the terminal."""

import re

from rich.console import Console
from rich.markup import escape as escape_markup
from rich.padding import Padding

from variorum.model.record import Record
from variorum.model.text import Article, Evidence

_LONGEST = 140
# Control characters, half surrogates, line separators, and marks that turn the direction of writing.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """Give text of others as it may be printed: what would steer the terminal stands as U+FFFD."""
    return _STEERING.sub(_REPLACEMENT, text)


def escape(text: str) -> str:
    """Give text of others as it may stand in marked-up text."""
    return escape_markup(printable(text))


def count(number: int, one: str, many: str | None = None) -> str:
    """Give '1 article', '2 articles'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Whoever reads our output has read enough: no failure, and `main` answers it."""
        raise BrokenPipeError


def open_console(width: int | None = None) -> Console:
    """Give the console of standard output; where that is no terminal, no colours and no line is broken.

    `width` in columns is that of the terminal unless it is given.
    """
    return _Output(highlight=False, width=width)


def print_line(console: Console, text: str, indent: int = 0) -> None:
    """Print marked-up text; in a terminal, broken lines keep the indent."""
    text = "\n".join(printable(line) for line in text.split("\n"))
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)))
    else:
        console.print(" " * indent + text, soft_wrap=True)


def article_name(article: Article) -> str:
    """Give the outlet, or else the file."""
    return article.outlet or str(article.source).rsplit("/", 1)[-1]


def evidence_line(evidence: Evidence, record: Record) -> str:
    """Give a passage with where it stands, escaped for rich."""
    article = next(a for a in record.articles if a.id == evidence.article)
    text = " ".join(evidence.text.split())
    text = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{escape(text)}” [dim]{escape(article_name(article))} {evidence.start}–{evidence.end}[/]"
