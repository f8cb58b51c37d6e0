"""How one wording differs from another, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s*(?:\w+(?:['’.]\w+)*|[^\w\s])")
_MOST_WORDS = 300  # the comparison can take time by the product of the lengths; longer wordings are shown unmarked


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a wording: the 'same' in both, 'new' in this one, or an 'omitted' place where the other has more."""

    kind: str
    text: str


def compare_wording(text: str, other: str) -> tuple[Part, ...]:
    """Give `text` in parts, against `other`. Case, white space and punctuation alone are no difference."""
    words, others = _WORD.findall(text), _WORD.findall(other)
    if len(words) > _MOST_WORDS or len(others) > _MOST_WORDS:
        return (Part("same", text),)
    matcher = SequenceMatcher(None, [_key(w) for w in words], [_key(w) for w in others], autojunk=False)
    parts: list[Part] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        ours, theirs = "".join(words[start:end]), "".join(others[other_start:other_end])
        if ours:
            space = ours[: len(ours) - len(ours.lstrip())]
            _append(parts, "same", space)
            _append(parts, "same" if kind == "equal" or not _says_something(ours) else "new", ours[len(space) :])
        if kind == "insert":
            _append(parts, "omitted", theirs.strip() if _says_something(theirs) else "")
    return tuple(parts)


def _key(word: str) -> str:
    return word.strip().casefold()


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _append(parts: list[Part], kind: str, text: str) -> None:
    if not text:
        return
    if parts and parts[-1].kind == kind:
        text = parts.pop().text + text
    parts.append(Part(kind, text))
