"""What the user learns of who retells whom: derivations, accounts, and the reasons for them."""

import random
import re
from collections.abc import Callable

import pytest

from variorum.model.record import Account, Derivation
from variorum.model.resolution import Lineage
from variorum.model.text import Article
from variorum.settings import Settings
from variorum.trace import trace_articles

Make = Callable[..., Article]
Trace = Callable[..., Lineage]


@pytest.fixture(scope="session")
def trace() -> Trace:
    return lambda *articles: trace_articles(articles, Settings())


def only(lineage: Lineage) -> Derivation:
    assert len(lineage.derivations) == 1
    return lineage.derivations[0]


def account_of(lineage: Lineage, article: Article) -> Account:
    return next(account for account in lineage.accounts if article.id in account.articles)


def test_a_copy_is_one_account_with_its_original(make_article: Make, trace: Trace, report: str, unrelated: str) -> None:
    first = make_article(report, name="a", outlet="Strait Herald", published="2031-02-04")
    copy = make_article(report, name="b", outlet="Coast Mirror", published="2031-02-05")
    lineage = trace(copy, first, make_article(unrelated, name="c"))
    derivation = only(lineage)
    assert (derivation.article, derivation.from_article, derivation.kind) == (copy.id, first.id, "copy")
    assert derivation.coverage > 0.99
    account = account_of(lineage, copy)
    assert set(account.articles) == {first.id, copy.id}
    assert account.origin == first.id
    assert account.basis == "2 articles: Coast Mirror copies 100 % of Strait Herald"
    assert len(lineage.accounts) == 2


def test_a_later_version_of_one_outlet_is_a_revision(make_article: Make, trace: Trace, report: str) -> None:
    first = make_article(report, name="a", outlet="Strait Herald", published="2031-02-04T10:00:00+00:00")
    changed = report.replace("eleven sailors", "twelve sailors").replace("in March", "in April")
    changed += "\n\nThe president of Orvania will travel to Harrowby on Friday to open the works, her office said late."
    later = make_article(changed, name="b", outlet="Strait Herald", published="2031-02-04T18:00:00+00:00")
    derivation = only(trace(first, later))
    assert (derivation.article, derivation.kind) == (later.id, "revision")
    assert 0.8 < derivation.coverage < 0.98


@pytest.mark.parametrize("paragraphs", [slice(0, 2), slice(2, 5), slice(4, 7)])
def test_a_few_paragraphs_are_an_excerpt_at_exact_offsets(
    make_article: Make, trace: Trace, report: str, unrelated: str, paragraphs: slice
) -> None:
    taken = "\n\n".join(report.split("\n\n")[paragraphs])
    whole = make_article(report, name="a", published="2031-02-04")
    host = make_article(f"{unrelated}\n\n{taken}", name="b", published="2031-02-06")
    derivation = only(trace(host, whole))
    assert (derivation.article, derivation.from_article, derivation.kind) == (host.id, whole.id, "excerpt")
    (passage,) = derivation.passages
    assert host.text[passage.start : passage.end] == taken
    assert whole.text[passage.from_start : passage.from_end] == taken


def test_moved_paragraphs_are_found_on_both_sides(make_article: Make, trace: Trace, report: str) -> None:
    paragraphs = report.split("\n\n")
    moved = make_article("\n\n".join(paragraphs[4:] + paragraphs[:4]), name="b", published="2031-02-06")
    derivation = only(trace(make_article(report, name="a", published="2031-02-04"), moved))
    assert len(derivation.passages) == 2
    assert derivation.coverage > 0.98
    for passage in derivation.passages:
        assert moved.text[passage.start : passage.end] == report[passage.from_start : passage.from_end]


def test_every_sixth_word_changed_is_still_the_same_account(make_article: Make, trace: Trace, report: str) -> None:
    words = report.split(" ")
    edited = " ".join("otherwise" if i % 6 == 3 else word for i, word in enumerate(words))
    lineage = trace(make_article(report, name="a"), make_article(edited, name="b"))
    assert only(lineage).kind == "revision"
    assert len(lineage.accounts) == 1


