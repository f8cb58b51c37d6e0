"""Whom a pronoun or a description stands for, by salience, and only where that leaves no doubt.

After Lappin and Leass (1994): every mention adds weight to whom it names, more as a subject than as an object, more for
who has just spoken; the weight halves with each sentence. 'He', 'it', 'the minister' is the weightiest of those that
fit in gender, kind and words, unless the next comes close. Somebody without a name ('a soldier') takes part, so that a
'he' which means the soldier is no named person. What is not clear stays None: a wrong speaker is worse than none.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.annotate.clauses import Tree, coordinated, read_tree
from variorum.annotate.epithets import Epithet, is_bare_body, read_epithet
from variorum.annotate.referents import Gender, Referent, Referents, mention_head, read_referents
from variorum.annotate.speakers import speaking_nouns
from variorum.language.gazetteer import look_up
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Mention, ParsedSentence

Place = tuple[int, int]  # a sentence and a token in it
_PERSONAL: Mapping[str, Gender] = {
    "he": "male", "his": "male", "him": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_SINGULAR = ("it", "its", "itself")
_PLURAL = ("they", "their", "them", "themselves")
_BODIES = ("organization", "state")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Reference:
    """What was found: the index of a mention, or of several that are meant together.

    Where a pronoun means somebody without a name ('a soldier'), `noun` is where that one was first told of.
    """

    mention: int | None
    joint: tuple[int, ...] = ()
    noun: Place | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation's speaker: the head of the phrase, and the tokens of the content in the same sentence."""

    place: Place
    content: frozenset[int]


def find_references(
    sentences: Sequence[ParsedSentence],
    trees: Sequence[Tree],
    mentions: Sequence[Mention],
    speeches: Sequence[Speech],
    quoted: Sequence[Collection[int]],
) -> Mapping[Place, Reference]:
    """Give what pronouns and descriptions stand for, by sentence and token; those that stay unclear are missing.

    `quoted[i]` are the tokens of sentence i in quote marks: what a speaker says of himself or others is passed over.
    """
    reader = _Reader(mentions, trees, read_referents(mentions, trees))
    for speech in speeches:
        reader.speeches[speech.place] = reader.speeches.get(speech.place, frozenset()) | speech.content
    for index, mention in enumerate(mentions):
        reader.heads[mention.sentence, mention_head(trees[mention.sentence], mention)] = index
        for token in range(mention.first_token, mention.last_token + 1):
            reader.covered.setdefault((mention.sentence, token), index)
    for sentence in sentences:
        if not sentence.heading:
            reader.read(sentence.index, quoted[sentence.index])
    return reader.found


def resolve_pronouns(sentences: Sequence[ParsedSentence], mentions: Sequence[Mention]) -> Mapping[Place, int]:
    """Give the mention for each pronoun, and each 'the bloc', that stands for one alone, by sentence and token."""
    trees = [read_tree(sentence.parse) for sentence in sentences]
    references = find_references(sentences, trees, mentions, (), [()] * len(sentences))
    heads = {(m.sentence, mention_head(trees[m.sentence], m)): i for i, m in enumerate(mentions)}
    found = {place: index for place, index in heads.items() if is_bare_body(trees[place[0]], place[1])}
    for (sentence, token), reference in references.items():
        like = trees[sentence].tokens[token].tag in ("PRP", "PRP$") or is_bare_body(trees[sentence], token)
        if like and reference.mention is not None:
            found[sentence, token] = reference.mention
    return found


