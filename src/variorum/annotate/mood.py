"""Whether a clause is negated, planned, demanded, asked or on a condition: function words and governing verbs.

Word lists are in data/clauses.toml. See `clauses.py` for trees and extents.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from variorum.annotate.clauses import (
    Tree,
    ancestors,
    clause_verb,
    find_agents,
    find_clause,
    find_complements,
    find_objects,
    find_subjects,
    is_passive,
    is_verb,
    phrase,
)
from variorum.annotate.conditions import find_conditions
from variorum.language.lexicon import read_toml

Modality = Literal["future", "would", "possible", "obligation", "wish", "promised", "requested", "attempted", "purpose"]
_REMEMBERED = 8192  # clauses: several layers ask for each
_CHAIN = 12  # a longer chain of governing verbs is no English
_LINKS = ("xcomp", "pcomp", "acl", "conj")


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb's clause, in token indices. `agents` do it, `objects` suffer it (passives are turned round)."""

    verb: int
    lemma: str
    subjects: tuple[int, ...]
    agents: tuple[int, ...]
    objects: tuple[int, ...]
    complements: tuple[int, ...]
    passive: bool
    negated: bool
    modalities: tuple[Modality, ...]
    condition: tuple[int, int] | None
    question: bool
    first: int
    last: int


@lru_cache(maxsize=_REMEMBERED)
def read_clause(tree: Tree, verb: int) -> Clause:
    """Give all that this module and `clauses` know of one verb. `lemma` has the particle ('rule out')."""
    first, last = find_clause(tree, verb)
    return Clause(
        verb, phrase(tree, verb), find_subjects(tree, verb), find_agents(tree, verb), find_objects(tree, verb),
        find_complements(tree, verb), is_passive(tree, verb), is_negated(tree, verb), find_modalities(tree, verb),
        find_condition(tree, verb), is_question(tree, verb), first, last,
    )  # fmt: skip


def is_negated(tree: Tree, verb: int) -> bool:
    """Tell whether the clause says that it is, was or will *not* so.

    Counts 'not', 'never', 'no' in subject or object, 'neither … nor', 'without' before a gerund, and governing words
    (failed to, refused to, was unable to, a refusal to, denied having): two cancel out. Only what holds of
    the verb by grammar is counted: in 'did not say that they left' leaving is not negated.
    """
    negated = negates_itself(tree, verb)
    index = verb
    for _ in range(_CHAIN):
        link = _governor(tree, index)
        if link is None:
            return negated
        head, shared = link
        if shared:  # conjuncts: 'did not meet or talk'
            return negated or is_negated_below(tree, head, index)
        if _is_negative_governor(tree, head, index):
            negated = not negated
        if is_verb(tree.tokens[head]) and negates_itself(tree, head):
            negated = not negated
        index = head
    return negated


def negates_itself(tree: Tree, verb: int) -> bool:
    """Tell whether the verb's own words negate it, whatever governs it."""
    words = _words()
    for index in tree.children[verb]:
        token = tree.tokens[index]
        is_negator = token.dep in ("advmod", "preconj", "cc") and token.text.lower() in words.negators
        if (token.dep == "neg" or is_negator) and not _limits_more(tree, index):
            return True
    nouns = tree.dependents(verb, "nsubj", "nsubjpass", "dobj", "attr", "expl")
    if any(_is_negative_phrase(tree, noun) for noun in nouns):
        return True
    return _follows_nor(tree, verb)


def is_negated_below(tree: Tree, verb: int, conjunct: int) -> bool:
    """Tell whether the negation of a verb reaches the bare infinitive or participle joined to it."""
    return _shares_auxiliaries(tree, verb, conjunct) and is_negated(tree, verb)


def find_modalities(tree: Tree, verb: int) -> tuple[Modality, ...]:
    """Give how the clause stands to fact, from the verb outwards: () for plain assertion.

    'future' will, is going to, plans to, is due to (and 'would' in reported speech after a past verb, without a
    condition); 'would', 'possible' could, may, considered doing; 'obligation' must, should, has to; 'wish'
    wants to; 'promised' agreed to; 'requested' asked Y to, urged that; 'attempted' tried to; 'purpose' (in order) to.
    """
    found: list[Modality] = []
    index = verb
    for _ in range(_CHAIN):
        own = _own_modality(tree, index)
        if own is not None:
            found.append(own)
        link = _governor(tree, index, through_that=True)
        if link is None:
            break
        head, shared = link
        if shared and (own is not None or not _shares_auxiliaries(tree, head, index)):
            break
        governed = None if shared else _modality_of_governor(tree, head, index)
        if governed is not None:
            found.append(governed)
        if not shared and governed is None and tree.tokens[index].dep == "ccomp":
            break
        index = head
    return tuple(found)


