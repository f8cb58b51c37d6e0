"""Whether one outlet's claim weakens another's: `python -m benchmarks.evaluation conflict-claimdiff FOLDER`.

Of the folder's JSON files those whose name has 'weak' are read: pairs of claims from two articles on one event, with
`relation` 1 where the second weakens the first. `text_judge` reads the two claims and the headlines of their articles;
the figure is the macro-F1 of its yes and no. Nothing is trained.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluation.conflict_nanco import parse_all
from benchmarks.evaluation.text_judge import is_likely, judge_weakened
from variorum.language.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, one of another article, and whether people say that the second weakens the first."""

    claim: str
    other: str
    headlines: tuple[str, str]
    topic: str
    weakened: bool


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Give the pairs of the folder's files, in order."""
    for path in sorted(folder.glob("*weak*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["data"]:
            headlines = row["article_a"], row["article_b"]
            yield Pair(row["claim_a"], row["claim_b"], headlines, row["topic"], row["relation"] == 1)


def score_macro_f1(gold: Sequence[bool], found: Sequence[bool]) -> float:
    """Give the mean of the F1 of yes and of no."""
    total = 0.0
    for kind in (True, False):
        right = sum(g is kind and f is kind for g, f in zip(gold, found, strict=True))
        wanted, said = sum(g is kind for g in gold), sum(f is kind for f in found)
        total += 2 * right / (wanted + said) if wanted + said else 0.0
    return total / 2


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score the judge on a folder; `train` is not needed. Raise ValueError where the folder has no pairs."""
    del train
    pairs = list(read_pairs(folder))
    if not pairs:
        raise ValueError(f"no pairs in {folder}")
    parses = parse_all([text for pair in pairs for text in (pair.claim, pair.other)])
    encoder = Encoder()
    gold = [pair.weakened for pair in pairs]
    found = [
        is_likely("weakened", judge_weakened(parses[p.claim], parses[p.other], p.headlines, encoder)) for p in pairs
    ]
    figures = {"macro_f1": score_macro_f1(gold, found), "pairs": float(len(pairs))}
    print(f"{'judge':34}{figures['macro_f1']:7.3f}   of {len(pairs)} pairs, {sum(gold)} weakened, {sum(found)} found")
    print(f"{'never':34}{score_macro_f1(gold, [False] * len(gold)):7.3f}")
    print("others: majority 0.438, surface features 0.525 (on its test part)")
    return figures
