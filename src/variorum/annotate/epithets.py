"""Noun phrases that stand for somebody: 'the minister', 'the Italian', 'the company', 'the two officials'."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from variorum.annotate.clauses import Tree
from variorum.annotate.referents import Gender, Referent, stem, title_genders
from variorum.annotate.speakers import speaking_nouns
from variorum.language.lexicon import read_toml

_DEFINITE = ("the", "this", "that", "both")
_PREDICATE = ("attr", "oprd", "appos", "compound", "nmod", "npadvmod")
_MODIFIERS = ("amod", "compound", "nmod")


@dataclass(frozen=True, slots=True)
class Epithet:
    """A noun phrase that is no name. `noun` is its lemma; `modifiers` must be said of the one it stands for, too.

    `person` is false for a body; `count` is 2 for 'the two officials', else 0; `free` is true of nouns that name no
    office, so that anybody near may be meant ('the Italian', 'the actress', 'the company').
    """

    noun: str
    modifiers: tuple[str, ...]
    definite: bool
    person: bool
    gender: Gender
    count: int
    free: bool

    @property
    def names(self) -> frozenset[str]:
        """The words of which one must be said of the referent: a president is a leader, too."""
        return frozenset((self.noun, *_kinds().get(self.noun, ())))

    def fits(self, referent: Referent) -> bool:
        """Tell whether the article says of the referent all that the phrase says."""
        if (referent.kind == "person") is not self.person or not self.may_be(referent):
            return False
        stems = {stem(word) for word in referent.words} | referent.states
        return bool(self.names & referent.words) and all(stem(word) in stems for word in self.modifiers)

    def may_be(self, referent: Referent) -> bool:
        """Tell whether nothing that is known of the referent speaks against it."""
        if self.person != (referent.kind == "person") or (self.gender and referent.gender not in (self.gender, "")):
            return False
        if not self.person:
            return referent.kind == "organization" and (
                not self.free or not (referent.words & speaking_nouns("bodies")) - _kinds().get(self.noun, frozenset())
            )
        apart = referent.words & frozenset(read_toml("speakers")["epithets"]["apart"])
        return self.noun not in referent.words or apart <= set(self.modifiers)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """What may be called so: a president is a leader, a carmaker a company."""
    return {noun: frozenset(words.split()) for noun, words in read_toml("speakers")["kinds"].items()}


def read_epithet(tree: Tree, head: int) -> Epithet | None:
    """Give the phrase around a noun, or around an adjective that stands for one ('the 41-year-old'); None for what is
    said of another ('he is a lawyer') and for what neither speaks nor acts."""
    token = tree.tokens[head]
    words = read_toml("speakers")["epithets"]
    if token.dep in _PREDICATE or token.text.lower() in words["nobody"]:
        return None
    determiners = {tree.tokens[i].text.lower() for i in tree.dependents(head, "det", "predet")}
    definite = bool(determiners & set(_DEFINITE)) or bool(_proper_owners(tree, head))
    noun = token.lemma.lower().rsplit("-", 1)[-1]
    if token.tag in ("NNS", "NNPS"):
        counted = {tree.tokens[i].text.lower() for i in tree.dependents(head, "nummod", "det", "amod")}
        pair = definite and bool(counted & set(words["pair"])) and _speaks(noun)
        return Epithet(noun, (), True, True, title_genders().get(noun, ""), 2, noun in words["any"]) if pair else None
    if token.tag in ("JJ", "NNP"):
        alone = definite and token.dep == "nsubj" and (noun in words["aged"] or token.name in ("NORP", "GPE"))
        return Epithet(noun, (), True, True, "", 0, True) if alone else None
    if not _speaks(noun):
        return None
    person = noun not in speaking_nouns("bodies")
    free = noun in (words["free"] if person else words["free_bodies"])
    return Epithet(noun, _modifiers(tree, head), definite, person, title_genders().get(noun, ""), 0, free)


def is_bare_body(tree: Tree, index: int) -> bool:
    """'The bloc', 'the alliance': a body named before, where no other word tells which."""
    if tree.tokens[index].text.lower() not in read_toml("parties")["bodies"] or index == 0:
        return False
    alone = tree.tokens[index - 1].text.lower() == "the" and tree.tokens[index - 1].head == index
    return alone and not tree.dependents(index, "prep", "appos", "relcl", "acl")


def _speaks(noun: str) -> bool:
    return noun in speaking_nouns("persons", "bodies") or noun in title_genders()


def _modifiers(tree: Tree, head: int) -> tuple[str, ...]:
    idle = frozenset(read_toml("speakers")["epithets"]["idle"])
    beside = [*tree.dependents(head, *_MODIFIERS), *_proper_owners(tree, head)]
    return tuple(w for i in beside if (w := tree.tokens[i].text.lower()) not in idle and w[:1].isalpha())


def _proper_owners(tree: Tree, head: int) -> Collection[int]:
    """'Zubrovia' in "Zubrovia's minister" and in 'the minister of Zubrovia'."""
    owners = list(tree.dependents(head, "poss"))
    owners += [i for p in tree.dependents(head, "prep") for i in tree.dependents(p, "pobj")]
    return [i for i in owners if tree.tokens[i].tag in ("NNP", "NNPS")]
