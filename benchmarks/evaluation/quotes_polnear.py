"""Quotations and who said them on PolNeAR: `python -m benchmarks.evaluation quotes-polnear FOLDER`.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) marks source, cue and content of each attribution; its content holds the
quote marks and a leading 'that', and no attribution stands in another, so ours are drawn so before they are compared.
Exact: equal spans, each unbroken piece a span. Jaccard: pieces matched one to one, each counting by its share of common
characters. An attribution is right if all its spans are; its Jaccard is the mean over source, cue and content.
Kinds: content wholly in quote marks is direct, without any indirect, else mixed. Where two annotators marked one text,
both count.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from variorum.annotate.mentions import find_mentions
from variorum.annotate.quotations import find_quotations
from variorum.language.parser import Parser
from variorum.model.annotation import ParsedSentence, Quotation
from variorum.model.text import Article, OffsetMap, Source, Span
from variorum.read.segment import find_sentences
from variorum.settings import Settings

Piece = tuple[int, int]
_LINE = re.compile(
    r"^(?P<id>T\d+)\t(?P<role>\S+) (?P<spans>[\d; ]+)\t|^E\d+\t(?P<event>\S+:\S+(?: \S+:\S+)*)\s*$", re.M
)
_ROLES = ("source", "cue", "content")
_MARKS = '"“”„«»″'


@dataclass(frozen=True, slots=True)
class Attribution:
    """The pieces of text of each role, as [start, end)."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]


@dataclass(slots=True)
class Score:
    """Right ones, how many were found and how many there are, in all documents."""

    right: float = 0.0
    found: int = 0
    gold: int = 0

    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(slots=True)
class Scores:
    exact: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    jaccard: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))

    def add(self, name: str, gold: Sequence[Piece], found: Sequence[Piece]) -> None:
        """Count the spans of one role in one document."""
        theirs, ours = set(gold), set(found)
        for table, right in ((self.exact, len(theirs & ours)), (self.jaccard, _soft(sorted(theirs), sorted(ours)))):
            table[name].right += right
            table[name].found += len(ours)
            table[name].gold += len(theirs)


def run(folder: Path, train: Path | None) -> dict[str, float]:
    """Score `dev` in the folder if it is there, else `test`, else the folder itself. `train` is not used: what is
    shipped is scored (training/quotation_tagger trains it)."""
    del train
    part = next((folder / name for name in ("dev", "test") if (folder / name).is_dir()), folder)
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    scores = Scores()
    for text, annotators in read_documents(part):
        found = to_attributions(text, annotate(text, parser))
        for gold in annotators:
            add_document(scores, text, gold, found)
    return _report(scores)


def read_documents(part: Path) -> Iterator[tuple[str, list[list[Attribution]]]]:
    """Give each text with the attributions of each of its annotators."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((part / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    for name, paths in sorted(files.items()):
        with (part / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        yield text, [_read_annotations(path, text) for path in paths]


def _read_annotations(path: Path, text: str) -> list[Attribution]:
    with path.open(encoding="utf-8", newline="") as stream:
        matches = list(_LINE.finditer(stream.read()))
    spans = {m["id"]: _read_spans(m["spans"]) for m in matches if m["id"]}
    found = []
    for match in matches:
        if match["event"] is None:
            continue
        held: dict[str, list[Piece]] = {role: [] for role in _ROLES}
        for role, name in (item.split(":", 1) for item in match["event"].split()):
            held.get(role.rstrip("0123456789").lower(), []).extend(spans.get(name, ()))
        if held["content"] and held["cue"]:
            found.append(Attribution(*(merge_pieces(text, held[role]) for role in _ROLES)))
    return found


def merge_pieces(text: str, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join pieces that only white space parts (the set cuts content between sentences)."""
    merged: list[Piece] = []
    for start, end in sorted(pieces):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _read_spans(spans: str) -> tuple[Piece, ...]:
    pairs = (part.split() for part in spans.split(";"))
    return tuple((int(pair[0]), int(pair[1])) for pair in pairs if len(pair) == 2)


def annotate(text: str, parser: Parser) -> tuple[Quotation, ...]:
    """Run our stage on one text."""
    article = Article("document", Source("document"), "", text, OffsetMap(()), find_sentences(text))
    parses = parser.parse([text[s.start : s.end] for s in article.sentences])
    sentences = tuple(
        ParsedSentence(i, s.start, s.end, s.paragraph, s.heading, parse)
        for i, (s, parse) in enumerate(zip(article.sentences, parses, strict=True))
    )
    return find_quotations(article, sentences, find_mentions(article, sentences))


