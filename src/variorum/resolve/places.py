"""Places and groups: by name; the spellings of one capital ('Kyiv', 'Kiev') are one place."""

from collections import defaultdict
from collections.abc import Sequence

from variorum.language.spelling import skeleton
from variorum.resolve.affiliations import capital_of
from variorum.resolve.clusters import Cluster
from variorum.resolve.occurrences import Occurrence


def gather_places(occurrences: Sequence[Occurrence]) -> list[Cluster]:
    """Take the occurrences of places; give a cluster a place."""
    capitals: defaultdict[str, set[str]] = defaultdict(set)
    for occurrence in occurrences:
        code = capital_of(occurrence.mention.name)
        if code is not None:
            capitals[code].add(occurrence.key)
    same = {key: _first_alike(key, keys) for keys in capitals.values() for key in keys}
    clusters: dict[str, Cluster] = {}
    for occurrence in occurrences:
        key = same.get(occurrence.key, occurrence.key)
        reason = "another spelling of the capital" if key != occurrence.key else ""
        clusters.setdefault(key, Cluster("place", key)).add(occurrence, 0.97, reason)
    return [clusters[key] for key in sorted(clusters)]


def _first_alike(key: str, keys: set[str]) -> str:
    return min(other for other in keys if _alike(key, other))


def _alike(one: str, other: str) -> bool:
    """Tell whether two names of a state's capitals are one city's: one the other's beginning, or alike in sound."""
    if one == other or one.startswith(other + " ") or other.startswith(one + " "):
        return True
    return skeleton(one) == skeleton(other) and one[:1] == other[:1]


def gather_groups(occurrences: Sequence[Occurrence]) -> list[Cluster]:
    """Take the occurrences of groups; give a cluster a group."""
    clusters: dict[str, Cluster] = {}
    for occurrence in occurrences:
        clusters.setdefault(occurrence.key, Cluster("group", occurrence.key)).add(occurrence)
    return [clusters[key] for key in sorted(clusters)]
