"""Bodies: by code, by the state that they belong to and what they are, by name, by acronym."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from variorum.language.gazetteer import body_kinds, find_matches, owner_names, split_words
from variorum.language.spelling import fold
from variorum.resolve.clusters import Cluster
from variorum.resolve.names import acronym_of, name_key
from variorum.resolve.occurrences import Occurrence

_PARENTHESIS = re.compile(r"\s*\((?:the\s)?[\"“]?([A-Z][A-Za-z&.\-]{1,9})[\"”]?\)")
_OF = re.compile(r"^(ministry|department|office) of (?:the )?(.+?)(?: affairs)?$")
_ENDS = frozenset({"of", "the", "'s", "for", "in"})


def find_acronyms(occurrences: Sequence[Occurrence]) -> dict[str, str]:
    """Give the acronyms that the articles introduce in brackets after a long name: folded acronym to the name's key."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for occurrence in occurrences:
        mention = occurrence.mention
        if " " not in occurrence.key or mention.kind == "state":
            continue
        match = _PARENTHESIS.match(occurrence.article.text, mention.end, mention.end + 20)
        if match is not None:
            found[fold(match.group(1)).rstrip(".")].add(occurrence.key)
    return {acronym: min(keys) for acronym, keys in found.items() if len(keys) == 1}


def gather_bodies(
    occurrences: Sequence[Occurrence], acronyms: Mapping[str, str], states: Mapping[str, str]
) -> list[Cluster]:
    """Take the occurrences of bodies, the acronyms introduced, and the words of states that no list knows.

    `states` gives, for each folded name or demonym of such a state, the key of its cluster. Give a cluster a body.
    """
    clusters: dict[str, Cluster] = {}
    initials = _initials(occurrences)
    keys = {o.place: body_key(o, states) for o in occurrences if o.mention.code not in body_kinds()}
    owned = _owned_keys(keys)
    for occurrence in occurrences:
        mention = occurrence.mention
        if mention.code in body_kinds():
            cluster = clusters.setdefault(
                str(mention.code),
                Cluster("organization", str(mention.code), mention.code, owner_names()[str(mention.code)]),
            )
            cluster.add(occurrence, 1.0, "" if mention.name == cluster.name else "another name of the body")
            continue
        key = keys[occurrence.place]
        reason, score = "", 1.0
        meant = initials.get((occurrence.article.id, mention.text.replace(".", "")), set()) - {occurrence.key}
        if occurrence.key in acronyms:
            key, reason = acronyms[occurrence.key], "the acronym that an article gives in brackets"
        elif mention.text.isupper() and len(meant) == 1:
            key, reason, score = min(meant), "the initials of a body in the article", 0.85
        elif key == occurrence.key and " " in key and (whole := owned(occurrence)) is not None:
            key, reason, score = whole, "the body's name without its state", 0.9
        elif key != occurrence.key:
            reason = "the same body of the same state"
        clusters.setdefault(key, Cluster("organization", key)).add(occurrence, score, reason)
    return [clusters[key] for key in sorted(clusters)]


def _owned_keys(keys: Mapping[tuple[str, int], str]) -> Callable[[Occurrence], str | None]:
    """Give a function that leads from a name without a state ('Coast Guard') to the key of the one body so named with
    its state, in the same article or else in the record."""
    near: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (article, _), key in keys.items():
        _, colon, rest = key.partition(": ")
        if colon:
            near[article, rest].add(key)
            near["", rest].add(key)

    def whole(occurrence: Occurrence) -> str | None:
        found = near.get((occurrence.article.id, occurrence.key)) or near.get(("", occurrence.key), set())
        return min(found) if len(found) == 1 else None

    return whole


def _initials(occurrences: Sequence[Occurrence]) -> dict[tuple[str, str], set[str]]:
    """Give the keys of long names by article and initials."""
    table: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for occurrence in occurrences:
        letters = acronym_of(occurrence.mention.name)
        if len(letters) >= 2 and occurrence.mention.code is None:
            table[occurrence.article.id, letters].add(occurrence.key)
    return dict(table)


def body_key(occurrence: Occurrence, states: Mapping[str, str]) -> str:
    """Give a key that 'Ukraine's military' and 'the Ukrainian military' share: the state, and what is left."""
    owner = owner_of(occurrence, states)
    rest = _OF.sub(r"\2 \1", name_key(_without_state(occurrence, states)))
    if owner is None or not rest:
        return _OF.sub(r"\2 \1", occurrence.key)
    return f"{owner}: {rest}"


def owner_of(occurrence: Occurrence, states: Mapping[str, str]) -> str | None:
    """Give the code, or the cluster's key, of the state that a body or group is of by its name."""
    if occurrence.mention.code is not None:
        return occurrence.mention.code
    for word in occurrence.key.split():
        if word in states:
            return states[word]
    return None


def _without_state(occurrence: Occurrence, states: Mapping[str, str]) -> str:
    words = split_words(re.sub(r"['’]s?\b", " ", occurrence.mention.name))
    drop: set[int] = set()
    for match in find_matches(words):
        if any(sense.code == occurrence.mention.code for sense in match.senses):
            drop |= set(range(match.first, match.last + 1))
    kept = [w for i, w in enumerate(words) if i not in drop and fold(w) not in states]
    while kept and fold(kept[0]) in _ENDS:
        kept.pop(0)
    while kept and fold(kept[-1]) in _ENDS:
        kept.pop()
    return " ".join(kept)
