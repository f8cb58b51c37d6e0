"""Constructions that say of a verb's event that it did not happen, without a negation on the verb or its governors.

'Had they attacked, …'; 'it was not X that attacked'; 'it is not true that X attacked'; 'rejected a motion to attack';
'has no plans to attack'; 'the treaty remains to be signed'. And one that takes a denial back: 'did not deny that …'.
"""

from functools import cache

from variorum.annotate.clauses import Tree, ancestors, is_passive
from variorum.annotate.mood import is_negated, negates_itself
from variorum.language.lexicon import read_toml

_FUTURE_TAGS = frozenset(("VB",))


def is_against_fact(tree: Tree, verb: int) -> bool:
    """Tell whether one of those constructions says that the verb's event did not happen."""
    return (
        _is_inverted_condition(tree, verb)
        or _is_negated_cleft(tree, verb)
        or _is_untrue(tree, verb)
        or _is_of_refused_noun(tree, verb)
        or _remains(tree, verb)
    )


def is_of_noun(tree: Tree, verb: int) -> bool:
    """Tell whether it is an infinitive that a noun governs ('a plan to attack'): it tells of no fact."""
    return _governing_noun(tree, verb) is not None


def is_hearsay(tree: Tree, verb: int) -> bool:
    """Tell whether it is only said to be so: 'they are said to have signed'."""
    token = tree.tokens[verb]
    above = tree.tokens[token.head]
    return token.dep == "xcomp" and above.lemma.lower() in _words("told") and is_passive(tree, token.head)


def denies_in_earnest(tree: Tree, governor: int) -> bool:
    """Tell whether a word of denial is not denied itself: 'nobody denied', 'did not deny'."""
    return not tree.tokens[governor].tag.startswith("VB") or not is_negated(tree, governor)


def _is_inverted_condition(tree: Tree, verb: int) -> bool:
    """'Had they attacked the port, …'."""
    for index in tree.dependents(verb, "aux"):
        subjects = tree.dependents(verb, "nsubj", "nsubjpass")
        if tree.tokens[index].text.lower() == "had" and subjects and index < subjects[0] < verb:
            return not any(t.text == "?" for t in tree.tokens[-3:])
    return False


def _is_negated_cleft(tree: Tree, verb: int) -> bool:
    """'It was not X that attacked'."""
    for above in ancestors(tree, verb)[:3]:
        token = tree.tokens[above]
        if token.lemma == "be" and token.tag.startswith("VB"):
            subject = [tree.tokens[i].text.lower() for i in tree.dependents(above, "nsubj", "expl")]
            return subject == ["it"] and negates_itself(tree, above) and tree.tokens[verb].dep in ("relcl", "ccomp")
    return False


def _is_untrue(tree: Tree, verb: int) -> bool:
    """'It is not true that', 'it is untrue that'."""
    if tree.tokens[verb].dep not in ("ccomp", "csubj"):
        return False
    head = tree.tokens[verb].head
    copula = head if tree.tokens[head].lemma == "be" else tree.tokens[head].head
    words = {tree.tokens[i].text.lower() for i in (head, *tree.dependents(copula, "acomp"))}
    return bool(words & _words("untrue")) or (bool(words & _words("true")) and is_negated(tree, copula))


def _is_of_refused_noun(tree: Tree, verb: int) -> bool:
    noun = _governing_noun(tree, verb)
    if noun is None:
        return False
    if any(tree.tokens[i].text.lower() in ("no", "neither", "any") for i in tree.dependents(noun, "det", "neg")):
        return True
    above = tree.tokens[noun].head
    token = tree.tokens[above]
    if above == noun or not token.tag.startswith("VB") or tree.tokens[noun].dep not in ("dobj", "nsubjpass"):
        return False
    particles = [tree.tokens[i].text.lower() for i in tree.dependents(above, "prt")]
    refused = "_".join([token.lemma.lower(), *particles[:1]]) in _words("refusing")
    return refused != negates_itself(tree, above)


def _governing_noun(tree: Tree, verb: int) -> int | None:
    """The noun of 'a plan to attack', 'no intention of attacking', 'a plan under which …' aside."""
    token = tree.tokens[verb]
    head = token.head
    if head == verb:
        return None
    infinitive = token.tag in _FUTURE_TAGS and any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))
    if token.dep == "acl" and infinitive:
        noun = head
    elif token.dep == "pcomp" and tree.tokens[head].text.lower() in ("of", "for") and token.tag == "VBG":
        noun = tree.tokens[head].head
    else:
        return None
    return noun if tree.tokens[noun].lemma.lower() in _words("intents") else None


def _remains(tree: Tree, verb: int) -> bool:
    """'The treaty remains to be signed'."""
    token = tree.tokens[verb]
    infinitive = any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))
    return token.dep == "xcomp" and infinitive and tree.tokens[token.head].lemma.lower() == "remain"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("event_status")["against_fact"][name].split())
