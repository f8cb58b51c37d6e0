"""Names that the parser finds, mended: without titles, possessives, articles, line breaks, words that are no name."""

from collections.abc import Collection, Mapping
from functools import cache

from variorum.annotate.lines import Line, Name, cut_at_breaks, parser_names
from variorum.annotate.titles import is_courtesy, no_names, title_length
from variorum.language.lexicon import read_toml
from variorum.language.offices import phrases, words_of
from variorum.language.spelling import fold
from variorum.model.annotation import EntityKind

KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an"})
_PERSON_UNITS = 6
_OPEN_TAGS = ("VB", "IN", "RB", "CC", "DT", "PRP", "MD", "WP", "WDT", "WRB", "TO", "UH", "EX")


def particles() -> frozenset[str]:
    """Give the lower-case words that may stand in a person's name."""
    return frozenset(read_toml("names")["particles"])


def suffixes() -> frozenset[str]:
    """Give the words after a person's name that belong to it ('Jr.', 'II')."""
    return frozenset(read_toml("names")["suffixes"])


def read_names(line: Line, letters: str) -> list[Name]:
    """Give the parser's names of a line, mended; those that are none are left out. `letters` is `titles.classify`'s."""
    names = []
    for raw in parser_names(line):
        if raw.label in KINDS:
            name = mend_name(line, cut_at_breaks(line, raw), letters)
            if name is not None:
                names.append(name)
    return names


def mend_name(line: Line, name: Name, letters: str) -> Name | None:
    """Cut what does not belong to the name at both ends; None if nothing is left."""
    first, last, label = name.first, name.last, name.label
    first, last = _cut_inside(line, first, last, label)
    first, last = _cut_ends(line, first, last)
    if first > last:
        return None
    ahead = title_length(line, letters, first, last) if label in ("PERSON", "ORG", "GPE", "NORP") else 0
    if ahead and (label == "PERSON" or _personal(line, letters, first, first + ahead, last)):
        first, label = first + ahead, "PERSON"
        first, last = _cut_ends(line, first, last)
    if first > last or not _is_name(line, letters, first, last, label):
        return None
    return Name(first, last, _relabel(line, first, last, label))


def _relabel(line: Line, first: int, last: int, label: str) -> str:
    """'T. Zhakypov' is a person whatever the parser says, 'Port Ansel' a place."""
    text = line.units[first].text
    if label == "ORG" and 0 < last - first < 3 and len(text) == 2 and text[0].isupper() and text[1] == ".":
        return "PERSON"
    if label == "PERSON" and first == last and line.folded(first - 1) == "the" and line.folded(first) in body_words():
        return "ORG"
    if label == "PERSON" and first == last and line.folded(first - 1) == "the":
        return "LOC" if line.token(first).dep in ("pobj", "dobj", "nsubj", "conj", "nsubjpass") else label
    if label in ("ORG", "PERSON") and last - first == 1 and line.folded(first) in read_toml("names")["place_starts"]:
        return "GPE"
    return label


def _cut_inside(line: Line, first: int, last: int, label: str) -> tuple[int, int]:
    for place in range(first, last + 1):
        folded = line.folded(place)
        if label == "PERSON" and (
            folded in (",", "'s", "'", "and", "(", ")", ":", '"', "“", "”") or folded.startswith("http")
        ):
            if place > first:
                return first, place - 1
            first = place + 1
        if label in ("GPE", "PERSON", "NORP") and line.units[place].text in "-–—/" and place > first:
            sides = {m.first for m in line.matches} | {m.last + 1 for m in line.matches}
            if first in sides or place + 1 in sides:
                return first, place - 1
    return first, last


def _cut_ends(line: Line, first: int, last: int) -> tuple[int, int]:
    while first <= last and _opens_badly(line, first, last):
        first += 1
    while last >= first and _closes_badly(line, last):
        last -= 1
    return first, last


def _opens_badly(line: Line, place: int, last: int) -> bool:
    unit = line.units[place]
    if not unit.word or unit.folded in _ARTICLES or unit.folded == "'s" or is_courtesy(unit.folded):
        return True
    if not unit.capital and not unit.text[:1].isdigit() and not (unit.folded in particles() and place < last):
        return True
    if place == 0 or not line.units[place - 1].word:
        return line.token(place).tag.startswith(_OPEN_TAGS) and place < last
    return False


def _closes_badly(line: Line, place: int) -> bool:
    unit = line.units[place]
    if unit.folded in ("'s", "'", "’s"):
        return True
    if not unit.word:
        return unit.text not in (")", ".")
    return not unit.capital and not unit.text[:1].isdigit() and not _ends_given_name(line, place)


def _ends_given_name(line: Line, place: int) -> bool:
    """Tell whether it is the 'un' of 'Kim Jong-un', which the parser takes for a name, too, as it does not 'era'."""
    return (
        place >= 3
        and line.joined(place - 2, place) == "-"
        and line.units[place - 2].capital
        and line.units[place - 3].capital
        and line.token(place).tag == "NNP"
    )


def _personal(line: Line, letters: str, title: int, first: int, last: int) -> bool:
    """Tell whether what follows a title looks like a person's name and not like the rest of a body's."""
    if first - title == 1 and line.folded(title) in words_of("vague", "heads"):
        return False
    return first <= last < first + 4 and all(
        letters[p] in "CNx" and line.folded(p) not in body_words() and line.token(p).tag in ("NNP", "NNPS")
        for p in range(first, last + 1)
    )


@cache
def body_words() -> frozenset[str]:
    """Give the words of which the names of bodies of state are made."""
    heads = {word for found in phrases("bodies").values() for phrase in found for word in phrase}
    return frozenset(heads | words_of("bodies", "government"))