def test_a_rewrite_is_one_account_with_its_report(
    make_article: Make, trace: Trace, report: str, rewrite: str, other_report: str
) -> None:
    first = make_article(report, name="a", outlet="Strait Herald", published="2031-02-04")
    retold = make_article(rewrite, name="b", outlet="Evening Post", published="2031-02-05")
    lineage = trace(retold, first, make_article(other_report, name="c", published="2031-02-04"))
    derivation = only(lineage)
    assert (derivation.article, derivation.from_article, derivation.kind) == (retold.id, first.id, "paraphrase")
    assert derivation.coverage > 0.7
    assert account_of(lineage, retold).basis.startswith("2 articles: Evening Post retells")
    covered = {first.text[p.from_start : p.from_end][:30] for p in derivation.passages}
    assert "The cost of the radar station," in covered


def test_two_reporters_at_one_event_are_two_accounts(
    make_article: Make, trace: Trace, report: str, rewrite: str, other_report: str
) -> None:
    theirs = make_article(other_report, name="c", published="2031-02-04")
    for text in (report, rewrite):
        lineage = trace(make_article(text, name="a", published="2031-02-04"), theirs)
        assert lineage.derivations == ()
        assert len(lineage.accounts) == 2


def test_a_statement_that_both_quote_in_full_is_no_derivation(
    make_article: Make, trace: Trace, unrelated: str, other_report: str
) -> None:
    statement = (
        '"The two governments have agreed to build a common radar station, to hold no vessel longer than two days, '
        "to submit complaints to a panel of three judges, and to meet every year in the month of the accident in "
        'memory of those who lost their lives in the strait," the communique read.'
    )
    one, two = make_article(f"{unrelated}\n\n{statement}"), make_article(f"{other_report}\n\n{statement}")
    assert trace(one, two).derivations == ()


def test_a_statement_printed_without_marks_is_the_speakers(
    make_article: Make, trace: Trace, unrelated: str, other_report: str
) -> None:
    statement = (
        "I have always said that we would come home with an agreement. My colleagues and I worked through nine nights "
        "to get it, and I thank the people of Harrowby who let us sleep in their houses while we did our work."
    )
    one, two = make_article(f"{unrelated}\n\n{statement}"), make_article(f"{other_report}\n\n{statement}")
    assert trace(one, two).derivations == ()


@pytest.mark.parametrize("published", ["2031-02-03", "2031-02-05"])
def test_a_statement_that_only_one_prints_in_marks_is_quoted_in_both(
    make_article: Make, trace: Trace, unrelated: str, other_report: str, published: str
) -> None:
    statement = (
        "The two governments have agreed to build a common radar station, to hold no vessel longer than two days, "
        "to submit complaints to a panel of three judges, and to meet every year in the month of the accident in "
        "memory of those who lost their lives in the strait"
    )
    one = make_article(f"{unrelated}\n\nThe communique:\n\n{statement}.", name="a", published="2031-02-04")
    two = make_article(f'{other_report}\n\n"{statement}," the communique read.', name="b", published=published)
    assert trace(one, two).derivations == ()


def test_a_sentence_or_two_from_one_source_make_no_copy(make_article: Make, trace: Trace, report: str) -> None:
    passage = (
        "The strait, eleven sea miles wide at its narrowest, is crossed by some four hundred vessels a day in summer, "
        "and by half as many in the months when fog and drifting ice keep the smaller ones in port."
    )
    filler = "Nobody at the {} could say on Monday how the {} of the old lighthouse would be paid for this year. "
    words = ("harbour", "chandlery", "signal", "depot", "keeper", "pilot", "chapel", "buoy", "slipway", "archive")
    own = "".join(filler.format(w, v) for w, v in zip(words, reversed(words), strict=True))
    assert trace(make_article(f"{report}\n\n{passage}"), make_article(f"{own}\n\n{passage}")).derivations == ()


def test_two_that_credit_one_agency_have_a_common_origin(make_article: Make, trace: Trace, report: str) -> None:
    paragraphs = report.split("\n\n")
    one = make_article("\n\n".join(paragraphs[:5]), name="a", outlet="Coast Mirror", credits=("Northern Wire",))
    two = make_article("\n\n".join(paragraphs[2:]), name="b", outlet="Evening Post", credits=("northern wire",))
    lineage = trace(one, two)
    assert only(lineage).kind == "common-origin"
    (account,) = lineage.accounts
    assert account.origin.casefold() == "northern wire"
    assert "crediting" in account.basis


