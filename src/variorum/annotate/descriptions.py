"""Descriptions that stand for a name of the article: 'the Vendian leader', 'the foreign minister', 'the alliance'.

One is taken only where the article names just one person of that office and state, or one body of that kind: precision first.
"""

from collections.abc import Sequence

from variorum.annotate.drafts import Draft
from variorum.annotate.lines import Line

_LEADER = ("leader",)


def find_descriptions(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Draft]:
    """Give the descriptions in an article's lines that its names, `drafts`, resolve."""
    return []
