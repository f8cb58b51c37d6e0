"""Clauses with a date that no word of an event claims: 'the ferries will sail again on March 26'.

Whatever a text puts a date to belongs in the order of events, although PLOVER has no type for it. Verbs that report
('said on Monday') and verbs that merely are or have tell of no event.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from variorum.annotate.clauses import Tree, ancestors, find_objects, find_subjects, is_passive, is_verb, phrase
from variorum.annotate.event_triggers import Found, is_event_noun
from variorum.annotate.status import find_verb_status
from variorum.annotate.triggers import Trigger
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, Status, TimeExpression

_FINE = ("minute", "hour", "day", "week", "month")


def find_dated_clauses(
    sentence: ParsedSentence, tree: Tree, times: Sequence[TimeExpression], taken: Collection[int]
) -> Iterator[Found]:
    """Give an event without type for each verb that governs a date and is in none of the events found (`taken`)."""
    verbs = {_find_verb(sentence, tree, time) for time in times if time.from_date and time.precision in _FINE}
    for verb in sorted(v for v in verbs if v is not None):
        nouns = {*find_subjects(tree, verb), *find_objects(tree, verb)}
        if verb not in taken and nouns and not nouns & set(taken) and not _is_empty(tree, verb):
            yield Found(Trigger("", ""), verb, None, "", _status(tree, verb), _described(tree, verb))


def _described(tree: Tree, verb: int) -> int | None:
    """The noun of which a relative clause tells: 'the draft that she put on the table on Monday'."""
    token = tree.tokens[verb]
    if token.dep not in ("relcl", "acl"):
        return None
    if tree.tokens[token.head].tag in ("NN", "NNS"):
        return token.head
    above = (i for i in ancestors(tree, token.head) if tree.tokens[i].dep not in ("prep", "pobj", "compound"))
    noun = next(above, None)  # 'a visit to Lisbon that was planned for May 3'
    return noun if noun is not None and is_event_noun(tree, noun) else None


def _status(tree: Tree, verb: int) -> Status:
    """As of any verb; what 'was planned' or 'is expected' for a date is told as a plan."""
    status = find_verb_status(tree, verb)
    set_down = is_passive(tree, verb) and _name(tree, verb) in _planning_verbs()
    return "planned" if set_down and status == "occurred" else status


def _find_verb(sentence: ParsedSentence, tree: Tree, time: TimeExpression) -> int | None:
    """The nearest verb above the time; none where the time belongs to a noun ('the March 3 agreement', 'since May')."""
    inside = [i for i, t in enumerate(tree.tokens) if time.start <= sentence.start + t.start < time.end]
    if not inside or tree.tokens[max(inside[0] - 1, 0)].text.lower() == "since":
        return None
    for index in ancestors(tree, inside[-1]):
        if index in inside or tree.tokens[index].tag in ("IN", "TO", "RB"):
            continue
        return index if is_verb(tree.tokens[index]) else None
    return None


def _name(tree: Tree, verb: int) -> str:
    return phrase(tree, verb).replace(" ", "_")


@cache
def _planning_verbs() -> frozenset[str]:
    return frozenset(read_toml("event_status")["empty"]["planning"].split())


def _is_empty(tree: Tree, verb: int) -> bool:
    if tree.tokens[verb].lemma not in _empty_verbs():
        return False
    if _name(tree, verb) in _planning_verbs() and is_passive(tree, verb):
        return False
    nouns = {tree.tokens[i].lemma for p in tree.dependents(verb, "prep") for i in tree.dependents(p, "pobj")}
    return not nouns & frozenset(read_toml("event_status")["empty"]["unless"].split())


@cache
def _empty_verbs() -> frozenset[str]:
    return frozenset(read_toml("event_status")["empty"]["verbs"].split())
