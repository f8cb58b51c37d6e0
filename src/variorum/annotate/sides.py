"""The rules by which a clause takes a side: `find_sides` gives, in tokens, who is for or against what.

Words are in data/stances.toml. See `stances.py` for what becomes of a side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from variorum.annotate.clauses import Tree, clause_verb, coordinated, find_agents, is_verb, phrase
from variorum.annotate.mood import Clause, is_negated, is_question, read_clause
from variorum.annotate.parties import Scene
from variorum.language.lexicon import read_toml
from variorum.model.annotation import StanceKind

_TURNED: dict[StanceKind, StanceKind] = {"supports": "opposes", "opposes": "undecided"}
_UNREAL = ("possible", "requested", "attempted")


@dataclass(frozen=True, slots=True)
class Side:
    """In the clause of `verb` the `actors` (heads of phrases), or else `parties` (mentions), take a side on an issue.

    `issue` is the head of a noun phrase, or with `proposal` the verb of a clause that says what is to be done.
    """

    verb: int
    actors: tuple[int, ...]
    issue: int
    stance: StanceKind
    proposal: bool = False
    condition: tuple[int, int] | None = None
    parties: tuple[int, ...] = ()


def find_sides(scene: Scene, clause: Clause) -> Iterator[Side]:
    """Give the sides that one clause takes; the surest rule first."""
    for rule in (
        _by_verb,
        _by_preposition,
        _by_noun,
        _by_adjective,
        _by_judgement,
        _by_demand,
        _by_infinitive,
        _by_content,
    ):
        sides = list(rule(scene, clause))
        if sides:
            yield from (_mooded(scene.tree, clause, side) for side in sides)
            return
    yield from _by_condition(scene, clause)


def _mooded(tree: Tree, clause: Clause, side: Side) -> Side:
    """A side that stands on a condition is conditional."""
    condition = clause.condition
    if condition is None or condition[0] <= side.issue <= condition[1]:
        return side
    return replace(side, stance="conditional", condition=condition)


def _turn(stance: StanceKind, negated: bool) -> StanceKind:
    return _TURNED.get(stance, stance) if negated else stance


def _by_verb(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'rejected any deal', 'the deal was rejected by', 'would welcome talks'."""
    stance = _words().of_verb.get(clause.lemma)
    if stance is None or clause.question or _is_unreal(clause):
        return
    for head in _suffered(scene.tree, clause):
        if _is_issue(scene, head):
            yield Side(clause.verb, clause.agents, head, _turn(stance, clause.negated))
    tree = scene.tree
    for head in tree.dependents(clause.verb, "ccomp", "xcomp"):  # 'opposed signing', 'ruled out sending'
        if tree.tokens[head].tag == "VBG" and not tree.dependents(head, "nsubj"):
            yield Side(clause.verb, clause.agents, head, _turn(stance, clause.negated), proposal=True)


def _suffered(tree: Tree, clause: Clause) -> tuple[int, ...]:
    """The objects of the clause that are no predicates."""
    return tuple(i for i in clause.objects if tree.tokens[i].dep not in ("attr", "oprd"))


