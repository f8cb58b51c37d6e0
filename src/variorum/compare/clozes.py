"""Sentences of a story in which what they answer is hidden, and how near they lie to each other for the encoder."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from variorum.compare.nearest import find_nearest
from variorum.compare.scope import Scope
from variorum.language.encoder import Encoder, Vectors
from variorum.language.lexicon import read_toml
from variorum.model.text import Span


class Answer(Protocol):
    """A passage that answers a question; `cloze` is its sentence without it, '' where that tells nothing of it."""

    @property
    def article(self) -> str: ...

    @property
    def span(self) -> Span: ...

    @property
    def cloze(self) -> str: ...


class Clozes:
    """The answers of one kind that a story gives. Of a story with many, none is looked up by nearness."""

    def __init__(self, scope: Scope, answers: Sequence[Answer], encoder: Encoder) -> None:
        settings = read_toml("passages")["clozes"]
        self._usual: float = settings["usual"]
        self._near: dict[tuple[str, Span], list[str]] = defaultdict(list)
        self._vectors: dict[tuple[str, Span], Vectors] = {}
        read = [a for a in answers if a.cloze]
        if len(read) > settings["most"]:
            return
        accounts = [scope.account_of[a.article] for a in read]
        vectors = encoder.encode([a.cloze for a in read])
        self._vectors.update(((a.article, a.span), v) for a, v in zip(read, vectors, strict=True))
        for i, j, _ in find_nearest(vectors, accounts, settings["nearest"]):
            for answer in (read[i], read[j]):
                self._near[(answer.article, answer.span)].append(f"near {i} {j}")

    def keys(self, answer: Answer) -> Iterator[str]:
        """Give a key for each answer of another account that is among the nearest, both ways."""
        yield from self._near.get((answer.article, answer.span), ())

    def compare(self, one: Answer, other: Answer) -> float:
        """Give the cosine of the two clozes beyond what is usual in a story; 0 where one was not read."""
        first, second = (self._vectors.get((a.article, a.span)) for a in (one, other))
        return float(first @ second) - self._usual if first is not None and second is not None else 0.0
