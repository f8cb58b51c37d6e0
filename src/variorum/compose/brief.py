"""A story in ten sentences at most, taken from the accounts: what most of them tell, and where they differ.

Statements stand in the wording of an account; a difference is said as such, with the number of accounts for each
reading. No sentence is without evidence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from variorum.language.lexicon import read_toml
from variorum.model.findings import Comparison
from variorum.model.record import Brief, BriefSentence, Cell, Claim, Reading, SynopsisRow

_UNDATED: Mapping[str, str | None] = {}
_CONSIDERED = 8  # for each sentence wanted, so many rows are looked at
_MARKS = "“”\"‘’'()[],.;:!?–—-"
_UNNAMED = re.compile(r"[\"”’'] (?:he|she|they|it)\b")  # who said what is quoted
_COUNTS = ("no account says", "one account says", "two say", "three say", "four say", "five say", "six say")


def compose_brief(comparison: Comparison, sentences: int, published: Mapping[str, str | None] = _UNDATED) -> Brief:
    """Give the brief of a story, its statements in order of time, then the differences.

    `published` gives the day of each article: what was told earlier stands first, and of one day the order is that of
    the narrative.
    """
    claims = _Claims(comparison.claims)
    differences = _pick_differences(comparison.claims)[: read_toml("brief")["differences"]]
    told_anyway = {c.id for c in differences if c.kind in ("status", "polarity", "wording")}
    agreeing = [row for row in comparison.synopsis.rows if not told_anyway & set(row.claims)]
    rows = _pick_rows(agreeing, claims, sentences - len(differences))
    order = {id(row): n for n, row in enumerate(comparison.synopsis.rows)}
    rows.sort(key=lambda row: (_day(row, published), order[id(row)]))
    told = [_tell_row(row, claims) for row in rows]
    return Brief(comparison.synopsis.story, (*told, *(_tell_difference(c) for c in differences)))


def _day(row: SynopsisRow, published: Mapping[str, str | None]) -> str:
    """The day on which it was first told; of what bears no day, a day before all."""
    return min(((published.get(cell.article) or "")[:10] for cell in row.cells), default="")


def _pick_differences(claims: Sequence[Claim]) -> list[Claim]:
    """Conflicts before updates; those that most accounts witness first."""
    differing = [c for c in claims if c.verdict in ("conflict", "updated")]
    kinds = ("status", "polarity", "number", "date", "place", "role", "wording", "participant", "statement")
    return sorted(
        differing,
        key=lambda c: (c.verdict != "conflict", -sum(r.accounts for r in c.readings), kinds.index(c.kind), c.id),
    )


def _pick_rows(rows: Sequence[SynopsisRow], claims: "_Claims", count: int) -> list[SynopsisRow]:
    """Rows by the accounts that tell them so, then by how near to the head they stand and how many claims rest on them.

    One that says much of what a better one says gives way to another (Carbonell and Goldstein 1998).
    """
    weights = read_toml("brief")["weights"]
    news = _weigh_news(rows)
    points: dict[int, float] = {}
    for position, row in enumerate(rows):
        told_by = {e.article for e in _tell_row(row, claims).evidence}
        accounts = len({cell.account for cell in row.cells if cell.article in told_by})
        points[position] = (
            weights["account"] * accounts
            + weights["claim"] * min(len(row.claims), 5)
            + weights["name"] * min(len(_statement(row, claims).about), 4)
            + weights["head"] * len({cell.account for cell in row.cells if _at_head(cell)})
            + weights["news"] * _newsworth(_telling_words(_clearest(row, claims).value), news)
            - weights["leans"] * _leans(_clearest(row, claims).value)
            - weights["colour"] * _is_coloured(_clearest(row, claims).value)
            - weights["late"] * position / len(rows)
        )
    fitting = [n for n, row in enumerate(rows) if len(_clearest(row, claims).value) <= read_toml("brief")["longest"]]
    likely = sorted(fitting, key=lambda n: (-points[n], n))[: _CONSIDERED * count]
    words = {n: _telling_words(_clearest(rows[n], claims).value) for n in likely}
    answered = {n: {c for c in rows[n].claims if claims.table[c].kind != "statement"} for n in likely}
    chosen: list[int] = []
    while likely and len(chosen) < count:
        best = max(
            likely,
            key=lambda n: (
                points[n]
                - weights["alike"] * max((_share(words[n], words[c]) for c in chosen), default=0)
                - weights["again"] * any(answered[n] & answered[c] for c in chosen),
                -n,
            ),
        )
        chosen.append(best)
        likely.remove(best)
    return [rows[n] for n in chosen]


def _weigh_news(rows: Sequence[SynopsisRow]) -> Mapping[str, float]:
    """The share of the accounts at whose head a word stands: what the story is about (Nenkova and Vanderwende 2005)."""
    heads: dict[str, set[str]] = {}
    for cell in (cell for row in rows for cell in row.cells if _at_head(cell)):
        for word in _telling_words(" ".join(e.text for e in cell.evidence)):
            heads.setdefault(word, set()).add(cell.account)
    accounts = len({account for found in heads.values() for account in found})
    return {word: len(found) / accounts for word, found in heads.items()}


def _newsworth(words: Iterable[str], news: Mapping[str, float]) -> float:
    """The mean weight of a sentence's words; a short one is not worth more for saying less."""
    weights = [news.get(word, 0.0) for word in words]
    least: float = read_toml("brief")["usual_words"] / 2
    return sum(weights) / max(least, len(weights))


