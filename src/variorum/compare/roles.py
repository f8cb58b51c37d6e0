"""In which office: claims on the roles that articles give a person."""

from collections.abc import Iterator, Sequence
from functools import cache

from variorum.compare.scope import Scope
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.language.lexicon import read_toml
from variorum.model.record import Claim, Entity

_EMPTY = ("the", "a", "an", "mr", "mrs", "ms", "dr")


def find_role_claims(scope: Scope) -> Iterator[Claim]:
    """Give a claim for each person to whom the story's articles give an office, if two articles or two offices do."""
    states = _state_words(scope)
    for entity in sorted(scope.entities.values(), key=lambda e: e.id):
        if entity.kind != "person":
            continue
        witnesses = [
            Witness(_office(role.title, states), evidence.article, evidence)
            for role in entity.roles
            for evidence in role.evidence
            if evidence.article in scope.articles and not _is_vague(role.title)
        ]
        if len({w.article for w in witnesses}) > 1 or len({w.value for w in witnesses}) > 1:
            question = f"Which office does {entity.name} hold?"
            yield make_claim(scope, "role", question, _about(entity), witnesses, compare_roles)


def _state_words(scope: Scope) -> frozenset[str]:
    """All names of states, in lower case: an office is the same with its country before it and without."""
    states = (e for e in scope.entities.values() if e.kind == "state")
    return frozenset(_normal(name) for state in states for name in (state.name, *state.aliases))


def _office(title: str, states: frozenset[str]) -> str:
    """The office without the country: 'kelmari foreign minister' and 'foreign minister of kelmar' are one."""
    office = _normal(title)
    for state in sorted(states, key=lambda name: (-len(name), name)):
        office = office.removeprefix(f"{state} ").removesuffix(f" of {state}")
    return office


def _about(entity: Entity) -> Sequence[str]:
    return [entity.id, *([entity.affiliation] if entity.affiliation else [])]


def _normal(title: str) -> str:
    """The office in lower case without what says no more ('the', 'former' stays)."""
    words = [w for w in title.lower().replace("-", " ").replace(".", "").split() if w not in _EMPTY]
    return " ".join(words) or title.lower()


def _is_vague(title: str) -> bool:
    return _normal(title) in _vague() or _normal(title).split()[-1] in _vague()


def compare_roles(first: str, second: str) -> tuple[Relation, str]:
    """Say whether two offices are one in other words, or exclude each other."""
    one, two = _core(first), _core(second)
    if one == two or one <= two or two <= one:
        if _rank(first) != _rank(second):
            return "conflict", f"“{first}” and “{second}” are different ranks"
        return "compatible", f"“{first}” and “{second}” are one office"
    return "conflict", f"“{first}” and “{second}” are different offices"


def _core(title: str) -> frozenset[str]:
    table = read_toml("roles")
    same = {w: key for key, words in table["same"].items() for w in words.split()}
    skip = set(table["skip"].split())
    return frozenset(same.get(w, w) for w in title.split() if w not in skip)


def _rank(title: str) -> frozenset[str]:
    return frozenset(title.split()) & frozenset(read_toml("roles")["ranks"].split())


@cache
def _vague() -> frozenset[str]:
    return frozenset(read_toml("roles")["vague"].split())
