"""A story in ten sentences at most, taken from the accounts: what most of them tell, and where they differ.

Statements stand in the wording of an account; a difference is said as such, with the number of accounts for each
reading. No sentence is without evidence.
"""

from collections.abc import Iterator, Mapping, Sequence

from variorum.model.findings import Comparison, Findings
from variorum.model.record import Brief, BriefSentence, Claim, Reading, SynopsisRow
from variorum.model.text import Article

_COUNTS = ("no account says", "one account says", "two say", "three say", "four say", "five say", "six say")
_MOST_DIFFERENCES = 4
_LONGEST = 420  # code points of a sentence that is taken over


def compose_brief(comparison: Comparison, findings: Findings, sentences: int) -> Brief:
    """Give the brief of a story, its statements in the order of the narrative, then the differences."""
    claims = {c.id: c for c in comparison.claims}
    differences = _pick_differences(comparison.claims)[:_MOST_DIFFERENCES]
    rows = _pick_rows(comparison.synopsis.rows, claims)[: sentences - len(differences)]
    order = {id(row): n for n, row in enumerate(comparison.synopsis.rows)}
    rows.sort(key=lambda row: order[id(row)])
    articles = {a.id: a for a in findings.articles}
    told = [_tell_row(row, claims, articles) for row in rows]
    return Brief(comparison.synopsis.story, (*told, *(_tell_difference(c) for c in differences)))


def _pick_differences(claims: Sequence[Claim]) -> list[Claim]:
    """Conflicts before updates; those that most accounts witness first."""
    differing = [c for c in claims if c.verdict in ("conflict", "updated")]
    kinds = ("status", "polarity", "number", "date", "place", "role", "wording", "participant", "statement")
    return sorted(
        differing,
        key=lambda c: (c.verdict != "conflict", -sum(r.accounts for r in c.readings), kinds.index(c.kind), c.id),
    )


def _pick_rows(rows: Sequence[SynopsisRow], claims: Mapping[str, Claim]) -> list[SynopsisRow]:
    """Rows that most accounts tell, and of these the ones that rest on most claims."""

    def rank(row: SynopsisRow) -> tuple[float, ...]:
        accounts = len({cell.account for cell in row.cells})
        statement = _statement(row, claims)
        return (-accounts, -min(len(row.claims), 5), -min(len(statement.about), 4))

    fitting = [row for row in rows if len(_clearest(row, claims).value) <= _LONGEST]
    order = {id(row): n for n, row in enumerate(rows)}
    return sorted(fitting, key=lambda row: (*rank(row), order[id(row)]))


def _statement(row: SynopsisRow, claims: Mapping[str, Claim]) -> Claim:
    return next(claims[c] for c in row.claims if claims[c].kind == "statement")


def _clearest(row: SynopsisRow, claims: Mapping[str, Claim]) -> Reading:
    """The reading that the question of the row's claim quotes."""
    statement = _statement(row, claims)
    quoted = statement.question.partition("“")[2].rpartition("”")[0].removesuffix(" …")
    return next((r for r in statement.readings if r.value.startswith(quoted)), statement.readings[0])


def _tell_row(row: SynopsisRow, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> BriefSentence:
    reading = _clearest(row, claims)
    evidence = tuple(sorted({e for cell in row.cells for e in cell.evidence if e.article in articles}))
    return BriefSentence(reading.value, row.claims, evidence)


def _tell_difference(claim: Claim) -> BriefSentence:
    evidence = tuple(sorted({e for reading in claim.readings for e in reading.evidence}))
    return BriefSentence(f"Accounts differ. {claim.question} {_join(_say(claim))}.", (claim.id,), evidence)


def _say(claim: Claim) -> Iterator[str]:
    for position, reading in enumerate(claim.readings):
        count = _COUNTS[reading.accounts] if reading.accounts < len(_COUNTS) else f"{reading.accounts} say"
        words = count if position == 0 or reading.accounts != 1 else "one says"
        words = words.replace("two say", "two accounts say") if position == 0 else words
        yield f"{words[0].upper() + words[1:] if position == 0 else words} {reading.value}"


def _join(parts: Iterator[str]) -> str:
    return ", ".join(parts)
