"""Stems that a verb and the nouns made of it share: 'announce', 'announced', 'announcement'."""

from functools import cache, lru_cache

from variorum.language.lexicon import read_toml


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give the stem of a lemma: without the longest ending of `data/stems.toml` that leaves enough of it."""
    data = read_toml("stems")
    irregular = _irregular().get(word)
    if irregular is not None:
        return irregular
    rest = next((word.removesuffix(end) for end in _endings() if _cuts(word, end)), word)
    rest = rest.removesuffix("e")
    return rest[:-1] if len(rest) > data["least"] and rest[-1] == rest[-2] and rest[-1] in data["doubled"] else rest


def _cuts(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= read_toml("stems")["least"]


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(read_toml("stems")["endings"].split(), key=lambda end: (-len(end), end)))


@cache
def _irregular() -> dict[str, str]:
    """The words of each family that have no common stem, by its first word."""
    return {word: family.split()[0] for family in read_toml("stems")["families"] for word in family.split()}
