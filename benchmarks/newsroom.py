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
from random import Random
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
_SPOKEN = frozenset(("i", "my", "we", "our", "us"))  # in reports these stand in quotations alone
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
    random = Random(3 * number)
    while True:
        source = random.randrange(max(number - _BACK, 0), number)
        if not kind_of(source) and not _is_form(source):
            return source


def make(number: int) -> Made:
    """Make an article."""
    random = Random(3 * number + 1)
    kind, source = kind_of(number), source_of(number)
    outlet = int(random.paretovariate(0.3)) % _OUTLETS
    sentences = _write_original(source)
    if kind:
        sentences = _derive(kind, sentences, random)
    if outlet % 3 == 0 and kind != "copy":
        sentences = [*sentences, *_footer(outlet)]
    return Made(number, kind, source, outlet, sentences)


def _is_form(number: int) -> bool:
    return number % 100 == 50


def _write_original(number: int) -> list[Sentence]:
    random = Random(3 * number + 2)
    if _is_form(number):
        return _fill_form(number, random)
    names = [_make_name(random) for _ in range(random.randrange(4, 10))]
    length = int(min(max(random.lognormvariate(6.0, 0.5), 80), 2500))
    words = _draw(random, length + 40)
    sentences = []
    used = 0
    while used < length:
        count = random.randrange(9, 36)
        sentence = words[used : used + count]
        _place(sentence, names, random)
        sentences.append(sentence)
        used += count
    return sentences


def _place(sentence: Sentence, names: list[str], random: Random) -> None:
    """Put names, a number, a stock phrase, quotation marks into a sentence as often as news has them."""
    size = len(sentence)
    for _ in range(random.randrange(1, 4)):
        sentence[int(random.random() * size)] = names[int(random.random() * len(names))]
    if random.random() < 0.5:
        sentence[int(random.random() * size)] = str(int(random.paretovariate(0.5)) % 5000)
    if random.random() < 0.06:
        sentence[2:2] = _phrases()[int(random.paretovariate(0.4)) % _PHRASES]
    if random.random() < 0.2:
        sentence[0] = "“" + sentence[0]
        sentence[-1] += "”"
        sentence += [names[0], "said"]


def _derive(kind: str, sentences: list[Sentence], random: Random) -> list[Sentence]:
    count = len(sentences)
    if kind == "cut":
        return sentences[: max(int(count * random.uniform(0.4, 0.7)), 3)]
    if kind == "reordered":
        blocks = [sentences[i : i + 3] for i in range(0, count, 3)]
        random.shuffle(blocks)
        return [sentence for block in blocks for sentence in block]
    if kind == "embedded":
        third = max(count // 3, 3)
        first = random.randrange(max(count - third, 0) + 1)
        host = _write_original(random.randrange(1 << 40, 1 << 41) * 100)
        place = random.randrange(len(host) + 1)
        return [*host[:place], *sentences[first : first + third], *host[place:]]
    if kind.startswith("edited"):
        share = int(kind.split()[1]) / 100
        return [_edit(sentence, share, random) for sentence in sentences]
    if kind == "rewrite":
        return [_rewrite(s, random) for s in sentences if random.random() > 0.125] or sentences
    return sentences


def _edit(sentence: Sentence, share: float, random: Random) -> Sentence:
    """Change a share of the words: three of five are replaced, one left out, one put in."""
    edited: Sentence = []
    others = iter(_draw(random, len(sentence)))
    for word in sentence:
        if random.random() >= share or word[0] == "“" or word[-1] == "”":
            edited.append(word)
            continue
        way = random.random()
        if way < 0.2:
            edited.append(word)
        if way < 0.8:
            edited.append(next(others))
    return edited or sentence


def _rewrite(sentence: Sentence, random: Random) -> Sentence:
    """Put another word for half of those that are no names or numbers, and exchange the halves of the sentence."""
    words, ranks = _vocabulary()
    told = []
    for word in sentence:
        plain = word.strip("“”")
        rank = ranks.get(plain)
        if rank is None or random.random() < 0.5:
            told.append(plain)
        elif rank < _FUNCTION_WORDS:
            told.append(words[int(random.random() * _FUNCTION_WORDS)])
        else:
            told.append(words[min(rank ^ 1, len(words) - 1)])
    half = len(told) // 2
    return [*told[half:], *told[:half]]


def _fill_form(number: int, random: Random) -> list[Sentence]:
    """Give one of the forms with other numbers: every seventh word is a number."""
    form = _draw(Random(number // 100 % _FORMS), 120)
    filled = [str(random.randrange(10000)) if place % 7 == 3 else word for place, word in enumerate(form)]
    return [filled[i : i + 20] for i in range(0, len(filled), 20)]


@cache
def _footer(outlet: int) -> list[Sentence]:
    random = Random(-1 - outlet)
    return [_draw(random, 18), _draw(random, 18)]


@cache
def _phrases() -> list[Sentence]:
    random = Random(19)
    return [_draw(random, random.randrange(4, 9)) for _ in range(_PHRASES)]


@cache
def _vocabulary() -> tuple[list[str], dict[str, int]]:
    lines = (files("variorum.data") / "minilm_vocabulary.txt").read_text(encoding="utf-8").splitlines()
    words = [w for w in lines[lines.index("the") :] if w.isascii() and w.isalpha() and w not in _SPOKEN]
    return words, {word: rank for rank, word in enumerate(words)}


@cache
def _shares() -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(len(_vocabulary()[0]))))


def _draw(random: Random, count: int) -> Sentence:
    """Draw words by Zipf's law."""
    return random.choices(_vocabulary()[0], cum_weights=_shares(), k=count)


def _make_name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=3)).capitalize()


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
        """Write `count` articles into `folder`, or as many as are not there yet."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path, self._count = folder / "newsroom.jsonl", count
        places = folder / "newsroom.npy"
        written = np.load(places) if places.exists() else np.zeros(1, np.int64)
        if len(written) <= count:
            written = np.concatenate((written, self._write(len(written) - 1, int(written[-1]))))
            np.save(places, written)
        self._places = written
        self._file = self._path.open("rb")

    def _write(self, first: int, size: int) -> np.ndarray:
        places = np.zeros(self._count - first, np.int64)
        with self._path.open("ab") as file:
            file.truncate(size)
            for number in range(first, self._count):
                made = make(number)
                text, ends = write_article(made)
                size += file.write(json.dumps([text, ends, made.outlet]).encode())
                places[number - first] = size
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
