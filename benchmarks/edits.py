"""Invented passages of training/edits, with summaries that they bear out and others that they do not."""

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage by its sentences; each of `summaries` is the texts that are true to it and those that are not."""

    title: str
    sentences: tuple[str, ...]
    summaries: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def held_out(self) -> bool:
        return crc32(self.title.encode()) % 5 == 1


def read_passages(folder: Path) -> list[Passage]:
    """Read all `*.txt` of a folder, in order of their names."""
    return [found for path in sorted(folder.glob("*.txt")) for found in _read(path.read_text(encoding="utf-8"))]


def _read(text: str) -> list[Passage]:
    found: list[Passage] = []
    for part in f"\n{text}".split("\n# ")[1:]:
        title, *lines = (line.strip() for line in part.splitlines())
        sentences, blocks = [], list[tuple[list[str], list[str]]]()
        for line in lines:
            sign, content = line[:1], line[2:].strip()
            if sign == "T":
                sentences.append(content)
            elif line == "S":
                blocks.append(([], []))
            elif sign in ("+", "=", "!") and content and blocks:
                blocks[-1][sign == "!"].append(content)
        if sentences:
            found.append(Passage(title, tuple(sentences), tuple((tuple(t), tuple(f)) for t, f in blocks)))
    return found
