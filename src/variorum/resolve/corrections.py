"""A person's word on which names are one entity goes before what the program found."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from variorum.model.annotation import Annotation, Mention
from variorum.model.corrections import Corrections, Pair, say_corrected
from variorum.model.ids import content_id
from variorum.model.record import Entity, Judgement, Role
from variorum.model.resolution import Entities
from variorum.model.text import Evidence, Issue

Place = tuple[str, int]
_NOBODY = "no entity of this name; the corrections that name it are left out"


def correct_entities(
    entities: Entities, annotations: Sequence[Annotation], corrections: Corrections
) -> tuple[Entities, tuple[Issue, ...]]:
    """Part the names that a person calls different, then join those called the same.

    Give the entities so corrected, each with a judgement that says so, and an issue for each name that none bears.
    """
    if not (corrections.same or corrections.different):
        return entities, ()
    mentions = {(a.article, i): mention for a in annotations for i, mention in enumerate(a.mentions)}
    issues = []
    for pairs, correct in ((corrections.different, _part), (corrections.same, _join)):
        for pair in pairs:
            missing = [name for name in (pair.one, pair.other) if not _bearers(entities, name, mentions)]
            issues += [Issue("correction-unmatched", _NOBODY, name) for name in missing]
            if not missing:
                entities = correct(entities, pair, mentions)
    return entities, tuple(sorted(set(issues)))


def _join(entities: Entities, pair: Pair, mentions: Mapping[Place, Mention]) -> Entities:
    """Join all entities that bear either name to that of the most mentions."""
    chosen = {*_bearers(entities, pair.one, mentions), *_bearers(entities, pair.other, mentions)}
    members = sorted((e for e in entities.table if e.id in chosen), key=lambda e: (-len(e.mentions), e.name, e.id))
    head, *others = members
    joined = replace(
        head,
        aliases=tuple(sorted({name for e in members for name in (e.name, *e.aliases)} - {head.name})),
        code=next((e.code for e in members if e.code), None),
        affiliation=next((e.affiliation for e in members if e.affiliation and e.affiliation not in chosen), None),
        roles=_unite(role for e in members for role in e.roles),
        mentions=tuple(sorted({mention for e in members for mention in e.mentions})),
        judgements=(*(j for e in members for j in e.judgements), _judge(pair, "same-as")),
    )
    gone = {e.id for e in others}
    table = [joined, *(e for e in entities.table if e.id not in chosen)]
    table = [replace(e, affiliation=head.id) if e.affiliation in gone else e for e in table]
    of = {place: head.id if entity in gone else entity for place, entity in entities.of.items()}
    return Entities(_sorted(table), of)


def _part(entities: Entities, pair: Pair, mentions: Mapping[Place, Mention]) -> Entities:
    """Give the mentions of the other name an entity of their own, out of each entity that bears both names."""
    for identity in sorted({*_bearers(entities, pair.one, mentions)} & {*_bearers(entities, pair.other, mentions)}):
        whole = next(e for e in entities.table if e.id == identity)
        moved = {p for p, e in entities.of.items() if e == identity and _bears(mentions[p], pair.other)}
        spans = {(article, mentions[article, i].start, mentions[article, i].end) for article, i in moved}
        taken = {e for e in whole.mentions if (e.article, e.start, e.end) in spans}
        judgement = _judge(pair, "different-from")
        rest = replace(
            whole,
            aliases=tuple(name for name in whole.aliases if name.casefold() != pair.other.casefold()),
            mentions=tuple(e for e in whole.mentions if e not in taken),
            roles=_roles_near(whole.roles, [e for e in whole.mentions if e not in taken]),
            judgements=(*whole.judgements, judgement),
        )
        if rest.name.casefold() == pair.other.casefold():
            rest = replace(rest, name=pair.one, aliases=tuple(a for a in rest.aliases if a != pair.one))
        new = Entity(
            id=content_id("ent", whole.kind, identity, pair.other),
            kind=whole.kind,
            name=pair.other,
            aliases=(),
            code=None,
            affiliation=None,
            roles=_roles_near(whole.roles, taken),
            mentions=tuple(sorted(taken)),
            judgements=(judgement,),
        )
        of = {place: new.id if place in moved else entity for place, entity in entities.of.items()}
        table = [rest, new, *(e for e in entities.table if e.id != identity)]
        entities = Entities(_sorted(table), of)
    return entities


def _bearers(entities: Entities, name: str, mentions: Mapping[Place, Mention]) -> list[str]:
    """Give the ids of the entities of that name, or that are called so somewhere."""
    wanted = name.casefold()
    named = {e.id for e in entities.table if wanted in (e.name.casefold(), *(alias.casefold() for alias in e.aliases))}
    return sorted(named | {entities.of[p] for p, m in mentions.items() if p in entities.of and _bears(m, name)})


def _bears(mention: Mention, name: str) -> bool:
    return name.casefold() in (mention.name.casefold(), mention.text.casefold())


def _judge(pair: Pair, relation: str) -> Judgement:
    return Judgement(pair.one, pair.other, relation, 1.0, say_corrected(pair.why))


def _unite(roles: Iterable[Role]) -> tuple[Role, ...]:
    united: dict[tuple[str, str], Role] = {}
    for role in roles:
        key = (role.title, role.organization or "")
        known = united.get(key, replace(role, evidence=()))
        united[key] = replace(known, evidence=tuple(sorted({*known.evidence, *role.evidence})))
    return tuple(united[key] for key in sorted(united))


def _roles_near(roles: Sequence[Role], mentions: Collection[Evidence]) -> tuple[Role, ...]:
    """Give the roles with the evidence that stands with one of these mentions."""
    near = []
    for role in roles:
        evidence = tuple(e for e in role.evidence if any(_touch(e, mention) for mention in mentions))
        if evidence:
            near.append(replace(role, evidence=evidence))
    return tuple(near)


def _touch(one: Evidence, other: Evidence) -> bool:
    return one.article == other.article and one.start <= other.end + 1 and other.start <= one.end + 1


def _sorted(table: Sequence[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(table, key=lambda e: (e.kind, e.name, e.id)))