def find_condition(tree: Tree, verb: int) -> tuple[int, int] | None:
    """Give the extent of the condition on which the clause stands ('only if …', 'unless …', 'in exchange for …')."""
    scope = {verb}
    index = verb
    for _ in range(_CHAIN):
        link = _governor(tree, index)
        if link is None:
            break
        index = link[0]
        scope.add(index)
    for first, last, attached in find_conditions(tree):
        if first <= verb <= last:
            continue
        holder = clause_verb(tree, attached)
        if holder in scope or (holder is not None and _completes(tree, holder, verb)):
            return first, last
    return None


def is_to_come(tree: Tree, verb: int) -> bool:
    """Tell whether it is the infinitive of 'is to meet', 'are now to begin'; in 'is here to sign' it is a purpose."""
    token = tree.tokens[verb]
    if token.dep not in ("xcomp", "advcl") or tree.tokens[token.head].lemma != "be" or token.head > verb:
        return False
    base = token.tag == "VB" or (token.tag == "VBN" and bool(tree.dependents(verb, "auxpass")))
    if not base or not any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux")):
        return False
    between = range(token.head + 1, min(tree.dependents(verb, "aux"), default=verb))
    return token.dep == "xcomp" or all(tree.tokens[i].text.lower() in _words().be_to for i in between)


def is_question(tree: Tree, verb: int) -> bool:
    """Tell whether the clause is asked and not told: a sentence with '?', or after 'whether' or 'asked if'."""
    for index in (verb, *(i for i in ancestors(tree, verb) if is_verb(tree.tokens[i]))):
        if _is_asked(tree, index):
            return True
        token = tree.tokens[index]
        asked = token.dep == "acl" and tree.tokens[0].lemma == "be"  # 'Was the port attacked?'
        if token.dep in ("ccomp", "relcl", "acl", "advcl") and not asked:
            return False
    end = [token.text for token in tree.tokens[-3:]]
    return "?" in end


@dataclass(frozen=True, slots=True)
class _Words:
    negators: frozenset[str]
    phrases: frozenset[str]
    prepositions: frozenset[str]
    governors: frozenset[str]
    governor_modality: dict[str, Modality]
    auxiliary_modality: dict[str, Modality]
    open_markers: frozenset[str]
    be_to: frozenset[str]


@cache
def _words() -> _Words:
    data = read_toml("clauses")
    return _Words(
        frozenset(data["negators"]), frozenset(data["negative_phrases"]), frozenset(data["negative_prepositions"]),
        frozenset(data["negative_governors"] + data["negative_phrasal"]),
        {w: kind for kind, words in data["modality_of_governor"].items() for w in words},
        {w: kind for kind, words in data["modality_of_auxiliary"].items() for w in words},
        frozenset(data["conditions"]["open_markers"]), frozenset(data["be_to_adverbs"]),
    )  # fmt: skip


def _governor(tree: Tree, index: int, through_that: bool = False) -> tuple[int, bool] | None:
    """Give the word that governs a verb (verb, adjective or noun), and whether it is a conjunct that shares with it."""
    token = tree.tokens[index]
    head = token.head
    if head == index or _is_asked(tree, index):
        return None
    if token.dep == "conj":
        return (head, True) if not tree.dependents(index, "nsubj", "nsubjpass") else None
    if token.dep == "pcomp":
        return head, False
    if (
        is_to_come(tree, index)
        or token.dep in ("xcomp", "acomp", "prep", "oprd")
        or (token.dep == "acl" and token.tag in ("VB", "VBG"))
    ):
        return head, False
    if token.dep == "ccomp" and (through_that or not tree.dependents(index, "nsubj", "nsubjpass")):
        return head, False
    if token.dep == "ccomp" and any(tree.tokens[i].tag == "TO" for i in tree.dependents(index, "aux")):
        return head, False
    return None


