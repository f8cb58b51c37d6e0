"""Names of persons, bodies, states, places and groups in an article, each with its kind and the title beside it.

The parser's names are mended (`names`), the lexicon's names laid over them (`language.gazetteer`), kinds settled by the
votes of the whole article (`context`), phrases such as 'Vendian officials' found (`powers`), titles read (`titles`),
capitals and seats judged (`metonymy`), and descriptions that stand for one of the names found (`descriptions`).
"""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.context import Context, read_context
from variorum.annotate.descriptions import find_descriptions
from variorum.annotate.drafts import Draft, to_mention
from variorum.annotate.lines import Line, Name, read_line
from variorum.annotate.metonymy import stands_for_government
from variorum.annotate.names import KINDS, known_names, paired_names, read_names, titled_names, unseen_names
from variorum.annotate.overlay import find_owners, lay_over, read_match
from variorum.annotate.powers import Power, find_powers
from variorum.annotate.titles import classify, title_after, title_before
from variorum.language.metonymy import acts_as_government
from variorum.model.annotation import EntityKind, Mention, ParsedSentence
from variorum.model.text import Article

_LONGEST_KNOWN = 6


def find_mentions(article: Article, sentences: Sequence[ParsedSentence]) -> tuple[Mention, ...]:
    """Give the mentions of an article, sorted by start, none of which overlaps another.

    A title is no mention, but a state or body named in it is one of its own. In headings, whose capitals mislead, only
    names are found that the lexicon or the article's sentences know.
    """
    lines = [read_line(article, sentence) for sentence in sentences]
    plain = [line for line in lines if not line.sentence.heading and not line.headline] or lines
    letters = [classify(line, (), ()) for line in plain]
    names = [_find_names(line, classes) for line, classes in zip(plain, letters, strict=True)]
    context = read_context(plain, letters, names)
    by_sentence = {id(line): found for line, found in zip(plain, names, strict=True)}
    states = frozenset((*context.states, *context.demonyms))
    drafts: list[Draft] = []
    for line in lines:
        drafts.extend(_read_line_mentions(line, by_sentence.get(id(line)), context, states))
    descriptions = find_descriptions(lines, drafts, context)
    covered = {(d.line.sentence.index, unit) for d in descriptions for unit in range(d.first, d.last + 1)}
    drafts = [d for d in drafts if (d.line.sentence.index, d.first) not in covered] + descriptions
    mentions = [to_mention(draft) for draft in drafts]
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _find_names(line: Line, letters: str) -> list[Name]:
    """Give the parser's names, mended, and those that it missed."""
    names = read_names(line, letters)
    taken = _units(names) | {p for m in line.matches for p in range(m.first, m.last + 1)}
    return sorted([*names, *unseen_names(line, letters, taken)], key=lambda n: n.first)


def _read_line_mentions(line: Line, names: list[Name] | None, context: Context, states: frozenset[str]) -> list[Draft]:
    letters = classify(line, states, ())
    if names is None:
        known = context.known()
        names = [name for name in read_names(line, letters) if line.key(name.first, name.last) in known]
    matches, names = lay_over(line, letters, names, context)
    names = [Name(n.first, n.last, context.label(line, n)) for n in names]
    taken = _units(names) | {p for m in matches for p in range(m.first, m.last + 1)}
    if not line.sentence.heading:
        names += titled_names(line, letters, taken)
        taken = taken | _units(names)
        names += paired_names(line, letters, [n for n in names if n.label == "PERSON"], taken)
        taken = taken | _units(names)
    names += known_names(line, context.known(), taken, _LONGEST_KNOWN)
    persons = {n.first: n.last for n in names if n.label == "PERSON"}
    person_units = frozenset(p for first, last in persons.items() for p in range(first, last + 1))
    if person_units:
        letters = classify(line, states, person_units)
    owners = find_owners(line, matches, names, context)
    drafts = [_read_person(line, letters, first, last) for first, last in sorted(persons.items())]
    titles = [(d.title.first, d.title.last) for d in drafts if d.title is not None]
    used = set(person_units)
    for power in find_powers(line, letters, owners, persons):
        units = set(range(power.first, power.last + 1))
        if power.kind == "organization" and power.first in persons:
            drafts = [d for d in drafts if d.first != power.first]
        elif units & person_units or not _beside_titles(power, titles):
            continue
        power = _widened(line, power, names)
        used |= set(range(power.first, power.last + 1))
        drafts.append(Draft(line, power.first, power.last, power.kind, code=power.code, government=power.government))
    for name in names:
        span = set(range(name.first, name.last + 1))
        if name.label == "PERSON" or span & used or not _stands(line, letters, name, titles):
            continue
        used |= span
        drafts.append(_read_name(line, name, context))
    for match in matches:
        if not set(range(match.first, match.last + 1)) & used:
            draft = read_match(line, letters, match)
            if draft is not None:
                drafts.append(draft)
                used |= set(range(match.first, match.last + 1))
    drafts.extend(_read_demonyms(line, used, context))
    return drafts


