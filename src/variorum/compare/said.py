"""The words of a clause that say what is told, for what reads meaning: without negation, with names for pronouns."""

from collections.abc import Sequence
from functools import cache

from variorum.compare.clauses import find_clause
from variorum.compare.frames import find_subjects
from variorum.compare.scope import Scope
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, Token

_LONGEST = 40  # tokens of a clause that are read


def find_spoken(tokens: Sequence[Token], verb: int) -> list[int]:
    """Give the tokens of the clause without what only tells more of a noun: at most so many."""
    kept = find_clause(tokens, verb)
    for top in sorted(kept - {verb}):
        if tokens[top].dep in ("acl", "relcl"):
            kept -= find_clause(tokens, top) - {verb}
    return sorted(kept - find_apart(tokens, verb))[:_LONGEST]


def find_said(tokens: Sequence[Token], verb: int, negations: Sequence[int]) -> list[int]:
    """Give those of them that say what is told: no negation, no auxiliary."""
    return [
        i
        for i in find_spoken(tokens, verb)
        if i not in negations
        and tokens[i].pos != "PUNCT"
        and tokens[i].dep not in ("mark", "aux", "auxpass", "cc")
        and tokens[i].text.lower() not in find_nobody()
    ]


def find_apart(tokens: Sequence[Token], verb: int) -> set[int]:
    """Give the tokens of a clause after a preposition: 'after a strike turned violent'."""
    inner = [i for i in find_clause(tokens, verb) if tokens[i].dep == "pcomp" and find_subjects(tokens, i)]
    return {token for top in inner if top != verb for token in find_clause(tokens, top)} - {verb}


def write_clause(scope: Scope, article: str, sentence: ParsedSentence, said: Sequence[int]) -> str:
    """Give the words of the tokens, with the name of whom a pronoun stands for."""
    words = []
    for index in said:
        token = sentence.parse.tokens[index]
        entity = scope.named.get((article, sentence.index, index)) if token.pos == "PRON" else None
        words.append(token.text if entity is None else scope.name(entity))
    return " ".join(words)


@cache
def find_nobody() -> frozenset[str]:
    """Give the pronouns for nobody and nothing."""
    return frozenset(read_toml("assertions")["nobody"].split())
