"""Mentions to entities over the whole record: persons, states, bodies, places, groups; each merge with its reason.

The order of the input changes nothing: occurrences are sorted by the ids of articles, ids are hashes of kind and key.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from variorum.model.annotation import Annotation
from variorum.model.ids import content_id
from variorum.model.record import Entity, Role
from variorum.model.resolution import Entities
from variorum.model.text import Article, Evidence
from variorum.resolve.affiliations import (
    capital_of,
    find_containers,
    find_owners_of_titles,
    find_states_of_cities,
    neighbours,
    vote,
)
from variorum.resolve.bodies import find_acronyms, gather_bodies, owner_of
from variorum.resolve.clusters import Cluster, choose_name, judge
from variorum.resolve.described import add_described
from variorum.resolve.names import full_form
from variorum.resolve.occurrences import Occurrence, read_occurrences
from variorum.resolve.persons import gather_persons
from variorum.resolve.phrase_clusters import join_phrases
from variorum.resolve.places import gather_groups, gather_places
from variorum.resolve.roles import find_roles
from variorum.resolve.seats import find_seats
from variorum.resolve.states import add_implied, gather_states, join_sides, state_table


def resolve_entities(articles: Sequence[Article], annotations: Mapping[str, Annotation]) -> Entities:
    """Take all articles and their annotations by article id; give the entities and which of them each mention is."""
    occurrences = read_occurrences(articles, annotations)
    acronyms = find_acronyms(occurrences)
    clusters = join_phrases(gather_clusters(occurrences, acronyms), annotations)
    names = {_id(cluster): _name(cluster) for cluster in clusters}
    of = {o.place: _id(cluster) for cluster in clusters for o in cluster.occurrences}
    affiliations, organizations = _affiliate(clusters, occurrences, of)
    words = state_table(clusters, occurrences)
    table = []
    for cluster in clusters:
        identity = _id(cluster)
        roles: tuple[Role, ...] = ()
        if cluster.kind == "person":
            roles = find_roles(cluster.occurrences, lambda o: names.get(organizations.get(o.place, "")), words)
        name = names[identity]
        aliases = tuple(sorted({o.mention.name for o in cluster.occurrences} - {name}))
        table.append(
            Entity(
                id=identity,
                kind=cluster.kind,
                name=name,
                aliases=aliases,
                code=cluster.code,
                affiliation=affiliations.get(identity),
                roles=roles,
                mentions=_evidence(cluster),
                judgements=judge(cluster, name),
            )
        )
    return Entities(tuple(sorted(table, key=lambda e: (e.kind, e.name, e.id))), of)


def gather_clusters(occurrences: Sequence[Occurrence], acronyms: Mapping[str, str]) -> list[Cluster]:
    """Gather the occurrences of each kind."""
    kinds: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        known = occurrence.key in acronyms and occurrence.mention.code is None
        kinds["organization" if known else occurrence.kind].append(occurrence)
    states = gather_states(kinds["state"])
    kinds["place"] = _move_seats(join_sides(states, kinds["place"]), states, occurrences)
    kinds["organization"] = join_sides(states, kinds["organization"])
    kinds["group"] = join_sides(states, kinds["group"])
    add_implied(states, [*kinds["organization"], *kinds["group"]])
    words = state_table(states, occurrences)
    persons = gather_persons(kinds["person"])
    add_described(persons, neighbours(occurrences), words)
    clusters = [*persons, *states, *gather_bodies(kinds["organization"], acronyms, words)]
    clusters += [*gather_places(kinds["place"]), *gather_groups(kinds["group"])]
    return [cluster for cluster in clusters if cluster.occurrences or cluster.within]


def _move_seats(
    places: list[Occurrence], states: Sequence[Cluster], occurrences: Sequence[Occurrence]
) -> list[Occurrence]:
    """Give the states the places that stand for their governments; return the places that are left."""
    by_key = {cluster.key: cluster for cluster in states}
    words = state_table(states, occurrences)
    owned = [(o, owner_of(o, words)) for o in occurrences if o.kind in ("organization", "group")]
    seats = find_seats(
        neighbours(occurrences),
        {o.place: cluster.key for cluster in states for o in cluster.occurrences},
        {o.place: owner for o, owner in owned if owner in by_key and o.mention.code is None},
    )
    for occurrence in places:
        if occurrence.place in seats:
            by_key[seats[occurrence.place]].add(occurrence, 0.8, "the seat of government, standing for it")
    return [o for o in places if o.place not in seats]


def _id(cluster: Cluster) -> str:
    return content_id("ent", cluster.kind, cluster.code or cluster.key)


def _name(cluster: Cluster) -> str:
    if cluster.name is not None:
        return cluster.name
    found = cluster.occurrences
    if cluster.kind == "person":
        found = [o for o in found if full_form(o.key)] or found
    elif cluster.kind == "state":
        found = [o for o in found if not o.mention.demonym and not o.mention.government] or found
    elif cluster.kind == "organization":
        found = [o for o in found if not o.mention.text.isupper()] or found
        keys = {o.key for o in found}
        found = [o for o in found if not any(key.endswith(f" {o.key}") for key in keys)]
    return choose_name(o.mention.name for o in found)


def _evidence(cluster: Cluster) -> tuple[Evidence, ...]:
    mentions = {o.article.evidence(o.mention.start, o.mention.end) for o in cluster.occurrences}
    return tuple(sorted(mentions | cluster.within))


def _affiliate(
    clusters: Sequence[Cluster], occurrences: Sequence[Occurrence], of: Mapping[tuple[str, int], str]
) -> tuple[dict[str, str], dict[tuple[str, int], str]]:
    """Give each entity's affiliation, and for each person's occurrence the entity that its title belongs to."""
    in_order = neighbours(occurrences)
    by_state, by_body = find_owners_of_titles(in_order, of)
    containers = find_containers(in_order, of)
    state_ids = {c.key: _id(c) for c in clusters if c.kind == "state" or c.code is not None}
    words = state_table(clusters, occurrences)
    cities = find_states_of_cities({_id(c): c.occurrences for c in clusters if c.kind == "place"}, in_order)
    affiliations: dict[str, str] = {}
    for cluster in clusters:
        found: str | None = None
        if cluster.kind == "person":
            found = vote([by_state[o.place] for o in cluster.occurrences if o.place in by_state])
            found = found or vote([by_body[o.place] for o in cluster.occurrences if o.place in by_body])
        elif cluster.kind in ("organization", "group") and cluster.code is None:
            owners = [owner_of(o, words) for o in cluster.occurrences]
            found = vote([state_ids[owner] for owner in owners if owner in state_ids])
        elif cluster.kind == "place":
            found = containers.get(_id(cluster)) or state_ids.get(capital_of(_name(cluster)) or "")
            found = found or state_ids.get(cities.get(_id(cluster), ""))
        if found is not None and found != _id(cluster):
            affiliations[_id(cluster)] = found
    return affiliations, {**by_state, **by_body}
