"""What `collate` prints at the end: counts, the brief of each story, where accounts differ."""

from pathlib import Path

from rich.console import Console

from variorum.cli.words import count, escape, evidence_line, open_console, print_line
from variorum.model.record import Claim, Record, Story

_MOST_STORIES = 12
_MOST_CLAIMS = 8
_KINDS = ("status", "polarity", "role", "number", "date", "place", "participant", "wording", "statement")


def print_summary(record: Record, path: Path) -> None:
    """Print the summary to standard output; without colours where that is no terminal."""
    console = open_console()
    counts = dict(record.run.counts)
    print_line(
        console,
        f"[bold]{count(counts['articles'], 'article')}, {count(counts['accounts'], 'independent account')}, "
        f"{count(counts['stories'], 'story', 'stories')}[/]: "
        f"{count(counts['entities'], 'entity', 'entities')}, {count(counts['utterances'], 'utterance')}, "
        f"{count(counts['events'], 'event')}, {count(counts['claims'], 'claim')}",
    )
    stories = sorted(record.stories, key=lambda s: (-len(s.articles), s.id))
    for story in stories[:_MOST_STORIES]:
        _print_story(console, record, story, str(path))
    if len(stories) > _MOST_STORIES:
        print_line(console, f"… and {count(len(stories) - _MOST_STORIES, 'more story', 'more stories')}")
    for words in record.run.corrections:
        print_line(console, f"[green]corrected by a person[/]: {escape(words)}")
    for issue in record.issues:
        print_line(console, f"[yellow]{issue.code}[/] {escape(issue.source or '')}: {escape(issue.message)}")
    print_line(console, f"\nWritten to {escape(str(path))}. See it with: variorum show {escape(str(path))}")


def _print_story(console: Console, record: Record, story: Story, path: str) -> None:
    when = (
        f" ({story.start} to {story.end})"
        if story.start and story.start != story.end
        else f" ({story.start})"
        if story.start
        else ""
    )
    print_line(console, f"\n[bold]{escape(story.title)}[/]{when}")
    account_of = {article: a.id for a in record.accounts for article in a.articles}
    accounts = len({account_of[a] for a in story.articles})
    print_line(console, f"{count(len(story.articles), 'article')}, {count(accounts, 'independent account')}")
    brief = next((b for b in record.brief if b.story == story.id), None)
    if brief is None or not brief.sentences:
        print_line(console, f"[yellow]no brief[/]: {escape(_say_why_empty(record, story))}", 2)
    for sentence in brief.sentences if brief else ():
        witnesses = len({account_of[e.article] for e in sentence.evidence})
        print_line(console, f"• {escape(sentence.text)} [dim]\\[{count(witnesses, 'account')}][/]", 2)
    differing = [c for c in record.claims if c.story == story.id and c.verdict in ("conflict", "updated")]
    if differing:
        print_line(console, "\nWhere the accounts differ:")
    for claim in sorted(differing, key=lambda c: (c.verdict, _KINDS.index(c.kind), c.id))[:_MOST_CLAIMS]:
        print_claim(console, claim, record)
    if len(differing) > _MOST_CLAIMS:
        print_line(console, f"… and {len(differing) - _MOST_CLAIMS} more: variorum show {escape(path)} claim", 2)


def _say_why_empty(record: Record, story: Story) -> str:
    languages = sorted(
        {a.language for a in record.articles if a.id in story.articles and a.language not in (None, "en")}
    )
    if languages:
        return (
            f"what is not in English ({', '.join(map(str, languages))}) is kept as read; nothing is said of its content"
        )
    return "no statement was found in the text"


def print_claim(console: Console, claim: Claim, record: Record) -> None:
    """Print a claim: its question, its verdict, and each reading with its first passage."""
    verdict = f"{claim.kind}, {claim.verdict}: {escape(claim.why)} ({claim.id})"
    print_line(console, f"[bold]{escape(claim.question)}[/] [dim]{verdict}[/]", 2)
    for reading in claim.readings:
        accounts = f"[dim]\\[{count(reading.accounts, 'account')}][/]"
        value = "" if claim.kind == "statement" else f"{escape(reading.value)} "
        print_line(console, f"{value}{accounts} {evidence_line(reading.evidence[0], record)}", 4)
