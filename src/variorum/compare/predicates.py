"""Classes of the words that tell: verbs and nouns by which accounts tell one thing ('release', 'let go', 'send home').

The classes are in predicates.toml.
"""

from functools import cache

from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import Token


def is_happening(token: Token) -> bool:
    """Tell whether the token is a noun of event: 'talks', 'visit'."""
    return token.pos in ("NOUN", "PROPN") and token.lemma.lower() in event_nouns()


def is_deed(token: Token) -> bool:
    """Tell whether the token is a noun that names what a verb tells: 'arrest', 'withdrawal'."""
    lemma = token.lemma.lower()
    if token.pos != "NOUN":
        return False
    return lemma in event_nouns() or lemma in verb_classes() or stem(lemma) in _classes_by_stem()


def names_deed(token: Token) -> bool:
    """Tell whether a noun of deed names no people: 'release', but not 'dead'."""
    return is_deed(token) and token.lemma.lower() not in people_nouns()


def is_planning(lemma: str) -> bool:
    """Tell whether the verb says that a thing is still to come: 'is planned for Friday'."""
    return lemma in predicate_words("ahead")


def is_generic(lemma: str) -> bool:
    """Tell whether the verb says too little of what happened."""
    return lemma in predicate_words("generic")


def is_telling(lemma: str) -> bool:
    """Tell whether the verb is one of saying, whose time and number are not those of what is said."""
    return lemma in predicate_words("telling")


def noun_class(lemma: str) -> str:
    """People are people, and a meeting is a meeting, whatever they are called."""
    return "people" if lemma in people_nouns() else event_nouns().get(lemma, lemma)


def verb_class(lemma: str) -> str:
    """Give the class of verbs that tell the same; the verb itself where it is in none."""
    return verb_classes().get(lemma, lemma)


def name_class(lemma: str) -> str:
    """Give the class of a noun that names what a verb tells: 'agreement' and 'agree', 'storming' and 'attack'."""
    if lemma in event_nouns() or lemma in people_nouns():
        return noun_class(lemma)
    return verb_classes().get(lemma) or _classes_by_stem().get(stem(lemma)) or stem(lemma)


def find_deed(lemma: str) -> str:
    """Give the class of what people who are called so do: 'demonstrator' and 'demonstrate'; '' where there is none."""
    return _classes_by_stem().get(stem(lemma), "")


@cache
def predicate_words(name: str) -> frozenset[str]:
    """Give a list of words of data/predicates.toml."""
    return frozenset(read_toml("predicates")[name].split())


@cache
def verb_classes() -> dict[str, str]:
    """Give the classes of verbs, by verb."""
    return {word: key for key, words in read_toml("predicates")["classes"].items() for word in words.split()}


@cache
def verb_pairs(name: str) -> frozenset[tuple[str, str]]:
    """Give the pairs of classes of verbs, as stems in either order: 'apart' or 'alike'."""
    pairs = [pair.split("-") for pair in read_toml("predicates")["pairs"][name].split()]
    return frozenset((stem(a), stem(b)) for one, other in pairs for a, b in ((one, other), (other, one)))


@cache
def event_nouns() -> dict[str, str]:
    """Give the classes of nouns of event, by noun."""
    return {word: key for key, words in read_toml("predicates")["things"].items() for word in words.split()}


@cache
def people_nouns() -> frozenset[str]:
    """Give the nouns for people."""
    return frozenset(read_toml("numbers")["people"].split())


@cache
def lengths() -> frozenset[str]:
    """Give the units of time: 'hour', 'day', ..."""
    return frozenset(read_toml("numbers")["lengths"].values())


@cache
def _classes_by_stem() -> dict[str, str]:
    return {stem(word): name for word, name in verb_classes().items() if "_" not in word}
