"""Pairs of passages of training/accounts and training/edits for the judge of passages: their READMEs tell the signs."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from benchmarks.accounts import STATEMENT, Block, Line, Story
from benchmarks.edits import Passage

from variorum.language.encoder import Encoder
from variorum.language.inference import hide

SAME, CONTRADICTION, NEITHER, NOT_SAME = range(4)  # what is not borne out either contradicts or is not told
_OF_STATEMENTS = {"++": SAME, "+-": CONTRADICTION, "+~": NEITHER, "-~": NEITHER, "~~": NEITHER}
_OF_QUESTIONS = {"==": SAME, "=~": NEITHER}
_DRAWN = {SAME: 3, CONTRADICTION: 3, NEITHER: 4, NOT_SAME: 3}  # pairs of a block, for each epoch anew
_OF_STORIES = {"apart": 12, "itself": 1, "edited": 1}  # of such pairs of a story, passage or summary
_ACROSS = 3  # pairs of one story's blocks of one kind
_ACROSS_DOSSIERS = {
    **{f"told {kind}": 24 for kind in ("number", "time", "place", "who", "clause")},
    "told sentence": 60,
}  # pairs of one dossier that answer nothing in common
# of pairs that are drawn so many are taught by: of one kind and label, or of another kind of a dossier that do neither
_TAUGHT = {
    ("told sentence", NEITHER): 0.35, ("apart", NEITHER): 0.15, ("itself", SAME): 0.3,
    ("S", NEITHER): 0.4, ("S", SAME): 0.7, ("S", CONTRADICTION): 0.8,
    ("N", NEITHER): 0.4, ("N", SAME): 0.7, ("D", NEITHER): 0.4, ("D", SAME): 0.8,
    ("W", NEITHER): 0.5, ("P", NEITHER): 0.5,
}  # fmt: skip
_TAUGHT_TOLD = 0.3
_NEAREST = 3  # sentences of a passage by which a summary is judged


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages, the first in one sentence or more; `block` is what pairs are drawn by."""

    first: tuple[str, ...]
    second: str
    label: int
    block: tuple[int, str, int]
    either_way: bool = True


def pair_lines(number: int, story: Story) -> Iterator[Pair]:
    """Give the pairs of lines of a story: of a block, of blocks of one kind, of any two blocks, a line and itself."""
    for place, block in enumerate(story.blocks):
        labels = _OF_STATEMENTS if block.kind == STATEMENT else _OF_QUESTIONS
        for one, two in combinations(_usable(block), 2):
            label = labels.get(one.sign + two.sign, labels.get(two.sign + one.sign))
            if label is not None:
                yield Pair((_read(block, one),), _read(block, two), label, (number, block.kind, place))
        for line in block.lines:
            yield Pair((line.text,), line.text, SAME, (number, "itself", 0))
        for other in story.blocks[:place]:
            for one in block.lines:
                for two in other.lines:
                    if block.kind != STATEMENT or other.kind != STATEMENT or "+" in (one.sign, two.sign):
                        yield Pair((one.text,), two.text, NEITHER, (number, "apart", 0))
            if other.kind != block.kind:
                continue
            for one in _usable(block):
                for two in _usable(other):
                    if one.sign in "+=" and two.sign in "+=":
                        yield Pair((_read(block, one),), _read(other, two), NEITHER, (number, block.kind, -1))


def _usable(block: Block) -> list[Line]:
    return [line for line in block.lines if block.kind == STATEMENT or line.end > line.start]


def _read(block: Block, line: Line) -> str:
    return line.text if block.kind == STATEMENT else hide(line.text, line.start, line.end)


def pair_edits(number: int, passage: Passage, encoder: Encoder) -> Iterator[Pair]:
    """Give each summary with the nearest sentences of its passage and with the true one, and sentences by twos."""
    vectors = encoder.encode(passage.sentences)
    for place, (true, false) in enumerate(passage.summaries):
        for text, label in [(t, SAME) for t in true] + [(t, NOT_SAME) for t in false]:
            order = np.argsort(-(vectors @ encoder.encode([text])[0]), kind="stable")[:_NEAREST]
            nearest = tuple(passage.sentences[i] for i in sorted(order))
            yield Pair(nearest, text, label, (number, "edits", place), either_way=False)
            if text != true[0]:
                yield Pair((true[0],), text, label, (number, "edited", place))
    for one, two in combinations(passage.sentences, 2):
        yield Pair((one,), two, NEITHER, (number, "apart", 0))
    for one in passage.sentences:
        yield Pair((one,), one, SAME, (number, "itself", 0))


def read_pairs(path: Path) -> Iterator[tuple[Pair, bool]]:
    """Read the pairs that training/dossiers.py wrote, and whether they are held out."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            fields = {name: tuple(v) if isinstance(v, list) else v for name, v in row["pair"].items()}
            yield Pair(**fields), row["held"]


def draw(pairs: Sequence[Pair], chance: Random) -> list[Pair]:
    """Give for an epoch a few pairs of each block and label, so that none has more weight by its many lines."""
    parts: dict[Any, list[Pair]] = defaultdict(list)
    for pair in pairs:
        parts[(pair.block, pair.label)].append(pair)
    found = []
    for (block, label), those in parts.items():
        most = _OF_STORIES.get(block[1], _DRAWN[label]) if block[2] >= 0 else _ACROSS_DOSSIERS.get(block[1], _ACROSS)
        found += chance.sample(those, min(len(those), most))
    return found


def thin(pairs: Sequence[Pair], chance: Random) -> list[Pair]:
    """Give of pairs that were drawn fewer, above all of those that do neither: what is easy takes as long to teach."""

    def share(pair: Pair) -> float:
        kind = pair.block[1]
        rest = _TAUGHT_TOLD if kind.startswith("told") and pair.label == NEITHER else 1.0
        return _TAUGHT.get((kind, pair.label), rest)

    return [pair for pair in pairs if chance.random() < share(pair)]
