"""Which mention a noun phrase is as a party: names, offices that speak for a state, pronouns, 'we', 'both sides'."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.annotate.antecedents import Place
from variorum.annotate.clauses import Tree, coordinated, read_tree
from variorum.annotate.pairs import Pairs
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Mention, ParsedSentence, Quotation
from variorum.model.text import Article, Span

_NEAR = 70  # characters between a name and the body whose office it holds
# 'Ottokar, the special envoy of the …', 'Ottokar, who mediated on behalf of the …'
_OFFICE_BEHIND = re.compile(
    r", (?:the |an? )?(?:[\w-]+ ){1,4}of (?:the )?|,? (?:who|which) (?:\w+ ){1,3}(?:on behalf of|for) (?:the )?"
)
PARTIES = ("person", "organization", "state", "group")
_MODIFIERS = ("poss", "amod", "compound", "nmod")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what is known of it. `held` gives the mentions at each token, the narrowest first.

    `pronouns` gives the mention for pronouns of the sentence, `pair` the two parties that 'both sides' would be,
    `powers` the state or body for which each person of that surname holds office,
    `titles` what titles the article gives them.
    """

    sentence: ParsedSentence
    tree: Tree
    mentions: Sequence[Mention]
    held: Mapping[int, tuple[int, ...]]
    pronouns: Mapping[int, int]
    quotations: tuple[Quotation, ...]
    pair: tuple[int, ...]
    powers: Mapping[str, int]
    titles: Mapping[str, frozenset[str]]

    def span(self, bounds: tuple[int, int]) -> Span:
        """Give the article's span from the first to the last token."""
        return self.sentence.span(*bounds)

    def speaker(self, token: int) -> int | None:
        """Give the speaker of the shortest statement that holds the token, or None."""
        quotation = self.quotation(token)
        return None if quotation is None or not quotation.polarity else quotation.speaker

    def quotation(self, token: int) -> Quotation | None:
        """Give the shortest statement that holds the token, or None."""
        place = self.sentence.span(token, token)
        holding = [q for q in self.quotations if q.content.contains(place)]
        return min(holding, key=lambda q: (q.content.end - q.content.start, q.content), default=None)


def read_scenes(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    pronouns: Mapping[Place, int],
) -> tuple[Scene, ...]:
    """Give a scene for each sentence that is no heading. `pronouns` are those of `resolve_pronouns`."""
    held: dict[int, dict[int, list[int]]] = {}
    for index, mention in enumerate(mentions):
        for token in range(mention.first_token, mention.last_token + 1):
            held.setdefault(mention.sentence, {}).setdefault(token, []).append(index)
    stands_for: dict[int, dict[int, int]] = {}
    for (sentence, token), mention_index in pronouns.items():
        stands_for.setdefault(sentence, {})[token] = mention_index
    spoken = _quotations_by_sentence(sentences, quotations)
    pairs = Pairs(article, mentions)
    powers = _read_powers(article, mentions)
    titles = _read_titles(mentions)
    return tuple(
        Scene(
            sentence,
            read_tree(sentence.parse),
            mentions,
            {t: _narrowest(found, mentions) for t, found in held.get(sentence.index, {}).items()},
            stands_for.get(sentence.index, {}),
            spoken.get(sentence.index, ()),
            pairs.before(sentence.end),
            powers,
            titles,
        )
        for sentence in sentences
        if not sentence.heading and sentence.parse.tokens
    )


