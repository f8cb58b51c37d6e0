"""Dated events in order of time, the important ones first when the list is cut."""

from collections import defaultdict
from collections.abc import Sequence

from variorum.compose.salience import Naming, weigh_days
from variorum.language.lexicon import read_toml
from variorum.model.findings import Findings
from variorum.model.record import Event, TimelineEntry

_DATED = ("minute", "hour", "day", "week", "month")
_OF_ONE_DAY = ("minute", "hour", "day")
_TOLD = ("occurred", "ongoing", "planned", "cancelled", "conditional")
_MARKS = {"planned": " (announced)", "conditional": " (on a condition)"}


def compose_timeline(findings: Findings, entries: int) -> tuple[TimelineEntry, ...]:
    """Give at most `entries` entries: events with a date of a month or finer, those of one date and label together."""
    account_of = findings.lineage.account_of()
    salience = _weigh_days(findings)
    groups: dict[tuple[object, str], list[Event]] = defaultdict(list)
    for event in findings.events.table:
        if event.date is not None and event.date.precision in _DATED and event.status in _TOLD:
            groups[(event.date, _title(event))].append(event)
    made = []
    for (_, title), events in groups.items():
        articles = tuple(sorted({a for e in events for a in e.articles}))
        accounts = len({account_of[a] for a in articles})
        evidence = tuple(sorted({v for e in events for v in e.evidence}))
        date = events[0].date
        assert date is not None  # events without one were left out above
        ids = tuple(sorted(e.id for e in events))
        weight = _weight(events, accounts) + salience.get(date.from_date or "", 0.0)
        made.append((weight, TimelineEntry(date, title, ids, articles, accounts, evidence)))
    made.sort(key=lambda item: (-item[0], item[1].date.from_date or "", item[1].title))
    return tuple(sorted((entry for _, entry in made[:entries]), key=_order))


def _weigh_days(findings: Findings) -> dict[str, float]:
    """Give 1 for the day that matters most, and less for the others."""
    published = {article.id: article.published for article in findings.articles}
    namings = (
        Naming(
            published[annotation.article],
            tuple(t.from_date[:10] for t in annotation.times if t.from_date and t.precision in _OF_ONE_DAY),
        )
        for annotation in findings.annotations
    )
    weights = weigh_days(namings)
    most = max(weights.values(), default=0.0)
    return {day: weight / most for day, weight in weights.items()} if most > 0 else {}


def _title(event: Event) -> str:
    """The clause that tells it; what is to come is marked as announced."""
    return event.label + _MARKS.get(event.status, "")


def _weight(events: Sequence[Event], accounts: int) -> float:
    """Accounts count most, then how far from neutral its type is by PLOVER's scale, then who is named."""
    types = read_toml("plover")["types"]
    scale = max((abs(types[e.type]["scale"]) for e in events if e.type in types), default=0.0)
    return accounts + scale / 20 + min(max(len(e.actors) for e in events), 3) / 10


def _order(entry: TimelineEntry) -> tuple[str, str, str]:
    return (entry.date.from_date or entry.date.to_date or "", entry.date.to_date or "", entry.title)
