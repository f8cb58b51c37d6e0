"""What an entity belongs to: a person to a state or body, a body or group to its state, a place to what contains it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from variorum.language.cities import find_cities
from variorum.language.gazetteer import look_up
from variorum.model.annotation import Mention
from variorum.resolve.occurrences import Occurrence

_IN = re.compile(
    r"\s+(?:in|near|outside)\s+(?:the\s+|central\s+|northern\s+|southern\s+|eastern\s+|western\s+)?", re.ASCII
)
_COMMA_THE = re.compile(r",\s+(?:the\s+)?")
_CAPITAL = re.compile(r"(?:['’]s)?\s+capital\b")
_COMMA = re.compile(r",\s+")
_LIST = re.compile(r"\s*,?\s+(?:and|or)\b")
_LISTED = re.compile(r"(?:\band|\bor|,)\s+$")


def neighbours(occurrences: Sequence[Occurrence]) -> dict[str, list[Occurrence]]:
    """Give each article's occurrences in the order of the text."""
    table: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        table[occurrence.article.id].append(occurrence)
    return {article: sorted(found, key=lambda o: o.mention.start) for article, found in table.items()}


def find_owners_of_titles(
    in_order: Mapping[str, Sequence[Occurrence]], of: Mapping[tuple[str, int], str]
) -> tuple[dict[tuple[str, int], str], dict[tuple[str, int], str]]:
    """Give, by a person's occurrence, the state and the body named in the title, or just before the name."""
    states: dict[tuple[str, int], str] = {}
    bodies: dict[tuple[str, int], str] = {}
    for found in in_order.values():
        for position, occurrence in enumerate(found):
            if occurrence.kind != "person":
                continue
            for other in [*found[max(0, position - 4) : position], *found[position + 1 : position + 4]]:
                if other.place not in of or not _in_title(occurrence.mention, other.mention, occurrence.article.text):
                    continue
                if other.kind == "state":
                    states[occurrence.place] = of[other.place]
                elif other.kind == "organization":
                    bodies[occurrence.place] = of[other.place]
    return states, bodies


def _in_title(person: Mention, other: Mention, text: str) -> bool:
    if person.title_span is not None:
        return person.title_span.start <= other.start and other.end <= person.title_span.end
    return other.demonym and other.end < person.start and text[other.end : person.start].strip() == ""


def vote(candidates: Sequence[str]) -> str | None:
    """Give the most frequent; of several the first by alphabet."""
    counts = Counter(candidates)
    return min(counts, key=lambda c: (-counts[c], c)) if counts else None


def find_containers(in_order: Mapping[str, Sequence[Occurrence]], of: Mapping[tuple[str, int], str]) -> dict[str, str]:
    """Give, by a place's entity, the entity that the texts say contains it: 'Diriyah Palace in Riyadh'."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in in_order.values():
        for one, other in pairwise(found):
            if (
                one.kind != "place"
                or other.kind not in ("place", "state")
                or one.place not in of
                or other.place not in of
            ):
                continue
            if of[one.place] != of[other.place] and _contains(one, other):
                votes[of[one.place]][of[other.place]] += 1
    containers: dict[str, str] = {}
    for place in sorted(votes):
        for container in sorted(votes[place], key=lambda c: (-votes[place][c], c)):
            if not _leads_back(containers, container, place):
                containers[place] = container
                break
    return containers


def _contains(one: Occurrence, other: Occurrence) -> bool:
    text = one.article.text
    between = text[one.mention.end : other.mention.start]
    if len(between) > 20 or (other.mention.demonym and not _CAPITAL.match(text, other.mention.end)):
        return False
    if _IN.fullmatch(between):
        return True
    if _COMMA_THE.fullmatch(between) and _CAPITAL.match(text, other.mention.end):
        return True
    if not _COMMA.fullmatch(between) or _LIST.match(text, other.mention.end, other.mention.end + 12):
        return False
    if _LISTED.search(text[max(0, one.mention.start - 6) : one.mention.start]):
        return False
    closed = text[other.mention.end : other.mention.end + 1] in ("", ",", ".", ";", ")", "\n", "”", '"')
    return closed and other.kind == "state" and not other.mention.government


def find_states_of_cities(
    places: Mapping[str, Sequence[Occurrence]], in_order: Mapping[str, Sequence[Occurrence]]
) -> dict[str, str]:
    """Give, by a place's entity, the code of the state in which the gazetteer has a city of that name.

    Only states that the place's own articles name are asked, the one that most of them name first: a name by itself
    says little, and an invented city may bear a real one's name.
    """
    named = {
        article: {o.mention.code for o in found if o.kind == "state" and o.mention.code is not None}
        for article, found in in_order.items()
    }
    states: dict[str, str] = {}
    for place in sorted(places):
        counts = Counter(code for a in sorted({o.article.id for o in places[place]}) for code in sorted(named[a]))
        names = sorted({o.mention.name for o in places[place]})
        cities = [city for name in names if counts for city in find_cities(name) if city.code in counts]
        if cities:
            states[place] = min(cities, key=lambda c: (-counts[c.code], -c.thousands, c.code)).code
    return states


def _leads_back(containers: Mapping[str, str], start: str, place: str) -> bool:
    seen = {start}
    while start in containers and start != place:
        start = containers[start]
        if start in seen:
            return True
        seen.add(start)
    return start == place


def capital_of(name: str) -> str | None:
    """Give the code of the state whose capital or seat of government bears the name."""
    return next((s.code for s in look_up(name) if s.form in ("capital", "seat")), None)
