"""The rules by which a clause takes a side: `find_sides` gives, in tokens, who is for or against what.

Here those that rest on a verb, noun or adjective of taking sides; in `wishes.py` those that say what should be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from variorum.annotate.clauses import Tree, clause_verb, coordinated
from variorum.annotate.mood import Clause
from variorum.annotate.parties import Scene, find_parties, find_party
from variorum.annotate.side import Side, is_hypothetical, is_issue, is_it, is_proposal, is_unreal, objects_of
from variorum.annotate.stance_words import reverse, stance_words, turn
from variorum.annotate.wishes import (
    by_condition,
    by_content,
    by_demand,
    by_denial,
    by_dependence,
    by_infinitive,
    by_judgement,
    is_wish,
)
from variorum.model.annotation import StanceKind

_REMEMBERED = 256  # sentences: each of its clauses asks


def find_sides(scene: Scene, clause: Clause) -> Iterator[Side]:
    """Give the sides that one clause takes: by its nouns, and by the first other rule that finds any."""
    if _is_denied(scene.tree, clause.verb) or is_hypothetical(scene.tree, clause.verb):
        return
    yield from (_mooded(clause, side) for side in _by_noun(scene, clause))
    for rule in (
        by_dependence, by_denial, by_demand, _by_verb, _by_preposition, _by_adjective, by_judgement, by_infinitive,
        by_content,
    ):  # fmt: skip
        sides = list(rule(scene, clause))
        if sides:
            yield from (_mooded(clause, side) for side in sides)
            return
    yield from by_condition(scene, clause)


def _is_denied(tree: Tree, verb: int) -> bool:
    """To deny having rejected a deal is no side on the deal."""
    token = tree.tokens[verb]
    return token.dep in ("xcomp", "ccomp", "acl") and tree.tokens[token.head].lemma in stance_words().deny


def _mooded(clause: Clause, side: Side) -> Side:
    """A side that stands on a condition is conditional: on what is to be done where the verb is a deed itself."""
    condition = clause.condition
    if condition is None or condition[0] <= side.issue <= condition[1]:
        return side
    if clause.lemma in stance_words().deeds and not side.proposal and side.verb < side.issue:
        return replace(side, stance="conditional", condition=condition, issue=side.verb, proposal=True)
    return replace(side, stance="conditional", condition=condition)


def _by_verb(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'rejected any deal', 'the deal was rejected by', 'would welcome talks'."""
    stance = stance_words().of_verb.get(clause.lemma)
    if stance is None or clause.question or is_unreal(clause):
        return
    kept = clause.negated and clause.lemma in stance_words().kept_if_negated
    if stance == "opposes" and clause.negated and not kept and clause.lemma not in stance_words().open_if_negated:
        return
    tree = scene.tree
    for head in objects_of(tree, clause):
        if clause.lemma in stance_words().of_persons and find_party(scene, head) is None:
            continue  # 'blamed the anger': no issue
        if stance == "undecided" and not is_proposal(tree, head):
            continue  # 'studied the success'
        of_noun = tree.tokens[head].lemma in stance_words().of_noun and any(_issues_of_noun(tree, head))
        if (is_issue(tree, head) and not of_noun) or is_it(tree, head):
            yield Side(clause.verb, clause.agents, head, "supports" if kept else turn(stance, clause.negated))
    for head in tree.dependents(clause.verb, "ccomp", "xcomp"):  # 'opposed signing', 'ruled out sending'
        if tree.tokens[head].tag == "VBG" and not tree.dependents(head, "nsubj"):
            yield _proposed(tree, clause.verb, clause.agents, head, turn(stance, clause.negated))


