"""Sentences of two accounts that say the same in other words: rows that the judge of passages joins.

The judge has read them for contradictions (contradictions.py); what it found of them costs no more. Its odds and the
relatedness of the sentences are added up (data/passages.toml, alike).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.compare.judge import have_other_numbers
from variorum.compare.judgements import Judgements
from variorum.compare.near_sentences import NearSentences
from variorum.compare.related import Pair
from variorum.compare.rows import Place, Row
from variorum.compare.scope import Scope
from variorum.compare.sides import Sides
from variorum.language.lexicon import read_toml


@dataclass(frozen=True, slots=True)
class Alike:
    """`rows` with what was joined, in their order; `pairs` are the sentences that say the same, in either order."""

    rows: tuple[Row, ...]
    pairs: frozenset[tuple[Place, Place]]


def join_alike(scope: Scope, rows: Sequence[Row], sides: Sides, near: NearSentences, judgements: Judgements) -> Alike:
    """Join rows by pairs of sentences that say the same, the likeliest first.

    A row gets no second sentence of an article by it, and none that a disputed claim sets against one of its own.
    """
    row_of = {place: number for number, row in enumerate(rows) for place in row.places}
    places = {number: list(row.places) for number, row in enumerate(rows)}
    pairs: set[tuple[Place, Place]] = set()
    for _, one, other in sorted(_find_alike(scope, sides, near, judgements), reverse=True):
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
    scope: Scope, sides: Sides, near: NearSentences, judgements: Judgements
) -> Iterator[tuple[float, Place, Place]]:
    points: Mapping[str, float] = read_toml("passages")["alike"]
    for pair in near.pairs:
        if may_be_alike(scope, sides, near, pair):
            features = read_alike(near, judgements, pair)
            found = points["bias"] + sum(points[name] * value for name, value in features.items())
            if found >= 0:
                yield found, *pair


def may_be_alike(scope: Scope, sides: Sides, near: NearSentences, pair: Pair) -> bool:
    """Tell whether nothing keeps two near sentences from saying the same."""
    first, second = (scope.annotations[article].sentences[index].parse for article, index in pair)
    if sides.are_opposed(*pair) or have_other_numbers(first, second):
        return False
    return near.is_conditional(pair[0]) == near.is_conditional(pair[1])  # 'will sign if Denmark pays'


def read_alike(near: NearSentences, judgements: Judgements, pair: Pair) -> dict[str, float]:
    """Give the features of two near sentences by which points are counted."""
    judged = judgements.find(pair)
    return {
        "related": near.related.compare(*pair),
        "likely": judged.same,
        "contradiction": judged.contradiction,
        "nearest": float(judgements.are_nearest(pair)),
    }


def _exclude(first: Sequence[Place], second: Sequence[Place], sides: Sides) -> bool:
    articles = {article for article, _ in first} & {article for article, _ in second}
    return bool(articles) or any(sides.are_opposed(a, b) for a in first for b in second)
