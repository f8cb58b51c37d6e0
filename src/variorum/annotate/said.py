"""Whether reported words were said, or are what somebody wants, plans or does: 'decided to abstain' is no statement.

The tagger marks both, as the annotators of its texts did; an utterance of the record is an act of speech.
"""

from variorum.annotate.clauses import Tree
from variorum.annotate.cues import find_cue, read_cues
from variorum.annotate.statements import Draft

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PHRASE = 3  # words of a phrase that tells by itself what was demanded, rejected, called something


def is_said(tree: Tree, draft: Draft) -> bool:
    """Tell whether a draft of reported speech, without quote marks, is an act of speech."""
    inside = [tree.tokens[i] for first, last in draft.content for i in range(first, last + 1)]
    classes = _classes(tree, draft)
    if classes is None:
        return False
    if classes and classes <= set(read_cues().inner):
        return any(token.tag in _FINITE for token in inside)
    return len(inside) >= _PHRASE or any(token.tag.startswith(("VB", "MD")) for token in inside)


def _classes(tree: Tree, draft: Draft) -> frozenset[str] | None:
    """Give the classes of the verb of saying among the cue's words; none for another phrase of saying ('according to',
    'his warning'), None where there is no word of saying."""
    words = read_cues()
    tokens = range(draft.cue[0], draft.cue[1] + 1)
    verbs = [cue for cue in (find_cue(tree, i) for i in tokens) if cue is not None]
    if verbs:
        return frozenset().union(*(cue.classes for cue in verbs))
    lemmas = {tree.tokens[i].lemma.lower() for i in tokens}
    phrase = tuple(tree.tokens[i].text.lower() for i in tokens)
    named = lemmas & (words.that_nouns | words.to_nouns | words.texts) or phrase in words.sources
    return frozenset() if named or phrase == (":",) else None
