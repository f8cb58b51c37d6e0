"""What a clause says, as far as two accounts can be held together by it: its telling words.

A clause is the telling verb or noun with what hangs on it, without the clauses within it, and with the subject that it
takes from above. What is asked for (a number, a time, a place) is left out, so that answers that differ do not part
two tellings. (Vectors of the sentence encoder were tried beside the words and told nothing more.)
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from variorum.compare.frames import find_predicate, inherit_subject, is_empty
from variorum.compare.predicates import name_class
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import ParsedSentence, Token

_INNER = ("advcl", "ccomp", "relcl", "parataxis", "conj", "csubj", "acl")
_CLAUSES = ("advcl", "ccomp", "parataxis", "conj", "csubj")
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_ARGUMENTS = (*_SUBJECTS, "dobj", "attr")
_DEEPEST = 14
_NEAR = 6  # tokens before and after
_LONGEST = 40  # tokens of a clause that are read
_LOOKED_UP = 6  # words of a clause by which like ones are found
_USUAL = 20  # sentences that are counted beside those of the story, so that a small one has telling words


Clause = frozenset[str]  # telling words in their classes, without inflection


def read_clause(sentence: ParsedSentence, verb: int, without: Collection[int], keep: int | None = None) -> Clause:
    """Give the clause of the verb or noun at token `verb`; a clause within it stays where token `keep` is in it."""
    kept = find_clause(sentence.parse.tokens, verb, keep)
    told = sorted(kept - set(without))[:_LONGEST]
    return _stems(sentence.parse.tokens, told)


def find_clause(tokens: Sequence[Token], verb: int, keep: int | None = None) -> set[int]:
    """Give the tokens of the clause of the verb or noun at token `verb`, its subject among them."""
    path = _path(tokens, keep, verb) if keep is not None else frozenset()
    kept = _collect(tokens, verb, path, 0)
    if not any(tokens[i].head == verb and tokens[i].dep in _SUBJECTS for i in kept):
        for subject in inherit_subject(tokens, verb):
            kept |= _collect(tokens, subject, path, 0) - ({verb} if subject != verb else set())
    if tokens[verb].dep == "relcl" and tokens[verb].head != verb and _is_relative(tokens, verb):
        kept |= _collect(tokens, tokens[verb].head, path, 0) - {verb}
    return kept


def _is_relative(tokens: Sequence[Token], verb: int) -> bool:
    """Whether 'which' or 'that' stands for the noun on which the clause hangs: 'the station, which rebels seized'."""
    return any(tokens[c].tag in ("WDT", "WP") and tokens[c].dep in _ARGUMENTS for c in children(tokens, verb))


def read_near(sentence: ParsedSentence, inside: Sequence[int]) -> Clause:
    """Give the words around the tokens `inside`, without them, as far as the next sign."""
    tokens = sentence.parse.tokens
    before, after = inside[0], inside[-1] + 1
    while before > 0 and inside[0] - before < _NEAR and tokens[before - 1].pos != "PUNCT":
        before -= 1
    while after < len(tokens) and after - inside[-1] <= _NEAR and tokens[after].pos != "PUNCT":
        after += 1
    return _stems(tokens, [i for i in range(before, after) if i not in inside])


def read_stems(sentence: ParsedSentence, kept: Iterable[int]) -> Clause:
    """Give the telling words among the tokens, in their classes, without inflection."""
    return _stems(sentence.parse.tokens, kept)


def _path(tokens: Sequence[Token], index: int, verb: int) -> frozenset[int]:
    path = {index}
    for _ in range(_DEEPEST):
        if index == verb or tokens[index].head == index:
            break
        index = tokens[index].head
        path.add(index)
    return frozenset(path)


def _collect(tokens: Sequence[Token], index: int, path: Collection[int], depth: int) -> set[int]:
    found = {index}
    if depth > _DEEPEST:
        return found
    for child in children(tokens, index):
        token = tokens[child]
        if child not in path and (token.dep in _CLAUSES or token.dep == "relcl") and token.pos in ("VERB", "AUX"):
            continue
        if token.dep in ("punct", "cc", "mark", "det", "prep") and token.pos == "PUNCT":
            continue
        if token.dep == "prep" and token.text.lower() == "according":
            continue  # whoever says it is no part of what is told
        found |= _collect(tokens, child, path, depth + 1)
    return found


def _stems(tokens: Sequence[Token], kept: Iterable[int]) -> Clause:
    found = set()
    for index in kept:
        token = tokens[index]
        lemma = token.lemma.lower()
        if token.pos not in _TELLING or len(lemma) < 2 or lemma in _stop_words() or is_empty(tokens, index):
            continue
        if token.pos == "VERB":
            lemma = find_predicate(tokens, index)[0] or lemma
        elif token.pos != "PROPN":
            lemma = name_class(lemma)
        found.add(stem(lemma))
    return frozenset(found)


class Likeness:
    """How near clauses of one story are to each other by their words; the rare ones count most."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        count = Counter(word for clause in clauses for word in clause)
        every = len(clauses) + _USUAL
        self._weights = {word: math.log(every / n) for word, n in count.items()}
        self._sums = {clause: self._sum(clause) for clause in set(clauses)}

    def weigh(self, word: str) -> float:
        """Give how much a word tells: the rarer in the story the more; 1 for one that no clause has."""
        return self._weights.get(word, 1.0)

    def find_telling(self, clause: Clause) -> list[str]:
        """Give the words of a clause that tell most, by which like ones are looked up: so many at most."""
        return sorted(clause, key=lambda w: (-self.weigh(w), w))[:_LOOKED_UP]

    def share_words(self, first: Clause, second: Clause) -> float:
        """Give the weight of the words in common as a share of the lesser clause's, 0 to 1.

        Each may be one of the story's clauses, or words of several.
        """
        least = min(self._sums[c] if c in self._sums else self._sum(c) for c in (first, second))
        return self._sum(first & second) / least if least > 0 else 0.0

    def _sum(self, clause: Clause) -> float:
        return sum(self._weights[w] for w in sorted(clause))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(read_toml("gather")["stop"].split()) | frozenset(read_toml("predicates")["generic"].split())
