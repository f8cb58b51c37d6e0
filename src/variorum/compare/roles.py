"""In which office: claims on the roles that articles give a person."""

from collections.abc import Iterator, Sequence
from functools import cache

from variorum.compare.scope import Scope
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.language.lexicon import read_toml
from variorum.language.spelling import derives
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
    """All names of states and places, in lower case: an office is the same with its country before it and without."""
    states = (e for e in scope.entities.values() if e.kind in ("state", "place"))
    return frozenset(_normal(name) for state in states for name in (state.name, *state.aliases))


def _office(title: str, states: frozenset[str]) -> str:
    """The office without the country: 'kelmari foreign minister' and 'foreign minister of kelmar' are one."""
    office = _normal(title)
    for state in sorted(states, key=lambda name: (-len(name), name)):
        office = office.removeprefix(f"{state} ").removeprefix(f"{state}'s ").removesuffix(f" of {state}")
    first, _, rest = office.partition(" ")
    return rest if rest and any(derives(first, state) for state in states) else office


def _about(entity: Entity) -> Sequence[str]:
    return [entity.id, *([entity.affiliation] if entity.affiliation else [])]


def _normal(title: str) -> str:
    """The office in lower case without what says no more ('the', 'former' stays)."""
    words = [w for w in title.lower().replace("-", " ").replace("’", "'").replace(".", "").split() if w not in _EMPTY]
    return " ".join(words) or title.lower()


def _is_vague(title: str) -> bool:
    return _normal(title) in _words("vague") or _normal(title).split()[-1] in _words("vague")


def compare_roles(first: str, second: str) -> tuple[Relation, str]:
    """Say whether two offices are one in other words, may be held by one person, or exclude each other."""
    one, two = _expand(first), _expand(second)
    words = f"“{first}” and “{second}”"
    if _words("elsewhen") & (set(one) ^ set(two)):
        return "compatible", f"{words} may be held at different times"
    ranks = [frozenset(title) & (_words("ranks") - {"first", "acting"}) for title in (one, two)]
    core, other = _core(one), _core(two)
    if core <= other or other <= core:
        if ranks[0] != ranks[1]:
            return "conflict", f"{words} are different ranks"
        return "compatible", f"{words} are one office"
    if not (_is_office(core) and _is_office(other)):
        return "compatible", f"{words} may be held together"
    return "conflict", f"{words} are different offices"


def _expand(title: str) -> list[str]:
    """The words of a title with its short forms written out."""
    short = read_toml("roles")["short"]
    return [word for w in title.split() for word in short.get(w, w).split()]


def _core(title: Sequence[str]) -> frozenset[str]:
    same = {w: key for key, words in read_toml("roles")["same"].items() for w in words.split()}
    return frozenset(same.get(w, w) for w in title if w not in _words("skip") and w not in _words("ranks"))


def _is_office(core: frozenset[str]) -> bool:
    same = {w: key for key, words in read_toml("roles")["same"].items() for w in words.split()}
    return bool(core & {same.get(w, w) for w in _words("offices")})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("roles")[name].split())
