"""Words in quote marks and who is said to have said them: '"…," said X', 'X said: "…"', '"…," he said, "…"'.

The quote marks are looked at first and the parse second, since a parser that meets a quotation of several sentences
guesses. A quoted passage is a statement by itself (`is_block`) or a piece of a clause, which `statements` reads.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from variorum.annotate.clauses import Tree
from variorum.annotate.cues import Cue, find_cue, read_cues
from variorum.annotate.quote_marks import Passage
from variorum.annotate.speakers import can_speak
from variorum.annotate.statements import Draft, cue_extent, find_outer_speaker, is_denied
from variorum.model.annotation import ParsedSentence
from variorum.model.text import Span

_REACH = 40  # tokens: a cue further from its quotation belongs to something else
_TITLE_WORDS = 10
_PARTS = ("compound", "nmod", "poss", "amod", "nummod")
_NOMINAL = ("PROPN", "NOUN", "PRON", "NUM")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "vs",
        "with",
    ]
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The tokens of the passage's sentence that stand before and after it, up to the next passage."""

    left: Sequence[int]
    right: Sequence[int]


def find_surroundings(
    sentence: ParsedSentence, passage: Passage, before: Passage | None, after: Passage | None
) -> Surroundings:
    """Give the tokens around a passage in one sentence, at most forty on either side."""
    tokens = sentence.parse.tokens
    floor = before.outer.end - sentence.start if before is not None else 0
    ceiling = after.outer.start - sentence.start if after is not None else sentence.end - sentence.start
    start, end = passage.outer.start - sentence.start, passage.outer.end - sentence.start
    first = _first_token(tokens, start)
    left = [i for i in range(max(0, first - _REACH), first) if tokens[i].start >= floor]
    behind = _first_token(tokens, end)
    right = [i for i in range(behind, min(len(tokens), behind + _REACH)) if tokens[i].end <= ceiling]
    return Surroundings(left, right)


def _first_token(tokens: Sequence[object], offset: int) -> int:
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].start < offset:  # type: ignore[attr-defined]
            low = middle + 1
        else:
            high = middle
    return low


def is_block(text: str, passage: Passage, tree: Tree, around: Surroundings) -> bool:
    """Tell whether the passage is a statement by itself and no piece of a clause, title, or word in quotes."""
    inner = text[passage.inner.start : passage.inner.end].strip()
    if not inner or _is_title(inner):
        return False
    ended = inner[-1] in ",.?!…—–-" or not passage.closed or passage.continued
    left = _words(tree, around.left)
    right = _words(tree, around.right)
    follows = tree.tokens[around.right[0]].text if around.right else ""
    if not left:
        return ended or follows in (",", "—", "–", "-") or not right or _starts_cue(tree, right)
    last = tree.tokens[around.left[-1]].text
    if last == ":":
        return True
    cue = _last_cue(tree, around.left)
    if cue is None:
        return False
    if last in (",", "—", "–"):
        return ended or inner[0].isupper()
    close = _is_adjacent(tree, cue[0], around.left)
    return close and (ended or not right or follows in (",", ".", ";"))


def _words(tree: Tree, indices: Sequence[int]) -> list[int]:
    return [i for i in indices if any(c.isalnum() for c in tree.tokens[i].text)]


def _is_title(inner: str) -> bool:
    """'The Long Road' as the name of a work: several words, all of weight capitalized, and not all in capitals."""
    words = [w for w in inner.strip(" .,").split() if w[:1].isalpha()]
    if not 2 <= len(words) <= _TITLE_WORDS or inner.isupper() or inner[-1] in "?!…":
        return False
    weighty = [w for w in words[1:] if w.lower() not in _SMALL]
    return bool(weighty) and words[0][0].isupper() and all(w[0].isupper() for w in weighty) and len(words) > 2


def _is_adjacent(tree: Tree, verb: int, left: Sequence[int]) -> bool:
    """True if between the cue and the passage stand only its particle, adverbs and the one spoken to."""
    return all(
        i <= verb
        or tree.tokens[i].head == verb
        or (
            tree.tokens[tree.tokens[i].head].head == verb
            and tree.tokens[i].dep in ("det", "amod", "compound", "pobj", "poss")
        )
        for i in left
    ) and not any(i > verb and tree.tokens[i].dep in ("mark", "nsubj") for i in left)


def _starts_cue(tree: Tree, right: Sequence[int]) -> bool:
    return any(_quoting(tree, i) is not None for i in right[:2])


