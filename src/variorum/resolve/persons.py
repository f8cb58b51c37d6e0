"""Persons: full names in any spelling, then surnames and single names to the one person they can be.

Full names are compared only within a block of alike surnames and initials (`names.block`), each with what stands for
the groups made so far: never all pairs. A name alone goes to the person of that name in its article, else in the
record.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.language.offices import phrase_length, phrases
from variorum.language.spelling import fold, skeleton
from variorum.resolve.clusters import Cluster
from variorum.resolve.names import (
    block,
    compare_loosely,
    compare_persons,
    compare_surnames,
    full_form,
    is_initial,
    name_key,
    split_person,
)
from variorum.resolve.occurrences import Occurrence
from variorum.resolve.roles import title_is_plural

_MERGE = 0.8
_START = 4  # letters by which a state and its demonym agree
_OF = re.compile(r"\s+of\s+(?:the\s+)?([A-Z]\w+)")


@dataclass(slots=True)
class Index:
    """Where a part of a name leads: to full names of the article by surname and first name, to clusters of all."""

    of_key: dict[str, Cluster]
    surnames: defaultdict[tuple[str, str], list[Occurrence]]
    firsts: defaultdict[tuple[str, str], list[Occurrence]]
    clusters: defaultdict[str, dict[str, Cluster]]
    printed: defaultdict[str, set[str]]
    offices: defaultdict[str, set[str]]


def gather_persons(occurrences: Sequence[Occurrence]) -> list[Cluster]:
    """Take the occurrences of persons; give a cluster a person."""
    full = [o for o in occurrences if full_form(o.key)]
    clusters, of_key = _gather_full(full)
    clusters = _join_spellings(clusters, of_key)
    clusters = _join_parts(clusters, of_key, full)
    index = _index(full, of_key)
    alone: dict[str, Cluster] = {}
    for occurrence in occurrences:
        if full_form(occurrence.key):
            continue
        found = _find_by_part(occurrence, index)
        if found is None:
            alone.setdefault(occurrence.key, Cluster("person", occurrence.key)).add(occurrence)
        else:
            cluster, score, reason = found
            cluster.add(occurrence, score, reason)
    return [*clusters, *(alone[key] for key in sorted(alone))]


def _index(full: Sequence[Occurrence], of_key: dict[str, Cluster]) -> Index:
    index = Index(of_key, defaultdict(list), defaultdict(list), defaultdict(dict), defaultdict(set), defaultdict(set))
    for occurrence in full:
        article, name = occurrence.article.id, split_person(occurrence.key)
        surname, cluster = _surname(occurrence.key), of_key[occurrence.key]
        index.surnames[article, skeleton(surname)].append(occurrence)
        index.firsts[article, skeleton(name.given)].append(occurrence)
        index.clusters[skeleton(surname)][cluster.key] = cluster
        index.printed[cluster.key].add(surname)
        if occurrence.mention.title is not None:
            index.offices[cluster.key].add(_office(occurrence.mention.title))
    return index


def _surname(key: str) -> str:
    return split_person(key).surname.split()[-1]


def _gather_full(full: Sequence[Occurrence]) -> tuple[list[Cluster], dict[str, Cluster]]:
    counts = Counter(o.key for o in full)
    # the fullest and most frequent names first, so that what others are compared with does not depend on the order
    keys = sorted(counts, key=lambda k: (any(is_initial(w) for w in k.split()), -counts[k], k))
    blocks: defaultdict[tuple[str, str], list[Cluster]] = defaultdict(list)
    clusters: list[Cluster] = []
    reasons: dict[str, tuple[float, str]] = {}
    of_key: dict[str, Cluster] = {}
    for key in keys:
        candidates = [(compare_persons(c.key, key), c) for c in blocks[block(key)]]
        good = [(score, reason, c) for (score, reason), c in candidates if score >= _MERGE]
        best = min(good, key=lambda g: (-g[0], g[2].key), default=None)
        initial = is_initial(split_person(key).given)
        if best is None or (initial and len(good) > 1):
            cluster = Cluster("person", key)
            blocks[block(key)].append(cluster)
            clusters.append(cluster)
        else:
            score, reason, cluster = best
            reasons[key] = (score, reason)
        of_key[key] = cluster
    for occurrence in full:
        of_key[occurrence.key].add(occurrence, *reasons.get(occurrence.key, (1.0, "")))
    return clusters, of_key


def _join_spellings(clusters: Sequence[Cluster], of_key: dict[str, Cluster]) -> list[Cluster]:
    """Join persons of looser spellings that no article names side by side; a common office allows more."""
    blocks: defaultdict[tuple[str, str], list[Cluster]] = defaultdict(list)
    kept: list[Cluster] = []
    for cluster in clusters:
        near = blocks[block(cluster.key)]
        articles = {o.article.id for o in cluster.occurrences}
        apart = [c for c in near if not articles & {o.article.id for o in c.occurrences}]
        scored = [(compare_loosely(c.key, cluster.key, _share_office(c, cluster)), c) for c in apart]
        good = [(score, c) for score, c in scored if score]
        if len(good) != 1:
            near.append(cluster)
            kept.append(cluster)
            continue
        score, target = good[0]
        for occurrence in cluster.occurrences:
            target.add(occurrence, score, "another spelling of the name, of nobody named beside it")
        of_key.update((occurrence.key, target) for occurrence in cluster.occurrences)
    return kept


def _share_office(one: Cluster, other: Cluster) -> bool:
    """Tell whether both are said to hold one office, and of no two states."""
    first, second = _offices(one), _offices(other)
    return any(
        office == held and (not owner or not holder or owner == holder)
        for office, owner in first
        for held, holder in second
    )


def _offices(cluster: Cluster) -> set[tuple[str, str]]:
    """Give the offices printed beside a person's name, each with the beginning of the name of what it is in."""
    printed = {(o.mention.title, _of_what(o)) for o in cluster.occurrences if o.mention.title is not None}
    found = set()
    for title, owner in printed:
        words = name_key(title).split()
        for first in range(len(words)):
            length = phrase_length(phrases("leader"), words, first) or phrase_length(phrases("office"), words, first)
            if length:
                rest = [w for w in (*words[:first], *words[first + length :]) if w not in ("of", "the", "for")]
                found.add((" ".join(words[first : first + length]), (rest[-1] if rest else owner)[:_START]))
                break
    return found


