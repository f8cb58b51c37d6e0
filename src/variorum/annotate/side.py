"""A side that a clause takes, in tokens, and what its rules share."""

from dataclasses import dataclass

from variorum.annotate.clauses import Tree
from variorum.annotate.mood import Clause
from variorum.model.annotation import StanceKind

_UNREAL = frozenset(("possible", "requested", "attempted", "purpose"))


@dataclass(frozen=True, slots=True)
class Side:
    """In the clause of `verb` the `actors` (heads of phrases), or else `parties` (mentions), take a side on an issue.

    `issue` is the head of a noun phrase, or with `proposal` the verb of a clause that says what is to be done;
    `towards` are the heads of those who are to do it.
    """

    verb: int
    actors: tuple[int, ...]
    issue: int
    stance: StanceKind
    proposal: bool = False
    condition: tuple[int, int] | None = None
    parties: tuple[int, ...] = ()
    towards: tuple[int, ...] = ()


def is_unreal(clause: Clause) -> bool:
    """Tell whether the clause takes no side yet: it may, is asked to or tries to."""
    return bool(_UNREAL.intersection(clause.modalities))


def is_issue(tree: Tree, head: int) -> bool:
    """Tell whether a token can head an issue: a noun or gerund, no pronoun."""
    token = tree.tokens[head]
    if token.name in ("DATE", "TIME"):
        return False
    return token.pos in ("NOUN", "PROPN", "NUM") or (token.tag == "VBG" and token.dep in ("dobj", "pobj"))


def objects_of(tree: Tree, clause: Clause) -> tuple[int, ...]:
    """Give the objects of the clause that are no predicates."""
    return tuple(i for i in clause.objects if tree.tokens[i].dep not in ("attr", "oprd"))
