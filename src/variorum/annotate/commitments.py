"""What each party's clauses say of its commitments."""

from collections.abc import Sequence

from variorum.model.annotation import CommitmentMention, Mention, ParsedSentence, Quotation, TimeExpression
from variorum.model.text import Article


def find_commitments(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
) -> tuple[CommitmentMention, ...]:
    """Give none yet."""
    del article, sentences, mentions, times, quotations
    return ()