def test_the_credited_outlet_is_the_source_though_its_date_is_later(
    make_article: Make, trace: Trace, report: str
) -> None:
    agency = make_article(report, name="a", outlet="The Northern Wire", published="2031-02-05")
    taker = make_article(report, name="b", outlet="Post", published="2031-02-04", credits=("Northern Wire",))
    derivation = only(trace(agency, taker))
    assert derivation.from_article == agency.id
    assert "credits The Northern Wire" in derivation.why


def test_an_article_made_of_two_does_not_make_them_one(
    make_article: Make, trace: Trace, report: str, unrelated: str
) -> None:
    first = make_article(report, name="a", published="2031-02-04")
    second = make_article(unrelated, name="b", published="2031-02-04")
    merged = make_article(f"{report}\n\n{unrelated}", name="c", published="2031-02-06")
    lineage = trace(first, second, merged)
    assert {d.from_article for d in lineage.derivations} == {first.id, second.id}
    assert {frozenset(a.articles) for a in lineage.accounts} == {
        frozenset((first.id, merged.id)),
        frozenset((second.id,)),
    }


def test_short_and_empty_articles_stand_alone(make_article: Make, trace: Trace) -> None:
    articles = [make_article(text, name=str(i)) for i, text in enumerate(["", "More soon.", "More soon.", "...", "12"])]
    lineage = trace(*articles)
    assert lineage.derivations == ()
    assert len(lineage.accounts) == len(articles)
    assert trace().accounts == ()


def test_what_an_outlet_prints_under_everything_makes_no_family(make_article: Make, trace: Trace) -> None:
    footer = (
        "The Strait Herald is read in forty towns and owned by its readers. Subscribe today and receive the weekend "
        "edition free of charge for three months, with recipes, tide tables, and the letters of the week."
    )
    topics = ["harbour cranes", "school meals", "tram lines", "river dredging", "night markets", "mountain huts"]
    articles = [
        make_article(
            f"The council of town {i} voted on its {t} after a debate of {i + 2} hours.\n\n{footer}", outlet="H"
        )
        for i, t in enumerate(topics)
    ]
    assert trace(*articles).derivations == ()


def test_what_closes_two_articles_of_one_outlet_is_its_footer(
    make_article: Make, trace: Trace, report: str, unrelated: str
) -> None:
    footer = (
        "The Strait Herald is read in forty towns and owned by its readers. Subscribe today and receive the weekend "
        "edition free of charge for three months, with recipes, tide tables, and the letters of the week."
    )
    texts = [f"{report}\n\n{footer}", f"{unrelated}\n\n{footer}"]
    assert trace(*[make_article(text, outlet="H") for text in texts]).derivations == ()
    assert len(trace(*[make_article(text, outlet=f"H{i}") for i, text in enumerate(texts)]).derivations) == 1


def test_one_form_filled_in_every_day_makes_no_family(make_article: Make, trace: Trace) -> None:
    form = (
        "Shares on the Harrowby exchange closed at {} points on day {} of trading, a change of {} points from the day "
        "before, with {} shares rising and {} falling. The bank of Orvania bought crowns at {} to the mark and sold "
        "them at {}. A ton of herring fetched {} crowns at the auction of Port Selby, and a ton of cod {} crowns."
    )
    numbers = random.Random(5)
    articles = [
        make_article(form.format(*(numbers.randrange(1000) for _ in range(9))), name=str(i), outlet=f"O{i}")
        for i in range(3)
    ]
    assert trace(*articles).derivations == ()


def test_a_report_with_other_numbers_throughout_is_still_a_copy_of_it(
    make_article: Make, trace: Trace, report: str
) -> None:
    counted = report.replace("Six years", "6 years").replace("six years", "6 years").replace("eleven", "11")
    counted = counted.replace("two", "2").replace("nine", "9").replace("three", "3")
    changed = re.sub(r"\d+", lambda number: str(int(number.group()) + 7), counted)
    assert only(trace(make_article(counted, name="a"), make_article(changed, name="b"))).kind in ("copy", "revision")


