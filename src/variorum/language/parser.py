"""Sentences to parses: spaCy, mended (`mended.py`), each sentence once.

The lemmatizer runs outside the pipeline, cached by word and tag. A sentence is given whole: the parser may not split
it, so that a quotation is never cut in two.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from sys import intern
from typing import Any

from spacy.tokens import Doc

from variorum.language.lemmas import Lemmatizer, coarse_pos
from variorum.language.mended import embed_once, load_pipeline, read_docs
from variorum.model.annotation import Parse, Token

_BATCH_TOKENS = 16_000  # read at once, so that long sentences take no more memory than short ones


class Parser:
    """A loaded spaCy pipeline. `name` and `version` go into the record and into the key of the parse cache."""

    def __init__(self, package: str, max_tokens: int) -> None:
        """Load the pipeline of that package; about two seconds."""
        self._nlp = load_pipeline(package)
        embed_once(self._nlp)
        self._lemmatizer = Lemmatizer(self._nlp.get_pipe("lemmatizer"), self._nlp.vocab)
        self._max_tokens = max_tokens
        self.name = package
        self.version = metadata.version(package)

    def count_tokens(self, text: str) -> int:
        """Give the number of tokens of a text, without parsing it."""
        return len(self._nlp.make_doc(text))

    def parse(self, sentences: Iterable[str], batch: int = 256) -> Iterator[Parse]:
        """Take sentences, give their parses in the same order. A sentence over the limit of tokens is cut there."""
        for docs in _cut((self._make_doc(text) for text in sentences), batch):
            read_docs(self._nlp, docs)
            yield from map(self._read_doc, docs)

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


def _cut(docs: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    """Cut docs into batches of at most so many, and of a bounded number of tokens."""
    batch: list[Doc] = []
    tokens = 0
    for doc in docs:
        if batch and (len(batch) == most or tokens + len(doc) > _BATCH_TOKENS):
            yield batch
            batch, tokens = [], 0
        batch.append(doc)
        tokens += len(doc)
    if batch:
        yield batch


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
