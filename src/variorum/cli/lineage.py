"""Who retells whom, in the terminal: a family as a tree, a derivation as two columns."""

from collections import defaultdict

from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from variorum.cli.words import article_name, count, escape, open_console, print_line
from variorum.export.family import Branch, Family, draw_family
from variorum.export.wording import compare_wording
from variorum.model.record import Account, Derivation, Record, Story
from variorum.model.text import Article

_MOST_PASSAGES = 40
_WIDE = 400  # columns where no terminal breaks the lines
_MARKS = {"same": "{}", "new": "[bold]{}[/]", "omitted": "[dim]⟨{}⟩[/]"}


def print_families(console: Console, story: Story, record: Record) -> None:
    """Print all accounts that tell a story as one tree, the greatest families first."""
    articles = {a.id: a for a in record.articles}
    told = set(story.articles)
    families = [draw_family(a, _by_article(record)) for a in record.accounts if told.intersection(a.articles)]
    title = f"{count(len(told), 'article')}, {count(len(families), 'independent account')}"
    tree = Tree(f"[bold]{escape(story.title)}[/]: {title}")
    for family in sorted(families, key=lambda f: (-len(f.branches), f.account.id)):
        _grow(tree, family, articles)
    _print_tree(console, tree)


def print_account(console: Console, account: Account, record: Record) -> None:
    """Print an account: why it is one, its family as a tree, and each derivation in it as two columns."""
    articles = {a.id: a for a in record.articles}
    names = ", ".join(article_name(articles[a]) for a in account.articles)
    print_line(console, f"[bold]{escape(names)}[/]: {escape(account.basis)}")
    family = draw_family(account, _by_article(record))
    if family.derivations:
        tree = Tree(f"Account {account.id}")
        _grow(tree, family, articles)
        _print_tree(console, tree)
    for derivation in family.derivations:
        print_derivation(console, derivation, articles)


def print_derivation(console: Console, derivation: Derivation, articles: dict[str, Article]) -> None:
    """Print what one article has from another, side by side: words of its own in bold, what it left out in ⟨⟩."""
    article, source = articles[derivation.article], articles[derivation.from_article]
    print_line(
        console,
        f"\n{escape(article_name(article))} from {escape(article_name(source))}: {derivation.kind}, "
        f"{derivation.coverage:.0%} of it, likeness {derivation.similarity:.2f}. {escape(derivation.why)}",
    )
    if not derivation.passages:
        return
    table = Table(escape(article_name(article)), escape(article_name(source)), show_lines=True)
    shown = derivation.passages[:_MOST_PASSAGES]
    reached = 0
    for passage in shown:
        if gap := len(article.text[reached : passage.start].strip()):
            table.add_row(f"[dim]… {count(gap, 'character')} of its own …[/]", "")
        reached = max(reached, passage.end)
        ours = _line(article, passage.start, passage.end)
        theirs = _line(source, passage.from_start, passage.from_end)
        marked = "".join(_MARKS[part.kind].format(escape(part.text)) for part in compare_wording(ours, theirs))
        table.add_row(
            f"[dim]{passage.start}–{passage.end}[/] {marked}",
            f"[dim]{passage.from_start}–{passage.from_end}[/] {escape(theirs)}",
        )
    console.print(table)
    if left := len(derivation.passages) - len(shown):
        print_line(console, f"[dim]… and {count(left, 'more passage')}; `variorum export` has all[/]")


def _line(article: Article, start: int, end: int) -> str:
    return " ".join(article.text[start:end].split())


def _print_tree(console: Console, tree: Tree) -> None:
    (console if console.is_terminal else open_console(_WIDE)).print(tree)


def _grow(tree: Tree, family: Family, articles: dict[str, Article]) -> None:
    """Hang the family into the tree. Depth is cut at 20 steps: deeper ones stand beside their parent."""
    above: dict[int, Tree] = {-1: tree}
    for branch in family.branches:
        depth = min(branch.depth, 20)
        above[depth] = above[depth - 1].add(_label(branch, articles[branch.article]))


def _label(branch: Branch, article: Article) -> str:
    when = f", {article.published}" if article.published else ""
    name = f"[bold]{escape(article_name(article))}[/]{escape(when)} [dim]{article.id}[/]"
    if branch.derivation is None:
        return name
    return f"{name} {branch.derivation.kind}, {branch.derivation.coverage:.0%}"


def _by_article(record: Record) -> dict[str, list[Derivation]]:
    found: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in record.derivations:
        found[derivation.article].append(derivation)
    return found
