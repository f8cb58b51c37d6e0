"""An article's text as words: stable 64-bit hashes of normal forms, each with its place, the outlet's own or not."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
_WORD = re.compile(r"(\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+(?:['’][^\W_]+)*)")
_DOUBLE = re.compile(r"[\"“”„«»]|\n")
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)|(?<=[.,!?…])['’](?!\w)|\n")
_FIRST_PERSON = re.compile(r"(?<![\w.])(?:I|my|we|our|us)(?:['’](?:m|ve|d|ll|re))?(?![\w.])", re.IGNORECASE)
_LIST_WORDS, _LIST_SHARE = 40, 0.65
_OTHERS_SHARE = 0.6  # where more is in the first person, its writer speaks: a column, a diary
_NUMBER = np.uint64(1)
_OPENING, _CLOSING = "“„«‘", "”»"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: word i stands at [`starts[i]`, `ends[i]`), `hashes[i]` is of its normal form.

    `own[i]` is false within quotation marks, in a sentence of the first person (a statement printed as a block has no
    marks, and is the speaker's all the same), and in a list of names (a form, a menu). `numbers[i]` is true for digits.
    """

    hashes: Hashes
    starts: Places
    ends: Places
    own: Flags
    numbers: Flags

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def own_words(self) -> int:
        """How many words are the outlet's own."""
        return int(np.count_nonzero(self.own))


def find_words(article: Article) -> Words:
    """Read the words of `Article.text`; offsets are code points in it."""
    text = article.text
    pieces = _WORD.split(text)  # what stands between two words, a word, and so on
    printed = pieces[1::2]
    bounds = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    hashes = np.fromiter(map(hash_printed, printed), np.uint64, len(printed))
    own = np.ones(len(printed), np.bool_)
    quoted = find_quoted(text)
    _strike(own, starts, quoted)
    _strike(own, starts, _find_lists(article, starts, printed))
    without_speech = own.copy()
    _strike(without_speech, starts, _find_spoken(article, quoted))
    if np.count_nonzero(without_speech) >= _OTHERS_SHARE * np.count_nonzero(own):
        own = without_speech
    return Words(hashes, starts, ends, own, (hashes & _NUMBER).astype(np.bool_))


def _strike(own: Flags, starts: Places, spans: Iterable[tuple[int, int]]) -> None:
    bounds = np.array(list(spans), np.int64).reshape(-1, 2)
    for first, last in np.searchsorted(starts, bounds).tolist():
        own[first:last] = False


def normal_form(word: str) -> str:
    """Fold case and apostrophes and take off a possessive 's."""
    return word.casefold().replace("’", "'").removesuffix("'s")


@lru_cache(maxsize=1 << 18)
def hash_printed(printed: str) -> int:
    """Hash a word as it is printed, by its normal form: 64 bits, the same in every run; the last is 1 in numbers."""
    digest = blake2b(normal_form(printed).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") & ~1 | printed[0].isdigit()


def find_quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans within quotation marks, marks included; one left open by a double mark ends with its paragraph.

    Straight and curled marks close one another, since many texts mix them. Single marks count where there are no
    double ones; a phrase in single marks without a stop at its end is not told from an apostrophe, and is left.
    """
    double = any(mark in text for mark in '"“„«')
    spans: list[tuple[int, int]] = []
    begun, opener = -1, ""
    for match in (_DOUBLE if double else _SINGLE).finditer(text):
        mark, place = match.group(), match.start()
        if mark == "\n":
            if begun >= 0 and double:
                spans.append((begun, place))
            begun = -1
        elif begun < 0:
            if _opens(text, mark, place):
                begun, opener = place, mark
        elif _closes(text, mark, place, opener):
            spans.append((begun, match.end()))
            begun = -1
    if begun >= 0 and double:
        spans.append((begun, len(text)))
    return tuple(spans)


def _opens(text: str, mark: str, place: int) -> bool:
    """A mark opens a quotation by its shape, or by standing before a word and not behind one."""
    if mark in _OPENING:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return mark not in _CLOSING and not after.isspace() and not (before.isalnum() or before in tuple(".,!?…"))


def _closes(text: str, mark: str, place: int, opener: str) -> bool:
    """A mark closes by its shape, or by standing behind a word; a second opening mark goes on with the quotation."""
    if mark in _OPENING:
        return opener == "„" and mark == "“"
    return mark in _CLOSING or not text[place - 1].isspace() or not text[place + 1 : place + 2].strip()


def _find_spoken(article: Article, quoted: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Give the sentences in which somebody speaks of themselves outside quotation marks."""
    for match in _FIRST_PERSON.finditer(article.text):
        if match.group() == "US" or _is_inside(match.start(), quoted):
            continue
        index = bisect_right(article.sentences, match.start(), key=lambda sentence: sentence.start) - 1
        if index >= 0:
            yield article.sentences[index].start, article.sentences[index].end


def _find_lists(article: Article, starts: Places, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give long sentences in which most words are capitalized or numbers: no prose, but a list, a form, a table."""
    bounds = np.array([(sentence.start, sentence.end) for sentence in article.sentences], np.int64).reshape(-1, 2)
    for sentence, (first, last) in zip(article.sentences, np.searchsorted(starts, bounds).tolist(), strict=True):
        if last - first < _LIST_WORDS:
            continue
        if sum(not word[0].islower() for word in words[first:last]) > _LIST_SHARE * (last - first):
            yield sentence.start, sentence.end


def _is_inside(place: int, spans: tuple[tuple[int, int], ...]) -> bool:
    index = bisect_right(spans, (place, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]
