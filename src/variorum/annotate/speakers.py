"""Who speaks: the noun phrase that is the subject of a verb of saying, and the mention that it is.

`find_speaker` gives the head of the phrase by grammar (relative clauses, participles, passives, coordinated verbs);
`speaker_extent` its words; `Resolver` the mention. What is not clear stays None: a wrong speaker is worse than none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from variorum.annotate.clauses import Tree, clause_verb, extent
from variorum.annotate.cues import read_cues
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Mention, ParsedSentence

Gender = Literal["male", "female", ""]
_SUBJECTS = ("nsubj", "csubj", "expl")
_CHAIN = 12
_LOOK_BACK = 4
_PERSONAL: Mapping[str, Gender] = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}


def find_speaker(tree: Tree, verb: int, barred: Collection[int] = ()) -> int | None:
    """Give the head of the phrase that names who says it, or None. Tokens in `barred` (quoted words) are no speaker."""
    for _ in range(_CHAIN):
        own = [i for i in tree.dependents(verb, *_SUBJECTS) if i not in barred]
        passive = [i for i in tree.dependents(verb, "nsubjpass") if i not in barred]
        if own:
            return _antecedent(tree, verb, own[0])
        if passive or tree.dependents(verb, "auxpass"):
            return _agent(tree, verb, barred)
        token = tree.tokens[verb]
        if token.head == verb or not 0 <= token.head < len(tree.tokens):
            return None
        agent = _agent(tree, verb, barred)
        if agent is not None:
            return agent
        above = _climb(tree, verb)
        if above is None or isinstance(above, _Noun):
            return above.index if above is not None and above.index not in barred else None
        if tree.dependents(above, "auxpass", "nsubjpass"):
            subject = [i for i in tree.dependents(above, "nsubjpass") if i not in barred]
            return _antecedent(tree, above, subject[0]) if subject else None
        verb = above
    return None


@dataclass(frozen=True, slots=True)
class _Noun:
    index: int


def _climb(tree: Tree, verb: int) -> "int | _Noun | None":
    """Give the verb above whose subject is this verb's too, or the noun that is its subject."""
    token = tree.tokens[verb]
    head = token.head
    if token.dep in ("acl", "relcl") and not tree.tokens[head].tag.startswith("VB"):
        after_comma = (verb > 0 and tree.tokens[verb - 1].text == ",") or tree.tokens[head].dep in ("dobj", "pobj")
        if tree.tokens[head].lemma.lower() in read_cues().texts or not after_comma:
            return _author(tree, head)
        return clause_verb(tree, head)
    if token.dep in ("ccomp", "csubj", "relcl", "parataxis"):
        return None
    if token.dep == "xcomp" and tree.dependents(head, "dobj"):
        return None
    if token.dep == "pcomp" and tree.tokens[head].text.lower() == "for":
        above = clause_verb(tree, head)
        objects = tree.dependents(above, "dobj") if above is not None else ()
        return _Noun(objects[0]) if objects else above
    return clause_verb(tree, head)


def _author(tree: Tree, noun: int) -> "int | _Noun | None":
    """Who speaks in 'his letter stating', 'issued a statement saying', 'a report saying'."""
    if tree.tokens[noun].lemma.lower() not in read_cues().texts:
        return _Noun(noun)
    owner = tree.dependents(noun, "poss")
    if owner:
        return _Noun(owner[0])
    for preposition in tree.dependents(noun, "prep"):
        if tree.tokens[preposition].text.lower() in ("by", "from"):
            return next((_Noun(i) for i in tree.dependents(preposition, "pobj")), None)
    above = clause_verb(tree, noun)
    if above is not None and tree.tokens[noun].dep in ("dobj", "pobj") and tree.dependents(above, "nsubj"):
        return above
    return _Noun(noun)


def _agent(tree: Tree, verb: int, barred: Collection[int]) -> int | None:
    by = [i for i in tree.dependents(verb, "agent", "prep") if tree.tokens[i].text.lower() == "by"]
    if not by or not (tree.tokens[verb].tag == "VBN" or tree.dependents(verb, "auxpass")):
        return None
    return next((n for i in by for n in tree.dependents(i, "pobj") if n not in barred), None)


