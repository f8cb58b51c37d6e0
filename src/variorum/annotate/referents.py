"""Whom an article speaks of: its mentions brought together, with the gender, offices and states that it tells of each.

This serves pronouns and descriptions inside one article; `resolve` decides later, over all articles, who is who.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from variorum.annotate.clauses import Tree
from variorum.language.lexicon import read_toml
from variorum.language.spelling import fold
from variorum.model.annotation import EntityKind, Mention

Gender = Literal["male", "female", ""]
_STEM = 5  # letters by which 'Syldavian' and 'Syldavia' are one
_NAMED_BY = ("compound", "amod", "nmod")


@dataclass(slots=True)
class Referent:
    """One person, body, state or group of the article. `words` are the nouns that describe it, in lower case.

    `name` is the index of its fullest mention, or -1 for somebody without a name ('a soldier'). `gender` may become
    known as the article goes on.
    """

    kind: EntityKind
    name: int
    gender: Gender = ""
    words: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Referents:
    """The referents of an article; `of[i]` is that of mention i, or None where it may be one of two ('Kovar').

    `described` are the nouns, by sentence and token, that stand beside a name: 'lawyer' in 'his lawyer, Peter Adams'.
    """

    table: tuple[Referent, ...]
    of: tuple[int | None, ...]
    described: frozenset[tuple[int, int]]


def read_referents(mentions: Sequence[Mention], trees: Sequence[Tree]) -> Referents:
    """Bring the mentions of one article together. Demonyms ('Syldavian') are nobody."""
    keys = _person_keys(mentions)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        key = keys.get(index) if mention.kind == "person" else _body_key(mention)
        if key is not None:
            groups[key].append(index)
    of: list[int | None] = [None] * len(mentions)
    table: list[Referent] = []
    for members in groups.values():
        for index in members:
            of[index] = len(table)
        table.append(_read_referent(members, mentions, trees))
    described = ((m.sentence, noun) for m in mentions for noun in _beside(trees[m.sentence], m))
    return Referents(tuple(table), tuple(of), frozenset(described))


def gender_of(mention: Mention) -> Gender:
    """Give the gender that a title or a given name tells, '' where neither does."""
    for word in _words(mention.title or ""):
        if word in title_genders():
            return title_genders()[word]
    words = _words(mention.name)
    if not words:
        return ""
    return title_genders().get(words[0]) or (_name_genders().get(words[0], "") if len(words) > 1 else "")


@cache
def title_genders() -> Mapping[str, Gender]:
    """Nouns and courtesies that tell a man from a woman: 'spokesman', 'mrs', 'actress'."""
    words = read_toml("speakers")["gender"]
    known: dict[str, Gender] = dict.fromkeys(words["male"], "male")
    known.update(dict.fromkeys(words["female"], "female"))
    return known


@cache
def _name_genders() -> Mapping[str, Gender]:
    names = read_toml("name_genders")
    known: dict[str, Gender] = dict.fromkeys(names["male"].split(), "male")
    known.update(dict.fromkeys(names["female"].split(), "female"))
    return known


def stem(word: str) -> str:
    """Give the letters by which a state and its demonym agree."""
    return fold(word)[:_STEM]


def _words(text: str) -> list[str]:
    return text.lower().replace(".", "").split()


def _person_keys(mentions: Sequence[Mention]) -> dict[int, tuple[str, str]]:
    """Persons by surname, and by given name where two bear it. A bare name that fits two persons has no key."""
    persons = {i: _bare(m) for i, m in enumerate(mentions) if m.kind == "person" and _bare(m)}
    given: dict[str, list[str]] = defaultdict(list)
    for words in persons.values():
        if len(words) > 1 and not any(_same_given(words[0], known) for known in given[words[-1]]):
            given[words[-1]].append(words[0])
    surnames: dict[str, set[str]] = defaultdict(set)
    for surname, firsts in given.items():
        for first in firsts:
            surnames[first].add(surname)
    keys = {}
    for index, words in persons.items():
        firsts = given.get(words[-1], [])
        if len(words) > 1:
            first = next(known for known in firsts if _same_given(words[0], known))
            keys[index] = (words[-1], first)
        elif len(firsts) == 1:
            keys[index] = (words[-1], firsts[0])
        elif not firsts:
            owners = surnames.get(words[0], set())
            if len(owners) <= 1:
                keys[index] = (next(iter(owners)), words[0]) if owners else (words[0], "")
        else:
            found = [first for first in firsts if _name_genders().get(first) == gender_of(mentions[index]) != ""]
            if len(found) == 1:
                keys[index] = (words[-1], found[0])
    return keys


def _bare(mention: Mention) -> list[str]:
    """The words of a name, in lower case, without courtesies ('Mr. Smith') and with no more than letters."""
    words = _words(fold(mention.name))
    while len(words) > 1 and words[0] in title_genders():
        words.pop(0)
    return words


def _same_given(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _body_key(mention: Mention) -> tuple[str, str] | None:
    if mention.demonym and not mention.government:
        return None
    return ("", mention.code or fold(mention.name).removeprefix("the "))


def _read_referent(members: Sequence[int], mentions: Sequence[Mention], trees: Sequence[Tree]) -> Referent:
    fullest = max(members, key=lambda i: (len(mentions[i].name.split()), -i))
    found = Referent(_kind(mentions[fullest]), fullest)
    for index in members:
        mention = mentions[index]
        described = list(_describing(trees[mention.sentence], mention))
        found.words.update(_words(mention.title or ""))
        found.words.update(described)
        if mention.kind != "person":
            found.words.update(_words(mention.name))
        found.gender = found.gender or gender_of(mention)
        found.gender = found.gender or next((title_genders()[w] for w in described if w in title_genders()), "")
    found.states.update(stem(word) for word in found.words if len(word) >= _STEM)
    return found


def _kind(mention: Mention) -> EntityKind:
    """A 'person' who is called a carmaker is a company."""
    companies = read_toml("speakers")["kinds"]["company"].split()
    return "organization" if mention.kind == "person" and set(_words(mention.name)) & set(companies) else mention.kind


def _describing(tree: Tree, mention: Mention) -> Iterable[str]:
    """'Lawyer' in 'his lawyer, Peter Adams' and in 'lawyer Peter Adams', 'carmaker' in 'carmaker Voltan'."""
    nouns = _beside(tree, mention)
    yield from (tree.tokens[noun].lemma.lower() for noun in nouns)
    for noun in (mention_head(tree, mention), *nouns):
        for index in tree.dependents(noun, *_NAMED_BY):
            if not mention.first_token <= index <= mention.last_token:
                yield tree.tokens[index].text.lower()
        for owner in _owners(tree, noun):
            yield tree.tokens[owner].text.lower()


def _beside(tree: Tree, mention: Mention) -> list[int]:
    """The nouns in apposition to a name, before it or behind it; in 'the head of Tiran, Peter Adams' both nouns."""
    head = mention_head(tree, mention)
    found = [i for i in tree.dependents(head, "appos") if tree.tokens[i].tag == "NN"]
    if tree.tokens[head].dep == "appos":
        above = tree.tokens[head].head
        preposition = tree.tokens[above].head
        if tree.tokens[above].dep == "pobj" and tree.tokens[above].tag in ("NNP", "NNPS"):
            above = tree.tokens[preposition].head
        found += [above] if tree.tokens[above].tag == "NN" else []
    return found


def _owners(tree: Tree, noun: int) -> Iterable[int]:
    """'Zubrovia' in "Zubrovia's minister" and in 'the president of Zubrovia'."""
    owners = list(tree.dependents(noun, "poss"))
    owners += [i for p in tree.dependents(noun, "prep") for i in tree.dependents(p, "pobj")]
    return (i for i in owners if tree.tokens[i].tag in ("NNP", "NNPS"))


def mention_head(tree: Tree, mention: Mention) -> int:
    """Give the token of the mention that the rest of the sentence hangs on."""
    last = min(mention.last_token, len(tree.tokens) - 1)
    inside = range(min(mention.first_token, last), last + 1)
    return next((i for i in inside if not mention.first_token <= tree.tokens[i].head <= last), last)
