"""`variorum explain RECORD.db ID`: why a claim, an account, an entity, an utterance, ... is as it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from variorum import open_record
from variorum.cli.lineage import print_account, print_families
from variorum.cli.sayings import mark_wording, print_omissions, say_speakers
from variorum.cli.summary import print_claim
from variorum.cli.words import article_name, count, escape, evidence_line, open_console, print_line
from variorum.errors import UnknownId
from variorum.model.record import Account, Claim, Entity, Event, Record, Story, Utterance
from variorum.model.text import Article

_IDENTIFIER = "An id (or its beginning), or the name of an entity."


def explain(
    record: Annotated[Path, typer.Argument(metavar="RECORD.db", help="A record that `collate` wrote.")],
    identifier: Annotated[str, typer.Argument(metavar="ID", help=_IDENTIFIER)],
) -> None:
    """Say why a claim, an account, an article, an entity, an utterance, an event or a story is as it is."""
    found = open_record(record)
    console = open_console()
    thing = _find(found, identifier)
    for kind, tell in _TELLERS:
        if isinstance(thing, kind):
            tell(console, thing, found)


def _find(record: Record, identifier: str) -> object:
    tables = (
        record.claims, record.accounts, record.articles, record.entities, record.utterances, record.events,
        record.stories,
    )  # fmt: skip
    hits = [row for table in tables for row in table if row.id.startswith(identifier)]
    if not hits:
        hits = [e for e in record.entities if identifier.lower() in {e.name.lower(), *(a.lower() for a in e.aliases)}]
    if not hits:
        raise UnknownId(f"the record has nothing called {identifier!r}; `variorum show` prints ids and names")
    if len(hits) > 1:
        raise UnknownId(f"{identifier!r} may be any of: " + ", ".join(row.id for row in hits[:8]))
    return hits[0]


def _tell_claim(console: Console, claim: Claim, record: Record) -> None:
    print_claim(console, claim, record)
    for reading in claim.readings:
        for evidence in reading.evidence[1:]:
            print_line(console, f"    {escape(reading.value)}: {evidence_line(evidence, record)}")


def _tell_article(console: Console, article: Article, record: Record) -> None:
    title = escape(article.title or article_name(article))
    print_line(console, f"[bold]{title}[/] {escape(str(article.source))}")
    basis = article.published_basis or "no date found"
    print_line(console, f"  published {article.published or 'unknown'} ({basis}), language {article.language}")
    for removed in article.removed:
        print_line(console, f"  removed {removed.reason}: source {removed.source_start}–{removed.source_end}")
    for account in record.accounts:
        if article.id in account.articles:
            print_account(console, account, record)


def _tell_entity(console: Console, entity: Entity, record: Record) -> None:
    names = {e.id: e.name for e in record.entities}
    code = f" {entity.code}" if entity.code else ""
    of = f", of {escape(names[entity.affiliation])}" if entity.affiliation in names else ""
    mentions = count(len(entity.mentions), "mention")
    print_line(console, f"[bold]{escape(entity.name)}[/] {entity.kind}{code}{of}, {mentions} ({entity.id})")
    if entity.aliases:
        print_line(console, f"  names: {escape(', '.join(entity.aliases))}")
    for role in entity.roles:
        print_line(console, f"  {escape(role.title)}: {evidence_line(role.evidence[0], record)}")
    for judgement in entity.judgements:
        words = f"“{escape(judgement.subject)}” {judgement.relation} “{escape(judgement.object)}”"
        print_line(console, f"  {words}, score {judgement.score:.2f}: {escape(judgement.reason)}")


def _tell_utterance(console: Console, utterance: Utterance, record: Record) -> None:
    quoted = {q.id: q for q in record.quotations}
    fullest = quoted[utterance.fullest]
    print_line(console, f"[bold]{escape(say_speakers(utterance, record))}[/] [dim]({utterance.id})[/]")
    for key in utterance.quotations:
        q = quoted[key]
        how = f"{q.variant} ({q.kind}, {escape(q.speaker_text or 'unnamed')}, {escape(q.cue)})"
        print_line(console, f"{how}: {evidence_line(q.evidence, record)}")
        if q.addressee_text or q.occasion_evidence:
            when = q.occasion_evidence.text if q.occasion_evidence else ""
            print_line(console, escape(f"to {q.addressee_text}, {when}" if q.addressee_text else when).strip(", "), 4)
        if q.variant != "fullest":
            print_line(console, f"against the fullest: {mark_wording(q.evidence.text, fullest.evidence.text)}", 4)
        print_omissions(console, q, record)


def _tell_event(console: Console, event: Event, record: Record) -> None:
    names = {e.id: e.name for e in record.entities}
    kind = " ".join([event.type or "no PLOVER type", *event.modes])
    accounts = count(event.accounts, "account")
    print_line(console, f"[bold]{escape(event.label)}[/] {kind}, {event.status}, {accounts} ({event.id})")
    actors = escape(", ".join(names[a] for a in event.actors) or "unknown")
    recipients = escape(", ".join(names[r] for r in event.recipients) or "—")
    print_line(console, f"  by {actors} to {recipients}")
    for evidence in event.evidence:
        print_line(console, f"  {evidence_line(evidence, record)}")


_TELLERS: tuple[tuple[type, Callable[..., None]], ...] = (
    (Claim, _tell_claim), (Account, print_account), (Article, _tell_article), (Entity, _tell_entity),
    (Utterance, _tell_utterance), (Event, _tell_event), (Story, print_families),
)  # fmt: skip
