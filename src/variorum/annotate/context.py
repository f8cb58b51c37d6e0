"""What an article's names are when all of it is read: kinds by vote, states that no list knows, their demonyms."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.annotate.lines import Line, Name
from variorum.annotate.names import surname
from variorum.annotate.statehood import Statehood, read_statehood, run_back
from variorum.annotate.titles import title_after, title_before
from variorum.language.gazetteer import look_up
from variorum.language.lexicon import read_toml
from variorum.language.offices import phrase_length, phrases, words_of
from variorum.language.spelling import derives, derives_people, fold

_ORDER = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")
_TITLED, _IN_IT = 3, 2
_PLACES = ("GPE", "LOC")
_DEMONYM_ENDS = ("an", "ese", "ish", "i", "ic")


@dataclass(frozen=True, slots=True)
class Context:
    """`labels`: the kind voted for each name's key. `surnames`: keys of full names by surname.

    `states`: folded names of states that no list knows, as printed; `demonyms` and `peoples`: folded words to the
    state's name, or to the word itself where the article does not print the state's. `codes`: states of which the
    article has a demonym, capital or seat. `acronyms`: those that the article explains.
    `capitals`: names of cities that it calls capitals of states that no list knows, to the state's name, '' where it
    prints only the demonym.
    """

    labels: dict[str, str]
    surnames: dict[str, tuple[str, ...]]
    states: dict[str, str]
    demonyms: dict[str, str]
    peoples: dict[str, str]
    codes: frozenset[str]
    acronyms: frozenset[str]
    capitals: dict[str, str]

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
            if name.label in ("ORG", "PERSON", "NORP") and _place_use(line, name):
                votes[key]["GPE"] += _IN_IT
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
    labels.update((key, "GPE") for key in states if key in labels and key not in surnames)
    labels.update((key, "NORP") for key in demonyms if key in labels)
    capitals = _find_capitals(lines, letters, names, states, demonyms)
    labels.update(dict.fromkeys(capitals, "GPE"))
    return Context(labels, surnames, states, demonyms, peoples, codes, acronyms, capitals)


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
    token = line.token(name.first)
    taken = token.dep == "dobj" and line.sentence.parse.tokens[token.head].lemma in words_of("metonymy", "place_verbs")
    return taken and line.folded(name.last + 1) in ("in", "near", ",")


def _place_use(line: Line, name: Name) -> bool:
    """'in Dolwen', 'a trip to Dolwen'."""
    if line.folded(name.last + 1) == "'s":
        return False
    if line.folded(name.first - 1) in ("in", "near"):
        return True
    token = line.token(name.last)
    governor = line.sentence.parse.tokens[token.head]
    above = line.sentence.parse.tokens[governor.head]
    return token.dep == "pobj" and governor.lemma == "to" and above.lemma in words_of("metonymy", "motion")


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
    evidence = read_statehood(lines, letters)
    owned, owning = evidence.owned, evidence.owning
    for key in sorted(owned):
        if key not in places and _may_be_state(key, labels, evidence):
            places[key] = owned[key]
    persons = {word for key, label in labels.items() if label == "PERSON" and " " in key for word in key.split()}
    words = {w: surface for w, surface in _capital_words(lines, letters).items() if w not in persons and not look_up(w)}
    states = {key: places[key] for key in places if key in owned and _may_be_state(key, labels, evidence)}
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_start[word[:3]].append(word)
    for word in sorted({*owning, *evidence.national} - words_of("not_demonyms")):
        stems = [stem for stem in by_start.get(word[:3], ()) if derives(word, stem)]
        if len(stems) == 1 and word not in persons and stems[0] not in evidence.parts:
            states[stems[0]] = words[stems[0]]
    demonyms, peoples = _derived(states, by_start)
    for word in sorted({*owning, *evidence.governed}):
        taken = word in demonyms or word in states or word in persons or word in words_of("not_demonyms")
        sure = word in (*evidence.sure, *evidence.governed) or labels.get(word, "NORP") == "NORP"
        if not taken and sure and word.endswith(_DEMONYM_ENDS) and not look_up(word):
            demonyms[word] = owning.get(word) or evidence.governed[word]
    return {key: surface for key, surface in states.items() if key not in demonyms}, demonyms, peoples


def _derived(states: dict[str, str], by_start: dict[str, list[str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Find the words of the article that are demonyms and peoples of its states, with the state's name."""
    demonyms: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for key in sorted(states):
        for word in by_start.get(key[:3], ()):
            if derives(word, key):
                demonyms[word] = states[key]
            elif derives_people(word, key):
                peoples[word] = states[key]
    return demonyms, peoples


def _may_be_state(key: str, labels: dict[str, str], evidence: Statehood) -> bool:
    if look_up(key) or key in evidence.parts:
        return False
    label, strong = labels.get(key, "GPE"), evidence.strong
    if label == "PERSON":
        ends = " " not in key and key.endswith(tuple(read_toml("names")["state_endings"]))
        return key in evidence.things or (key in strong and ends)
    return label in _PLACES or key in strong


def _capital_words(lines: Sequence[Line], letters: Sequence[str]) -> dict[str, str]:
    """Give the capitalized words that may be names, folded, as first printed."""
    found: dict[str, str] = {}
    for line, classes in zip(lines, letters, strict=True):
        for unit, letter in zip(line.units, classes, strict=True):
            if unit.capital and letter in "CNx" and len(unit.folded) > 4:
                found.setdefault(unit.folded, unit.text)
    return found


def _find_capitals(
    lines: Sequence[Line],
    letters: Sequence[str],
    names: Sequence[Sequence[Name]],
    states: dict[str, str],
    demonyms: dict[str, str],
) -> dict[str, str]:
    """Find 'Sangpul, the Vendian capital', 'the Vendian capital, Sangpul', 'Vendia's capital, Sangpul'."""
    owners = {**{key: key for key in states}, **{key: fold(surface) for key, surface in demonyms.items()}}
    capitals: dict[str, str] = {}
    for line, classes, found in zip(lines, letters, names, strict=True):
        for place, word in enumerate(line.words):
            if word != "capital" or place == 0:
                continue
            front = place - 2 if classes[place - 1] == "P" else place - 1
            state = owners.get(line.folded(front))
            if state is not None:
                for key in _beside_capital(line, classes, found, front, place):
                    capitals.setdefault(key, states.get(state, ""))
    return {key: state for key, state in capitals.items() if key not in states and key not in demonyms}


def _beside_capital(line: Line, letters: str, names: Sequence[Name], front: int, place: int) -> list[str]:
    """Give the keys of the names next to 'the Vendian capital', whose words are units [front, place]."""
    before = front - 2 if line.folded(front - 1) == "the" else front - 1
    keys = []
    for name in names:
        near = name.last in (before - 1, before) and line.folded(name.last + 1) == ","
        if name.first in (place + 1, place + 2) or near:
            keys.append(line.key(name.first, name.last))
    if not keys and line.folded(before) == "," and letters[before - 1 : before] == "C":
        keys.append(run_back(line, letters, before - 1)[0])
    return keys
