"""Texts with marked attributions to what train.py reads: `python -m training.quotation_tagger.prepare FOLDER OUT`.

FOLDER has `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann` in PolNeAR's stand-off form. Runs with the product,
since it parses: the tagger sees in training what it will see in use. OUT is a pickle; load none that you did not make.
"""

import pickle
import sys
from pathlib import Path

from benchmarks.evaluation.quotes_polnear import read_documents

from variorum.annotate.quoted import find_outer_passages, find_quoted_tokens
from variorum.language.parser import Parser
from variorum.model.annotation import ParsedSentence
from variorum.read.segment import find_sentences
from variorum.settings import Settings


def main() -> None:
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    documents = []
    for text, annotators in read_documents(folder):
        found = find_sentences(text)
        parses = parser.parse([text[s.start : s.end] for s in found])
        sentences = [
            ParsedSentence(i, s.start, s.end, s.paragraph, s.heading, parse)
            for i, (s, parse) in enumerate(zip(found, parses, strict=True))
        ]
        quoted = find_quoted_tokens(sentences, find_outer_passages(text, sentences))
        marked = [[(a.source, a.cue, a.content) for a in attributions] for attributions in annotators]
        rows = [(s.start, s.parse.tokens, inside) for s, inside in zip(sentences, quoted, strict=True)]
        documents.append((text, marked, rows))
    with target.open("wb") as stream:
        pickle.dump(documents, stream)
    print(f"{len(documents)} texts, {sum(len(d[2]) for d in documents)} sentences")


if __name__ == "__main__":
    main()
