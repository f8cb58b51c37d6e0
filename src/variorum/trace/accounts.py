"""From derivations to accounts: an article belongs to the account of the source that most of it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.model.corrections import Pair, is_corrected, say_corrected
from variorum.model.ids import content_id
from variorum.model.record import Account, Derivation
from variorum.model.text import Article
from variorum.trace.direction import names_of, plain_name

_VERBS = {
    "copy": "copies {} of",
    "revision": "revises {} of",
    "excerpt": "takes {} of its text from",
    "paraphrase": "retells {} of its text from",
    "common-origin": "shares {} of its text, of the same origin, with",
}
_MOST_NAMED = 4


def find_accounts(
    articles: Sequence[Article],
    binding: Sequence[Derivation],
    aliases: Mapping[str, str],
    independent: Sequence[Pair] = (),
) -> tuple[Account, ...]:
    """Join articles by the derivations in `binding`, one for an article; all others stand alone. Sorted by id.

    Two articles that a person calls `independent` (by id) come into no one account: of the derivations that would
    bring them together by way of a third, the lesser does not join.
    """
    by_id = {article.id: article for article in articles}
    root = {article.id: article.id for article in articles}
    if independent:
        binding = sorted(binding, key=lambda d: (not is_corrected(d.why), -d.coverage, d.article, d.from_article))
    joining = []
    for derivation in binding:
        one, other = _find_root(root, derivation.article), _find_root(root, derivation.from_article)
        if not any({_find_root(root, p.one), _find_root(root, p.other)} == {one, other} for p in independent):
            root[one] = other
            joining.append(derivation)
    binding = joining
    members: dict[str, list[str]] = {}
    for article_id in sorted(by_id):
        members.setdefault(_find_root(root, article_id), []).append(article_id)
    derived: dict[str, list[Derivation]] = {}
    for derivation in binding:
        derived.setdefault(_find_root(root, derivation.article), []).append(derivation)
    apart: dict[str, list[str]] = {}
    for pair in independent:
        for own, other in ((pair.one, pair.other), (pair.other, pair.one)):
            words = f"; apart from {name_article(by_id[other])} {say_corrected(pair.why)}"
            apart.setdefault(_find_root(root, own), []).append(words)
    accounts = []
    for head, ids in members.items():
        account = _make_account([by_id[m] for m in ids], derived.get(head, []), by_id, aliases)
        accounts.append(replace(account, basis="".join([account.basis, *sorted(apart.get(head, ()))])))
    return tuple(sorted(accounts, key=lambda account: account.id))


def name_article(article: Article) -> str:
    """Name an article in a sentence: its outlet, else its title, else where it was read."""
    return article.outlet or article.title or str(article.source)


def _make_account(
    members: Sequence[Article],
    derivations: Sequence[Derivation],
    by_id: Mapping[str, Article],
    aliases: Mapping[str, str],
) -> Account:
    ids = tuple(sorted(member.id for member in members))
    resting = {derivation.article for derivation in derivations}
    first = min((i for i in ids if i not in resting), default=ids[0])
    own = {name for member in members for name in names_of(member, aliases)}
    agency = _find_agency(members, own, aliases)
    credit = ""
    if agency:
        credit = f", {'all ' if len(ids) > 1 else ''}crediting {agency}"
    else:
        agency = _find_agency([by_id[first]], own, aliases)
        credit = f", the first of which credits {agency}" if agency else ""
    return Account(content_id("acc", *ids), ids, agency or first, _write_basis(members, derivations, by_id, credit))


def _find_agency(articles: Sequence[Article], own: set[str], aliases: Mapping[str, str]) -> str | None:
    """Give the agency that every one of these articles credits, and that is none of the account's `own` outlets."""
    names = [{plain_name(c, aliases): c for c in sorted(a.credits, reverse=True)} for a in articles]
    shared = sorted(set.intersection(*(set(n) for n in names)) - own - {""})
    return min((n[s] for n in names for s in shared), default=None)


def _write_basis(
    members: Sequence[Article], derivations: Sequence[Derivation], by_id: Mapping[str, Article], credit: str
) -> str:
    if not derivations:
        return f"1 article{credit}: no other shares its text or its selection"
    ordered = sorted(derivations, key=lambda d: (-d.coverage, d.article, d.from_article))
    clauses = [_write_clause(d, by_id) for d in ordered[:_MOST_NAMED]]
    if len(ordered) > _MOST_NAMED:
        clauses.append(f"and {len(ordered) - _MOST_NAMED} more in the same way")
    return f"{len(members)} articles{credit}: {'; '.join(clauses)}"


def _write_clause(derivation: Derivation, by_id: Mapping[str, Article]) -> str:
    article, source = (name_article(by_id[i]) for i in (derivation.article, derivation.from_article))
    if is_corrected(derivation.why):
        return f"{article} is a {derivation.kind} of {source} {derivation.why}"
    return f"{article} {_VERBS[derivation.kind].format(f'{100 * derivation.coverage:.0f} %')} {source}"


def _find_root(root: dict[str, str], article: str) -> str:
    while root[article] != article:
        root[article] = root[root[article]]
        article = root[article]
    return article
