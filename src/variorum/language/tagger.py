"""Sentences to attributions: a small transformer, fine-tuned, int8 on ONNX Runtime; training/ has how it was made.

Roles first (which tokens are source, cue or content of anything), then, for each cue, which tokens are its own source
and content. What data the weights come from, under which terms and how good they are: docs/model-card-quotations.md.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.language.sessions import open_session
from variorum.language.statement_features import (
    Labels,
    find_relations,
    head_of,
    heads_among,
    keep_tokens,
    label_rows,
    read_heads,
)
from variorum.model.annotation import Parse, Token

Extent = tuple[int, int]
_Rows = npt.NDArray[np.int64]
_Scores = npt.NDArray[np.float32]
_MODEL = "quotation_tagger"
_LONGEST = 160  # word pieces of a sentence that are read, as in training
_LONGEST_TOKEN = 8  # word pieces of a token
_BATCH = 180  # word pieces, padding counted: small, since padding costs more than a call


@dataclass(frozen=True, slots=True)
class TaggedStatement:
    """One attribution: extents of tokens, both ends included."""

    cue: Extent
    source: Extent | None
    content: tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What the network is given: `pieces` with [CLS] and [SEP], `owners` the token of each piece between them."""

    kept: Sequence[int]
    pieces: Sequence[int]
    owners: Sequence[int]
    firsts: Sequence[int]
    heads: Sequence[int]
    tags: Sequence[int]
    deps: Sequence[int]
    quoted: Sequence[int]


class Tagger:
    """The loaded network. One thread, and batches that the caller's sentences alone decide: same in, same out."""

    def __init__(self) -> None:
        """Load weights, labels and vocabulary; about a third of a second."""
        data = files("variorum.data")
        self._reader, self._linker = map(open_session, (f"{_MODEL}.onnx", "quotation_links.onnx"))
        table = json.loads((data / f"{_MODEL}.json").read_text(encoding="utf-8"))
        self._labels = Labels(table["tags"], table["deps"])
        self._roles, self._links, self._reach = tuple(table["roles"]), tuple(table["links"]), int(table["reach"])
        self._role_share, self._cue_margin = float(table["role_share"]), float(table["cue_margin"])
        tokenizers = import_module("tokenizers")
        self._tokenizer: Any = tokenizers.BertWordPieceTokenizer(str(data / "minilm_vocabulary.txt"), lowercase=True)
        self._unknown, self._begin, self._end = map(self._tokenizer.token_to_id, ("[UNK]", "[CLS]", "[SEP]"))
        self._known: dict[str, list[int]] = {}

    def tag(self, sentences: Sequence[tuple[Parse, Collection[int]]]) -> list[tuple[TaggedStatement, ...]]:
        """Take parses, each with its tokens that stand in quote marks; give the attributions of each, by their cues.

        Of a sentence of more than 160 word pieces only the beginning is read.
        """
        read = [self._read(parse.tokens, quoted) for parse, quoted in sentences]
        order = sorted((i for i, s in enumerate(read) if s.firsts), key=lambda i: (len(read[i].pieces), i))
        found: list[tuple[TaggedStatement, ...]] = [()] * len(read)
        for batch in _cut(order, [len(s.pieces) for s in read]):
            for index, statements in zip(batch, self._run([read[i] for i in batch]), strict=True):
                found[index] = statements
        return found

    def _read(self, tokens: Sequence[Token], quoted: Collection[int]) -> _Sentence:
        kept = keep_tokens(len(tokens), quoted)
        pieces, owners, firsts = [self._begin], [], []
        for place, index in enumerate(kept):
            own = self._split(tokens[index].text)
            if len(pieces) + len(own) >= _LONGEST:
                break
            firsts.append(len(pieces))
            pieces.extend(own)
            owners.extend([place] * len(own))
        kept = kept[: len(firsts)]
        tags, deps = label_rows([tokens[i] for i in kept], self._labels)
        heads = heads_among(read_heads(tokens), kept)
        flags = [int(i in quoted) for i in kept]
        return _Sentence(kept, [*pieces, self._end], owners, firsts, heads, tags, deps, flags)

    def _split(self, token: str) -> list[int]:
        known = self._known.get(token)
        if known is None:
            known = self._tokenizer.encode(token, add_special_tokens=False).ids[:_LONGEST_TOKEN] or [self._unknown]
            if len(self._known) < 100_000:
                self._known[token] = known
        return known

    def _run(self, batch: Sequence[_Sentence]) -> Iterator[tuple[TaggedStatement, ...]]:
        roles, of_token, of_cue = self._reader.run(None, _stack(batch))
        clear = roles - np.array([self._cue_margin * name.endswith("cue") for name in self._roles], dtype=np.float32)
        counts = [len(s.firsts) for s in batch]
        cues = [
            (row, (first, last))
            for row, spans in enumerate(find_spans(clear, counts, self._roles))
            for role, first, last in spans
            if role == "cue"
        ]
        linked: list[list[TaggedStatement]] = [[] for _ in batch]
        if cues:
            links = self._link(batch, cues, of_token, of_cue)
            links += self._role_share * self._as_links(roles)[[row for row, _ in cues]]
            spans = find_spans(links, [counts[row] for row, _ in cues], self._links)
            for (row, cue), held in zip(cues, spans, strict=True):
                statement = _write(batch[row].kept, cue, held)
                if statement is not None:
                    linked[row].append(statement)
        return (tuple(statements) for statements in linked)

    def _as_links(self, roles: _Scores) -> _Scores:
        """What the roles say of the labels of links: a token that is a cue, or nothing, is no part of either."""
        named = {name: roles[..., at] for at, name in enumerate(self._roles)}
        outside = np.logaddexp.reduce([named["O"], named["B-cue"], named["I-cue"]], axis=0)
        return np.stack([named[name] if name != "O" else outside for name in self._links], axis=-1)

    def _link(
        self, batch: Sequence[_Sentence], cues: Sequence[tuple[int, Extent]], of_token: _Scores, of_cue: _Scores
    ) -> _Scores:
        rows = [row for row, _ in cues]
        begins, ends = np.array([cue for _, cue in cues]).T
        places = np.arange(of_token.shape[1])[None]
        far = np.minimum(places - begins[:, None], 0) + np.maximum(places - ends[:, None], 0)
        distances = np.clip(far, -self._reach, self._reach) + self._reach
        relations = np.zeros(distances.shape, dtype=np.int64)
        asked = of_cue[rows, begins]
        for at, (row, (first, last)) in enumerate(cues):
            if last > first:
                asked[at] = of_cue[row, first : last + 1].mean(axis=0)
            sentence = batch[row]
            head = head_of(sentence.heads, first, last)
            found = find_relations(sentence.deps, sentence.heads, head, len(self._labels.deps))
            relations[at, : len(found)] = found
        given = {"of_token": of_token[rows], "of_cue": asked, "distances": distances, "relations": relations}
        links: _Scores = self._linker.run(None, given)[0]
        return links


