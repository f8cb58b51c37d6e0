"""The rules by which a clause undertakes something: `find_undertakings` gives, in tokens, who is to do what for whom.

`noun_undertakings.py` has the rules by nouns, `undertaken_actions.py` reads what is to be done. Words are in
data/commitments.toml. See `commitments.py` for what becomes of an undertaking.
"""

from collections.abc import Iterator

from variorum.annotate.clauses import Tree, coordinated, find_agents, is_verb
from variorum.annotate.commitment_words import commitment_words
from variorum.annotate.mood import Clause, is_question, negates_itself
from variorum.annotate.noun_undertakings import by_list, by_noun, by_plan, by_source, find_beneficiaries, is_told
from variorum.annotate.side import is_hypothetical
from variorum.annotate.stance_words import stance_words
from variorum.annotate.undertaken_actions import (
    action_extent,
    find_goods,
    find_noun_actions,
    find_verb_actions,
    is_infinitive,
)
from variorum.annotate.undertaking import Undertaking
from variorum.model.annotation import CommitmentForm


def find_undertakings(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """Give what one clause undertakes, each of several actions for itself; the surest rule first."""
    if clause.question or is_hypothetical(tree, clause.verb):
        return
    for rule in _RULES:
        found = [undertaking for undertaking in rule(tree, clause) if not _is_vague(tree, undertaking)]
        if found:
            yield from found
            return


def _is_vague(tree: Tree, undertaking: Undertaking) -> bool:
    """Whether nothing is undertaken: 'do the same', 'explore opportunities' (though one may agree to explore them)."""
    lemma = tree.tokens[undertaking.head].lemma
    if lemma == "do":
        return True
    if undertaking.terms:
        return False
    return lemma in commitment_words().vague and undertaking.form not in ("agreed", "requested")


def _by_verb(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'agreed to restore … and form …', 'pledged that it would', 'agreed on a truce', 'promised aid'."""
    words = commitment_words()
    form = words.of_verb.get(tree.tokens[clause.verb].lemma)
    if form is None or form == "signed" or not is_told(clause):
        return
    status = "disputed" if clause.negated or _is_denied(tree, clause.verb) else "open"
    towards = find_beneficiaries(tree, clause.verb)
    for good, purpose in find_goods(tree, clause):
        action = action_extent(tree, good, clause.condition)[0], action_extent(tree, purpose, clause.condition)[1]
        yield Undertaking(clause.verb, clause.agents, (), good, action, form, status)
        return
    for head in find_verb_actions(tree, clause):
        action = action_extent(tree, head, clause.condition)
        yield Undertaking(clause.verb, clause.agents, towards, head, action, form, status)


def _by_document(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'signed an agreement to exchange prisoners', 'the pact was ratified by'."""
    words = commitment_words()
    if words.of_verb.get(tree.tokens[clause.verb].lemma) != "signed" or not is_told(clause):
        return
    if "future" in clause.modalities:
        return
    status = "disputed" if clause.negated else "open"
    towards = find_beneficiaries(tree, clause.verb)
    for document in clause.objects:
        if tree.tokens[document].lemma.lower() not in words.documents and not tree.tokens[document].name:
            continue
        heads = list(find_noun_actions(tree, document, with_nouns=False)) or [document]
        for head in heads:
            action = action_extent(tree, head, clause.condition)
            yield Undertaking(clause.verb, clause.agents, towards, head, action, "signed", status)


def _by_request(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'asked Borduria to release', 'called on both sides to', 'demanded that Borduria leave'."""
    words = commitment_words()
    if tree.tokens[clause.verb].lemma not in words.requested or not is_told(clause) or clause.negated:
        return
    for head in tree.dependents(clause.verb, "xcomp", "ccomp", "advcl"):
        bare = tree.tokens[head].tag == "VB" and not tree.dependents(head, "aux")
        subjunctive = bare and tree.tokens[head].dep == "ccomp"
        if is_question(tree, head) or not (is_infinitive(tree, head) or subjunctive):
            continue
        asked = tree.dependents(head, "nsubj", "nsubjpass") or _asked(tree, clause)
        if not asked or set(asked) & set(clause.agents):
            continue
        for wish in coordinated(tree, head):
            if is_verb(tree.tokens[wish]):
                action = action_extent(tree, wish, clause.condition)
                yield Undertaking(clause.verb, asked, clause.agents, wish, action, "requested")


def _asked(tree: Tree, clause: Clause) -> tuple[int, ...]:
    direct = clause.objects or tree.dependents(clause.verb, "dobj", "dative")
    if direct and (clause.passive or tree.tokens[clause.verb].lemma not in stance_words().ask_on):
        return direct  # 'called a meeting to discuss it' asks nobody
    prepositions = [
        i
        for i in tree.dependents(clause.verb, "prep")
        if tree.tokens[i].text.lower() in commitment_words().request_prepositions
    ]
    return tuple(n for p in prepositions for i in tree.dependents(p, "pobj") for n in coordinated(tree, i))


def _by_terms(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'Under the agreement, Borduria will …', 'the accord rests on three pillars: Borduria is to …'."""
    if clause.negated or (not clause.agents and not clause.passive):
        return
    if tree.tokens[clause.verb].lemma in commitment_words().not_actions:
        return
    if {"future", "obligation"}.intersection(clause.modalities[:1]) and _has_terms(tree, clause):
        action = action_extent(tree, clause.verb, clause.condition)
        yield Undertaking(clause.verb, clause.agents, (), clause.verb, action, "agreed", terms=True)


def _has_terms(tree: Tree, clause: Clause) -> bool:
    """Whether the sentence gives the clause as what an agreement says."""
    words = commitment_words()
    for index in tree.children[clause.verb]:  # 'according to the agreement', 'according to a joint statement'
        if tree.tokens[index].text.lower() == "according":
            nouns = [n for to in tree.children[index] for n in tree.dependents(to, "pobj")]
            if any(words.of_noun.get(tree.tokens[n].lemma.lower()) == "agreed" or _is_joint(tree, n) for n in nouns):
                return True
    for index, token in enumerate(tree.tokens[: clause.verb]):
        lemma = token.lemma.lower()
        if (lemma not in words.of_noun and lemma not in words.documents) or token.head in (index, clause.verb):
            continue
        governor = tree.tokens[token.head]
        if token.dep == "nsubj" and governor.lemma in words.provide:
            return True
        if token.dep == "pobj" and governor.text.lower() in words.under and is_verb(tree.tokens[governor.head]):
            return True
    return False


def _is_joint(tree: Tree, noun: int) -> bool:
    joint = any(tree.tokens[i].lemma.lower() in ("joint", "common") for i in tree.dependents(noun, "amod", "compound"))
    return joint and tree.tokens[noun].lemma.lower() in commitment_words().documents


def _is_denied(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    return token.dep in ("ccomp", "xcomp", "acl") and tree.tokens[token.head].lemma in commitment_words().denied


def _by_announcement(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'said that it will reopen the strait', 'We will reopen the strait' in the party's own words."""
    words = commitment_words()
    if clause.passive or tree.tokens[clause.verb].lemma in words.not_actions or not clause.agents:
        return
    if clause.negated and not _is_forbearance(tree, clause):
        return
    lead = _with_auxiliary(tree, clause.verb)
    above = tree.tokens[lead].head
    told = tree.tokens[lead].dep == "ccomp" and tree.tokens[above].lemma in words.announcing
    will = any(tree.tokens[i].tag == "MD" for i in tree.dependents(lead, "aux"))
    conditional = told and clause.condition is not None
    could = conditional and any(tree.tokens[i].text.lower() == "could" for i in tree.dependents(lead, "aux"))
    future = "future" in clause.modalities[:1] or (conditional and "would" in clause.modalities[:1]) or could
    if not (will and future):
        return
    announcer = find_agents(tree, above) if told else ()
    action = action_extent(tree, clause.verb, clause.condition)
    towards = tree.dependents(above, "dobj", "dative") if told else ()
    form: CommitmentForm = "offered" if could else "announced"
    yield Undertaking(clause.verb, clause.agents, towards, clause.verb, action, form, announcer=announcer, own=True)


def _is_forbearance(tree: Tree, clause: Clause) -> bool:
    """'We will not shoot as long as they stay': a promise on a condition; 'we will not sign unless …' is a refusal."""
    if clause.condition is None or not negates_itself(tree, clause.verb):
        return False
    return tree.tokens[clause.condition[0]].text.lower() not in commitment_words().withholding


def _by_readiness(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'is ready to receive both sides', 'is willing to pay'."""
    if tree.tokens[clause.verb].lemma != "be" or clause.negated or clause.modalities or not clause.agents:
        return
    for adjective in tree.dependents(clause.verb, "acomp"):
        if tree.tokens[adjective].lemma.lower() in commitment_words().ready:
            for head in tree.dependents(adjective, "xcomp"):
                if is_infinitive(tree, head) and tree.tokens[head].lemma not in commitment_words().not_actions:
                    action = action_extent(tree, head, clause.condition)
                    yield Undertaking(clause.verb, clause.agents, (), head, action, "offered")


def _with_auxiliary(tree: Tree, verb: int) -> int:
    while tree.tokens[verb].dep == "conj" and not tree.dependents(verb, "aux") and tree.tokens[verb].head < verb:
        verb = tree.tokens[verb].head
    return verb


_RULES = (
    _by_verb, _by_document, _by_request, by_source, by_noun, by_plan, by_list, _by_terms, _by_announcement,
    _by_readiness,
)  # fmt: skip
