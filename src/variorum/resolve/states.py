"""States: by code where the lexicon knows them; by name and regular demonym where it does not (an invented one)."""

import re
from collections import defaultdict
from collections.abc import Sequence

from variorum.language.gazetteer import Match, find_matches, look_up, owner_names
from variorum.language.lexicon import read_toml
from variorum.language.offices import words_of
from variorum.language.spelling import derives, derives_people
from variorum.resolve.clusters import Cluster
from variorum.resolve.occurrences import Occurrence

Starts = dict[str, list[str]]
_WORD = re.compile(r"[^\s\-–—/,'’]+|[\-–—/,'’]")
_REASONS = {
    "name": "another name of the state",
    "adjective": "the state's demonym",
    "person": "the state's demonym",
    "people": "the state's people",
    "capital": "the capital, standing for the government",
    "seat": "the seat of government, standing for it",
}


def gather_states(occurrences: Sequence[Occurrence]) -> list[Cluster]:
    """Take the occurrences of states; give a cluster a state."""
    coded: dict[str, Cluster] = {}
    named: dict[str, Cluster] = {}
    adjectives: defaultdict[str, list[Occurrence]] = defaultdict(list)
    demonyms = {o.key for o in occurrences if o.mention.demonym}
    known = {
        o.key for o in occurrences if o.mention.code is None and o.mention.kind == "state" and not o.mention.demonym
    }
    for occurrence in occurrences:
        code = occurrence.mention.code
        if code is not None:
            cluster = coded.setdefault(code, Cluster("state", code, code, owner_names().get(code, code)))
            cluster.add(occurrence, 1.0, _why(occurrence, code))
        elif occurrence.key in demonyms or not (occurrence.key in known and _plain(occurrence.key)):
            adjectives[state_words(occurrence.key)].append(occurrence)
        else:
            named.setdefault(occurrence.key, Cluster("state", occurrence.key)).add(occurrence)
    starts: Starts = defaultdict(list)
    for key in sorted(named):
        starts[key[:3]].append(key)
    for word in sorted(adjectives):
        _place_adjective(word, adjectives[word], named, starts)
    return [*(coded[code] for code in sorted(coded)), *(named[key] for key in sorted(named))]


def add_implied(states: list[Cluster], occurrences: Sequence[Occurrence]) -> None:
    """Add the states that only bodies and groups name: Belgium, where 'Belgian diplomats' is all that is said of it."""
    known = {cluster.code for cluster in states}
    implied: dict[str, Cluster] = {}
    for occurrence in occurrences:
        code, mention = occurrence.mention.code, occurrence.mention
        if code is None or code in known:
            continue
        words = list(_WORD.finditer(mention.text))
        match = next((m for m in find_matches([w.group() for w in words]) if _is_state(m, code)), None)
        if match is not None:
            start, end = mention.start + words[match.first].start(), mention.start + words[match.last].end()
            cluster = implied.setdefault(code, Cluster("state", code, code, owner_names().get(code, code)))
            cluster.within.add(occurrence.article.evidence(start, end))
    states.extend(implied[code] for code in sorted(implied))


def join_sides(states: Sequence[Cluster], occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Give 'the North' to the one state of its article whose name begins with the word; return what is left."""
    sides = read_toml("names")["sides"]
    bearers: defaultdict[tuple[str, str], dict[str, Cluster]] = defaultdict(dict)
    for cluster in states:
        for occurrence in cluster.occurrences:
            side, _, rest = occurrence.key.partition(" ")
            if rest and side in sides and not occurrence.mention.demonym:
                bearers[occurrence.article.id, side][cluster.key] = cluster
    left = []
    for occurrence in occurrences:
        found = bearers.get((occurrence.article.id, occurrence.key), {})
        if len(found) == 1 and _is_name_of_side(occurrence):
            next(iter(found.values())).add(occurrence, 0.9, "the part of the world that the state's name begins with")
        else:
            left.append(occurrence)
    return left


def _is_name_of_side(occurrence: Occurrence) -> bool:
    """'the North', and not 'the north'."""
    mention = occurrence.mention
    words = occurrence.article.text[max(0, mention.start - 4) : mention.end].split()
    return len(words) > 1 and words[-2].lower() == "the" and words[-1][:1].isupper()


def _is_state(match: Match, code: str) -> bool:
    return any(sense.thing == "state" and sense.code == code for sense in match.senses)


def state_table(clusters: Sequence[Cluster], occurrences: Sequence[Occurrence]) -> dict[str, str]:
    """Give the words of the states that no list knows, of all clusters: name, demonym, people to the cluster's key."""
    states = [c for c in clusters if c.kind == "state" and c.code is None]
    table = {state_words(key): state.key for state in states for key in state.printed_keys()}
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for state in states:
        by_start[state.key[:3]].append(state.key)
    for occurrence in occurrences:
        word = occurrence.key.split()[0]
        if occurrence.kind in ("organization", "group") and word not in table:
            fits = [key for key in by_start.get(word[:3], ()) if derives(word, key) or derives_people(word, key)]
            if len(fits) == 1:
                table[word] = fits[0]
    return table


def _plain(key: str) -> bool:
    return state_words(key) == key


def state_words(key: str) -> str:
    """Give a key without 'government' and its like at the end."""
    words = key.split()
    while len(words) > 1 and words[-1] in words_of("bodies", "government"):
        words.pop()
    return " ".join(words)


def _why(occurrence: Occurrence, code: str) -> str:
    sense = next((s for s in look_up(occurrence.mention.name) if s.code == code), None)
    if sense is None:
        return "a phrase for the state's government"
    return "" if sense.form == "name" and sense.surface == sense.owner else _REASONS[sense.form]


def _place_adjective(word: str, occurrences: Sequence[Occurrence], named: dict[str, Cluster], starts: Starts) -> None:
    """Give a demonym to the state that it derives from: one of the same article if there is one, else the only one."""
    fits = [named[key] for key in starts.get(word[:3], ()) if key == word or derives(word, key)]
    articles = [{o.article.id for o in cluster.occurrences} for cluster in fits]
    for occurrence in occurrences:
        same = [c for c, found in zip(fits, articles, strict=True) if occurrence.article.id in found]
        near = same or fits
        if len(near) == 1 and near[0].key != word:
            near[0].add(occurrence, 0.9, "a regular demonym of the state's name")
        elif len(near) == 1:
            near[0].add(occurrence)
        else:
            named.setdefault(word, Cluster("state", word)).add(occurrence)
