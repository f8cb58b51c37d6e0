"""Names as written, brought to forms that can be compared: without case, accents, points; by sound; by derivation."""

import re
import unicodedata
from functools import cache, lru_cache

from variorum.language.lexicon import read_toml

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "`": "'", "ʼ": "'"})
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_VOWELS = re.compile(r"(?<=.)[aeiouy]")
_SUFFIXES = ("n", "an", "ian", "ean", "ese", "ish", "i", "er", "ic")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Give the text in lower case without accents, with plain apostrophes."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["from"]), rule["to"]) for rule in read_toml("names")["sounds"])


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Give a name's word as it sounds, whatever its romanization: 'Zelenskyy' and 'Zelensky' give the same."""
    form = re.sub(r"[^a-z]", "", fold(word)) or fold(word)
    for pattern, replacement in _sounds():
        form = pattern.sub(replacement, form)
    return form


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Give the first letter and the consonants of the sound: 'Mohammed' and 'Muhammad' give the same."""
    return _VOWELS.sub("", sound(word))


def derives(adjective: str, place: str) -> bool:
    """Tell whether an adjective is a regular demonym of a place: 'Vendian' of 'Vendia', 'Karstish' of 'Karstland'."""
    own, stem = fold(adjective), fold(place)
    if own == stem or len(stem) < 4 or own[:3] != stem[:3]:
        return False
    stems = {stem}
    for ending in ("land", "stan", "istan", "ia", "a", "e", "o", "y", "ya", "ium", "as", "es"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stems.add(stem[: -len(ending)])
    if any(own == s + suffix for s in stems for suffix in _SUFFIXES):
        return True
    return stem.endswith(("ia", "istan", "land")) and len(own) >= 4 and own in stems


def derives_people(people: str, place: str) -> bool:
    """Tell whether the word is a regular plural of the place's demonym: 'Vendians' of 'Vendia'."""
    return people.endswith("s") and derives(people[:-1], place)
