"""What a passage tells of: the verb or noun of event above a word, in its class, and who and what it is told of.

The classes are those of `predicates`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.compare.predicates import (
    event_nouns,
    is_happening,
    is_telling,
    lengths,
    name_class,
    names_deed,
    noun_class,
    people_nouns,
    predicate_words,
    verb_classes,
)
from variorum.compare.referents import find_referent
from variorum.compare.scope import Scope
from variorum.language.dependents import children
from variorum.model.annotation import ParsedSentence, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "attr", "oprd", "dative")
_PARTICLES = ("prt", "prep", "advmod", "npadvmod", "acomp", "oprd")
_TO_NUMBER = ("from", "to", "by")
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
    verb = token if itself and (is_happening(tokens[token]) or names_deed(tokens[token])) else climb(tokens, token)
    return None if verb is None else frame_at(scope, article, sentence, verb, token)


def frame_at(scope: Scope, article: str, sentence: ParsedSentence, verb: int, token: int) -> Frame:
    """Give the frame of the telling verb or noun at token `verb`; `token` is none of what it is told of."""
    tokens = sentence.parse.tokens
    predicate, thing = find_predicate(tokens, verb)
    heads = {
        head
        for index in sorted({*_arguments(tokens, verb), *(_arguments(tokens, thing) if thing is not None else ())})
        if index not in (token, thing) and tokens[index].lemma.lower() not in predicate_words("empty")
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


def find_predicate(tokens: Sequence[Token], verb: int) -> tuple[str, int | None]:
    """Give the class of a verb or noun of event ('' if it tells nothing), and the noun that a light verb has."""
    here = tokens[verb]
    lemma = here.lemma.lower()
    if not here.tag.startswith("VB"):
        return name_class(lemma), None
    for child in children(tokens, verb):
        joined = f"{lemma}_{tokens[child].text.lower()}"
        if tokens[child].dep == "dobj":
            joined = f"{lemma}_{tokens[child].lemma.lower()}"  # 'lost their lives'
        if tokens[child].dep in (*_PARTICLES, "dobj") and joined in verb_classes():
            return verb_classes()[joined], None
    following = f"{lemma}_{tokens[verb + 1].text.lower()}" if verb + 1 < len(tokens) else ""
    if following in verb_classes():
        return verb_classes()[following], None  # 'set free'
    if lemma == "go" and tokens[here.head].lemma.lower() == "let":
        return verb_classes()["let_go"], None
    if lemma in predicate_words("light"):
        thing = _find_thing(tokens, verb, _DEEPEST)
        if thing is not None:
            return event_nouns()[tokens[thing].lemma.lower()], thing
    if lemma in predicate_words("copulas"):
        told = next((c for c in children(tokens, verb) if tokens[c].dep in ("acomp", "oprd")), None)
        if told is not None and tokens[told].pos in ("ADJ", "VERB"):
            return name_class(tokens[told].lemma.lower()), None
        if lemma == "be":
            return "", None
    if lemma in predicate_words("raising") and _goes_to_number(tokens, verb):
        return verb_classes()["raise"], None
    if lemma in predicate_words("grasping") and _is_seized(tokens, verb):
        return verb_classes()["seize"], None
    if lemma in predicate_words("awaiting") and tokens[verb].tag == "VBN" and _is_awaited_person(tokens, verb):
        return "visit", None
    if lemma in predicate_words("generic"):
        return "", None
    return event_nouns().get(lemma) or verb_classes().get(lemma, lemma), None


def _is_seized(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what is taken can be held by force: 'took the station'."""
    taken = (tokens[c] for c in children(tokens, verb) if tokens[c].dep in ("dobj", "nsubjpass"))
    return any(t.lemma.lower() in predicate_words("seizable") for t in taken)


