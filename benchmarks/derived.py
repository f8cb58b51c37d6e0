"""Derived articles of every kind, made of real ones: what a measure of lineage must find, and nothing else.

Verbatim kinds: `copy`; `cut` (the first half or so); `excerpt` (30 to 50 % of the sentences, alone); `embedded` (30 %
of the source and more as a part of an article on something else); `merged` (most of two articles); `reordered`
(paragraphs moved); `edited-05`, `-15`, `-30` (so many of a hundred words and numbers changed); `lead` (other first
paragraphs, and the end cut off). Rewrites (benchmarks/rewriting.py): `light`, `heavy`; `condensed` and `brief`, heavy
rewrites of about half and a third of the sentences; `rearranged`, heavy with its parts moved; `own-matter`, heavy with
another first sentence and a fifth of its sentences from elsewhere.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from benchmarks.rewriting import STRENGTHS, Rewriter, make_lead
from variorum.model.text import Article

VERBATIM = (
    "copy", "cut", "excerpt", "embedded", "merged", "reordered", "edited-05", "edited-15", "edited-30", "lead",
)  # fmt: skip
REWRITTEN = ("light", "heavy", "condensed", "brief", "rearranged", "own-matter")
_T = TypeVar("_T")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Made:
    """The text of a derived article, of which articles (by index) it is made, and which lent it a few sentences."""

    kind: str
    text: str
    sources: tuple[int, ...]
    lenders: tuple[int, ...] = ()


def derive_verbatim(kind: str, articles: Sequence[Article], source: int, other: int, random: Random) -> Made:
    """Make an article that rests word for word on `source`; `other` is what it is embedded in or merged with."""
    article = articles[source]
    paragraphs = read_paragraphs(article)
    if kind in ("embedded", "merged"):
        others = read_paragraphs(articles[other])
        least = 0.3 * len(article.text) if kind == "embedded" else 0.6 * len(article.text)
        start = random.randrange(max(len(paragraphs) // 2, 1)) if kind == "embedded" else 0
        taken = _take(paragraphs, start, least)
        if kind == "merged":
            return Made(kind, _write([*taken, *_take(others, 0, 0.6 * len(articles[other].text))]), (source, other))
        place = random.randrange(1, len(others) + 1)
        return Made(kind, _write([*others[:place], *taken, *others[place:]]), (source, other))
    return Made(kind, _write(_VERBATIM[kind](paragraphs, random)), (source,))


def derive_rewrite(
    kind: str, articles: Sequence[Article], source: int, other: int, rewriter: Rewriter, random: Random
) -> Made:
    """Make an article that tells in other words what `source` tells; `other` lends what is its own."""
    article = articles[source]
    sentences = [s for paragraph in read_paragraphs(article) for s in paragraph]
    if kind == "light":
        return Made(kind, _write(_group(rewriter.rewrite(sentences, STRENGTHS["light"], random))), (source,))
    if kind in ("condensed", "brief"):
        sentences = _choose(sentences, 0.5 if kind == "condensed" else 0.3, random)
    else:
        sentences = _choose(sentences, 0.88, random)
    told = rewriter.rewrite(sentences, STRENGTHS["heavy"], random)
    if kind == "rearranged":
        told = _move_blocks(told, 4, random)
    if kind == "own-matter":
        told = told[1:] if len(told) > 4 else told
        for sentence in _lend(articles[other], len(told) // 5, random):
            told.insert(random.randrange(2, len(told) + 1), sentence)
        told.insert(0, make_lead(article.title or sentences[0], random))
        return Made(kind, _write(_group(told)), (source,), (other,))
    return Made(kind, _write(_group(told)), (source,))


def read_paragraphs(article: Article) -> list[list[str]]:
    """Give the article's sentences by paragraph."""
    paragraphs: dict[int, list[str]] = {}
    for sentence in article.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(article.text[sentence.start : sentence.end])
    return list(paragraphs.values())


