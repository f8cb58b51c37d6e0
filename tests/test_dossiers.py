"""The evaluation on dossiers: marks are read, placed in the text as it was read, and held against claims."""

from pathlib import Path
from typing import Any

from benchmarks.dossiers import Dossier, find_article, place_marks, read_dossiers
from benchmarks.evaluation.dossiers import score

_TEXT = """# The bridge at Lenn
? dead number conflict How many died?
? place place agreed Where was it?
@ 2031-03-03 Coast Wire | Bridge falls
LENN, March 3 (Coast Wire) - A bridge fell [[place=lenn|in Lenn]] and killed [[dead=14|14]] people.
@ 2031-03-04 Lenn Herald | Bridge falls again
The fall of the bridge [[place=lenn|at Lenn]] killed [[dead=16|sixteen]].
"""


def _read(folder: Path) -> Dossier:
    (folder / "a.txt").write_text(_TEXT, encoding="utf-8")
    return read_dossiers(folder)[0]


def _claim(kind: str, verdict: str, *readings: tuple[str, int, int]) -> dict[str, Any]:
    evidence = [[{"article": a, "start": s, "end": e}] for a, s, e in readings]
    return {"kind": kind, "verdict": verdict, "readings": [{"evidence": e} for e in evidence]}


def test_a_dossier_is_read_without_its_marks(tmp_path: Path) -> None:
    dossier = _read(tmp_path)
    first = dossier.articles[0]
    assert [q.name for q in dossier.questions] == ["dead", "place"]
    assert "[[" not in first.text
    assert [first.text[m.start : m.end] for m in first.marks] == ["in Lenn", "14"]
    assert find_article(dossier, "somewhere/1.json").outlet == "Lenn Herald"


def test_marks_are_found_in_a_text_that_lost_its_dateline(tmp_path: Path) -> None:
    first = _read(tmp_path).articles[0]
    read = first.text.partition(" - ")[2]
    assert [read[m.start : m.end] for m in place_marks(first, read)] == ["in Lenn", "14"]


def test_two_values_in_two_readings_of_a_conflict_are_found(tmp_path: Path) -> None:
    dossier = _read(tmp_path)
    texts = [a.text for a in dossier.articles]
    articles = [{"id": str(n), "source": f"{n}.json", "text": t} for n, t in enumerate(texts)]
    numbers = [
        (str(n), t.index(w), t.index(w) + len(w)) for n, (t, w) in enumerate(zip(texts, ("14", "sixteen"), strict=True))
    ]
    right = {"articles": articles, "claims": [_claim("number", "conflict", *numbers)]}
    counts = score(dossier, right)
    assert counts["recall_conflict"] == counts["precision_conflict"] == counts["whole"] == 1
    assert counts["recall_agreed"] == 0
    assert counts["recall_agreed of"] == 1
    wrong = {"articles": articles, "claims": [_claim("date", "conflict", *numbers)]}
    assert score(dossier, wrong)["recall_conflict"] == 0
    assert score(dossier, wrong)["precision_conflict of"] == 1
