"""`variorum show RECORD.db [WHAT]`: the record in the terminal."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from variorum import open_record
from variorum.cli.news import find_news, is_time, print_news
from variorum.cli.sayings import print_omissions, say_speakers
from variorum.cli.stances import print_stances
from variorum.cli.summary import print_claim, print_summary
from variorum.cli.words import article_name, count, escape, evidence_line, open_console, print_line
from variorum.model.record import Claim, Entity, Record
from variorum.store import RecordStore


class Part(StrEnum):
    """What of the record to show."""

    story = "story"
    claim = "claim"
    person = "person"
    account = "account"
    quotation = "quotation"
    timeline = "timeline"
    stance = "stance"
    commitment = "commitment"


_PARTS = f"One of: {', '.join(Part)}."
_SINCE = (
    "Only what the runs since a date or time (UTC) brought, or what the last run did: 'last'. For a time before the"
    " first run, what was published since."
)
_VERDICTS = ("conflict", "updated", "compatible", "agreed", "single")


def show(
    record: Annotated[Path, typer.Argument(metavar="RECORD.db", help="A record that `collate` wrote.")],
    part: Annotated[Part, typer.Argument(metavar="WHAT", help=_PARTS)] = Part.story,
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows.")] = 40,
    since: Annotated[str | None, typer.Option(metavar="TIME", help=_SINCE)] = None,
) -> None:
    """Show a part of the record in the terminal; with --since what the runs from then on have brought."""
    if since is not None and not is_time(since):
        raise typer.BadParameter(f"{since!r} is no ISO date or time", param_hint="--since")
    found = open_record(record)
    console = open_console()
    if since is not None:
        with RecordStore(record, read_only=True) as store:
            history = store.history()
        print_news(console, found, find_news(found, history, since), limit)
        return
    if part is Part.story:
        print_summary(found, record)
        return
    {
        Part.claim: _show_claims, Part.person: _show_persons, Part.account: _show_accounts,
        Part.quotation: _show_quotations, Part.timeline: _show_timeline, Part.stance: print_stances,
        Part.commitment: _show_commitments,
    }[part](console, found, limit)  # fmt: skip


def _show_claims(console: Console, record: Record, limit: int) -> None:
    def rank(claim: Claim) -> tuple[int, bool, int, str]:
        accounts = sum(reading.accounts for reading in claim.readings)
        return (_VERDICTS.index(claim.verdict), claim.kind == "statement", -accounts, claim.id)

    claims = sorted(record.claims, key=rank)
    for claim in claims[:limit]:
        print_claim(console, claim, record)
    _tell_rest(console, len(claims), limit, "claim")


def _show_persons(console: Console, record: Record, limit: int) -> None:
    persons = sorted((e for e in record.entities if e.kind == "person"), key=lambda e: (-len(e.mentions), e.name))
    for person in persons[:limit]:
        aliases = [a for a in person.aliases if a != person.name]
        print_line(
            console, f"[bold]{escape(person.name)}[/] [dim]{count(len(person.mentions), 'mention')} ({person.id})[/]"
        )
        if aliases:
            print_line(console, f"    also: {escape(', '.join(aliases))}")
        for title in dict.fromkeys(role.title for role in person.roles):
            print_line(console, f"    as: {escape(title)}")
    _tell_rest(console, len(persons), limit, "person")


def _show_accounts(console: Console, record: Record, limit: int) -> None:
    names = {a.id: article_name(a) for a in record.articles}
    accounts = sorted(record.accounts, key=lambda a: (-len(a.articles), a.id))
    for account in accounts[:limit]:
        print_line(console, f"[bold]{escape(', '.join(names[a] for a in account.articles))}[/] [dim]({account.id})[/]")
        print_line(console, f"    {escape(account.basis)}")
    _tell_rest(console, len(accounts), limit, "account")


def _show_quotations(console: Console, record: Record, limit: int) -> None:
    quoted = {q.id: q for q in record.quotations}
    utterances = sorted(record.utterances, key=lambda u: (-len(u.quotations), u.id))
    for utterance in utterances[:limit]:
        print_line(console, f"[bold]{escape(say_speakers(utterance, record))}[/] [dim]({utterance.id})[/]")
        for key in utterance.quotations:
            print_line(console, f"{quoted[key].variant}: {evidence_line(quoted[key].evidence, record)}", 4)
            print_omissions(console, quoted[key], record)
    _tell_rest(console, len(utterances), limit, "utterance")


def _show_timeline(console: Console, record: Record, limit: int) -> None:
    table = Table("when", "what", "accounts", box=None)
    for entry in record.timeline[:limit]:
        when = (
            entry.date.from_date
            if entry.date.from_date == entry.date.to_date
            else f"{entry.date.from_date} – {entry.date.to_date}"
        )
        table.add_row(when, escape(entry.title), str(entry.accounts))
    console.print(table)
    _tell_rest(console, len(record.timeline), limit, "entry")


def _show_commitments(console: Console, record: Record, limit: int) -> None:
    names = _names(record.entities)
    account_of = {article: account.id for account in record.accounts for article in account.articles}
    for commitment in record.commitments[:limit]:
        parties = ", ".join(names[p] for p in commitment.parties)
        due = f", due {commitment.due}" if commitment.due else ""
        print_line(
            console,
            f"[bold]{escape(parties)}[/] {commitment.form} ({commitment.status}{due}): {escape(commitment.action)}",
        )
        print_line(console, f"    {evidence_line(commitment.evidence[0], record)}")
        if commitment.condition:
            print_line(console, f"    on condition: {escape(commitment.condition)}")
        for outcome in commitment.outcomes:
            accounts = count(len({account_of[e.article] for e in outcome.evidence}), "account")
            day = f", {outcome.date}" if outcome.date else ""
            told = f"[yellow]{outcome.outcome.replace('-', ' ')}[/]{day} \\[{accounts}]"
            print_line(console, f"{told} {evidence_line(outcome.evidence[0], record)}", 4)
    _tell_rest(console, len(record.commitments), limit, "commitment")


def _names(entities: tuple[Entity, ...]) -> dict[str, str]:
    return {e.id: e.name for e in entities}


def _tell_rest(console: Console, total: int, limit: int, noun: str) -> None:
    if total > limit:
        print_line(console, f"[dim]… {total - limit} more ({noun}); --limit shows them[/]")
    elif not total:
        print_line(console, f"[dim]no {noun} in this record[/]")
