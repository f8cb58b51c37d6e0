"""Entities in wire reports on NP4E: `python -m benchmarks.evaluation coref-np4e FOLDER`.

Hasler, Orasan and Naumann 2006, in MMAX: noun phrases are given, with their chains within each document, so that a
story is one document. The set marks no events: there is no figure for them.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from benchmarks.coreference.report import report
from benchmarks.coreference.texts import Given, Laid, lay_out

_SPAN = re.compile(r"word_(\d+)(?:\.\.word_(\d+))?")
_WORDS = "_words.xml"


def run(folder: Path, _train: Path | None = None) -> dict[str, float]:
    """Print the table and give the CoNLL F1 of entities of a folder's documents."""
    documents, given = read_folder(folder)
    return report(documents, given)


def read_folder(folder: Path) -> tuple[list[Laid], list[Given]]:
    """Give the documents and the given mentions."""
    documents: list[Laid] = []
    given: list[Given] = []
    for path in sorted(folder.rglob(f"*{_WORDS}")):
        stem = path.name.removesuffix(_WORDS)
        words = {int(w.get("id", "")[5:]): w.text or " " for w in _read(path).iter("word")}
        sentences = list(_read_sentences(path.with_name(f"{stem}_sentence_level.xml"), words))
        name = f"{path.parent.name}/{stem}"
        laid = lay_out(name, name, [[words[w] for w in sentence] for sentence in sentences])
        place = {word: (i, j) for i, sentence in enumerate(sentences) for j, word in enumerate(sentence)}
        documents.append(laid)
        given.extend(_read_given(path.with_name(f"{stem}_coref_level.xml"), laid, place))
    return documents, given


def _read(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", path.read_bytes()))


def _read_sentences(path: Path, words: dict[int, str]) -> Iterator[list[int]]:
    """Give the numbers of the words of each sentence; what stands in none is one of its own."""
    spans = (
        sorted(_numbers(m.get("span", "")) for m in _read(path).iter() if "span" in m.attrib) if path.exists() else []
    )
    done = 0
    for first, last in [*spans, (max(words) + 1, max(words))]:
        outside = [w for w in range(done + 1, first) if w in words]
        if outside:
            yield outside
        inside = [w for w in range(max(first, done + 1), last + 1) if w in words]
        if inside:
            yield inside
        done = max(done, last)


def _numbers(span: str) -> tuple[int, int]:
    found = [(int(m.group(1)), int(m.group(2) or m.group(1))) for m in _SPAN.finditer(span)]
    return (min(found)[0], max(last for _, last in found)) if found else (0, 0)


def _read_given(path: Path, laid: Laid, place: dict[int, tuple[int, int]]) -> Iterator[Given]:
    if not path.exists():
        return
    for element in _read(path).iter():
        chain = element.get("coref_set", "")
        if "span" not in element.attrib or not chain:
            continue
        first, last = _numbers(element.get("span", ""))
        if first not in place or last not in place:
            continue
        start, end = laid.spans[place[first]][0], laid.spans[place[last]][1]
        cluster = chain if chain != "empty" else f"alone {element.get('id')}"
        yield Given(laid.article.id, "entity", start, end, f"{laid.article.id} {cluster}")
