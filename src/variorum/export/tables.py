"""The record as the contract of docs/record.md has it: plain tables with its field names, ready for JSON or CSV."""

from typing import Any

from variorum.model.plain import to_plain
from variorum.model.record import Event, Record, Run, TimelineEntry
from variorum.model.text import Article

Row = dict[str, Any]
TABLES = (
    "articles", "accounts", "derivations", "stories", "entities", "utterances", "quotations", "events", "claims",
    "synopsis", "stances", "commitments", "timeline", "brief", "issues",
)  # fmt: skip


def record_tables(record: Record) -> dict[str, Any]:
    """Give each table as a list of rows, in the record's order, and `run` as one object."""
    accounts = {article: account.id for account in record.accounts for article in account.articles}
    stories = {article: story.id for story in record.stories for article in story.articles}
    tables: dict[str, Any] = {name: [to_plain(row) for row in getattr(record, name)] for name in TABLES}
    tables["articles"] = [_article(a, accounts.get(a.id), stories.get(a.id)) for a in record.articles]
    tables["events"] = [_dated(row) for row in record.events]
    tables["timeline"] = [_dated(row) for row in record.timeline]
    tables["run"] = _run(record.run)
    return tables


def printable(text: str) -> str:
    """Give the text as UTF-8 can hold it: half a surrogate pair (an odd file name) becomes its escape `\\udcxx`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _article(article: Article, account: str | None, story: str | None) -> Row:
    row: Row = to_plain(article)
    del row["sentences"]
    return row | {
        "source": str(article.source),
        "other_sources": [str(source) for source in article.other_sources],
        "offsets": row["offsets"]["runs"],
        "account": account,
        "story": story,
    }


def _dated(value: Event | TimelineEntry) -> Row:
    row: Row = to_plain(value)
    date = value.date
    row["date"] = date and {
        "from": date.from_date,
        "to": date.to_date,
        "precision": date.precision,
        "basis": date.basis,
    }
    return row


def _run(run: Run) -> Row:
    return {
        "version": run.version,
        "models": dict(run.models),
        "settings": dict(run.settings),
        "counts": dict(run.counts),
        "seconds": dict(run.seconds),
        "corrections": list(run.corrections),
    }
