"""The patterns and word lists of `data/cleaning.toml`, compiled once."""

import re
from functools import cache
from typing import Any

from variorum.language.lexicon import read_toml

SENTENCE_END = tuple(".!?…\"”’'»")
_DASHES, _QUOTES = "–—−", "\"'“”„«»‘’"
URL = r"(?:https?://|www\.)\S{3,500}"
DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,4}[a-z]{2,12}"


def cleaning() -> dict[str, Any]:
    return read_toml("cleaning")


@cache
def any_of(section: str, name: str) -> "re.Pattern[str]":
    """Give one pattern for the list `section.name`, to be matched against a line."""
    return re.compile("|".join(f"(?:{p})" for p in cleaning()[section][name]), re.IGNORECASE | re.DOTALL)


@cache
def labels(section: str, name: str = "labels") -> frozenset[str]:
    return frozenset(cleaning()[section][name])


@cache
def agencies() -> dict[str, str]:
    """Give the short name of each agency by every form of its name, in lower case."""
    return {form.casefold(): short for short, forms in cleaning()["agencies"].items() for form in forms}


def normalise(text: str) -> str:
    """Give the text as it is compared: one kind of quotes and dashes, single spaces, lower case."""
    for mark in _QUOTES:
        text = text.replace(mark, "")
    if not text.isascii():
        for mark in _DASHES:
            text = text.replace(mark, "-")
    return " ".join(text.casefold().split())


def ends_sentence(text: str) -> bool:
    return text.endswith(SENTENCE_END)
