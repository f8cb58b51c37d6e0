"""Rewrites by hand of invented reports, and other reporters' own reports of the same press conferences.

A folder of tests/trace/retellings is an event: report.txt, rewrite-*.txt of it (shorter, another lead, quotations
turned indirect, partly another order) and independent.txt, which shares the event's facts and quotations alone.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.model.resolution import Lineage
from variorum.model.text import Article
from variorum.settings import Settings
from variorum.trace import trace_articles

Make = Callable[..., Article]
EVENTS = sorted(path for path in (Path(__file__).parent / "retellings").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def articles(make_article: Make) -> dict[str, Article]:
    """All articles by 'event/name'."""
    return {
        f"{event.name}/{path.stem}": make_article(
            path.read_text(encoding="utf-8"), name=str(path), outlet=f"{path.stem} of {event.name}"
        )
        for event in EVENTS
        for path in sorted(event.glob("*.txt"))
    }


@pytest.fixture(scope="module")
def lineage(articles: dict[str, Article]) -> Lineage:
    return trace_articles(list(articles.values()), Settings())


def joined(lineage: Lineage, one: Article, other: Article) -> bool:
    return any({one.id, other.id} <= set(account.articles) for account in lineage.accounts)


def test_rewrites_are_one_account_with_their_report(articles: dict[str, Article], lineage: Lineage) -> None:
    rewrites = [name for name in articles if "/rewrite" in name]
    found = [name for name in rewrites if joined(lineage, articles[name], articles[f"{name.split('/')[0]}/report"])]
    assert len(rewrites) == 8
    assert len(found) >= 7, sorted(set(rewrites) - set(found))


def test_two_reports_of_one_press_conference_are_two_accounts(articles: dict[str, Article], lineage: Lineage) -> None:
    pairs = [(name, f"{name.split('/')[0]}/independent") for name in articles if not name.endswith("/independent")]
    assert len([name for name, _ in pairs if name.endswith("/report")]) == 6
    assert [pair for pair in pairs if joined(lineage, articles[pair[0]], articles[pair[1]])] == []


def test_a_rewrite_tells_what_it_rests_on(articles: dict[str, Article], lineage: Lineage) -> None:
    rewrite = articles["grain/rewrite-short"]
    (derivation,) = (d for d in lineage.derivations if rewrite.id in (d.article, d.from_article))
    assert derivation.kind == "paraphrase"
    assert "names and numbers stand in the other" in derivation.why
    assert derivation.coverage > 0.5
    for passage in derivation.passages:
        assert 0 <= passage.start < passage.end
        assert passage.from_start < passage.from_end
