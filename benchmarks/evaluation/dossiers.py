"""dossiers: what of accounts that agree or differ is found, `python -m benchmarks.evaluation dossiers FOLDER`.

FOLDER is training/dossiers. Each dossier is collated by itself. A question in conflict is found where a claim called a
conflict has two of its answers, of different value, of two articles in two readings; one that accounts agree on where
two answers stand in one reading of a claim called agreed; one that is compatible where a claim that is called so, or
agreed, has two. `whole`: of the conflicts found, the share in which each article that answers stands with its value.
`precision`: the share of all claims called conflict (or updated) that find a question in conflict or updated, and of
those called agreed, but for wordings, in which no two values of a question stand in one reading.
Only the dossiers held out are scored; with `--train FOLDER` the others.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.dossiers import Dossier, Mark, find_article, lay_out, place_marks, read_dossiers
from benchmarks.evaluation.golden import collate_story

_ASKED = {"number": "number", "date": "time", "place": "place", "role": "who", "participant": "who"}
_DIFFERING = ("conflict", "updated")
_VERDICTS = {
    "conflict": ("conflict",),
    "updated": _DIFFERING,
    "agreed": ("agreed",),
    "compatible": ("compatible", "agreed"),
}
Claim = Mapping[str, Any]
Answer = tuple[str, Mark]  # the article and what stands there


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Collate the dossiers one by one and count; nothing is trained."""
    dossiers = [d for d in read_dossiers(folder) if d.held_out == (train is None)]
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as place:
        for number, dossier in enumerate(dossiers):
            counts += score(dossier, collate(dossier, Path(place) / str(number)))
    figures = {"dossiers": float(len(dossiers)), **summarize(counts)}
    for name, value in figures.items():
        print(f"{name:24} {value:7.3f}  {counts[name]}/{counts[name + ' of']}")
    return figures


def summarize(counts: Counter[str]) -> dict[str, float]:
    """Give the share of each thing that was counted with how many it is of."""
    names = sorted(n.removesuffix(" of") for n in counts if n.endswith(" of"))
    return {name: counts[name] / counts[name + " of"] for name in names if counts[name + " of"]}


def collate(dossier: Dossier, folder: Path) -> Claim:
    """Write the articles of a dossier to a new folder and give the record of them."""
    lay_out(dossier, folder)
    found: Claim = json.loads(collate_story([str(folder)], folder.with_suffix(".db")))
    return found


def score(dossier: Dossier, record: Claim) -> Counter[str]:
    """Count what of a dossier's questions a record has, and of its claims what is right."""
    marks = {a["id"]: place_marks(find_article(dossier, a["source"]), a["text"]) for a in record["articles"]}
    kinds = {q.name: q.kind for q in dossier.questions}
    verdicts = {q.name: q.verdict for q in dossier.questions}
    counts: Counter[str] = Counter()
    found, whole = set[str](), set[str]()
    for claim in record["claims"]:
        readings = [list(_locate(r["evidence"], marks, claim["kind"], kinds)) for r in claim["readings"]]
        if claim["verdict"] in _DIFFERING:
            opposed = set(_find_opposed(readings))
            true = {name for name in opposed if verdicts[name] in _DIFFERING}
            found |= {name for name in true if claim["verdict"] in _VERDICTS[verdicts[name]]}
            whole |= {name for name in true if _is_whole(name, readings, marks)}
            counts["precision_conflict"] += bool(true)
            counts["precision_conflict of"] += 1
        elif claim["verdict"] in ("agreed", "compatible") and claim["kind"] != "wording":
            joined = set(_find_joined(readings, claim["verdict"] == "agreed"))
            found |= {name for name in joined if claim["verdict"] in _VERDICTS[verdicts[name]]}
            counts["precision_agreed"] += not any(_is_mixed(r) for r in readings)
            counts["precision_agreed of"] += 1
    for question in dossier.questions:
        for name in (f"recall_{question.verdict}", f"recall_{question.verdict}_{question.kind}"):
            counts[name] += question.name in found
            counts[f"{name} of"] += 1
    counts["whole"], counts["whole of"] = len(found & whole), sum(verdicts[name] in _DIFFERING for name in found)
    return counts


def _locate(
    evidence: Sequence[Claim], marks: Mapping[str, Sequence[Mark]], asked: str, kinds: Mapping[str, str]
) -> Iterator[Answer]:
    """The answers that evidence of a claim of a kind overlaps, of questions of that kind."""
    for here in evidence:
        for mark in marks[here["article"]]:
            if (
                here["start"] < mark.end
                and here["end"] > mark.start
                and _ASKED.get(asked) in (None, kinds[mark.question])
            ):
                yield here["article"], mark


def _find_opposed(readings: Sequence[Sequence[Answer]]) -> Iterator[str]:
    """The questions to which two readings give two answers, of two articles."""
    for number, one in enumerate(readings):
        for other in readings[number + 1 :]:
            mine = {(mark.question, mark.value) for _, mark in one}
            theirs = {(mark.question, mark.value) for _, mark in other}
            for article, mark in one:
                for another, against in other:
                    if (
                        article != another
                        and mark.question == against.question
                        and (mark.question, mark.value) not in theirs
                        and (mark.question, against.value) not in mine
                    ):
                        yield mark.question


def _find_joined(readings: Sequence[Sequence[Answer]], together: bool) -> Iterator[str]:
    """The questions that two articles answer in one reading, or in the claim."""
    for answers in readings if together else [[a for r in readings for a in r]]:
        articles = defaultdict(set)
        for article, mark in answers:
            articles[mark.question].add(article)
        yield from (name for name, told in articles.items() if len(told) > 1)


def _is_whole(name: str, readings: Sequence[Sequence[Answer]], marks: Mapping[str, Sequence[Mark]]) -> bool:
    """Whether each article that answers a question stands in a claim with what it answers."""
    told = {(article, mark.value) for reading in readings for article, mark in reading if mark.question == name}
    return told >= {(article, mark.value) for article in marks for mark in marks[article] if mark.question == name}


def _is_mixed(reading: Sequence[Answer]) -> bool:
    values = defaultdict(set)
    for _, mark in reading:
        values[mark.question].add(mark.value)
    return any(len(v) > 1 for v in values.values())