def _goes_to_number(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb has a number behind 'from', 'to' or 'by': what is lifted to 45 percent is raised."""
    behind = (g for c in children(tokens, verb) if tokens[c].text.lower() in _TO_NUMBER for g in children(tokens, c))
    return any(tokens[i].pos == "NUM" or any(tokens[c].pos == "NUM" for c in children(tokens, i)) for i in behind)


def _is_awaited_person(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a person is expected somewhere, and nothing of the person: 'the president is expected in A on Friday'."""
    subjects = [tokens[c] for c in children(tokens, verb) if tokens[c].dep == "nsubjpass"]
    persons = people_nouns() | predicate_words("heads_of_state")
    person = any(t.name == "PERSON" or t.lemma.lower() in persons for t in subjects)
    return person and not any(tokens[c].dep in ("xcomp", "ccomp") for c in children(tokens, verb))


def find_told_thing(tokens: Sequence[Token], verb: int) -> int | None:
    """Give the noun of which a verb that says little tells that it begins, is to be, was put off: 'the truce began'."""
    if not tokens[verb].tag.startswith("VB"):
        return None
    lemma = tokens[verb].lemma.lower()
    joined = {f"{lemma}_{tokens[c].text.lower()}" for c in children(tokens, verb) if tokens[c].dep in _PARTICLES}
    told = predicate_words("light") | predicate_words("moving") | predicate_words("calling") | {"be"}
    if not (joined | {lemma}) & told:
        return None
    found = [c for c in children(tokens, verb) if tokens[c].dep in ("dobj", "nsubjpass", "nsubj", "attr")]
    if tokens[verb].dep == "advcl" and tokens[verb].tag == "VBN":
        found += [c for c in children(tokens, tokens[verb].head) if tokens[c].dep == "dobj"]
    if not any(tokens[c].dep in _SUBJECTS for c in found):
        found += inherit_subject(tokens, verb)
    found = [tokens[tokens[c].head].head if tokens[c].tag in ("WDT", "WP") else c for c in found]
    found = [find_owner_noun(tokens, c) for c in found if tokens[c].lemma.lower() not in predicate_words("empty")]
    found.sort(key=lambda c: tokens[c].dep not in ("dobj", "nsubjpass"))
    if lemma in predicate_words("calling"):
        found = [c for c in found if tokens[c].dep in ("dobj", "nsubjpass") and is_happening(tokens[c])]
    if lemma in predicate_words("taking"):
        found = [c for c in found if tokens[c].lemma.lower() in event_nouns() or tokens[c].dep not in _OBJECTS]
    return next((c for c in found if tokens[c].pos == "NOUN" and noun_class(tokens[c].lemma.lower()) != "people"), None)


def find_owner_noun(tokens: Sequence[Token], index: int) -> int:
    """Give, of a name that hangs on a noun, the noun: 'a visit to Darmia that was planned for Friday'."""
    here = tokens[index]
    above = tokens[here.head]
    if here.dep != "pobj" or tokens[above.head].pos != "NOUN":
        return index
    if here.pos == "PROPN" or (is_happening(tokens[above.head]) and not is_happening(here)):
        return above.head
    return index


def is_moving(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the verb puts something off to another time."""
    lemma = tokens[verb].lemma.lower()
    joined = {f"{lemma}_{tokens[c].text.lower()}" for c in children(tokens, verb) if tokens[c].dep in _PARTICLES}
    return bool((joined | {lemma}) & predicate_words("moving"))


def was_moved(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb gives the new time of what was put off: 'the visit, which was postponed, is now to begin'."""
    thing = find_told_thing(tokens, verb)
    if thing is None:
        return False
    below = [thing]
    for index in below:  # the clause may hang on a name behind it: 'the visit to Qoral, which ...'
        below += [c for c in children(tokens, index) if tokens[c].dep in ("prep", "pobj", "relcl", "acl") and c != verb]
    return any(tokens[i].dep in ("relcl", "acl") and is_moving(tokens, i) for i in below)


def _find_thing(tokens: Sequence[Token], index: int, depth: int) -> int | None:
    """The noun of event that is an argument of a light verb: 'took part in the talks', 'talks were held'."""
    if depth == 0:
        return None
    for child in children(tokens, index):
        dep = tokens[child].dep
        if dep in (*_SUBJECTS, *_OBJECTS, "pobj") and tokens[child].lemma.lower() in event_nouns():
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
    if noun and tokens[index].dep in ("dobj", "nsubjpass") and _says_course(tokens, tokens[index].head):
        found += find_subjects(tokens, tokens[index].head)  # 'Belvary has postponed a visit'
    joined = list(found)
    for item in joined:
        joined += [c for c in children(tokens, item) if tokens[c].dep == "conj" and c not in joined]
    return joined


def is_negated(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the verb is denied: 'did not kill 12 people' gives no number, 'will not meet on Friday' no day."""
    return any(tokens[c].dep == "neg" or tokens[c].text.lower() == "never" for c in children(tokens, verb))


def is_empty(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a noun only helps a verb to tell that something is held or begins: 'take place'."""
    here = tokens[index]
    verb = tokens[here.head].head if here.dep == "pobj" else here.head
    helps = here.dep in ("dobj", "pobj") and here.lemma.lower() in predicate_words("empty")
    return helps and tokens[verb].lemma.lower() in predicate_words("light") | predicate_words("generic")


def _says_course(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb only says that its object is to be, was, was put off or was called off."""
    lemma = tokens[verb].lemma.lower()
    return lemma in predicate_words("light") or is_moving(tokens, verb) or find_predicate(tokens, verb)[0] == "cancel"


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
        if here.dep not in ("xcomp", "conj", "ccomp", "advcl", "pcomp", "acomp") or here.head == index:
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
    referent = find_referent(scope.annotations[article], sentence, index)
    if referent is not None:
        yield noun_class(referent.lemma.lower())
    elif here.tag in ("WDT", "WP") and tokens[here.head].dep == "relcl":
        yield from _name(scope, article, sentence, tokens[here.head].head)
    elif here.pos in ("NOUN", "PROPN") and here.lemma.lower() not in lengths():
        yield noun_class(here.lemma.lower())
        for child in children(tokens, index):
            if tokens[child].dep == "compound" and tokens[child].pos == "NOUN":
                yield tokens[child].lemma.lower()


def seeks(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb asks somebody to do something: 'asked her to go', 'told them to leave'."""
    if tokens[verb].lemma.lower() not in predicate_words("seeking"):
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
    markers = frozenset(name for name in ("anew", "first") if words & predicate_words(name))
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
    return markers, bool(words & predicate_words("ahead"))
