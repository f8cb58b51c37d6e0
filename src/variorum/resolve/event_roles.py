"""Who does what a word tells of, to whom or what, and what else hangs on it, read off a dependency parse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.model.annotation import Parse, Token

_ACTS = ("nsubj", "csubj", "poss")
_SUFFERS = ("nsubjpass", "csubjpass", "dobj", "oprd", "dative", "attr")
_BESIDE = ("compound", "amod", "nmod", "nummod")
_CHAINED = ("xcomp", "ccomp", "conj", "advcl", "pcomp", "prep")
_LONGEST_CHAIN = 6  # steps from a verb without a subject up to one that has its subject
_VERBS = ("VERB", "AUX")

Below = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Roles:
    """Indices of the sentence's tokens, in order. `modifiers` ('the next round') are among the others."""

    agents: tuple[int, ...]
    patients: tuple[int, ...]
    others: tuple[int, ...]
    modifiers: tuple[int, ...]


def find_roles(parse: Parse, head: int) -> Roles:
    """Give the roles about a verb or noun.

    A verb without a subject of its own has that of the verb on which it hangs ('fled, leaving'), or the noun that it
    describes ('the man who shot', 'a bank robbed by two'); for 'who' and 'that' stands the noun that they mean.
    """
    tokens, below = parse.tokens, _find_below(parse)
    verb = tokens[head].pos in _VERBS
    agents: list[int] = []
    patients: list[int] = []
    modifiers = [i for i in below.get(head, ()) if tokens[i].dep in _BESIDE]
    others = list(modifiers)
    for index in below.get(head, ()):
        dep = tokens[index].dep
        if dep in _ACTS:
            agents.append(index)
        elif dep in _SUFFERS:
            patients.append(index)
        elif dep in ("prep", "agent"):
            word = tokens[index].text.lower()
            into = agents if word == "by" else patients if word == "of" and not verb else others
            into.extend(i for i in below.get(index, ()) if tokens[i].dep == "pobj")
    passive = any(tokens[i].dep in ("auxpass", "nsubjpass") for i in below.get(head, ()))
    if verb and not agents and not (passive and patients):
        found, suffers = _find_above(tokens, below, head, passive)
        (patients if suffers else agents).extend(found)
    return Roles(*(_meant(tokens, head, indices) for indices in (agents, patients, others, modifiers)))


def _find_above(tokens: Sequence[Token], below: Below, head: int, passive: bool) -> tuple[list[int], bool]:
    """Give the subject that a verb has from a word above it, and whether it is what the verb is done to."""
    at = head
    for _ in range(_LONGEST_CHAIN):
        dep, above = tokens[at].dep, tokens[at].head
        if dep == "relcl":
            return [above], passive or any(tokens[i].dep == "nsubj" for i in below.get(at, ()))
        if dep == "acl":
            return [above], tokens[head].tag == "VBN"
        if dep not in _CHAINED or above == at:
            break
        subjects = [i for i in below.get(above, ()) if tokens[i].dep in ("nsubj", "nsubjpass")]
        if subjects and tokens[above].pos in _VERBS:
            return subjects, passive
        at = above
    return [], passive


def _meant(tokens: Sequence[Token], head: int, indices: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({_find_noun(tokens, i) for i in indices} - {head}))


def _find_noun(tokens: Sequence[Token], index: int) -> int:
    """Give the noun that 'who', 'which' or 'that' stands for; any other word stands for itself."""
    if tokens[index].tag not in ("WP", "WDT"):
        return index
    at = index
    for _ in range(_LONGEST_CHAIN):
        if tokens[at].dep in ("relcl", "acl"):
            return tokens[at].head
        at = tokens[at].head
    return index


@lru_cache(maxsize=4096)
def _find_below(parse: Parse) -> Below:
    """The words that hang on each word of a sentence: its events ask one after the other."""
    found: dict[int, list[int]] = {}
    for index, token in enumerate(parse.tokens):
        if token.head != index:
            found.setdefault(token.head, []).append(index)
    return found