def find_party(scene: Scene, head: int) -> int | None:
    """Give the mention that the phrase around token `head` is as a party, or None.

    'Ottokar' and 'Syldavia' are themselves; 'Syldavian officials' and 'the parliament of Syldavia' are Syldavia;
    'he' is whom the pronoun stands for; 'we' in somebody's words is the speaker.
    """
    tree, words = scene.tree, _words()
    token = tree.tokens[head]
    if token.text.lower() in words.first_person:
        return scene.speaker(head)
    if head in scene.pronouns:
        return _party(scene, [scene.pronouns[head]])
    held = scene.held.get(head, ())
    named = _party(scene, held)
    if named is not None or held:
        return held[0] if named is None else named  # a place that acts stands for those who rule it
    owner = next((i for i in tree.dependents(head, "poss") if tree.tokens[i].tag == "PRP$"), None)
    if owner is not None and token.lemma.lower() in words.spokes:
        return _power_of(scene, find_party(scene, owner))  # 'her government'
    apposed = _first_party(scene, tree.dependents(head, "appos"), ("person",))
    if apposed is not None or token.lemma.lower() not in words.spokes:
        return apposed
    owners = list(tree.dependents(head, *_MODIFIERS))
    owners += [t for i in owners for t in tree.dependents(i, *_MODIFIERS)]
    owned = _first_party(scene, owners, PARTIES)
    if owned is not None:
        return owned
    of = [
        n
        for p in tree.dependents(head, "prep")
        if tree.tokens[p].lemma in ("of", "from", "for")
        for n in tree.dependents(p, "pobj")
    ]
    return _first_party(scene, of, PARTIES)


def find_parties(scene: Scene, heads: Collection[int]) -> tuple[int, ...]:
    """Give the parties of several phrases, each once; 'both sides' and 'diplomats from A and B' are two."""
    found: list[int] = []
    for head in heads:
        several = _parties_within(scene, head)
        one = None if several else find_party(scene, head)
        found.extend(i for i in (several if one is None else (one,)) if i not in found)
    places = [i for i in found if scene.mentions[i].kind == "place" and not scene.mentions[i].government]
    return tuple(i for i in found if i not in places or len(places) == len(found))  # the place of a dateline


def is_own(scene: Scene, head: int) -> bool:
    """Tell whether a phrase is in itself the speaker's or what is its own: 'it', 'we', 'his party', 'the bloc'."""
    token = scene.tree.tokens[head]
    if token.tag == "PRP" or head in scene.pronouns:
        return True
    return any(scene.tree.tokens[i].tag == "PRP$" for i in scene.tree.dependents(head, "poss"))


def stands_for_owner(scene: Scene, head: int) -> bool:
    """Tell whether the phrase is no name itself, but of an office or arm of one: 'the Syldavian navy'."""
    held = scene.held.get(head, ())
    return not held and scene.tree.tokens[head].lemma.lower() in _words().spokes


def power_of_title(scene: Scene, person: Mention) -> int | None:
    """Give the state or body for which a person holds office, or None where the article does not say."""
    return scene.powers.get(person.name.split()[-1]) if person.name.split() else None


def find_target(scene: Scene, bounds: tuple[int, int], without: int | None = None) -> int | None:
    """Give the party whom the phrase concerns: the last one named within it ('membership for Syldavia'), or None."""
    found = None
    name = scene.mentions[without].name if without is not None else None
    for token in range(bounds[0], bounds[1] + 1):
        here = _party(scene, scene.held.get(token, ()))
        if here is not None and scene.mentions[here].name != name:
            found = here
    return found


def speaks_for(scene: Scene, speaker: int, party: int) -> bool:
    """Tell whether the speaker is the party, or bears a title of it ('Syldavian minister …' for Syldavia)."""
    mentions = scene.mentions
    one, other = mentions[speaker], mentions[party]
    if speaker == party or one.name == other.name or (one.code is not None and one.code == other.code):
        return True
    surname = one.name.split()[-1:] or [""]
    if other.kind == "person":
        return one.kind == "person" and other.name.split()[-1:] == surname
    power = scene.powers.get(surname[0])
    if power is not None and (mentions[power].name == other.name or _same_code(mentions[power], other)):
        return True
    stem = other.name.lower()[: max(4, len(other.name) - 3)]
    return any(stem in title for title in scene.titles.get(surname[0], ()))


def _same_code(one: Mention, other: Mention) -> bool:
    return one.code is not None and one.code == other.code


def _power_of(scene: Scene, person: int | None) -> int | None:
    """The state or body in whose name a person holds office, by the titles that the article prints, or the person."""
    if person is None or scene.mentions[person].kind != "person":
        return person
    return scene.powers.get(scene.mentions[person].name.split()[-1], person)


