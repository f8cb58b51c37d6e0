"""Which clauses of a sentence assert something, as done or as to come, and which say that it is not so.

Told off the parse: negation of the verb, of its subject or object ('no passenger was killed'), denial ('denied that',
'ruled out', 'refused to'). What is only possible, asked, wished or put under a condition asserts nothing. Words are in
data/assertions.toml.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from variorum.compare.frames import children, is_happening, is_telling
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, Token

Voice = Literal["told", "not", "denied"]
_OBJECTS = ("dobj", "attr", "nsubjpass", "nsubj", "expl", "pobj")
_BOUND = ("xcomp", "ccomp", "pcomp", "acl", "dobj", "conj", "pobj", "prep", "advcl", "relcl")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Assertion:
    """The verb or noun of event at token `verb`; `ahead` is true of what is to come."""

    verb: int
    voice: Voice
    ahead: bool


def find_assertions(sentence: ParsedSentence) -> Iterator[Assertion]:
    """Give the assertions of a sentence in order; none of a heading or a question."""
    tokens = sentence.parse.tokens
    if sentence.heading or not tokens or tokens[-1].text == "?":
        return
    for verb, token in enumerate(tokens):
        if token.tag.startswith("VB") and token.dep not in ("amod", "aux", "auxpass", "compound"):
            found = _read_verb(tokens, verb)
        elif is_happening(token) and token.dep in ("dobj", "pobj", "conj"):
            found = _read_noun(tokens, verb)
        else:
            continue
        if found is not None:
            yield found


def _read_verb(tokens: Sequence[Token], verb: int) -> Assertion | None:
    own = [tokens[c] for c in children(tokens, verb)]
    unasserted = _words("saying") | _words("refusing")
    if tokens[verb].lemma.lower() in unasserted or any(t.tag in ("WRB", "WP") and t.dep != "nsubj" for t in own):
        return None
    if any(t.dep == "mark" and t.text.lower() in _words("conditions") for t in own):
        return None
    tense = _read_tense(tokens, verb)
    negative = _is_negated(tokens, verb)
    above = _read_above(tokens, verb, finite=tense is not None)
    if above is None:
        return None
    denied, refused, ahead, depends = above
    if tense is None:
        if not depends and not denied:
            return None
        tense = "ahead" if ahead else "past"
    voice: Voice = "told"
    if denied and not negative:
        voice = "denied"
    elif negative != refused and not denied:
        voice = "not"
    return Assertion(verb, voice, tense == "ahead" or ahead)


def _read_noun(tokens: Sequence[Token], noun: int) -> Assertion | None:
    """A noun of event that is denied: 'denied any talks', 'there was no coup attempt'."""
    head = tokens[noun].head
    if tokens[noun].dep == "pobj":
        head = tokens[head].head
    if tokens[head].lemma.lower() in _words("denying"):
        return Assertion(noun, "denied", ahead=False)
    return None


def _read_tense(tokens: Sequence[Token], verb: int) -> str | None:
    """'past' or 'ahead'; None for a verb that takes its time from above, or that may, must or should be."""
    auxiliaries = [tokens[c] for c in children(tokens, verb) if tokens[c].dep in ("aux", "auxpass")]
    words = {t.text.lower() for t in auxiliaries}
    if words & _words("doubtful"):
        return None
    if words & _words("future"):
        return "ahead"
    if any(t.tag in ("VBD", "VBZ", "VBP") for t in auxiliaries) or tokens[verb].tag in ("VBD", "VBZ", "VBP"):
        going = tokens[verb].lemma == "be" and any(tokens[c].dep == "xcomp" for c in children(tokens, verb))
        return "ahead" if going else "past"
    return None


def _is_negated(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb has a negation, or its subject or object has 'no'."""
    count = 0
    for child in children(tokens, verb):
        here = tokens[child]
        if (
            here.dep == "neg"
            or here.text.lower() in _words("never")
            or (
                here.dep in _OBJECTS
                and (
                    here.text.lower() in _words("nobody")
                    or any(tokens[c].text.lower() in _words("no") for c in children(tokens, child))
                )
            )
        ):
            count += 1
    return count % 2 == 1


def _read_above(tokens: Sequence[Token], verb: int, *, finite: bool) -> tuple[bool, bool, bool, bool] | None:
    """What stands above the verb makes of it: denied, refused (or failed), still to come, a completion of a verb.

    None where it is possible, asked, wished, or under a condition.
    """
    denied = refused = ahead = depends = False
    index = verb
    for _ in range(_DEEPEST):
        here, head = tokens[index], tokens[index].head
        if head == index or here.dep not in _BOUND:
            break
        above = tokens[head]
        lemma = above.lemma.lower()
        if any(
            tokens[c].dep == "mark" and tokens[c].text.lower() in _words("conditions") for c in children(tokens, index)
        ):
            return None
        if here.dep in ("conj", "relcl", "advcl"):
            if here.dep == "conj" and not finite:
                index = head
                continue
            break
        if lemma in _words("doubting"):
            return None
        if not is_telling(lemma) and any(
            t.text.lower() in _words("doubtful") for t in (tokens[c] for c in children(tokens, head)) if t.dep == "aux"
        ):
            return None
        if above.pos == "NOUN" and any(tokens[c].text.lower() in _words("no") for c in children(tokens, head)):
            refused = not refused  # 'there was no report that'
        if lemma in _words("denying") and here.dep != "prep":
            denied = not denied
            depends = True
        elif lemma in _words("refusing") and here.dep in ("xcomp", "pcomp", "prep", "dobj"):
            refused, depends = not refused, True
        elif lemma in _words("undertaking") and here.dep in ("xcomp", "pcomp", "prep"):
            ahead = depends = True
        elif here.dep == "xcomp" and not finite:
            depends = lemma in _words("carrying")
            if not depends:
                return None
        elif here.dep == "ccomp" and not is_telling(lemma) and lemma not in _words("knowing"):
            return None
        index = head
    if not finite and not depends:
        return None
    return denied, refused, ahead, depends


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("assertions")[name].split())
