"""What an article's names are when all of it is read: kinds by vote, states that no list knows, their demonyms."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.annotate.lines import Line, Name
from variorum.annotate.names import surname
from variorum.annotate.titles import title_after, title_before
from variorum.language.gazetteer import look_up
from variorum.language.lexicon import read_toml
from variorum.language.offices import phrase_length, phrases, words_of
from variorum.language.spelling import derives, derives_people, fold

_ORDER = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")
_TITLED = 3
_PLACES = ("GPE", "LOC")
_DEMONYM_ENDS = ("an", "ese", "ish", "i", "ic")


@dataclass(frozen=True, slots=True)
class Context:
    """`labels`: the kind voted for each name's key. `surnames`: keys of full names by surname.

    `states`: folded names of states that no list knows, as printed; `demonyms` and `peoples`: folded words to the
    state's name, or to the word itself where the article does not print the state's. `codes`: states of which the
    article has a demonym, capital or seat. `acronyms`: those that the article explains.
    """

    labels: dict[str, str]
    surnames: dict[str, tuple[str, ...]]
    states: dict[str, str]
    demonyms: dict[str, str]
    peoples: dict[str, str]
    codes: frozenset[str]
    acronyms: frozenset[str]

    def label(self, line: Line, name: Name) -> str:
        """Give the kind that the article's votes give a name."""
        return self.labels.get(line.key(name.first, name.last), name.label)

    def known(self) -> dict[str, str]:
        """Give the keys of names that may be looked for where the parser saw none."""
        table = {key: label for key, label in self.labels.items() if len(key) > 3 and label != "NORP"}
        table.update(dict.fromkeys(self.acronyms, "ORG"))
        table.update({last: "PERSON" for last in self.surnames if len(last) > 2})
        return table


def read_context(lines: Sequence[Line], letters: Sequence[str], names: Sequence[Sequence[Name]]) -> Context:
    """Settle what an article's names are from its lines, their letters (`titles.classify`) and the parser's names."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    full: defaultdict[str, set[str]] = defaultdict(set)
    for line, classes, found in zip(lines, letters, names, strict=True):
        for name in found:
            key = line.key(name.first, name.last)
            votes[key]["GPE" if _located(line, name) else name.label] += 1
            if name.label in ("PERSON", "ORG", "NORP", "GPE") and _titled(line, classes, name):
                votes[key]["PERSON"] += _TITLED
    labels = {key: _winner(counter) for key, counter in votes.items()}
    for key, label in labels.items():
        if label == "PERSON" and " " in key:
            full[surname(key)].add(key)
    for last, keys in full.items():
        if last in labels and labels[last] != "PERSON":
            counter = votes[last]
            counter["PERSON"] += sum(votes[key]["PERSON"] for key in keys)
            labels[last] = _winner(counter)
    surnames = {last: tuple(sorted(keys)) for last, keys in full.items() if labels.get(last, "PERSON") == "PERSON"}
    states, demonyms, peoples = _find_states(lines, letters, names, labels)
    codes = frozenset(
        sense.code
        for line in lines
        for match in line.matches
        for sense in match.senses
        if sense.code and sense.form != "name"
    )
    acronyms = frozenset(
        acronym
        for line, found in zip(lines, names, strict=True)
        for name in found
        if (acronym := _acronym_after(line, name)) is not None
    )
    labels.update(dict.fromkeys(acronyms, "ORG"))
    labels.update((key, "GPE") for key in states if labels.get(key) == "PERSON" and key not in surnames)
    return Context(labels, surnames, states, demonyms, peoples, codes, acronyms)


def _winner(counter: Counter[str]) -> str:
    return min(counter, key=lambda label: (-counter[label], _ORDER.index(label)))


def _acronym_after(line: Line, name: Name) -> str | None:
    """Give the acronym in brackets after a long name, folded: 'International Contact Group (ICG)'."""
    if name.last + 3 > len(line.units) - 1 or line.folded(name.last + 1) != "(" or line.folded(name.last + 3) != ")":
        return None
    text = line.units[name.last + 2].text
    letters = text.replace(".", "")
    words = [u.text[0] for u in line.units[name.first : name.last + 1] if u.capital]
    fits = 2 <= len(letters) <= 8 and letters.isupper() and len(words) > 1 and words[0] == letters[0]
    return line.units[name.last + 2].folded if fits else None


def _located(line: Line, name: Name) -> bool:
    """'In Dolwen', 'seized Dolwen in ...': a single word taken for a body or a person, but treated as a place."""
    word = line.units[name.first]
    if name.first != name.last or name.label not in ("ORG", "PERSON") or word.text.isupper():
        return False
    if phrase_length(phrases("bodies"), [word.folded], 0):
        return False
    if name.label == "ORG" and line.folded(name.first - 1) in ("in", "near"):
        return True
    token = line.token(name.first)
    taken = token.dep == "dobj" and line.sentence.parse.tokens[token.head].lemma in words_of("metonymy", "place_verbs")
    return taken and line.folded(name.last + 1) in ("in", "near", ",")


def _titled(line: Line, letters: str, name: Name) -> bool:
    """Tell whether an office stands beside the name, as beside a person's."""
    words = name.last - name.first + 1
    if words > 4:
        return False
    before = title_before(line, letters, name.first)
    if before is not None and letters[name.first - 1] == "H" and line.units[name.first - 1].capital:
        return all(letters[p] in "CNx" for p in range(name.first, name.last + 1))
    return name.label in ("PERSON", "ORG") and words > 1 and title_after(line, letters, name.last) is not None


