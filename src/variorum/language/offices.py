"""Words of office, of bodies of state and of groups (`data/offices.toml`), found as phrases in a sentence's words."""

from collections.abc import Sequence
from functools import cache

from variorum.language.gazetteer import split_words
from variorum.language.lexicon import read_toml
from variorum.language.spelling import fold

Phrases = dict[str, tuple[tuple[str, ...], ...]]


@cache
def phrases(section: str, field: str = "heads") -> Phrases:
    """Give a list of the file as phrases by their first word, longest first."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for entry in read_toml("offices")[section][field]:
        words = tuple(fold(word) for word in split_words(entry))
        table.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(found, key=lambda w: (-len(w), w))) for first, found in table.items()}


@cache
def words_of(section: str, field: str = "words") -> frozenset[str]:
    """Give a list of the file as a set of folded words."""
    return frozenset(fold(word) for word in read_toml("offices")[section][field])


def phrase_length(table: Phrases, folded: Sequence[str], first: int) -> int:
    """Give the length in words of the longest phrase of the table that begins at a word; 0 if none does."""
    for phrase in table.get(folded[first], ()):
        if tuple(folded[first : first + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@cache
def leader_phrases() -> frozenset[tuple[str, ...]]:
    """Give the heads that mean a head of state or of government."""
    return frozenset(phrase for found in phrases("leader").values() for phrase in found)
