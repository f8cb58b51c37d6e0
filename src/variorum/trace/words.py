"""An article's text as words: normal forms as stable 64-bit hashes, each with its place, quoted or not."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from variorum.model.text import Article

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# A number with its separators; one sign of a script that is written without spaces; or a word.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+(?:['’][^\W_]+)*")
_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=\w)|(?<=[.,!?…])['’](?!\w)|\n")
_FIRST_PERSON = re.compile(r"(?<![\w.])(?:I|my|we|our|us)(?:['’](?:m|ve|d|ll|re))?(?![\w.])", re.IGNORECASE)
_OPENING, _CLOSING, _SINGLE = "“„«", "”»", "'‘’"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: word i stands at [`starts[i]`, `ends[i]`), `hashes[i]` is of its normal form.

    `quoted[i]` is true within quotation marks, and in a sentence of the first person: a statement printed as a block
    has no marks, and is the speaker's all the same.
    """

    hashes: Hashes
    starts: Places
    ends: Places
    quoted: Flags

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def own(self) -> int:
        """How many words stand outside quotation marks."""
        return int(len(self.quoted) - np.count_nonzero(self.quoted))


def find_words(article: Article) -> Words:
    """Read the words of `Article.text`; offsets are code points in it."""
    found = list(_WORD.finditer(article.text))
    starts = np.fromiter((m.start() for m in found), np.int64, len(found))
    ends = np.fromiter((m.end() for m in found), np.int64, len(found))
    hashes = np.fromiter((hash_word(normal_form(m.group())) for m in found), np.uint64, len(found))
    quoted = np.zeros(len(found), np.bool_)
    for start, end in (*find_quoted(article.text), *_find_spoken(article)):
        quoted[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return Words(hashes, starts, ends, quoted)


def normal_form(word: str) -> str:
    """Fold case and apostrophes and take off a possessive 's."""
    return word.casefold().replace("’", "'").removesuffix("'s")


@lru_cache(maxsize=1 << 18)
def hash_word(word: str) -> int:
    """Give a 64-bit hash that is the same in every run and on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def find_quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans within quotation marks, marks included; a quotation left open ends with its paragraph."""
    spans: list[tuple[int, int]] = []
    begun, closing = -1, ""
    for match in _QUOTE.finditer(text):
        mark, place = match.group(), match.start()
        if mark == "\n":
            if begun >= 0 and closing not in _SINGLE:
                spans.append((begun, place))
            begun = -1
        elif begun < 0:
            if mark not in _CLOSING and not (mark in _SINGLE and _closes(text, place)):
                begun, closing = place, _closing_marks(mark)
        elif mark in closing:
            spans.append((begun, match.end()))
            begun = -1
    if begun >= 0 and closing not in _SINGLE:
        spans.append((begun, len(text)))
    return tuple(spans)


def _find_spoken(article: Article) -> Iterator[tuple[int, int]]:
    """Give the sentences in which somebody speaks of themselves outside quotation marks."""
    spans = find_quoted(article.text)
    for sentence in article.sentences:
        for match in _FIRST_PERSON.finditer(article.text, sentence.start, sentence.end):
            if match.group() != "US" and not _is_inside(match.start(), spans):
                yield sentence.start, sentence.end
                break


def _is_inside(place: int, spans: tuple[tuple[int, int], ...]) -> bool:
    index = bisect_right(spans, (place, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


def _closing_marks(mark: str) -> str:
    if mark in _SINGLE:
        return "'’"
    return '"' if mark == '"' else "”»“"


def _closes(text: str, place: int) -> bool:
    """A single mark behind punctuation ends a quotation, and begins none."""
    return place > 0 and text[place - 1] in ".,!?…"
