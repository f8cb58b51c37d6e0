"""In which office: claims on the roles that articles give a person."""

from collections.abc import Iterator, Sequence
from functools import cache

from variorum.compare.offices import normal
from variorum.compare.scope import Scope
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.language.lexicon import read_toml
from variorum.model.record import Claim, Entity


def find_role_claims(scope: Scope) -> Iterator[Claim]:
    """Give a claim for each person to whom the story's articles give an office, if two articles or two offices do."""
    run = scope.run
    for person in sorted({p for article in scope.articles for p in run.officials.get(article, ())}):
        entity = scope.entities[person]
        witnesses = [
            Witness(run.offices.read(role.title), evidence.article, evidence)
            for role in entity.roles
            for evidence in role.evidence
            if evidence.article in scope.articles and not _is_vague(role.title)
        ]
        if len({w.article for w in witnesses}) > 1 or len({w.value for w in witnesses}) > 1:
            question = f"Which office does {entity.name} hold?"
            yield make_claim(scope, "role", question, _about(entity), witnesses, compare_roles)


def _about(entity: Entity) -> Sequence[str]:
    return [entity.id, *([entity.affiliation] if entity.affiliation else [])]


def _is_vague(title: str) -> bool:
    return normal(title) in _words("vague") or normal(title).split()[-1] in _words("vague")


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
