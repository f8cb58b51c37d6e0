"""What is compared to tell whether two noun phrases are one thing: head, modifiers, words inside and around, senses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from variorum.language.senses import Vector, sense, senses
from variorum.language.spelling import fold
from variorum.language.stems import stem
from variorum.model.annotation import Annotation, EntityKind, Parse, Token
from variorum.resolve.event_words import read_commonness, stop_words
from variorum.resolve.occurrences import Occurrence

Words = frozenset[str]
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
_LEFT = ("compound", "amod", "nmod", "nummod", "poss")
_DEFINITE = ("the", "this", "these", "that", "those", "both")
_POSSESSIVE = ("PRP$", "POS")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_LINKS = ("ADP", "SCONJ", "PART", "PUNCT", "SPACE")
_HEADS = ("NOUN", "PROPN", "PRON", "VERB", "AUX")
_LONGEST = 24  # tokens of a phrase that are read


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One mention as the comparison sees it; `place` is its article and index.

    `told` is what appositions, titles and 'is a ...' say that it is. `vectors` has a row for the head, the phrase, what
    it is told to be, the words of the sentence.
    """

    place: tuple[str, int]
    kind: EntityKind
    code: str | None
    named: bool
    key: str
    text: str
    words: Words
    names: Words
    modifiers: Words
    owners: Words
    told: Words
    sentence: Words
    governor: tuple[str, str]
    number: int
    at: int
    start: int
    end: int
    plural: bool
    verb: bool
    definite: bool
    indefinite: bool
    possessed: bool
    dated: bool
    heading: bool
    figures: Words
    commonness: float
    vectors: Vector

    def is_common(self) -> bool:
        """Whether it is a common noun, which no rule of names can judge."""
        return not self.named


def read_phrase(occurrence: Occurrence, annotation: Annotation) -> Phrase:
    """Give what an occurrence says, from the parse of its sentence."""
    mention = occurrence.mention
    sentence = annotation.sentences[mention.sentence]
    tokens = sentence.parse.tokens
    inside = range(mention.first_token, min(mention.last_token + 1, mention.first_token + _LONGEST, len(tokens)))
    head = find_head(tokens, inside)
    words = [i for i in inside if i != head and _tells(tokens[i])]
    told = _find_told(tokens, head)
    around, sentence_vector = _read_sentence(sentence.parse)
    left = [i for i in _children(tokens, head) if tokens[i].dep in _LEFT and tokens[i].dep != "poss"]
    owners = [i for i in _children(tokens, head) if tokens[i].dep == "poss"] + _objects_of(tokens, head)
    before = tokens[max(mention.first_token - 1, 0)]
    first = tokens[mention.first_token].text.lower()
    articles = {first, before.text.lower()}
    token = tokens[head]
    rows = [senses(tokens[i].text for i in (*words, head)), senses(tokens[i].text for i in told), sentence_vector]
    return Phrase(
        place=occurrence.place,
        kind=occurrence.kind,
        code=mention.code,
        named=occurrence.kind != "group" or token.pos == "PROPN",
        key=stem(token.lemma.lower()),
        text=" ".join(fold(mention.text).split()[:_LONGEST]),
        words=frozenset(stem(tokens[i].lemma.lower()) for i in words),
        names=frozenset(fold(tokens[i].text) for i in inside if tokens[i].pos == "PROPN"),
        modifiers=frozenset(stem(tokens[i].lemma.lower()) for i in left if tokens[i].pos in _TELLING),
        owners=frozenset(stem(tokens[i].lemma.lower()) for i in owners),
        told=frozenset(stem(tokens[i].lemma.lower()) for i in told),
        sentence=around,
        governor=_governor(tokens, head),
        number=mention.sentence,
        at=mention.first_token,
        start=mention.start,
        end=mention.end,
        plural=token.tag in ("NNS", "NNPS"),
        verb=token.pos in ("VERB", "AUX"),
        definite=bool(articles & set(_DEFINITE)),
        indefinite=bool(articles & {"a", "an", "another", "some"}),
        possessed=any(tokens[i].dep == "poss" for i in _children(tokens, head)),
        dated=token.name in ("DATE", "TIME"),
        heading=sentence.heading,
        figures=frozenset(tokens[i].lemma.lower() for i in inside if tokens[i].pos == "NUM"),
        commonness=read_commonness(token),
        vectors=np.stack([sense(token.text), *rows]),
    )


@lru_cache(maxsize=4096)
def _read_sentence(parse: Parse) -> tuple[Words, Vector]:
    """The stems of a sentence's telling words, and their vector: the phrases of an article share sentences."""
    telling = [token for token in parse.tokens if _tells(token)]
    return frozenset(stem(token.lemma.lower()) for token in telling), senses(token.text for token in telling)


def tell_all(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Give the phrases of one named entity, each with what all of them say that it is."""
    told = frozenset().union(*(p.told for p in phrases))
    vector = np.sum([p.vectors[2] for p in phrases], axis=0)
    length = float(np.linalg.norm(vector))
    made = []
    for phrase in phrases:
        vectors = phrase.vectors.copy()
        vectors[2] = vector / length if length else vector
        made.append(replace(phrase, told=told, vectors=vectors))
    return made


def find_head(tokens: Sequence[Token], inside: Collection[int]) -> int:
    """Give the token of a phrase that it is about: the first that hangs on none of the others.

    Where that is a preposition or a mark ('in Palermo') it is what hangs on it; where the words of the phrase hang on
    others outside ('the office' of 'the office party'), the first noun or verb of them.
    """
    tops = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
    while tops and all(tokens[i].pos in _LINKS for i in tops):
        below = [i for i in inside if tokens[i].head in tops and i not in tops]
        if not below:
            break
        tops = below
    return next((i for i in tops if tokens[i].pos in _HEADS), next(iter(tops), min(inside, default=0)))


def _tells(token: Token) -> bool:
    return token.pos in _TELLING and token.lemma.lower() not in stop_words()


def _children(tokens: Sequence[Token], head: int) -> list[int]:
    return [i for i, token in enumerate(tokens) if token.head == head and i != head]


def _objects_of(tokens: Sequence[Token], head: int) -> list[int]:
    """What stands after 'of' and the like behind a noun."""
    links = [i for i in _children(tokens, head) if tokens[i].dep == "prep"]
    return [i for link in links for i in _children(tokens, link) if tokens[i].dep == "pobj"]


def _find_told(tokens: Sequence[Token], head: int) -> list[int]:
    """Words that say what it is: titles and appositions beside it, what it is the apposition of, 'X is a Y'."""
    token = tokens[head]
    found = [i for i in _children(tokens, head) if tokens[i].dep in ("appos", "compound", "amod", "nmod")]
    if token.dep in ("appos", "compound"):
        found.append(token.head)
    above = tokens[token.head]
    if token.dep == "nsubj" and above.lemma == "be":
        found += [i for i in _children(tokens, token.head) if tokens[i].dep == "attr"]
    return [i for i in found if tokens[i].tag in ("NN", "NNS", "JJ")]


def _governor(tokens: Sequence[Token], head: int) -> tuple[str, str]:
    """The stem of what it hangs on, through a preposition, and how."""
    token = tokens[head]
    if token.head == head:
        return "", "root"
    above, dep = tokens[token.head], token.dep
    if dep == "pobj" and above.head != token.head:
        above, dep = tokens[above.head], above.lemma.lower()
    return stem(above.lemma.lower()), dep
