"""A parsed sentence as units: its tokens, those with hyphens split, so that 'U.S.-Russia' is two names."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from variorum.language.gazetteer import Match, find_matches
from variorum.language.spelling import fold
from variorum.model.annotation import ParsedSentence, Token
from variorum.model.text import Article

_JOINT = re.compile(r"[-–—/]")
_MAX_NAME_UNITS = 14


class Unit(NamedTuple):
    """A word: [start, end) in the article, and the index of the token that it is, or is a part of."""

    start: int
    end: int
    text: str
    folded: str
    token: int
    capital: bool
    word: bool


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed as the object it is, which is quick
class Line:
    """A sentence with its units and what the gazetteer finds in it. `headline`: its capitals say nothing of names.

    `words` are the folded units.
    """

    article: Article
    sentence: ParsedSentence
    units: tuple[Unit, ...]
    matches: tuple[Match, ...]
    headline: bool
    words: tuple[str, ...]

    def token(self, unit: int) -> Token:
        return self.sentence.parse.tokens[self.units[unit].token]

    def folded(self, unit: int) -> str:
        """Give the folded word at a place, '' outside the line."""
        return self.words[unit] if 0 <= unit < len(self.words) else ""

    def text(self, first: int, last: int) -> str:
        """Give the printed text of units [first, last]."""
        return self.article.text[self.units[first].start : self.units[last].end]

    def joined(self, left: int, right: int) -> str:
        """Give what stands between two units."""
        return self.article.text[self.units[left].end : self.units[right].start]

    def key(self, first: int, last: int) -> str:
        """Give units [first, last] as a key: folded, without hyphens."""
        return " ".join(u.folded for u in self.units[first : last + 1] if u.word)

    def head(self, first: int, last: int) -> int:
        """Give the index of the token that heads units [first, last]: the one whose own head lies outside."""
        tokens = self.sentence.parse.tokens
        low, high = self.units[first].token, self.units[last].token
        for index in range(high, low - 1, -1):
            if not low <= tokens[index].head <= high or tokens[index].head == index:
                return index
        return high


def read_line(article: Article, sentence: ParsedSentence) -> Line:
    """Split a sentence's tokens into units and look them up."""
    units: list[Unit] = []
    for index, token in enumerate(sentence.parse.tokens):
        if token.text.isspace():
            continue
        start = sentence.start + token.start
        for text, offset in _split(token.text):
            begin = start + offset
            units.append(
                Unit(begin, begin + len(text), text, fold(text), index, text[:1].isupper(), text[:1].isalnum())
            )
    matches = find_matches([u.text for u in units])
    return Line(article, sentence, tuple(units), tuple(matches), _is_headline(units), tuple(u.folded for u in units))


def _is_headline(units: list[Unit]) -> bool:
    """Tell whether a sentence is printed in capitals, or with a capital at nearly each of its longer words."""
    words = [u.text for u in units if u.text.isalpha() and len(u.text) > 3]
    if len(words) < 4:
        return False
    if sum(w.isupper() for w in words) >= 0.8 * len(words):
        return True
    ended = any(u.text[:1] in ".?!" for u in units[-2:])
    return not ended and sum(w[0].isupper() for w in words) >= 0.85 * len(words)


def _split(text: str) -> list[tuple[str, int]]:
    if len(text) < 3 or not _JOINT.search(text) or not text[0].isalpha():
        return [(text, 0)]
    parts: list[tuple[str, int]] = []
    position = 0
    for joint in _JOINT.finditer(text):
        if joint.start() > position:
            parts.append((text[position : joint.start()], position))
        parts.append((joint.group(), joint.start()))
        position = joint.end()
    if position < len(text):
        parts.append((text[position:], position))
    return parts


@dataclass(frozen=True, slots=True)
class Name:
    """Units [first, last] that the parser, or a rule, takes for a name. `label` is spaCy's kind, or ours."""

    first: int
    last: int
    label: str


def parser_names(line: Line) -> list[Name]:
    """Give the names of the parser as runs of units, as they stand."""
    names: list[Name] = []
    tokens = line.sentence.parse.tokens
    begin: int | None = None
    for place, unit in enumerate(line.units):
        token = tokens[unit.token]
        fresh = token.name_begin and (place == 0 or line.units[place - 1].token != unit.token)
        if begin is not None and (not token.name or fresh):
            names.append(Name(begin, place - 1, tokens[line.units[begin].token].name))
            begin = None
        if token.name and begin is None:
            begin = place
    if begin is not None:
        names.append(Name(begin, len(line.units) - 1, tokens[line.units[begin].token].name))
    return [name for name in names if name.last - name.first < _MAX_NAME_UNITS]


def cut_at_breaks(line: Line, name: Name) -> Name:
    """Cut a name where a line of the text ends: names do not run over headings."""
    for place in range(name.first, name.last):
        if "\n" in line.joined(place, place + 1):
            return Name(name.first, place, name.label)
    return name
