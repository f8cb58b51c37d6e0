"""Articles with marked attributions to examples: a sentence's word pieces and labels, roles, and its links."""

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import BertWordPieceTokenizer

from training.quotation_tagger.model import LINKS, REACH, ROLES
from variorum.language.statement_features import (
    Labels,
    find_relations,
    head_of,
    heads_among,
    keep_tokens,
    label_rows,
    read_heads,
)

_LONGEST = 160  # word pieces of an example; what goes beyond is cut
_RARE = 5  # a label seen less often is unknown

Document = tuple[str, list[list[tuple[tuple[tuple[int, int], ...], ...]]], list[tuple]]


@dataclass(slots=True)
class Link:
    """One attribution of a sentence: its cue's first and last token, the label of each token, its relation to it."""

    cue: tuple[int, int]
    labels: list[int]
    relations: list[int]


@dataclass(slots=True)
class Example:
    """One sentence. The lists by word piece begin with [CLS] and end with [SEP]; the others go by token."""

    pieces: list[int]
    owners: list[int]
    firsts: list[int]
    heads: list[int]
    tags: list[int]
    deps: list[int]
    quoted: list[int]
    roles: list[int]
    links: list[Link] = field(default_factory=list)
    place: tuple[int, int] = (0, 0)


class Pieces:
    """Tokens to word pieces, each distinct token once."""

    def __init__(self, vocabulary: Path) -> None:
        self._tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._known: dict[str, list[int]] = {}
        self.unknown, self.begin, self.end = (self._tokenizer.token_to_id(t) for t in ("[UNK]", "[CLS]", "[SEP]"))

    def read(self, token: str) -> list[int]:
        """Give the rows of the token's word pieces; at least one."""
        if token not in self._known:
            self._known[token] = self._tokenizer.encode(token, add_special_tokens=False).ids[:8] or [self.unknown]
        return self._known[token]


def read_documents(path: Path) -> list[Document]:
    """Load what prepare.py wrote."""
    with path.open("rb") as stream:
        return pickle.load(stream)


def count_labels(documents: Iterable[Document]) -> Labels:
    """Give the labels of the parser that stand in the documents."""
    tags: Counter[str] = Counter()
    deps: Counter[str] = Counter()
    for _, _, sentences in documents:
        for sentence in sentences:
            tags.update(t.tag for t in sentence[1])
            deps.update(t.dep for t in sentence[1])
    return Labels(_rows(tags), _rows(deps))


def _rows(counted: Counter[str]) -> dict[str, int]:
    return {label: row for row, label in enumerate(sorted(k for k, n in counted.items() if n >= _RARE and k), 1)}


def make_examples(documents: Sequence[Document], labels: Labels, pieces: Pieces) -> Iterator[Example]:
    """Give an example for each sentence, marked as the first annotator of its text did."""
    for number, (_, annotators, sentences) in enumerate(documents):
        starts = {role: _covered(annotators[0], at) for at, role in enumerate(("source", "cue", "content"))}
        for index, (start, tokens, quoted) in enumerate(sentences):
            if not tokens:
                continue
            example = make_example(tokens, quoted, labels, pieces)
            example.place = (number, index)
            count = len(example.heads)
            kept = [tokens[i] for i in keep_tokens(len(tokens), quoted)][:count]
            offsets = [(start + t.start, start + t.end) for t in kept]
            for role, spans in starts.items():
                for piece in spans:
                    _mark(example.roles, _tokens_in(offsets, piece), ROLES.index(f"B-{role}"))
            for source, cue, content in annotators[0]:
                inside = [i for piece in cue for i in _tokens_in(offsets, piece)]
                if not inside:
                    continue
                found = [0] * count
                for role, spans in (("source", source), ("content", content)):
                    for piece in spans:
                        _mark(found, _tokens_in(offsets, piece), LINKS.index(f"B-{role}"))
                cue_span = (inside[0], inside[-1])
                head = head_of(example.heads, *cue_span)
                relations = find_relations(example.deps, example.heads, head, len(labels.deps))
                example.links.append(Link(cue_span, found, relations))
            yield example


def make_example(tokens, quoted, labels: Labels, pieces: Pieces) -> Example:
    """Give the example of a sentence that bears no marks."""
    rows, owners, firsts = [pieces.begin], [0], []
    kept = keep_tokens(len(tokens), quoted)
    for index, place in enumerate(kept):
        own = pieces.read(tokens[place].text)
        if len(rows) + len(own) >= _LONGEST:
            break
        firsts.append(len(rows))
        rows.extend(own)
        owners.extend([index] * len(own))
    count = len(firsts)
    kept = kept[:count]
    heads = heads_among(read_heads(tokens), kept)
    tags, deps = label_rows([tokens[i] for i in kept], labels)
    flags = [int(i in quoted) for i in kept]
    return Example([*rows, pieces.end], [*owners, 0], firsts, heads, tags, deps, flags, [0] * count)


def distances(count: int, cue: tuple[int, int]) -> list[int]:
    """Give each token's distance from the cue's nearer end, as a row of the table of distances."""
    first, last = cue
    return [max(-REACH, min(REACH, i - first if i < first else max(0, i - last))) + REACH for i in range(count)]


def _covered(attributions, at: int) -> list[tuple[int, int]]:
    return [piece for attribution in attributions for piece in attribution[at]]


def _tokens_in(offsets: Sequence[tuple[int, int]], piece: tuple[int, int]) -> list[int]:
    return [i for i, (start, end) in enumerate(offsets) if start < piece[1] and end > piece[0]]


def _mark(row: list[int], inside: list[int], begin: int) -> None:
    for nth, index in enumerate(inside):
        row[index] = begin + (nth > 0)
