"""Whether a text bears a changed sentence out: `python -m benchmarks.evaluation conflict-summedits FOLDER`.

Files of the folder are lists of news items (`doc`) with a summary that is true to it (`label` 1) or was changed so that
it is not. `text_judge` reads item and summary alone; `original_summary` is not looked at. The figure is balanced
accuracy. Nothing is trained.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluation.conflict_nanco import parse_all, score_balanced, score_best
from benchmarks.evaluation.text_judge import compare_with_text, is_likely, judge_borne_out
from variorum.language.encoder import Encoder
from variorum.read.segment import find_sentences


@dataclass(frozen=True, slots=True)
class Item:
    """A summary, the sentences of the text that it is of, and whether it is true to it."""

    summary: str
    sentences: tuple[str, ...]
    borne_out: bool


def read_items(folder: Path) -> Iterator[Item]:
    """Give the items of the folder's JSON files, in order."""
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            text = row["doc"]
            sentences = tuple(text[s.start : s.end] for s in find_sentences(text))
            yield Item(row["summary"], sentences, row["label"] == 1)


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score the judge on a folder; `train` is not needed. Raise ValueError where the folder has no items."""
    del train
    items = list(read_items(folder))
    if not items:
        raise ValueError(f"no items in {folder}")
    parses = parse_all([text for item in items for text in (item.summary, *item.sentences)])
    encoder = Encoder()
    gold = [item.borne_out for item in items]
    texts = [[parses[s] for s in item.sentences] for item in items]
    found = [
        is_likely("borne_out", judge_borne_out(parses[item.summary], text, encoder))
        for item, text in zip(items, texts, strict=True)
    ]
    figures = {"balanced_accuracy": score_balanced(gold, found), "items": float(len(items))}
    print(f"{'judge':34}{figures['balanced_accuracy']:7.3f}   of {len(items)} items")
    features = [compare_with_text(parses[i.summary], text, encoder) for i, text in zip(items, texts, strict=True)]
    print(f"{'meaning alone, best threshold':34}{score_best(gold, [f['meaning'] for f in features]):7.3f}")
    best = score_best(gold, [-f["missing"] for f in features])
    print(f"{'missing words alone, best threshold':34}{best:6.3f}")
    print("others: SummaC 0.619, QAFactEval 0.744, GPT-4 0.833, people 0.900 (on the whole of SummEdits)")
    return figures
