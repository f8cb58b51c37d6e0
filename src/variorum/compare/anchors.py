"""What a time or a place belongs to: the word that it hangs on, and how (by which, to which, at which)."""

from collections.abc import Sequence
from functools import cache

from variorum.compare.frames import Frame, climb, find_predicate, is_moving, is_negated
from variorum.compare.predicates import is_happening, name_class
from variorum.language.dependents import children, find_inside, find_top
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, Token

_DEEPEST = 4
_BREAKS = (",", ";", ":")


def find_head(sentence: ParsedSentence, start: int, end: int) -> int | None:
    """Give the token of a passage that hangs on a word outside it."""
    tokens = sentence.parse.tokens
    inside = find_inside(sentence, start, end)
    return find_top(tokens, inside)


def find_timed_word(sentence: ParsedSentence, token: int | None) -> int | None:
    """Give the time itself; or the verb before it, where the parse leads to a verb beyond a comma after it."""
    tokens = sentence.parse.tokens
    verb = climb(tokens, token) if token is not None else None
    if token is None or verb is None or verb < token or not any(t.text in _BREAKS for t in tokens[token:verb]):
        return token
    for index in range(token - 1, -1, -1):
        if tokens[index].text in _BREAKS:
            return token
        if tokens[index].tag.startswith("VB"):
            return index
    return token


def is_told_by_next(annotation: Annotation, index: int) -> bool:
    """Tell whether the time is but part of the next one: 'the night of March 3', 'the night to Wednesday'."""
    if index + 1 == len(annotation.times):
        return False
    here, after = annotation.times[index], annotation.times[index + 1]
    if here.sentence != after.sentence:
        return False
    sentence = annotation.sentences[here.sentence]
    between = sentence.parse.text[here.end - sentence.start : after.start - sentence.start]
    return between.strip().lower() in ("of", "to", "on")


def is_timed(sentence: ParsedSentence, frame: Frame) -> bool:
    """Tell whether the time is that of what is told: not one at which it expires, continues, ..."""
    lemma = sentence.parse.tokens[frame.verb].lemma.lower()
    return lemma not in occasion_words("untimed") and not any(
        lemma == words.partition("_")[0] for words in occasion_words("untimed") if "_" in words
    )


def is_limit(tokens: Sequence[Token], token: int) -> bool:
    """Tell whether the time is one by which, or until which, something is to happen."""
    for _ in range(_DEEPEST):
        above = tokens[token].head
        if tokens[above].dep in ("prep", "agent") and tokens[above].text.lower() in occasion_words("limits"):
            return True
        if above == token or tokens[above].pos in ("VERB", "AUX"):
            return False
        token = above
    return False


