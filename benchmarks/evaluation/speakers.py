"""Who said it, on quotations marked by hand: `python -m benchmarks.evaluation speakers tests/golden`.

Reads `speakers/*.toml` in the folder, or the folder's own such files; tests/golden/README.md says how a row is to be
read. Each article is read, annotated and resolved by itself. A speaker is right, `wrong` (somebody else, or somebody
where nobody can be told), `unclear` (none where there is one), or the quotation was not found (`missed`). What was not
right is printed for files other than `held`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from variorum.annotate import annotate_article
from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.record import Quoted
from variorum.model.resolution import Entities
from variorum.model.text import Article
from variorum.read import read_sources
from variorum.resolve import resolve_entities, resolve_utterances
from variorum.settings import Settings

Outcome = Literal["right", "wrong", "unclear", "missed"]
HELD_OUT = "held"
_EXAMPLES = Path(__file__).parents[2] / "examples" / "ferry-talks"


@dataclass(frozen=True, slots=True)
class Row:
    """One quotation of gold: some of its words, its speaker, what is hard about it, and `to=` and `at=` if given."""

    words: str
    speaker: str
    case: str
    addressee: str | None = None
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    part: str
    article: str
    row: Row
    outcome: Outcome
    said: str
    addressee: bool | None
    occasion: bool | None


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score every file. `train` is not used: nothing is learnt."""
    del train
    verdicts = list(judge(folder))
    for verdict in verdicts:
        if verdict.outcome != "right" and verdict.part != HELD_OUT:
            print(f"{verdict.article}: {verdict.outcome}: {verdict.row.words} [{verdict.row.speaker}: {verdict.said}]")
        if verdict.part != HELD_OUT and (verdict.addressee is False or verdict.occasion is False):
            print(f"{verdict.article}: addressee or occasion of: {verdict.row.words}")
    return _report(verdicts)


def judge(folder: Path, parser: Parser | None = None) -> Iterator[Verdict]:
    """Compare every row of gold with what the program finds in its article."""
    settings, encoder = Settings(), Encoder()
    parser = parser or Parser(settings.parser, settings.max_sentence_tokens)
    inner = folder / "speakers"
    for path in sorted((inner if inner.is_dir() else folder).glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
            article = _read(entry, settings)
            parses = list(parser.parse([article.text[s.start : s.end] for s in article.sentences]))
            annotation = annotate_article(article, parses)
            entities = resolve_entities([article], {article.id: annotation})
            quoted = resolve_utterances([article], [annotation], entities, encoder).quotations
            for row in map(_read_row, entry["quotations"]):
                yield _judge(path.stem, entry["name"], row, quoted, entities)


def _read(entry: dict[str, str], settings: Settings) -> Article:
    if "file" in entry:
        return next(a for a in read_sources([str(_EXAMPLES / entry["file"])], settings) if isinstance(a, Article))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(entry["text"], encoding="utf-8")
        return next(a for a in read_sources([str(path)], settings) if isinstance(a, Article))


def _read_row(cells: Sequence[str]) -> Row:
    extra = dict(cell.split("=", 1) for cell in cells[3:])
    return Row(cells[0], cells[1], cells[2], extra.get("to"), extra.get("at"))


def _judge(part: str, article: str, row: Row, quoted: Sequence[Quoted], entities: Entities) -> Verdict:
    holding = [q for q in quoted if row.words in " ".join(q.evidence.text.split())]
    if not holding:
        return Verdict(part, article, row, "missed", "", None, None)
    found = max(holding, key=lambda q: q.evidence.end - q.evidence.start)
    outcomes = [_compare(option.strip(), found, entities) for option in row.speaker.split("|")]
    outcome: Outcome = next((o for o in ("right", "unclear") if o in outcomes), "wrong")
    names = {entity.id: entity.name for entity in entities.table}
    said = " + ".join(names[i] for i in _speakers(found)) or f"~{found.speaker_text}"
    return Verdict(
        part, article, row, outcome, said, _has(found.addressee_text, row.addressee), _has_occasion(found, row)
    )


def _compare(option: str, found: Quoted, entities: Entities) -> Outcome:
    """Compare with one acceptable answer: '~words' of somebody without a name, '?' nobody can tell, 'A + B' both."""
    speakers = set(_speakers(found))
    if option == "?":
        return "wrong" if speakers else "right"
    if option.startswith("~"):
        if speakers:
            return "right" if speakers <= _owners(option[1:], entities) else "wrong"
        return "right" if option[1:].casefold() in (found.speaker_text or "").casefold() else "unclear"
    owners = [_owners(name.strip(), entities) for name in option.split("+")]
    if not speakers:
        return "unclear"
    right = len(speakers) == len(owners) and all(speakers & owner for owner in owners)
    return "right" if right else "wrong"


def _speakers(found: Quoted) -> tuple[str, ...]:
    return (found.speaker,) if found.speaker is not None else found.joint


def _owners(name: str, entities: Entities) -> set[str]:
    """The entities that bear the name, by their own name first; one that says more ('Lawyer Peter Adams') will do."""
    wanted = _bare(name)
    for named in (
        {e.id for e in entities.table if _bare(e.name) == wanted},
        {e.id for e in entities.table if wanted in {_bare(a) for a in (*e.aliases, *_texts(e.mentions))}},
        {e.id for e in entities.table if _bare(e.name).endswith(f" {wanted}")},
    ):
        if named:
            return named
    return set()


def _texts(mentions: Sequence[object]) -> list[str]:
    return [getattr(mention, "text", "") for mention in mentions]


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _has(found: str | None, wanted: str | None) -> bool | None:
    return None if wanted is None else wanted.casefold() in (found or "").casefold()


def _has_occasion(found: Quoted, row: Row) -> bool | None:
    return _has(found.occasion_evidence.text if found.occasion_evidence is not None else None, row.occasion)


def _report(verdicts: Sequence[Verdict]) -> dict[str, float]:
    figures: dict[str, float] = {}
    print(f"{'':14}{'rows':>6}{'right':>8}{'wrong':>8}{'unclear':>9}{'missed':>8}{'addressee':>12}{'occasion':>10}")
    for part in sorted({v.part for v in verdicts}):
        own = [v for v in verdicts if v.part == part]
        counts = Counter(v.outcome for v in own)
        marks = {name: [m for v in own if (m := getattr(v, name)) is not None] for name in ("addressee", "occasion")}
        beside = [f"{sum(found)}/{len(found)}" for found in marks.values()]
        print(
            f"{part:14}{len(own):6}{counts['right']:8}{counts['wrong']:8}{counts['unclear']:9}{counts['missed']:8}"
            f"{beside[0]:>12}{beside[1]:>10}"
        )
        figures[f"{part}_accuracy"] = counts["right"] / len(own)
        for outcome in ("wrong", "unclear", "missed"):
            figures[f"{part}_{outcome}"] = counts[outcome] / len(own)
        for name, found in marks.items():
            figures[f"{part}_{name}"] = sum(found) / len(found) if found else 1.0
    return figures
