"""Words of saying: what class a verb or noun belongs to, and in what shape it holds what was said (data/cues.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from variorum.annotate.clauses import Tree
from variorum.language.lexicon import read_toml


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: its lemma with its particle ('point out'), its classes and what they allow.

    `polarity` is false for verbs of denying. `prepositions` are those of the frame 'about'.
    """

    lemma: str
    classes: frozenset[str]
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    polarity: bool = True
    object_is_addressee: bool = False


@dataclass(frozen=True, slots=True)
class CueWords:
    """All of data/cues.toml, ready to look up."""

    verbs: Mapping[str, Cue]
    that_nouns: frozenset[str]
    to_nouns: frozenset[str]
    negative_nouns: frozenset[str]
    texts: frozenset[str]
    light: frozenset[str]
    unfulfilled: frozenset[str]
    fulfilled: frozenset[str]
    conditional: frozenset[str]
    with_it: frozenset[str]
    weak: frozenset[str]
    sources: tuple[tuple[str, ...], ...]
    nobody: frozenset[str]
    object_prepositions: frozenset[str]
    inner: frozenset[str]


@cache
def read_cues() -> CueWords:
    """Load the word list; a verb that stands in several classes has the frames of all of them."""
    table = read_toml("cues")
    verbs: dict[str, Cue] = {}
    for name, entry in table["verbs"].items():
        for lemma in entry["words"]:
            known = verbs.get(lemma, Cue(lemma, frozenset(), frozenset()))
            verbs[lemma] = Cue(
                lemma,
                known.classes | {name},
                known.frames | frozenset(entry["frames"]),
                known.prepositions | frozenset(entry.get("prepositions", ())),
                known.polarity and entry.get("polarity", True),
                known.object_is_addressee or entry.get("object_is_addressee", False),
            )
    nouns, grammar = table["nouns"], table["grammar"]
    return CueWords(
        verbs,
        frozenset(nouns["that"]),
        frozenset(nouns["to"]),
        frozenset(nouns["negative"]),
        frozenset(nouns["texts"]),
        frozenset(grammar["light"]),
        frozenset(grammar["unfulfilled"]),
        frozenset(grammar["fulfilled"]),
        frozenset(grammar["conditional"]),
        frozenset(grammar["with_it"]),
        frozenset(grammar["weak"].split()),
        tuple(tuple(phrase.split()) for phrase in grammar["sources"]),
        frozenset(grammar["nobody"]),
        frozenset(grammar["object_prepositions"]),
        frozenset(grammar["inner"]),
    )


def find_cue(tree: Tree, index: int) -> Cue | None:
    """Give the cue that the token is, if it is a verb of saying; a particle beside it counts ('pointed out')."""
    token = tree.tokens[index]
    if not token.tag.startswith("VB") or token.dep in ("aux", "auxpass", "amod", "compound"):
        return None
    verbs = read_cues().verbs
    lemma = token.lemma.lower()
    beside = [i for i in tree.dependents(index, "prt", "advmod", "prep", "dobj") if i > index]
    if index + 1 < len(tree.tokens):
        beside.append(index + 1)
    phrasal = (verbs.get(f"{lemma} {tree.tokens[i].text.lower()}") for i in beside)
    return next((cue for cue in phrasal if cue is not None), None) or verbs.get(lemma)
