"""Personal names and names of bodies as keys, and whether two spellings may be of one."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from variorum.language.lexicon import read_toml
from variorum.language.spelling import fold, skeleton, sound

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*\.?")
_POINTS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_](?:\.|(?!\w))")  # 'D.N.C.', 'D.N.C'
_SAME_SOUND, _NEAR = 0.97, 0.9
_MIN_NICKNAME = 3
_LOOSE = 0.85
_VOICELESS = str.maketrans("bdgfvz", "ptkpps")


@cache
def _particles() -> frozenset[str]:
    return frozenset(read_toml("names")["particles"])


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(read_toml("names")["suffixes"])


@cache
def _spellings() -> dict[str, str]:
    return dict(read_toml("names")["spellings"])


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Give a name folded, without article, hyphens and possessive: what the same name in the same spelling shares."""
    plain = fold(name).replace("u.s.", "us").replace("u.n.", "un")
    plain = _POINTS.sub(lambda acronym: acronym.group().replace(".", ""), plain)
    words = [word.removesuffix("'s") for word in _WORD.findall(plain)]
    if words[:1] == ["the"] and len(words) > 1:
        words = words[1:]
    return " ".join(_spellings().get(word, word) for word in words)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name taken apart: `given` the first of the given names, `surname` with its particles."""

    key: str
    given: str
    middle: tuple[str, ...]
    surname: str


@lru_cache(maxsize=65536)
def split_person(key: str) -> PersonName:
    """Take a person's key apart. A single name is a surname without given name."""
    words = [w for w in key.split() if w not in _suffixes()] or key.split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in _particles():
        cut -= 1
    before = words[:cut]
    given = before[0] if before else ""
    return PersonName(key, given, tuple(before[1:]), " ".join(words[cut:]))


def surname_key(key: str) -> str:
    """Give the surname of a person's key, without particles."""
    return split_person(key).surname.split()[-1]


def is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def full_form(key: str) -> bool:
    """Tell whether a person's key has a given name besides the surname."""
    return bool(split_person(key).given)


def block(key: str) -> tuple[str, str]:
    """Give the block of a full name: names in different blocks are never compared."""
    name = split_person(key)
    given = _full_forms().get(name.given, name.given)
    return skeleton(name.surname.split()[-1])[:6], sound(given)[:1]


@cache
def _full_forms() -> dict[str, str]:
    """The first full form, in alphabetical order, of each short form of a given name."""
    forms = read_toml("given_names")["short_forms"]
    return {short: full for full in sorted(forms, reverse=True) for short in forms[full]}


def compare_surnames(one: str, other: str) -> float:
    """Score from 0 to 1 whether two surnames are spellings of one. A woman's and a man's form ('Orlova') are not."""
    one, other = one.rsplit(maxsplit=1)[-1], other.rsplit(maxsplit=1)[-1]
    if one == other:
        return 1.0
    if _woman_and_man(one, other):
        return 0.0
    if sound(one) == sound(other):
        return _SAME_SOUND
    score = JaroWinkler.similarity(one, other)
    return score if score >= _NEAR and skeleton(one) == skeleton(other) and min(len(one), len(other)) > 3 else 0.0


def _woman_and_man(one: str, other: str) -> bool:
    """Tell whether two surnames are the two forms of one: 'Orlov' and 'Orlova'."""
    shorter, longer = sorted((one, other), key=lambda w: (len(w), w))
    return longer in (shorter + "a", shorter[:-1] + "aya", shorter[:-1] + "aia") or (
        shorter.endswith(("y", "i")) and longer in (shorter[:-1] + "a", shorter[:-2] + "aya", shorter[:-2] + "aia")
    )


def compare_loosely(one: str, other: str, same_office: bool) -> float:
    """Score two full names whose letters romanizations may have changed more ('Yakub', 'Yaqup'), 0 or about 0.8.

    With the same office the surnames, too, may differ in vowels ('Taea', 'Taia').
    """
    first, second = split_person(one), split_person(other)
    surnames = first.surname.split()[-1], second.surname.split()[-1]
    if is_initial(first.given) or is_initial(second.given) or not _middles_agree(first.middle, second.middle):
        return 0.0
    surname = compare_surnames(*surnames)
    if not surname and same_office and not _woman_and_man(*surnames) and skeleton(surnames[0]) == skeleton(surnames[1]):
        near = JaroWinkler.similarity(*surnames)
        surname = near if near >= _LOOSE and min(map(len, surnames)) > 3 else 0.0
    given = compare_given(first.given, second.given)
    if not given and first.given[:1] == second.given[:1] and _voiceless(first.given) == _voiceless(second.given):
        near = JaroWinkler.similarity(first.given, second.given)
        given = near if near >= _LOOSE and abs(len(first.given) - len(second.given)) < 2 else 0.0
    return min(surname, given) if surname and given else 0.0


def _voiceless(word: str) -> str:
    """Give the consonants of a name, those that differ in voice alone as one: 'Ahmed' and 'Ahmet' give the same."""
    return skeleton(word.replace("th", "t")).translate(_VOICELESS)


def compare_given(one: str, other: str) -> float:
    """Score from 0 to 1 whether two given names may be one person's: equal, another spelling, initial, short form."""
    if one == other:
        return 1.0
    if is_initial(one) or is_initial(other):
        return 0.9 if one[:1] == other[:1] else 0.0
    if one in nicknames(other) or other in nicknames(one):
        return 0.95
    if sound(one) == sound(other):
        return _SAME_SOUND
    if skeleton(one) == skeleton(other) and JaroWinkler.similarity(one, other) >= 0.75:
        return 0.93
    shorter, longer = sorted((one, other), key=lambda w: (len(w), w))
    if len(shorter) >= _MIN_NICKNAME and longer.startswith(shorter) and longer != shorter + "a":
        return 0.88
    score = JaroWinkler.similarity(one, other)
    return score if score >= 0.93 and longer != shorter + "a" else 0.0


@cache
def nicknames(name: str) -> frozenset[str]:
    """Give the usual short forms of a given name."""
    return frozenset(read_toml("given_names")["short_forms"].get(name, ()))


def compare_persons(one: str, other: str) -> tuple[float, str]:
    """Score two full names; give the score, and the reason in words where it is above 0."""
    first, second = split_person(one), split_person(other)
    surname = compare_surnames(first.surname, second.surname)
    given = compare_given(first.given, second.given) if surname else 0.0
    if not surname or not given or not _middles_agree(first.middle, second.middle):
        return 0.0, ""
    parts = []
    if surname < 1:
        parts.append(f"surnames sound alike ({surname:.2f})")
    if given < 1:
        parts.append(f"given names agree ({given:.2f})")
    if first.middle != second.middle:
        parts.append("one has a middle name or initial")
    return surname * given, "; ".join(parts) or "the same name but for accents, hyphens or points"


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return True
    return all(compare_given(a, b) > 0 for a, b in zip(one, other, strict=False))


def acronym_of(name: str) -> str:
    """Give the capitals of a long name ('ICG' of 'International Contact Group')."""
    return "".join(word[0] for word in re.findall(r"[A-Z][\w'’]*", name))