def _is_name(line: Line, letters: str, first: int, last: int, label: str) -> bool:
    words = [u for u in line.units[first : last + 1] if u.word]
    folded = [u.folded for u in words]
    if not words or all(f in no_names() for f in folded) or not any(c.isalpha() for u in words for c in u.text):
        return False
    if all(letters[p] in "hHMFPTo-&" for p in range(first, last + 1)) and label != "PERSON":
        return (
            len(words) > 1
            and label in ("ORG", "FAC")
            and line.units[last].capital
            and "H" not in letters[first : last + 1]
            and folded[-1] in words_of("bodies", "heads")
        )
    if label == "PERSON":
        if len(words) > _PERSON_UNITS or any(c.isdigit() for u in words for c in u.text):
            return False
        if all(letters[p] in "hHo" for p in range(first, last + 1)):
            return False
        return sum(c.isalpha() for c in words[-1].text) >= 2 or words[-1].folded in suffixes()
    if label == "GPE" and any(c.isdigit() for u in words for c in u.text):
        return False
    return sum(c.isalpha() for u in words for c in u.text) >= 2 or label == "ORG"


def titled_names(line: Line, letters: str, taken: Collection[int]) -> list[Name]:
    """Find persons that the parser missed: capitalized words right after an office ('Crown Prince Mohammed')."""
    names = []
    place = 0
    while place < len(line.units):
        vague = line.folded(place) in words_of("vague", "heads") and not line.units[place].capital
        opens = (letters[place] == "H" and not vague) or is_courtesy(line.folded(place))
        first = place + 1
        if not opens or first >= len(line.units) or first in taken or letters[first] not in "C":
            place += 1
            continue
        last = first
        while (
            last + 1 < len(line.units)
            and last + 1 not in taken
            and last - first < 3
            and _continues(line, letters, last + 1)
        ):
            last += 1
        marked = line.units[place].capital or is_courtesy(line.folded(place)) or line.folded(last + 1) != "'s"
        if marked and not body_words() & {line.folded(p) for p in range(first, last + 2)}:
            names.append(Name(first, last, "PERSON"))
        place = last + 1
    return names


def paired_names(line: Line, letters: str, persons: Collection[Name], taken: Collection[int]) -> list[Name]:
    """Find the second of two persons of one office: 'Presidents Arlen and Dorn'."""
    names = []
    for name in persons:
        office = line.folded(name.first - 1) if name.first else ""
        second = name.last + 2
        if (
            letters[name.first - 1 : name.first] != "H"
            or not office.endswith("s")
            or line.folded(name.last + 1) != "and"
        ):
            continue
        if second < len(line.units) and second not in taken and letters[second] == "C":
            names.append(Name(second, second, "PERSON"))
    return names


def _continues(line: Line, letters: str, place: int) -> bool:
    if letters[place] == "C":
        return True
    return line.folded(place) in particles() and place + 1 < len(letters) and letters[place + 1] == "C"


def unseen_names(line: Line, letters: str, taken: Collection[int]) -> list[Name]:
    """Find names that the parser missed: 'International Contact Group', 'at Harrow Palace', 'in Dolwen'."""
    names = []
    lists = read_toml("names")
    place = 0
    while place < len(line.units):
        last = place
        while last < len(line.units) and letters[last] in "CFM" and line.units[last].capital and last not in taken:
            last += 1
        last = _past_possessive(line, letters, last, taken) - 1
        if last < place:
            place += 1
            continue
        before, ending = line.folded(place - 1), line.folded(last)
        token = line.token(last)
        other = token.name not in ("", *KINDS) or line.folded(last) in suffixes()
        if token.tag in ("NNP", "NNPS") and "C" in letters[place : last + 1] and not other:
            acronym = last == place and not line.headline and _is_acronym(line.units[place].text)
            if acronym or (last > place and ending in lists["bodies"]):
                names.append(Name(place, last, "ORG"))
            elif (last > place and ending in lists["places"]) or _somewhere(line, before, place, last):
                names.append(Name(place, last, "GPE"))
        place = last + 1
    return names


def _past_possessive(line: Line, letters: str, end: int, taken: Collection[int]) -> int:
    """Give the end of a run of capitals that ends at unit `end`, with the rest of "Seamen's Union" and the like."""
    plural = line.folded(end - 1).endswith(("men", "people", "children", "s"))
    after = end + 1
    if not plural or letters[end : end + 1] != "P" or line.folded(after) not in read_toml("names")["bodies"]:
        return end
    return after + 1 if line.units[after].capital and after not in taken else end


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()


def _somewhere(line: Line, before: str, first: int, last: int) -> bool:
    within = before in ("in", "near") and line.token(last).dep == "pobj" and last - first < 3
    return within and line.folded(last) not in body_words() and not line.units[last].text.isupper()


def known_names(line: Line, known: Mapping[str, str], taken: Collection[int], longest: int) -> list[Name]:
    """Find names of `known` (key to kind's label) where the parser saw none, longest first."""
    names = []
    place = 0
    while place < len(line.units):
        found = (
            None if place in taken or not line.units[place].capital else _known_at(line, place, known, taken, longest)
        )
        if found:
            names.append(found)
            place = found.last
        place += 1
    return names


def _known_at(line: Line, place: int, known: Mapping[str, str], taken: Collection[int], longest: int) -> Name | None:
    for last in range(min(place + longest, len(line.units)) - 1, place - 1, -1):
        unit = line.units[last]
        if not unit.word or not unit.capital:
            continue
        label = known.get(line.key(place, last))
        if label is not None and not any(p in taken for p in range(place, last + 1)):
            return Name(place, last, label)
    return None


def surname(key: str) -> str:
    """Give the last word of a person's key that is no suffix."""
    words = [w for w in key.split() if w not in suffixes()]
    return words[-1] if words else fold(key)
