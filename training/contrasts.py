"""Read training/contrasts: sentences that agree, those that contradict them, and those that do neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from zlib import crc32

from training.inference_pairs import CONTRADICTION, NEITHER, SAME, Pair

_SIGNS = "=!?"


@dataclass(frozen=True, slots=True)
class Contrast:
    """A question of yes or no; sentences that answer it one way, the other way, and that do not answer it."""

    question: str
    agreeing: tuple[str, ...]
    opposed: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        return crc32(self.question.encode()) % 10 == 1


def read_contrasts(folder: Path) -> list[Contrast]:
    """Read all `*.txt` of a folder, in order of their names."""
    return [found for path in sorted(folder.glob("*.txt")) for found in _read(path.read_text(encoding="utf-8"))]


def _read(text: str) -> Iterator[Contrast]:
    for part in f"\n{text}".split("\n# ")[1:]:
        question, *lines = (line.strip() for line in part.splitlines())
        told = [tuple(line[2:].strip() for line in lines if line[:2] == f"{sign} ") for sign in _SIGNS]
        yield Contrast(question, *told)


def pair_contrast(number: int, contrast: Contrast) -> Iterator[Pair]:
    """Give each two sentences of a contrast of which it is known what they are to each other."""
    for one, other in combinations(contrast.agreeing, 2):
        yield Pair((one,), other, SAME, (number, "contrast", 0))
    for told in contrast.agreeing:
        for other in contrast.opposed:
            yield Pair((told,), other, CONTRADICTION, (number, "contrast", 0))
    for told in (*contrast.agreeing, *contrast.opposed):
        for other in contrast.beside:
            yield Pair((told,), other, NEITHER, (number, "contrast", 0))
