"""Lengths of time as numbers: how long talks lasted, how late something is, for how long somebody goes to prison."""

from collections.abc import Iterator, Sequence
from functools import cache

from variorum.compare.frames import find_subjects
from variorum.compare.predicates import is_happening, is_telling, noun_class, verb_class
from variorum.compare.units import number_words
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml
from variorum.language.stems import stem
from variorum.model.annotation import Annotation, ParsedSentence, Quantity, Token

_DEEPEST = 3
_MOST_NEAR = 40  # tokens about a verb that are looked at


def find_lengths(annotation: Annotation) -> Iterator[Quantity]:
    """Give lengths of time as numbers with a unit: how long the talks lasted is a question, too."""
    for time in annotation.times:
        length = time.duration or ""
        digits = length.strip("PTDHMWY")
        if not digits.replace(".", "", 1).isdigit() or time.from_date is not None:
            continue
        unit = _lengths_by_sign().get(length.replace(digits, ""))
        if unit is not None:
            words = set(time.text.lower().split())
            value = float(digits)
            yield Quantity(
                time.start,
                time.end,
                time.text,
                value,
                value,
                unit,
                bool(words & number_words("near")),
                "",
                time.sentence,
            )


def find_lasting(sentence: ParsedSentence, head: int) -> int | None:
    """Give the verb or noun that a length of time is told of: 'hours of talks', 'a 19-day strike', 'it lasted'."""
    tokens = sentence.parse.tokens
    term = find_term(sentence, head)
    if term is not None:
        return term
    for i, token in enumerate(tokens):
        if token.dep == "pobj" and tokens[token.head].text == "of" and tokens[token.head].head == head:
            return i if is_happening(tokens[i]) or tokens[i].text.lower().endswith("ing") else None
    here, above = tokens[head], tokens[head].head
    if tokens[above].lemma.lower() in number_words("delays"):
        return above
    if here.dep == "npadvmod" and here.tag == "NN" and any(tokens[c].tag == "DT" for c in children(tokens, head)):
        return None  # 'three dollars a tonne', '92 million tonnes a year'
    if here.dep in ("compound", "nmod", "nummod", "amod", "npadvmod") and tokens[above].pos == "NOUN":
        return above
    if here.dep == "pobj" and tokens[above].text.lower() == "of" and tokens[tokens[above].head].pos == "NOUN":
        return tokens[above].head  # 'a session of 19 hours'
    done = tokens[above].head
    if here.dep == "pobj" and tokens[done].tag.startswith("VB"):
        word = tokens[above].text.lower()
        if word == "for" or (word == "after" and not is_telling(tokens[done].lemma.lower())):
            return done  # 'lay there for two hours', 'was pulled out after two hours'
    if here.dep in ("dobj", "npadvmod", "attr") and tokens[above].lemma.lower() in number_words("lasting"):
        return above
    return None


def find_term(sentence: ParsedSentence, head: int) -> int | None:
    """Give the verb or noun by which somebody goes to prison for the time: 'sentenced to nine years'."""
    tokens = sentence.parse.tokens
    index = head
    for _ in range(_DEEPEST):
        if _is_term(tokens, index):
            return index
        if tokens[index].tag.startswith("VB") or tokens[index].head == index:
            return None
        index = tokens[index].head
    return None


def _is_term(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb or noun tells that somebody is sent to prison."""
    lemma = tokens[index].lemma.lower()
    if lemma in number_words("penal"):
        return tokens[index].tag.startswith("VB") or tokens[index].pos == "NOUN"
    if lemma not in number_words("sentencing"):
        return False
    near = list(children(tokens, index))
    for c in near:
        if tokens[c].dep in ("prep", "pobj", "dobj", "compound", "amod", "nmod", "poss") and len(near) < _MOST_NEAR:
            near += children(tokens, c)
    return any(tokens[c].lemma.lower() in number_words("prisons") for c in near)


def name_lasting(tokens: Sequence[Token], index: int) -> frozenset[str]:
    """Give the class of what lasts: the noun, the subject of 'last', or the verb of what is done for so long."""
    if _is_term(tokens, index):
        return frozenset(("prison",))
    lasting = tokens[find_lasting_noun(tokens, index)]
    if lasting.pos == "PRON":
        return frozenset()
    lemma = lasting.lemma.lower()
    if lemma in number_words("delays"):
        return frozenset(("late",))
    verb = tokens[index].tag.startswith("VB") and lemma == tokens[index].lemma.lower()
    return frozenset((verb_class(lemma) if verb else noun_class(stem(lemma)),))


def find_lasting_noun(tokens: Sequence[Token], index: int) -> int:
    """Give the token of what goes on: the noun itself, or the subject of 'last'."""
    if tokens[index].lemma.lower() in number_words("lasting") and not _is_term(tokens, index):
        index = next((i for i in find_subjects(tokens, index)), index)
        if tokens[index].tag in ("WDT", "WP"):
            index = tokens[tokens[index].head].head
    return index


@cache
def _lengths_by_sign() -> dict[str, str]:
    return dict(read_toml("numbers")["lengths"])
