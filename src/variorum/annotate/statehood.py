"""What an article says that makes a name a state's that no list knows: whose ministers, whose army, whose firms."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.annotate.lines import Line
from variorum.language.offices import phrase_length, phrases, words_of


@dataclass(frozen=True, slots=True)
class Statehood:
    """Names that own what only states have (`owned`), and adjectives that qualify it (`owning`), folded and as printed.

    `strong` and `sure` are those of them that own or qualify what no city, province or movement has either; `things`
    are owners that the text calls 'it' and so are no persons; `national` are adjectives of what belongs to a nation
    ('Vendian firms'), which say something only where the article prints the name that they derive from. `parts` are
    names of provinces and their like, `governed` the adjectives of 'the Vendian capital'.
    """

    owned: dict[str, str]
    owning: dict[str, str]
    strong: set[str]
    sure: set[str]
    things: set[str]
    national: dict[str, str]
    parts: set[str]
    governed: dict[str, str]


def read_statehood(lines: Sequence[Line], letters: Sequence[str]) -> Statehood:
    found = Statehood({}, {}, set(), set(), set(), {}, set(), {})
    heads, weak, national = phrases("statehood"), phrases("statehood", "weak"), words_of("statehood", "national")
    parts = words_of("statehood", "parts")
    for line, classes in zip(lines, letters, strict=True):
        for place in range(len(line.words)):
            length = phrase_length(heads, line.words, place)
            sure = length > 0
            length = length or phrase_length(weak, line.words, place)
            if length:
                _note_owner(line, classes, place, place + length, sure, found)
            elif place and line.words[place] in national and classes[place - 1] == "C":
                found.national.setdefault(line.words[place - 1], line.units[place - 1].text)
            elif line.words[place] in parts:
                _note_part(line, classes, place, found)
            if place and line.words[place] == "capital":
                if classes[place - 1] == "C" and line.folded(place - 2) == "the":
                    found.governed.setdefault(line.words[place - 1], line.units[place - 1].text)
                _note_subject(line, classes, place, found)
    return found


def _note_part(line: Line, letters: str, place: int, found: Statehood) -> None:
    """Note 'Dolm' in 'the Dolm province' and in 'the province of Dolm'."""
    if letters[place - 1 : place] == "C":
        found.parts.add(run_back(line, letters, place - 1)[0])
    if line.folded(place + 1) == "of" and letters[place + 2 : place + 3] == "C":
        found.parts.add(_run(line, letters, place + 2)[0])


def _note_subject(line: Line, letters: str, place: int, found: Statehood) -> None:
    """Note 'Vendia' in 'Vendia wants the fair for its capital'."""
    owner = _subject_before(line, letters, place - 1) if line.folded(place - 1) == "its" else None
    if owner is not None:
        found.owned.setdefault(*owner)
        found.things.add(owner[0])


def _note_owner(line: Line, letters: str, place: int, after: int, sure: bool, found: Statehood) -> None:
    """Note what owns or qualifies the words [place, after) of a line: 'prime minister' of 'Vendia's prime minister'."""
    owner: tuple[str, str] | None = None
    if line.folded(after) == "of" and letters[after + 1 : after + 2] == "C":
        owner = _run(line, letters, after + 1)
    front = place - 1
    while front >= 0 and letters[front] in "MFh" and place - front < 4:
        front -= 1
    if front >= 1 and letters[front] == "P" and letters[front - 1] == "C":
        owner = run_back(line, letters, front - 1)
    elif front >= 0 and letters[front] == "C":
        found.owning.setdefault(line.words[front], line.units[front].text)
        found.sure.update({line.words[front]} if sure else ())
    elif sure and line.folded(front) == "its":
        owner = _subject_before(line, letters, front)
        found.things.update({owner[0]} if owner is not None else ())
    if owner is not None:
        found.owned.setdefault(*owner)
        found.strong.update({owner[0]} if sure else ())


def _subject_before(line: Line, letters: str, end: int) -> tuple[str, str] | None:
    """Give the one name before unit `end` that is a clause's subject: 'its' is likely to mean it."""
    heads = [
        place
        for place in range(end)
        if letters[place] == "C" and line.token(place).dep in ("nsubj", "nsubjpass") and letters[place + 1] != "C"
    ]
    return run_back(line, letters, heads[0]) if len(heads) == 1 else None


def _run(line: Line, letters: str, first: int) -> tuple[str, str]:
    last = first
    while last + 1 < len(letters) and letters[last + 1] == "C" and last - first < 3:
        last += 1
    return line.key(first, last), line.text(first, last)


def run_back(line: Line, letters: str, last: int) -> tuple[str, str]:
    first = last
    while first > 0 and letters[first - 1] == "C" and last - first < 3:
        first -= 1
    return line.key(first, last), line.text(first, last)
