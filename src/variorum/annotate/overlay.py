"""The lexicon's names laid over the parser's: which of two that overlap is right, and what the former stand for."""

from collections.abc import Sequence

from variorum.annotate.context import Context
from variorum.annotate.drafts import Draft
from variorum.annotate.lines import Line, Name
from variorum.annotate.metonymy import stands_for_government
from variorum.language.gazetteer import Match
from variorum.language.lexicon import read_toml
from variorum.language.offices import words_of

_NOUNS = ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "VBN", "CD", "HYPH")


def lay_over(line: Line, letters: str, names: Sequence[Name], context: Context) -> tuple[list[Match], list[Name]]:
    """Give the lexicon's matches and the parser's names that are left when those that overlap have been judged."""
    matches: list[Match] = []
    kept = list(names)
    for match in line.matches:
        rivals = [n for n in kept if n.first <= match.last and match.first <= n.last]
        if not _trusted(line, match, rivals, context):
            continue
        winners = [n for n in rivals if _name_wins(line, letters, match, n)]
        if winners:
            continue
        for rival in rivals:
            kept.remove(rival)
            rest = _rest(match, rival)
            if rest is not None:
                kept.append(rest)
        matches.append(match)
    return matches, sorted(kept, key=lambda n: n.first)


def _trusted(line: Line, match: Match, rivals: Sequence[Name], context: Context) -> bool:
    """A name that is also something else's ('Georgia') needs support; a person's surname is a person's."""
    key = line.key(match.first, match.last)
    exact = next((n for n in rivals if (n.first, n.last) == (match.first, match.last)), None)
    if context.labels.get(key) == "PERSON" and (key in context.surnames or exact is None or exact.label == "PERSON"):
        sense = match.senses[0]
        if (
            sense.form in ("name", "capital")
            and sense.thing == "state"
            and (key in context.surnames or key in read_toml("names")["shared_state_names"])
        ):
            return False
    if key in read_toml("names")["shared_state_names"]:
        if key in read_toml("names")["shared_but_parsed"]:
            return exact is not None and exact.label in ("GPE", "LOC", "NORP", "ORG")
        return match.senses[0].code in context.codes
    return True


def _name_wins(line: Line, letters: str, match: Match, name: Name) -> bool:
    """Judge a parser's name that overlaps a match: the wider of them, unless it is a patchwork."""
    if name.first >= match.first and name.last <= match.last:
        return False
    outside = [p for p in range(name.first, name.last + 1) if not match.first <= p <= match.last]
    joint = line.folded(match.last + 1) if name.last > match.last else line.folded(match.first - 1)
    if joint in ("-", "–", "/", "'s", "'", ",") or name.label == "NORP":
        return False
    if name.label == "PERSON":
        adjective = match.sense("adjective") is not None and match.senses[0].form == "adjective"
        acronym = "." in line.text(match.first, match.last) or match.last > match.first
        many = sum(line.units[p].word for p in outside) >= 2
        return not (match.first == name.first and ((adjective and many) or acronym))
    if name.label == "ORG" and all(letters[p] in "MFHho&-PTD" for p in outside):
        return False
    return all(
        line.units[p].capital or line.folded(p) in ("of", "and", "for", "the", "&", "in")
        for p in outside
        if line.units[p].word
    )


def _rest(match: Match, name: Name) -> Name | None:
    """What is left of a name that a match cuts at its front: the person of 'American Marc Fogel'."""
    if name.label == "PERSON" and match.first <= name.first and name.last > match.last:
        return Name(match.last + 1, name.last, name.label)
    return None


def find_owners(
    line: Line, matches: Sequence[Match], names: Sequence[Name], context: Context
) -> dict[int, tuple[int, str | None]]:
    """Give what may own a body or qualify a group: by its first unit its last unit and code."""
    owners: dict[int, tuple[int, str | None]] = {}
    for match in matches:
        sense = match.sense("adjective", "name", "capital", "seat")
        if sense is not None:
            owners[match.first] = (match.last, sense.code)
    for name in names:
        key = line.key(name.first, name.last)
        if name.label != "PERSON" and (key in context.states or key in context.demonyms or name.label == "NORP"):
            owners[name.first] = (name.last, None)
    for place, unit in enumerate(line.units):
        if place not in owners and unit.capital and (unit.folded in context.states or unit.folded in context.demonyms):
            owners[place] = (place, None)
    return owners


def read_match(line: Line, letters: str, match: Match) -> Draft | None:
    """Give what a match stands for where it stands; None for a region's adjective, which names nothing by itself."""
    first, last = match.first, match.last
    sense = match.senses[0]
    if sense.thing == "body":
        return Draft(line, first, last, "organization", code=sense.code)
    plural = line.token(last).tag in ("NNS", "NNPS")
    people, adjective = match.sense("people"), match.sense("adjective", "person")
    if people is not None and (plural or adjective is None):
        return Draft(line, first, last, "group", code=people.code)
    if sense.form == "name":
        return Draft(line, first, last, "place" if sense.thing == "region" else "state", code=sense.code)
    if sense.form in ("capital", "seat"):
        if sense.form == "capital" and letters[first - 1 : first] == "C" and line.joined(first - 1, first) == " ":
            return None  # 'Real Madrid', 'Radio Moscow'
        government = stands_for_government(line, first, last, sense.form == "seat")
        return Draft(
            line,
            first,
            last,
            "state" if government else "place",
            code=sense.code if government else None,
            government=government,
        )
    return _read_adjective(line, letters, match)


def _read_adjective(line: Line, letters: str, match: Match) -> Draft | None:
    first, last = match.first, match.last
    sense = match.sense("adjective", "person")
    if sense is None or sense.thing == "region":
        return None
    after = last + 1
    qualifies = after < len(line.units) and (line.token(after).tag in _NOUNS or letters[after] in "HhMFCN-")
    if (
        not qualifies
        and line.folded(first - 1) == "the"
        and line.token(last).dep in ("nsubj", "pobj", "dobj", "conj", "nsubjpass")
    ):
        return Draft(line, first, last, "group", code=sense.code)
    if not qualifies and sense.form == "person":
        return Draft(line, first, last, "group", code=sense.code)
    government = line.folded(after) in words_of("policy") or line.folded(after + 1) in words_of("policy")
    return Draft(line, first, last, "state", code=sense.code, government=government and qualifies, demonym=True)
