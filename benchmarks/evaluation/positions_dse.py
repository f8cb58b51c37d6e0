"""Who is for or against whom, on directed sentiment in news: `python -m benchmarks.evaluation positions-dse FOLDER`.

A line of the set's files is a sentence with two marked names, the names, and a class: 0 neutral, 1 the first is for the
second, 2 the second for the first, 3 the first is against the second, 4 the second against the first. The two names
are given as mentions. The figure is that of the learned judge of two parties (annotate/leanings.py), the likeliest
class; `stances_macro_f1` that of the stances in a record, where the class is that of the most stances whose target is
the other. Nothing is trained here. Printed is each class's precision, recall and F1.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.annotate.antecedents import resolve_pronouns
from variorum.annotate.leanings import judge_leaning
from variorum.annotate.parties import read_scenes
from variorum.annotate.quotations import find_quotations
from variorum.annotate.stances import find_stances
from variorum.language.encoder import Encoder, read_encoder
from variorum.language.parser import Parser
from variorum.model.annotation import Mention, Parse, ParsedSentence
from variorum.model.text import Article, OffsetMap, Source, TextSentence
from variorum.settings import Settings

CLASSES = ("neutral", "first for second", "second for first", "first against second", "second against first")
_CLASS = {("supports", 0): 1, ("supports", 1): 2, ("opposes", 0): 3, ("opposes", 1): 4}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the [start, end) of its two names in order of the text, and its class."""

    text: str
    names: tuple[tuple[int, int], ...]
    gold: int


def read_examples(folder: Path) -> Iterator[Example]:
    """Give the sentences of the folder's text files, of `valid.txt` or `test.txt` alone where there is one."""
    files = sorted(folder.glob("*.txt"))
    held_out = [path for path in files if path.stem in ("valid", "test")]
    for path in held_out or files:
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Example]:
    """Give the sentences of one file that have two marked names."""
    for line in path.read_text(encoding="utf-8").splitlines():
        marked, *_, label = line.split("\t")
        example = read_line(marked, int(label))
        if example is not None:
            yield example


def find_tokens(example: Example, parse: Parse, name: int) -> tuple[int, int] | None:
    """Give the first and last token of a name; None where the parse has none there."""
    start, end = example.names[name]
    inside = [i for i, token in enumerate(parse.tokens) if token.start < end and token.end > start]
    return (inside[0], inside[-1]) if inside else None


def read_line(marked: str, gold: int) -> Example | None:
    """Read '[Syldavia] praised [Borduria].'; None where there are not two marked names."""
    text = ""
    names: list[tuple[int, int]] = []
    start = None
    for character in marked:
        if character == "[" and start is None:
            start = len(text)
        elif character == "]" and start is not None:
            names.append((start, len(text)))
            start = None
        else:
            text += character
    return Example(text, tuple(names), gold) if len(names) == 2 and all(b > a for a, b in names) else None


def judge(example: Example, parse: Parse, encoder: Encoder | None = None) -> int:
    """Give the likeliest class of the learned judge, by words alone without an encoder: 0 where a name is no token."""
    first, second = (find_tokens(example, parse, name) for name in (0, 1))
    if first is None or second is None:
        return 0
    leaning = judge_leaning(parse, first, second, encoder)
    likely = (leaning.neutral, leaning.supports, leaning.supported, leaning.opposes, leaning.opposed)
    return max(range(len(likely)), key=lambda kind: likely[kind])


def judge_by_stances(example: Example, parse: Parse) -> int:
    """Give the class that our stances tell: 0 where there is none of the one towards the other."""
    mentions = []
    for start, end in example.names:
        tokens = [i for i, token in enumerate(parse.tokens) if token.start < end and token.end > start]
        if not tokens:
            return 0
        name = example.text[start:end]
        mentions.append(Mention(start, end, name, name, "organization", 0, tokens[0], tokens[-1], government=True))
    length = len(example.text)
    article = Article("x", Source("x"), "", example.text, OffsetMap(((0, 0, length),)), (TextSentence(0, length, 0),))
    sentences = (ParsedSentence(0, 0, length, 0, False, parse),)
    quotations = find_quotations(article, sentences, mentions)
    scenes = read_scenes(article, sentences, mentions, quotations, resolve_pronouns(sentences, mentions))
    votes: Counter[int] = Counter()
    for stance in find_stances(scenes, ()):
        told = _CLASS.get((stance.stance, stance.actor))
        if told is not None and stance.target == 1 - stance.actor:
            votes[told] += 1
    return max(votes, key=lambda c: (votes[c], -c)) if votes else 0


def score(gold: Sequence[int], found: Sequence[int]) -> Iterator[tuple[float, float, float]]:
    """Give precision, recall and F1 of each class."""
    for kind in range(len(CLASSES)):
        right = sum(g == f == kind for g, f in zip(gold, found, strict=True))
        precision = right / max(1, sum(f == kind for f in found))
        recall = right / max(1, sum(g == kind for g in gold))
        yield precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score the learned judge and the stances; `train` is not needed. Raise ValueError where there are no sentences."""
    del train
    examples = list(read_examples(folder))
    if not examples:
        raise ValueError(f"no marked sentences in {folder}")
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    parses = parser.parse([example.text for example in examples])
    gold = [example.gold for example in examples]
    parsed = list(zip(examples, parses, strict=True))
    by_stances = list(score(gold, [judge_by_stances(example, parse) for example, parse in parsed]))
    by_words = list(score(gold, [judge(example, parse) for example, parse in parsed]))
    found = [judge(example, parse, read_encoder()) for example, parse in parsed]
    scores = list(score(gold, found))
    print(f"{'class':24}{'precision':>11}{'recall':>8}{'F1':>7}{'gold':>7}{'found':>7}")
    for kind, (name, (precision, recall, f1)) in enumerate(zip(CLASSES, scores, strict=True)):
        print(f"{name:24}{precision:11.3f}{recall:8.3f}{f1:7.3f}{gold.count(kind):7}{found.count(kind):7}")
    macro, macro_of_words, macro_of_stances = (
        sum(f1 for _, _, f1 in part) / len(part) for part in (scores, by_words, by_stances)
    )
    print(f"macro-F1 {macro:.3f}; by words alone, without the encoder, {macro_of_words:.3f}")
    print(f"stances of a record (rules, and the judge where it is sure) {macro_of_stances:.3f}")
    print("others, macro-F1: TF-IDF and logistic regression 0.634 (trained on the set)")
    return {"macro_f1": macro, "words_macro_f1": macro_of_words, "stances_macro_f1": macro_of_stances}
