"""Who speaks, to whom and when: the words that a quotation has for it, led to the mentions of the article.

`find_quotations` gives the spans; here the speaker's words become a mention, or several ('A and B said', 'the two
ministers'), or none where it is not clear whom they name; `circumstances` finds addressee and occasion.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.annotate.antecedents import Place, Reference, Speech, find_references
from variorum.annotate.circumstances import find_circumstances
from variorum.annotate.clauses import Tree, coordinated, read_tree
from variorum.annotate.speakers import relative_antecedent
from variorum.model.annotation import Mention, ParsedSentence, Quotation
from variorum.model.text import Article, Span


def name_speakers(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
) -> tuple[Quotation, ...]:
    """Give the quotations with `speaker` or `joint`, `addressee`, `addressee_span` and `occasion` filled in."""
    if not quotations:
        return ()
    trees = [read_tree(sentence.parse) for sentence in sentences]
    starts = [sentence.start for sentence in sentences]
    places = [_place(q.speaker_span, sentences, trees, starts) for q in quotations]
    quoted = find_quoted(sentences, quotations)
    speeches = [
        Speech(place, _tokens_within(sentences[place[0]], quotation.content))
        for place, quotation in zip(places, quotations, strict=True)
        if place is not None
    ]
    references = find_references(sentences, trees, mentions, speeches, quoted)
    namer = _Namer(sentences, trees, mentions, references)
    named: list[Quotation] = []
    for quotation, place in zip(quotations, places, strict=True):
        cue = _place(quotation.cue_span, sentences, trees, starts)
        found = namer.speaker(place) if place is not None else Reference(None)
        if place is None and cue is not None and quotation.cue == ":":
            before = _before_colon(trees[cue[0]], cue)
            found = namer.speaker(before) if before is not None else found
            if before is not None and (found.mention is not None or found.joint):
                quotation = replace(quotation, speaker_span=sentences[cue[0]].span(before[1], before[1]))
        around = find_circumstances(sentences, trees, quotation, cue) if cue is not None else None
        quotation = replace(quotation, speaker=found.mention, joint=found.joint)
        if around is not None:
            place = _place(around.addressee, sentences, trees, starts)
            addressee = namer.speaker(place).mention if place is not None else None
            quotation = replace(
                quotation, addressee=addressee, addressee_span=around.addressee, occasion=around.occasion
            )
        named.append(quotation)
    return tuple(_carry_on(article.text, sentences, starts, named))


class _Namer:
    """Leads the head of a phrase to mentions."""

    def __init__(
        self,
        sentences: Sequence[ParsedSentence],
        trees: Sequence[Tree],
        mentions: Sequence[Mention],
        references: Mapping[Place, Reference],
    ) -> None:
        self._sentences, self._trees, self._mentions, self._references = sentences, trees, mentions, references
        self._by_sentence: dict[int, list[int]] = {}
        for index, mention in enumerate(mentions):
            self._by_sentence.setdefault(mention.sentence, []).append(index)

    def speaker(self, place: Place) -> Reference:
        """Give whom the phrase names; nobody where it is not clear."""
        tree = self._trees[place[0]]
        heads = coordinated(tree, place[1])
        if len(heads) == 1:
            return self._one(place)
        joint = [found.mention for head in heads if (found := self._one((place[0], head))).mention is not None]
        return Reference(None, tuple(m for m in joint if m is not None) if len(joint) == len(heads) else ())

    def _one(self, place: Place) -> Reference:
        if place in self._references:
            return self._references[place]
        tree, (sentence, head) = self._trees[place[0]], place
        found = self._mention_at(sentence, head)
        if found is None and tree.tokens[head].tag in ("NN", "NNP"):
            apposed = (self._mention_at(sentence, i) for i in tree.dependents(head, "appos"))
            found = next((i for i in apposed if i is not None and self._is_named(head, i)), None)
            found = found if found is not None else self._titled(sentence, head)
        return Reference(found)

    def _is_named(self, noun: int, mention: int) -> bool:
        """'The minister, Peter Adams' is a person; 'the union IGW' is named without a comma."""
        found = self._mentions[mention]
        return found.kind == "person" or found.first_token == noun + 1

    def _mention_at(self, sentence: int, token: int) -> int | None:
        """The narrowest mention that holds the token. 'Syldavians' are no government that speaks."""
        holding = [
            i
            for i in self._by_sentence.get(sentence, ())
            if self._mentions[i].first_token <= token <= self._mentions[i].last_token
        ]
        found = min(holding, key=lambda i: (self._mentions[i].end - self._mentions[i].start, i), default=None)
        if found is None or (self._mentions[found].demonym and not self._mentions[found].government):
            return None
        return found

    def _titled(self, sentence: int, token: int) -> int | None:
        """The person whose title the token is in, where the parser took the title for the head."""
        start = self._sentences[sentence].start + self._sentences[sentence].parse.tokens[token].start
        for index in self._by_sentence.get(sentence, ()):
            title = self._mentions[index].title_span
            if title is not None and title.start <= start < title.end:
                return index
        return None


def find_quoted(sentences: Sequence[ParsedSentence], quotations: Sequence[Quotation]) -> list[frozenset[int]]:
    """Give for each sentence the tokens that stand in direct speech."""
    starts = [sentence.start for sentence in sentences]
    found: list[set[int]] = [set() for _ in sentences]
    for quotation in quotations:
        if quotation.kind != "direct":
            continue
        index = max(0, bisect_right(starts, quotation.content.start) - 1)
        while index < len(sentences) and sentences[index].start < quotation.content.end:
            found[index] |= _tokens_within(sentences[index], quotation.content)
            index += 1
    return [frozenset(tokens) for tokens in found]


def _tokens_within(sentence: ParsedSentence, span: Span) -> frozenset[int]:
    tokens = sentence.parse.tokens
    return frozenset(
        i for i, t in enumerate(tokens) if span.start <= sentence.start + t.start and sentence.start + t.end <= span.end
    )


def _place(
    span: Span | None, sentences: Sequence[ParsedSentence], trees: Sequence[Tree], starts: Sequence[int]
) -> Place | None:
    """Give the token of the span that the rest of its sentence hangs on."""
    if span is None:
        return None
    index = max(0, bisect_right(starts, span.start) - 1)
    inside = _tokens_within(sentences[index], span)
    tokens = trees[index].tokens
    outward = [i for i in sorted(inside) if tokens[i].head not in inside or tokens[i].head == i]
    heads = [i for i in outward if tokens[i].pos not in ("PUNCT", "DET", "ADP", "ADJ")] or outward
    if not heads:
        return None
    noun = relative_antecedent(trees[index], tokens[heads[0]].head, heads[0])
    head = heads[0] if noun is None else noun
    return index, head


def _before_colon(tree: Tree, colon: Place) -> Place | None:
    """'The mayor was not impressed: "…"': the subject of the last clause before the colon."""
    subjects = [
        i for i in range(colon[1]) if tree.tokens[i].dep in ("nsubj", "nsubjpass") and tree.tokens[i].pos != "DET"
    ]
    return (colon[0], subjects[-1]) if subjects else None


def _carry_on(
    text: str, sentences: Sequence[ParsedSentence], starts: Sequence[int], quotations: Sequence[Quotation]
) -> list[Quotation]:
    """A paragraph that is nothing but a quotation goes on with the one that closed the paragraph before it."""
    named: list[Quotation] = []
    for quotation in quotations:
        before = named[-1] if named else None
        if before is not None and _goes_on(text, sentences, starts, before, quotation):
            quotation = replace(quotation, speaker=before.speaker, joint=before.joint)
        named.append(quotation)
    return named


def _goes_on(
    text: str, sentences: Sequence[ParsedSentence], starts: Sequence[int], before: Quotation, quotation: Quotation
) -> bool:
    if quotation.kind != "direct" or quotation.cue_span is not None or before.kind != "direct":
        return False
    last = sentences[max(0, bisect_right(starts, before.content.end - 1) - 1)]
    first = sentences[quotation.sentence]
    if (
        first.paragraph - last.paragraph > 1
        or text[before.content.end - 1] == "?"
        or last.end > quotation.content.start
    ):
        return False
    end = text.find("\n", quotation.content.end)
    behind = text[quotation.content.end : end if end >= 0 else len(text)]
    return not any(c.isalnum() for c in text[last.end : quotation.content.start] + behind)
