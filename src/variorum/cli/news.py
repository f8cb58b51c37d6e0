"""What a record says that it did not say before a time: new accounts, new claims, verdicts that changed.

From the first run on, time is that of the runs that wrote the record. Before that the record says nothing of its own
growth, and time is that of publication; what an article without a date says then counts as known before.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console

from variorum.cli.summary import print_claim
from variorum.cli.words import article_name, count, escape, print_line
from variorum.model.history import History
from variorum.model.record import Account, Claim, Record, Verdict

LAST = "last"


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim, and what its verdict was before."""

    claim: Claim
    before: Verdict


@dataclass(frozen=True, slots=True)
class News:
    """What came since a time, as `since` tells it; each list in the order of the record."""

    since: str
    articles: tuple[str, ...]
    accounts: tuple[Account, ...]
    claims: tuple[Claim, ...]
    changed: tuple[Changed, ...]


def find_news(record: Record, history: History, since: str) -> News:
    """Give what is new since an ISO date or time, or by the last run; a date is its first moment, a bare time UTC."""
    runs = history.runs
    if since == LAST:
        before = runs[-1].number - 1 if runs else 0
        return _by_runs(record, history, before, f"the last run but one ({_time_of(history, before)})")
    moment = _moment(since)
    earlier = [run.number for run in runs if not run.time or _moment(run.time) < moment]
    return _by_runs(record, history, earlier[-1], since) if earlier else _by_publication(record, since)


def is_time(text: str) -> bool:
    """Tell whether it can be asked for."""
    try:
        return text == LAST or bool(_moment(text))
    except ValueError:
        return False


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _time_of(history: History, number: int) -> str:
    return next((run.time for run in history.runs if run.number == number and run.time), "when it was begun")


def _by_runs(record: Record, history: History, before: int, since: str) -> News:
    new = {a.id for a in record.articles if history.articles.get(a.id, 0) > before}
    first: dict[str, Verdict] = {}
    for judged in history.judged:
        if judged.run > before:
            first.setdefault(judged.claim, judged.before)
    old = [claim for claim in record.claims if history.claims.get(claim.id, 0) <= before]
    return News(
        since,
        tuple(a.id for a in record.articles if a.id in new),
        tuple(account for account in record.accounts if set(account.articles) <= new),
        tuple(claim for claim in record.claims if history.claims.get(claim.id, 0) > before),
        tuple(Changed(claim, first[claim.id]) for claim in old if first.get(claim.id, claim.verdict) != claim.verdict),
    )


def _by_publication(record: Record, since: str) -> News:
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
        f"{since} (published)",
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


def print_news(console: Console, record: Record, news: News, limit: int) -> None:
    """Print what is new: verdicts that changed, then differences, and wordings alone last."""
    accounts, claims, changed = len(news.accounts), len(news.claims), len(news.changed)
    counts = f"{count(len(news.articles), 'article')}, {count(accounts, 'account')}, {count(claims, 'claim')}"
    print_line(console, f"[bold]Since {escape(news.since)}[/]: {counts}, {count(changed, 'changed verdict')}")
    names = {a.id: article_name(a) for a in record.articles}
    for account in news.accounts:
        print_line(console, f"  [bold]new account[/] {escape(', '.join(names[a] for a in account.articles))}")
    for item in news.changed[:limit]:
        print_line(console, f"  [bold]was {item.before}, is {item.claim.verdict}[/]")
        print_claim(console, item.claim, record)
    telling = sorted(news.claims, key=lambda c: (c.verdict not in ("conflict", "updated"), c.kind == "statement", c.id))
    for claim in telling[: max(0, limit - changed)]:
        print_claim(console, claim, record)
    if claims + changed > limit:
        print_line(console, f"[dim]… {claims + changed - limit} more (claim); --limit shows them[/]")
