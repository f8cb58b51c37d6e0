"""Speed, memory and recall of lineage beside MinHash, on the same made-up newsroom in the same run.

    python -m benchmarks.lineage [--articles 1000 10000 ...] [--peers] [--folder FOLDER]

Each row runs in a process of its own, so that its peak of memory is its own. Times are of the processor, by stage, in
seconds: the articles are made before, and read from a file on access. Recall is the share of an article's kind (see
benchmarks/newsroom.py) that is joined to a relative, precision the share of the pairs joined that are relatives. Take
the ratios; the times are of one busy machine.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.lineage_peers import installed, run_peer
from benchmarks.newsroom import KINDS, Corpus, kind_of, number_of, source_of
from variorum.settings import Settings
from variorum.trace import trace_articles

_OURS = "variorum"
_STAGES = ("identical", "fingerprints", "candidates", "alignment", "paraphrase candidates", "paraphrase", "accounts")


class Clock:
    """Counts seconds of the processor for each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Open a step."""
        begun = process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + process_time() - begun


def main() -> None:
    """Print a row for each number of articles and each way of joining them, then one JSON object of figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lineage", description=main.__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--peers", action="store_true", help="beside the libraries that are installed")
    parser.add_argument("--folder", type=Path, help="where the articles are kept for the next run; else nowhere")
    parser.add_argument("--row", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.row:
        print(json.dumps(_run(arguments.row, arguments.folder, arguments.articles[0])))
        return
    figures: dict[str, float] = {}
    with TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        for count in arguments.articles:
            Corpus(folder, count)
            print(f"\n{count:,} articles")
            for row in (_OURS, *(installed() if arguments.peers else ())):
                figure = _run_apart(row, folder, count)
                _print(row, figure)
                figures |= {f"{row} {count} {name}": round(value, 4) for name, value in figure.items()}
    print(json.dumps(figures))


def _print(row: str, figure: dict[str, float]) -> None:
    stages = " · ".join(f"{name} {figure[name]:,.1f}" for name in _STAGES if name in figure)
    print(
        f"{row:11} {figure['seconds']:10,.1f} s  {1000 * figure['seconds'] / figure['articles']:7.2f} ms an article"
        f"  {figure['megabytes']:8,.0f} MB  ({stages}; {figure['wall']:,.1f} s by the clock)"
    )
    recalls = " · ".join(f"{kind} {figure[f'recall {kind}']:.2f}" for kind in KINDS if f"recall {kind}" in figure)
    print(f"{'':11} recall {recalls} · precision {figure['precision']:.3f}", flush=True)


def _run_apart(row: str, folder: Path, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.lineage", "--row", row, "--folder", str(folder)]
    command += ["--articles", str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _run(row: str, folder: Path, count: int) -> dict[str, float]:
    corpus, clock = Corpus(folder, count), Clock()
    begun = perf_counter()
    if row == _OURS:
        lineage = trace_articles(corpus, Settings(), step=clock)
        pairs = [(number_of(d.article), number_of(d.from_article)) for d in lineage.derivations]
    else:
        pairs = list(run_peer(row, corpus.texts(), clock))
    wall = perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = sum(clock.seconds.values())
    return (
        {"articles": count, "seconds": seconds, "wall": wall, "megabytes": peak} | clock.seconds | _score(pairs, count)
    )


def _score(pairs: Iterable[tuple[int, int]], count: int) -> dict[str, float]:
    """Give the recall of each kind and the precision."""
    sources = [source_of(number) for number in range(count)]
    found: set[int] = set()
    right = joined = 0
    for pair in pairs:
        joined += 1
        if sources[pair[0]] == sources[pair[1]]:
            right += 1
            found.update(pair)
    kinds = Counter(kind_of(number) for number in range(count))
    hits = Counter(kind_of(number) for number in found)
    recalls = {f"recall {kind}": hits[kind] / kinds[kind] for kind in KINDS if kinds[kind]}
    return {"precision": right / max(joined, 1)} | recalls


if __name__ == "__main__":
    main()
