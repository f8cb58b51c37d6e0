"""Whether two answers to one question mean the same: `python -m benchmarks.evaluation conflict-nanco FOLDER`.

Files of the folder are lists of questions with the answers that readers found in news of many outlets, grouped by
people (`cluster_global`). Every pair of answers to one question is judged by `compare.judge`; the figure is balanced
accuracy over all pairs. Nothing is trained. Beside ours stand words in common and the encoder's cosine alone, each with
a threshold chosen on the scored pairs, which flatters them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from variorum.compare.judge import are_same, compare_answers
from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.annotation import Parse
from variorum.settings import Settings


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers to a question, and whether people say that they are one."""

    question: str
    first: str
    second: str
    same: bool


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Give all pairs of answers to each question of the folder's JSON files, in order."""
    for path in sorted(folder.glob("*.json")):
        for question in json.loads(path.read_text(encoding="utf-8")):
            answers = [a for a in question["answers"] if str(a.get("cluster_global", "")) != ""]
            for one, two in combinations(answers, 2):
                yield Pair(
                    question["question"], one["Answer"], two["Answer"], one["cluster_global"] == two["cluster_global"]
                )


def parse_all(texts: Sequence[str]) -> dict[str, Parse]:
    """Parse each distinct text once."""
    distinct = sorted(set(texts))
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    return dict(zip(distinct, parser.parse(distinct), strict=True))


def score_balanced(gold: Sequence[bool], found: Sequence[bool]) -> float:
    """Give the mean of the shares of yes and of no that were found."""
    shares = []
    for kind in (True, False):
        of_kind = [f == g for g, f in zip(gold, found, strict=True) if g is kind]
        shares.append(sum(of_kind) / max(1, len(of_kind)))
    return sum(shares) / 2


def score_best(gold: Sequence[bool], values: Sequence[float]) -> float:
    """Give the best balanced accuracy that any threshold on the values has, of fifty."""
    ordered = sorted(values)
    thresholds = {ordered[len(ordered) * step // 50] for step in range(50)}
    return max(score_balanced(gold, [v >= threshold for v in values]) for threshold in thresholds)


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score the judge on a folder; `train` is not needed. Raise ValueError where the folder has no pairs."""
    del train
    pairs = list(read_pairs(folder))
    if not pairs:
        raise ValueError(f"no answers in {folder}")
    parses = parse_all([text for pair in pairs for text in (pair.first, pair.second)])
    encoder = Encoder()
    gold = [pair.same for pair in pairs]
    features = [compare_answers(parses[p.first], parses[p.second], encoder) for p in pairs]
    found = [are_same(parses[p.first], parses[p.second], encoder) for p in pairs]
    figures = {"balanced_accuracy": score_balanced(gold, found), "pairs": float(len(pairs))}
    print(f"{'judge':34}{figures['balanced_accuracy']:7.3f}   of {len(pairs)} pairs")
    for name in ("meaning", "jaccard"):
        best = score_best(gold, [f[name] for f in features])
        print(f"{name + ' alone, best threshold':34}{best:7.3f}")
    print("others: sentence-BERT 0.733, best 0.813 (on its test part)")
    return figures
