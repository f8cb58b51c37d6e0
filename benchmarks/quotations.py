"""What quotations cost: annotation with and without them in one run, and quotations a second beside textacy's.

    python -m benchmarks.quotations [--articles 60] [--words 500] [--texts FOLDER]

Reads made-up news, or the .txt files of a folder, in one process; times are of the processor, so that other work on the
machine tells less. textacy's `direct_quotations` runs on parses of the same texts where textacy is installed (it is no
dependency); neither figure holds the parse.
"""

import argparse
import json
import os
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from unittest.mock import patch

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.made import make_article
from variorum.annotate import annotate_article
from variorum.annotate.clauses import read_tree
from variorum.annotate.mentions import find_mentions
from variorum.annotate.quotations import find_quotations
from variorum.engine.pool import rare_collections
from variorum.language.parser import Parser
from variorum.language.tagger import read_tagger
from variorum.model.annotation import Parse, ParsedSentence
from variorum.model.text import Article, OffsetMap, Source
from variorum.read.segment import find_sentences
from variorum.settings import Settings

_Parsed = tuple[Article, list[Parse]]


def main() -> None:
    """Print the times, then one JSON object of figures."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.quotations", description=main.__doc__)
    arguments.add_argument("--articles", type=int, default=60)
    arguments.add_argument("--words", type=int, default=500)
    arguments.add_argument("--texts", type=Path)
    given = arguments.parse_args()
    texts = [make_article(seed, given.words) for seed in range(given.articles)]
    if given.texts:
        texts = [path.read_text(encoding="utf-8") for path in sorted(given.texts.glob("*.txt"))[: given.articles]]
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    read_tagger()
    list(parser.parse(["Models are warm after a sentence."]))
    with rare_collections():  # as the product does
        figures = _measure(texts, parser, settings)
    for name, value in figures.items():
        print(f"{name:32} {value:10.2f}")
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


def _measure(texts: Sequence[str], parser: Parser, settings: Settings) -> dict[str, float]:
    begun = process_time()
    parsed = [_parse(number, text, parser) for number, text in enumerate(texts)]
    parse = process_time() - begun
    without = _annotate(parsed, quotations=False)
    full = _annotate(parsed, quotations=True)
    figures = {
        "with_over_without": (parse + full) / (parse + without),
        "parse_seconds": parse,
        "layers_seconds": without,
        "layers_with_quotations_seconds": full,
        "quotations_per_second": _find_ours(parsed),
    }
    if find_spec("textacy") is not None:
        figures["textacy_quotations_per_second"] = _find_textacy(texts, settings.parser)
    return figures


def _parse(number: int, text: str, parser: Parser) -> _Parsed:
    sentences = find_sentences(text)
    article = Article(f"art-{number}", Source(str(number)), "", text, OffsetMap(((0, 0, len(text)),)), sentences)
    return article, list(parser.parse([text[s.start : s.end] for s in sentences]))


def _annotate(parsed: Sequence[_Parsed], quotations: bool) -> float:
    read_tree.cache_clear()
    begun = process_time()
    if quotations:
        for article, parses in parsed:
            annotate_article(article, parses)
    else:
        with patch("variorum.annotate.find_quotations", lambda *_: ()):
            for article, parses in parsed:
                annotate_article(article, parses)
    return process_time() - begun


def _find_ours(parsed: Sequence[_Parsed]) -> float:
    read_tree.cache_clear()
    ready = []
    for article, parses in parsed:
        pairs = enumerate(zip(article.sentences, parses, strict=True))
        sentences = tuple(ParsedSentence(i, s.start, s.end, s.paragraph, s.heading, parse) for i, (s, parse) in pairs)
        ready.append((article, sentences, find_mentions(article, sentences)))
    return _rate(lambda: sum(len(find_quotations(*given)) for given in ready))


def _find_textacy(texts: Sequence[str], package: str) -> float:
    extract = import_module("textacy.extract").triples.direct_quotations
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        documents = list(import_module(package).load().pipe(texts))  # it knows verbs of saying by spaCy's own lemmas
        return _rate(lambda: sum(_count(extract, document) for document in documents))


def _count(extract: Callable[[object], object], document: object) -> int:
    try:
        return len(list(extract(document)))  # type: ignore[call-overload]
    except ValueError:  # it gives an article up at an odd number of quote marks
        return 0


def _rate(find: Callable[[], int]) -> float:
    begun = process_time()
    found = find()
    return found / max(1e-9, process_time() - begun)


if __name__ == "__main__":
    main()