@cache
def read_tagger() -> Tagger:
    """Give the tagger of this process, loaded at the first call."""
    return Tagger()


def _cut(order: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Cut sentences in order of length into batches of a bounded number of word pieces."""
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * sizes[index] > _BATCH:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _stack(batch: Sequence[_Sentence]) -> dict[str, _Rows]:
    shape = (len(batch), max(len(s.pieces) for s in batch))
    names = ("pieces", "mask", "tags", "deps", "quoted")
    arrays: dict[str, _Rows] = {name: np.zeros(shape, dtype=np.int64) for name in names}
    words = (len(batch), max(len(s.firsts) for s in batch))
    arrays |= {name: np.zeros(words, dtype=np.int64) for name in ("firsts", "heads")}
    for row, sentence in enumerate(batch):
        size, count = len(sentence.pieces), len(sentence.firsts)
        arrays["pieces"][row, :size] = sentence.pieces
        arrays["mask"][row, :size] = 1
        for name in ("tags", "deps", "quoted"):
            arrays[name][row, 1 : size - 1] = np.array(getattr(sentence, name))[sentence.owners]
        arrays["firsts"][row, :count] = sentence.firsts
        arrays["heads"][row, :count] = sentence.heads
    return arrays


def find_spans(scores: _Scores, counts: Sequence[int], names: Sequence[str]) -> list[list[tuple[str, int, int]]]:
    """Give each row's spans (role, first, last) under its likeliest labels in which none continues what has not begun.

    `scores` [n, w, labels] are log-probabilities or logits, `counts` the tokens of each row, `names` of the labels 'O',
    'B-role', 'I-role'. Where each token's own best labels are such already, as in most rows, they are the answer; else
    Viterbi.
    """
    barred = np.array([[other[0] == "I" and one[2:] != other[2:] for other in names] for one in names])
    opening = np.array([name[0] == "I" for name in names])
    labels = scores.argmax(axis=-1)
    broken = np.concatenate([opening[labels[:, :1]], barred[labels[:, :-1], labels[:, 1:]]], axis=1)
    broken &= np.arange(scores.shape[1])[None] < np.array(counts)[:, None]
    paths: list[list[int]] = labels.tolist()
    for row in np.flatnonzero(broken.any(axis=1)).tolist():
        paths[row] = _find_path(scores[row, : counts[row]], barred, opening)
    return [_read_spans(path[:count], names) for path, count in zip(paths, counts, strict=True)]


def _find_path(scores: _Scores, barred: npt.NDArray[np.bool_], opening: npt.NDArray[np.bool_]) -> list[int]:
    """The likeliest labels of one row under the steps that are not barred (Viterbi)."""
    never = np.float32(-1e9)
    best = scores[0] + never * opening
    back = []
    for own in scores[1:]:
        steps = best[:, None] + never * barred
        back.append(steps.argmax(axis=0))
        best = steps.max(axis=0) + own
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _read_spans(path: Sequence[int], names: Sequence[str]) -> list[tuple[str, int, int]]:
    spans: list[tuple[str, int, int]] = []
    for index, label in enumerate(path):
        name = names[label]
        if name[0] == "B":
            spans.append((name[2:], index, index))
        elif name[0] == "I":
            spans[-1] = (spans[-1][0], spans[-1][1], index)
    return spans


def _write(kept: Sequence[int], cue: Extent, spans: Sequence[tuple[str, int, int]]) -> TaggedStatement | None:
    """Turn places among the tokens read into tokens of the sentence; None where nothing is said."""
    free = [(role, first, last) for role, first, last in spans if last < cue[0] or first > cue[1]]
    content: list[Extent] = []
    for role, first, last in free:
        if role != "content":
            continue
        begin = content.pop()[0] if content and content[-1][1] + 1 == kept[first] else kept[first]
        content.append((begin, kept[last]))
    sources = [(kept[first], kept[last]) for role, first, last in free if role == "source"]
    if not content:
        return None
    nearest = min(sources, key=lambda s: (min(abs(s[0] - cue[1]), abs(cue[0] - s[1])), s), default=None)
    return TaggedStatement((kept[cue[0]], kept[cue[1]]), nearest, tuple(content))
