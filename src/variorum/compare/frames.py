"""What a passage tells of: the verb or noun of event above a word, in its class, and who and what it is told of.

Accounts put one thing in other words ('release', 'let go', 'send home'); the classes are in predicates.toml.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare.scope import Scope
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import ParsedSentence, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "attr", "oprd", "dative")
_PARTICLES = ("prt", "prep", "advmod", "npadvmod", "acomp", "oprd")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """`verb` is the token of the telling verb or noun, `predicate` its class ('' for one that tells nothing).

    `heads` are the entities (with what they belong to) and the classes of nouns that it is told of. `markers` holds
    'anew' or 'first' where the passage says so; `ahead` is true for what is still to come.
    """

    verb: int
    predicate: str
    heads: frozenset[str]
    markers: frozenset[str]
    ahead: bool


def read_frame(scope: Scope, article: str, sentence: ParsedSentence, token: int, itself: bool = False) -> Frame | None:
    """Give the frame that a token of a sentence stands in, or None where no verb and no noun of event is above it.

    With `itself`, the token may be the noun of event.
    """
    tokens = sentence.parse.tokens
    verb = token if itself and (is_happening(tokens[token]) or _names_deed(tokens[token])) else climb(tokens, token)
    return None if verb is None else frame_at(scope, article, sentence, verb, token)


def frame_at(scope: Scope, article: str, sentence: ParsedSentence, verb: int, token: int) -> Frame:
    """Give the frame of the telling verb or noun at token `verb`; `token` is none of what it is told of."""
    tokens = sentence.parse.tokens
    predicate, thing = find_predicate(tokens, verb)
    heads = {
        head
        for index in sorted({*_arguments(tokens, verb), *(_arguments(tokens, thing) if thing is not None else ())})
        if index not in (token, thing) and tokens[index].lemma.lower() not in _words("empty")
        for head in _name(scope, article, sentence, index)
    }
    aims = {f"to {find_predicate(tokens, c)[0]}" for c in children(tokens, verb) if tokens[c].dep == "xcomp"}
    heads |= aims - {"to "}
    markers, ahead = _read_course(tokens, verb, thing)
    if predicate == "resume":
        markers = frozenset()  # what resumes is always told of anew
    return Frame(verb, predicate, frozenset(heads), markers, ahead)


def climb(tokens: Sequence[Token], token: int) -> int | None:
    """Give the verb or noun of event that a token is, or hangs on; None where there is none."""
    index = token
    for _ in range(len(tokens)):
        here = tokens[index]
        if here.tag.startswith("VB") and here.dep not in ("amod", "aux", "auxpass", "compound"):
            return index
        if index != token and is_happening(here):
            return index
        if here.head == index:
            return None
        index = here.head
    return None


def is_happening(token: Token) -> bool:
    """Tell whether the token is a noun of event: 'talks', 'visit'."""
    return token.pos in ("NOUN", "PROPN") and token.lemma.lower() in _things()


def is_deed(token: Token) -> bool:
    """Tell whether the token is a noun that names what a verb tells: 'arrest', 'withdrawal'."""
    lemma = token.lemma.lower()
    return token.pos == "NOUN" and (lemma in _things() or lemma in _classes() or stem(lemma) in _classes_by_stem())


def _names_deed(token: Token) -> bool:
    """Whether a noun of deed names no people: 'release', but not 'dead'."""
    return is_deed(token) and token.lemma.lower() not in _people()


def is_planning(lemma: str) -> bool:
    """Tell whether the verb says that a thing is still to come: 'is planned for Friday'."""
    return lemma in _words("ahead")


def children(tokens: Sequence[Token], index: int) -> Iterator[int]:
    """Give the tokens of which `index` is the head, in order."""
    return iter([i for i, t in enumerate(tokens) if t.head == index and i != index])


def find_predicate(tokens: Sequence[Token], verb: int) -> tuple[str, int | None]:
    """Give the class of a verb or noun of event ('' if it tells nothing), and the noun that a light verb has."""
    here = tokens[verb]
    lemma = here.lemma.lower()
    if not here.tag.startswith("VB"):
        return name_class(lemma), None
    for child in children(tokens, verb):
        if tokens[child].dep in _PARTICLES:
            joined = f"{lemma}_{tokens[child].text.lower()}"
            if joined in _classes():
                return _classes()[joined], None
    if lemma == "go" and tokens[here.head].lemma.lower() == "let":
        return _classes()["let_go"], None
    if lemma in _words("light"):
        thing = _find_thing(tokens, verb, _DEEPEST)
        if thing is not None:
            return _things()[tokens[thing].lemma.lower()], thing
    if lemma in _words("copulas"):
        told = next((c for c in children(tokens, verb) if tokens[c].dep in ("acomp", "oprd")), None)
        if told is not None and tokens[told].pos in ("ADJ", "VERB"):
            return name_class(tokens[told].lemma.lower()), None
        if lemma == "be":
            return "", None
    if lemma in _words("awaiting") and tokens[verb].tag == "VBN" and _is_awaited_person(tokens, verb):
        return "visit", None
    if lemma in _words("generic"):
        return "", None
    return _things().get(lemma) or _classes().get(lemma, lemma), None


def _is_awaited_person(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a person is expected somewhere, and nothing of the person: 'the president is expected in A on Friday'."""
    subjects = [tokens[c] for c in children(tokens, verb) if tokens[c].dep == "nsubjpass"]
    person = any(t.name == "PERSON" or t.lemma.lower() in _people() | _words("heads_of_state") for t in subjects)
    return person and not any(tokens[c].dep in ("xcomp", "ccomp") for c in children(tokens, verb))


