"""Whether an event happened: the status of a verb's clause, and of a noun that tells of an event.

A verb: denied, asked, conditional, negated, planned, proposed, ongoing, or else occurred. A noun takes its status from
what governs it ('called for talks'), from its modifiers ('the planned visit'), or from the verb that makes it happen
('held talks', 'the talks collapsed').
"""

from dataclasses import dataclass
from functools import cache

from variorum.annotate.clauses import Tree, ancestors, clause_verb, find_complements, phrase
from variorum.annotate.conditions import is_in_condition
from variorum.annotate.counterfacts import denies_in_earnest, is_against_fact, is_hearsay, is_of_noun
from variorum.annotate.mood import find_condition, find_modalities, is_negated, is_question
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Status

_PLANNED = frozenset(("future", "promised"))
_PROPOSED = frozenset(("requested", "obligation"))
_OPEN = frozenset(("possible", "wish", "attempted", "purpose"))
_COMPLEMENTING = frozenset(("for", "toward", "towards", "from"))
_PRESENT = frozenset(("VBZ", "VBP"))


@dataclass(frozen=True, slots=True)
class _Words:
    denial: frozenset[str]
    allegation: frozenset[str]
    doubt: frozenset[str]
    dismissal: frozenset[str]
    hearsay: frozenset[str]
    kept_from: frozenset[str]
    governor: dict[str, Status]
    modifier: dict[str, Status]
    preposition: dict[str, Status]
    light: frozenset[str]
    continuing: frozenset[str]


def find_verb_status(tree: Tree, verb: int, spoken: bool = False) -> Status:
    """Give the status of the event that the verb at that index tells of; `spoken` where that is an act of speech.

    What is told in the past as a fact is on no condition ('freed them in exchange for …'), nor is speaking.
    """
    words = _words()
    above = _governors(tree, verb)
    governors = {_name(tree, i) for i in above}
    denials = [i for i in above if _name(tree, i) in words.denial]
    if denials and not all(denies_in_earnest(tree, i) for i in denials):
        return "unclear"
    if denials or (governors & words.dismissal and governors & words.hearsay):
        return "denied"
    if is_question(tree, verb):
        return "unclear"
    if _is_heading_infinitive(tree, verb):
        return "planned"
    if is_against_fact(tree, verb):
        return "not-occurred"
    modalities = set(find_modalities(tree, verb))
    negated = is_negated(tree, verb) or _is_outstanding(tree, verb)
    if "would" in modalities or _is_condition(tree, verb) or _is_conditional(tree, verb, spoken):
        return "not-occurred" if negated and "would" in modalities else "conditional"
    if negated:
        return "not-occurred"
    for kinds, status in ((_PROPOSED, "proposed"), (_OPEN, "unclear"), (_PLANNED, "planned")):
        if modalities & kinds:
            return status  # type: ignore[return-value]
    doubted = any(tree.tokens[i].lemma.lower() in words.doubt for i in tree.dependents(verb, "advmod"))
    if governors & words.allegation or doubted or is_hearsay(tree, verb):
        return "unclear"
    if is_of_noun(tree, verb):
        return "planned"
    return "ongoing" if _is_progressive(tree, verb) else "occurred"


def find_noun_status(tree: Tree, noun: int) -> Status:
    """Give the status of the event that the noun at that index tells of."""
    words = _words()
    if any(tree.tokens[i].text.lower() in ("no", "neither") for i in tree.dependents(noun, "det", "neg")):
        return "not-occurred"
    modified = _status_of_modifiers(tree, noun)
    if modified is not None:
        return modified
    return _status_from_above(tree, noun, words)


def find_light_verb(tree: Tree, noun: int) -> int | None:
    """Give the verb that makes the noun's event happen ('held talks', 'the talks took place'), or None."""
    head = tree.tokens[noun].head
    if head == noun or not 0 <= head < len(tree.tokens) or not tree.tokens[head].tag.startswith("VB"):
        return None
    if tree.tokens[noun].dep in ("dobj", "nsubj", "nsubjpass", "attr"):
        return head
    return None


def _status_from_above(tree: Tree, noun: int, words: _Words) -> Status:
    token = tree.tokens[noun]
    head = token.head
    if head == noun or not 0 <= head < len(tree.tokens):
        return "unclear" if tree.tokens[noun].tag == "NN" else "occurred"
    governor = tree.tokens[head]
    if token.dep == "conj":
        return _status_from_above(tree, head, words)
    if token.dep == "pobj":
        return _status_after_preposition(tree, head, words)
    verb = find_light_verb(tree, noun)
    if verb is None:
        return "occurred" if token.dep not in ("compound", "amod") else "unclear"
    name = _name(tree, head)
    if token.dep == "dobj" and (name in words.denial or governor.lemma in words.denial):
        return "denied"
    if token.dep in ("dobj", "nsubjpass"):
        for key in (name, governor.lemma):
            if key == "call" and _is_definite(tree, noun):  # 'called the talks useful'
                return "occurred"
            if key in words.governor:
                return _negate(words.governor[key], is_negated(tree, head))
    if governor.lemma in words.continuing:
        return "ongoing"
    if _is_judged(tree, noun, head):
        return "occurred"
    if governor.lemma in words.light or token.dep in ("nsubj", "nsubjpass"):
        return find_verb_status(tree, verb)
    return "occurred" if _is_definite(tree, noun) else "unclear"


def _is_judged(tree: Tree, noun: int, verb: int) -> bool:
    """'The attack was a mistake': whoever says or denies it takes for granted that there was one."""
    token = tree.tokens[verb]
    judged = token.lemma == "be" and token.tag in ("VBD", "VBZ") and bool(tree.dependents(verb, "attr", "acomp"))
    singular = tree.tokens[noun].dep == "nsubj" and _is_definite(tree, noun)
    return judged and singular and token.dep == "ccomp" and tree.tokens[token.head].lemma in _words().denial


