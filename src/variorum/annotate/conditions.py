"""Conditions in a sentence: 'only if …', 'unless …', 'in exchange for …'. The words are in data/clauses.toml."""

from functools import cache, lru_cache

from variorum.annotate.clauses import Tree, ancestors, extent, subtree
from variorum.language.lexicon import read_toml

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