def _find_states(
    lines: Sequence[Line], letters: Sequence[str], names: Sequence[Sequence[Name]], labels: dict[str, str]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    places: dict[str, str] = {}
    for line, found in zip(lines, names, strict=True):
        for name in found:
            key = line.key(name.first, name.last)
            if key not in places and (name.label in _PLACES or labels.get(key) in _PLACES) and not look_up(key):
                places[key] = line.text(name.first, name.last)
    owned, owning, strong = _evidence(lines, letters)
    for key in sorted(owned):
        if key not in places and _may_be_state(key, labels, strong):
            places[key] = owned[key]
    words = _capital_words(lines, letters)
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(places):
        by_start[key[:3]].append(key)
    states = {key: surface for key, surface in places.items() if key in owned and _may_be_state(key, labels, strong)}
    demonyms: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for word in sorted(words):
        for key in by_start.get(word[:3], ()):
            if derives(word, key) and (key in owned or word in owning):
                states[key] = places[key]
                demonyms[word] = places[key]
            elif derives_people(word, key):
                peoples[word] = places[key]
    for word in sorted(owning):
        stems = [key for key in words if word not in demonyms and derives(word, key) and labels.get(key) != "PERSON"]
        if len(stems) == 1 and not look_up(stems[0]) and not look_up(word):
            states[stems[0]] = demonyms[word] = words[stems[0]]
    peoples = {word: surface for word, surface in peoples.items() if fold(surface) in states}
    demonyms.update(_lone_demonyms(owning, demonyms, labels))
    return {k: v for k, v in states.items() if k not in demonyms}, demonyms, peoples


def _may_be_state(key: str, labels: dict[str, str], strong: set[str]) -> bool:
    if look_up(key):
        return False
    label = labels.get(key, "GPE")
    if label == "PERSON":
        return key in strong and " " not in key and key.endswith(tuple(read_toml("names")["state_endings"]))
    return label in _PLACES or key in strong


def _lone_demonyms(owning: dict[str, str], known: dict[str, str], labels: dict[str, str]) -> dict[str, str]:
    """Find the demonyms of states that the article does not name by themselves."""
    return {
        word: owning[word]
        for word in sorted(owning)
        if word not in known
        and word.endswith(_DEMONYM_ENDS)
        and word not in words_of("not_demonyms")
        and labels.get(word, "NORP") == "NORP"
        and not look_up(word)
    }


def _capital_words(lines: Sequence[Line], letters: Sequence[str]) -> dict[str, str]:
    """Give the capitalized words that may be names, folded, as first printed."""
    found: dict[str, str] = {}
    for line, classes in zip(lines, letters, strict=True):
        for unit, letter in zip(line.units, classes, strict=True):
            if unit.capital and letter in "CNx" and len(unit.folded) > 4:
                found.setdefault(unit.folded, unit.text)
    return found


def _evidence(lines: Sequence[Line], letters: Sequence[str]) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Find the names that own what only states have, and the adjectives that qualify it, each folded and as printed.

    The third part is the names that own what no city, province or movement has either.
    """
    owned: dict[str, str] = {}
    owning: dict[str, str] = {}
    strong: set[str] = set()
    heads, weak = phrases("statehood"), phrases("statehood", "weak")
    for line, classes in zip(lines, letters, strict=True):
        folded = [u.folded for u in line.units]
        for place in range(len(folded)):
            length = phrase_length(heads, folded, place)
            sure = length > 0
            length = length or phrase_length(weak, folded, place)
            if not length:
                continue
            found: tuple[str, str] | None = None
            after = place + length
            if folded[after : after + 1] == ["of"] and after + 1 < len(folded) and classes[after + 1] == "C":
                found = _run(line, classes, after + 1)
            front = place - 1
            while front >= 0 and classes[front] in "MF" and place - front < 4:
                front -= 1
            if front >= 1 and classes[front] == "P" and classes[front - 1] == "C":
                found = _run_back(line, classes, front - 1)
            elif front >= 0 and classes[front] == "C" and line.token(front).tag in ("JJ", "NNP"):
                owning.setdefault(folded[front], line.units[front].text)
            if found is not None:
                owned.setdefault(*found)
                strong |= {found[0]} if sure else set()
    return owned, owning, strong


def _run(line: Line, letters: str, first: int) -> tuple[str, str]:
    last = first
    while last + 1 < len(letters) and letters[last + 1] == "C" and last - first < 3:
        last += 1
    return line.key(first, last), line.text(first, last)


def _run_back(line: Line, letters: str, last: int) -> tuple[str, str]:
    first = last
    while first > 0 and letters[first - 1] == "C" and last - first < 3:
        first -= 1
    return line.key(first, last), line.text(first, last)