def _at_head(cell: Cell) -> bool:
    reach: int = read_toml("brief")["lead"]
    return min((e.start for e in cell.evidence), default=0) < reach


def _leans(text: str) -> bool:
    """Whether a sentence needs the one before it: it begins with a link or a pronoun, or has one near its beginning."""
    table = read_toml("brief")
    words = [word.strip(_MARKS).lower() for word in text.split()[: table["few"]]]
    unnamed = _UNNAMED.search(text) is not None or _announces_it(text)
    return unnamed or not words or words[0] in table["leaning"].split() or bool({*words} & {*table["pronouns"].split()})


def _announces_it(text: str) -> bool:
    """Whether what is told is only pointed at: 'the ministers announced it after seven hours'."""
    words = [word.strip(_MARKS).lower() for word in text.split()]
    announcing = frozenset(read_toml("brief")["announcing"].split())
    return any(one in announcing and other in ("it", "this") for one, other in pairwise(words))


def _is_coloured(text: str) -> bool:
    """Whether a sentence says how to feel about what it tells: 'in a stunning turn of events'."""
    return bool({word.strip(_MARKS).lower() for word in text.split()} & _colour())


@cache
def _colour() -> frozenset[str]:
    return frozenset(read_toml("brief")["colour"].split())


def _telling_words(text: str) -> frozenset[str]:
    stop = frozenset(read_toml("gather")["stop"].split())
    words = frozenset(word.strip(_MARKS).lower().removesuffix("'s").removesuffix("’s") for word in text.split())
    return words - stop - {""}


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the shorter sentence's words that are in the other."""
    return len(first & second) / max(1, min(len(first), len(second)))


def _statement(row: SynopsisRow, claims: "_Claims") -> Claim:
    """The row's own statement, which rests on its sentences alone."""
    here = {e for cell in row.cells for e in cell.evidence}
    told = (claims.table[c] for c in row.claims if claims.table[c].kind == "statement")
    return next(c for c in told if all(e in here for r in c.readings for e in r.evidence))


def _clearest(row: SynopsisRow, claims: "_Claims") -> Reading:
    """The wording that stands best alone: plain, not long, without a pronoun or a link to a sentence before."""
    usual: int = read_toml("brief")["usual_words"]

    def rank(reading: Reading) -> tuple[bool, bool, int, str]:
        text = reading.value
        return _leans(text), _is_coloured(text), abs(len(text.split()) - usual), text

    return min(_statement(row, claims).readings, key=rank)


def _tell_row(row: SynopsisRow, claims: "_Claims") -> BriefSentence:
    """Give the clearest wording of a row, with the passages of those alone whose wording tells the same."""
    reading = _clearest(row, claims)
    teller, disputed = reading.articles[0], [claims.disputed[c] for c in row.claims if c in claims.disputed]
    told = {e for r in _statement(row, claims).readings for e in r.evidence}
    agreeing = (e for e in told if not any(_tells_otherwise(sides, teller, e.article) for sides in disputed))
    return BriefSentence(reading.value, row.claims, tuple(sorted(agreeing)))


def _tells_otherwise(sides: Mapping[str, frozenset[int]], one: str, other: str) -> bool:
    """Whether an article gives another reading of a disputed claim than the first one, and not its own."""
    return one in sides and other in sides and sides[one].isdisjoint(sides[other])


class _Claims:
    """The claims of a story by id; of the `disputed` ones the numbers of the readings that each article gives."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.table = {c.id: c for c in claims}
        self.disputed = {c.id: self._sides(c) for c in claims if c.verdict in ("conflict", "updated")}

    @staticmethod
    def _sides(claim: Claim) -> Mapping[str, frozenset[int]]:
        sides: dict[str, set[int]] = {}
        for number, reading in enumerate(claim.readings):
            for article in reading.articles:
                sides.setdefault(article, set()).add(number)
        return {article: frozenset(numbers) for article, numbers in sides.items()}


def _tell_difference(claim: Claim) -> BriefSentence:
    evidence = tuple(sorted({e for reading in claim.readings for e in reading.evidence}))
    opening = "Accounts differ." if claim.verdict == "conflict" else "A later account says otherwise."
    return BriefSentence(f"{opening} {claim.question} {', '.join(_say(claim))}.", (claim.id,), evidence)


def _say(claim: Claim) -> Iterator[str]:
    """'Two accounts say 17, one says 14'; of whether it happened: 'Two accounts say yes, one denies it'."""
    answers: Mapping[str, str] = read_toml("brief")["answers"]
    if all(reading.value in read_toml("brief")["ahead"] for reading in claim.readings):
        answers = read_toml("brief")["ahead"]
    for position, reading in enumerate(claim.readings):
        count = _COUNTS[reading.accounts] if reading.accounts < len(_COUNTS) else f"{reading.accounts} say"
        words = count if position == 0 or reading.accounts != 1 else "one says"
        words = words.replace(" say", " accounts say") if position == 0 and reading.accounts > 1 else words
        value = reading.value
        if claim.kind == "polarity" and value.startswith("denied"):
            words, value = words.replace("says", "denies").replace("say", "deny"), "it"
        elif claim.kind == "polarity":
            value = answers.get(value, value)
        yield f"{words[0].upper() + words[1:] if position == 0 else words} {value}"
