"""Which clauses of a sentence assert something, as done or as to come, and which say that it is not so.

Told off the parse: negation of the verb, of its subject or object ('no passenger was killed'), denial ('denied that',
'ruled out', 'refused to'). What is only possible, asked, wished or put under a condition asserts nothing. Words are in
data/assertions.toml.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from variorum.compare.predicates import is_deed, is_telling
from variorum.compare.speech_acts import assertion_words, is_deed_itself, is_refused
from variorum.language.dependents import children
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
        elif token.pos == "NOUN" and token.dep in ("dobj", "pobj", "conj", "nsubj", "nsubjpass"):
            found = _read_noun(tokens, verb)
        else:
            continue
        if found is not None:
            yield found


def _read_verb(tokens: Sequence[Token], verb: int) -> Assertion | None:
    own = [tokens[c] for c in children(tokens, verb)]
    unasserted = assertion_words("saying") | assertion_words("refusing")
    tense = _read_tense(tokens, verb)
    if (tokens[verb].lemma.lower() in unasserted and not is_deed_itself(tokens, verb)) or any(
        _asks(t, tokens[verb], tense) for t in own
    ):
        return None
    if _opens_condition(tokens, verb):
        return None
    if _is_due(tokens, verb):
        return None
    negative = is_denied(tokens, verb)
    if negative and _says_nothing(tokens, verb):
        return None
    above = _read_above(tokens, verb, finite=tense is not None)
    if above is None:
        return None
    denied, refused, ahead, depends = above
    if tense is None:
        if not depends and not denied and not _goes_along(tokens, verb):
            return None
        tense = "ahead" if ahead else "past"
    if _is_proposed(tokens, verb):
        tense = "ahead"
    voice: Voice = "told"
    if denied and not negative:
        voice = "denied"
    elif negative != refused and not denied:
        voice = "not"
    return Assertion(verb, voice, tense == "ahead" or ahead)


def _says_nothing(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what is negated is named elsewhere ('they are not'), or is a source's wish to be unnamed."""
    here = [tokens[c] for c in children(tokens, verb)]
    if tokens[verb].lemma in assertion_words("naming_sources") and tokens[verb].dep in ("xcomp", "ccomp"):
        return True
    said = [
        t for t in here if t.dep not in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "punct", "cc", "advmod", "conj")
    ]
    return tokens[verb].lemma in ("be", "do", "have") and not said


def _is_due(tokens: Sequence[Token], verb: int) -> bool:
    """Whether 'has to' says that something is due; who 'had to leave' left."""
    here = tokens[verb]
    return here.lemma == "have" and here.tag != "VBD" and any(tokens[c].dep == "xcomp" for c in children(tokens, verb))


