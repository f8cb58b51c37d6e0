"""The words about an event mention's trigger: who does it to what, what stands beside it; vectors of their senses."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from variorum.language.lexicon import read_toml, read_tsv
from variorum.language.senses import Vector, sense, senses
from variorum.language.stems import stem
from variorum.model.annotation import Annotation, EventMention, Parse, Token
from variorum.resolve.event_roles import find_roles

Lemmas = frozenset[str]
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
_NEAR = 4  # tokens to either side
_BESIDE = 2  # the same


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """`trigger` is the word as printed, in small letters; `governor` the lemma of what it hangs on, '' for nothing.

    `agents`, `patients`, `others` are stems, as is `all` that the sentence says; `modifiers` and those `beside` the
    trigger are lemmas, `before` and `after` the nearest two; `sentence` are its telling lemmas, `named` its names and
    numbers.
    `relation` numbers how the trigger hangs on what is above it; `alone` tells how common a word it is, whether it is
    the root, how long the sentence is and how far into it the trigger stands. `vectors` has a row each for the trigger,
    the words near it, all telling words of the sentence, agents, patients, others.
    """

    trigger: str
    noun: bool
    governor: str
    agents: Lemmas
    patients: Lemmas
    others: Lemmas
    modifiers: Lemmas
    beside: Lemmas
    before: str
    after: str
    sentence: Lemmas
    named: Lemmas
    all: Lemmas
    relation: int
    alone: tuple[float, ...]
    vectors: Vector


def read_wording(annotation: Annotation, event: EventMention) -> Wording:
    """Give the words about a mention's noun, or its verb where no noun names it."""
    sentence = annotation.sentences[event.sentence]
    tokens = sentence.parse.tokens
    start = (event.noun_span or event.trigger).start - sentence.start
    head = next(i for i, t in enumerate(tokens) if t.start >= start)
    token = tokens[head]
    roles = find_roles(sentence.parse, head)
    parties = (roles.agents, roles.patients, roles.others)
    agents, patients, others = (frozenset(stem(tokens[i].lemma.lower()) for i in role) for role in parties)
    telling = [i for i in _find_telling(sentence.parse) if i != head]
    near = [i for i in telling if abs(i - head) <= _NEAR]
    around = range(max(0, head - _BESIDE), min(len(tokens), head + _BESIDE + 1))
    rows = [near, telling, *parties]
    return Wording(
        trigger=token.text.lower(),
        noun=token.pos in ("NOUN", "PROPN"),
        governor=tokens[token.head].lemma.lower() if token.head != head else "",
        agents=agents,
        patients=patients,
        others=others,
        modifiers=_lemmas(tokens, roles.modifiers),
        beside=_lemmas(tokens, (i for i in around if i != head and tokens[i].pos != "PUNCT")),
        before=tokens[head - 1].lemma.lower() if head else "",
        after=tokens[head + 1].lemma.lower() if head + 1 < len(tokens) else "",
        sentence=_lemmas(tokens, telling),
        named=_lemmas(tokens, (i for i, t in enumerate(tokens) if t.pos in ("PROPN", "NUM"))),
        all=_find_stems(sentence.parse),
        relation=_relations().get(token.dep, 0),
        alone=(read_commonness(token), float(token.dep == "ROOT"), float(len(tokens)), head / len(tokens)),
        vectors=np.stack([sense(token.text.lower()), *(senses(tokens[i].text for i in row) for row in rows)]),
    )


def count_relations() -> int:
    """How many values `Wording.relation` has."""
    return max(_relations().values()) + 1


def read_commonness(token: Token) -> float:
    """Give the logarithm of how many of a thousand articles have a word; 0 for a rare one."""
    counts = _usual()
    return math.log(1 + (counts.get(token.lemma.lower()) or counts.get(token.text.lower()) or 0))


@lru_cache(maxsize=4096)
def _find_telling(parse: Parse) -> tuple[int, ...]:
    return tuple(
        i for i, t in enumerate(parse.tokens) if t.pos in _TELLING and t.lemma.lower() not in stop_words()
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _find_stems(parse: Parse) -> Lemmas:
    return frozenset(stem(t.lemma.lower()) for t in parse.tokens)


def _lemmas(tokens: Sequence[Token], indices: Iterable[int]) -> Lemmas:
    return frozenset(tokens[i].lemma.lower() for i in indices)


@cache
def _usual() -> dict[str, int]:
    return {row["word"]: int(row["articles"]) for row in read_tsv("word_rarity")}


@cache
def _relations() -> dict[str, int]:
    """The labels of the parse by class, numbered from 1."""
    classes = read_toml("same_event")["relations"]
    return {label: number for number, labels in enumerate(classes.values(), 1) for label in labels.split()}


@cache
def stop_words() -> Lemmas:
    """Words that tell nothing of what an event is."""
    return frozenset(read_toml("gather")["stop"].split())
