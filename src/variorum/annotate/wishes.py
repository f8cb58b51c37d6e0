"""Sides taken by saying what should be: judgements, demands, infinitives, 'must' and conditions. See `sides.py`."""

from collections.abc import Iterator
from dataclasses import replace

from variorum.annotate.clauses import Tree, coordinated, find_agents, is_verb, phrase, subtree
from variorum.annotate.commitment_words import commitment_words
from variorum.annotate.mood import Clause, is_negated, is_question, read_clause
from variorum.annotate.parties import Scene, find_parties, find_party
from variorum.annotate.side import Side, is_issue, is_unreal, objects_of
from variorum.annotate.stance_words import reverse, stance_words, turn
from variorum.annotate.topic_words import topic_words
from variorum.model.annotation import StanceKind

_ASKED_BEHIND = ("on", "upon", "to", "for")
_WISH = ("must", "should", "ought", "need", "shall")


def by_judgement(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'called the plan a mistake', 'said that membership is unrealistic'."""
    tree, words = scene.tree, stance_words()
    token = tree.tokens[clause.verb]
    if clause.question:
        return
    if token.lemma in words.judge:
        yield from _by_naming(scene, clause)
    if token.lemma != "be" or token.dep not in ("ccomp", "ROOT", "conj", "acl"):
        return
    predicates = tree.dependents(clause.verb, "acomp", "attr")
    stance = next((s for i in predicates if (s := _judgement(tree, i)) is not None), None)
    if stance is None:
        return
    actors, parties = find_holders(scene, clause.verb)
    for issue in clause.subjects:
        if is_issue(tree, issue) and (actors or parties):
            yield Side(clause.verb, actors, issue, reverse(stance, clause.negated), parties=parties)


def _by_naming(scene: Scene, clause: Clause) -> Iterator[Side]:
    tree = scene.tree
    named = list(tree.dependents(clause.verb, "oprd", "acomp", "attr", "ccomp", "xcomp"))
    for preposition in tree.dependents(clause.verb, "prep"):
        named.extend(tree.dependents(preposition, "amod", "pobj", "pcomp"))
    stance = next((s for i in named if (s := _judgement(tree, i)) is not None), None)
    issues = objects_of(tree, clause) or tuple(i for n in named for i in tree.dependents(n, "nsubj"))
    if stance is None:
        return
    for issue in issues:
        if is_issue(tree, issue):
            yield Side(clause.verb, clause.agents, issue, reverse(stance, clause.negated))


def _judgement(tree: Tree, index: int) -> StanceKind | None:
    token = tree.tokens[index]
    table = stance_words().of_judgement
    stance = table.get(token.lemma.lower()) or table.get(token.text.lower())
    if stance is None:
        return None
    return reverse(stance, any(tree.tokens[i].text.lower() in ("not", "no", "never") for i in tree.children[index]))


def by_demand(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'urged Borduria to withdraw', 'called on both sides to talk', 'demanded that it leave'."""
    tree, words = scene.tree, stance_words()
    token = tree.tokens[clause.verb]
    if clause.question or is_unreal(clause):
        return
    supports = token.lemma in words.ask
    if not supports and token.lemma not in words.forbid:
        return
    behind = {p: tree.dependents(p, "pobj") for p in tree.dependents(clause.verb, "prep")}
    asked = clause.objects or tuple(n for nouns in behind.values() for n in nouns)
    if token.lemma in words.ask_on and not clause.passive:
        asked = tuple(n for p, nouns in behind.items() if tree.tokens[p].text.lower() in _ASKED_BEHIND for n in nouns)
    for head in tree.dependents(clause.verb, "xcomp", "ccomp", "advcl"):
        infinitive = any(tree.tokens[i].tag == "TO" for i in tree.dependents(head, "aux"))
        bare = tree.tokens[head].tag == "VB" and not tree.dependents(head, "aux")
        subjunctive = bare and tree.tokens[head].dep == "ccomp"
        subjects = tree.dependents(head, "nsubj", "nsubjpass")
        if not (asked or subjects) or not (infinitive or subjunctive) or is_question(tree, head):
            continue
        for wish in coordinated(tree, head):
            if is_verb(tree.tokens[wish]):
                against = supports == _is_forbidden(tree, wish)
                stance = turn("opposes" if against else "supports", clause.negated)
                side = Side(clause.verb, clause.agents, wish, stance, True, towards=subjects or asked)
                yield _on_inner(tree, side)


def _is_forbidden(tree: Tree, wish: int) -> bool:
    """'not to leave', but not 'not just to leave'."""
    return any(
        not any(tree.tokens[i].text.lower() in ("just", "only", "merely", "simply") for i in tree.children[negation])
        for negation in tree.dependents(wish, "neg")
    )


def by_infinitive(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'refused to recognize', 'wants to join', 'has not decided whether to attend'."""
    tree, words = scene.tree, stance_words()
    if clause.question:
        return
    for governor in (clause.verb, *tree.dependents(clause.verb, "acomp")):
        key = clause.lemma if governor == clause.verb else tree.tokens[governor].lemma.lower()
        for head in tree.dependents(governor, "xcomp", "ccomp"):
            if is_question(tree, head):
                if key in words.open and (clause.negated or key in words.undecided):
                    yield Side(clause.verb, clause.subjects, head, "undecided", proposal=True)
                continue
            stance = words.of_infinitive.get(key)
            if stance is None or tree.dependents(head, "nsubj") or is_unreal(clause) or _takes_side(tree, head):
                continue
            for wish in coordinated(tree, head):
                if is_verb(tree.tokens[wish]):
                    turned = reverse(turn(stance, clause.negated), bool(tree.dependents(wish, "neg")))
                    yield Side(clause.verb, clause.subjects, wish, turned, proposal=True)


def by_content(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'Borduria must leave', 'decisions cannot be made without us': the wish of whoever says so."""
    tree = scene.tree
    if clause.question or clause.condition is not None or not is_wish(tree, clause.verb):
        return
    pronoun = all(tree.tokens[i].tag in ("PRP", "DT") and find_party(scene, i) is None for i in clause.subjects)
    if tree.tokens[clause.verb].dep not in ("ccomp", "ROOT", "conj", "acl") or (clause.passive and pronoun):
        return
    actors, parties = find_holders(scene, clause.verb)
    empty = any(tree.tokens[i].lemma.lower() in topic_words().empty for i in clause.subjects)
    if empty and not _is_bidden(tree, clause):
        return  # 'a dead man cannot be brought back': no wish
    if actors or parties:
        stance: StanceKind = "opposes" if clause.negated else "supports"
        side = Side(clause.verb, actors, clause.verb, stance, True, parties=parties, towards=clause.subjects)
        yield _on_inner(tree, side)


def _is_bidden(tree: Tree, clause: Clause) -> bool:
    return any(tree.tokens[i].lemma.lower() in _WISH for i in tree.dependents(clause.verb, "aux"))


def by_condition(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'will withdraw only if the ships return': on a condition, whatever it is."""
    tree = scene.tree
    if clause.condition is None or clause.question or tree.tokens[clause.verb].dep == "advcl":
        return
    named = all(tree.tokens[i].tag != "PRP" for i in clause.agents)
    could = named and clause.lemma in stance_words().of_verb  # 'could accept it if'
    meant = {"would", "future", "promised", *(("possible",) if could else ())}
    if not meant.intersection(clause.modalities) or {"requested", "obligation"}.intersection(clause.modalities):
        return
    if tree.tokens[clause.verb].lemma in commitment_words().not_actions or tree.dependents(clause.verb, "xcomp"):
        return  # what happens to somebody is no side; 'would like to talk if' is told by 'talk'
    if find_parties(scene, clause.agents):
        yield Side(clause.verb, clause.agents, clause.verb, "conditional", True, clause.condition)
    elif tree.tokens[clause.verb].dep != "xcomp" and not _is_existence(tree, clause.condition):
        actors, parties = find_holders(scene, clause.verb)
        yield Side(clause.verb, actors, clause.verb, "conditional", True, clause.condition, parties)


def _is_existence(tree: Tree, condition: tuple[int, int]) -> bool:
    """'if there is one': no condition of anybody."""
    return any(tree.tokens[i].dep == "expl" for i in range(condition[0], condition[1] + 1))


def by_dependence(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'makes its signature conditional on', 'made it depend on': what stands on what, 'it' being what the clause before
    says that the party wants."""
    tree = scene.tree
    if clause.lemma != "make" or clause.question or is_unreal(clause):
        return
    for state in tree.dependents(clause.verb, "ccomp", "acomp", "oprd", "xcomp"):
        if tree.tokens[state].lemma.lower() not in stance_words().dependent:
            continue
        issues = (*tree.dependents(state, "nsubj"), *objects_of(tree, clause))
        for preposition in (*tree.dependents(state, "prep"), *tree.dependents(clause.verb, "prep")):
            last = max(subtree(tree, preposition))
            if tree.tokens[preposition].text.lower() not in ("on", "upon") or not issues or last == preposition:
                continue
            side = Side(clause.verb, clause.agents, issues[0], "conditional", condition=(preposition, last))
            if is_issue(tree, issues[0]):
                yield side
            elif tree.tokens[issues[0]].text.lower() == "it" and tree.tokens[clause.verb].dep == "conj":
                wished = [i for i in tree.dependents(tree.tokens[clause.verb].head, "xcomp") if is_verb(tree.tokens[i])]
                yield from (replace(side, issue=i, proposal=True) for i in wished)


def by_denial(scene: Scene, clause: Clause) -> Iterator[Side]:
    """'denied that any prisoner would be released': who denies that something will be done is against doing it."""
    tree = scene.tree
    if clause.lemma not in stance_words().refute or clause.negated or clause.question or is_unreal(clause):
        return
    for head in tree.dependents(clause.verb, "ccomp"):
        inner = read_clause(tree, head)
        own = {*find_parties(scene, inner.subjects)} & {*find_parties(scene, clause.agents)}
        if not {"would", "future"}.intersection(inner.modalities) or inner.negated or inner.condition is not None:
            continue
        if own or (inner.passive and not find_parties(scene, inner.subjects)):
            yield Side(clause.verb, clause.agents, head, "opposes", True, towards=inner.subjects)


def find_holders(scene: Scene, verb: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give whose wish a clause is, as heads of phrases or as mentions: the speaker of the statement that it stands in,
    the subject of its verb of saying, or whose insistence or view it is."""
    speaker = scene.speaker(verb)
    if speaker is not None:
        return (), (speaker,)
    if scene.quotation(verb) is not None:
        return (), ()
    tree, words = scene.tree, stance_words()
    while tree.tokens[verb].dep == "conj" and tree.tokens[verb].head < verb:
        verb = tree.tokens[verb].head
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep == "acl":
        noun = tree.tokens[head].lemma.lower()
        above = tree.tokens[head].head
        shared = find_agents(tree, above) if tree.tokens[above].lemma in words.express and above != head else ()
        return (*tree.dependents(head, "poss"), *shared) if noun in words.of_noun or noun in words.views else (), ()
    if tree.tokens[verb].dep != "ccomp" or head == verb or tree.tokens[head].lemma not in words.say:
        return (), ()
    return () if is_negated(tree, head) else find_agents(tree, head), ()


def is_wish(tree: Tree, verb: int) -> bool:
    """Tell whether a clause says what must or should be ('should have been' is no wish any more), or what cannot be."""
    auxiliaries = [tree.tokens[i] for i in tree.dependents(verb, "aux")]
    if any(token.lemma == "have" for token in auxiliaries):
        return False
    for token in auxiliaries:
        if token.tag == "MD" and token.lemma.lower() in _WISH:
            return True
        impossible = tree.dependents(verb, "neg") and tree.dependents(verb, "auxpass")
        if token.tag == "MD" and token.lemma.lower() in ("can", "could") and impossible:
            return True
    token = tree.tokens[verb]
    return token.dep == "xcomp" and tree.tokens[token.head].lemma in ("need", "have") and token.tag == "VB"


def _on_inner(tree: Tree, side: Side) -> Side:
    """To want a deal rejected is to oppose the deal: a wish for a side on something is that side."""
    inner = read_clause(tree, side.issue)
    stance = stance_words().of_verb.get(inner.lemma)
    if (
        stance not in ("supports", "opposes")
        or len(inner.objects) != 1
        or inner.complements
        or side.stance not in ("supports", "opposes")
    ):
        return side
    if not is_issue(tree, inner.objects[0]):
        return side
    turned = reverse(stance, side.stance == "opposes")
    return replace(side, issue=inner.objects[0], stance=turned, proposal=False, towards=())


def _takes_side(tree: Tree, verb: int) -> bool:
    """Whether the infinitive takes a side itself, so that 'refused to accept the deal' is no stance on accepting."""
    words = stance_words()
    prepositions = [f"{tree.tokens[verb].lemma} {tree.tokens[i].text.lower()}" for i in tree.dependents(verb, "prep")]
    if any(p in words.of_preposition for p in prepositions):
        return True
    return phrase(tree, verb) in words.of_verb and bool(tree.dependents(verb, "dobj"))
