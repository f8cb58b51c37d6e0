"""Which mention a speaker's phrase is: a name, a pronoun that leads back to one, 'the minister' for one so titled.

What is not clear stays None: a wrong speaker is worse than none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from variorum.annotate.clauses import Tree
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Mention, ParsedSentence

Gender = Literal["male", "female", ""]
_LOOK_BACK = 4
_STEM = 5  # letters by which 'Syldavian' and 'Syldavia' are one
_PERSONAL: Mapping[str, Gender] = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}


@cache
def _name_genders() -> Mapping[str, Gender]:
    names = read_toml("name_genders")
    known: dict[str, Gender] = dict.fromkeys(names["male"].split(), "male")
    known.update(dict.fromkeys(names["female"].split(), "female"))
    grammar = read_toml("speakers")["gender"]
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
        """A subject, or the noun of a relative clause in which it is one ('Smith, who resigned')."""
        for index in range(mention.first_token, min(mention.last_token + 1, len(tree.tokens))):
            if tree.tokens[index].dep in ("nsubj", "nsubjpass"):
                return True
            relative = [s for verb in tree.dependents(index, "relcl") for s in tree.dependents(verb, "nsubj")]
            if any(tree.tokens[s].tag == "WP" for s in relative):
                return True
        return False

    def _pronoun_subject(self, sentence: int, gender: Gender) -> int | None:
        tree = self.trees[sentence]
        for index, token in enumerate(tree.tokens):
            subject = token.dep in ("nsubj", "nsubjpass") and index not in self.quoted[sentence]
            if subject and gender and _PERSONAL.get(token.text.lower()) == gender:
                return index
        return None

    def _description(self, sentence: int, head: int) -> int | None:
        """'The minister' is the last person so titled, if only one person in the text before bears that title; 'the
        Syldavian foreign minister' whoever bears these words in the title."""
        tree = self.trees[sentence]
        token = tree.tokens[head]
        determiners = [tree.tokens[i].text.lower() for i in tree.dependents(head, "det")]
        if token.tag != "NN" or "the" not in determiners:
            return None
        limit = self.sentences[sentence].start + token.start
        titled = [i for i in self._by_title.get(token.text.lower(), ()) if self.mentions[i].end <= limit]
        beside = [i for i in tree.children[head] if tree.tokens[i].dep not in ("det", "punct")]
        if any(tree.tokens[i].dep not in ("amod", "compound") for i in beside):
            return None
        stems = [tree.tokens[i].text.lower()[:_STEM] for i in beside]
        if len(beside) > 1:
            titled = [i for i in titled if self._has_words(i, stems)]
        return titled[-1] if len({self._surname(i) for i in titled}) == 1 else None

    def _has_words(self, index: int, stems: Sequence[str]) -> bool:
        words = (self.mentions[index].title or "").lower().split()
        return all(any(word.startswith(stem) for word in words) for stem in stems)
