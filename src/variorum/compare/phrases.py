"""Phrases that say where something is told to have happened, by a name or by a noun: 'in the ice arena'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare.assertions import is_denied
from variorum.compare.clauses import Clause, read_clause
from variorum.compare.frames import climb, find_predicate
from variorum.compare.predicates import is_happening
from variorum.compare.scope import Scope
from variorum.language.dependents import children
from variorum.language.inference import hide
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import ParsedSentence, Token
from variorum.model.text import Span

_KINDS = ("", "place", "state", "organization")
_CUT = ("relcl", "acl", "advcl", "appos", "parataxis")
_LONGEST = 12  # tokens of a phrase
_WITHIN = 8  # steps up the tree


@dataclass(frozen=True, slots=True)
class Phrase:
    """`span` is in the article, `verb` the token of what is told to have happened there, `predicate` its class.

    `entity` is what the noun names, None for a common noun; `named` is true where any word of the phrase is a name;
    `names` are the entities that its words name, `proper` the stems of its proper nouns. `noun` is the noun's stem,
    `words` are the stems of the phrase, `clause` those of what is told; `cloze` is the sentence with a gap for it.
    """

    article: str
    sentence: int
    span: Span
    verb: int
    entity: str | None
    noun: str
    named: bool
    names: frozenset[str]
    proper: Clause
    words: Clause
    clause: Clause
    predicate: str
    cloze: str


def find_phrases(scope: Scope) -> list[Phrase]:
    """Give the phrases of a story's articles, by article and place in it."""
    return [
        phrase
        for article, annotation in sorted(scope.annotations.items())
        for sentence in annotation.sentences
        if not sentence.heading
        for phrase in _leave_inner(list(_find_in(scope, article, sentence)))
    ]


def _leave_inner(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Leave out what stands in a longer phrase: 'the bridge at Lomay' is one place."""
    return [p for p in phrases if not any(o.span != p.span and o.span.contains(p.span) for o in phrases)]


def _find_in(scope: Scope, article: str, sentence: ParsedSentence) -> Iterator[Phrase]:
    tokens = sentence.parse.tokens
    for index, token in enumerate(tokens):
        if token.pos not in ("NOUN", "PROPN"):
            continue
        entity = scope.named.get((article, sentence.index, index))
        top = _find_top(scope, tokens, index, entity)
        entity = None if top is not None and _is_bearing(tokens[top]) else entity  # 'north of Ilvar' is not Ilvar
        verb = climb(tokens, top) if top is not None else None
        if top is None or verb is None or verb in (index, top):
            continue
        if any(t.dep in ("conj",) for t in (tokens[c] for c in children(tokens, index))) or is_denied(tokens, verb):
            continue
        inside = _collect(tokens, top if _is_bearing(tokens[top]) else index)
        if len(inside) > _LONGEST or verb in inside:
            continue
        first, last = tokens[inside[0]], tokens[inside[-1]]
        yield Phrase(
            article=article,
            sentence=sentence.index,
            span=Span(sentence.start + first.start, sentence.start + last.end),
            verb=verb,
            entity=entity,
            noun=stem(token.lemma.lower()),
            named=entity is not None or any(tokens[i].pos == "PROPN" for i in inside),
            names=_find_names(scope, (article, sentence.index), inside),
            proper=frozenset(stem(tokens[i].lemma.lower()) for i in inside if tokens[i].pos == "PROPN"),
            words=frozenset(stem(tokens[i].lemma.lower()) for i in inside if _is_telling(tokens[i])),
            clause=read_clause(sentence, verb, inside, index),
            predicate=find_predicate(tokens, verb)[0],
            cloze=hide(sentence.parse.text, first.start, last.end),
        )


def _is_telling(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "ADJ") or _is_bearing(token)


def _is_bearing(token: Token) -> bool:
    """Whether it is a word for the side on which something lies: 'two miles west of the cape'."""
    return token.pos != "PROPN" and token.text.lower() in _words("bearings")


def _find_names(scope: Scope, place: tuple[str, int], inside: Sequence[int]) -> frozenset[str]:
    entities = (scope.named.get((*place, index)) for index in inside)
    return frozenset(entity for entity in entities if entity is not None)


def _find_top(scope: Scope, tokens: Sequence[Token], index: int, entity: str | None) -> int | None:
    """The token by which a noun hangs on what is told; None for a noun that answers nothing."""
    here, above = tokens[index], tokens[tokens[index].head]
    kind = scope.entities[entity].kind if entity is not None else ""
    out = above.text.lower() == "of" and tokens[above.head].text.lower() == "out"
    if here.dep == "pobj" and above.text.lower() == "of" and _is_bearing(tokens[above.head]):
        adverb = tokens[above.head].dep in ("advmod", "npadvmod")
        return above.head if adverb and kind in _KINDS and _is_place(tokens, index, kind) else None
    if here.dep != "pobj" or above.dep != "prep" or not (out or above.text.lower() in _words("at")):
        return None
    whose = tokens[above.head]
    beside = whose.text.lower() in _words("beside")  # 'sank close to the island'
    if above.text.lower() in _words("directions") and not (whose.tag.startswith("VB") or beside or is_happening(whose)):
        return None  # 'closed the port to ferries from Kelmar'
    return here.head if kind in _KINDS and _is_place(tokens, index, kind) else None


def _is_place(tokens: Sequence[Token], index: int, kind: str) -> bool:
    """Whether a noun is a place, or a part of one: 'the middle of the tunnel'."""
    lemma = tokens[index].lemma.lower()
    if kind in ("place", "state") or lemma in _words("places"):
        return True
    if lemma in _words("vehicles"):
        return tokens[tokens[index].head].text.lower() in _words("within")
    of = [c for c in children(tokens, index) if tokens[c].dep == "prep" and tokens[c].text.lower() == "of"]
    wholes = [w for c in of for w in children(tokens, c) if tokens[w].dep == "pobj"]
    return lemma in _words("parts") and any(
        tokens[w].pos == "PROPN" or tokens[w].lemma.lower() in _words("places") for w in wholes
    )


def _collect(tokens: Sequence[Token], index: int) -> list[int]:
    """The tokens of the noun's phrase beside each other, without clauses and what is put beside it."""
    found = {index}
    for _ in range(_WITHIN):
        more = {
            c
            for i in found
            for c in children(tokens, i)
            if tokens[c].dep not in _CUT and not (tokens[c].dep == "punct" and tokens[c].text != "-")
        }
        if more <= found:
            break
        found |= more
    first = last = index
    while first - 1 in found:
        first -= 1
    while last + 1 in found:
        last += 1
    return list(range(first, last + 1))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("phrases")[name].split())
