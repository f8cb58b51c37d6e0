"""MinHash of whole articles by three libraries, at resemblance .5 or their own default, on shingles of 5 words.

None is needed: what is not installed is left out. Each gives the pairs of articles that it takes for near-duplicates.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

Pairs = Iterable[tuple[int, int]]
Step = Callable[[str], AbstractContextManager[None]]

_WORD = re.compile(r"\w+")
_PERMUTATIONS, _RESEMBLANCE, _SHINGLE = 128, 0.5, 5
_BANDS = 32  # of 4 rows: the steepest part of the curve is at .42


def installed() -> tuple[str, ...]:
    """Name the libraries that can be imported."""
    return tuple(name for name in PEERS if find_spec(name))


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[i : i + _SHINGLE]) for i in range(max(len(words) - _SHINGLE + 1, 1))]


def _run_datasketch(texts: Iterable[str], step: Step) -> Pairs:
    datasketch = import_module("datasketch")
    with step("fingerprints"):
        prints = []
        for text in texts:
            minhash = datasketch.MinHash(num_perm=_PERMUTATIONS)
            minhash.update_batch([shingle.encode() for shingle in _shingles(text)])
            prints.append(minhash)
    with step("candidates"):
        index = datasketch.MinHashLSH(threshold=_RESEMBLANCE, num_perm=_PERMUTATIONS)
        for number, minhash in enumerate(prints):
            index.insert(number, minhash)
        return [(number, other) for number, minhash in enumerate(prints) for other in index.query(minhash)]


def _run_rensa(texts: Iterable[str], step: Step) -> Pairs:
    rensa = import_module("rensa")
    with step("fingerprints"):
        prints = []
        for text in texts:
            minhash = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=42)
            minhash.update(_shingles(text))
            prints.append(minhash)
    with step("candidates"):
        index = rensa.RMinHashLSH(_RESEMBLANCE, _PERMUTATIONS, _BANDS)
        for number, minhash in enumerate(prints):
            index.insert(number, minhash)
        return [(number, other) for number, minhash in enumerate(prints) for other in index.query(minhash)]


def _run_datatrove(texts: Iterable[str], step: Step) -> Pairs:
    document, minhash = import_module("datatrove.data"), import_module("datatrove.pipeline.dedup.minhash")
    import_module("loguru").logger.remove()
    config = minhash.MinhashConfig()  # 14 buckets of 8 hashes of 5-grams, and its own English words
    with TemporaryDirectory() as folder:
        with step("fingerprints"):
            signatures = minhash.MinhashDedupSignature(f"{folder}/signatures", config=config)
            documents = (document.Document(text=text, id=str(number)) for number, text in enumerate(texts))
            _exhaust(signatures.run(documents, rank=0, world_size=1))
        with step("candidates"):
            buckets = minhash.MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config)
            for bucket in range(config.num_buckets):
                _exhaust(buckets.run(None, rank=bucket, world_size=config.num_buckets))
            return [
                (number, other)
                for path in sorted(Path(folder, "buckets").glob("*.dups"))
                for _, number, _, other in struct.iter_unpack("<4I", path.read_bytes())
            ]


def _exhaust(steps: Iterator[object] | None) -> None:
    for _ in steps or ():
        pass


PEERS: dict[str, Callable[[Iterable[str], Step], Pairs]] = {
    "datasketch": _run_datasketch,
    "rensa": _run_rensa,
    "datatrove": _run_datatrove,
}


def run_peer(name: str, texts: Iterable[str], step: Step) -> Sequence[tuple[int, int]]:
    """Give the pairs that a library finds, each once, the lesser number first."""
    return sorted({(min(pair), max(pair)) for pair in PEERS[name](texts, step) if pair[0] != pair[1]})
