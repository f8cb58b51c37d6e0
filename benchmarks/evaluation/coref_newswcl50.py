"""Events and entities across outlets on NewsWCL50: `python -m benchmarks.evaluation coref-newswcl50 FOLDER`.

Hamborg et al. 2019; mentions are given, as a CoNLL file has them. A story is one event told by five outlets. Concepts
of the codes ACTION and EVENT are events, all others (ACTOR, COUNTRY, GROUP, MISC, OBJECT) entities.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.coreference.report import report
from benchmarks.coreference.texts import Given, Laid, lay_out

Rows = list[tuple[str, str]]
_EVENTS = ("_ACTION", "_EVENT")
_BREAK = "\\n"


def run(folder: Path, _train: Path | None = None) -> dict[str, float]:
    """Print the table and give the CoNLL F1 of events and entities of a folder's CoNLL files."""
    documents, given = read_folder(folder)
    return report(documents, given)


def read_folder(folder: Path) -> tuple[list[Laid], list[Given]]:
    """Give the documents and the given mentions."""
    documents: list[Laid] = []
    given: list[Given] = []
    for path in sorted(folder.rglob("*.conll")):
        for name, sentences in _read_documents(path):
            laid = lay_out(name, name.split("/")[0], [[word for word, _ in rows] for rows in sentences])
            documents.append(laid)
            given.extend(_read_given(laid, sentences))
    return documents, given


def _read_documents(path: Path) -> Iterator[tuple[str, list[Rows]]]:
    """Give the name and the sentences of each document: words with the text of their last column."""
    name = ""
    sentences: list[Rows] = []
    rows: Rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#begin document"):
            name, sentences, rows = line.removeprefix("#begin document ").split(";")[0], [], []
        elif line.startswith("#end document") or len(cells) < 5:
            sentences.extend([rows] if rows else [])
            rows = []
            if line.startswith("#end document"):
                yield name, sentences
        elif cells[3] != _BREAK:
            rows.append((cells[3], cells[4]))


def _read_given(laid: Laid, sentences: Sequence[Rows]) -> Iterator[Given]:
    story = laid.story
    for index, rows in enumerate(sentences):
        begun: dict[str, list[int]] = {}
        for place, (_, column) in enumerate(rows):
            for part in (piece.strip() for piece in column.split("|")):
                label = part.strip("()")
                if not label or label == "-":
                    continue
                if part.startswith("("):
                    begun.setdefault(label, []).append(place)
                if part.endswith(")") and begun.get(label):
                    first = begun[label].pop()
                    layer = "event" if label.endswith(_EVENTS) else "entity"
                    span = laid.spans[index, first][0], laid.spans[index, place][1]
                    yield Given(laid.article.id, layer, *span, f"{story} {label}")  # type: ignore[arg-type]
