"""A newsroom's output, made up: as many articles as one likes, 30 % of them derived from others, each kind known.

Words are drawn by Zipf's law from the encoder's vocabulary, names are made of syllables, and numbers, quotations, stock
phrases, footers of outlets and forms filled in (markets, weather) stand where news has them; sense it has none. Article
`n` is a function of `n` alone, so any article can be made at any time.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path
from typing import overload

import numpy as np

from variorum.model.text import Article, OffsetMap, Source, TextSentence

KINDS = ("copy", "cut", "reordered", "edited 5 %", "edited 15 %", "edited 30 %", "embedded", "rewrite")
_CYCLE = 80  # of so many articles three for each kind are derived: 30 %
_BACK = 3000  # a source is one of so many articles before: two days of an agency's news
_OUTLETS, _PHRASES, _FORMS = 200, 3000, 20
_FUNCTION_WORDS = 120  # so many commonest words carry no content
_SYLLABLES = [
    "ba",
    "cor",
    "da",
    "fen",
    "gal",
    "hal",
    "ir",
    "ka",
    "lo",
    "mar",
    "no",
    "pel",
    "ros",
    "sa",
    "tar",
    "ul",
    "vel",
    "wy",
    "zan",
    "or",
    "ist",
    "em",
    "dra",
    "shi",
]
_FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)

Sentence = list[str]


@dataclass(frozen=True, slots=True)
class Made:
    """An article as sentences; `kind` tells how it is derived from article `source` ('' and itself if it is not)."""

    number: int
    kind: str
    source: int
    outlet: int
    sentences: list[Sentence]


def kind_of(number: int) -> str:
    """Give the kind of derivation of an article, '' of one that is not derived."""
    place = number % _CYCLE
    return KINDS[place // 10] if place % 10 >= 7 and number >= _CYCLE else ""


def source_of(number: int) -> int:
    """Give the article from which this one is derived, itself if from none: an earlier one that is not derived."""
    if not kind_of(number):
        return number
    random = np.random.default_rng((7, number))
    while True:
        source = int(random.integers(max(number - _BACK, 0), number))
        if not kind_of(source) and not _is_form(source):
            return source


def make(number: int) -> Made:
    """Make an article."""
    random = np.random.default_rng((11, number))
    kind, source = kind_of(number), source_of(number)
    outlet = int(random.zipf(1.3)) % _OUTLETS
    sentences = _write_original(source)
    if kind:
        sentences = _derive(kind, sentences, random)
    if outlet % 3 == 0 and kind != "copy":
        sentences = [*sentences, *_footer(outlet)]
    return Made(number, kind, source, outlet, sentences)


def _is_form(number: int) -> bool:
    return number % 100 == 50


def _write_original(number: int) -> list[Sentence]:
    random = np.random.default_rng((3, number))
    if _is_form(number):
        return _fill_form(number, random)
    words, _ = _vocabulary()
    names = [_make_name(random) for _ in range(int(random.integers(4, 10)))]
    length = int(np.clip(random.lognormal(6.0, 0.5), 80, 2500))
    sentences = []
    while length > 0:
        count = int(random.integers(9, 36))
        sentence = [words[i] for i in _draw(random, count)]
        _place(sentence, names, random)
        sentences.append(sentence)
        length -= count
    return sentences


def _place(sentence: Sentence, names: list[str], random: np.random.Generator) -> None:
    """Put names, a number, a stock phrase, quotation marks into a sentence as often as news has them."""
    chances = random.random(4)
    for _ in range(1 + int(random.integers(3))):
        sentence[int(random.integers(len(sentence)))] = names[int(random.integers(len(names)))]
    if chances[0] < 0.5:
        sentence[int(random.integers(len(sentence)))] = str(int(random.zipf(1.4)) % 5000)
    if chances[1] < 0.06:
        sentence[2:2] = _phrases()[int(random.zipf(1.2)) % _PHRASES]
    if chances[2] < 0.2:
        sentence[0] = "“" + sentence[0]
        sentence[-1] += "”"
        sentence += [names[0], "said"]


def _derive(kind: str, sentences: list[Sentence], random: np.random.Generator) -> list[Sentence]:
    count = len(sentences)
    if kind == "cut":
        return sentences[: max(int(count * random.uniform(0.4, 0.7)), 3)]
    if kind == "reordered":
        blocks = [sentences[i : i + 3] for i in range(0, count, 3)]
        return [s for i in random.permutation(len(blocks)) for s in blocks[i]]
    if kind == "embedded":
        third = max(count // 3, 3)
        first = int(random.integers(0, max(count - third, 0) + 1))
        host = _write_original(int(random.integers(1 << 40, 1 << 41)) * 100)
        place = int(random.integers(0, len(host) + 1))
        return [*host[:place], *sentences[first : first + third], *host[place:]]
    if kind.startswith("edited"):
        share = int(kind.split()[1]) / 100
        return [_edit(sentence, share, random) for sentence in sentences]
    if kind == "rewrite":
        return [_rewrite(s, random) for s in sentences if random.random() > 0.125] or sentences
    return sentences


def _edit(sentence: Sentence, share: float, random: np.random.Generator) -> Sentence:
    """Change a share of the words: three of five are replaced, one left out, one put in."""
    words, _ = _vocabulary()
    edited: Sentence = []
    for word, chance, way in zip(sentence, random.random(len(sentence)), random.random(len(sentence)), strict=True):
        if chance >= share or word[0] == "“" or word[-1] == "”":
            edited.append(word)
            continue
        if way < 0.2:
            edited.append(word)
        if way < 0.8:
            edited.append(words[_draw(random, 1)[0]])
    return edited or sentence


def _rewrite(sentence: Sentence, random: np.random.Generator) -> Sentence:
    """Put another word for half of those that are no names or numbers, and exchange the halves of the sentence."""
    words, ranks = _vocabulary()
    told = []
    for word, chance in zip(sentence, random.random(len(sentence)), strict=True):
        rank = ranks.get(word.strip("“”"))
        if rank is None or chance < 0.5:
            told.append(word.strip("“”"))
        elif rank < _FUNCTION_WORDS:
            told.append(words[int(random.integers(_FUNCTION_WORDS))])
        else:
            told.append(words[rank ^ 1])
    half = len(told) // 2
    return [*told[half:], *told[:half]]


def _fill_form(number: int, random: np.random.Generator) -> list[Sentence]:
    """Give one of the forms with other numbers: every seventh word is a number."""
    form = _draw(np.random.default_rng((5, number % _FORMS)), 120)
    words, _ = _vocabulary()
    filled = [str(int(random.integers(10000))) if i % 7 == 3 else words[w] for i, w in enumerate(form)]
    return [filled[i : i + 20] for i in range(0, len(filled), 20)]


@cache
def _footer(outlet: int) -> list[Sentence]:
    words, _ = _vocabulary()
    random = np.random.default_rng((17, outlet))
    return [[words[i] for i in _draw(random, 18)] for _ in range(2)]


@cache
def _phrases() -> list[Sentence]:
    words, _ = _vocabulary()
    random = np.random.default_rng(19)
    return [[words[i] for i in _draw(random, int(random.integers(4, 9)))] for _ in range(_PHRASES)]


@cache
def _vocabulary() -> tuple[list[str], dict[str, int]]:
    lines = (files("variorum.data") / "minilm_vocabulary.txt").read_text(encoding="utf-8").splitlines()
    words = [word for word in lines[lines.index("the") :] if word.isascii() and word.isalpha()]
    return words, {word: rank for rank, word in enumerate(words)}


@cache
def _zipf() -> np.ndarray:
    shares = 1 / (np.arange(len(_vocabulary()[0])) + 2.7)
    return np.asarray(np.cumsum(shares / shares.sum()))


def _draw(random: np.random.Generator, count: int) -> list[int]:
    """Draw ranks of words."""
    ranks: list[int] = np.minimum(np.searchsorted(_zipf(), random.random(count)), len(_zipf()) - 1).tolist()
    return ranks


def _make_name(random: np.random.Generator) -> str:
    return "".join(_SYLLABLES[i] for i in random.integers(len(_SYLLABLES), size=3).tolist()).capitalize()


def write_article(made: Made) -> tuple[str, list[int]]:
    """Give the text and the ends of its sentences; three sentences are a paragraph."""
    printed = []
    for index, sentence in enumerate(made.sentences):
        line = " ".join(sentence)
        first = 1 if line[0] == "“" else 0
        line = line[:first] + line[first].upper() + line[first + 1 :] + "."
        printed.append(line + ("\n" if index % 3 == 2 else " "))
    return "".join(printed), list(accumulate(map(len, printed)))


class Corpus(Sequence[Article]):
    """The first articles of the newsroom, written to a file once and read on access, one at a time."""

    def __init__(self, folder: Path, count: int) -> None:
        """Write `count` articles into `folder`, or take them from there if they are written already."""
        self._path, self._count = folder / f"newsroom-{count}.jsonl", count
        places = folder / f"newsroom-{count}.npy"
        if not places.exists():
            np.save(places, self._write())
        self._places = np.load(places)
        self._file = self._path.open("rb")

    def _write(self) -> np.ndarray:
        places = np.zeros(self._count + 1, np.int64)
        with self._path.open("wb") as file:
            for number in range(self._count):
                made = make(number)
                text, ends = write_article(made)
                file.write(json.dumps([text, ends, made.outlet]).encode())
                places[number + 1] = file.tell()
        return places

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> list[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | list[Article]:
        """Read an article."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        text, ends, outlet = self._read(index)
        sentences = tuple(
            TextSentence(start, end - 1, place // 3) for place, (start, end) in enumerate(pairwise([0, *ends]))
        )
        published = (_FIRST_DAY + timedelta(minutes=index)).isoformat()
        return Article(
            name_article(index),
            Source("newsroom", index),
            "",
            text,
            OffsetMap(()),
            sentences,
            outlet=f"Outlet {outlet}",
            published=published,
        )

    def texts(self) -> Iterator[str]:
        """Read the texts, one after the other."""
        return (self._read(number)[0] for number in range(self._count))

    def _read(self, index: int) -> tuple[str, list[int], int]:
        first, last = self._places[index : index + 2].tolist()
        self._file.seek(first)
        text, ends, outlet = json.loads(self._file.read(last - first))
        return text, ends, outlet


def name_article(number: int) -> str:
    """Give the id of an article."""
    return f"art-{number:08}"


def number_of(article_id: str) -> int:
    """Give the number of an article from its id."""
    return int(article_id[4:])
