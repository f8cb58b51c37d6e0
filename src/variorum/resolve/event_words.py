"""The words about an event mention's trigger: who does it to what, what stands beside it; vectors of their senses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from variorum.language.lexicon import read_toml
from variorum.language.senses import Vector, sense, senses
from variorum.model.annotation import Annotation, EventMention, Token

Lemmas = frozenset[str]
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
_SUBJECTS = ("nsubj", "nsubjpass", "poss", "csubj")
_OBJECTS = ("dobj", "attr", "oprd", "dative")
_MODIFIERS = ("compound", "amod", "nmod", "nummod")
_NEAR = 4  # tokens to either side


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """`trigger` is the word as printed, in small letters; `governor` the lemma of what it hangs on, '' for nothing.

    `vectors` has a row each for the trigger, its arguments, the words near it, all telling words of the sentence.
    """

    trigger: str
    noun: bool
    governor: str
    subjects: Lemmas
    objects: Lemmas
    modifiers: Lemmas
    sentence: Lemmas
    vectors: Vector

    @property
    def arguments(self) -> Lemmas:
        return self.subjects | self.objects | self.modifiers


def read_wording(annotation: Annotation, event: EventMention) -> Wording:
    """Give the words about a mention's noun, or its verb where no noun names it."""
    sentence = annotation.sentences[event.sentence]
    tokens = sentence.parse.tokens
    start = (event.noun_span or event.trigger).start - sentence.start
    head = next(i for i, t in enumerate(tokens) if t.start >= start)
    subjects, objects, modifiers = _find_arguments(tokens, head)
    telling = [
        i for i, t in enumerate(tokens) if i != head and t.pos in _TELLING and t.lemma.lower() not in stop_words()
    ]
    near = [i for i in telling if abs(i - head) <= _NEAR]
    rows = [[*subjects, *objects, *modifiers], near, telling]
    return Wording(
        trigger=tokens[head].text.lower(),
        noun=tokens[head].pos in ("NOUN", "PROPN"),
        governor=tokens[tokens[head].head].lemma.lower() if tokens[head].head != head else "",
        subjects=_lemmas(tokens, subjects),
        objects=_lemmas(tokens, objects),
        modifiers=_lemmas(tokens, modifiers),
        sentence=_lemmas(tokens, telling),
        vectors=np.stack([sense(tokens[head].text.lower()), *(senses(tokens[i].text for i in row) for row in rows)]),
    )


def _find_arguments(tokens: Sequence[Token], head: int) -> tuple[list[int], list[int], list[int]]:
    """Give the words that hang on a word as its subject, its object (after a preposition too), beside it."""
    subjects: list[int] = []
    objects: list[int] = []
    modifiers: list[int] = []
    links: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.head != head or index == head:
            continue
        if token.dep in _SUBJECTS:
            subjects.append(index)
        elif token.dep in _OBJECTS:
            objects.append(index)
        elif token.dep in _MODIFIERS:
            modifiers.append(index)
        elif token.dep in ("prep", "agent"):
            links[index] = subjects if token.dep == "agent" else objects
    for index, token in enumerate(tokens):
        if token.dep == "pobj" and token.head in links:
            links[token.head].append(index)
    return subjects, objects, modifiers


def _lemmas(tokens: Sequence[Token], indices: Iterable[int]) -> Lemmas:
    return frozenset(tokens[i].lemma.lower() for i in indices)


@cache
def stop_words() -> Lemmas:
    """Words that tell nothing of what an event is."""
    return frozenset(read_toml("gather")["stop"].split())
