"""Descriptions that stand for a name of the article: 'the Vendian leader', 'the foreign minister', 'the alliance'.

One is taken only where the article has named, before it, just one person of that office and state, or one body of that
kind: precision first.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.annotate.context import Context
from variorum.annotate.drafts import Draft
from variorum.annotate.lines import Line
from variorum.annotate.names import surname
from variorum.language.gazetteer import body_kinds
from variorum.language.lexicon import read_toml
from variorum.language.offices import leader_phrases, phrase_length, phrases, words_of
from variorum.language.spelling import fold

_LEADER = ("leader",)
_LONGEST_OFFICE = 6


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the article: an office as folded words without the state's, its state, and where it is printed."""

    person: str
    printed: str
    office: tuple[str, ...]
    state: str | None
    start: int


@dataclass(frozen=True, slots=True)
class Description:
    """Units [first, last] of a line: 'Vendian leader'; the office in words, and the state if it names one."""

    first: int
    last: int
    office: tuple[str, ...]
    state: str | None


def find_descriptions(lines: Sequence[Line], drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """Give the descriptions in an article's lines that its names, `drafts`, resolve."""
    holders = _find_holders(drafts, context)
    bodies = _find_bodies(drafts)
    if not holders and not bodies:
        return []
    used: defaultdict[int, set[int]] = defaultdict(set)
    for known in drafts:
        span = set(range(known.first, known.last + 1))
        if known.title is not None:
            span |= set(range(known.title.first, known.title.last + 1))
        used[known.line.sentence.index] |= span - _state_units(known)
    found = []
    for line in lines:
        if line.headline or line.sentence.heading:
            continue
        place = 0
        while place < len(line.units):
            draft: Draft | None = None
            if line.folded(place) == "the":
                draft = _person_draft(line, place + 1, holders, context, used[line.sentence.index])
                draft = draft or _body_draft(line, place + 1, bodies, used[line.sentence.index])
            if draft is not None:
                found.append(draft)
                place = draft.last
            place += 1
    return found


def _state_units(draft: Draft) -> set[int]:
    """A demonym by itself may be the first word of a description."""
    return set(range(draft.first, draft.last + 1)) if draft.kind == "state" and draft.demonym else set()


def _find_holders(drafts: Sequence[Draft], context: Context) -> list[Holder]:
    full: defaultdict[str, set[str]] = defaultdict(set)
    printed: dict[str, str] = {}
    for draft in drafts:
        if draft.kind == "person":
            full[surname(draft.key)] |= {draft.key} if " " in draft.key else set()
            printed.setdefault(draft.key, draft.printed())
    holders = []
    for draft in drafts:
        if draft.kind != "person" or draft.title is None:
            continue
        keys = full[surname(draft.key)]
        person = draft.key if " " in draft.key or len(keys) != 1 else min(keys)
        office, state = _read_title(draft, context)
        holders.append(
            Holder(person, printed.get(person, draft.printed()), office, state, draft.line.units[draft.first].start)
        )
    return holders


def _read_title(draft: Draft, context: Context) -> tuple[tuple[str, ...], str | None]:
    """Give a title's words without the state's, and the state."""
    line, title = draft.line, draft.title
    assert title is not None
    words: list[str] = []
    state: str | None = None
    place = title.first
    while place <= title.last:
        owner, last = _state_at(line, place, context)
        if owner is not None and last <= title.last:
            state = state or owner
            place = last + 1
            continue
        if line.units[place].word and line.folded(place) != "'s":
            words.append(line.folded(place))
        place += 1
    while words and words[-1] in ("of", "the", "for"):
        words.pop()
    return tuple(words), state


def _state_at(line: Line, place: int, context: Context) -> tuple[str | None, int]:
    """Give the state whose name or demonym begins at a unit, as its code or folded name, and the last unit of that."""
    for match in line.matches:
        if match.first == place and match.senses[0].thing == "state":
            return match.senses[0].code, match.last
    folded = line.folded(place)
    if folded in context.demonyms:
        return fold(context.demonyms[folded]), place
    if folded in context.states:
        return folded, place
    return None, place


def _read_description(line: Line, first: int, context: Context) -> Description | None:
    state, last = _state_at(line, first, context)
    begin = last + 1 if state is not None else first
    folded = line.words
    if state is not None and folded[begin : begin + 1] == ("'s",):
        return None
    place = begin
    while place < len(folded) and place - begin < _LONGEST_OFFICE and folded[place] in words_of("fields"):
        if phrase_length(phrases("leader"), folded, place) or phrase_length(phrases("office"), folded, place):
            break
        place += 1
    if place >= len(folded):
        return None
    length = max(phrase_length(phrases("leader"), folded, place), phrase_length(phrases("office"), folded, place))
    if not length:
        return None
    end = place + length - 1
    while (
        folded[end + 1 : end + 2] == ("of",)
        and end + 2 < len(folded)
        and folded[end + 2] in ("state", "defense", "defence")
    ):
        end += 2
    office = tuple(w for w in folded[begin : end + 1] if w not in "-–")
    if folded[end + 1 : end + 2] == ("of",):
        owner, tail = _state_at(line, end + 2, context) if end + 2 < len(folded) else (None, 0)
        if owner is None or state is not None:
            return None
        state, end = owner, tail
    return Description(first, end, office, state)


def _person_draft(line: Line, first: int, holders: Sequence[Holder], context: Context, used: set[int]) -> Draft | None:
    if first >= len(line.units):
        return None
    description = _read_description(line, first, context)
    if description is None or set(range(first, description.last + 1)) & used:
        return None
    token = line.token(description.last)
    if token.dep in ("compound", "amod", "nmod") or (
        not description.state and description.office[-1:] and _vague(description.office)
    ):
        return None
    start = line.units[first].start
    fits = {h.person: h for h in reversed(holders) if h.start < start and _holds(h, description)}
    if len(fits) != 1:
        return None
    return Draft(line, first, description.last, "person", name=next(iter(fits.values())).printed)


def _vague(office: tuple[str, ...]) -> bool:
    return len(office) == 1 and office[0] in words_of("vague", "heads")


def _holds(holder: Holder, description: Description) -> bool:
    if description.office == _LEADER:
        return description.state is not None and holder.state == description.state and holder.office in leader_phrases()
    if holder.office != description.office and not _means(description, holder.office):
        return False
    return description.state is None or holder.state in (None, description.state)


def _means(description: Description, office: tuple[str, ...]) -> bool:
    """Tell whether the office may be told so: a premier is the head of government, a forestry minister the minister."""
    words = " ".join(description.office)
    if " ".join(office) in read_toml("offices")["other_words"].get(words, ()):
        return True
    short = description.state is None and words in words_of("short", "heads")
    return short and words in office and office not in leader_phrases()


def _find_bodies(drafts: Sequence[Draft]) -> dict[str, list[Draft]]:
    """Give the bodies of the article by the nouns that may stand for them."""
    nouns = {noun: frozenset(kinds) for noun, kinds in read_toml("offices")["stand_ins"].items()}
    bodies: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind != "organization":
            continue
        words = set(draft.key.split())
        for noun, kinds in nouns.items():
            if body_kinds().get(draft.code or "") in kinds or words & kinds:
                bodies[noun].append(draft)
    return dict(bodies)


def _body_draft(line: Line, place: int, bodies: dict[str, list[Draft]], used: set[int]) -> Draft | None:
    if place >= len(line.units) or place in used or line.folded(place + 1) in ("of", "for"):
        return None
    start = line.units[place].start
    before = [d for d in bodies.get(line.folded(place), ()) if d.line.units[d.first].start < start]
    if line.token(place).dep in ("compound", "amod", "nmod") or len({(d.code, d.key) for d in before}) != 1:
        return None
    return Draft(line, place, place, "organization", code=before[0].code, name=before[0].printed())
