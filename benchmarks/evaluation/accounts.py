"""accounts: what is found in invented stories that deceive by words, `python -m benchmarks.evaluation accounts FOLDER`.

FOLDER is training/accounts. Each story is collated as three articles (benchmarks/accounts.py). `contradicted`: of the
statements, how many have a claim that sets one who tells it against the one who contradicts it. `told_twice`: how many
have a claim with both who tell it on one side. `joined_N` (`_D`, ...): of the questions, how many have a claim that two
of the three answer. `false_conflicts`: conflicts and updates a story of lines that do not contradict each other.
`agreed_right`: of the statements that are called agreed, the share in which all lines tell the same. Only the stories
held out are scored, the first `STORIES` of them; with `--train FOLDER` the others.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.accounts import QUESTIONS, STATEMENT, Placed, Story, lay_out, read_stories
from benchmarks.evaluation.golden import collate_story

STORIES = 60
_DIFFERING = ("conflict", "updated")
_ASKING = ("number", "date", "place", "role", "participant")
Claim = Mapping[str, Any]
Found = tuple[str, Placed, bool]  # the article, the line, whether it is the answer that is meant


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Collate the stories one by one and count; nothing is trained."""
    stories = [s for s in read_stories(folder) if s.held_out == (train is None)][:STORIES]
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as place:
        for number, story in enumerate(stories):
            counts += _score(story, Path(place) / str(number))
    figures = {
        "stories": float(len(stories)),
        "contradicted": _share(counts, "contradicted", STATEMENT),
        "told_twice": _share(counts, "told twice", STATEMENT),
        "false_conflicts": counts["false"] / max(len(stories), 1),
        "agreed_right": _share(counts, "agreed right", "agreed"),
        **{f"joined_{kind}": _share(counts, f"joined {kind}", kind) for kind in QUESTIONS},
    }
    for name, value in figures.items():
        print(f"{name:16} {value:7.3f}")
    return figures


def _share(counts: Counter[str], part: str, whole: str) -> float:
    return counts[part] / max(counts[whole], 1)


def _score(story: Story, folder: Path) -> Counter[str]:
    articles = lay_out(story)
    folder.mkdir()
    for number, (text, _) in enumerate(articles):
        fields = {"title": story.title, "outlet": f"Outlet {number}", "published": "2031-02-04", "text": text}
        (folder / f"{number}.json").write_text(json.dumps(fields), encoding="utf-8")
    record = json.loads(collate_story([str(folder)], folder.with_suffix(".db")))
    places = {a["id"]: articles[int(Path(a["source"]).stem)][1] for a in record["articles"]}
    counts = Counter({kind: sum(1 for _ in _asked(story, articles, kind)) for kind in (STATEMENT, *QUESTIONS)})
    against, twice, joined = set[int](), set[int](), set[int]()
    for claim in record["claims"]:
        readings = [list(_locate(reading["evidence"], places)) for reading in claim["readings"]]
        told = {b for reading in readings for b in _find_told_twice(reading)}
        opposed = _find_opposed(readings)
        together = _find_joined(readings) if claim["kind"] in _ASKING else set()
        against |= opposed if claim["verdict"] in _DIFFERING else set()
        twice |= told if claim["verdict"] in (*_DIFFERING, "agreed") else set()
        joined |= together
        if claim["verdict"] in _DIFFERING and claim["kind"] in ("polarity", *_ASKING):
            counts["false"] += not (together and _are_one(readings) if claim["kind"] in _ASKING else opposed)
        if claim["verdict"] == "agreed" and claim["kind"] == "statement":
            lines = {(p.block, p.sign) for reading in readings for _, p, _ in reading}
            counts["agreed"] += 1
            counts["agreed right"] += len(lines) == 1 and all(sign != "~" for _, sign in lines)
    counts["contradicted"], counts["told twice"] = len(against), len(twice)
    counts += Counter(f"joined {story.blocks[block].kind}" for block in joined)
    return counts


def _asked(story: Story, articles: Sequence[tuple[str, list[Placed]]], kind: str) -> Iterator[int]:
    """The blocks of a kind that were laid out."""
    present = {p.block for _, places in articles for p in places}
    return (n for n, block in enumerate(story.blocks) if block.kind == kind and n in present)


def _locate(evidence: Sequence[Claim], places: Mapping[str, Sequence[Placed]]) -> Iterator[Found]:
    for here in evidence:
        for line in places[here["article"]]:
            if here["start"] < line.end and here["end"] > line.start:
                start, end = line.answer
                yield here["article"], line, here["start"] < end and here["end"] > start


def _find_told_twice(reading: Sequence[Found]) -> set[int]:
    """The statements that two articles tell on one side of a claim."""
    articles = defaultdict(set)
    for article, line, _ in reading:
        if line.sign == "+":
            articles[line.block].add(article)
    return {block for block, told in articles.items() if len(told) > 1}


def _find_opposed(readings: Sequence[Sequence[Found]]) -> set[int]:
    """The statements that one reading tells and another contradicts."""
    signs = [{(p.block, p.sign) for _, p, _ in reading} for reading in readings]
    return {
        block
        for number, one in enumerate(signs)
        for other in signs[number + 1 :]
        for block in {b for b, _ in one} & {b for b, _ in other}
        if {(block, "+"), (block, "-")} <= one | other and not {(block, "+"), (block, "-")} <= one & other
    }


def _find_joined(readings: Sequence[Sequence[Found]]) -> set[int]:
    """The questions that two articles answer in one claim."""
    articles = defaultdict(set)
    for reading in readings:
        for article, line, meant in reading:
            if line.sign == "=" and meant:
                articles[line.block].add(article)
    return {block for block, told in articles.items() if len(told) > 1}


def _are_one(readings: Sequence[Sequence[Found]]) -> bool:
    """Whether all evidence answers one question."""
    return len({(p.block, p.sign, meant) for reading in readings for _, p, meant in reading}) == 1