def _copy(paragraphs: list[list[str]], random: Random) -> list[list[str]]:
    del random
    return paragraphs


def _cut(paragraphs: list[list[str]], random: Random) -> list[list[str]]:
    return _take(paragraphs, 0, random.uniform(0.4, 0.7) * _length(paragraphs))


def _excerpt(paragraphs: list[list[str]], random: Random) -> list[list[str]]:
    start = random.randrange(max(len(paragraphs) // 2, 1))
    return _take(paragraphs, start, random.uniform(0.3, 0.5) * _length(paragraphs))


def _reorder(paragraphs: list[list[str]], random: Random) -> list[list[str]]:
    return _move_blocks(paragraphs, 5, random)


def _edit(share: float) -> Callable[[list[list[str]], Random], list[list[str]]]:
    """Change a share of the words to other words of the article, and of the numbers to other numbers."""

    def edit(paragraphs: list[list[str]], random: Random) -> list[list[str]]:
        words = sorted({w for p in paragraphs for s in p for w in _WORD.findall(s) if not w[0].isdigit()})

        def change(match: re.Match[str]) -> str:
            if random.random() >= share:
                return match.group()
            if match.group()[0].isdigit():
                return str(random.randrange(2, 2000))
            return random.choice(words) if random.random() < 0.7 else ""

        return [[_WORD.sub(change, sentence) for sentence in paragraph] for paragraph in paragraphs]

    return edit


def _change_lead(paragraphs: list[list[str]], random: Random) -> list[list[str]]:
    lead = [" ".join(_shuffle(paragraphs[0][0].rstrip(".").split(), random)).capitalize() + "."]
    return [lead, *_take(paragraphs[min(2, len(paragraphs) - 1) :], 0, 0.7 * _length(paragraphs))]


_VERBATIM: Mapping[str, Callable[[list[list[str]], Random], list[list[str]]]] = {
    "copy": _copy,
    "cut": _cut,
    "excerpt": _excerpt,
    "reordered": _reorder,
    "edited-05": _edit(0.05),
    "edited-15": _edit(0.15),
    "edited-30": _edit(0.30),
    "lead": _change_lead,
}


def _take(paragraphs: list[list[str]], start: int, least: float) -> list[list[str]]:
    """Give sentences from a paragraph on, until there are `least` characters; else from the beginning on."""
    taken: list[list[str]] = []
    length = 0
    for paragraph in paragraphs[start:]:
        taken.append([])
        for sentence in paragraph:
            taken[-1].append(sentence)
            length += len(sentence) + 1
            if length >= least:
                return taken
    return _take(paragraphs, 0, least) if start else taken


def _move_blocks(items: Sequence[_T], blocks: int, random: Random) -> list[_T]:
    size = max(-(-len(items) // blocks), 1)
    pieces = [list(items[i : i + size]) for i in range(0, len(items), size)]
    return [item for piece in _shuffle(pieces, random) for item in piece]


def _choose(sentences: list[str], share: float, random: Random) -> list[str]:
    """Keep a share of the sentences: those of the beginning rather, as a writer does who is short of space."""
    count = max(round(share * len(sentences)), 4)
    liking = sorted(range(len(sentences)), key=lambda i: random.random() * (1 + i / max(len(sentences), 1)))
    return [sentences[i] for i in sorted(liking[:count])]


def _lend(article: Article, count: int, random: Random) -> list[str]:
    sentences = [s for paragraph in read_paragraphs(article) for s in paragraph]
    return random.sample(sentences, min(count, len(sentences)))


def _shuffle(items: Sequence[_T], random: Random) -> list[_T]:
    return random.sample(items, len(items))


def _group(sentences: Sequence[str]) -> list[list[str]]:
    return [list(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]


def _length(paragraphs: list[list[str]]) -> int:
    return sum(len(s) + 1 for paragraph in paragraphs for s in paragraph)


def _write(paragraphs: Sequence[Sequence[str]]) -> str:
    return "\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)