def _quoting(tree: Tree, index: int) -> Cue | None:
    cue = find_cue(tree, index)
    return cue if cue is not None and "quote" in cue.frames else None


def _last_cue(tree: Tree, left: Sequence[int]) -> tuple[int, Cue] | None:
    return next(((i, cue) for i in reversed(left) if (cue := _quoting(tree, i)) is not None), None)


def find_attribution(sentence: int, tree: Tree, around: Surroundings, barred: Collection[int]) -> Draft | None:
    """Give the cue and speaker of a passage from the words before it, else from those after it."""
    if (around.left and tree.tokens[around.left[-1]].text in (",", ":", "—", "–")) or _last_cue(tree, around.left[-4:]):
        cue = _last_cue(tree, around.left)
        if cue is not None:
            return _attribute(sentence, tree, cue, around.left, barred, after=False)
        if tree.tokens[around.left[-1]].text == ":":
            return _colon(sentence, tree, around.left, barred)
    right = next(((i, found) for i in around.right if (found := _quoting(tree, i)) is not None), None)
    source = _source(sentence, tree, around.right[:4])
    if source is not None:
        return source
    if right is not None:
        return _attribute(sentence, tree, right, around.right, barred, after=True)
    return None


def _attribute(
    sentence: int, tree: Tree, cue: tuple[int, Cue], context: Sequence[int], barred: Collection[int], after: bool
) -> Draft:
    verb, words = cue
    speaker = find_outer_speaker(tree, verb, barred)
    if speaker is None or (after and speaker not in context):
        beside = _beside(tree, verb, context, after)
        speaker = beside if beside is not None else speaker
    if speaker is not None and tree.tokens[speaker].text.lower() in read_cues().nobody:
        speaker = None
    return Draft(
        sentence,
        (),
        cue_extent(tree, verb),
        words.lemma,
        speaker,
        not is_denied(tree, verb, words) or not words.polarity,
    )


def _beside(tree: Tree, verb: int, context: Sequence[int], after: bool) -> int | None:
    """The noun phrase beside a cue whose parse names no subject: '" X said', '" said X', 'X, marching by, said "'.

    Before a passage only the one subject that stands there is taken.
    """
    if tree.tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return None
    if not after:
        subjects = [i for i in context if i < verb and tree.tokens[i].dep == "nsubj" and can_speak(tree, i)]
        return subjects[0] if len(subjects) == 1 else None
    before = [i for i in context if i < verb and tree.tokens[i].pos in _NOMINAL]
    behind = [i for i in context if verb < i <= verb + 8 and tree.tokens[i].pos in _NOMINAL]
    for index in (*before[:1], *behind[:1]):
        while tree.tokens[index].dep in _PARTS and tree.tokens[index].head in context:
            index = tree.tokens[index].head
        return index
    return None


def _source(sentence: int, tree: Tree, right: Sequence[int]) -> Draft | None:
    for index in right:
        words = [t.text.lower() for t in tree.tokens[index : index + 5]]
        for phrase in read_cues().sources:
            if tuple(words[: len(phrase)]) == phrase:
                last = index + len(phrase) - 1
                named = tree.dependents(last, "pobj")
                return Draft(sentence, (), (index, last), " ".join(phrase), named[0]) if named else None
    return None


def _colon(sentence: int, tree: Tree, left: Sequence[int], barred: Collection[int]) -> Draft | None:
    """'Smith: "…"', 'Smith was blunt: "…"': the colon is the cue, the speaker the subject or the name alone."""
    colon = left[-1]
    nominal = [i for i in left if i not in barred and tree.tokens[i].pos in _NOMINAL]
    subjects = [i for i in nominal if tree.tokens[i].dep == "nsubj"]
    verbs = [i for i in left if tree.tokens[i].tag.startswith("VB") or tree.tokens[i].tag == "MD"]
    if verbs:
        named = [i for i in subjects if tree.tokens[i].name == "PERSON" or tree.tokens[i].tag == "PRP"]
        speaker = named[-1] if named else None
    else:
        speaker = next(
            (i for i in nominal if tree.tokens[i].dep in ("ROOT", "nsubj")), nominal[-1] if nominal else None
        )
    return Draft(sentence, (), (colon, colon), ":", speaker)


def strip_content(text: str, span: Span) -> Span:
    """Take white space from both ends, and a comma, dash or colon from the end."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Span(start, end)