def _read_titles(mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.title and mention.name:
            found.setdefault(mention.name.split()[-1], set()).add(mention.title.lower())
    return {surname: frozenset(titles) for surname, titles in found.items()}


def _read_powers(article: Article, mentions: Sequence[Mention]) -> dict[str, int]:
    """The state or body named in the title of each person, or in words behind the name, by surname."""
    powers = sorted((m.start, i) for i, m in enumerate(mentions) if m.kind in ("state", "organization") or m.government)
    starts = [start for start, _ in powers]
    found: dict[str, int] = {}
    behind: dict[str, int] = {}
    for mention in mentions:
        if mention.kind != "person" or not mention.name.split():
            continue
        surname = mention.name.split()[-1]
        if mention.title_span is not None:
            first = bisect_left(starts, mention.title_span.start)
            if first < len(powers) and starts[first] < mention.title_span.end:
                found.setdefault(surname, powers[first][1])
        following = bisect_left(starts, mention.end)
        near = following < len(powers) and starts[following] - mention.end <= _NEAR
        if near and _OFFICE_BEHIND.fullmatch(article.text, mention.end, starts[following]):
            behind.setdefault(surname, powers[following][1])
    return behind | found


def _parties_within(scene: Scene, head: int) -> tuple[int, ...]:
    tree, words = scene.tree, _words()
    token = tree.tokens[head]
    if token.lemma.lower() in words.pairs:
        beside = [tree.tokens[i].text.lower() for i in tree.dependents(head, "det", "nummod", "predet")]
        if words.pair_words.intersection(beside):
            return scene.pair
    if token.text.lower() == "both" and not tree.children[head]:
        return scene.pair
    if scene.held.get(head) or token.lemma.lower() not in words.spokes:
        return ()
    of = [
        n
        for p in tree.dependents(head, "prep")
        if tree.tokens[p].lemma in ("of", "from")
        for n in tree.dependents(p, "pobj")
    ]
    named = [find_party(scene, n) for i in of for n in coordinated(tree, i)]
    modifiers = [
        _party(scene, scene.held.get(t, ())) for i in tree.dependents(head, *_MODIFIERS) for t in coordinated(tree, i)
    ]
    for group in (named, modifiers):
        found = tuple(dict.fromkeys(i for i in group if i is not None))
        if len(found) > 1:
            return found
    return ()


def _party(scene: Scene, candidates: Collection[int]) -> int | None:
    for index in candidates:
        mention = scene.mentions[index]
        if mention.kind in PARTIES or mention.government:
            return index
    return None


def _first_party(scene: Scene, heads: Collection[int], kinds: Collection[str]) -> int | None:
    for head in heads:
        index = _party(scene, scene.held.get(head, ()))
        if index is not None and scene.mentions[index].kind in kinds:
            return index
    return None


def _narrowest(found: Collection[int], mentions: Sequence[Mention]) -> tuple[int, ...]:
    return tuple(sorted(found, key=lambda i: (mentions[i].end - mentions[i].start, i)))


def _quotations_by_sentence(
    sentences: Sequence[ParsedSentence], quotations: Sequence[Quotation]
) -> dict[int, tuple[Quotation, ...]]:
    """A statement may run over several sentences: it counts in each."""
    waiting = sorted(quotations, key=lambda q: q.content)
    found: dict[int, list[Quotation]] = {}
    first = 0
    for quotation in waiting:
        while first < len(sentences) and sentences[first].end <= quotation.content.start:
            first += 1
        place = first
        while place < len(sentences) and sentences[place].start < quotation.content.end:
            found.setdefault(sentences[place].index, []).append(quotation)
            place += 1
    return {index: tuple(items) for index, items in found.items()}


@dataclass(frozen=True, slots=True)
class _Words:
    spokes: frozenset[str]
    pairs: frozenset[str]
    pair_words: frozenset[str]
    first_person: frozenset[str]


@cache
def _words() -> _Words:
    data = read_toml("parties")
    return _Words(
        frozenset(data["spokes"]),
        frozenset(data["pairs"]),
        frozenset(data["pair_words"]),
        frozenset(data["first_person"]),
    )
