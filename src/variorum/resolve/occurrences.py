"""The mentions of all articles in an order that the input does not change, with the kind that all of them vote."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.language.lexicon import read_toml
from variorum.language.metonymy import acts_as_government
from variorum.language.spelling import derives
from variorum.model.annotation import Annotation, EntityKind, Mention
from variorum.model.text import Article
from variorum.resolve.names import name_key, surname_key

_ORDER: tuple[EntityKind, ...] = ("person", "state", "organization", "place", "group")
_TITLED, _FULL_NAME, _STATE, _IN_IT, _NAMED_SO = 3, 2, 5, 2, 3
_AROUND = 40  # characters
_APPOSITION = re.compile(r", (?:the|a|an) ((?:[a-z-]+ ){0,3}[a-z-]+)\b(?=[,.;])")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Mention number `index` of an article, with the kind that it is taken for.

    `acts`: a place does there what governments do.
    """

    article: Article
    index: int
    mention: Mention
    kind: EntityKind
    key: str
    acts: bool = False

    @property
    def place(self) -> tuple[str, int]:
        return self.article.id, self.index


def read_occurrences(articles: Sequence[Article], annotations: Mapping[str, Annotation]) -> list[Occurrence]:
    """Give all mentions in the order of article ids, each with its key and the kind settled for the key."""
    found = [
        (article, index, mention, name_key(mention.name))
        for article in sorted(articles, key=lambda a: a.id)
        if article.id in annotations
        for index, mention in enumerate(annotations[article.id].mentions)
    ]
    kinds = _settle([(mention, key, _beside(article, mention)) for article, _, mention, key in found])
    return [
        Occurrence(article, index, mention, kind, key, kind == "place" and _acts(annotations[article.id], mention))
        for article, index, mention, key in found
        if key
        for kind in (kinds.get(key, mention.kind) if _open(mention) else mention.kind,)
    ]


def _acts(annotation: Annotation, mention: Mention) -> bool:
    tokens = annotation.sentences[mention.sentence].parse.tokens
    return mention.government or acts_as_government(tokens, mention.first_token, mention.last_token)


def _open(mention: Mention) -> bool:
    """What the lexicon knows, or a title marks, is settled where it stands."""
    return mention.code is None and not (mention.kind == "person" and mention.title is not None)


def _beside(article: Article, mention: Mention) -> Counter[EntityKind]:
    """Weigh what the words around a name say of its kind: 'in X', 'the town of X', 'X, the mining company'."""
    votes: Counter[EntityKind] = Counter()
    words, text = read_toml("names"), article.text
    before = text[max(0, mention.start - _AROUND) : mention.start].lower().split()
    noun, preposition = (["", "", *before])[-2:]
    if preposition in ("of", "at") and noun in words["place_heads"]:
        votes["place"] += _NAMED_SO
    apposition = _APPOSITION.match(text, mention.end, mention.end + _AROUND)
    if apposition is not None and apposition.group(1).split()[-1] in words["body_heads"]:
        votes["organization"] += _NAMED_SO
    elif _in_it(article, mention) and noun not in words["held"]:
        votes["place"] += _IN_IT
    return votes


def _in_it(article: Article, mention: Mention) -> bool:
    """Tell whether something is 'in' what the mention names, as in a place."""
    before = article.text[max(0, mention.start - 6) : mention.start].lower()
    return before.endswith((" in ", " near ", "\nin ")) and article.text[mention.end : mention.end + 2] not in (
        "'s",
        "’s",
    )


def _settle(mentions: Sequence[tuple[Mention, str, Counter[EntityKind]]]) -> dict[str, EntityKind]:
    votes: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
    surnames: Counter[str] = Counter()
    for mention, key, beside in mentions:
        if mention.code is not None and mention.kind != "group":
            continue
        if " " not in key and not mention.text.isupper():
            votes[key].update(beside)
        # that a name is a state's is said only where the text gives evidence for it, so it weighs more
        weight = _TITLED if mention.title else _STATE if mention.kind == "state" else 1
        votes[key][mention.kind] += weight
        if mention.kind == "person" and " " in key:
            surnames[surname_key(key)] += weight
    settled: dict[str, EntityKind] = {}
    for key, counter in votes.items():
        if " " not in key and surnames[key] and counter["state"] == 0:
            counter["person"] += min(surnames[key], _FULL_NAME)
        if counter["state"]:
            counter["state"] += counter.pop("place", 0)
        settled[key] = min(counter, key=lambda kind: (-counter[kind], _ORDER.index(kind)))
    settled.update((key, "state") for key in _demonyms(settled, surnames))
    return settled


def _demonyms(settled: Mapping[str, EntityKind], surnames: Mapping[str, int]) -> list[str]:
    """Find the single words, taken for something else, that derive from the name of a state of the record."""
    starts: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(settled):
        if settled[key] == "state":
            starts[key[:3]].append(key)
    return [
        key
        for key, kind in settled.items()
        if kind in ("organization", "person", "place")
        and " " not in key
        and not surnames.get(key)
        and any(derives(key, state) for state in starts.get(key[:3], ()))
    ]
