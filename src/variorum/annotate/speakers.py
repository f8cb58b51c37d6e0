"""Who speaks: the noun phrase that is the subject of a verb of saying, by grammar.

`find_speaker` gives the head of the phrase by grammar (relative clauses, participles, passives, coordinated verbs);
`speaker_extent` its words; `can_speak` whether it is somebody, or a text, that can say something. `antecedents` tells
whom it names.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from variorum.annotate.clauses import Tree, clause_verb, extent
from variorum.annotate.cues import read_cues
from variorum.language.lexicon import read_toml

_SUBJECTS = ("nsubj", "csubj", "expl")
_CHAIN = 12
_NAMES = ("PERSON", "ORG", "GPE", "NORP", "FAC")
_PRONOUNS = ("he", "she", "they", "we", "i", "you", "who", "one", "his", "her", "their", "my", "our", "your")


def find_speaker(tree: Tree, verb: int, barred: Collection[int] = ()) -> int | None:
    """Give the head of the phrase that names who says it, or None. Tokens in `barred` (quoted words) are no speaker."""
    for _ in range(_CHAIN):
        own = [i for i in tree.dependents(verb, *_SUBJECTS) if i not in barred]
        passive = [i for i in tree.dependents(verb, "nsubjpass") if i not in barred]
        if own:
            nearest = min(own, key=lambda i: (i > verb, abs(verb - i)))
            return relative_antecedent(tree, verb, nearest)
        if passive or tree.dependents(verb, "auxpass"):
            return _agent(tree, verb, barred)
        token = tree.tokens[verb]
        if token.head == verb or not 0 <= token.head < len(tree.tokens):
            return None
        agent = _agent(tree, verb, barred)
        if agent is not None:
            return agent
        if token.dep in ("advcl", "acl") and token.tag in ("VBN", "VBD"):
            return None  # 'asked whether he would go, he replied': somebody else asked
        above = _climb(tree, verb)
        if above is None or isinstance(above, _Noun):
            return above.index if above is not None and above.index not in barred else None
        if tree.dependents(above, "auxpass", "nsubjpass"):
            subject = [i for i in tree.dependents(above, "nsubjpass") if i not in barred]
            return relative_antecedent(tree, above, subject[0]) if subject else None
        verb = above
    return None


@dataclass(frozen=True, slots=True)
class _Noun:
    index: int


def _climb(tree: Tree, verb: int) -> "int | _Noun | None":
    """Give the verb above whose subject is this verb's too, or the noun that is its subject."""
    token = tree.tokens[verb]
    head = token.head
    if token.dep in ("acl", "relcl") and not tree.tokens[head].tag.startswith("VB"):
        after_comma = (verb > 0 and tree.tokens[verb - 1].text == ",") or tree.tokens[head].dep in ("dobj", "pobj")
        if tree.tokens[head].lemma.lower() in read_cues().texts or not after_comma:
            return _author(tree, head)
        return clause_verb(tree, head)
    if token.dep in ("ccomp", "csubj", "relcl", "parataxis"):
        return None
    if token.dep == "xcomp" and tree.dependents(head, "dobj"):
        return None
    if token.dep == "pcomp" and tree.tokens[head].text.lower() in ("for", "as"):
        above = clause_verb(tree, head)
        objects = tree.dependents(above, "dobj") if above is not None else ()
        return _Noun(objects[0]) if objects else above
    return clause_verb(tree, head)


def _author(tree: Tree, noun: int) -> "int | _Noun | None":
    """Who speaks in 'his letter stating', 'issued a statement saying', 'a report saying'."""
    if tree.tokens[noun].lemma.lower() not in read_cues().texts:
        return _Noun(noun)
    owner = tree.dependents(noun, "poss")
    if owner:
        return _Noun(owner[0])
    for preposition in tree.dependents(noun, "prep"):
        if tree.tokens[preposition].text.lower() in ("by", "from"):
            return next((_Noun(i) for i in tree.dependents(preposition, "pobj")), None)
    above = clause_verb(tree, noun)
    if above is not None and tree.tokens[noun].dep in ("dobj", "pobj") and tree.dependents(above, "nsubj"):
        return above
    return _Noun(noun)


def _agent(tree: Tree, verb: int, barred: Collection[int]) -> int | None:
    by = [i for i in tree.dependents(verb, "agent", "prep") if tree.tokens[i].text.lower() == "by"]
    if not by or not (tree.tokens[verb].tag == "VBN" or tree.dependents(verb, "auxpass")):
        return None
    return next((n for i in by for n in tree.dependents(i, "pobj") if n not in barred), None)


def relative_antecedent(tree: Tree, verb: int, subject: int) -> int | None:
    """Give the noun that a relative pronoun, subject of the verb, stands for; the subject itself where it is none."""
    token = tree.tokens[subject]
    if token.tag not in ("WP", "WDT") and not (token.text.lower() == "that" and tree.tokens[verb].dep == "relcl"):
        return subject
    while tree.tokens[verb].dep == "conj" and tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
    head = tree.tokens[verb].head
    return head if tree.tokens[verb].dep in ("relcl", "acl") and head != verb else None


def speaker_extent(tree: Tree, head: int, barred: Collection[int] = ()) -> tuple[int, int]:
    """Give first and last token of the phrase around `head`: with titles, appositions, 'of ...', no relative clause."""
    beside = [i for i in tree.dependents(head, "acl", "advcl") if tree.tokens[i - 1].text == "," and i > head]
    relative = (*tree.dependents(head, "relcl", "case"), *beside)
    first, last = extent(tree, head, relative)
    while first < head and (first in barred or tree.tokens[first].dep in ("prep", "mark", "advmod", "cc")):
        first += 1
    for index in range(head + 1, last + 1):
        if index in barred or index in relative:
            last = index - 1
            break
    while last > head and not tree.tokens[last].text[:1].isalnum() and tree.tokens[last].text not in (")", "%"):
        last -= 1
    return first, last


@cache
def speaking_nouns(*groups: str) -> frozenset[str]:
    """Give the nouns for those who can say something: of 'persons', 'bodies' or 'texts', or of several."""
    nouns = read_toml("speakers")["nouns"]
    return frozenset(word for group in groups for word in nouns[group].split())


def can_speak(tree: Tree, index: int) -> bool:
    """Tell whether a noun phrase is a name, a person, a body or a text; 'the shift suggests' tells what nobody said."""
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.name in _NAMES or token.tag in ("NNP", "NNPS", "CD") or token.text == "%":
        return True
    if index and token.text[:1].isupper() and token.tag[:2] in ("VB", "JJ", "RB", "FW"):
        return True  # a name that the tagger took for another word
    if lemma in _PRONOUNS or token.text.lower() in _PRONOUNS:
        return True
    nouns = speaking_nouns("persons", "bodies", "texts")
    if lemma in nouns or token.text.lower() in nouns or lemma.rsplit("-", 1)[-1] in nouns:
        return True
    return any(tree.tokens[i].name == "PERSON" for i in tree.dependents(index, "appos"))
