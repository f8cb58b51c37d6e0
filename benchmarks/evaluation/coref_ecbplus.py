"""Events and entities across reports on ECB+: `python -m benchmarks.evaluation coref-ecbplus FOLDER`.

Cybulska and Vossen 2014. Mentions are given, singletons count; only the sentences that the set's CSV file names as
checked are scored. A story is a topic's subtopic ('1ecb', '1ecbplus'): nothing is joined across stories. Entities are
the human and other participants, the places and the times.
"""

import csv
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from benchmarks.coreference.report import report
from benchmarks.coreference.texts import Given, Laid, lay_out

_NAME = re.compile(r"(\d+)_(\d+)(ecb|ecbplus)")
_EVENTS = ("ACTION", "NEG_ACTION")


def run(folder: Path, _train: Path | None = None) -> dict[str, float]:
    """Print the table and give the CoNLL F1 of events and entities of a folder's topics."""
    documents, given = read_folder(folder)
    return report(documents, given)


def read_folder(folder: Path) -> tuple[list[Laid], list[Given]]:
    """Give the documents and the given mentions of the checked sentences."""
    checked = _read_checked(folder)
    documents: list[Laid] = []
    given: list[Given] = []
    for path in sorted(folder.rglob("*.xml")):
        name = _NAME.fullmatch(path.stem)
        if name is None:
            continue
        root = ElementTree.fromstring(path.read_bytes())
        laid, places = _read_words(root, path.stem, f"{name.group(1)}{name.group(3)}")
        sentences = checked.get((name.group(1), f"{name.group(2)}{name.group(3)}"))
        documents.append(laid)
        given.extend(_read_given(root, laid, places, sentences if checked else None))
    return documents, given


def _read_checked(folder: Path) -> dict[tuple[str, str], set[int]]:
    checked: dict[tuple[str, str], set[int]] = {}
    for path in folder.glob("*coreference_sentences.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for topic, name, sentence in list(csv.reader(file))[1:]:
                checked.setdefault((topic, name), set()).add(int(sentence))
    return checked


def _read_words(root: ElementTree.Element, name: str, story: str) -> tuple[Laid, dict[str, tuple[int, int]]]:
    sentences: list[list[str]] = []
    places: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        sentence = int(token.get("sentence", "0"))
        sentences.extend([] for _ in range(sentence + 1 - len(sentences)))
        places[token.get("t_id", "")] = (sentence, len(sentences[sentence]))
        sentences[sentence].append(token.text or " ")
    if "ecbplus" in name and sentences and "".join(sentences[0]).startswith("http"):
        sentences[0] = []  # the page's address
    return lay_out(name, story, sentences), places


def _read_given(
    root: ElementTree.Element, laid: Laid, places: dict[str, tuple[int, int]], checked: set[int] | None
) -> Iterator[Given]:
    clusters = dict(_read_clusters(root, laid.article.id))
    for element in root.find("Markables") or ():
        anchors = [places[a.get("t_id", "")] for a in element.iter("token_anchor")]
        if not anchors or (checked is not None and anchors[0][0] not in (checked or set())):
            continue
        spans = [laid.spans[a] for a in anchors if a in laid.spans]
        if not spans:
            continue
        identity = element.get("m_id", "")
        layer = "event" if element.tag.startswith(_EVENTS) else "entity"
        cluster = clusters.get(identity, f"{laid.article.id} alone {identity}")
        yield Given(laid.article.id, layer, min(spans)[0], max(spans)[1], cluster)  # type: ignore[arg-type]


def _read_clusters(root: ElementTree.Element, article: str) -> Iterator[tuple[str, str]]:
    for relation in root.find("Relations") or ():
        across = relation.tag == "CROSS_DOC_COREF"
        cluster = relation.get("note", "") if across else f"{article} {relation.get('r_id')}"
        for source in relation.iter("source"):
            yield source.get("m_id", ""), cluster
