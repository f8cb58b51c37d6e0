"""Find the numbers that an article gives, with what they count."""

from collections.abc import Sequence

from variorum.model.annotation import ParsedSentence, Quantity
from variorum.model.text import Article


def find_quantities(article: Article, sentences: Sequence[ParsedSentence]) -> tuple[Quantity, ...]:
    """Give the quantities of an article in order."""
    del article, sentences
    return ()
