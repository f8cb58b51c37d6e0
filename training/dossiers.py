"""Pairs of passages of training/dossiers for the judge of passages: what answers one question in plain accounts.

    python -m training.dossiers PAIRS

writes them as lines of JSON, in the product's environment, for `python -m training.inference --dossiers PAIRS`.

Numbers, times, places and names, each hidden as in a cloze; sentences and clauses that tell the same, contradict each
other, or do neither. What has no mark answers another question.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.dossiers import Dossier, Mark, find_article, lay_out, place_marks, read_dossiers

from training.inference_pairs import CONTRADICTION, NEITHER, SAME, Pair
from variorum.annotate import annotate_article
from variorum.compare.assertions import find_assertions
from variorum.compare.said import find_spoken
from variorum.language.inference import hide
from variorum.language.parser import Parser
from variorum.model.annotation import Annotation, ParsedSentence, Quantity
from variorum.model.text import Article
from variorum.read import read_sources
from variorum.settings import Settings

_PLACES = frozenset(("place", "state"))
_NEAR = 60  # unlike pairs with most words in common, and as many others, of a dossier and kind
_LEAST = 0.5  # of the words of a mark that stand in the clause which tells it
_SHORTEST = 3  # tokens of a clause
_Span = tuple[int, int, str, int]  # code points of the article, kind, sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with a gap, a sentence, or a clause; `question` is '' where it answers none of the dossier."""

    article: str
    kind: str
    text: str
    question: str
    value: str


def read_pairs(number: int, dossier: Dossier, settings: Settings, parser: Parser) -> Iterator[Pair]:
    """Read the articles of a dossier as the product does, and give the pairs of their passages."""
    with TemporaryDirectory() as place:
        lay_out(dossier, Path(place) / "articles")
        read = read_sources([str(Path(place) / "articles")], settings)
        articles = [a for a in read if isinstance(a, Article)]
    annotations, marks = [], []
    for article in articles:
        parses = list(parser.parse([article.text[s.start : s.end] for s in article.sentences]))
        annotations.append(annotate_article(article, parses))
        marks.append(place_marks(find_article(dossier, article.source.path), article.text))
    yield from pair_dossier(number, dossier, annotations, marks)


def pair_dossier(
    number: int, dossier: Dossier, annotations: Sequence[Annotation], marks: Sequence[Sequence[Mark]]
) -> Iterator[Pair]:
    """Give the pairs of passages of two articles; `marks` are those of each annotation's text."""
    kinds = {q.name: q.kind for q in dossier.questions}
    names = [q.name for q in dossier.questions]
    by_kind: dict[str, list[Passage]] = defaultdict(list)
    for annotation, here in zip(annotations, marks, strict=True):
        for passage in _read(annotation, here, kinds):
            by_kind[passage.kind].append(passage)
    for kind, those in by_kind.items():
        pairs = [(a, b) for a, b in combinations(those, 2) if a.article != b.article and a.text != b.text]
        for one, other in pairs:
            if _label(one, other) != NEITHER:
                block = (number, f"told {kind}", names.index(one.question))
                yield Pair((one.text,), other.text, _label(one, other), block)
        for one, other in _choose([(a, b) for a, b in pairs if _label(a, b) == NEITHER]):
            yield Pair((one.text,), other.text, NEITHER, (number, f"told {kind}", -1))