def _status_after_preposition(tree: Tree, preposition: int, words: _Words) -> Status:
    name = tree.tokens[preposition].text.lower()
    above = tree.tokens[preposition].head
    governs = name not in words.preposition or name in _COMPLEMENTING
    if governs and above != preposition and 0 <= above < len(tree.tokens):
        governor = tree.tokens[above]
        for key in (f"{governor.lemma.lower()}_{name}", governor.lemma.lower()):
            if key in words.denial:
                return "denied"
            if key in words.governor:
                negated = governor.tag.startswith("VB") and is_negated(tree, above)
                return _negate(words.governor[key], negated)
    if name in words.preposition:
        verb = clause_verb(tree, above)
        status = find_verb_status(tree, verb) if verb is not None else "occurred"
        after_future = status in ("planned", "proposed", "conditional") and name not in ("after", "following", "since")
        return status if after_future else words.preposition[name]
    return "unclear"


def _status_of_modifiers(tree: Tree, noun: int) -> Status | None:
    words = _words()
    for index in tree.dependents(noun, "amod", "compound", "nmod"):
        for word in (tree.tokens[index].text.lower(), tree.tokens[index].lemma.lower()):
            if word in words.modifier:
                return words.modifier[word]
    return None


def _negate(status: Status, negated: bool) -> Status:
    if not negated:
        return status
    return "unclear" if status == "not-occurred" else "not-occurred"


def _governors(tree: Tree, verb: int) -> tuple[int, ...]:
    """The words above the verb that it completes ('denied that it had attacked', 'accused of attacking')."""
    found = []
    below = verb
    for above in ancestors(tree, verb):
        if tree.tokens[below].dep in ("advcl", "relcl", "conj", "nsubj", "nsubjpass", "csubj", "parataxis"):
            break
        found.append(above)
        below = above
    return tuple(found)


def _name(tree: Tree, index: int) -> str:
    """The lemma with its particle or, for a verb with a preposition that governs a noun, with that: 'call_for'."""
    token = tree.tokens[index]
    return phrase(tree, index).replace(" ", "_") if token.tag.startswith("VB") else token.lemma.lower()


def _is_condition(tree: Tree, verb: int) -> bool:
    """Whether the verb itself is in an 'if' clause, or in that of another condition."""
    if is_in_condition(tree, verb):
        return True
    for index in (verb, *ancestors(tree, verb)):
        marks = {tree.tokens[i].text.lower() for i in tree.dependents(index, "mark")}
        if marks & {"if", "unless", "whether"}:
            return True
        if tree.tokens[index].dep in ("ROOT", "ccomp", "relcl"):
            return False
    return False


def _is_heading_infinitive(tree: Tree, verb: int) -> bool:
    """'King to sign treaty on Sunday': the root of a headline."""
    token = tree.tokens[verb]
    to = any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))
    return token.head == verb and token.tag == "VB" and to and bool(tree.dependents(verb, "nsubj", "nsubjpass"))


def _is_outstanding(tree: Tree, verb: int) -> bool:
    """'has yet to sign', 'stopped short of signing', 'was kept from signing'."""
    token = tree.tokens[verb]
    head = token.head
    if token.dep == "xcomp":
        return any(tree.tokens[i].text.lower() == "yet" for i in tree.dependents(head, "advmod"))
    if token.dep == "pcomp":
        above = tree.tokens[tree.tokens[head].head]
        kept = tree.tokens[head].text.lower() == "from" and above.lemma.lower() in _words().kept_from
        return kept or above.text.lower() == "short"
    return False


def _is_conditional(tree: Tree, verb: int, spoken: bool) -> bool:
    """Whether a condition stands beside the verb and the verb is not told as fact."""
    if find_condition(tree, verb) is None:
        return False
    token = tree.tokens[verb]
    auxiliaries = [tree.tokens[i] for i in tree.dependents(verb, "aux", "auxpass")]
    if any(a.tag in ("MD", "TO") for a in auxiliaries):
        return True
    past = token.tag == "VBD" or (token.tag == "VBN" and any(a.tag in ("VBD", "VBZ", "VBP") for a in auxiliaries))
    present = token.tag in ("VBZ", "VBP", "VBG") and bool(find_complements(tree, verb))
    return not (past or (spoken and present))


def _is_progressive(tree: Tree, verb: int) -> bool:
    if tree.tokens[verb].tag != "VBG":
        return False
    return any(tree.tokens[i].lemma == "be" and tree.tokens[i].tag in _PRESENT for i in tree.dependents(verb, "aux"))


def _is_definite(tree: Tree, noun: int) -> bool:
    return any(
        tree.tokens[i].text.lower() in ("the", "this", "that", "these") for i in tree.dependents(noun, "det")
    ) or bool(tree.dependents(noun, "poss"))


@cache
def _words() -> _Words:
    data = read_toml("event_status")

    def by_word(table: dict[str, str]) -> dict[str, Status]:
        return {word: status for status, words in table.items() for word in words.split()}  # type: ignore[misc]

    return _Words(
        frozenset(data["denial"].split()),
        frozenset(data["allegation"].split()),
        frozenset(data["doubt"].split()),
        frozenset(data["dismissal"].split()),
        frozenset(data["hearsay"].split()),
        frozenset(data["kept_from"].split()),
        by_word(data["governor"]),
        by_word(data["modifier"]),
        by_word(data["preposition"]),
        frozenset(data["light"]["verbs"].split()),
        frozenset(data["light"]["continuing"].split()),
    )
