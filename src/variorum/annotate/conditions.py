"""Conditions in a sentence: 'only if …', 'unless …', 'in exchange for …'. The words are in data/clauses.toml."""

from functools import cache, lru_cache

from variorum.annotate.clauses import Tree, ancestors, extent, subtree
from variorum.language.lexicon import read_toml

_PRESENT = frozenset(("VB", "VBP", "VBZ"))
_REMEMBERED = 4096  # sentences: every clause of one asks


@lru_cache(maxsize=_REMEMBERED)
def find_conditions(tree: Tree) -> tuple[tuple[int, int, int], ...]:
    """Give every condition in the sentence: first and last token, and the token to which it is attached."""
    words = [token.text.lower() for token in tree.tokens]
    found = []
    index = 0
    while index < len(words):
        length = _marker_length(words, index)
        if length:
            condition = _condition_at(tree, index, length)
            if condition is not None:
                found.append(condition)
        index += max(length, 1)
    return tuple(found)


def is_in_condition(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is what a condition says ('if they leave', 'provided that the truce holds').

    What stands there in the past behind a marker of time ('as long as the talks lasted'), or in a clause that only
    describes something within, is told as fact.
    """
    words = [token.text.lower() for token in tree.tokens]
    for first, last, _ in find_conditions(tree):
        if not first < verb <= last:
            continue
        marker = " ".join(words[first : first + _marker_length(words, first)])
        if marker not in _hypothetical() and not (marker in _awaited() and tree.tokens[verb].tag in _PRESENT):
            continue
        inside = (verb, *(i for i in ancestors(tree, verb) if first <= i <= last))
        if not any(tree.tokens[i].dep in ("relcl", "acl") for i in inside):
            return True
    return False


@cache
def _hypothetical() -> frozenset[str]:
    return frozenset(read_toml("clauses")["conditions"]["hypothetical"])


@cache
def _awaited() -> frozenset[str]:
    return frozenset(read_toml("clauses")["conditions"]["awaited"])


@cache
def _markers() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(marker.split()) for marker in read_toml("clauses")["conditions"]["markers"])


@cache
def _first_words() -> frozenset[str]:
    return frozenset(marker[0] for marker in _markers())


def _marker_length(words: list[str], index: int) -> int:
    markers = _markers()
    if words[index] not in _first_words():
        return 0
    longest = min(5, len(words) - index)
    return next((n for n in range(longest, 0, -1) if tuple(words[index : index + n]) in markers), 0)


def _condition_at(tree: Tree, first: int, length: int) -> tuple[int, int, int] | None:
    before = tree.tokens[first - 1].text.lower() if first else ""
    if before in read_toml("clauses")["conditions"]["not_after"]:
        return None
    head = first + length - 1
    for above in ancestors(tree, head):
        if first <= head < first + length - 1:  # 'as soon as they leave, …': 'soon' hangs on the main clause
            break
        before_its_clause = above > head and tree.tokens[head].dep in ("advcl", "prep", "acl", "ccomp", "npadvmod")
        if before_its_clause or subtree(tree, above)[0] < first:
            break
        head = above
    above = tree.tokens[head].head
    if above == head:
        return None
    if tree.tokens[head].dep == "ccomp" and length == 1 and tree.tokens[first].text.lower() == "if" and above < first:
        return None
    _, last = extent(tree, head)
    return (first, last, above) if last > first else None
