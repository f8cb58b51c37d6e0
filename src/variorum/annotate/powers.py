"""Bodies of a state, groups of its people, its government, as phrases: 'Vendia's military', 'Vendian officials'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.annotate.lines import Line
from variorum.language.offices import phrase_length, phrases, words_of
from variorum.model.annotation import EntityKind

_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Power:
    """Units [first, last] of such a phrase; `code` of the state if it is in the lexicon."""

    first: int
    last: int
    kind: EntityKind
    code: str | None
    government: bool = False


def find_powers(
    line: Line, letters: str, owners: Mapping[int, tuple[int, str | None]], persons: Mapping[int, int]
) -> list[Power]:
    """Find them in a line.

    `owners` gives, by the first unit of each state's or region's name or demonym, its last unit and its code; `persons`
    the last unit of each person's name, by the first.
    """
    found: list[Power] = []
    place = 0
    while place < len(line.units):
        power = None
        if place in owners:
            power = _owned(line, letters, place, *owners[place])
        elif place in persons:
            power = _of_person(line, place, persons[place])
        if power is None:
            power = _named_body(line, letters, place, owners)
        if power is None:
            power = _lone_group(line, place)
        if power is not None:
            found.append(power)
            place = power.last + 1
        else:
            place += 1
    return found


def _owned(line: Line, letters: str, first: int, last: int, code: str | None) -> Power | None:
    """'Vendian Foreign Ministry', 'Ukraine's military', 'Russian officials', 'the Vendian government'."""
    folded = line.words
    place = last + 1
    possessive = place < len(folded) and folded[place] in ("'s", "'")
    place += possessive
    for start in range(place, min(place + _BETWEEN, len(folded))):
        length = phrase_length(phrases("bodies"), folded, start)
        if length and not _goes_on(letters, start + length):
            end = _with_field(line, letters, folded, start + length - 1)
            return Power(first, end, "organization", code)
        if folded[start] in words_of("bodies", "government") and not _goes_on(letters, start + 1):
            return Power(first, start, "state", code, government=True)
        if folded[start] in words_of("groups", "heads") and not possessive and line.token(start).tag in ("NNS", "NNPS"):
            return Power(first, start, "group", code)
        if letters[start] not in "MFC-" and line.token(start).tag not in ("JJ", "NN"):
            return None
    return None


def _goes_on(letters: str, place: int) -> bool:
    """The phrase is no whole: an office follows ('Vendian army chief')."""
    return letters[place : place + 1] in ("H", "h") or letters[place : place + 2] in ("FH", "Fh", "MH", "Mh")


def _with_field(line: Line, letters: str, folded: Sequence[str], last: int) -> int:
    """'Ministry of Foreign Affairs', 'Department of Defense'."""
    if (
        folded[last] not in ("ministry", "department", "office")
        or letters[last + 1 : last + 2] != "o"
        or folded[last + 1] != "of"
    ):
        return last
    end = last + 1
    while end + 1 < len(folded) and line.units[end + 1].capital and letters[end + 1] in "FCM":
        end += 1
    return end if end > last + 1 else last


def _of_person(line: Line, first: int, last: int) -> Power | None:
    """'the Anders administration'."""
    if line.folded(last + 1) in words_of("bodies", "person_government") and line.folded(last) != "'s":
        return Power(first, last + 1, "organization", None)
    return None


def _named_body(line: Line, letters: str, first: int, owners: Mapping[int, tuple[int, str | None]]) -> Power | None:
    """'the Foreign Ministry', 'the Ministry of Trade of Vendia', 'State Department', 'the parliament of Vendia'."""
    folded = line.words
    for start in range(first, min(first + _BETWEEN, len(folded))):
        length = phrase_length(phrases("bodies"), folded, start)
        if length:
            end = _with_field(line, letters, folded, start + length - 1)
            after = end + 2 if folded[end + 1 : end + 2] == ("of",) else 0
            after += bool(after) and line.folded(after) == "the"
            owned = bool(after) and after in owners
            capital = all(u.capital or u.folded == "of" for u in line.units[first : end + 1])
            if owned:
                return (
                    Power(first, owners[after][0], "organization", owners[after][1])
                    if start == first or capital
                    else None
                )
            whole = end > first and capital and (start > first or length > 1 or end > start + length - 1)
            return Power(first, end, "organization", None) if whole else None
        if letters[start] not in "MFC" or not line.units[start].capital or start in owners:
            return None
    return None


def _lone_group(line: Line, place: int) -> Power | None:
    token = line.token(place)
    if line.folded(place) not in words_of("groups", "alone") or token.tag != "NNS":
        return None
    stands = token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "agent")
    return Power(place, place, "group", None) if stands else None