def _beside_titles(power: Power, titles: Sequence[tuple[int, int]]) -> bool:
    """A body may stand within a title ('State Department spokesman'), but not one that a state's name begins."""
    within = [(first, last) for first, last in titles if first <= power.last and power.first <= last]
    return all(power.kind == "organization" and power.code is None and power.last < last for _, last in within)


def _widened(line: Line, power: Power, names: Sequence[Name]) -> Power:
    """Join a body with the parser's name that goes on after it, or begins before it with the name of a state: 'U.S.
    Senate Committee on Trade', 'Icelandic Coast Guard'."""
    if power.kind != "organization":
        return power
    around = next((n for n in names if n.label == "ORG" and n.first < power.first <= power.last <= n.last), None)
    if around is not None and power.code is None:
        code = next((m.senses[0].code for m in line.matches if m.first == around.first), None)
        return replace(power, first=around.first, last=around.last, code=code)
    last = max((n.last for n in names if n.label == "ORG" and n.first <= power.last < n.last), default=power.last)
    return replace(power, last=last)


def _units(names: Sequence[Name]) -> set[int]:
    return {p for name in names for p in range(name.first, name.last + 1)}


def _read_person(line: Line, letters: str, first: int, last: int) -> Draft:
    title = title_before(line, letters, first)
    if title is not None and title.courtesy:
        title = None
    if title is None:
        title = title_after(line, letters, last)
    return Draft(line, first, last, "person", title=title)


def _stands(line: Line, letters: str, name: Name, titles: Sequence[tuple[int, int]]) -> bool:
    """A name inside a title stands only if it is more than the title's own words; a faith or party only as a noun."""
    if name.label == "NORP":
        return line.token(name.last).tag in ("NNS", "NNPS")
    for first, last in titles:
        if first <= name.first and name.last <= last:
            within = letters[name.first : name.last + 1]
            return all(c in "CD" for c in within) or (name.label == "ORG" and len(within) > 2 and "C" in within)
        if first <= name.last and name.first <= last:
            return False
    return True


def _read_name(line: Line, name: Name, context: Context) -> Draft:
    kind: EntityKind = KINDS[name.label]
    key = line.key(name.first, name.last)
    capital = key in context.capitals and stands_for_government(line, name.first, name.last, seat=False)
    if capital and context.capitals[key]:
        return Draft(line, name.first, name.last, "state", government=True, name=context.capitals[key])
    if key in context.states:
        return Draft(line, name.first, name.last, "state")
    if key in context.demonyms:
        return Draft(line, name.first, name.last, "state", demonym=True)
    if key in context.peoples:
        return Draft(line, name.first, name.last, "group")
    tokens, units = line.sentence.parse.tokens, line.units
    acts = kind == "place" and acts_as_government(tokens, units[name.first].token, units[name.last].token)
    acts = acts or capital
    return Draft(line, name.first, name.last, kind, government=acts)


def _read_demonyms(line: Line, used: set[int], context: Context) -> list[Draft]:
    """Find the states that no list knows, their demonyms and peoples, where the parser saw no name."""
    drafts = []
    for place, unit in enumerate(line.units):
        if place in used or not unit.capital:
            continue
        if unit.folded in context.states:
            drafts.append(Draft(line, place, place, "state"))
        elif unit.folded in context.demonyms:
            drafts.append(Draft(line, place, place, "state", demonym=True))
        elif unit.folded in context.peoples:
            drafts.append(Draft(line, place, place, "group"))
    return drafts
