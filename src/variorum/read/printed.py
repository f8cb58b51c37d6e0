"""Lines as a page of paper breaks them to paragraphs: in columns of any width, with words parted by hyphens."""

from array import array
from itertools import pairwise

from variorum.read.lines import NOWHERE, Line
from variorum.read.patterns import ends_sentence

_FULL = 0.8  # of the usual width: a shorter line may end a paragraph
_WIDER = 1.25  # a longer line is of another column, or a heading
_HYPHENS = ("-", "\u00ad", "\u2010")


def join_printed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Join the lines of paragraphs. A word parted at a line's end is one again, and its hyphen is left out."""
    if not lines:
        return lines
    width = sorted(len(line.text) for line in lines)[len(lines) * 3 // 4]
    groups = [[lines[0]]]
    for line, following in pairwise(lines):
        if _goes_on(line, following, width):
            groups[-1].append(following)
        else:
            groups.append([following])
    return tuple(_merge(group) for group in groups)


def _goes_on(line: Line, following: Line, width: int) -> bool:
    if following.text[0].islower() and not ends_sentence(line.text):
        return True
    if following.gap or len(line.text) > _WIDER * width:
        return False
    return len(line.text) >= _FULL * width


def _is_parted(text: str, following: str) -> bool:
    return text.endswith(_HYPHENS) and text[-2:-1].islower() and following[0].islower()


def _merge(group: list[Line]) -> Line:
    texts: list[str] = []
    places = array("q")
    for number, line in enumerate(group):
        following = group[number + 1].text if number + 1 < len(group) else None
        parted = following is not None and _is_parted(line.text, following)
        kept = line.slice(0, len(line.text) - 1) if parted else line
        texts.append(kept.text)
        places.extend(kept.places)
        if following is not None and not parted:
            texts.append(" ")
            places.append(NOWHERE)
    return Line("".join(texts), places, group[0].gap, group[0].kind)