def is_conditional(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb hangs on a condition: 'will sign if there is money'."""
    return any(_opens_condition(tokens, c) for c in children(tokens, verb) if tokens[c].dep == "advcl")


def _opens_condition(tokens: Sequence[Token], verb: int) -> bool:
    """Whether 'if' or the like opens the clause of a verb."""
    marks = (tokens[c] for c in children(tokens, verb) if tokens[c].dep == "mark")
    return any(mark.text.lower() in assertion_words("conditions") for mark in marks)


def _is_doubtful(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb may, must or should be."""
    auxiliaries = (tokens[c] for c in children(tokens, verb) if tokens[c].dep == "aux")
    return any(t.text.lower() in assertion_words("doubtful") for t in auxiliaries)


def _asks(word: Token, verb: Token, tense: str | None) -> bool:
    """Whether 'how', 'what', 'when' opens no fact; 'when they left the hall' is one."""
    if word.tag not in ("WRB", "WP") or word.dep == "nsubj":
        return False
    return not (word.text.lower() in assertion_words("whenever") and verb.dep in ("advcl", "relcl") and tense == "past")


def _read_noun(tokens: Sequence[Token], noun: int) -> Assertion | None:
    """A noun of event that is denied: 'denied any talks', 'called reports of her arrest a lie'."""
    index = noun
    if tokens[noun].lemma.lower() in assertion_words("reports"):
        return None
    if is_deed(tokens[noun]) and _is_called_off(tokens, noun):
        return Assertion(noun, "not", ahead=False)
    for _ in range(_DEEPEST):
        index = tokens[index].head
        if _is_untrue(tokens, index) or (
            is_deed(tokens[noun]) and tokens[index].lemma.lower() in assertion_words("denying")
        ):
            return Assertion(noun, "denied", ahead=False)
        if tokens[index].dep not in ("prep", "dobj", "pobj", "nsubj") or tokens[index].tag.startswith("VB"):
            break
        if tokens[index].pos == "NOUN" and tokens[index].lemma.lower() not in assertion_words("reports"):
            break
    return None


def _is_called_off(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a deed is said to have been called off: 'cancelled the visit', 'the sale fell through'."""
    above = tokens[noun].head
    lemma = tokens[above].lemma.lower()
    names = {lemma} | {f"{lemma}_{tokens[c].text.lower()}" for c in children(tokens, above)}
    passive = any(tokens[c].dep == "auxpass" for c in children(tokens, above))
    wanted = "nsubjpass" if passive else "dobj"
    ended = tokens[noun].dep == wanted and names & assertion_words("cancelling")
    fell = tokens[noun].dep == "nsubj" and names & assertion_words("falling_through")
    if not (ended or fell) or not tokens[above].tag.startswith("VB") or is_denied(tokens, above):
        return False
    return _read_tense(tokens, above) == "past"


def _is_untrue(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun for what is said ('reports', 'claims') is said to be untrue, or there to be no truth in it."""
    here = tokens[noun]
    if here.lemma.lower() not in assertion_words("reports"):
        return False
    above = tokens[here.head]
    if here.dep == "pobj":
        truth = above.head
        return tokens[truth].lemma.lower() in assertion_words("truth") and _has_no(tokens, truth)
    if above.lemma != "be" and above.lemma.lower() not in assertion_words("naming"):
        return False
    return not is_denied(tokens, here.head) and any(
        t.lemma.lower() in assertion_words("untrue") and here.head in _find_heads(tokens, i)
        for i, t in enumerate(tokens)
    )


def _find_heads(tokens: Sequence[Token], index: int) -> list[int]:
    """The heads above a token, without the clause beyond it."""
    found = []
    for _ in range(_DEEPEST):
        index = tokens[index].head
        found.append(index)
        if tokens[index].tag.startswith("VB"):
            break
    return found


def _is_proposed(tokens: Sequence[Token], verb: int) -> bool:
    """Whether it is what a draft or a bill has: 'the draft provides for a levy'."""
    provides = tokens[verb].lemma.lower() in assertion_words("providing")
    subjects = (tokens[c].lemma.lower() for c in children(tokens, verb) if tokens[c].dep == "nsubj")
    return provides and any(subject in assertion_words("drafts") for subject in subjects)


def _read_tense(tokens: Sequence[Token], verb: int) -> str | None:
    """'past' or 'ahead'; None for a verb that takes its time from above, or that may, must or should be."""
    auxiliaries = [tokens[c] for c in children(tokens, verb) if tokens[c].dep in ("aux", "auxpass")]
    words = {t.text.lower() for t in auxiliaries}
    if words & assertion_words("doubtful"):
        return "past" if words & assertion_words("unable") and is_denied(tokens, verb) else None
    if words & assertion_words("future"):
        return "ahead"
    if any(t.tag in ("VBD", "VBZ", "VBP") for t in auxiliaries) or tokens[verb].tag in ("VBD", "VBZ", "VBP"):
        going = tokens[verb].lemma == "be" and any(tokens[c].dep == "xcomp" for c in children(tokens, verb))
        return "ahead" if going else "past"
    return None


def _goes_along(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a participle tells what was done along with its verb: 'fled, leaving the door open'."""
    here = tokens[verb]
    if here.tag != "VBG" or here.dep != "advcl" or _read_tense(tokens, here.head) != "past":
        return False
    return not any(tokens[c].dep in ("mark", "aux", "prep") and c < verb for c in children(tokens, verb))


def is_denied(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the verb has a negation, or its subject or object has 'no', or 'not one'."""
    count = sum(
        tokens[child].dep == "neg"
        or tokens[child].text.lower() in assertion_words("never")
        or (tokens[child].dep in _OBJECTS and (_is_nobody(tokens, child) or _has_no(tokens, child)))
        for child in children(tokens, verb)
    )
    count += sum(
        tokens[inner].dep == "pobj" and _is_nobody(tokens, inner)
        for child in children(tokens, verb)
        if tokens[child].dep == "prep"
        for inner in children(tokens, child)
    )
    return count % 2 == 1


def _is_nobody(tokens: Sequence[Token], index: int) -> bool:
    """Whether a pronoun is 'nobody' or 'nothing', but not in 'nothing but praise'."""
    after = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    return tokens[index].text.lower() in assertion_words("nobody") and after not in assertion_words("excepting")


def _has_no(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun has 'no', 'not one', 'not a single' before it."""
    for child in children(tokens, noun):
        here = tokens[child]
        if here.text.lower() in assertion_words("no"):
            return True
        beside = [tokens[c] for c in children(tokens, child)] if here.dep in ("nummod", "det", "predet") else []
        if child < noun and any(t.dep == "neg" for t in (here, *beside)):
            return True
    return False


def _read_above(tokens: Sequence[Token], verb: int, *, finite: bool) -> tuple[bool, bool, bool, bool] | None:
    """What stands above the verb makes of it: denied, refused (or failed), still to come, a completion of a verb.

    None where it is possible, asked, wished, or under a condition.
    """
    denied = refused = ahead = depends = reported = False
    index = verb
    if tokens[verb].lemma in assertion_words("naming_sources") and tokens[verb].dep == "xcomp":
        return None
    for _ in range(_DEEPEST):
        here, head = tokens[index], tokens[index].head
        if head == index or here.dep not in _BOUND:
            break
        above = tokens[head]
        lemma = above.lemma.lower()
        if _opens_condition(tokens, index):
            return None
        if here.dep in ("conj", "relcl", "advcl"):
            if here.dep == "conj" and not finite:
                index = head
                continue
            break
        if lemma in assertion_words("enabling") and here.dep in ("xcomp", "ccomp", "acl") and is_denied(tokens, head):
            refused, depends = not refused, True  # 'was not allowed to call a witness'
            index = head
            continue
        if (
            lemma in assertion_words("planning")
            and here.dep in ("acl", "xcomp", "prep", "pcomp")
            and _plans_not(tokens, head)
        ):
            refused, depends, ahead = not refused, True, True  # 'has no plans to close the plant'
            index = head
            continue
        if lemma in assertion_words("doubting") or (not is_telling(lemma) and _is_doubtful(tokens, head)):
            return None
        if above.pos == "NOUN" and _has_no(tokens, head):
            refused = not refused  # 'there was no report that'
        if lemma in assertion_words("reports") and above.pos == "NOUN":
            if _is_untrue(tokens, head):
                return not denied, refused, ahead, True
            reported = True
        if lemma in assertion_words("denying") and here.dep != "prep":
            denied = not denied
            depends = True
        elif lemma in assertion_words("refusing") and is_refused(tokens, head, index):
            refused, depends = not refused, True
        elif lemma in assertion_words("undertaking") and here.dep in ("xcomp", "pcomp", "prep"):
            ahead = depends = True
        elif here.dep == "xcomp" and not finite:
            depends = lemma in assertion_words("carrying") and not _is_due(tokens, head)
            if not depends:
                return None
        elif here.dep == "ccomp" and not is_telling(lemma) and lemma not in assertion_words("knowing"):
            if not finite or index > head or any(tokens[c].dep == "mark" for c in children(tokens, index)):
                return None
            break  # a sentence of its own before a comma or a semicolon
        index = head
    if (not finite and not depends and not _goes_along(tokens, verb)) or (reported and not denied):
        return None
    return denied, refused, ahead, depends


def _plans_not(tokens: Sequence[Token], index: int) -> bool:
    return _has_no(tokens, index) if tokens[index].pos == "NOUN" else is_denied(tokens, index)