def _antecedent(tree: Tree, verb: int, subject: int) -> int | None:
    """The noun that a relative pronoun stands for; the subject itself where it is none."""
    token = tree.tokens[subject]
    if token.tag not in ("WP", "WDT") and not (token.text.lower() == "that" and tree.tokens[verb].dep == "relcl"):
        return subject
    while tree.tokens[verb].dep == "conj" and tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
    head = tree.tokens[verb].head
    return head if tree.tokens[verb].dep in ("relcl", "acl") and head != verb else None


def speaker_extent(tree: Tree, head: int, barred: Collection[int] = ()) -> tuple[int, int]:
    """Give first and last token of the phrase around `head`: with titles, appositions, 'of ...', no relative clause."""
    relative = tree.dependents(head, "relcl", "case")
    first, last = extent(tree, head, relative)
    while first < head and (first in barred or tree.tokens[first].dep in ("prep", "mark", "advmod", "cc")):
        first += 1
    for index in range(head + 1, last + 1):
        if index in barred or index in relative:
            last = index - 1
            break
    while last > head and not tree.tokens[last].text[:1].isalnum() and tree.tokens[last].text not in (")", "%"):
        last -= 1
    return first, last


@cache
def _name_genders() -> Mapping[str, Gender]:
    names = read_toml("name_genders")
    known: dict[str, Gender] = dict.fromkeys(names["male"].split(), "male")
    known.update(dict.fromkeys(names["female"].split(), "female"))
    grammar = read_toml("cues")["grammar"]
    known.update({f"title {word}": "male" for word in grammar["male"]})
    known.update({f"title {word}": "female" for word in grammar["female"]})
    return known


def gender_of(mention: Mention) -> Gender:
    """Give the gender that a title or a given name tells, '' where neither does."""
    known = _name_genders()
    for word in (mention.title or "").lower().replace(".", "").split():
        if f"title {word}" in known:
            return known[f"title {word}"]
    words = mention.name.lower().replace(".", "").split()
    first = words[0] if words else ""
    return known.get(f"title {first}") or (known.get(first, "") if len(words) > 1 else "")


