"""Sentences of two accounts that say the same in other words: rows that the judge of passages joins.

The judge has read them for contradictions (contradictions.py); what it found of them costs no more. Its odds and the
cosine of the sentences are added up (data/passages.toml, alike).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.compare.judge import have_other_numbers
from variorum.compare.near_sentences import NearSentences
from variorum.compare.passages import Passages
from variorum.compare.rows import Place, Row
from variorum.compare.scope import Scope
from variorum.compare.sides import Sides
from variorum.language.lexicon import read_toml


@dataclass(frozen=True, slots=True)
class Alike:
    """`rows` with what was joined, in their order; `pairs` are the sentences that say the same, in either order."""

    rows: tuple[Row, ...]
    pairs: frozenset[tuple[Place, Place]]


def join_alike(scope: Scope, rows: Sequence[Row], sides: Sides, near: NearSentences, passages: Passages) -> Alike:
    """Join rows by pairs of sentences that say the same, the likeliest first.

    A row gets no second sentence of an article by it, and none that a disputed claim sets against one of its own.
    """
    row_of = {place: number for number, row in enumerate(rows) for place in row.places}
    places = {number: list(row.places) for number, row in enumerate(rows)}
    pairs: set[tuple[Place, Place]] = set()
    for _, one, other in sorted(_find_alike(scope, sides, near, passages), reverse=True):
        first, second = sorted((row_of.get(one, -1), row_of.get(other, -1)))
        if first < 0 or (first != second and _exclude(places[first], places[second], sides)):
            continue
        pairs |= {(one, other), (other, one)}
        if first != second:
            for place in places.pop(second):
                row_of[place] = first
                places[first].append(place)
    return Alike(tuple(Row(tuple(sorted(places[number]))) for number in sorted(places)), frozenset(pairs))


def _find_alike(
    scope: Scope, sides: Sides, near: NearSentences, passages: Passages
) -> Iterator[tuple[float, Place, Place]]:
    points = read_toml("passages")["alike"]
    for one, other, cosine in near.pairs:
        first, second = (scope.annotations[article].sentences[index].parse for article, index in (one, other))
        if sides.are_opposed(one, other) or have_other_numbers(first, second):
            continue
        if near.is_conditional(one) != near.is_conditional(other):
            continue  # 'will sign if Denmark pays'
        found = points["bias"] + points["nearness"] * cosine + passages.judge_same(first.text, second.text)
        if found >= 0:
            yield found, one, other


def _exclude(first: Sequence[Place], second: Sequence[Place], sides: Sides) -> bool:
    articles = {article for article, _ in first} & {article for article, _ in second}
    return bool(articles) or any(sides.are_opposed(a, b) for a in first for b in second)