def _is_asked(tree: Tree, verb: int) -> bool:
    """'whether to attend', 'asked if they had met'."""
    marks = [tree.tokens[i].text.lower() for i in tree.dependents(verb, "mark")]
    return bool(_words().open_markers.intersection(marks)) or ("if" in marks and tree.tokens[verb].dep == "ccomp")


def _is_negative_governor(tree: Tree, head: int, index: int) -> bool:
    token = tree.tokens[head]
    words = _words()
    if tree.tokens[index].dep == "pcomp" and token.tag == "IN":
        word = token.text.lower()
        return word in words.prepositions or f"{tree.tokens[head - 1].text.lower()} {word}" in words.prepositions
    return phrase(tree, head) in words.governors


def _is_negative_phrase(tree: Tree, noun: int) -> bool:
    words = _words()
    if tree.tokens[noun].text.lower() in words.phrases:
        return True
    return any(tree.tokens[i].text.lower() in words.phrases for i in tree.dependents(noun, "det", "preconj", "neg"))


def _limits_more(tree: Tree, negator: int) -> bool:
    """'not only', 'not just' deny nothing."""
    following = tree.tokens[negator + 1].text.lower() if negator + 1 < len(tree.tokens) else ""
    return following in ("only", "just", "merely", "simply")


def _follows_nor(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    if token.dep != "conj":
        return False
    between = range(token.head + 1, verb)
    return any(tree.tokens[i].text.lower() == "nor" and tree.tokens[i].head in (token.head, verb) for i in between)


def _shares_auxiliaries(tree: Tree, verb: int, conjunct: int) -> bool:
    """'will sign and ratify', 'did not meet or talk', 'agreed to form a team and explore'."""
    if tree.dependents(conjunct, "nsubj", "nsubjpass"):
        return False
    joining = {tree.tokens[i].text.lower() for i in tree.dependents(verb, "cc")}
    if "but" in joining or (tree.tokens[verb].tag in ("VBD", "VBZ", "VBP") and not joining & {"or", "nor"}):
        return False
    own = [i for i in tree.dependents(conjunct, "aux", "auxpass") if tree.tokens[i].tag != "TO"]
    return not own and tree.tokens[verb].tag == tree.tokens[conjunct].tag


def _own_modality(tree: Tree, verb: int) -> Modality | None:
    table = _words().auxiliary_modality
    for index in tree.dependents(verb, "aux"):
        token = tree.tokens[index]
        kind = table.get(token.lemma.lower()) or table.get(token.text.lower())
        if kind == "would" and _is_reported(tree, verb) and find_condition(tree, verb) is None:
            return "future"
        if kind is not None and token.tag == "MD":
            return kind
    token = tree.tokens[verb]
    if (
        token.dep == "advcl"
        and not is_to_come(tree, verb)
        and token.tag == "VB"
        and any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))
    ):
        return "purpose"
    return None


def _is_reported(tree: Tree, verb: int) -> bool:
    """'He said that he would come': the past of 'will'."""
    token = tree.tokens[verb]
    if token.dep != "ccomp" or token.head == verb:
        return False
    return tree.tokens[token.head].tag in ("VBD", "VBN", "VBG")


def _modality_of_governor(tree: Tree, head: int, index: int) -> Modality | None:
    token, below = tree.tokens[head], tree.tokens[index]
    kind = _words().governor_modality.get(token.lemma.lower())
    if kind is None:
        return "future" if is_to_come(tree, index) else None
    if token.lemma == "go" and token.tag != "VBG":
        return None
    if below.dep != "ccomp" or kind in ("promised", "future", "wish"):
        return kind
    bare = below.tag == "VB" or any(tree.tokens[i].tag == "VB" for i in tree.dependents(index, "auxpass"))
    subjunctive = bare and not tree.dependents(index, "aux")  # 'demanded that they leave', 'that they be freed'
    return kind if kind == "requested" and subjunctive else None


def _completes(tree: Tree, holder: int, verb: int) -> bool:
    """Whether the verb that the condition is attached to belongs to the clause by being its infinitive."""
    index = holder
    for _ in range(_CHAIN):
        token = tree.tokens[index]
        bare = token.dep == "ccomp" and token.tag == "VB" and not tree.dependents(index, "aux")  # 'let them go if'
        if (token.dep not in _LINKS and not bare) or token.head == index:
            return False
        above = clause_verb(tree, token.head)
        if above is None:
            return False
        if above == verb:
            return True
        index = above
    return False
