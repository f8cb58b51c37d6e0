"""'The Vendian premier', 'the envoy': persons told by an office that only other articles print beside their names.

An article's own offices are read when it is annotated. Here a description left over goes to the one person named before
it in its article who holds that office by the word of any article; where two do, to nobody.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.language.gazetteer import look_up
from variorum.language.offices import leader_phrases, words_of
from variorum.language.spelling import fold
from variorum.model.text import Article
from variorum.resolve.clusters import Cluster
from variorum.resolve.names import name_key
from variorum.resolve.occurrences import Occurrence

_DESCRIPTION = re.compile(
    r"\b[Tt]he ((?:[A-Z]\w+ )?)((?:[a-z]{3,20} ){0,2}[a-z]{3,20})\b(?! (?:of|for|[A-Z])|, [A-Z]|-)"
)
_START = 4  # letters by which a state and its demonym agree


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the set of its words, and the beginning of the name of the state that it is of, or ''."""

    words: frozenset[str]
    owner: str


def add_described(
    persons: Sequence[Cluster], in_order: Mapping[str, Sequence[Occurrence]], states: Collection[str]
) -> None:
    """Add to the persons the passages that tell them by an office.

    `in_order` has each article's occurrences by start, `states` the words of states that no list knows.
    """
    owner = {o.place: number for number, cluster in enumerate(persons) for o in cluster.occurrences}
    offices = [_offices(cluster, states) for cluster in persons]
    for found in in_order.values():
        named = [(o.mention.start, owner[o.place]) for o in found if o.place in owner]
        if not any(offices[number] for _, number in named):
            continue
        article = found[0].article
        taken = _taken(found)
        for start, end, office in _descriptions(article, states):
            if any(first < end and start < last for first, last in taken):
                continue
            near = {number for place, number in named if place < start}
            fits = [number for number in near if any(_is(office, held) for held in offices[number])]
            if len(fits) == 1:
                persons[fits[0]].within.add(article.evidence(start, end))


def _taken(found: Sequence[Occurrence]) -> list[tuple[int, int]]:
    spans = [(o.mention.start, o.mention.end) for o in found if o.kind == "person"]
    titles = [o.mention.title_span for o in found if o.mention.title_span is not None]
    return spans + [(title.start, title.end) for title in titles]


def _descriptions(article: Article, states: Collection[str]) -> Iterator[tuple[int, int, Office]]:
    """Give start and end of 'Vendian premier' in the text, with the office: the longest phrase that is one."""
    for match in _DESCRIPTION.finditer(article.text):
        words, demonym = match.group(2).split(), fold(match.group(1).strip())
        if demonym and not look_up(demonym) and demonym not in states:
            continue
        for count in range(len(words), 0, -1):
            if _is_office(words[:count]):
                end = match.start(2) + len(" ".join(words[:count]))
                yield match.start(1), end, Office(frozenset(words[:count]), demonym[:_START])
                break


def _is_office(words: Sequence[str]) -> bool:
    if tuple(words) in leader_phrases():
        return True
    return words[-1] in words_of("short", "heads") and all(word in words_of("fields") for word in words[:-1])


def _offices(cluster: Cluster, states: Collection[str]) -> frozenset[Office]:
    found: defaultdict[str, str] = defaultdict(str)
    for title in {o.mention.title for o in cluster.occurrences if o.mention.title is not None}:
        names = [word for word in name_key(title).split() if look_up(word) or word in states]
        found[name_key(title)] = names[0][:_START] if names else ""
    return frozenset(Office(frozenset(key.split()), owner) for key, owner in found.items())


def _is(office: Office, held: Office) -> bool:
    """Tell whether an office may be the one held: no word more, of the same state, and no leader for a minister."""
    if not office.words <= held.words or (office.owner and held.owner and office.owner != held.owner):
        return False
    leads = any(set(phrase) <= held.words for phrase in leader_phrases())
    return leads == any(set(phrase) <= office.words for phrase in leader_phrases())
