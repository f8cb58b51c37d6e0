"""The rules by which a noun undertakes something: a pledge, an agreement, a plan, the points of a communique.

Words are in data/commitments.toml; `undertakings.py` has the rules by verbs.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from variorum.annotate.clauses import Tree, clause_verb, coordinated
from variorum.annotate.commitment_words import commitment_words
from variorum.annotate.mood import Clause
from variorum.annotate.undertaken_actions import action_extent, find_list, find_noun_actions, find_nouns
from variorum.annotate.undertaking import Undertaking
from variorum.model.annotation import CommitmentForm

_REMEMBERED = 256  # sentences: each of its clauses asks
_UNREAL = frozenset(("possible", "requested", "attempted", "would", "wish", "obligation", "purpose"))


def by_noun(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'reached an agreement to', 'reaffirmed its commitment to', "Borduria's pledge to", 'withdrew its offer to'."""
    words = commitment_words()
    for noun in _nouns_by_verb(tree).get(clause.verb, ()):
        token = tree.tokens[noun]
        form = words.of_noun[token.lemma.lower()]
        status = _status_of_act(tree, clause, noun)
        owners = tuple(i for i in tree.dependents(noun, "poss"))
        parties = clause.agents if status is not None else owners
        if status is None and (not owners or _is_negative(clause, noun)):
            continue
        for head in find_noun_actions(tree, noun, with_nouns=form == "agreed" or token.lemma.lower() == "commitment"):
            action = action_extent(tree, head, clause.condition)
            yield Undertaking(
                clause.verb, parties, find_beneficiaries(tree, clause.verb), head, action, form, status or "open"
            )


@lru_cache(maxsize=_REMEMBERED)
def _nouns_by_verb(tree: Tree) -> Mapping[int | None, Sequence[int]]:
    """The nouns of undertaking in each verb's clause."""
    found: dict[int | None, list[int]] = {}
    for noun, token in enumerate(tree.tokens):
        if token.pos == "NOUN" and token.lemma.lower() in commitment_words().of_noun:
            found.setdefault(clause_verb(tree, token.head), []).append(noun)
    return found


def _status_of_act(tree: Tree, clause: Clause, noun: int) -> str | None:
    """What the verb says of the undertaking that is its object, or None where it is no act of the agents' own."""
    objects = set(clause.objects)
    for preposition in tree.dependents(clause.verb, "prep"):
        objects.update(tree.dependents(preposition, "pobj"))
    if noun not in objects or not is_told(clause) or "future" in clause.modalities:
        return None
    status = commitment_words().of_act.get(tree.tokens[clause.verb].lemma)
    if not clause.negated or status is None:
        return status
    return {"open": "disputed", "reaffirmed": "disputed", "fulfilled": "open"}.get(status, "open")


def _is_negative(clause: Clause, noun: int) -> bool:
    return clause.negated and noun in clause.objects


def by_source(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'secured assurances from Borduria about access', 'won a pledge from Borduria to pay'."""
    words = commitment_words()
    if tree.tokens[clause.verb].lemma not in words.obtaining or not is_told(clause) or clause.negated:
        return
    for noun in clause.objects:
        form = words.of_noun.get(tree.tokens[noun].lemma.lower())
        givers = find_nouns(tree, (noun, clause.verb), ("from",))
        if form is None or not givers:
            continue
        heads = list(find_noun_actions(tree, noun, with_nouns=False))
        heads += [i for i in tree.dependents(clause.verb, "ccomp") if i > noun]
        heads += find_nouns(tree, (noun, clause.verb), words.about) if not heads else []
        for head in heads:
            action = action_extent(tree, head, clause.condition)
            yield Undertaking(clause.verb, givers, clause.agents, head, action, form)


def by_plan(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'announced plans to build a dam', 'outlined a plan for talks'."""
    words = commitment_words()
    if tree.tokens[clause.verb].lemma not in words.planning or not is_told(clause) or clause.negated:
        return
    for noun in clause.objects:
        if tree.tokens[noun].lemma.lower() in words.plans:
            heads = list(find_noun_actions(tree, noun, with_nouns=False)) or find_nouns(tree, (noun,), ("for",))
            for head in heads:
                action = action_extent(tree, head, clause.condition)
                yield Undertaking(clause.verb, clause.agents, (), head, action, "announced")


def by_list(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'The communique sets out three steps: reopening …, exchanging …', 'the talks centred on three aims: …'."""
    words = commitment_words()
    verb = tree.tokens[clause.verb]
    heads = (verb.head,) if verb.dep == "acl" and verb.tag == "VBD" else tree.dependents(clause.verb, "nsubj")
    subjects = {
        tree.tokens[i].lemma.lower() for i in heads
    }  # a parser takes 'the talks centred on …' for a noun phrase
    form: CommitmentForm = "agreed" if subjects & words.documents else "announced"
    if clause.negated or tree.tokens[clause.verb].lemma not in words.listing or not subjects & words.listers:
        return
    under = (*clause.objects, *(i for p in tree.dependents(clause.verb, "prep") for i in tree.dependents(p, "pobj")))
    for noun in under:
        if tree.tokens[noun].lemma.lower() in words.aims:
            for head in find_list(tree, noun):
                if tree.tokens[head].tag == "VBG":
                    action = action_extent(tree, head, clause.condition)
                    yield Undertaking(clause.verb, (), (), head, action, form, terms=True)
            return


def find_beneficiaries(tree: Tree, verb: int) -> tuple[int, ...]:
    """Give whom it is undertaken with or towards: 'promised Borduria to', 'agreed with it', 'offered Borduria aid'."""
    found = list(tree.dependents(verb, "dative"))
    if tree.dependents(verb, "xcomp", "ccomp"):
        found += tree.dependents(verb, "dobj")
    for preposition in tree.dependents(verb, "prep", "dative"):
        if tree.tokens[preposition].text.lower() in ("with", "to", "for"):
            found += tree.dependents(preposition, "pobj")
    return tuple(sorted({i for head in found for i in coordinated(tree, head)}))


def is_told(clause: Clause) -> bool:
    """Tell whether the clause tells what is or was, not what may be or is wanted."""
    return not _UNREAL.intersection(clause.modalities)
