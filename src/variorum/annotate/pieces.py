"""A sentence's text as pieces: figures, words and single signs, each with its offsets.

Times and quantities are read from pieces and not from the parser's tokens, so that 'four-and-a-half-hour', '3bn' and
'1990s' come apart in one way whatever the parser thinks of them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_PIECE = re.compile(
    r"""(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?  # a figure: 12, 1,200, 1.5
      | [AaPp]\.\s?[Mm]\.(?=\W|$)                   # a.m., p.m.
      | [’'][Ss]\b                                  # the possessive
      | [^\W\d_]+(?:[’'](?![Ss]\b)[^\W\d_]+)?       # a word, with an apostrophe inside: o'clock
      | \S""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One figure, word or sign at [start, end) of the text; `lower` is it in small letters."""

    start: int
    end: int
    text: str
    lower: str


@lru_cache(maxsize=1024)
def split_pieces(text: str) -> list[Piece]:
    """Give the pieces of a text in order; only white space is in none.

    Times and numbers ask for the same sentences one after the other: the list is kept, and must not be changed.
    """
    return [Piece(m.start(), m.end(), m.group(), m.group().lower()) for m in _PIECE.finditer(text)]


def glued(pieces: list[Piece], index: int) -> bool:
    """Tell whether piece `index` follows the one before it with no space between."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start
