"""An article's text as words: hashes of normal forms, each with its place, the outlet's own or not."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from variorum.model.text import Article
from variorum.trace.tokens import Flags, Hashes, Places, Tokens, find_tokens, hash_word

_DOUBLE = re.compile(r"[\"“”„«»]|\n")
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)|(?<=[.,!?…])['’](?!\w)|\n")
_ME, _CONTRACTIONS = ("I", "my", "we", "our", "us"), ("'m", "'ve", "'d", "'ll", "'re")
_FIRST_PERSON = re.compile(r"(?<![\w.])(?:I|my|we|our|us)(?:['’](?:m|ve|d|ll|re))?(?![\w.])", re.IGNORECASE)
_LIST_WORDS, _LIST_SHARE = 40, 0.65
_OTHERS_SHARE = 0.6  # where more is in the first person, its writer speaks: a column, a diary
_OPENING, _CLOSING = "“„«‘", "”»"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: word i stands at [`starts[i]`, `ends[i]`), `hashes[i]` is of its normal form.

    `own[i]` is false within quotation marks, in a sentence of the first person (a statement printed as a block has no
    marks, and is the speaker's all the same), and in a list of names (a form, a menu). `numbers[i]` is true for digits,
    `capitals[i]` for a word that begins with a capital. The words of sentence k of the article are
    [`sentences[k, 0]`, `sentences[k, 1]`).
    """

    hashes: Hashes
    starts: Places
    ends: Places
    own: Flags
    numbers: Flags
    capitals: Flags
    sentences: Places

    def __len__(self) -> int:
        return len(self.hashes)


def find_words(article: Article) -> Words:
    """Read the words of `Article.text`; offsets are code points in it."""
    return find_all_words((article,))[0]


def find_all_words(articles: Sequence[Article]) -> list[Words]:
    """Read the words of several articles, which is faster at once than one by one."""
    text = "\n".join(article.text for article in articles)
    tokens = find_tokens(text)
    begins = np.cumsum([0, *(len(article.text) + 1 for article in articles)])
    firsts = np.searchsorted(tokens.starts, begins)
    counts = np.cumsum([0, *(len(article.sentences) for article in articles)])
    sentences = np.array([p for a in articles for s in a.sentences for p in (s.start, s.end)], np.int64).reshape(-1, 2)
    sentences += np.repeat(begins[:-1], np.diff(counts))[:, None]
    bounds = np.searchsorted(tokens.starts, sentences)
    own = _find_own(text, articles, tokens, begins, firsts, bounds, sentences[:, 0])
    read = []
    for place, begin in enumerate(begins[:-1]):
        mine = slice(firsts[place], firsts[place + 1])
        read.append(
            Words(
                tokens.hashes[mine],
                tokens.starts[mine] - begin,
                tokens.ends[mine] - begin,
                own[mine],
                tokens.numbers[mine],
                tokens.capital[mine],
                bounds[counts[place] : counts[place + 1]] - firsts[place],
            )
        )
    return read


def _find_own(
    text: str,
    articles: Sequence[Article],
    tokens: Tokens,
    begins: Places,
    firsts: Places,
    sentences: Places,
    sentence_starts: Places,
) -> Flags:
    """Tell which words are an outlet's own; `begins` and `firsts` are where in text and words each article begins."""
    quoted = [
        (begin + start, begin + end)
        for begin, article in zip(begins.tolist(), articles, strict=False)
        for start, end in find_quoted(article.text)
    ]
    own = ~_cover(len(tokens.starts), np.searchsorted(tokens.starts, np.array(quoted, np.int64).reshape(-1, 2)))
    own &= ~_cover(len(own), sentences[_are_lists(tokens, sentences)])
    spoken = _find_spoken(text, tokens, sentence_starts, quoted)
    if not len(spoken):
        return own
    without_speech = own & ~_cover(len(own), sentences[spoken])
    sums, sums_without = (np.concatenate(([0], np.cumsum(flags)))[firsts] for flags in (own, without_speech))
    reports = np.diff(sums_without) >= _OTHERS_SHARE * np.diff(sums)
    return np.where(np.repeat(reports, np.diff(firsts)), without_speech, own)


def _cover(count: int, bounds: Places) -> Flags:
    """Tell which of so many words are in the spans."""
    edges = np.bincount(bounds[:, 0], minlength=count + 1) - np.bincount(bounds[:, 1], minlength=count + 1)
    covered: Flags = np.cumsum(edges[:count]) > 0
    return covered


def normal_form(word: str) -> str:
    """Fold case and apostrophes and take off a possessive 's."""
    return word.casefold().replace("’", "'").removesuffix("'s")


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


def _find_spoken(text: str, tokens: Tokens, starts: Places, quoted: Sequence[tuple[int, int]]) -> Places:
    """Give the places of sentences in which somebody speaks of themselves outside quotation marks."""
    known = _first_person()
    maybe = tokens.starts[known[np.searchsorted(known, tokens.hashes) % len(known)] == tokens.hashes].tolist()
    matches = [match for match in (_FIRST_PERSON.match(text, start) for start in maybe) if match]
    spoken = [m.start() for m in matches if m.group() != "US" and not _is_inside(m.start(), quoted)]
    places = np.searchsorted(starts, spoken, side="right") - 1
    return np.flatnonzero(np.bincount(places[places >= 0]))


@cache
def _first_person() -> Hashes:
    return np.sort(np.array([hash_word(me + rest) for me in _ME for rest in ("", *_CONTRACTIONS)], np.uint64))


def _are_lists(tokens: Tokens, bounds: Places) -> Flags:
    """Tell long sentences in which most words are capitalized or numbers: no prose, but a list, a form, a table."""
    capitals = np.concatenate(([0], np.cumsum(~tokens.lower)))[bounds]
    words = bounds[:, 1] - bounds[:, 0]
    lists: Flags = (words >= _LIST_WORDS) & (capitals[:, 1] - capitals[:, 0] > _LIST_SHARE * words)
    return lists


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (place, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]
