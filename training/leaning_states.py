"""Encode directed sentences for training/leaning_networks.py: `python -m training.leaning_states FOLDER STATES`.

FOLDER is positions-dse, STATES the npz to write: for `train.txt` and `valid.txt` the states, the classes and the scores
by words.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.evaluation.conflict_nanco import parse_all
from benchmarks.evaluation.positions_dse import find_tokens, read_file

from variorum.annotate.leaning_states import read_states
from variorum.annotate.leanings import score_words
from variorum.language.encoder import read_encoder


def main(folder: Path, target: Path) -> None:
    tables: dict[str, Any] = {}
    for name in ("train", "valid"):
        examples = list(read_file(folder / f"{name}.txt"))
        parses = parse_all([e.text for e in examples])
        pairs = [tuple(find_tokens(e, parses[e.text], i) for i in (0, 1)) for e in examples]
        kept = [(e, first, second) for e, (first, second) in zip(examples, pairs, strict=True) if first and second]
        tables[f"{name}_gold"] = np.array([e.gold for e, _, _ in kept])
        tables[f"{name}_words"] = np.array([score_words(parses[e.text], a, b) for e, a, b in kept])
        states = [read_states(parses[e.text], a, b, read_encoder()) for e, a, b in kept]
        tables[f"{name}_states"] = np.array(states, dtype=np.float16)
        print(f"{name}: {len(kept)} sentences", flush=True)
    np.savez(target, **tables)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
