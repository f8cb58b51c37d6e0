"""Which tellings are of one undertaking: the same parties, and the same deed to the same thing or by the same day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compose.alike import Words, are_alike, group_by
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, CommitmentMention, EventMention, Token
from variorum.model.text import Evidence, Span

_TELLING = ("NOUN", "PROPN", "VERB", "ADJ")
_DATES = ("DATE", "TIME")


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done: the class of its verb ('' for none) and the other telling words, all in normal form.

    `vague` says that no thing is named: 'let them go'. `lemma` is that of the verb itself, '' where a thing is
    undertaken: 'a truce'. `things` are the words that are nouns.
    """

    verb: str
    words: Words
    vague: bool
    lemma: str = ""
    things: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A commitment mention with its entities; `powers` are the parties, persons counted as their states or bodies."""

    parties: tuple[str, ...]
    to: tuple[str, ...]
    powers: frozenset[str]
    mention: CommitmentMention
    deed: Deed
    date: str | None
    due: str | None
    action: Evidence
    evidence: Evidence
    condition: str | None
    amounts: Mapping[str, float]


def group_undertakings(found: Sequence[Undertaking]) -> list[list[Undertaking]]:
    """Give the groups of tellings of one undertaking. Numbers that differ do not part them.

    Two are one where the parties of one are those of the other or some of them, and what is done is alike: enough
    words shared, or the same deed to the same thing, or the same deed where one names no thing ('let them go') and no
    other day.
    """
    keys = [
        frozenset((*u.deed.words, *([f"deed:{u.deed.verb}"] if u.deed.verb else ()), *([u.due] if u.due else ())))
        for u in found
    ]

    def rank(index: int) -> tuple[object, ...]:
        undertaking = found[index]
        return (-len(undertaking.powers), sorted(undertaking.powers), undertaking.deed.vague,
                -len(undertaking.deed.words), undertaking.evidence, undertaking.action)  # fmt: skip

    return [[found[i] for i in group] for group in group_by(keys, lambda a, b: _are_one(found[a], found[b]), rank)]


def _are_one(leader: Undertaking, other: Undertaking) -> bool:
    if not other.powers <= leader.powers:
        return False
    one, two = leader.deed, other.deed
    if one.verb == two.verb and one.verb:
        if two.vague or one.vague:
            return None in (leader.due, other.due) or leader.due == other.due
        shared = one.words & two.words
        return bool(shared & one.things & two.things if one.things and two.things else shared)
    every = one.words | ({one.verb} if one.verb else set()), two.words | ({two.verb} if two.verb else set())
    return are_alike(frozenset(every[0]), frozenset(every[1]))


def read_deed(annotation: Annotation, mention: CommitmentMention) -> Deed:
    """Read what is to be done off the words of the action: without numbers and dates."""
    tokens = _tokens(annotation, mention.sentence, mention.action)
    if mention.due is not None:
        time = Span(annotation.times[mention.due].start, annotation.times[mention.due].end)
        tokens = [(token, place) for token, place in tokens if not time.overlaps(place)]
    words = _words()
    while len(tokens) > 1 and tokens[0][0].lemma.lower() in words.leading:
        tokens = tokens[1:]  # 'work towards ending the war' is to end it
    return _read(tuple(token for token, _ in tokens))


def read_doing(annotation: Annotation, event: EventMention) -> Deed:
    """Read what an event does off its clause, as `read_deed` reads what is to be done."""
    tokens = _tokens(annotation, event.sentence, event.clause)
    times = [Span(t.start, t.end) for t in annotation.times if t.sentence == event.sentence]
    kept = [token for token, place in tokens if not any(time.overlaps(place) for time in times)]
    trigger = [token for token, place in tokens if event.trigger.contains(place)]
    return _read((*trigger, *(token for token in kept if token not in trigger)))


def read_amounts(annotation: Annotation, span: Span) -> dict[str, float]:
    """Give how many of what a passage counts, by unit: the least that it says."""
    return {q.unit: q.low for q in annotation.quantities if span.contains(Span(q.start, q.end))}


def _tokens(annotation: Annotation, sentence: int, span: Span) -> list[tuple[Token, Span]]:
    found = annotation.sentences[sentence]
    places = ((token, Span(found.start + token.start, found.start + token.end)) for token in found.parse.tokens)
    return [(token, place) for token, place in places if span.contains(place)]


def _read(tokens: Sequence[Token]) -> Deed:
    """Read a deed off words of which the verb stands first."""
    lemmas = [token.lemma.lower() for token in tokens]
    verb, used = _verb_of(lemmas)
    rest = [_thing(t) for t in tokens if t.pos in _TELLING and t.name not in _DATES and t.lemma.lower() not in used]
    words = frozenset(w for w in rest if w not in _words().empty)
    lemma = next((t.lemma.lower() for t in tokens[:2] if t.pos == "VERB"), "")
    things = frozenset(_thing(t) for t in tokens if t.pos in ("NOUN", "PROPN")) & words
    return Deed(verb, words if words or verb else frozenset(lemmas), bool(verb) and not words, lemma, things)


def normal_words(lemmas: Sequence[str]) -> Words:
    """Give the lemmas with words that mean one thing made one: 'restore licence' for 'give back permit'."""
    verb, used = _verb_of(lemmas)
    rest = {_words().things.get(lemma, lemma) for lemma in lemmas if lemma not in used}
    return frozenset(rest | {verb}) if verb else frozenset(rest)


def _verb_of(lemmas: Sequence[str]) -> tuple[str, frozenset[str]]:
    """The class of the first verb that has one, the longest phrase first, and the lemmas that tell it."""
    table = _words().deeds
    here = frozenset(lemmas)
    for lemma in lemmas[:3]:  # the deed stands first
        for phrase, name in table.get(lemma, ()):
            if phrase <= here:
                return name, phrase
    return "", frozenset()


def _thing(token: Token) -> str:
    lemma = token.lemma.lower()
    return _words().things.get(lemma, lemma)


@dataclass(frozen=True, slots=True)
class _Words:
    deeds: dict[str, tuple[tuple[frozenset[str], str], ...]]
    things: dict[str, str]
    empty: frozenset[str]
    leading: frozenset[str]


@cache
def _words() -> _Words:
    data = read_toml("undertakings")
    deeds: dict[str, list[tuple[frozenset[str], str]]] = {}
    for group in data["deeds"]:
        for phrase in group:
            words = phrase.split()
            deeds.setdefault(words[0], []).append((frozenset(words), group[0]))
    things = {word: group[0] for group in reversed(data["things"]) for word in group}
    ordered = {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in deeds.items()}
    return _Words(ordered, things, frozenset(data["empty"]), frozenset(data["leading"]))
