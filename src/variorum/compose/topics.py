"""Which issues of a story's parties are one, whoever speaks of them: 'joining the pact', 'membership in it'.

Issues are compared by their telling words, those that mean one thing made one (data/issues.toml); names count half,
since a story's parties stand in most of its issues. An issue that excludes or denies what another names is its reverse:
to be against a deal without Borduria is to be for Borduria's part in it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compose.alike import Words, group_by
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, StanceMention, Token
from variorum.model.text import Span

_TELLING = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "ADP", "X", "PART", "DET")
_COMMON = 200  # a word in more groups than this finds none; so many issues may give a group its name
_LIGHT = 0.5  # the weight of a name or an adjective; a word of its own has 1


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue's telling words: `words` in normal form, `light` those that are names or only qualify another.

    `names` are the entities in it. `head` is the word that the others hang on. `reverse` says that it excludes or
    denies what the words name.
    """

    text: str
    words: Words
    light: Words = frozenset()
    names: Words = frozenset()
    head: str = ""
    reverse: bool = False


def read_issue(annotation: Annotation, mention: StanceMention, entities: Mapping[tuple[str, int], str]) -> Issue:
    """Read the issue of a stance off its words; `entities` tells which entity a mention of an article is."""
    sentence = annotation.sentences[mention.sentence]
    places = [
        (token, Span(sentence.start + token.start, sentence.start + token.end)) for token in sentence.parse.tokens
    ]
    within = [(token, place) for token, place in places if mention.issue_span.contains(place)]
    named = _names(annotation, mention, entities)
    tokens = [token for token, place in within if not any(place.overlaps(span) for span in named)]
    names = frozenset(named.values())
    table = _table()
    lemmas = [token.lemma.lower() for token in tokens if token.pos in _TELLING]
    reversals = sum(lemma in table.reverses for lemma in lemmas)
    words, light = set(), set()
    for token in tokens:
        lemma = token.lemma.lower()
        if lemma in table.exclusions:
            words.add(table.classes.get("involve", "involve"))
        elif _is_telling(token) and lemma not in table.empty and lemma not in table.reverses:
            word = table.classes.get(lemma, lemma)
            words.add(word)
            if token.pos == "ADJ" or token.dep == "compound":
                light.add(word)
    if not words and not names:
        words.update(lemmas or mention.issue.lower().split())
    return Issue(
        mention.issue, frozenset(words) | names, frozenset(light) | names, names, _head(tokens), reversals % 2 == 1
    )


def group_issues(issues: Sequence[Issue], actors: Sequence[str]) -> list[list[int]]:
    """Give groups of indices of the issues that are one, each index once; `actors[i]` is whose issue it is.

    An issue that stands alone goes with a group that has one much like it, and a bare word ('the exchange') with the
    one fuller issue of which it is the head.
    """
    groups = group_by([i.words for i in issues], lambda a, b: _are_one(issues[a], issues[b]))
    wordings = [list({issues[i].words: issues[i] for i in group}.values()) for group in groups]
    parties = [len({actors[i] for i in group}) for group in groups]
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(wordings):
        for word in sorted({word for issue in found for word in issue.words}):
            by_word[word].append(number)
    joined: dict[int, int] = {}
    taken: set[int] = set()
    for number, (issue, *others) in enumerate(wordings):
        if number in taken or others:
            continue
        lists = [by_word[word] for word in sorted(issue.words)]
        near = sorted({n for found in lists if len(found) <= _COMMON for n in found} - {number, *joined})
        fuller = _nearest(issue, near, wordings) if len(issue.words) > 1 else _fuller(issue, near, wordings, parties)
        if fuller is not None:
            joined[number] = fuller
            taken.add(fuller)
    made = [list(group) for group in groups]
    for number, fuller in joined.items():
        made[fuller] += groups[number]
    return [sorted(group) for number, group in enumerate(made) if number not in joined]


def name_topic(issues: Sequence[Issue], told: Sequence[int]) -> tuple[str, bool]:
    """Give the issue that is most like all of them, each told so often, and whether it names the reverse.

    Of very many only those are held against each other that are told most.
    """
    order = sorted(range(len(issues)), key=lambda i: (-told[i], len(issues[i].text), issues[i].text))[:_COMMON]

    def rank(index: int) -> tuple[bool, bool, float, int, str]:
        issue = issues[index]
        telling = issue.text.split()[0].lower() not in _table().leading
        likeness = sum(told[i] * _likeness(issue, issues[i]) for i in sorted(order))
        return (not issue.reverse, telling, likeness, -len(issue.text), issue.text)

    best = issues[max(sorted(order), key=rank)]
    return best.text, best.reverse


