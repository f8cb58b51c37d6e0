"""What the quotation tagger reads of a sentence besides its words: labels of the parse, quote marks, tree relations.

Training and use share this module, so that both see the same. All indices are of tokens; all numbers are rows of the
tagger's tables of labels, where 0 is a label that it never saw.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from variorum.model.annotation import Token

_FARTHEST = 1000  # tokens of a sentence that are looked at
_OPENING, _CLOSING, _WHOLE = 10, 8, 24  # tokens of a quoted run that are read; a run up to the third is read whole
HEIGHTS = 4  # steps from a cue up to where the other token's branch joins: 0, 1, 2, 3 and more


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of the parser that the tagger knows, each with its row (from 1)."""

    tags: Mapping[str, int]
    deps: Mapping[str, int]

    @property
    def relations(self) -> int:
        """How many relations `find_relations` can give."""
        return HEIGHTS * (len(self.deps) + 2)


def read_heads(tokens: Sequence[Token]) -> list[int]:
    """Give each token's head; one outside the sentence, or in a circle, counts as none (the token itself)."""
    heads = [t.head if 0 <= t.head < len(tokens) else i for i, t in enumerate(tokens)]
    safe = [False] * len(tokens)
    for index in range(len(tokens)):
        path = [index]
        on_path = {index}
        while not safe[path[-1]] and heads[path[-1]] != path[-1]:
            above = heads[path[-1]]
            if above in on_path:
                heads[path[-1]] = path[-1]
                break
            path.append(above)
            on_path.add(above)
        for passed in path:
            safe[passed] = True
    return heads


def keep_tokens(count: int, quoted: Collection[int]) -> list[int]:
    """Give the tokens to read: of a long run in quote marks its beginning and its end, of all else everything."""
    kept: list[int] = []
    run: list[int] = []
    count = min(count, _FARTHEST)
    for index in range(count + 1):
        if index < count and index in quoted:
            run.append(index)
            continue
        kept.extend(run if len(run) <= _WHOLE else [*run[:_OPENING], *run[-_CLOSING:]])
        run = []
        if index < count:
            kept.append(index)
    return kept


def heads_among(heads: Sequence[int], kept: Sequence[int]) -> list[int]:
    """Give the heads of the kept tokens, counted among these: where one was left out, the next above it."""
    places = {index: place for place, index in enumerate(kept)}
    found = []
    for index in kept:
        head = heads[index]
        while head not in places and heads[head] != head:
            head = heads[head]
        found.append(places.get(head, places[index]))
    return found


def find_relations(deps: Sequence[int], heads: Sequence[int], cue: int, kinds: int) -> list[int]:
    """Give, for each token, how it hangs together with the cue: how far above the cue its branch joins, and by which
    label the branch begins. `deps` are rows of labels, of which there are `kinds`; heads are without circles."""
    width = kinds + 2
    found = [-1] * len(heads)
    height, index = 0, cue
    while found[index] < 0:
        found[index] = min(height, HEIGHTS - 1) * width + width - 1
        if heads[index] == index:
            break
        height, index = height + 1, heads[index]
    elsewhere = (HEIGHTS - 1) * width
    for token in range(len(heads)):
        path = []
        index = token
        while found[index] < 0 and heads[index] != index:
            path.append(index)
            index = heads[index]
        if found[index] < 0:
            found[index] = elsewhere
        for passed in reversed(path):
            above = found[heads[passed]]
            joined = above % width == width - 1  # the head is on the way from the cue to the root
            found[passed] = above - (width - 1) + deps[passed] if joined else above
    return found


def head_of(heads: Sequence[int], first: int, last: int) -> int:
    """Give the token of a span, both ends included, whose head lies outside it (the first such)."""
    return next((i for i in range(first, last + 1) if not first <= heads[i] <= last or heads[i] == i), first)


def label_rows(tokens: Sequence[Token], labels: Labels) -> tuple[list[int], list[int]]:
    """Give the rows of each token's tag and dependency label."""
    return [labels.tags.get(t.tag, 0) for t in tokens], [labels.deps.get(t.dep, 0) for t in tokens]