@dataclass(slots=True)
class _Reader:
    mentions: Sequence[Mention]
    trees: Sequence[Tree]
    referents: Referents
    speeches: dict[Place, frozenset[int]] = field(default_factory=dict)
    heads: dict[Place, int] = field(default_factory=dict)
    covered: dict[Place, int] = field(default_factory=dict)
    found: dict[Place, Reference] = field(default_factory=dict)
    _nouns: dict[int, Place] = field(default_factory=dict)
    _weight: dict[int, float] = field(default_factory=dict)
    _nameless: dict[int, Referent] = field(default_factory=dict)
    _known: set[int] = field(default_factory=set)
    _persons: list[int] = field(default_factory=list)
    _called: dict[str, list[int]] = field(default_factory=dict)
    _met: int = 0
    _group: tuple[int, ...] = ()
    _group_age: int = 0
    _here: dict[int, int] = field(default_factory=dict)  # referents of this sentence, by token

    def read(self, sentence: int, quoted: Collection[int]) -> None:
        tree = self.trees[sentence]
        if any(token not in quoted and tree.tokens[token].pos != "PUNCT" for token in range(len(tree.tokens))):
            self._age()
        self._here = {}
        for token in range(len(tree.tokens)):
            if token not in quoted:
                self._read_token(sentence, token)

    def _age(self) -> None:
        rules = read_toml("speakers")["salience"]
        self._weight = {r: w * rules["decay"] for r, w in self._weight.items() if w * rules["decay"] >= rules["least"]}
        self._group_age += 1

    def _read_token(self, sentence: int, token: int) -> None:
        tree = self.trees[sentence]
        index = self.heads.get((sentence, token))
        referent: int | None = None
        if index is not None:
            referent = self.referents.of[index]
            if self._is_compatriot(sentence, token):
                referent = self._read_noun(sentence, token)
            elif referent is None:
                self.found[sentence, token] = Reference(None)  # a surname that two persons bear
        elif (sentence, token) in self.covered or (sentence, token) in self.referents.described:
            return
        elif tree.tokens[token].tag in ("PRP", "PRP$"):
            referent = self._read_pronoun(sentence, token)
        elif tree.tokens[token].tag in ("NN", "NNS", "JJ"):
            referent = self._read_noun(sentence, token)
        if referent is not None:
            spoken = (sentence, token) in self.speeches
            weight = _role_weight(tree, token, spoken)
            self._weight[referent] = max(weight, self._weight.get(referent, 0.0))
            self._meet_named(referent)
            self._here[token] = referent
            self._read_group(sentence, token)

    def _meet_named(self, referent: int) -> None:
        if referent < 0 or referent in self._known:
            return
        self._known.add(referent)
        known = self.referents.table[referent]
        for word in sorted(known.words):
            self._called.setdefault(word, []).append(referent)
        if known.kind == "person":
            self._persons.append(referent)

    def _is_compatriot(self, sentence: int, token: int) -> bool:
        """'The Italian' is one man, though a list has Italians for a people."""
        mention, noun = self.mentions[self.heads[sentence, token]], self.trees[sentence].tokens[token]
        if mention.kind != "group":
            return mention.demonym and not mention.government
        return noun.tag in ("NN", "NNP", "JJ") and any(sense.form == "person" for sense in look_up(noun.text))

    def _read_group(self, sentence: int, token: int) -> None:
        """Remember 'A and B' as the two that 'they' may be."""
        tree = self.trees[sentence]
        first = tree.tokens[token].head if tree.tokens[token].dep == "appos" else token
        first = tree.tokens[first].head if tree.tokens[first].dep == "conj" else first
        members = [self._member(sentence, i) for i in coordinated(tree, first)]
        named = tuple(dict.fromkeys(m for m in members if m is not None))
        subject = tree.tokens[first].dep in _SUBJECTS
        if subject and len(named) == len(members) > 1:
            self._group, self._group_age = named, 0

    def _member(self, sentence: int, token: int) -> int | None:
        places = (token, *self.trees[sentence].dependents(token, "appos"))
        found = (self._here.get(i) for i in places)
        return next((r for r in found if r is not None and r >= 0), None)

    def _referent(self, index: int) -> Referent:
        return self._nameless[index] if index < 0 else self.referents.table[index]

    def _read_pronoun(self, sentence: int, token: int) -> int | None:
        word = self.trees[sentence].tokens[token].text.lower()
        if word in _PERSONAL:
            gender = _PERSONAL[word]
            fits = [r for r in self._weight if self._is_person(r) and self._referent(r).gender in (gender, "")]
            chosen = self._choose(sentence, token, fits, gender=gender)
            if chosen is not None:
                self._referent(chosen).gender = gender
            if chosen is not None and chosen < 0:
                self.found[sentence, token] = Reference(None, noun=self._nouns[chosen])
            return self._settle(sentence, token, chosen)
        if word in _PLURAL and self._group and self._group_age <= read_toml("speakers")["salience"]["group_age"]:
            self.found[sentence, token] = Reference(None, self._names(self._group))
            self._group_age = 0
            return None
        if word in _SINGULAR or word in _PLURAL:
            kinds = (*_BODIES, "group") if word in _PLURAL else _BODIES
            fits = [r for r in self._weight if self._referent(r).kind in kinds]
            return self._settle(sentence, token, self._choose(sentence, token, fits))
        return None

    def _is_person(self, referent: int) -> bool:
        return self._referent(referent).kind == "person"

    def _settle(self, sentence: int, token: int, chosen: int | None) -> int | None:
        if chosen is not None and chosen >= 0:
            self.found[sentence, token] = Reference(self.referents.table[chosen].name)
        return chosen

    def _names(self, referents: Collection[int]) -> tuple[int, ...]:
        return tuple(self.referents.table[r].name for r in referents)

    def _choose(
        self, sentence: int, token: int, fits: Collection[int], lead: str = "lead", gender: Gender = ""
    ) -> int | None:
        """The weightiest, if it leads the next clearly; whom the words of the same statement name counts for less."""
        rules = read_toml("speakers")["salience"]
        barred = set(self._barred(sentence, token))
        content = self.speeches.get((sentence, token), frozenset())
        inside = {r for t, r in self._here.items() if t in content}
        weights = {r: self._weight[r] * (rules["within"] if r in inside else 1.0) for r in fits if r not in barred}
        if gender:
            sure = {r for r in weights if self._referent(r).gender == gender}
            weights = {r: w * (rules["sure_gender"] if r in sure else 1.0) for r, w in weights.items()}
        ranked = sorted(weights, key=lambda r: (-weights[r], r))
        if not ranked or weights[ranked[0]] < rules["enough"]:
            return None
        if len(ranked) > 1 and weights[ranked[1]] > rules[lead] * weights[ranked[0]]:
            return None
        return ranked[0]

    def _barred(self, sentence: int, token: int) -> Iterator[int]:
        """'He' and 'him' of one verb are two; 'him' is not the subject of its own clause."""
        tree = self.trees[sentence]
        if tree.tokens[token].dep not in ("dobj", "dative", "pobj"):
            return
        verb = tree.tokens[token].head
        if tree.tokens[token].dep == "pobj":
            verb = tree.tokens[verb].head
        for subject in tree.dependents(verb, *_SUBJECTS):
            if subject in self._here and not tree.tokens[token].text.lower().endswith("self"):
                yield self._here[subject]

    def _read_noun(self, sentence: int, token: int) -> int | None:
        """'The minister' for one so called, 'the Italian', 'the company'; or somebody new, who has no name."""
        epithet = read_epithet(self.trees[sentence], token)
        if epithet is None:
            return None
        if epithet.count:
            joint = self._find_pair(epithet)
            if joint:
                self.found[sentence, token] = Reference(None, self._names(joint))
                self._group, self._group_age = joint, 0
            return None
        if epithet.definite:
            fits = self._bearers(epithet)
            near = [r for r in fits if r in self._weight]
            chosen = fits[0] if len(fits) == 1 else self._choose(sentence, token, near, "lead_described")
            if not fits and (epithet.free or self._is_alone(epithet)):
                near = [r for r in self._weight if epithet.may_be(self._referent(r))]
                chosen = self._choose(sentence, token, near)
            if not fits and is_bare_body(self.trees[sentence], token):
                chosen = self._choose(sentence, token, [r for r in self._weight if self._referent(r).kind in _BODIES])
            if chosen is not None:
                return self._settle(sentence, token, chosen)
        return self._meet(epithet, (sentence, token)) if epithet.person else None

    def _is_alone(self, epithet: Epithet) -> bool:
        """Only one person was named so far, and what he is was not said: 'the minister' says it."""
        if not epithet.person or len(self._persons) != 1:
            return False
        return not self.referents.table[self._persons[0]].words & speaking_nouns("persons")

    def _find_pair(self, epithet: Epithet) -> tuple[int, ...]:
        """'The two ministers': the two last named together, or the only two that bear the word."""
        table = self.referents.table
        if len(self._group) == epithet.count and self._group_age <= read_toml("speakers")["salience"]["pair_age"]:
            persons = all(table[r].kind == "person" for r in self._group)
            if persons and (epithet.free or all(epithet.fits(table[r]) for r in self._group)):
                return self._group
        fits = tuple(self._bearers(epithet))
        return fits if len(fits) == epithet.count else ()

    def _bearers(self, epithet: Epithet) -> list[int]:
        """Those named so far who are called so; where very many are, 'the minister' is none of them."""
        known = [r for word in sorted(epithet.names) for r in self._called.get(word, ())]
        if len(known) > read_toml("speakers")["salience"]["most_bearers"]:
            return []
        return [r for r in sorted(set(known)) if epithet.fits(self._referent(r))]

    def _meet(self, epithet: Epithet, place: Place) -> int:
        """Take note of somebody without a name, so that 'he' may be that one."""
        self._met -= 1
        self._nouns[self._met] = place
        self._nameless[self._met] = Referent("person", -1, epithet.gender)
        return self._met


def _role_weight(tree: Tree, token: int, spoke: bool) -> float:
    """Weigh a mention by its role; one joined to another, or in apposition to it, has the other's role."""
    rules = read_toml("speakers")["salience"]
    for _ in range(len(tree.tokens)):
        if tree.tokens[token].dep not in ("conj", "appos") or tree.tokens[token].head == token:
            break
        token = tree.tokens[token].head
    dep, head = tree.tokens[token].dep, tree.tokens[tree.tokens[token].head]
    inside = dep in ("poss", "compound", "nmod", "amod") or (dep == "pobj" and not _hangs_on_verb(tree, token))
    role = "subject" if dep in _SUBJECTS or head is tree.tokens[token] else "object" if dep == "dobj" else "oblique"
    return float(rules["named"] + rules[role] + (0 if inside else rules["head"]) + (rules["spoke"] if spoke else 0))


def _hangs_on_verb(tree: Tree, token: int) -> bool:
    preposition = tree.tokens[token].head
    return tree.tokens[tree.tokens[preposition].head].tag.startswith("VB")