def _nearest(issue: Issue, near: Sequence[int], wordings: Sequence[Sequence[Issue]]) -> int | None:
    """The group that has the issue most like one that stands alone."""
    likeness = {n: max(_likeness(issue, other) for other in wordings[n]) for n in near}
    best = max(near, key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= _table().much else None


def _fuller(
    issue: Issue, near: Sequence[int], wordings: Sequence[Sequence[Issue]], parties: Sequence[int]
) -> int | None:
    """The group of the only fuller issue that has the bare word as its head, or of that which most parties speak of."""
    (word,) = issue.words
    found = [n for n in near if any(other.head == word for other in wordings[n])]
    ranked = sorted(found, key=lambda n: -parties[n])[:2]
    if not ranked or (len(ranked) > 1 and parties[ranked[0]] == parties[ranked[1]]):
        return None
    return ranked[0]


def _are_one(first: Issue, second: Issue) -> bool:
    table = _table()
    shared = first.words & second.words
    overlap = _likeness(first, second)
    if not overlap or first.words == second.words:
        return bool(overlap)
    light = first.light | second.light
    if overlap >= table.overlap or (len(shared - light) >= table.shared and overlap >= table.overlap_of_many):
        return True
    shorter = min(_weigh(first.words, light), _weigh(second.words, light))
    return shorter >= table.telling and _weigh(shared, light) / shorter >= table.containment


def _likeness(first: Issue, second: Issue) -> float:
    """The share of all their words that both have, 0 where they cannot be one."""
    if first.words & second.words <= first.names | second.names:
        return float(first.words == second.words and first.reverse == second.reverse)
    if first.names - second.names and second.names - first.names:
        return 0.0  # to join one alliance is not to join another
    light = first.light | second.light
    return _weigh(first.words & second.words, light) / _weigh(first.words | second.words, light)


def _weigh(words: Words, light: Words) -> float:
    return len(words) - (1 - _LIGHT) * len(words & light)


def _names(annotation: Annotation, mention: StanceMention, entities: Mapping[tuple[str, int], str]) -> dict[Span, str]:
    found = {}
    for index, name in enumerate(annotation.mentions):
        entity = entities.get((annotation.article, index))
        if entity is not None and mention.issue_span.contains(Span(name.start, name.end)):
            found[Span(name.start, name.end)] = entity
    return found


def _is_telling(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "VERB", "ADJ", "X") and token.text[:1].isalnum()


def _head(tokens: Sequence[Token]) -> str:
    """The class of the last noun before a preposition or clause, else of the first telling word."""
    table, head = _table(), ""
    for token in tokens:
        lemma = token.lemma.lower()
        if not _is_telling(token) or lemma in table.empty:
            if head and token.pos in ("ADP", "SCONJ", "PART", "PRON"):
                break
            continue
        if not head or token.pos in ("NOUN", "PROPN"):
            head = table.classes.get(lemma, lemma)
        else:
            break
    return head


@dataclass(frozen=True, slots=True)
class _Table:
    classes: Mapping[str, str]
    reverses: frozenset[str]
    exclusions: frozenset[str]
    empty: frozenset[str]
    leading: frozenset[str]
    much: float
    overlap: float
    overlap_of_many: float
    containment: float
    telling: float
    shared: float


@cache
def _table() -> _Table:
    data, undertakings = read_toml("issues"), read_toml("undertakings")
    classes: dict[str, str] = {}
    for group in (*data["same"], *undertakings["things"], *undertakings["deeds"]):
        known = next((classes[word] for word in group if word in classes), group[0])
        for word in group:
            classes.setdefault(word, known)
    return _Table(
        classes=classes,
        reverses=frozenset(data["reverses"]),
        exclusions=frozenset(data["exclusions"]),
        empty=frozenset(data["empty"]),
        leading=frozenset(data["leading"]),
        much=data["much"],
        overlap=data["overlap"],
        overlap_of_many=data["overlap_of_many"],
        containment=data["containment"],
        telling=data["telling"],
        shared=data["shared"],
    )