def to_attributions(text: str, quotations: Sequence[Quotation]) -> list[Attribution]:
    """Put quotations into PolNeAR's shape: those of one cue are one attribution, and what stands in another goes."""
    outer: list[Quotation] = []
    for quotation in quotations:
        if not outer or quotation.content.end > outer[-1].content.end:
            outer.append(quotation)
    held: dict[Piece, list[Quotation]] = defaultdict(list)
    for quotation in outer:
        if quotation.cue_span is not None:
            held[quotation.cue_span.start, quotation.cue_span.end].append(quotation)
    found = []
    for cue, parts in held.items():
        source = [_draw_source(text, q.speaker_span) for q in parts[:1] if q.speaker_span is not None]
        found.append(Attribution(tuple(source), (cue,), _draw_content(text, parts)))
    return found


def _draw_source(text: str, span: Span) -> Piece:
    """A phrase with an apposition takes in the comma that closes it, as the set's do."""
    closed = "," in text[span.start : span.end] and text[span.end : span.end + 1] == ","
    return span.start, span.end + closed


def _draw_content(text: str, parts: Sequence[Quotation]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for quotation in parts:
        start, end = quotation.content.start, quotation.content.end
        closing = re.compile(rf"[,.;]?(?:[{_MARKS}]|'')").match(text, end)
        opening = re.compile(rf"(?:[{_MARKS}]|''|``)$").search(text[max(0, start - 2) : start])
        if quotation.kind == "direct" or (opening and closing):
            start = start - len(opening.group()) if opening else start
            end = closing.end() if closing else end
        that = re.compile(r"\bthat,?\s+$").search(text[max(0, start - 8) : start])
        start -= len(that.group()) if that else 0
        pieces.append((start, end))
    return merge_pieces(text, pieces)


def add_document(scores: Scores, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
    """Count one document, as one annotator marked it."""
    for role in _ROLES:
        scores.add(role, _pieces(gold, role), _pieces(found, role))
    for kind in ("direct", "indirect", "mixed"):
        theirs = [a for a in gold if _kind(text, a.content) == kind]
        ours = [a for a in found if _kind(text, a.content) == kind]
        scores.add(f"{kind}_content", _pieces(theirs, "content"), _pieces(ours, "content"))
    exact, soft = scores.exact["attribution"], scores.jaccard["attribution"]
    exact.right += len({_key(a) for a in gold} & {_key(a) for a in found})
    soft.right += _soft_attributions(gold, found)
    for table in (exact, soft):
        table.gold += len(gold)
        table.found += len(found)


def _pieces(attributions: Iterable[Attribution], role: str) -> list[Piece]:
    return [piece for a in attributions for piece in getattr(a, role)]


def _key(attribution: Attribution) -> tuple[tuple[Piece, ...], ...]:
    return tuple(tuple(sorted(getattr(attribution, role))) for role in _ROLES)


def _kind(text: str, pieces: Sequence[Piece]) -> str:
    marked = re.compile(rf"[{_MARKS}]|''")
    words = [text[start:end].strip() for start, end in pieces]
    if all(marked.match(w) and re.compile(rf"(?:[{_MARKS}]|'')[.,;]?$").search(w) for w in words):
        return "direct"
    return "mixed" if any(marked.search(w) for w in words) else "indirect"


def _overlap(one: Piece, other: Piece) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0


def _soft(gold: Sequence[Piece], found: Sequence[Piece]) -> float:
    pairs = [(_overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if f[0] < g[1] > f[0]]
    return _match(pairs)


def _soft_attributions(gold: Sequence[Attribution], found: Sequence[Attribution]) -> float:
    pairs = [(_likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    return _match(pairs)


def _likeness(one: Attribution, other: Attribution) -> float:
    if not set(_characters(one.content)) & set(_characters(other.content)):
        return 0.0
    shares = []
    for role in _ROLES:
        ours, theirs = _characters(getattr(one, role)), _characters(getattr(other, role))
        shares.append(len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0)
    return sum(shares) / len(shares)


def _characters(pieces: Iterable[Piece]) -> set[int]:
    return {i for start, end in pieces for i in range(start, end)}


def _match(pairs: Iterable[tuple[float, int, int]]) -> float:
    """Match one to one, the most alike first; give the sum of the likeness."""
    left: set[int] = set()
    right: set[int] = set()
    total = 0.0
    for share, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if share > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            total += share
    return total


def _report(scores: Scores) -> dict[str, float]:
    names = (*_ROLES, "attribution", "direct_content", "indirect_content", "mixed_content")
    print(f"{'':18} {'P':>6} {'R':>6} {'F1':>6} {'Jaccard F1':>11}")
    figures = {}
    for name in names:
        exact, soft = scores.exact[name], scores.jaccard[name]
        precision = exact.right / exact.found if exact.found else 0.0
        recall = exact.right / exact.gold if exact.gold else 0.0
        print(f"{name:18} {precision:6.3f} {recall:6.3f} {exact.f1():6.3f} {soft.f1():11.3f}")
        figures[f"{name}_f1"] = round(exact.f1(), 4)
        figures[f"{name}_f1_jaccard"] = round(soft.f1(), 4)
    print("others, exact F1 source/cue/content: rules 10.7/22.8/5.6, CoreNLP 13.9/-/17.5, BERT 83.2/75.3/72.9")
    return figures