def is_made_known(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the verb tells that a thing was made known, which is a deed: 'the result was announced'."""
    below = [tokens[c] for c in children(tokens, verb)]
    thing = any(t.dep == "nsubjpass" and t.pos == "NOUN" for t in below)
    said = any(t.dep in ("xcomp", "ccomp", "oprd", "acomp") for t in below)
    return thing and not said and tokens[verb].lemma.lower() in occasion_words("making_known")


def is_turn(tokens: Sequence[Token], token: int, verb: int) -> bool:
    """Tell whether the verb's opposite begins at the time: 'closed until Thursday', 'will not open before August'."""
    negated = is_negated(tokens, verb)
    for _ in range(_DEEPEST):
        above = tokens[token].head
        word = tokens[above].text.lower()
        if tokens[above].dep in ("prep", "mark") and word in occasion_words("not_before" if negated else "until"):
            return negated or find_predicate(tokens, verb)[0] in occasion_words("lasting_until")
        if above in (token, verb):
            return False
        token = above
    return False


def is_new_time(tokens: Sequence[Token], token: int, verb: int) -> bool:
    """Tell whether the time is the one to which something is put off: 'postponed to April 20'."""
    for _ in range(_DEEPEST):
        above = tokens[token].head
        if tokens[above].dep == "prep" and tokens[above].text.lower() in occasion_words("towards"):
            here = tokens[above].head
            return here == verb or tokens[here].head == verb  # 'pushed back to April 20'
        if above in (token, verb):
            return False
        token = above
    return False


def is_scene(sentence: ParsedSentence, token: int) -> bool:
    """Tell whether it stands after 'after', 'following', 'at', ...: in the scene of what the sentence tells first."""
    tokens = sentence.parse.tokens
    for _ in range(len(tokens)):
        here = tokens[token]
        if here.dep == "advcl" and any(
            tokens[c].dep in ("mark", "prep") and tokens[c].text.lower() in occasion_words("scene")
            for c in children(tokens, token)
        ):
            return True
        if here.dep in ("prep", "mark") and here.text.lower() in occasion_words("scene"):
            return True
        if here.head == token or here.dep in ("relcl", "ccomp", "ROOT"):
            return False
        token = here.head
    return False


def is_dropped(tokens: Sequence[Token], noun: int) -> bool:
    """Tell whether a noun of event is what was put off or called off."""
    verb = tokens[noun].head
    if tokens[noun].dep not in ("dobj", "nsubjpass"):
        return False
    return is_moving(tokens, verb) or find_predicate(tokens, verb)[0] == "cancel"


def find_placed(sentence: ParsedSentence, token: int) -> int | None:
    """Give the verb or noun of what is said to be at a place: 'met in A', 'the talks in A', 'A hosts the talks'."""
    tokens = sentence.parse.tokens
    here, above = tokens[token], tokens[token].head
    if here.dep == "nsubj" and tokens[above].lemma.lower() in occasion_words("hosting"):
        return next((c for c in children(tokens, above) if tokens[c].dep == "dobj" and is_happening(tokens[c])), None)
    if here.dep != "pobj" or any(tokens[c].dep == "neg" for c in children(tokens, above)):
        return None
    placed = tokens[above].head
    if tokens[placed].dep in ("dobj", "nsubj") and find_predicate(tokens, tokens[placed].head)[0] in occasion_words(
        "placed"
    ):
        placed = placed if is_happening(tokens[placed]) else tokens[placed].head  # 'meets his colleague in A'
    inner = tokens[placed].dep == "pobj" and tokens[tokens[placed].head].text in ("of", "between", "for")
    if inner and not is_happening(tokens[placed]):
        placed = tokens[tokens[placed].head].head  # 'a meeting of the ministers in A'
    if tokens[placed].dep == "prep" or not (tokens[placed].tag.startswith("VB") or is_happening(tokens[placed])):
        return None
    visited = name_class(tokens[placed].lemma.lower()) == "visit" and tokens[above].text.lower() == "to"
    if any(tokens[c].dep == "neg" for c in children(tokens, placed)):
        return None
    return placed if visited or tokens[above].text.lower() in occasion_words("at") else None


def is_single(tokens: Sequence[Token], frame: Frame) -> bool | None:
    """Tell whether what is told of people (killed, arrested, freed) is told of one; None for all else."""
    if frame.predicate not in occasion_words("befalling") or not tokens[frame.verb].tag.startswith("VB"):
        return None
    around = [c for c in children(tokens, frame.verb) if tokens[c].dep in ("dobj", "nsubj", "nsubjpass")]
    around.sort(key=lambda c: tokens[c].dep == "nsubj")
    if not around or tokens[around[0]].pos == "PRON":
        return None
    several = tokens[around[0]].tag in ("NNS", "NNPS", "CD") or any(
        tokens[c].dep in ("conj", "nummod") for c in children(tokens, around[0])
    )
    return not several


@cache
def occasion_words(name: str) -> frozenset[str]:
    """Give a list of words of data/occasions.toml."""
    return frozenset(read_toml("occasions")[name].split())
