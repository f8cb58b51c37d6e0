"""Clauses with a date that no word of an event claims: 'the ferries will sail again on March 26'.

Whatever a text puts a date to belongs in the order of events, although PLOVER has no type for it. Verbs that report
('said on Monday') and verbs that merely are or have tell of no event.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from variorum.annotate.clauses import Tree, ancestors, find_objects, find_subjects, is_verb
from variorum.annotate.event_triggers import Found
from variorum.annotate.status import find_verb_status
from variorum.annotate.triggers import Trigger
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, TimeExpression

_FINE = ("minute", "hour", "day", "week", "month")


def find_dated_clauses(
    sentence: ParsedSentence, tree: Tree, times: Sequence[TimeExpression], taken: Collection[int]
) -> Iterator[Found]:
    """Give an event without type for each verb that governs a date and is in none of the events found (`taken`)."""
    verbs = {_find_verb(sentence, tree, time) for time in times if time.from_date and time.precision in _FINE}
    for verb in sorted(v for v in verbs if v is not None):
        nouns = {*find_subjects(tree, verb), *find_objects(tree, verb)}
        if verb not in taken and nouns and not nouns & set(taken) and tree.tokens[verb].lemma not in _empty_verbs():
            yield Found(Trigger("", ""), verb, None, "", find_verb_status(tree, verb))


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


@cache
def _empty_verbs() -> frozenset[str]:
    return frozenset(read_toml("event_status")["empty"]["verbs"].split())