def _of_what(occurrence: Occurrence) -> str:
    """Give 'vendia' for 'President Peter Adams of Vendia'."""
    end = occurrence.mention.end
    match = _OF.match(occurrence.article.text, end, end + 40)
    return fold(match.group(1)) if match is not None else ""


def _join_parts(clusters: list[Cluster], of_key: dict[str, Cluster], full: Sequence[Occurrence]) -> list[Cluster]:
    """Join a name that is the beginning or the end of just one longer name of its article ('Suu Kyi')."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for occurrence in full:
        articles[occurrence.article.id].add(occurrence.key)
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for keys in articles.values():
        parts: defaultdict[str, set[str]] = defaultdict(set)
        for key in keys:
            words = key.split()
            for cut in range(1, len(words) - 1):
                parts[" ".join(words[cut:])].add(key)
                parts[" ".join(words[:-cut])].add(key)
        for key in keys & set(parts):
            wholes[key] |= parts[key]
    gone: set[str] = set()
    keys_of: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(of_key):
        keys_of[of_key[key].key].append(key)
    for key in sorted(wholes):
        targets = {of_key[whole].key for whole in wholes[key]}
        own = of_key[key]
        if len(targets) != 1 or own.key in targets:
            continue
        target = of_key[targets.pop()]
        for occurrence in own.occurrences:
            target.add(occurrence, 0.9, "a part of the longer name in the article")
        target.reasons.update({k: v for k, v in own.reasons.items() if k not in target.reasons})
        gone.add(own.key)
        for part in keys_of.pop(own.key):
            of_key[part] = target
            keys_of[target.key].append(part)
    return [cluster for cluster in clusters if cluster.key not in gone]


def _find_by_part(occurrence: Occurrence, index: Index) -> tuple[Cluster, float, str] | None:
    part, article = occurrence.key.split()[-1], occurrence.article.id
    sound = skeleton(part)
    near = [o for o in index.surnames.get((article, sound), ()) if compare_surnames(_surname(o.key), part) > 0]
    found = _one_of(near, index.of_key, occurrence)
    if found is not None:
        return found, 0.95, "the surname of the one person of that name in the article"
    if near:
        return None
    firsts = index.firsts.get((article, sound), ())
    found = _one_of([o for o in firsts if split_person(o.key).given == part], index.of_key, occurrence)
    if found is not None:
        return found, 0.85, "the first name of the one person of that name in the article"
    agreeing = [o for o in firsts if _offices_agree(o, occurrence)]
    found = _one_of(agreeing, index.of_key, occurrence)
    if found is not None:
        return found, 0.9, "the given name, with the same office, of one person in the article"
    clusters = index.clusters.get(sound, {})
    keys = sorted(k for k in clusters if any(compare_surnames(name, part) > 0 for name in index.printed[k]))
    if len(keys) > 1 and occurrence.mention.title is not None:
        office = _office(occurrence.mention.title)
        keys = [k for k in keys if any(_same_office(office, other) for other in index.offices[k])]
    if len(keys) == 1:
        return clusters[keys[0]], 0.85, "the surname of the one person of that name in the record"
    return None


def _one_of(near: Sequence[Occurrence], of_key: dict[str, Cluster], occurrence: Occurrence) -> Cluster | None:
    """Give the one person among these; of several, the one whose office agrees, or who alone has been named before."""
    keys = sorted({of_key[o.key].key for o in near})
    if len(keys) == 1:
        return of_key[near[0].key]
    if len(keys) > 1 and occurrence.mention.title is not None:
        agreeing = {of_key[o.key].key for o in near if _offices_agree(o, occurrence)}
        if len(agreeing) == 1:
            return of_key[agreeing.pop()]
    before = {of_key[o.key].key for o in near if o.mention.start < occurrence.mention.start}
    return of_key[before.pop()] if len(before) == 1 else None


def _office(title: str) -> str:
    return name_key(title[:-1] if title_is_plural(title) else title)


def _offices_agree(one: Occurrence, other: Occurrence) -> bool:
    first, second = one.mention.title, other.mention.title
    return first is not None and second is not None and _same_office(_office(first), _office(second))


def _same_office(one: str, other: str) -> bool:
    """Tell whether one of two titles may be short for the other: 'president' for 'president of Vendia'."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words
