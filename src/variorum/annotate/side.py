"""A side that a clause takes, in tokens, and what its rules share."""

from dataclasses import dataclass

from variorum.annotate.clauses import Tree
from variorum.annotate.conditions import find_conditions
from variorum.annotate.mood import Clause
from variorum.annotate.topic_words import topic_words
from variorum.model.annotation import StanceKind

_UNREAL = frozenset(("possible", "requested", "attempted", "purpose", "obligation"))
_NOT_YET = frozenset(
    ("before", "until", "unless", "if", "once", "lest", "without", "instead", "despite", "than", "rather")
)
_CLIMB = 8


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
    """Tell whether the clause takes no side yet: it may, should, is asked to or tries to."""
    return bool(_UNREAL.intersection(clause.modalities))


def is_hypothetical(tree: Tree, verb: int) -> bool:
    """Tell whether the clause is not told as so: in a condition, or after 'before', 'without', 'instead of'."""
    if any(first <= verb <= last for first, last, _ in find_conditions(tree)):
        return True
    index = verb
    for _ in range(_CLIMB):
        token = tree.tokens[index]
        if token.dep == "pcomp" and tree.tokens[token.head].text.lower() in (*_NOT_YET, "from"):
            return True  # 'before accepting', 'away from accepting'
        if token.dep == "advcl" and any(
            tree.tokens[i].text.lower() in _NOT_YET for i in tree.dependents(index, "mark")
        ):
            return True
        when = any(tree.tokens[i].text.lower() == "when" for i in tree.dependents(index, "advmod"))
        if when and token.dep == "advcl" and token.tag in ("VBZ", "VBP"):
            return True
        if _is_inverted(tree, index):
            return True
        if token.head == index or token.dep not in ("xcomp", "conj", "pcomp", "prep", "of"):
            return False
        index = token.head
    return False


def _is_inverted(tree: Tree, verb: int) -> bool:
    """'should he want to leave' for 'if he wants to leave'."""
    subjects = tree.dependents(verb, "nsubj", "nsubjpass")
    return any(tree.tokens[i].text.lower() in ("should", "had", "were") for i in tree.dependents(verb, "aux")
               if subjects and i < subjects[0])  # fmt: skip


def is_proposal(tree: Tree, head: int) -> bool:
    """Tell whether a noun is something on which one decides: a plan, a deal, a visit."""
    token = tree.tokens[head]
    return token.lemma.lower() in topic_words().bare or token.tag == "VBG"


def is_issue(tree: Tree, head: int) -> bool:
    """Tell whether a token can head an issue: a noun or gerund, no pronoun."""
    token = tree.tokens[head]
    if token.name in ("DATE", "TIME"):
        return False
    return token.pos in ("NOUN", "PROPN", "NUM") or (token.tag == "VBG" and token.dep in ("dobj", "pobj"))


def is_it(tree: Tree, head: int) -> bool:
    """Tell whether a token is the pronoun of something told before: 'is against it'."""
    return tree.tokens[head].tag == "PRP" and tree.tokens[head].text.lower() == "it"


def objects_of(tree: Tree, clause: Clause) -> tuple[int, ...]:
    """Give the objects of the clause that are no predicates."""
    return tuple(i for i in clause.objects if tree.tokens[i].dep not in ("attr", "oprd"))
