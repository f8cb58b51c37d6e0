"""What a verb tells to have befallen people: killed, injured, driven from home, also where no one verb says so."""

from collections.abc import Sequence
from functools import cache

from variorum.compare.frames import find_predicate
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Token


def find_befallen(tokens: Sequence[Token], verb: int) -> frozenset[str]:
    """Give the classes of verbs ('injure', 'displace', ...) of what the verb at a token, with what completes it, says.

    'were taken to hospital', 'are being treated' and 'had to leave their homes' are told by more than the verb.
    """
    inner = [verb, *(c for c in children(tokens, verb) if tokens[c].dep == "xcomp")]
    found = {find_predicate(tokens, i)[0] for i in inner}
    for index in inner:
        lemma = tokens[index].lemma.lower()
        if lemma in _words("treating") or (lemma in _words("bringing") and _has(tokens, index, "pobj", "hospitals")):
            found.add("injure")
        if lemma in _words("leaving") and _has(tokens, index, "dobj", "homes"):
            found.add("displace")
    return frozenset(found - {""})


def is_employed(tokens: Sequence[Token], head: int) -> bool:
    """Tell whether people are those who work for somebody: 'has 380 workers', 'with 450 employees'."""
    here, above = tokens[head], tokens[tokens[head].head]
    if here.lemma.lower() not in _words("employed"):
        return False
    return (here.dep == "dobj" and above.lemma.lower() == "have") or (here.dep == "pobj" and above.text == "with")


def _has(tokens: Sequence[Token], verb: int, dep: str, words: str) -> bool:
    """Whether the verb has one of the words as its object, or behind a preposition."""
    near = [c for c in children(tokens, verb) if tokens[c].dep == dep]
    near += [g for c in children(tokens, verb) if tokens[c].dep == "prep" for g in children(tokens, c)]
    return any(tokens[i].dep == dep and tokens[i].lemma.lower() in _words(words) for i in near)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("befalling")[name].split())