def _by_preposition(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'called for talks', 'insisted on a truce', 'voted against the bill'."""
    if clause.question or is_unreal(clause):
        return
    tree = scene.tree
    verb = tree.tokens[clause.verb].lemma
    for preposition in tree.dependents(clause.verb, "prep", "agent"):
        stance = stance_words().of_preposition.get(f"{verb} {tree.tokens[preposition].text.lower()}")
        if stance is not None:
            yield from _after(tree, clause, clause.agents, preposition, turn(stance, clause.negated))


def _by_adjective(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'is opposed to the plan', 'is against it', 'is ready for talks'."""
    tree, table = scene.tree, stance_words().of_adjective
    if clause.question or is_unreal(clause):
        return
    for adjective in (clause.verb, *tree.dependents(clause.verb, "acomp", "prep", "attr", "oprd")):
        own = tree.tokens[adjective].text.lower()
        alone = tree.tokens[clause.verb].lemma == "be" and not tree.dependents(clause.verb, "acomp", "attr")
        if tree.tokens[adjective].dep == "prep" and alone and own in table:
            yield from _after(tree, clause, clause.subjects, adjective, turn(table[own], clause.negated))
        for preposition in tree.dependents(adjective, "prep"):
            stance = table.get(f"{own} {tree.tokens[preposition].text.lower()}")
            if stance is not None:
                yield from _after(tree, clause, clause.subjects, preposition, turn(stance, clause.negated))


def _by_noun(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'expressed support for', "reaffirmed Borduria's commitment to", and, by its owner, "Borduria's opposition to"."""
    tree, words = scene.tree, stance_words()
    if clause.question:
        return
    for noun in _nouns_by_verb(tree).get(clause.verb, ()):
        stance = words.of_noun[tree.tokens[noun].lemma.lower()]
        owners = _owners(scene, noun)
        expressed = noun in clause.objects and clause.lemma in words.express and not is_unreal(clause)
        expressed = expressed and f"{clause.lemma} {tree.tokens[noun].lemma.lower()}" not in words.in_others
        expressed = expressed and (not owners or bool(find_parties(scene, clause.agents)))
        actors = clause.agents if expressed else owners
        turned = turn(stance, clause.negated and expressed)
        for issue, proposal in _issues_of_noun(tree, noun) if actors else ():
            side = _doing(scene, Side(clause.verb, actors, issue, turned, proposal))
            yield replace(side, stance=reverse(turned, proposal and bool(tree.dependents(issue, "neg"))))


def _doing(scene: Scene, side: Side) -> Side:
    """'opposition to Borduria joining the pact' is to what is done, also where the parse joins it elsewhere."""
    tree = scene.tree
    after = side.issue + 1
    if side.proposal or not scene.held.get(side.issue) or after >= len(tree.tokens):
        return side
    token = tree.tokens[after]
    if token.tag != "VBG" or token.dep not in ("advcl", "acl") or find_party(scene, side.issue) is None:
        return side
    return replace(side, issue=after, proposal=True, towards=(side.issue,))


def _owners(scene: Scene, noun: int) -> tuple[int, ...]:
    """Whose it is: "Borduria's opposition", 'Bordurian opposition', 'opposition by Borduria'."""
    tree = scene.tree
    by = [n for p in tree.dependents(noun, "prep") if tree.tokens[p].text.lower() == "by" for n in tree.children[p]]
    named = [i for i in tree.dependents(noun, "amod", "compound") if scene.held.get(i)]
    return tree.dependents(noun, "poss") or tuple(by or named)


@lru_cache(maxsize=_REMEMBERED)
def _nouns_by_verb(tree: Tree) -> Mapping[int | None, Sequence[int]]:
    """The nouns of taking sides in each verb's clause."""
    found: dict[int | None, list[int]] = {}
    for noun, token in enumerate(tree.tokens):
        if token.pos == "NOUN" and token.lemma.lower() in stance_words().of_noun:
            found.setdefault(clause_verb(tree, token.head), []).append(noun)
    return found


def _issues_of_noun(tree: Tree, noun: int) -> Iterator[tuple[int, bool]]:
    if tree.tokens[noun].dep == "dobj":  # 'offered Borduria its support'
        yield from ((i, False) for i in tree.dependents(tree.tokens[noun].head, "dative") if is_issue(tree, i))
    prepositions = [*tree.dependents(noun, "prep")]
    if tree.tokens[noun].dep == "dobj":
        prepositions += [i for i in tree.dependents(tree.tokens[noun].head, "prep", "dative") if i == noun + 1]
    for preposition in prepositions:
        if tree.tokens[preposition].text.lower() not in stance_words().prepositions:
            continue
        for found in tree.dependents(preposition, "pobj"):
            yield from ((i, False) for i in coordinated(tree, found) if is_issue(tree, i))
        yield from ((i, True) for i in tree.dependents(preposition, "pcomp"))
    for content in tree.dependents(noun, "acl", "ccomp"):
        if tree.tokens[content].tag == "VB" and not is_wish(tree, content):  # a wish is its own clause's matter
            yield content, True


def _after(tree: Tree, clause: Clause, actors: tuple[int, ...], preposition: int, stance: StanceKind) -> Iterator[Side]:
    for head in tree.dependents(preposition, "pobj"):
        for issue in coordinated(tree, head):
            if is_issue(tree, issue) or is_it(tree, issue):
                yield Side(clause.verb, actors, issue, stance)
    for head in tree.dependents(preposition, "pcomp"):
        yield _proposed(tree, clause.verb, actors, head, stance)


def _proposed(tree: Tree, verb: int, actors: tuple[int, ...], head: int, stance: StanceKind) -> Side:
    return Side(verb, actors, head, reverse(stance, bool(tree.dependents(head, "neg"))), proposal=True)
