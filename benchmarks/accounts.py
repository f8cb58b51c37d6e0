"""Invented stories of training/accounts, each laid out as three articles; the README there tells what the signs mean.

An article has one line of each block: of a statement two tell it and one contradicts it, of a question all answer. Each
has one of the block's other lines, too. Which article has which line follows from the title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

ARTICLES = 3
STATEMENT, QUESTIONS = "S", ("N", "D", "P", "W")
_SIGNS = "+-~="
_MARKED = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its sign; its answer stands at code points [start, end), which are equal where it has none."""

    sign: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one statement ('S') or one question ('N', 'D', 'P', 'W')."""

    kind: str
    lines: tuple[Line, ...]

    def signed(self, sign: str) -> list[Line]:
        return [line for line in self.lines if line.sign == sign]


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    blocks: tuple[Block, ...]

    @property
    def held_out(self) -> bool:
        return crc32(self.title.encode()) % 5 == 1


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a line of block number `block` stands in an article, code points [start, end), and where its answer."""

    block: int
    sign: str
    start: int
    end: int
    answer: tuple[int, int]


def read_stories(folder: Path) -> list[Story]:
    """Read all `*.txt` of a folder, sorted by a hash of the title, so that the first ones are of all kinds."""
    stories: list[Story] = []
    for path in sorted(folder.glob("*.txt")):
        title, blocks = "", list[tuple[str, list[Line]]]()
        for line in [*path.read_text(encoding="utf-8").splitlines(), "# "]:
            if line.startswith("# "):
                if title:
                    stories.append(Story(title, tuple(Block(kind, tuple(lines)) for kind, lines in blocks)))
                title, blocks = line[2:].strip(), []
            elif line.strip() in (STATEMENT, *QUESTIONS):
                blocks.append((line.strip(), []))
            elif line[:1] and line[0] in _SIGNS and blocks:
                blocks[-1][1].append(_read_line(line))
    return sorted(stories, key=lambda s: (crc32(s.title.encode()[::-1]), s.title))


def _read_line(line: str) -> Line:
    sign, text = line[0], line[2:].strip()
    marked = _MARKED.search(text)
    if marked is None:
        return Line(sign, text, 0, 0)
    plain = text[: marked.start()] + marked[1] + text[marked.end() :]
    return Line(sign, plain, marked.start(), marked.start() + len(marked[1]))


def lay_out(story: Story) -> list[tuple[str, list[Placed]]]:
    """Give the three articles: the text of each, a line a paragraph, and where its lines stand."""
    chance = crc32(story.title.encode())
    parts: list[list[tuple[int, Line]]] = [[] for _ in range(ARTICLES)]
    for number, block in enumerate(story.blocks):
        for place, line in enumerate(_choose(block, chance + number)):
            parts[(place + (chance >> number)) % ARTICLES].append((number, line))
    return [_write(part) for part in parts]


def _choose(block: Block, chance: int) -> Iterator[Line]:
    """The lines of a block by turns for the first article, the second, the third; none of a block that lacks some."""
    told = block.signed("=")
    if block.kind == STATEMENT:
        told, against = block.signed("+"), block.signed("-")
        told = [told[0], against[chance % len(against)], told[1]] if len(told) > 1 and against else []
    if len(told) == ARTICLES:
        yield from told
        yield from block.signed("~")


def _write(part: Sequence[tuple[int, Line]]) -> tuple[str, list[Placed]]:
    text, places = "", []
    for number, line in sorted(part, key=lambda p: (p[0], crc32(p[1].text.encode()))):
        start = len(text)
        places.append(Placed(number, line.sign, start, start + len(line.text), (start + line.start, start + line.end)))
        text += f"{line.text}\n\n"
    return text.strip(), places
