"""What each party's clauses say of its stances."""

from collections.abc import Sequence

from variorum.model.annotation import Mention, ParsedSentence, Quotation, StanceMention, TimeExpression
from variorum.model.text import Article


def find_stances(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
) -> tuple[StanceMention, ...]:
    """Give none yet."""
    del article, sentences, mentions, times, quotations
    return ()
