"""Sentences with two marked names, said the other way round: 'Borduria praised Syldavia' is made 'Syldavia was praised
by Borduria', and 'The minister said Borduria lied' 'Borduria lied, the minister said'.

Of the classes in which the later name is for or against the earlier there are few examples, and a writer could as well
have begun with the other name. Participles are those that the parses have. What comes of it is English in most cases,
which is enough to learn from. Offsets are code points.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.evaluation.positions_dse import Example, find_tokens

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Parse, Token

_TURNED = {0: 0, 1: 2, 2: 1, 3: 4, 4: 3}
_SAYING = frozenset(word for kind in ("say", "tell") for word in read_toml("cues")["verbs"][kind]["words"])
_TENSES = {"VBD": ("was", "were"), "VBZ": ("is", "is"), "VBP": ("are", "are")}
_Span = tuple[int, int]
_Piece = str | _Span  # text, or [start, end) of the sentence


def find_participles(parses: Iterable[Parse]) -> dict[str, str]:
    """Give the most frequent past participle of each verb."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for parse in parses:
        for token in parse.tokens:
            if token.tag == "VBN":
                seen[token.lemma.lower()][token.text.lower()] += 1
    return {verb: max(forms, key=lambda form: (forms[form], form)) for verb, forms in seen.items()}


def turn(example: Example, parse: Parse, participles: Mapping[str, str]) -> Example | None:
    """Give the example with the later name first and its class turned; None where no clause lets it."""
    names = [find_tokens(example, parse, name) for name in (0, 1)]
    if names[0] is None or names[1] is None:
        return None
    early, late = names[0], names[1]
    for verb, token in enumerate(parse.tokens):
        subject = _find_phrase(parse.tokens, verb, "nsubj")
        if token.pos != "VERB" or subject is None or not _has(subject, early) or subject[1] >= verb:
            continue
        for pieces in (
            _make_passive(parse, subject, verb, late, participles),
            _put_saying_last(parse, subject, verb, late),
        ):
            turned = _join(example, pieces) if pieces else None
            if turned is not None:
                return turned
    return None


def _make_passive(
    parse: Parse, subject: _Span, verb: int, late: _Span, participles: Mapping[str, str]
) -> list[_Piece] | None:
    tokens = parse.tokens
    target = _find_phrase(tokens, verb, "dobj")
    participle = participles.get(tokens[verb].lemma.lower())
    between = range(subject[1] + 1, verb)
    if target is None or participle is None or target[0] != verb + 1 or not _has(target, late):
        return None
    if any(tokens[i].head != verb or tokens[i].dep not in ("aux", "advmod", "neg") for i in between):
        return None
    several = any(t.head == verb and t.dep == "dobj" and t.tag in ("NNS", "NNPS") for t in tokens)
    helpers = [tokens[i] for i in between if tokens[i].dep == "aux"]
    others = "".join(f"{tokens[i].text} " for i in between if tokens[i].dep != "aux")
    be = _find_be(tokens[verb].tag, helpers, several)
    if be is None:
        return None
    start, end = _place(parse, subject)
    first, last = _place(parse, target)
    return [(0, start), (first, last), f" {others}{be} {participle} by ", (start, end), (last, len(parse.text))]


def _find_be(tag: str, helpers: Sequence[Token], several: bool) -> str | None:
    """Give the forms of 'be' and what stands before them that make a verb with these helpers passive."""
    if tag in _TENSES and not helpers:
        return _TENSES["VBD" if tag == "VBD" else "VBP" if several else "VBZ"][several]
    if len(helpers) != 1:
        return None
    helper = helpers[0]
    if tag == "VBN" and helper.lemma == "have":
        return ("had" if helper.text.lower() == "had" else "have" if several else "has") + " been"
    if tag == "VBG" and helper.lemma == "be":
        past = helper.tag == "VBD"
        return _TENSES["VBD" if past else "VBP" if several else "VBZ"][several] + " being"
    if tag == "VB" and helper.tag == "MD" and helper.text.isalpha():
        return f"{helper.text} be"
    return None


def _put_saying_last(parse: Parse, subject: _Span, verb: int, late: _Span) -> list[_Piece] | None:
    tokens = parse.tokens
    said = _find_phrase(tokens, verb, "ccomp")
    if tokens[verb].lemma not in _SAYING or said is None or said[0] <= verb or said[1] < len(tokens) - 3:
        return None
    if not _has(said, late) or parse.text[: tokens[subject[0]].start].strip():
        return None
    first = said[0] + (tokens[said[0]].text.lower() == "that")
    until = tokens[said[0]].start
    who = parse.text[tokens[subject[1]].end : until].strip().removesuffix("that").strip(" ,:“”\"'")
    return [(tokens[first].start, tokens[said[1]].end), ", ", _place(parse, subject), f" {who}."]


def _join(example: Example, pieces: Sequence[_Piece]) -> Example | None:
    """Put pieces together and mark the names in them; None where one is not in them or they stand as before."""
    text, names = "", {}
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        for number, (start, end) in enumerate(example.names):
            if piece[0] <= start and end <= piece[1]:
                names[number] = (len(text) + start - piece[0], len(text) + end - piece[0])
        text += example.text[slice(*piece)]
    if len(names) < 2 or names[0] < names[1]:
        return None
    return Example(text, (names[1], names[0]), _TURNED[example.gold])


def _find_phrase(tokens: Sequence[Token], verb: int, role: str) -> _Span | None:
    """Give the first and last token of the one phrase in a role; None where there is not one, or it has gaps."""
    heads = [i for i, token in enumerate(tokens) if token.head == verb and token.dep == role and i != verb]
    if len(heads) != 1 or tokens[heads[0]].tag in ("WP", "WDT", "PRP"):
        return None
    inside = {heads[0]}
    while more := {i for i, token in enumerate(tokens) if token.head in inside} - inside:
        inside |= more
    first, last = min(inside), max(inside)
    while tokens[last].pos == "PUNCT" and last > first:
        inside.discard(last)
        last -= 1
    return (first, last) if len(inside) == last - first + 1 else None


def _has(phrase: _Span, name: _Span) -> bool:
    return phrase[0] <= name[0] and name[1] <= phrase[1]


def _place(parse: Parse, phrase: _Span) -> _Span:
    return parse.tokens[phrase[0]].start, parse.tokens[phrase[1]].end
