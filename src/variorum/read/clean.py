"""The order in which a text is cleaned; each step takes a draft and gives a draft."""

import re
from itertools import pairwise
from statistics import median

from variorum.read.credits import read_credits
from variorum.read.draft import Draft
from variorum.read.endings import is_tag_line, remove_boilerplate, remove_references, remove_repeats, remove_tags
from variorum.read.heads import read_dateline, read_header, read_title
from variorum.read.lines import Line, join
from variorum.read.outlets import forget_own_credit, read_notices
from variorum.read.owndate import read_own_date
from variorum.read.patterns import normalise

_NARROW, _WIDE = 40, 110  # code points in a line
_FEWEST_BREAKS, _BROKEN_SHARE = 4, 0.6
_SENTENCE_BLANKS = 3
_MID_SENTENCE = re.compile(r"[\w,;—–-]$")
_NEW_ITEM = re.compile(r"[-*•·] |\d{1,2}[.)] ")


def clean(draft: Draft) -> Draft:
    """Leave only the article's own text; what is taken out is noted with its reason, or kept as metadata."""
    draft, printed = read_notices(draft)
    draft = remove_boilerplate(draft)
    draft = read_header(draft)
    draft = read_own_date(draft).learn(printed)
    draft = remove_references(draft)
    draft = remove_tags(draft)
    draft = read_credits(draft)
    draft = read_title(draft)
    draft = read_dateline(draft)
    draft = remove_repeats(draft, [normalise(line.text) for line in draft.lines])
    # what stood before the last lines may be such a line too
    return forget_own_credit(remove_references(remove_tags(draft)))


def unwrap(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Join lines that were broken at a fixed width, as in old wire copy and mails, and lines that go on in lower case.

    Two lines with a blank line between them are never joined, nor is a line to a heading or to the item of a list.
    """
    width = _find_width(lines)
    groups: list[list[Line]] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and not line.gap and _goes_on(previous, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
        previous = line
    return tuple(_join_all(group) for group in groups)


def _find_width(lines: tuple[Line, ...]) -> int | None:
    """Give the width at which a text was broken, or None where it was not."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if len(pairs) < _FEWEST_BREAKS:
        return None
    width = max(len(line.text) for line in lines)
    broken = sum(_MID_SENTENCE.search(a.text) is not None for a, _ in pairs)
    narrow = median(len(a.text) for a, _ in pairs) >= _NARROW and width <= _WIDE
    return width if narrow and broken >= _BROKEN_SHARE * len(pairs) else None


def _goes_on(line: Line, following: Line, width: int | None) -> bool:
    if following.kind or line.kind.startswith("h") or _NEW_ITEM.match(following.text):
        return False
    if width is not None and len(line.text) + 1 + len(following.text.split()[0]) > 0.85 * width:
        return True
    in_sentence = _MID_SENTENCE.search(line.text) is not None and following.text[0].islower()
    if not in_sentence or is_tag_line(following.text):
        return False
    return min(line.text.count(" "), following.text.count(" ")) >= _SENTENCE_BLANKS


def _join_all(group: list[Line]) -> Line:
    while len(group) > 1:  # pairwise, so that a long paragraph is not copied once a line
        group = [join(*group[i : i + 2]) if len(group[i : i + 2]) == 2 else group[i] for i in range(0, len(group), 2)]
    return group[0]