def find_told_thing(tokens: Sequence[Token], verb: int) -> int | None:
    """Give the noun of which a verb that says little tells that it begins, is to be, was put off: 'the truce began'."""
    if not tokens[verb].tag.startswith("VB"):
        return None
    lemma = tokens[verb].lemma.lower()
    joined = {f"{lemma}_{tokens[c].text.lower()}" for c in children(tokens, verb) if tokens[c].dep in _PARTICLES}
    if not (joined | {lemma}) & (_words("light") | _words("moving") | {"be"}):
        return None
    found = [c for c in children(tokens, verb) if tokens[c].dep in ("dobj", "nsubjpass", "nsubj", "attr")]
    if tokens[verb].dep == "advcl" and tokens[verb].tag == "VBN":
        found += [c for c in children(tokens, tokens[verb].head) if tokens[c].dep == "dobj"]
    if not any(tokens[c].dep in _SUBJECTS for c in found):
        found += inherit_subject(tokens, verb)
    found = [tokens[tokens[c].head].head if tokens[c].tag in ("WDT", "WP") else c for c in found]
    found = [find_owner_noun(tokens, c) for c in found if tokens[c].lemma.lower() not in _words("empty")]
    found.sort(key=lambda c: tokens[c].dep not in ("dobj", "nsubjpass"))
    if lemma in _words("taking"):
        found = [c for c in found if tokens[c].lemma.lower() in _things() or tokens[c].dep not in _OBJECTS]
    return next((c for c in found if tokens[c].pos == "NOUN" and noun_class(tokens[c].lemma.lower()) != "people"), None)


def find_owner_noun(tokens: Sequence[Token], index: int) -> int:
    """Give, of a name that hangs on a noun, the noun: 'a visit to Darmia that was planned for Friday'."""
    here = tokens[index]
    above = tokens[here.head]
    if here.pos == "PROPN" and here.dep == "pobj" and tokens[above.head].pos == "NOUN":
        return above.head
    return index


