"""Which derivations to tell, and which one of an article's decides its account."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.model.record import Derivation, Passage

_AS_GOOD = 0.05  # of coverage: sources so close are equally good, and the earliest of them is taken


@dataclass(frozen=True, slots=True)
class Link:
    """A derivation, whether it is enough to make one account, and how early its source is (0 is the first).

    One that a person asserted is `certain`, and goes before all others.
    """

    derivation: Derivation
    binds: bool
    source_rank: int
    certain: bool = False


def choose_sources(links: Iterable[Link], adds: float) -> tuple[tuple[Derivation, ...], tuple[Derivation, ...]]:
    """Give the derivations to tell, and of them those that bind accounts: one for an article, its main source.

    An article made of two independent ones is no bridge between them: it is of the account that gave it most. A
    further source is told if at least `adds` of what it gave stands in no source told before.
    """
    by_article: dict[str, list[Link]] = {}
    for link in links:
        by_article.setdefault(link.derivation.article, []).append(link)
    told: list[Derivation] = []
    binding: list[Derivation] = []
    for article in sorted(by_article):
        chosen = _choose(by_article[article], adds)
        told.extend(link.derivation for link in chosen)
        if chosen[0].binds:
            binding.append(chosen[0].derivation)
    told.sort(key=lambda d: (d.article, d.from_article))
    return tuple(told), tuple(binding)


def _choose(links: Sequence[Link], adds: float) -> list[Link]:
    """Choose an article's main source first, then those that add to it, the fuller before the lesser."""
    certain, binds, coverage = max((link.certain, link.binds, link.derivation.coverage) for link in links)
    best = [link for link in links if (link.certain, link.binds) == (certain, binds)]
    main = min(
        (link for link in best if link.derivation.coverage >= coverage - _AS_GOOD),
        key=lambda link: (link.source_rank, link.derivation.from_article),
    )
    chosen, covered = [main], list(main.derivation.passages)
    rest = sorted(
        (link for link in links if link is not main),
        key=lambda link: (-link.derivation.coverage, link.source_rank, link.derivation.from_article),
    )
    for link in rest:
        if _share_beyond(link.derivation.passages, covered) >= adds:
            chosen.append(link)
            covered.extend(link.derivation.passages)
    return chosen


def _share_beyond(passages: Sequence[Passage], covered: Sequence[Passage]) -> float:
    """Give the share of the code points in `passages` that are in none of `covered`."""
    whole = fresh = 0
    bounds = sorted((p.start, p.end) for p in covered)
    for passage in passages:
        whole += passage.end - passage.start
        place = passage.start
        for start, end in bounds:
            if end <= place or start >= passage.end:
                continue
            fresh += max(start - place, 0)
            place = max(place, end)
        fresh += max(passage.end - place, 0)
    return fresh / whole if whole else 0.0
