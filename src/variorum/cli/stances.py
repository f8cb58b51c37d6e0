"""`variorum show RECORD.db stance`: a table of parties and issues, then what each of them is heard to say."""

from rich.console import Console
from rich.table import Table

from variorum.cli.words import count, escape, evidence_line, print_line
from variorum.export.matrix import SIDES, Matrix, lay_out_stances
from variorum.model.record import Record, Stance

_MOST_TOPICS = 8  # columns


def print_stances(console: Console, record: Record, limit: int) -> None:
    """Print for each story the table and at most `limit` stances, those on which several parties are heard first."""
    names = {entity.id: entity.name for entity in record.entities}
    whose = {e.id: f"{e.name} ({names[e.affiliation]})" for e in record.entities if e.affiliation in names}
    account_of = {article: account.id for account in record.accounts for article in account.articles}
    story_of = {article: story.id for story in record.stories for article in story.articles}
    titles = {story.id: story.title for story in record.stories}
    stories: dict[str, list[Stance]] = {}
    for stance in record.stances:
        stories.setdefault(story_of.get(stance.evidence[0].article, ""), []).append(stance)
    left = limit
    for story, stances in sorted(stories.items(), key=lambda item: (-len(item[1]), item[0])):
        if left <= 0:
            break
        matrix = lay_out_stances(
            stances, lambda party: names[party], lambda articles: len({account_of[a] for a in articles})
        )
        if len(stories) > 1:
            print_line(console, f"[bold]{escape(titles.get(story, 'In no story'))}[/]")
        if matrix.rows:
            _print_table(console, matrix, names | whose)
        left = _print_statements(console, record, matrix, names, left)
    if len(record.stances) > limit:
        print_line(console, f"[dim]… {len(record.stances) - limit} more (stance); --limit shows them[/]")
    elif not record.stances:
        print_line(console, "[dim]no stance in this record[/]")


def _print_table(console: Console, matrix: Matrix, names: dict[str, str]) -> None:
    rows = matrix.rows[:_MOST_TOPICS]
    print_line(console, "Issues on which several parties are heard, and the accounts that tell it:")
    for number, row in enumerate(rows, 1):
        print_line(console, f"{number}  {escape(row.topic)}", 2)
    table = Table("party", *(str(number) for number in range(1, len(rows) + 1)), box=None)
    for index, party in enumerate(matrix.parties):
        cells = [", ".join(f"{SIDES[side.side]} {side.accounts}" for side in row.cells[index]) for row in rows]
        if any(cells):
            table.add_row(escape(names[party]), *cells)
    console.print(table)
    if len(matrix.rows) > len(rows):
        print_line(console, f"… and {count(len(matrix.rows) - len(rows), 'more issue')} below", 2)


def _print_statements(console: Console, record: Record, matrix: Matrix, names: dict[str, str], left: int) -> int:
    """Print the statements by topic, then those of one party alone; give how many more may be printed."""
    for row in matrix.rows:
        if left > 0:
            print_line(console, f"\n[bold]{escape(row.topic)}[/]")
        for cell in row.cells:
            for side in cell:
                for stance in side.stances[: max(0, left)]:
                    _print_stance(console, record, stance, names, f" ({SIDES[side.side]})")
                    left -= 1
    if matrix.others and left > 0:
        print_line(console, "\n[bold]Issues on which one party is heard[/]" if matrix.rows else "")
    for _, stances in matrix.others:
        for stance in stances[: max(0, left)]:
            _print_stance(console, record, stance, names, "")
            left -= 1
    return left


def _print_stance(console: Console, record: Record, stance: Stance, names: dict[str, str], side: str) -> None:
    former = stance.changed_from
    change = f" [yellow]changed: {former.stance} on {former.date}[/]" if former else ""
    condition = f", on condition: {escape(stance.condition)}" if stance.condition else ""
    day = f" [dim]{stance.date}[/]" if stance.date else ""
    position = f"[bold]{escape(names[stance.actor])}[/] {stance.stance} {escape(stance.issue)}{condition}{side}{day}"
    print_line(console, f"{position}{change}: {evidence_line(stance.evidence[0], record)}", 2)
