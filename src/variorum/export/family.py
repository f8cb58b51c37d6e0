"""An account as a family: who retells whom, as a tree, and all the derivations behind it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.model.record import Account, Derivation


@dataclass(frozen=True, slots=True)
class Branch:
    """An article in the tree of retellings, `depth` steps below the one on which all of it rests."""

    article: str
    depth: int
    derivation: Derivation | None


@dataclass(frozen=True, slots=True)
class Family:
    """An account: its articles as a tree, in the order of printing it, and every derivation of each of them."""

    account: Account
    branches: tuple[Branch, ...]
    derivations: tuple[Derivation, ...]


def draw_family(account: Account, by_article: Mapping[str, Sequence[Derivation]]) -> Family:
    """Put each article under the one on which most of it rests, if that leads to the root."""
    inside = set(account.articles)
    derivations = [d for article in account.articles for d in by_article.get(article, ())]
    parents: dict[str, Derivation] = {}
    for found in sorted(derivations, key=lambda d: (-d.coverage, -d.similarity, d.article, d.from_article)):
        if found.from_article in inside and found.article not in parents and not _rests_on(parents, found):
            parents[found.article] = found
    children: dict[str, list[str]] = defaultdict(list)
    for article in account.articles:
        children[parents[article].from_article if article in parents else ""].append(article)

    branches: list[Branch] = []
    waiting = [(article, 0) for article in reversed(children[""])]
    while waiting:  # no recursion: a chain of a thousand revisions is deeper than Python's stack
        article, depth = waiting.pop()
        branches.append(Branch(article, depth, parents.get(article)))
        waiting += [(child, depth + 1) for child in reversed(children[article])]
    return Family(account, tuple(branches), tuple(derivations))


def _rests_on(parents: Mapping[str, Derivation], new: Derivation) -> bool:
    """Tell whether `new` would close a circle."""
    above: str | None = new.from_article
    while above is not None and above != new.article:
        above = parents[above].from_article if above in parents else None
    return above is not None
