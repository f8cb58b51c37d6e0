"""Speed and memory of reading: `python -m benchmarks.reading [pages] [warc] [memory] [--folder FOLDER]`.

pages    articles out of pages, beside bare trafilatura (with its metadata, and without) in the same run;
         of the saved pages in FOLDER and below it (.html, .html.gz) if it is given
warc     pages out of an archive of the web, beside the bare libraries in the same run; the least of some rounds each
memory   peak memory of reading an archive to articles, small and ten times as large (made in a temporary folder)

Without a folder, pages are made up (benchmarks/made.py): the size of real ones, but with many times their elements.
"""

import argparse
import gzip
import io
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import process_time

from fastwarc.warc import ArchiveIterator, WarcRecordType
from trafilatura import bare_extraction

from benchmarks.made import make_article
from variorum.model.text import Source
from variorum.read import read_sources
from variorum.read.article import read_article
from variorum.read.decode import decode
from variorum.read.document import Document, Payload
from variorum.read.documents import read_payload
from variorum.read.formats import read_stream
from variorum.read.limits import Budget, Place
from variorum.settings import Settings

_ARTICLES, _PAGE_ROUNDS, _PAGES, _ROUNDS = 20, 3, 400, 9
_PICTURE = 600_000  # bytes; in a crawl of whole sites, pictures and scripts are nine tenths of the bytes
_SIZES = (200_000_000, 2_000_000_000)


