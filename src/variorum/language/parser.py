"""Sentences to parses: spaCy, mended so that it runs at its speed on every processor, each sentence once.

The mend (models.md of the design): `blis` falls to its generic kernel on newer AMD chips, so thinc is told to use
numpy's BLAS, with one thread. The lemmatizer runs outside the pipeline, cached by word and tag. A sentence is given
whole: the parser may not split it, so that a quotation is never cut in two.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # must stand before numpy is first imported

import warnings
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module, metadata
from sys import intern
from typing import Any

from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from variorum.language.lemmas import Lemmatizer, coarse_pos
from variorum.model.annotation import Parse, Token


class Parser:
    """A loaded spaCy pipeline. `name` and `version` go into the record and into the key of the parse cache."""

    def __init__(self, package: str, max_tokens: int) -> None:
        """Load the pipeline of that package; about two seconds."""
        set_current_ops(NumpyOps(use_blis=False))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the pipeline was trained for spaCy 3.7; its parses are the same
            self._nlp = import_module(package).load(exclude=["attribute_ruler", "senter"], disable=["lemmatizer"])
        self._lemmatizer = Lemmatizer(self._nlp.get_pipe("lemmatizer"), self._nlp.vocab)
        self._max_tokens = max_tokens
        self.name = package
        self.version = metadata.version(package)

    @property
    def pipeline(self) -> Any:
        """The spaCy pipeline itself, for measurements beside it."""
        return self._nlp

    def count_tokens(self, text: str) -> int:
        """Give the number of tokens of a text, without parsing it."""
        return len(self._nlp.make_doc(text))

    def parse(self, sentences: Iterable[str], batch: int = 256) -> Iterator[Parse]:
        """Take sentences, give their parses in the same order. A sentence over the limit of tokens is cut there."""
        docs = (self._make_doc(text) for text in sentences)
        for doc in self._nlp.pipe(docs, batch_size=batch):
            yield self._read_doc(doc)

    def _make_doc(self, text: str) -> Doc:
        doc: Doc = self._nlp.make_doc(text)
        if len(doc) == 0:
            return doc
        for index, token in enumerate(doc):
            token.is_sent_start = index % self._max_tokens == 0
        return doc

    def _read_doc(self, doc: Doc) -> Parse:
        tokens = []
        for token in doc:
            end = token.idx + len(token.text)
            lemma = self._lemmatizer.lemma(token.text, token.tag_)
            pos = coarse_pos(token.tag_, token.dep_, lemma)
            name = token.ent_type_
            tokens.append(
                Token(
                    token.idx, end, token.text, lemma, token.tag_, pos, token.dep_, token.head.i, name,
                    bool(name) and token.ent_iob_ == "B",
                )
            )  # fmt: skip
        return Parse(doc.text, tuple(tokens))


def pack(parse: Parse) -> list[Any]:
    """Give the parse as plain lists, a column each, for the cache and for hand-over between processes."""
    columns: list[Sequence[Any]] = [
        [t.start for t in parse.tokens], [t.end for t in parse.tokens], [t.lemma for t in parse.tokens],
        [t.tag for t in parse.tokens], [t.pos for t in parse.tokens], [t.dep for t in parse.tokens],
        [t.head for t in parse.tokens],
        [("B-" if t.name_begin else "I-") + t.name if t.name else "" for t in parse.tokens],
    ]  # fmt: skip
    return [parse.text, *columns]


def unpack(packed: list[Any]) -> Parse:
    """Undo `pack`. A word is in memory once, however many tokens are that word."""
    text, starts, ends, lemmas, tags, poses, deps, heads, names = packed
    tokens = tuple(
        Token(
            start,
            end,
            intern(text[start:end]),
            intern(lemma),
            intern(tag),
            intern(pos),
            intern(dep),
            head,
            intern(name[2:]),
            name.startswith("B-"),
        )
        for start, end, lemma, tag, pos, dep, head, name in zip(
            starts, ends, lemmas, tags, poses, deps, heads, names, strict=True
        )
    )
    return Parse(text, tokens)