def _by_preposition(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'called for talks', 'insisted on a truce', 'voted against the bill'."""
    if clause.question or _is_unreal(clause):
        return
    tree = scene.tree
    for preposition in tree.dependents(clause.verb, "prep", "agent"):
        stance = _words().of_preposition.get(
            f"{tree.tokens[clause.verb].lemma} {tree.tokens[preposition].text.lower()}"
        )
        if stance is None:
            continue
        for head in tree.dependents(preposition, "pobj"):
            for joined in coordinated(tree, head):
                if _is_issue(scene, joined):
                    yield Side(clause.verb, clause.agents, joined, _turn(stance, clause.negated))
        for head in tree.dependents(preposition, "pcomp"):
            yield Side(clause.verb, clause.agents, head, _turn(stance, clause.negated), proposal=True)


def _by_noun(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'expressed support for', "reaffirmed Borduria's commitment to", and, by its owner, "Borduria's opposition to"."""
    tree, words = scene.tree, _words()
    for noun in _nouns_of(tree, clause.verb):
        stance = words.of_noun.get(tree.tokens[noun].lemma.lower())
        if stance is None or clause.question:
            continue
        owners = tree.dependents(noun, "poss") or tuple(
            i for i in tree.dependents(noun, "amod", "compound") if scene.held.get(i)
        )
        expressed = noun in clause.objects and clause.lemma in words.express and not _is_unreal(clause)
        actors = clause.agents if expressed else owners
        if not actors:
            continue
        turned = _turn(stance, clause.negated and expressed)
        for issue, proposal in _issues_of_noun(scene, noun):
            yield Side(clause.verb, actors, issue, turned, proposal)


def _issues_of_noun(scene: Scene, noun: int) -> Iterator[tuple[int, bool]]:
    tree, words = scene.tree, _words()
    prepositions = [*tree.dependents(noun, "prep")]
    head = tree.tokens[noun].head
    if tree.tokens[noun].dep == "dobj":
        prepositions += [i for i in tree.dependents(head, "prep", "dative") if i == noun + 1]
    for preposition in prepositions:
        if tree.tokens[preposition].text.lower() not in words.prepositions:
            continue
        for found in tree.dependents(preposition, "pobj"):
            yield from ((i, False) for i in coordinated(tree, found) if _is_issue(scene, i))
        yield from ((i, True) for i in tree.dependents(preposition, "pcomp"))
    yield from (
        (i, True) for i in tree.dependents(noun, "acl", "ccomp") if tree.tokens[i].tag == "VB" or _wish(tree, i)
    )


def _by_adjective(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'is opposed to the plan', 'is against it', 'is ready for talks'."""
    tree, words = scene.tree, _words()
    if clause.question or _is_unreal(clause):
        return
    for adjective in (clause.verb, *tree.dependents(clause.verb, "acomp", "prep", "attr", "oprd")):
        own = tree.tokens[adjective]
        direct = (
            words.of_adjective.get(own.text.lower())
            if own.dep == "prep" and tree.tokens[clause.verb].lemma == "be"
            else None
        )
        for preposition in tree.dependents(adjective, "prep"):
            stance = words.of_adjective.get(f"{own.text.lower()} {tree.tokens[preposition].text.lower()}")
            if stance is not None:
                yield from _after(scene, clause, preposition, stance)
        if direct is not None:
            yield from _after(scene, clause, adjective, direct)


def _after(scene: Scene, clause: Clause, preposition: int, stance: StanceKind) -> Iterator[Side]:
    tree = scene.tree
    for head in tree.dependents(preposition, "pobj"):
        for issue in coordinated(tree, head):
            if _is_issue(scene, issue):
                yield Side(clause.verb, clause.subjects, issue, _turn(stance, clause.negated))
    for head in tree.dependents(preposition, "pcomp"):
        yield Side(clause.verb, clause.subjects, head, _turn(stance, clause.negated), proposal=True)


def _by_judgement(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'called the plan a mistake', 'said that membership is unrealistic'."""
    tree, words = scene.tree, _words()
    token = tree.tokens[clause.verb]
    if token.lemma in words.judge and not clause.question:
        named = tree.dependents(clause.verb, "oprd", "acomp", "attr", "ccomp", "xcomp")
        named += tuple(
            n for p in tree.dependents(clause.verb, "prep") for n in tree.dependents(p, "amod", "pobj", "pcomp")
        )
        stance = next((s for i in named if (s := _judgement(tree, i)) is not None), None)
        issues = _suffered(tree, clause) or tuple(i for n in named for i in tree.dependents(n, "nsubj"))
        if stance is not None:
            for issue in issues:
                if _is_issue(scene, issue):
                    yield Side(clause.verb, clause.agents, issue, _turn_judgement(stance, clause.negated))
        return
    if token.lemma != "be" or clause.question or token.dep not in ("ccomp", "ROOT", "conj"):
        return
    stance = next(
        (s for i in tree.dependents(clause.verb, "acomp", "attr") if (s := _judgement(tree, i)) is not None), None
    )
    if stance is None:
        return
    actors, parties = _holders(scene, clause.verb)
    for issue in clause.subjects:
        if _is_issue(scene, issue) and (actors or parties):
            yield Side(clause.verb, actors, issue, _turn_judgement(stance, clause.negated), parties=parties)


def _turn_judgement(stance: StanceKind, negated: bool) -> StanceKind:
    """'not realistic' is against; 'not a mistake' is for."""
    return {"supports": "opposes", "opposes": "supports"}.get(stance, stance) if negated else stance  # type: ignore[return-value]


def _judgement(tree: Tree, index: int) -> StanceKind | None:
    stance = _words().of_judgement.get(tree.tokens[index].lemma.lower()) or _words().of_judgement.get(
        tree.tokens[index].text.lower()
    )
    if stance is not None and any(tree.tokens[i].dep == "neg" for i in tree.children[index]):
        return _turn_judgement(stance, True)
    return stance


def _by_demand(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'urged Borduria to withdraw', 'called on both sides to talk', 'demanded that it leave'."""
    tree, words = scene.tree, _words()
    token = tree.tokens[clause.verb]
    if clause.question or _is_unreal(clause):
        return
    supports = token.lemma in words.ask
    if not supports and token.lemma not in words.forbid:
        return
    for head in tree.dependents(clause.verb, "xcomp", "ccomp", "advcl"):
        asked = bool(tree.dependents(clause.verb, "dobj", "dative", "prep")) or bool(tree.dependents(head, "nsubj"))
        infinitive = any(tree.tokens[i].tag == "TO" for i in tree.dependents(head, "aux"))
        subjunctive = tree.tokens[head].tag == "VB" and tree.tokens[head].dep == "ccomp"
        if not asked or not (infinitive or subjunctive) or is_question(tree, head):
            continue
        for wish in coordinated(tree, head):
            if is_verb(tree.tokens[wish]):
                against = supports == _negated_here(tree, wish)
                stance: StanceKind = "opposes" if against else "supports"
                yield _on_inner(tree, Side(clause.verb, clause.agents, wish, _turn(stance, clause.negated), True))


def _by_infinitive(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'refused to recognize', 'wants to join', 'has not decided whether to attend'."""
    tree, words = scene.tree, _words()
    if clause.question:
        return
    governors = [clause.verb, *tree.dependents(clause.verb, "acomp")]
    for governor in governors:
        key = clause.lemma if governor == clause.verb else tree.tokens[governor].lemma.lower()
        for head in tree.dependents(governor, "xcomp", "ccomp"):
            if is_question(tree, head):
                if key in words.open and (clause.negated or key in words.undecided_infinitives):
                    yield Side(clause.verb, clause.subjects, head, "undecided", proposal=True)
                continue
            stance = words.of_infinitive.get(key)
            if stance is None or tree.dependents(head, "nsubj") or _is_unreal(clause) or _takes_side(tree, head):
                continue
            for wish in coordinated(tree, head):
                if is_verb(tree.tokens[wish]):
                    yield Side(clause.verb, clause.subjects, wish, _turn(stance, clause.negated), proposal=True)


def _by_content(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'Borduria must leave', 'decisions cannot be made without us': the wish of whoever says so."""
    tree = scene.tree
    if clause.question or clause.condition is not None or not _wish(tree, clause.verb):
        return
    if tree.tokens[clause.verb].dep not in ("ccomp", "ROOT", "conj", "acl"):
        return
    actors, parties = _holders(scene, clause.verb)
    if actors or parties:
        stance: StanceKind = "opposes" if clause.negated else "supports"
        yield _on_inner(tree, Side(clause.verb, actors, clause.verb, stance, True, parties=parties))


def _by_condition(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'will withdraw only if the ships return': on a condition, whatever it is."""
    if clause.condition is None or clause.question or not clause.agents:
        return
    if not {"would", "future", "promised"}.intersection(clause.modalities) or "requested" in clause.modalities:
        return
    yield Side(clause.verb, clause.agents, clause.verb, "conditional", True, clause.condition)


def _on_inner(tree: Tree, side: Side) -> Side:
    """To want a deal rejected is to oppose the deal: a wish for a side on something is that side."""
    inner = read_clause(tree, side.issue)
    stance = _words().of_verb.get(inner.lemma)
    if stance not in ("supports", "opposes") or len(inner.objects) != 1 or side.stance not in ("supports", "opposes"):
        return side
    if tree.tokens[inner.objects[0]].tag.startswith(("PRP", "W", "DT")):
        return side
    flipped = (stance == "opposes") != (side.stance == "opposes")
    return replace(side, issue=inner.objects[0], stance="opposes" if flipped else "supports", proposal=False)


def _holders(scene: Scene, verb: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Whose wish a clause is: the speaker of the statement that it stands in, or the subject of its verb of saying."""
    speaker = scene.speaker(verb)
    if speaker is not None:
        return (), (speaker,)
    if scene.quotation(verb) is not None:
        return (), ()
    tree = scene.tree
    while tree.tokens[verb].dep == "conj" and tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep == "acl":  # "Borduria's insistence that Syldavia must …"
        noun = tree.tokens[head].lemma.lower()
        return (tree.dependents(head, "poss"), ()) if noun in _words().of_noun else ((), ())
    if tree.tokens[verb].dep != "ccomp" or head == verb or tree.tokens[head].lemma not in _words().say:
        return (), ()
    return ((), ()) if is_negated(tree, head) else (find_agents(tree, head), ())


def _wish(tree: Tree, verb: int) -> bool:
    """Whether a clause says what must or should be, or what cannot be."""
    for index in tree.dependents(verb, "aux"):
        token = tree.tokens[index]
        word = token.lemma.lower()
        if token.tag == "MD" and word in ("must", "should", "ought", "need", "shall"):
            return True
        if (
            token.tag == "MD"
            and word in ("can", "could")
            and tree.dependents(verb, "neg")
            and tree.dependents(verb, "auxpass")
        ):
            return True
    token = tree.tokens[verb]
    return token.dep == "xcomp" and tree.tokens[token.head].lemma in ("need", "have") and token.tag == "VB"


def _negated_here(tree: Tree, verb: int) -> bool:
    return bool(tree.dependents(verb, "neg"))


def _takes_side(tree: Tree, verb: int) -> bool:
    """Whether the infinitive takes a side itself, so that 'refused to accept the deal' is no stance on accepting."""
    words = _words()
    prepositions = [f"{tree.tokens[verb].lemma} {tree.tokens[i].text.lower()}" for i in tree.dependents(verb, "prep")]
    if any(p in words.of_preposition for p in prepositions):
        return True
    return phrase(tree, verb) in words.of_verb and bool(tree.dependents(verb, "dobj"))


def _is_unreal(clause: Clause) -> bool:
    return any(m in _UNREAL for m in clause.modalities)


def _is_issue(scene: Scene, head: int) -> bool:
    token = scene.tree.tokens[head]
    return token.pos in ("NOUN", "PROPN", "ADJ", "NUM") or (token.tag == "VBG" and token.dep in ("dobj", "pobj"))


def _nouns_of(tree: Tree, verb: int) -> list[int]:
    """The nouns of the clause of a verb: those whose nearest verb it is."""
    words = _words().of_noun
    return [
        i
        for i, token in enumerate(tree.tokens)
        if token.lemma.lower() in words and token.pos == "NOUN" and clause_verb(tree, token.head) == verb
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    of_verb: dict[str, StanceKind]
    of_preposition: dict[str, StanceKind]
    of_noun: dict[str, StanceKind]
    of_adjective: dict[str, StanceKind]
    of_judgement: dict[str, StanceKind]
    of_infinitive: dict[str, StanceKind]
    undecided_infinitives: frozenset[str]
    prepositions: frozenset[str]
    express: frozenset[str]
    judge: frozenset[str]
    say: frozenset[str]
    ask: frozenset[str]
    forbid: frozenset[str]
    open: frozenset[str]


@cache
def _words() -> _Words:
    data = read_toml("stances")
    content = data["content"]
    kinds: tuple[StanceKind, ...] = ("supports", "opposes", "undecided")

    def table(name: str) -> dict[str, StanceKind]:
        return {word: kind for kind in kinds for word in data[name].get(kind, ())}

    infinitives: dict[str, StanceKind] = {w: k for k in kinds for w in content[f"infinitive_{k}"]}
    return _Words(
        table("object"), table("preposition"), table("noun"), table("adjective"), table("judgement"), infinitives,
        frozenset(content["infinitive_undecided"]), frozenset(data["noun"]["prepositions"]), frozenset(data["noun"]["express"]),
        frozenset(data["judgement"]["judge"]), frozenset(content["say"]), frozenset(content["ask"]),
        frozenset(content["forbid"]), frozenset(content["open"]),
    )  # fmt: skip
