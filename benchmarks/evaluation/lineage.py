"""lineage: who retells whom, on derived articles made of a folder's own; hard negatives are the reports beside them.

The folder is laid out as `stories-allsides`; nobody marks rewrites in news, so benchmarks/derived.py makes them, of
every kind, and all articles, real and derived, go through `trace_articles` together. A derived article is found if a
derivation joins it to an article of the same source, or both are in one account. Precision is of told derivations: a
right one counts for paraphrase where either article was made as a rewrite, whatever kind it is told as, else for
copies; one between articles of different sources is an error, of copies (copy, revision, excerpt) or of paraphrase by
its kind. `independent_merged` is the share of pairs of real articles of one story (with the set coref-newswcl50, if it
lies beside the folder) that are in one account. Real articles that share long passages outside quotation marks, or
credit the same agency or each other, may in truth be copies: such pairs count neither way, and how many there are is
told (`unclear_pairs`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from benchmarks.derived import REWRITTEN, VERBATIM
from benchmarks.lineage_pairs import Family, Pairs, make_pairs
from variorum.model.record import Derivation
from variorum.model.resolution import Lineage
from variorum.settings import Settings
from variorum.trace import trace_articles


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Make derived articles of those in `articles.jsonl`, trace all, and score. Nothing is trained."""
    del train
    pairs = make_pairs(folder)
    lineage = trace_articles([f.article for f in pairs.families], Settings())
    return score(pairs, lineage)


def score(pairs: Pairs, lineage: Lineage) -> dict[str, float]:
    """Print recall by kind, and what was told and joined by mistake; give the figures."""
    families = {f.article.id: f for f in pairs.families}
    recalls = _score_kinds(families, lineage)
    figures = {
        "copy_recall": _mean([r for kind in VERBATIM for r in recalls[kind]]),
        "paraphrase_recall": _mean([r for kind in REWRITTEN for r in recalls[kind]]),
        **_score_told(families, lineage, pairs),
        **_score_accounts(families, lineage, pairs),
    }
    print(f"{'kind':12} {'articles':>9} {'found':>7}")
    for kind in (*VERBATIM, *REWRITTEN):
        print(f"{kind:12} {len(recalls[kind]):9} {_mean(recalls[kind]):7.3f}")
    for name, value in figures.items():
        print(f"{name:24} {value:9.4f}")
    return figures


def relate(one: Family, two: Family, pairs: Pairs) -> str:
    """Tell how two articles are related in truth: 'derived', 'unclear', or 'independent'."""
    if one.roots & two.roots:
        return "derived"
    lent = one.roots | one.lenders, two.roots | two.lenders
    unclear = any(frozenset((a, b)) in pairs.unclear for a in lent[0] for b in lent[1])
    return "unclear" if unclear or lent[0] & lent[1] else "independent"


def _score_kinds(families: dict[str, Family], lineage: Lineage) -> dict[str, list[float]]:
    """Give by kind, for each derived article and each of its sources, whether it was found."""
    account = {a: account.id for account in lineage.accounts for a in account.articles}
    relatives: dict[str, set[str]] = defaultdict(set)
    for family in families.values():
        for root in family.roots:
            relatives[root].add(family.article.id)
    linked: dict[str, set[str]] = defaultdict(set)
    for d in lineage.derivations:
        linked[d.article].add(d.from_article)
        linked[d.from_article].add(d.article)
    recalls: dict[str, list[float]] = defaultdict(list)
    for family in families.values():
        for root in sorted(family.roots) if family.kind else ():
            mine = family.article.id
            others = relatives[root] - {mine}
            joined = not linked[mine].isdisjoint(others) or any(account[o] == account[mine] for o in others)
            recalls[family.kind].append(float(joined))
    return recalls


def _score_told(families: dict[str, Family], lineage: Lineage, pairs: Pairs) -> dict[str, float]:
    told: Counter[tuple[str, str]] = Counter()
    for derivation in lineage.derivations:
        article, source = families[derivation.article], families[derivation.from_article]
        truth = relate(article, source, pairs)
        rewritten = truth == "derived" and not {article.kind, source.kind}.isdisjoint(REWRITTEN)
        told["paraphrase" if rewritten else _sort_of(derivation), truth] += 1
    figures = {}
    for sort in ("copy", "paraphrase"):
        right, wrong = told[sort, "derived"], told[sort, "independent"]
        figures[f"{sort}_precision"] = right / max(right + wrong, 1)
        figures[f"{sort}_false"] = float(wrong)
    figures["unclear_told"] = float(told["copy", "unclear"] + told["paraphrase", "unclear"])
    return figures


def _sort_of(derivation: Derivation) -> str:
    reworded = derivation.kind == "paraphrase" or "sentences tell the same facts" in derivation.why
    return "paraphrase" if reworded else "copy"


def _score_accounts(families: dict[str, Family], lineage: Lineage, pairs: Pairs) -> dict[str, float]:
    account = {a: account.id for account in lineage.accounts for a in account.articles}
    joined = Counter(
        relate(families[a], families[b], pairs)
        for found in lineage.accounts
        for a, b in combinations(found.articles, 2)
    )
    independent = [p for p in _pairs_of_stories(families) if relate(families[p[0]], families[p[1]], pairs) != "unclear"]
    merged = [account[a] == account[b] for a, b in independent]
    credited = [tuple(pair) for pair, reason in pairs.unclear.items() if reason == "credit"]
    return {
        "independent_merged": _mean([float(m) for m in merged]),
        "independent_pairs": float(len(independent)),
        "account_precision": joined["derived"] / max(joined["derived"] + joined["independent"], 1),
        "unclear_pairs": float(len(pairs.unclear)),
        "agency_pairs": float(len(credited)),
        "agency_joined": _mean([float(account[a] == account[b]) for a, b in credited]),
    }


def _pairs_of_stories(families: dict[str, Family]) -> Iterator[tuple[str, str]]:
    stories: dict[str, list[str]] = defaultdict(list)
    for family in families.values():
        if not family.kind:
            stories[family.story].append(family.article.id)
    for articles in stories.values():
        yield from combinations(articles, 2)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
