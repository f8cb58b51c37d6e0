"""Whether something happened: the question that tellings of it answer, and their answers."""

from collections.abc import Sequence

from variorum.compare.questions import ask, name_pronouns
from variorum.compare.scope import Scope
from variorum.compare.tellings import Telling
from variorum.compare.wording import quote
from variorum.language.dependents import children, find_inside
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence

_COMPLEMENTS = ("acomp", "attr", "prep", "advmod", "oprd", "xcomp")
_BEST_LENGTH = 80
_CORE_LENGTH = 55  # of a question that holds no more than what all tell


def ask_whether(scope: Scope, group: Sequence[Telling]) -> str:
    """Give the question that the clearest telling answers; where none makes one, the clearest sentence is quoted."""
    made = find_question(scope, group, _BEST_LENGTH)
    if made is not None:
        return made
    passages = [scope.sentence_evidence(t.article, t.sentence).text for t in group if not t.negative]
    return f"Is it so that “{quote(min(passages, key=lambda text: (abs(len(text) - _BEST_LENGTH), text)))}”?"


def ask_core(scope: Scope, group: Sequence[Telling]) -> str | None:
    """Give a short question that tellings of one happening answer alike, None where none names of whom it is told.

    Numbers and days in which they differ are left out of it.
    """
    numbers = {t.numbers for t in group}
    differing = frozenset().union(*numbers) if len(numbers) > 1 else frozenset()
    return find_question(scope, group, _CORE_LENGTH, differing, dateless=len({t.days for t in group if t.days}) > 1)


def find_question(
    scope: Scope,
    group: Sequence[Telling],
    length: int,
    without: frozenset[str] = frozenset(),
    *,
    dateless: bool = False,
) -> str | None:
    """Give the question of about so many code points that one of the tellings makes and that names whom it means.

    Numbers in `without` are left out of it, and times if it is to be `dateless`.
    """
    made = []
    for told in (t for t in group if not t.mirrored):
        question = _question(scope, told, without, dateless=dateless)
        if question is not None and not _is_vague(question):
            made.append((told.negative, abs(len(question) - length), question))
    return min(made)[-1] if made else None


def say_whether(told: Telling) -> str:
    """Give a telling's answer."""
    if told.assertion.voice == "denied":
        return "denied that it is to happen" if told.assertion.ahead else "denied"
    if told.assertion.ahead:
        return "is not to happen" if told.negative else "is to happen"
    return "did not happen" if told.negative else "happened"


def _question(scope: Scope, told: Telling, without: frozenset[str], *, dateless: bool) -> str | None:
    sentence = scope.annotations[told.article].sentences[told.sentence]
    name = name_pronouns(scope, told.article, sentence)
    tokens = sentence.parse.tokens
    left = {i for i, t in enumerate(tokens) if t.dep == "nummod" and t.text.lower() in without}
    if dateless:
        left |= _find_times(scope, told, sentence)
    if any(tokens[c].dep == "ccomp" for c in children(tokens, told.assertion.verb)):
        return None  # 'Did Karsia accept?'
    clause = ask(sentence, told.assertion.verb, left, name, exact=True)
    verb = told.assertion.verb
    if tokens[verb].lemma == "be" and not any(tokens[c].dep in _COMPLEMENTS for c in children(tokens, verb)):
        return None  # 'Was the trial?'
    if clause and told.negative:
        clause = clause.replace(" no ", " any ")
        if "not one " in sentence.parse.text.lower():
            clause = clause.replace(" one ", " any ", 1)
    return f"{clause[0].upper()}{clause[1:]}?" if clause else None


def _find_times(scope: Scope, told: Telling, sentence: ParsedSentence) -> set[int]:
    """The tokens of times, with the prepositions that they hang on."""
    tokens = sentence.parse.tokens
    times = (t for t in scope.annotations[told.article].times if t.sentence == told.sentence)
    inside = {i for time in times for i in find_inside(sentence, time.start, time.end)}
    return inside | {tokens[i].head for i in inside if tokens[tokens[i].head].dep == "prep"}


def _is_vague(question: str) -> bool:
    """Whether a pronoun leaves open of whom a question is."""
    return not {*read_toml("assertions")["vague"].split()}.isdisjoint(question.lower().rstrip("?").split())
