"""The quoted passages of an article and, sentence by sentence, the tokens that stand in them."""

from collections.abc import Sequence

from variorum.annotate.quote_marks import Passage, find_passages, outermost, overlapping
from variorum.model.annotation import ParsedSentence
from variorum.model.text import Span


def find_outer_passages(text: str, sentences: Sequence[ParsedSentence]) -> tuple[Passage, ...]:
    """Give the quoted passages that stand in no other, in order; none leaves its paragraph."""
    paragraphs: dict[int, Span] = {}
    for sentence in sentences:
        known = paragraphs.get(sentence.paragraph, Span(sentence.start, sentence.end))
        paragraphs[sentence.paragraph] = Span(min(known.start, sentence.start), max(known.end, sentence.end))
    return outermost(find_passages(text, [paragraphs[key] for key in sorted(paragraphs)]))


def find_quoted_tokens(sentences: Sequence[ParsedSentence], passages: Sequence[Passage]) -> list[frozenset[int]]:
    """Give, for each sentence, the tokens that stand in one of these passages."""
    return [_quoted_tokens(sentence, passages) for sentence in sentences]


def _quoted_tokens(sentence: ParsedSentence, passages: Sequence[Passage]) -> frozenset[int]:
    inside = overlapping(passages, sentence.start, sentence.end)
    found = []
    at = 0
    for index, token in enumerate(sentence.parse.tokens):
        position = sentence.start + token.start
        while at < len(inside) and inside[at].outer.end <= position:
            at += 1
        if at < len(inside) and inside[at].outer.start <= position:
            found.append(index)
    return frozenset(found)
