"""Does a capital or a seat stand for its government or for itself? 'Moscow said' against 'held in Moscow'."""

from variorum.annotate.lines import Line
from variorum.language.offices import words_of
from variorum.model.annotation import Token


def stands_for_government(line: Line, first: int, last: int, seat: bool) -> bool:
    """Judge units [first, last], a capital or (`seat`) a seat of government, by what governs them."""
    tokens = line.sentence.parse.tokens
    head = line.head(first, last)
    token = tokens[head]
    before = line.folded(first - 1)
    before = line.folded(first - 2) if before == "the" else before
    after = line.folded(last + 1)
    if after in ("'s", "'"):
        return not _place_noun(line, last + 2)
    if before in words_of("metonymy", "place_prepositions"):
        return False
    if first == 0 and (after == "(" or line.text(first, last).isupper()):
        return False
    if after == "," and _is_address(line, last + 2):
        return False
    if before in words_of("metonymy", "government_prepositions"):
        return True
    return _by_dependency(line, tokens, token, before, seat, last)


def _is_address(line: Line, place: int) -> bool:
    """'Washington, US': a name after the comma, and no list."""
    match = next((m for m in line.matches if m.first == place), None)
    return match is not None and line.folded(match.last + 1) not in ("and", "or") and match.sense("name") is not None


def _place_noun(line: Line, place: int) -> bool:
    words = words_of("metonymy", "place_nouns")
    return any(line.folded(p) in words for p in range(place, min(place + 3, len(line.units))) if line.units[p].word)


def _by_dependency(line: Line, tokens: tuple[Token, ...], token: Token, before: str, seat: bool, last: int) -> bool:
    if token.dep == "conj":
        token = _first_of_list(tokens, token)
    governor = tokens[token.head]
    if token.dep in ("nsubj", "agent"):
        complement = (
            governor.lemma != "be" or seat or any(t.dep == "acomp" and tokens[t.head] is governor for t in tokens)
        )
        return governor.pos in ("VERB", "AUX") and complement
    if token.dep in ("dobj", "dative"):
        return governor.lemma not in words_of("metonymy", "place_verbs")
    if token.dep == "pobj":
        if governor.lemma in words_of("metonymy", "place_prepositions"):
            return False
        if governor.lemma in words_of("metonymy", "government_prepositions"):
            return True
        above = tokens[governor.head]
        return above.lemma in words_of("metonymy", "government_governors") or (seat and above.pos == "NOUN")
    if token.dep in ("compound", "amod", "nmod"):
        if _place_noun(line, last + 1):
            return False
        return seat or before == "-" or line.folded(last + 1) in ("-", "–")
    return seat and token.dep != "appos"


def _first_of_list(tokens: tuple[Token, ...], token: Token) -> Token:
    for _ in range(20):
        if token.dep != "conj":
            return token
        token = tokens[token.head]
    return token
