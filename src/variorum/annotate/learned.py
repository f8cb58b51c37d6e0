"""What the tagger found in a sentence, as drafts of statements: the words as it has them, the rest by grammar."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from variorum.annotate.clauses import Tree
from variorum.annotate.cues import Cue, find_cue, read_cues
from variorum.annotate.statements import Draft, is_denied
from variorum.language.statement_features import head_of
from variorum.language.tagger import Extent, TaggedStatement

_FULL = ("NN", "VB", "JJ", "CD", "RB", "UH", "FW")  # tags of words that carry meaning
_REACH = 12  # tokens from a passive cue to its 'as saying'


def draft_statements(tree: Tree, sentence: int, tagged: Sequence[TaggedStatement]) -> Iterator[Draft]:
    """Give the drafts of one sentence, by their cues; a leading 'that' is no part of what was said."""
    heads = [token.head for token in tree.tokens]
    for found in tagged:
        content = tuple(piece for piece in (_drop_that(tree, piece) for piece in found.content) if piece is not None)
        if found.source is None or not _says_something(tree, content):  # nobody's statement, or none
            continue
        verb, cue = _main_word(tree, heads, found.cue)
        speaker = head_of(heads, *found.source)
        if _hands_on(tree, speaker, found.cue[1]):
            continue
        yield Draft(sentence, content, found.cue, cue.lemma, speaker, not _is_denied(tree, verb, cue), found.source)


def _says_something(tree: Tree, content: Sequence[Extent]) -> bool:
    """Tell whether there is more in it than 'that', 'to' or 'which'."""
    return any(tree.tokens[i].tag[:2] in _FULL for first, last in content for i in range(first, last + 1))


def _hands_on(tree: Tree, speaker: int, last: int) -> bool:
    """'Was quoted by the paper as saying that …': the paper hands on what another said, whom grammar finds."""
    by_agent = tree.tokens[tree.tokens[speaker].head].dep == "agent" or tree.tokens[speaker].dep == "agent"
    behind = [t.text.lower() for t in tree.tokens[last + 1 : last + _REACH]]
    return by_agent and any(pair == ("as", "saying") for pair in pairwise(behind))


def _main_word(tree: Tree, heads: Sequence[int], extent: Extent) -> tuple[int, Cue]:
    """The cue's last verb of saying, or the word on which the others hang, with what is known of it."""
    for index in range(extent[1], extent[0] - 1, -1):
        known = find_cue(tree, index)
        if known is not None:
            return index, known
    words = " ".join(t.text.lower() for t in tree.tokens[extent[0] : extent[1] + 1])
    index = head_of(heads, *extent)
    phrases = {" ".join(phrase) for phrase in read_cues().sources}
    return index, Cue(words if words in phrases else tree.tokens[index].lemma.lower(), frozenset(), frozenset())


def _is_denied(tree: Tree, verb: int, cue: Cue) -> bool:
    if not tree.tokens[verb].tag.startswith("VB"):
        return cue.lemma in read_cues().negative_nouns
    return is_denied(tree, verb, cue)


def _drop_that(tree: Tree, piece: Extent) -> Extent | None:
    first, last = piece
    token = tree.tokens[first]
    if token.text.lower() == "that" and (token.dep == "mark" or token.tag == "IN"):
        first += 1
    return (first, last) if first <= last else None
