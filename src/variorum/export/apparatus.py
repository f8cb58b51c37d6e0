"""Sigla and passages, as in a critical edition: a capital letter for each account, a number for each article in it.

Every passage that the page cites is a link to its place in the article's text, and the text knows which places are
cited, so that it marks them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from variorum.export.dates import write_day
from variorum.model.record import Record
from variorum.model.text import Article, Evidence

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Witness:
    """An article as the page names it. `number` is '' where the account has this article alone."""

    letter: str
    number: str
    order: int
    article: Article

    @property
    def name(self) -> str:
        """Who printed it, and when."""
        return ", ".join(filter(None, (self.outlet, write_day(self.article.published))))

    @property
    def outlet(self) -> str:
        """Who printed it; where that is not known, the name of the file."""
        return self.article.outlet or PurePath(str(self.article.source)).name

    @property
    def siglum(self) -> str:
        return self.letter + self.number


@dataclass(frozen=True, slots=True)
class Cite:
    """A link to a passage; `href` is '' where the record does not have it."""

    letter: str
    number: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and all the passages where just that stands."""

    text: str
    cites: tuple[Cite, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article's text between two borders of cited passages. `anchors` name those that begin here.

    `weight` is 2 where accounts differ on it, 1 where it is cited for something else, 0 where it is not cited.
    """

    start: int
    text: str
    weight: int
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    heading: bool
    segments: tuple[Segment, ...]


class Apparatus:
    """The witnesses of a record, and the passages cited so far."""

    def __init__(self, record: Record) -> None:
        self.letters = {account.id: _letter(number) for number, account in enumerate(record.accounts)}
        self.account_of = {article: account.id for account in record.accounts for article in account.articles}
        self.witnesses = {witness.article.id: witness for witness in _witnesses(record)}
        self._cited: dict[str, dict[tuple[int, int], bool]] = defaultdict(dict)

    def cite(self, passage: Evidence, disputed: bool = False) -> Cite:
        """Give the link to a passage, and remember that the page cites it, and whether accounts differ on it."""
        witness = self.witnesses.get(passage.article)
        if witness is None or not 0 <= passage.start < passage.end <= len(witness.article.text):
            return Cite("?", "", "", "this passage is not in the record")
        cited, place = self._cited[passage.article], (passage.start, passage.end)
        cited[place] = cited.get(place, False) or disputed
        href = f"#{witness.siglum}.{passage.start}-{passage.end}"
        return Cite(witness.letter, witness.number, href, witness.name)

    def cites(self, passages: Iterable[Evidence], disputed: bool = False) -> tuple[Cite, ...]:
        """Give a link for each passage once, in the order of the sigla."""
        return tuple(self.cite(passage, disputed) for passage in sorted(set(passages), key=self._place))

    def wordings(self, passages: Iterable[Evidence], disputed: bool = False) -> tuple[Wording, ...]:
        """Bring passages together that say the same in the same words."""
        same: dict[str, list[Evidence]] = {}
        for passage in sorted(set(passages), key=self._place):
            same.setdefault(" ".join(passage.text.split()), []).append(passage)
        return tuple(
            Wording(text, self.cites(places, disputed), self.outlets(place.article for place in places))
            for text, places in same.items()
        )

    def outlets(self, articles: Iterable[str]) -> tuple[str, ...]:
        """Give the outlets of articles, each once, in the order of the sigla."""
        found = sorted((self.witnesses[a] for a in set(articles) if a in self.witnesses), key=lambda w: w.order)
        return tuple(dict.fromkeys(witness.outlet for witness in found))

    def passage(self, article: str, start: int, end: int) -> Evidence | None:
        """Give [start, end) of an article as evidence, or None if there is no such place."""
        text = self.witnesses[article].article.text if article in self.witnesses else ""
        return Evidence(article, start, end, text[start:end]) if 0 <= start < end <= len(text) else None

    def accounts(self, articles: Iterable[str]) -> int:
        """Count the independent accounts among articles."""
        return len({self.account_of.get(article, article) for article in articles})

    def paragraphs(self, article: Article) -> tuple[Paragraph, ...]:
        """Give the article's text in paragraphs, cut at the borders of the passages that were cited."""
        cited = sorted(self._cited[article.id].items())
        siglum = self.witnesses[article.id].siglum
        headings = {sentence.start for sentence in article.sentences if sentence.heading}
        return tuple(
            Paragraph(line.start() in headings, _segments(article, line.start(), line.end(), cited, siglum))
            for line in _LINE.finditer(article.text)
            if line.group().strip()
        )

    def _place(self, passage: Evidence) -> tuple[int, str, int, int]:
        witness = self.witnesses.get(passage.article)
        return (witness.order if witness else len(self.witnesses), passage.article, passage.start, passage.end)


def _witnesses(record: Record) -> Iterable[Witness]:
    articles = {article.id: article for article in record.articles}
    order = 0
    groups: list[Sequence[str]] = [account.articles for account in record.accounts]
    placed = {article for group in groups for article in group}
    groups += [(article.id,) for article in record.articles if article.id not in placed]
    for index, group in enumerate(groups):
        dated = sorted((articles[a] for a in group if a in articles), key=lambda a: (a.published or "~", a.id))
        for number, article in enumerate(dated, 1):
            yield Witness(_letter(index), str(number) if len(dated) > 1 else "", order, article)
            order += 1


def _letter(number: int) -> str:
    """A to Z, then AA, AB, ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _segments(
    article: Article, start: int, end: int, cited: Sequence[tuple[tuple[int, int], bool]], siglum: str
) -> tuple[Segment, ...]:
    """Cut [start, end) at every border of a cited passage; sweep over the borders, counting the passages open."""
    here = [(first, last, disputed) for (first, last), disputed in cited if first < end and start < last]
    borders = sorted({start, end, *(p for first, last, _ in here for p in (first, last) if start < p < end)})
    anchors: dict[int, list[str]] = defaultdict(list)
    change: dict[tuple[int, bool], int] = defaultdict(int)
    for first, last, disputed in here:
        anchors[first].append(f"{siglum}.{first}-{last}")
        change[max(first, start), disputed] += 1
        change[last, disputed] -= 1
    found = []
    disputes = others = 0
    for first, last in pairwise(borders):
        disputes += change[first, True]
        others += change[first, False]
        weight = 2 if disputes else 1 if others else 0
        found.append(Segment(first, article.text[first:last], weight, tuple(anchors[first])))
    return tuple(found)
