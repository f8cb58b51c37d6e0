"""What one wording of an utterance leaves out so that its meaning changes: a 'not', a condition, a hedge.

Each such word of one wording governs something ('will not *sign*', '*reopen* … if the weather allows'). It is left out
where the other wording renders what it governs and has nothing of its kind: not in the words quoted, and, since a
reporter may give it in words of his own, not in the sentences around them. A cut that drops both is harmless.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, Token
from variorum.model.record import Omission, OmissionKind
from variorum.model.text import Article, Span

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM")
_COMPLEMENTS = ("nsubj", "nsubjpass", "dobj", "dative", "attr", "acomp", "oprd", "prep", "pobj", "prt")


@dataclass(frozen=True, slots=True)
class Rendering:
    """One article's wording of an utterance: the passages quoted, and the sentences in which they stand.

    `polarity` is false where the article says that the speaker denies it; `beside` are those sentences with the ones
    next to them.
    """

    article: Article
    sentences: tuple[ParsedSentence, ...]
    spans: tuple[Span, ...]
    polarity: bool = True
    beside: tuple[ParsedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Operator:
    """A word or clause that bears on the meaning, with the lemma that it governs and those of the clause around it."""

    kind: OmissionKind
    span: Span
    governed: str
    clause: frozenset[str]
    own: frozenset[str]


def find_omissions(whole: Rendering, part: Rendering) -> tuple[Omission, ...]:
    """Give what `part` leaves out of `whole`, with the evidence in the article of `whole`, in order of its text."""
    operators = list(_read_operators(whole))
    if not operators:
        return ()
    said = frozenset(
        token.lemma.lower()
        for sentence in part.sentences
        for token in sentence.parse.tokens
        if _is_inside(part, sentence, token)
    )
    found = [
        Omission(operator.kind, whole.article.evidence(operator.span.start, operator.span.end))
        for operator in operators
        if _renders(said, operator) and not _has_its_like(part, operator)
    ]
    return tuple(sorted(set(found), key=lambda o: (o.evidence, o.kind)))


def _renders(said: frozenset[str], operator: _Operator) -> bool:
    """Tell whether the wording says what the operator governs, and half of the clause around it."""
    common = len(operator.clause & said)
    least = read_toml("utterances")["meaning"]["rendered"]
    return operator.governed in said and common >= least * len(operator.clause)


def _has_its_like(part: Rendering, operator: _Operator) -> bool:
    lemmas = _vocabulary(part.sentences)
    if operator.kind == "negation":
        unsaid = any(prefix + operator.governed in lemmas for prefix in _prefixes())
        return not part.polarity or unsaid or bool(lemmas & (_words("negations") | _words("refusals")))
    if operator.kind == "hedge":
        return bool(lemmas & _words("hedges"))
    told = len(operator.own & _vocabulary(part.beside)) > read_toml("utterances")["meaning"]["told"] * len(operator.own)
    return told or bool(lemmas & _words("conditions"))


def _vocabulary(sentences: Sequence[ParsedSentence]) -> frozenset[str]:
    """Lemmas and words, without names: 'May' is no 'may'."""
    tokens = [token for sentence in sentences for token in sentence.parse.tokens if token.pos != "PROPN"]
    return frozenset(token.lemma.lower() for token in tokens) | frozenset(token.text.lower() for token in tokens)


def _prefixes() -> Sequence[str]:
    prefixes: list[str] = read_toml("utterances")["words"]["prefixes"]
    return [prefix for prefix in prefixes if prefix]


def _is_inside(rendering: Rendering, sentence: ParsedSentence, token: Token) -> bool:
    start, end = sentence.start + token.start, sentence.start + token.end
    return any(span.start <= start and end <= span.end for span in rendering.spans)


def _read_operators(rendering: Rendering) -> Iterator[_Operator]:
    for sentence in rendering.sentences:
        tokens = sentence.parse.tokens
        inside = [i for i, token in enumerate(tokens) if _is_inside(rendering, sentence, token)]
        children: dict[int, list[int]] = {}
        for i in inside:
            if tokens[i].head != i:
                children.setdefault(tokens[i].head, []).append(i)
        for i in inside:
            reading = _Reading(sentence, tokens, children, frozenset(inside))
            operator = reading.condition(i) or reading.negation(i) or reading.hedge(i)
            if operator is not None:
                yield operator


@dataclass(frozen=True, slots=True)
class _Reading:
    sentence: ParsedSentence
    tokens: tuple[Token, ...]
    children: dict[int, list[int]]
    inside: frozenset[int]

    def negation(self, index: int) -> _Operator | None:
        """'Not', 'never', 'no' with what they deny; not the 'not' of 'not only'."""
        token = self.tokens[index]
        after = self.tokens[index + 1].text.lower() if index + 1 < len(self.tokens) else ""
        if token.text.lower() not in _words("negations") or after in _words("no_negation_before"):
            return None
        return self._operator("negation", index, index, self._governed(token.head), ())

    def hedge(self, index: int) -> _Operator | None:
        """'May', 'perhaps', 'is likely to', 'I think'."""
        token = self.tokens[index]
        if token.pos == "PROPN" or token.lemma.lower() not in _words("hedges"):
            return None
        below = [i for i in self.children.get(index, ()) if self.tokens[i].dep in ("xcomp", "ccomp", "acomp")]
        governed = below[0] if below else token.head
        return self._operator("hedge", index, index, self._governed(governed), (index,))

    def condition(self, index: int) -> _Operator | None:
        """A clause or phrase with 'if', 'unless', 'only after', 'provided'; `index` is the word that leads it in."""
        token = self.tokens[index]
        only = index > 0 and self.tokens[index - 1].text.lower() in ("only", "but")
        if token.text.lower() not in _words("conditions_open") and not (
            only and token.text.lower() in _words("after_only")
        ):
            return None
        root = index if self.children.get(index) and token.dep == "prep" else token.head
        if self.tokens[root].dep not in ("advcl", "prep", "acl", "pcomp", "relcl"):
            return None
        clause = self._subtree(root)
        if index not in clause or self.tokens[root].head in clause:
            return None
        first = min(clause) - (1 if only and min(clause) == index else 0)
        return self._operator("condition", first, max(clause), self._governed(self.tokens[root].head), clause)

    def _operator(
        self, kind: OmissionKind, first: int, last: int, governed: int | None, own: Sequence[int]
    ) -> _Operator | None:
        if governed is None or governed not in self.inside or not set(range(first, last + 1)) <= self.inside:
            return None
        clause = self._content(i for i in self._clause(governed) if i not in own and not first <= i <= last)
        lemma = self.tokens[governed].lemma.lower()
        return _Operator(kind, self.sentence.span(first, last), lemma, clause | {lemma}, self._content(own))

    def _governed(self, index: int) -> int | None:
        """What tells most of the clause: 'realistic' of 'is not realistic', 'sign' of 'does not want to sign'."""
        for _ in range(len(self.tokens)):
            token = self.tokens[index]
            below = [i for i in self.children.get(index, ()) if self.tokens[i].dep in ("acomp", "attr", "xcomp")]
            if token.lemma.lower() not in _words("light") or not below:
                return None if token.lemma.lower() in _words("light") else index
            index = below[0]
        return None

    def _clause(self, index: int) -> list[int]:
        """The word, its subject and objects, and what it is done for ('come *to sign a paper*')."""
        below = self.children.get(index, ())
        near = [i for i in below if self.tokens[i].dep in _COMPLEMENTS]
        purposes = [i for i in below if self.tokens[i].dep in ("xcomp", "advcl") and self._is_infinitive(i)]
        objects = [j for i in near for j in self.children.get(i, ()) if self.tokens[j].dep == "pobj"]
        return [index, *near, *objects, *(j for i in purposes for j in self._subtree(i))]

    def _is_infinitive(self, index: int) -> bool:
        return any(self.tokens[i].tag == "TO" for i in self.children.get(index, ()))

    def _subtree(self, root: int) -> tuple[int, ...]:
        found, waiting = set(), [root]
        while waiting:
            index = waiting.pop()
            if index not in found:
                found.add(index)
                waiting.extend(self.children.get(index, ()))
        return tuple(sorted(i for i in found if self.tokens[i].pos != "PUNCT"))

    def _content(self, indices: Sequence[int] | Iterator[int]) -> frozenset[str]:
        light = _words("light") | frozenset(read_toml("utterances")["words"]["empty"].split())
        lemmas = (self.tokens[i].lemma.lower() for i in indices if self.tokens[i].pos in _CONTENT)
        return frozenset(lemma for lemma in lemmas if lemma not in light)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("utterances")["meaning"][name].split())
