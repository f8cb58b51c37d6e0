"""Statements that grammar knows and the tagger does not: one within another ('he said that she had denied it'), and
one handed on ('was quoted by the paper as saying that …')."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from variorum.annotate.clauses import Tree
from variorum.annotate.statements import Draft, find_statements
from variorum.language.tagger import Extent

_DASHES = ("—", "–", "--")


def find_nested(tree: Tree, sentence: int, quoted: Collection[int], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Give the statements that grammar finds within what one of the drafts says, or handed on and in no draft."""
    said = [piece for d in drafts for piece in d.content]
    if not said and not any(t.text == "saying" for t in tree.tokens):
        return
    ruled = list(find_statements(tree, sentence, quoted))
    for draft in ruled:
        pieces = tuple(_clip(tree, _end_at_dash(tree, piece, quoted), draft, ruled) for piece in draft.content)
        within = any(_holds(outer, draft.cue) and all(_holds(outer, p) for p in pieces) for outer in said)
        touched = any(outer[0] <= last and first <= outer[1] for first, last in pieces for outer in said)
        if within or (not touched and tree.tokens[draft.cue[0] - 1].text.lower() == "as"):
            yield replace(draft, content=pieces)


def _holds(outer: Extent, inner: Extent) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _clip(tree: Tree, piece: tuple[int, int], draft: Draft, others: Sequence[Draft]) -> tuple[int, int]:
    """End the content before a further statement of the same sentence (', adding that ...') that is not within it."""
    first, last = piece
    for other in others[bisect_right(others, first, key=lambda d: d.cue[0]) :]:
        begins = other.cue[0]
        if begins > last:
            break
        outside = other.speaker is None or not first <= other.speaker <= last
        if other.cue != draft.cue and outside and tree.tokens[begins - 1].text in (",", "and", "—", "–", "but"):
            last = begins - 1
    while last > first and (tree.tokens[last].dep == "cc" or tree.tokens[last].text in (",", "—", "–")):
        last -= 1
    return first, last


def _end_at_dash(tree: Tree, piece: Extent, quoted: Collection[int]) -> Extent:
    """A dash that nothing closes opens the article's own remark: '... its lost territory — a demand of Moscow's'."""
    first, last = piece
    dashes = [i for i in range(first + 1, last) if tree.tokens[i].text in _DASHES and i not in quoted]
    return (first, dashes[0] - 1) if len(dashes) == 1 else piece