@dataclass(slots=True)
class Resolver:
    """Leads from a speaker's head token to a mention. Keeps what the article has said so far, sentence by sentence."""

    sentences: Sequence[ParsedSentence]
    mentions: Sequence[Mention]
    trees: Sequence[Tree]
    quoted: Sequence[frozenset[int]]
    _by_sentence: dict[int, list[int]] = field(default_factory=dict)
    _by_title: dict[str, list[int]] = field(default_factory=dict)
    _genders: dict[str, Gender] = field(default_factory=dict)
    _known: dict[tuple[int, int], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, mention in enumerate(self.mentions):
            self._by_sentence.setdefault(mention.sentence, []).append(index)
            if mention.kind != "person" or not mention.name.split():
                continue
            gender = gender_of(mention)
            if gender:
                self._genders.setdefault(self._surname(index), gender)
            if mention.title and mention.title.split():
                self._by_title.setdefault(mention.title.lower().split()[-1], []).append(index)

    def mention_at(self, sentence: int, token: int) -> int | None:
        """Give the narrowest mention whose last words hold the token."""
        holding = [
            i
            for i in self._by_sentence.get(sentence, ())
            if self.mentions[i].first_token <= token <= self.mentions[i].last_token
        ]
        return min(holding, key=lambda i: (self.mentions[i].end - self.mentions[i].start, i), default=None)

    def speaker(self, sentence: int, head: int) -> int | None:
        """Give the mention that the phrase around token `head` names, or None where that is unclear."""
        key = (sentence, head)
        if key not in self._known:
            self._known[key] = None  # a pronoun that leads back to itself stays unclear
            self._known[key] = self._resolve(sentence, head)
        return self._known[key]

    def _resolve(self, sentence: int, head: int) -> int | None:
        tree = self.trees[sentence]
        token = tree.tokens[head]
        if tree.dependents(head, "conj"):
            return None
        if token.tag in ("PRP", "PRP$"):
            return self._pronoun(sentence, head)
        found = self.mention_at(sentence, head)
        if found is not None:
            mention = self.mentions[found]
            return None if mention.demonym and not mention.government and token.tag in ("NNS", "NNPS", "JJ") else found
        for apposed in tree.dependents(head, "appos"):
            found = self.mention_at(sentence, apposed)
            if found is not None and self.mentions[found].kind == "person":
                return found
        return self._description(sentence, head)

    def _pronoun(self, sentence: int, head: int) -> int | None:
        word = self.trees[sentence].tokens[head].text.lower()
        if word in _PERSONAL:
            return self._nearest(sentence, head, _PERSONAL[word], ("person",))
        if word in ("it", "its"):
            return self._nearest(sentence, head, "", ("organization", "state"))
        return None

    def _nearest(self, sentence: int, head: int, gender: Gender, kinds: Collection[str]) -> int | None:
        limit = head
        looked = 0
        for index in range(sentence, max(-1, sentence - 12), -1):
            if self.sentences[index].heading and index != sentence:
                continue
            candidates = [i for i in self._candidates(index, limit, kinds) if self._fits(i, gender)]
            limit = len(self.trees[index].tokens)
            found = self._choose(index, candidates, alone=index != sentence)
            if found is not None:
                return found
            if candidates and index != sentence:
                return None
            if len(self.quoted[index]) < len(self.trees[index].tokens) // 2:
                looked += 1
            if looked > _LOOK_BACK:
                return None
            chained = self._pronoun_subject(index, gender) if index != sentence else None
            if chained is not None:
                return self.speaker(index, chained)
        return None

    def _candidates(self, sentence: int, limit: int, kinds: Collection[str]) -> list[int]:
        return [
            i
            for i in self._by_sentence.get(sentence, ())
            if self.mentions[i].last_token < limit
            and self.mentions[i].kind in kinds
            and not self.mentions[i].demonym
            and self.mentions[i].first_token not in self.quoted[sentence]
        ]

    def _fits(self, index: int, gender: Gender) -> bool:
        mention = self.mentions[index]
        known = gender_of(mention) or self._genders.get(self._surname(index), "")
        return not gender or not known or gender == known

    def _choose(self, sentence: int, candidates: Sequence[int], alone: bool) -> int | None:
        """The one that is named `alone`, else (and within the pronoun's own sentence) the subject of a clause."""
        if alone and len({self._surname(i) for i in candidates}) == 1:
            return candidates[-1]
        tree = self.trees[sentence]
        subjects = [i for i in candidates if self._is_subject(tree, self.mentions[i])]
        return subjects[-1] if len({self._surname(i) for i in subjects}) == 1 else None

    def _surname(self, index: int) -> str:
        words = self.mentions[index].name.lower().split()
        return words[-1] if words else ""

    @staticmethod
    def _is_subject(tree: Tree, mention: Mention) -> bool:
        tokens = tree.tokens[mention.first_token : mention.last_token + 1]
        return any(token.dep in ("nsubj", "nsubjpass") for token in tokens)

    def _pronoun_subject(self, sentence: int, gender: Gender) -> int | None:
        tree = self.trees[sentence]
        for index, token in enumerate(tree.tokens):
            if token.dep in ("nsubj", "nsubjpass") and index not in self.quoted[sentence]:
                if _PERSONAL.get(token.text.lower(), None) == (gender or None):
                    return index
        return None

    def _description(self, sentence: int, head: int) -> int | None:
        """'The minister' is the last person so titled, if only one person in the text before bears that title."""
        tree = self.trees[sentence]
        token = tree.tokens[head]
        determiners = [tree.tokens[i].text.lower() for i in tree.dependents(head, "det")]
        if token.tag != "NN" or "the" not in determiners or len(tree.children[head]) > 2:
            return None
        limit = self.sentences[sentence].start + token.start
        titled = [i for i in self._by_title.get(token.text.lower(), ()) if self.mentions[i].end <= limit]
        return titled[-1] if len({self._surname(i) for i in titled}) == 1 else None
