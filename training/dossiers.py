"""Pairs of passages of invented dossiers and dispatches, by which the judge of passages is taught.

    python -m training.dossiers PAIRS

writes them as lines of JSON, in the product's environment, for `python -m training.inference --dossiers PAIRS`.

Numbers, times, places and names, each hidden as in a cloze; clauses that tell the same, contradict each other, or do
neither; sentences that give the same answer to a question of any kind, another one, or answer none in common. What has
no mark answers another question.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.dossiers import Dossier, Mark, Question, find_article, lay_out, place_marks, read_dossiers

from training.inference_pairs import CONTRADICTION, NEITHER, SAME, Pair
from variorum.annotate import annotate_article
from variorum.compare.assertions import find_assertions
from variorum.compare.said import find_spoken
from variorum.language.encoder import Encoder
from variorum.language.inference import hide
from variorum.language.parser import Parser
from variorum.model.annotation import Annotation, ParsedSentence, Quantity
from variorum.model.text import Article
from variorum.read import read_sources
from variorum.settings import Settings

_FOLDERS = (Path("training/dossiers"), Path("training/dispatches"))
_PLACES = frozenset(("place", "state"))
_NEAR = 60  # unlike pairs that are nearest to the encoder, and as many others, of a dossier and kind
_LEAST = 0.5  # of the words of a mark that stand in the clause which tells it
_SHORTEST = 3  # tokens of a clause
_Span = tuple[int, int, str, int]  # code points of the article, kind, sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with a gap, a sentence, or a clause; `answers` are its values by question of the dossier."""

    article: str
    kind: str
    text: str
    answers: Mapping[str, str]


def read_pairs(number: int, dossier: Dossier, settings: Settings, parser: Parser, encoder: Encoder) -> Iterator[Pair]:
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
    yield from pair_dossier(number, dossier, annotations, marks, encoder)


def pair_dossier(
    number: int,
    dossier: Dossier,
    annotations: Sequence[Annotation],
    marks: Sequence[Sequence[Mark]],
    encoder: Encoder,
) -> Iterator[Pair]:
    """Give the pairs of passages of two articles; `marks` are those of each annotation's text."""
    questions = {q.name: q for q in dossier.questions}
    names = list(questions)
    by_kind: dict[str, list[Passage]] = defaultdict(list)
    for annotation, here in zip(annotations, marks, strict=True):
        for passage in _read(annotation, here, {name: q.kind for name, q in questions.items()}):
            by_kind[passage.kind].append(passage)
    for kind, those in by_kind.items():
        unlike = []
        for one, other in combinations(those, 2):
            if one.article == other.article or one.text == other.text:
                continue
            label, question = _label(one, other, questions)
            if not question:
                unlike.append((one, other))
            elif label is not None:
                yield Pair((one.text,), other.text, label, (number, f"told {kind}", names.index(question)))
        for one, other in _choose(unlike, encoder):
            yield Pair((one.text,), other.text, NEITHER, (number, f"told {kind}", -1))


def _choose(unlike: Sequence[tuple[Passage, Passage]], encoder: Encoder) -> list[tuple[Passage, Passage]]:
    """Of the pairs that answer nothing in common those that are nearest to the encoder, and some of the others."""
    texts = sorted({p.text for pair in unlike for p in pair})
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    ordered = sorted(unlike, key=lambda pair: -float(vectors[pair[0].text] @ vectors[pair[1].text]))
    rest = ordered[_NEAR:]
    return ordered[:_NEAR] + rest[:: max(1, len(rest) // _NEAR)]


def _label(one: Passage, other: Passage, questions: Mapping[str, Question]) -> tuple[int | None, str]:
    """The label of two passages with the question that gives it: None where one value is wider than the other, and no
    question where they answer none in common."""
    shared = [name for name in questions if name in one.answers and name in other.answers]
    if not shared:
        return NEITHER, ""
    apart = [name for name in shared if one.answers[name] != other.answers[name]]
    if one.kind not in ("sentence", "clause") or not apart:
        return SAME, shared[0]
    opposed = [name for name in apart if questions[name].verdict in ("conflict", "updated")]
    return (CONTRADICTION, opposed[0]) if opposed else (None, apart[0])


def _read(annotation: Annotation, marks: Sequence[Mark], kinds: Mapping[str, str]) -> Iterator[Passage]:
    for sentence in annotation.sentences:
        here = [m for m in marks if sentence.start <= m.start and m.end <= sentence.end]
        answers = {m.question: m.value for m in here}
        yield Passage(annotation.article, "sentence", sentence.parse.text, answers)
        yield from _read_clauses(annotation.article, sentence, [m for m in here if kinds[m.question] == "yesno"])
    yield from _read_gaps(annotation, [m for m in marks if kinds[m.question] != "yesno"], kinds)


def _read_clauses(article: str, sentence: ParsedSentence, marks: Sequence[Mark]) -> Iterator[Passage]:
    """The clauses of a sentence with what they tell; those without a mark of a sentence with none."""
    tokens = sentence.parse.tokens
    clauses: dict[str, dict[str, str]] = {}
    for assertion in find_assertions(sentence):
        spoken = find_spoken(tokens, assertion.verb)
        text = " ".join(tokens[i].text for i in spoken)
        answers = {m.question: m.value for m in marks if _tells(sentence, m, assertion.verb, spoken)}
        if len(spoken) >= _SHORTEST and (answers or text not in clauses):
            clauses[text] = answers
    for text, answers in clauses.items():
        if answers or not marks:
            yield Passage(article, "clause", text, answers)


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
            yield Passage(annotation.article, kind, text, {mark.question: mark.value})
    for start, end, kind, index in spans:
        marked = any(m.start < end and m.end > start and kinds[m.question] == kind for m in marks)
        if index >= 0 and not marked:
            text = _leave_gap(annotation.sentences[index], start, end, quantities.get((start, end)))
            yield Passage(annotation.article, kind, text, {})


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
    spacy, encoder = Parser(settings.parser, settings.max_sentence_tokens), Encoder()
    with parser.parse_args().pairs.open("w", encoding="utf-8") as file:
        dossiers = [d for folder in _FOLDERS for d in read_dossiers(folder)]
        for number, dossier in enumerate(dossiers):
            held = dossier.held_out or dossier.for_points
            for pair in read_pairs(number, dossier, settings, spacy, encoder):
                file.write(json.dumps({"held": held, "pair": asdict(pair)}) + "\n")


if __name__ == "__main__":
    main()
