"""Descriptions that stand for a name of the article: 'the Vendian leader', 'the foreign minister', 'the alliance'.

One is taken only where the article names just one person of that office and state, or one body of that kind: precision first.
"""

from collections import defaultdict
from collections.abc import Sequence

from variorum.annotate.drafts import Draft
from variorum.annotate.lines import Line
from variorum.annotate.titles import Title, head_of
from variorum.language.gazetteer import body_kinds
from variorum.language.lexicon import read_toml
from variorum.language.offices import leader_phrases, words_of
from variorum.language.spelling import fold

_LEADER = ("leader",)


def find_descriptions(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Draft]:
    """Give the descriptions in an article's lines that its names, `drafts`, resolve."""
    return []
