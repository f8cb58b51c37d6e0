"""What a record says that it did not say before a time: new accounts, new claims, verdicts that changed.

Time is that of publication. What an article without a date says counts as known before.
"""

from collections.abc import Collection
from dataclasses import dataclass

from rich.console import Console

from variorum.cli.summary import print_claim
from variorum.cli.words import article_name, count, escape, print_line
from variorum.model.record import Account, Claim, Record, Verdict


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim, and what its verdict was on what had been published."""

    claim: Claim
    before: Verdict


@dataclass(frozen=True, slots=True)
class News:
    """What came with the articles published at or after a time; each list in the order of the record."""

    articles: tuple[str, ...]
    accounts: tuple[Account, ...]
    claims: tuple[Claim, ...]
    changed: tuple[Changed, ...]


def find_news(record: Record, since: str) -> News:
    """Give what is new since an ISO date or time; a date is its first moment."""
    new = {a.id for a in record.articles if a.published is not None and _is_since(a.published, since)}
    account_of = {article: account.id for account in record.accounts for article in account.articles}
    claims, changed = [], []
    for claim in record.claims:
        told = {article for reading in claim.readings for article in reading.articles}
        if told <= new:
            claims.append(claim)
        elif told & new and (before := _judge_before(claim, new, account_of)) != claim.verdict:
            changed.append(Changed(claim, before))
    return News(
        tuple(a.id for a in record.articles if a.id in new),
        tuple(account for account in record.accounts if set(account.articles) <= new),
        tuple(claims),
        tuple(changed),
    )


def _is_since(published: str, since: str) -> bool:
    """Compare as far as both are given; an article of the day asked for is new whatever its hour."""
    shortest = min(len(published), len(since))
    return published[:shortest] >= since[:shortest]


def _judge_before(claim: Claim, new: Collection[str], account_of: dict[str, str]) -> Verdict:
    """The verdict on the readings that had a witness: one reading is agreed or single, several stood as they stand."""
    known = [[a for a in reading.articles if a not in new] for reading in claim.readings]
    known = [articles for articles in known if articles]
    if len(known) > 1:
        return claim.verdict
    return "agreed" if len({account_of[a] for a in known[0]}) > 1 else "single"


def print_news(console: Console, record: Record, since: str, limit: int) -> None:
    """Print what is new, verdicts that changed first; claims that only repeat one wording come last."""
    news = find_news(record, since)
    accounts, claims, changed = len(news.accounts), len(news.claims), len(news.changed)
    counts = f"{count(len(news.articles), 'article')}, {count(accounts, 'account')}, {count(claims, 'claim')}"
    print_line(console, f"[bold]Since {escape(since)}[/]: {counts}, {count(changed, 'changed verdict')}")
    names = {a.id: article_name(a) for a in record.articles}
    for account in news.accounts:
        print_line(console, f"  [bold]new account[/] {escape(', '.join(names[a] for a in account.articles))}")
    for item in news.changed[:limit]:
        print_line(console, f"  [bold]was {item.before}, is {item.claim.verdict}[/]")
        print_claim(console, item.claim, record)
    telling = sorted(news.claims, key=lambda c: (c.kind == "statement", c.id))
    for claim in telling[: max(0, limit - changed)]:
        print_claim(console, claim, record)