def is_moving(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the verb puts something off to another time."""
    lemma = tokens[verb].lemma.lower()
    joined = {f"{lemma}_{tokens[c].text.lower()}" for c in children(tokens, verb) if tokens[c].dep in _PARTICLES}
    return bool((joined | {lemma}) & _words("moving"))


def _find_thing(tokens: Sequence[Token], index: int, depth: int) -> int | None:
    """The noun of event that is an argument of a light verb: 'took part in the talks', 'talks were held'."""
    if depth == 0:
        return None
    for child in children(tokens, index):
        dep = tokens[child].dep
        if dep in (*_SUBJECTS, *_OBJECTS, "pobj") and tokens[child].lemma.lower() in _things():
            return child
        if (dep == "prep" and tokens[child].text.lower() == "in") or (dep == "dobj" and tokens[child].text == "part"):
            found = _find_thing(tokens, child, depth - 1)
            if found is not None:
                return found
    return None


def _arguments(tokens: Sequence[Token], index: int) -> list[int]:
    """Heads of the noun phrases that a verb or noun is told of; a subject is taken from the verb above if need be."""
    noun = not tokens[index].tag.startswith("VB")
    wanted = ("poss", "compound", "amod") if noun else (*_SUBJECTS, *_OBJECTS)
    found = [c for c in children(tokens, index) if tokens[c].dep in wanted]
    for child in children(tokens, index):
        linking = tokens[child].text.lower()
        if tokens[child].dep == "agent" or (
            tokens[child].dep == "prep" and linking in ("of", "between", "with", "by", "linking", "against")
        ):
            found += [c for c in children(tokens, child) if tokens[c].dep == "pobj"]
    if not noun and not any(tokens[c].dep in _SUBJECTS for c in found):
        found += inherit_subject(tokens, index)
    joined = list(found)
    for item in joined:
        joined += [c for c in children(tokens, item) if tokens[c].dep == "conj" and c not in joined]
    return joined


def find_subjects(tokens: Sequence[Token], verb: int) -> list[int]:
    """Give the subjects of a verb that stand beside it."""
    return [c for c in children(tokens, verb) if tokens[c].dep in _SUBJECTS]


def inherit_subject(tokens: Sequence[Token], index: int) -> list[int]:
    """Give the subject that a verb takes from above: that of 'agreed' for 'release' in 'agreed to release'."""
    for _ in range(_DEEPEST):
        here = tokens[index]
        if here.dep in ("relcl", "acl"):
            return [here.head]
        finite = here.tag in ("VBD", "VBZ", "VBP") or any(
            tokens[c].dep in ("aux", "auxpass") and tokens[c].tag != "TO" for c in children(tokens, index)
        )
        if here.dep not in ("xcomp", "conj", "ccomp", "advcl", "pcomp") or here.head == index:
            return []
        if here.dep == "ccomp" and finite:
            return []  # 'he said that there would be ...': the subject is not his
        index = here.head
        subjects = [c for c in children(tokens, index) if tokens[c].dep in _SUBJECTS]
        if subjects:
            return subjects
    return []


def _name(scope: Scope, article: str, sentence: ParsedSentence, index: int) -> Iterator[str]:
    """The entity that a token names and what it belongs to; or its noun's class, and the noun that narrows it."""
    tokens = sentence.parse.tokens
    entity = scope.named.get((article, sentence.index, index))
    if entity is not None:
        yield from scope.above(entity)
        return
    here = tokens[index]
    if here.tag in ("WDT", "WP") and tokens[here.head].dep == "relcl":
        yield from _name(scope, article, sentence, tokens[here.head].head)
    elif here.pos in ("NOUN", "PROPN") and here.lemma.lower() not in _measures():
        yield noun_class(here.lemma.lower())
        for child in children(tokens, index):
            if tokens[child].dep == "compound" and tokens[child].pos == "NOUN":
                yield tokens[child].lemma.lower()


def noun_class(lemma: str) -> str:
    """People are people, and a meeting is a meeting, whatever they are called."""
    return "people" if lemma in _people() else _things().get(lemma, lemma)


def verb_class(lemma: str) -> str:
    """Give the class of verbs that tell the same; the verb itself where it is in none."""
    return _classes().get(lemma, lemma)


def name_class(lemma: str) -> str:
    """Give the class of a noun that names what a verb tells: 'agreement' and 'agree', 'storming' and 'attack'."""
    if lemma in _things() or lemma in _people():
        return noun_class(lemma)
    return _classes().get(lemma) or _classes_by_stem().get(stem(lemma)) or stem(lemma)


def find_deed(lemma: str) -> str:
    """Give the class of what people who are called so do: 'demonstrator' and 'demonstrate'; '' where there is none."""
    return _classes_by_stem().get(stem(lemma), "")


def is_generic(lemma: str) -> bool:
    """Tell whether the verb says too little of what happened."""
    return lemma in _words("generic")


def is_telling(lemma: str) -> bool:
    """Tell whether the verb is one of saying, whose time and number are not those of what is said."""
    return lemma in _words("telling")


def seeks(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb asks somebody to do something: 'asked her to go', 'told them to leave'."""
    if tokens[verb].lemma.lower() not in _words("seeking"):
        return False
    inner = [c for c in children(tokens, verb) if tokens[c].dep in ("xcomp", "ccomp")]
    return any(tokens[g].tag == "TO" for c in inner for g in children(tokens, c))


def _read_course(tokens: Sequence[Token], verb: int, thing: int | None) -> tuple[frozenset[str], bool]:
    near = [tokens[c] for index in (verb, thing) if index is not None for c in (index, *children(tokens, index))]
    subjects = [c for c in children(tokens, verb) if tokens[c].dep in _SUBJECTS]
    near += [tokens[c] for subject in subjects for c in children(tokens, subject) if tokens[c].dep == "amod"]
    words = {t.text.lower() for t in near} | {t.lemma.lower() for t in near}
    if thing is None:
        words.discard(tokens[verb].lemma.lower())  # 'agreed' is no plan of agreeing
    markers = frozenset(name for name in ("anew", "first") if words & _words(name))
    here = verb
    for _ in range(_DEEPEST):
        above = tokens[here].head
        if tokens[here].dep not in ("xcomp", "conj", "ccomp") or is_telling(tokens[above].lemma.lower()):
            break
        words.add("will" if tokens[above].text.lower() == "going" else tokens[above].lemma.lower())
        words |= {tokens[c].text.lower() for c in children(tokens, above) if tokens[c].dep == "aux"}
        if "to" in words and tokens[above].lemma.lower() == "be":
            words.add("will")
        here = above
    return markers, bool(words & _words("ahead"))


@cache
def _classes_by_stem() -> dict[str, str]:
    return {stem(word): name for word, name in _classes().items() if "_" not in word}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("predicates")[name].split())


@cache
def _people() -> frozenset[str]:
    return frozenset(read_toml("numbers")["people"].split())


@cache
def _measures() -> frozenset[str]:
    return frozenset(read_toml("numbers")["lengths"].values())


@cache
def _classes() -> dict[str, str]:
    return {word: key for key, words in read_toml("predicates")["classes"].items() for word in words.split()}


@cache
def _things() -> dict[str, str]:
    return {word: key for key, words in read_toml("predicates")["things"].items() for word in words.split()}