def make_page(seed: int, waste: int = 60_000) -> bytes:
    """Give a page with an article and so many bytes of navigation, scripts and styles around it."""
    random = Random(seed)
    paragraphs = "".join(f"<p>{line}</p>\n" for line in make_article(seed, 400).splitlines())
    words = [f"{random.choice('bcdfgklmnprstv')}a{random.randrange(10**6):x}" for _ in range(400)]
    links, size = [], 0
    while size < waste:
        first, second = random.choice(words), random.choice(words)
        links.append(f'<li class="nav-{first} item"><a href="/{second}/{random.randrange(10**5)}">{first}</a></li>\n')
        size += len(links[-1])
    half = "".join(links[: len(links) // 2])
    script = "".join(f'window.data["{word}"] = {{id: {random.randrange(10**6)}}};\n' for word in links[:50])
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks, part {seed}</title>\n'
        f'<link rel="canonical" href="https://news.example/{seed}"><script>{script}</script></head><body>\n'
        f"<nav><ul>{half}</ul></nav><main><article><h1>Talks, part {seed}</h1>\n{paragraphs}</article></main>\n"
        f"<footer><ul>{''.join(links[len(links) // 2 :])}</ul></footer></body></html>"
    ).encode()


def make_record(address: str, kind: str, body: bytes) -> bytes:
    """Give a response of an archive of the web."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: %s; charset=utf-8\r\n\r\n%s" % (kind.encode(), body)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def main() -> None:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help="pages, warc, memory; all if none is named")
    parser.add_argument("--folder", type=Path, help="saved pages to read in place of made ones, for `pages`")
    options = parser.parse_args()
    wanted = options.parts or ["pages", "warc", "memory"]
    if wanted[0] == "read":  # in a process of its own, for `memory`
        print(sum(1 for _ in read_sources([wanted[1]], Settings())), _peak())
        return
    if "pages" in wanted:
        compare_pages(options.folder)
    if "warc" in wanted:
        compare_speed()
    if "memory" in wanted:
        compare_memory()


def compare_pages(folder: Path | None) -> None:
    """Print the pages a second of processor: ours, with all that an article has, and bare trafilatura."""
    pages = list(_read_folder(folder)) if folder else [make_page(seed).decode() for seed in range(_ARTICLES)]
    ways: dict[str, Callable[[str], object]] = {
        "ours": lambda page: list(read_article(Document(Source("page"), "", "page", page), Settings())),
        "bare trafilatura with metadata": lambda page: bare_extraction(page, with_metadata=True),
        "bare trafilatura": lambda page: bare_extraction(page, with_metadata=False),
    }
    rounds = [{name: _time_pages(read, pages) for name, read in ways.items()} for _ in range(_PAGE_ROUNDS)]
    seconds = {name: min(found[name] for found in rounds) for name in ways}
    size = sum(map(len, pages)) // len(pages) // 1000
    print(f"{len(pages)} pages of {size} kB, pages a second of processor, best of {_PAGE_ROUNDS}; our share of it")
    for name, least in seconds.items():
        print(f"  {name:35}{len(pages) / least:8.1f}{least / seconds['ours']:8.2f}")


def _read_folder(folder: Path) -> Iterator[str]:
    for path in sorted((*folder.rglob("*.html"), *folder.rglob("*.html.gz"))):
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if decoded := decode(content):
            yield decoded.text


def _time_pages(read: Callable[[str], object], pages: list[str]) -> float:
    begun = process_time()
    for page in pages:
        read(page)
    return process_time() - begun


def compare_speed() -> None:
    """Print the time for all pages of an archive: bare FastWARC, bare warcio if it is there, ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        with path.open("wb") as stream:
            for seed in range(_PAGES):
                address = f"https://news.example/{seed}"
                request = make_record(address, "text/plain", b"").replace(b"response", b"request")
                page = make_record(address, "text/html", make_page(seed, 200_000))
                stream.write(gzip.compress(request) + gzip.compress(page))
        ways: dict[str, Callable[[Path], int]] = {
            "bare FastWARC": _read_fastwarc, "our pages": _read_pages, "our pages, decoded, with digests": _read_texts,
        }  # fmt: skip
        try:
            import warcio  # noqa: F401, PLC0415
        except ImportError:
            pass
        else:
            ways["bare warcio"] = _read_warcio
        rounds = [{name: _time(way, path) for name, way in ways.items()} for _ in range(_ROUNDS)]
    seconds = {name: min(found[name] for found in rounds) for name in ways}
    print(f"{_PAGES} pages of 200 kB in a .warc.gz, seconds of processor, least of {_ROUNDS}")
    for name, least in seconds.items():
        print(f"  {name:35}{least:8.3f}{least / seconds['bare FastWARC']:8.2f}")


def _time(way: Callable[[Path], int], path: Path) -> float:
    begun = process_time()
    count = way(path)
    assert count == _PAGES
    return process_time() - begun


def _read_fastwarc(path: Path) -> int:
    with path.open("rb") as stream:
        found = [len(entry.reader.read()) for entry in ArchiveIterator(stream, record_types=WarcRecordType.response)]
    return len(found)


def _read_warcio(path: Path) -> int:
    from warcio.archiveiterator import ArchiveIterator as Entries  # noqa: PLC0415

    with path.open("rb") as stream:
        found = [len(e.content_stream().read()) for e in Entries(stream) if e.rec_type == "response"]
    return len(found)


def _read_pages(path: Path) -> int:
    return sum(1 for _ in _payloads(path))


def _read_texts(path: Path) -> int:
    return sum(1 for payload in _payloads(path) for _ in read_payload(payload, Settings()))


def _payloads(path: Path) -> Iterator[Payload]:
    settings = Settings()
    with path.open("rb") as stream:
        budget = Budget(settings, path.stat().st_size)
        found = read_stream(io.BufferedReader(stream.raw, 1 << 16), Place(str(path), path.name, budget), settings)
        yield from (item for item in found if isinstance(item, Payload))


def compare_memory() -> None:
    """Print peak memory of reading archives to articles, each in a process of its own."""
    print("archive of pages and pictures, read to articles")
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "made.warc"
            _write_archive(path, size)
            command = [sys.executable, "-m", "benchmarks.reading", "read", str(path)]
            found, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        print(f"  {size / 1e9:5.1f} GB{int(found):8} articles{int(peak):8} MB")


def _write_archive(path: Path, size: int) -> None:
    picture = make_record("https://news.example/p.jpg", "image/jpeg", Random(0).randbytes(_PICTURE))
    with path.open("wb") as stream:
        seed = 0
        while stream.tell() < size:
            stream.write(make_record(f"https://news.example/{seed}", "text/html", make_page(seed)))
            stream.write(picture)
            seed += 1


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
