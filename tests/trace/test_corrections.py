"""A person's word on who retells whom goes before what was found."""

from collections.abc import Callable

from variorum.model.corrections import Corrections, Pair, Retold
from variorum.model.text import Article
from variorum.settings import Settings
from variorum.trace import trace_articles

Make = Callable[..., Article]


def test_two_called_independent_are_two_accounts_even_by_way_of_a_third(make_article: Make, report: str) -> None:
    articles = [
        make_article(report + tail, name=name, outlet=name, published=f"2031-02-0{day}")
        for day, (name, tail) in enumerate((("a", ""), ("b", "\n\nMore later."), ("c", "\n\nAnd so on.")), 1)
    ]
    assert len(trace_articles(articles, Settings()).accounts) == 1
    pair = Pair(articles[1].id, articles[2].id, "I asked them")
    lineage = trace_articles(articles, Settings(), Corrections(independent=(pair,)))
    apart = lineage.account_of()
    assert apart[articles[1].id] != apart[articles[2].id]
    assert all("by a person's correction: I asked them" in account.basis for account in lineage.accounts)
    assert not any({d.article, d.from_article} == {pair.one, pair.other} for d in lineage.derivations)


def test_one_called_derived_is_of_its_sources_account_and_the_reason_says_who_decided(
    make_article: Make, report: str, unrelated: str
) -> None:
    source, article = make_article(report, name="a", outlet="Herald"), make_article(unrelated, name="b", outlet="Post")
    given = Corrections(derived=(Retold(article.id, source.id, "paraphrase", "the desk told us"),))
    lineage = trace_articles([source, article], Settings(), given)
    (derivation,) = lineage.derivations
    assert (derivation.article, derivation.kind, derivation.coverage) == (article.id, "paraphrase", 0.0)
    assert derivation.why == "by a person's correction: the desk told us"
    (account,) = lineage.accounts
    assert account.basis == "2 articles: Post is a paraphrase of Herald by a person's correction: the desk told us"


def test_a_direction_corrected_keeps_the_passages_found(make_article: Make, report: str) -> None:
    early = make_article(report, name="a", outlet="Herald", published="2031-02-01")
    late = make_article(report + "\n\nMore later.", name="b", outlet="Post", published="2031-02-03")
    (found,) = trace_articles([early, late], Settings()).derivations
    assert (found.article, found.from_article) == (late.id, early.id)
    given = Corrections(derived=(Retold(early.id, late.id, "excerpt"),))
    (turned,) = trace_articles([early, late], Settings(), given).derivations
    assert (turned.article, turned.from_article, turned.kind) == (early.id, late.id, "excerpt")
    assert turned.coverage == 1.0
    assert [(p.from_start, p.from_end) for p in turned.passages] == [(p.start, p.end) for p in found.passages]