def test_a_thousand_identical_articles_are_one_account_without_a_thousand_squared(
    make_article: Make, trace: Trace, report: str
) -> None:
    articles = [make_article(report, name=str(i)) for i in range(1000)]
    lineage = trace(*articles)
    assert len(lineage.accounts) == 1
    assert len(lineage.derivations) == 999


def test_a_hundred_copies_each_with_a_change_are_one_account(make_article: Make, trace: Trace, report: str) -> None:
    articles = [make_article(report.replace("Tuesday", f"day {i}"), name=str(i), outlet="H") for i in range(100)]
    assert len(trace(*articles).accounts) == 1


def test_the_order_of_the_articles_changes_nothing(
    make_article: Make, trace: Trace, report: str, rewrite: str, other_report: str, unrelated: str
) -> None:
    texts = [report, rewrite, other_report, unrelated, report[:900], report[600:], unrelated + "\n\n" + report]
    articles = [make_article(text, name=str(i), published="2031-02-04") for i, text in enumerate(texts)]
    expected = trace(*articles)
    assert sorted(i for a in expected.accounts for i in a.articles) == sorted(a.id for a in articles)
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert trace(*articles) == expected


@pytest.mark.parametrize("text", ["the cat " * 60_000, "word " * 100_000, "“" * 50_000, "I said 1.2.3 'x' \n" * 20_000])
def test_hostile_text_is_read_in_good_time(make_article: Make, trace: Trace, report: str, text: str) -> None:
    lineage = trace(make_article(text, name="a"), make_article(text + " end", name="b"), make_article(report, name="c"))
    assert sum(len(account.articles) for account in lineage.accounts) == 3


def test_two_short_reports_that_count_otherwise_are_two_accounts(make_article: Make, trace: Trace) -> None:
    first = make_article(
        "The governments of Tolmar and Kesh signed an agreement on the river Uld in Bresk on Friday, after nine hours "
        "of talks. Tolmar will open the locks by May 20 and Kesh will pay 12 million crowns, Tolmar's foreign "
        "minister, Ada Runn, said.\n\nThe two sides did not agree on fishing rights. Eleven people were arrested at a "
        "protest near the hall, police said.",
        name="a",
        outlet="Uld Courier",
    )
    told = (
        "The foreign minister of Tolmar, Ada Runn, denied on Saturday that Tolmar had agreed to open the locks. Kesh "
        "is to pay {0} million crowns, she said.\n\nPolice arrested {1} people on Friday during a protest in Bresk. "
        "The talks in Bresk lasted {2} hours."
    )
    other = make_article(told.format(15, 14, "seven"), name="b", outlet="Kesh Observer")
    assert len(trace(first, other).accounts) == 2
    rewrite = make_article(told.format(12, 11, "nine"), name="c", outlet="Kesh Observer")
    assert len(trace(first, rewrite).accounts) == 1


def test_a_report_that_counts_otherwise_in_several_sentences_is_an_account_of_its_own(
    make_article: Make, trace: Trace
) -> None:
    first = make_article(
        "The freighter Kesh Star ran onto a sandbank off Port Bresk on Monday night with 312 people on board. All of "
        "them were brought ashore by dawn, the coastguard said.\n\nThe master, Odo Lenz, stayed on the bridge until "
        "the last passenger had left, the owners said. Eleven people were taken to hospital. The minister of "
        "transport, Ada Runn, will fly to Port Bresk on Wednesday. The freighter had passed its inspection in January.",
        name="a",
        outlet="Uld Courier",
    )
    other = make_article(
        "The master of the Kesh Star was the first to climb into a lifeboat, two sailors told the Observer. Odo Lenz, "
        "58, left the bridge minutes after the freighter ran onto the sandbank off Port Bresk on Monday night.\n\nSome "
        "340 people were on the freighter. Nineteen of them were injured and are being treated in the hospital of Port "
        "Bresk. Minister Ada Runn has called off her trip to Port Bresk. The freighter failed its last inspection in "
        "January, papers show.",
        name="b",
        outlet="Kesh Observer",
    )
    assert len(trace(first, other).accounts) == 2
