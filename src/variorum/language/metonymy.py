"""Does a place do what governments do? 'Dolwen has refused to', 'called on Dolwen to', 'at the wish of Dolwen'."""

from collections.abc import Sequence

from variorum.language.offices import words_of
from variorum.model.annotation import Token


def acts_as_government(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether tokens [first, last] of a sentence, a place, do what governments do or have done to them.

    Strict enough for any town; for a known capital much weaker signs suffice.
    """
    token = tokens[_head(tokens, first, last)]
    governor = tokens[token.head]
    above = tokens[governor.head]
    addressed = words_of("metonymy", "government_addressed")
    if token.dep == "pobj" and governor.dep != "agent":
        owned = governor.lemma == "of" and above.lemma in words_of("metonymy", "government_nouns")
        return owned or f"{above.lemma} {governor.lemma}" in addressed
    if token.dep == "dobj":
        return governor.lemma in addressed
    if token.dep not in ("nsubj", "agent"):
        return False
    if (
        token.dep == "nsubj"
        and governor.tag == "VB"
        and governor.dep in ("ccomp", "xcomp")
        and above.lemma in addressed
    ):
        return True  # 'expects Dolwen to pay'
    if governor.lemma == "have":
        things = words_of("metonymy", "government_things")
        return any(t.dep == "dobj" and tokens[t.head] is governor and t.lemma in things for t in tokens)
    return governor.lemma in words_of("metonymy", "government_acts")


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    """Give the token of [first, last] whose own head lies outside."""
    outward = (i for i in range(last, first - 1, -1) if not first <= tokens[i].head <= last or tokens[i].head == i)
    return next(outward, last)