def _choose(unlike: Sequence[tuple[Passage, Passage]]) -> list[tuple[Passage, Passage]]:
    """Of the pairs that are not alike those with most words in common, and some of the others."""

    def shared(pair: tuple[Passage, Passage]) -> float:
        one, other = ({w for w in p.text.lower().split() if len(w) > _SHORTEST} for p in pair)
        return len(one & other) / (4 + min(len(one), len(other)))

    ordered = sorted(unlike, key=lambda p: -shared(p))
    rest = ordered[_NEAR:]
    return ordered[:_NEAR] + rest[:: max(1, len(rest) // _NEAR)]


def _label(one: Passage, other: Passage) -> int:
    if not one.question or one.question != other.question:
        return NEITHER
    return CONTRADICTION if one.kind in ("sentence", "clause") and one.value != other.value else SAME


def _read(annotation: Annotation, marks: Sequence[Mark], kinds: Mapping[str, str]) -> Iterator[Passage]:
    for sentence in annotation.sentences:
        here = [m for m in marks if sentence.start <= m.start and m.end <= sentence.end]
        yield from _read_told(annotation.article, sentence, [m for m in here if kinds[m.question] == "yesno"])
    yield from _read_gaps(annotation, [m for m in marks if kinds[m.question] != "yesno"], kinds)


def _read_told(article: str, sentence: ParsedSentence, marks: Sequence[Mark]) -> Iterator[Passage]:
    """The sentence and its clauses with what they tell; a sentence that tells two things is left out."""
    told = (marks[0].question, marks[0].value) if marks else ("", "")
    if len(marks) < 2:
        yield Passage(article, "sentence", sentence.parse.text, *told)
    tokens = sentence.parse.tokens
    clauses: dict[str, tuple[str, str]] = {}
    for assertion in find_assertions(sentence):
        spoken = find_spoken(tokens, assertion.verb)
        text = " ".join(tokens[i].text for i in spoken)
        answers = [m for m in marks if _tells(sentence, m, assertion.verb, spoken)]
        if len(spoken) >= _SHORTEST and (answers or text not in clauses):
            clauses[text] = (answers[0].question, answers[0].value) if answers else ("", "")
    for text, (question, value) in clauses.items():
        if question or not marks:
            yield Passage(article, "clause", text, question, value)


def _tells(sentence: ParsedSentence, mark: Mark, verb: int, spoken: Sequence[int]) -> bool:
    within = {i for i, t in enumerate(sentence.parse.tokens) if mark.start <= sentence.start + t.start < mark.end}
    return verb in within and len(within & set(spoken)) >= _LEAST * len(within)


def _read_gaps(annotation: Annotation, marks: Sequence[Mark], kinds: Mapping[str, str]) -> Iterator[Passage]:
    """Each number, time, place and name with a gap in its place, and each marked phrase."""
    spans = _find_spans(annotation)
    quantities = {(q.start, q.end): q for q in annotation.quantities}
    for mark in marks:
        sentence = next((s for s in annotation.sentences if s.start <= mark.start < s.end), None)
        if sentence is None:
            continue
        kind = kinds[mark.question]
        inside = [s for s in spans if s[2] == kind and s[0] < mark.end and s[1] > mark.start]
        gaps = dict.fromkeys([(mark.start, mark.end), *(s[:2] for s in inside[:1])])
        for start, end in gaps:
            text = _leave_gap(sentence, start, end, quantities.get((start, end)))
            yield Passage(annotation.article, kind, text, mark.question, mark.value)
    for start, end, kind, index in spans:
        marked = any(m.start < end and m.end > start and kinds[m.question] == kind for m in marks)
        if index >= 0 and not marked:
            text = _leave_gap(annotation.sentences[index], start, end, quantities.get((start, end)))
            yield Passage(annotation.article, kind, text, "", "")


def _find_spans(annotation: Annotation) -> list[_Span]:
    return [
        *((q.start, q.end, "number", q.sentence) for q in annotation.quantities),
        *((t.start, t.end, "time", t.sentence) for t in annotation.times),
        *((m.start, m.end, "place", m.sentence) for m in annotation.mentions if m.kind in _PLACES),
        *((m.start, m.end, "who", m.sentence) for m in annotation.mentions if m.kind != "place"),
    ]


def _leave_gap(sentence: ParsedSentence, start: int, end: int, quantity: Quantity | None) -> str:
    """The sentence with a gap; of a number only its digits are hidden, not what it counts."""
    tokens = sentence.parse.tokens
    digits = [t for t in tokens if t.tag == "CD" and start <= sentence.start + t.start < end] if quantity else []
    if digits:
        return hide(sentence.parse.text, digits[0].start, digits[-1].end)
    return hide(sentence.parse.text, max(0, start - sentence.start), max(0, end - sentence.start))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    settings = Settings()
    spacy = Parser(settings.parser, settings.max_sentence_tokens)
    with parser.parse_args().pairs.open("w", encoding="utf-8") as file:
        for number, dossier in enumerate(read_dossiers(Path("training/dossiers"))):
            held = dossier.held_out or dossier.for_points
            for pair in read_pairs(number, dossier, settings, spacy):
                file.write(json.dumps({"held": held, "pair": asdict(pair)}) + "\n")


if __name__ == "__main__":
    main()
