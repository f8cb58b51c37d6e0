"""Statements in an article: what was said, in quote marks or not, by whom, and with what verb.

    quote_marks     which passages stand in quote marks
    direct_speech   whose words they are
    learned         reported speech, as the tagger (language/tagger) marked it
    nested          statements within one, by grammar: statements, reported_content (what a verb of saying holds)
    said            whether it was said, or only wanted, planned, done
    cues, speakers  the words of saying; the phrase that names who speaks
    naming          whom that phrase names, to whom it was said and when (antecedents, referents, circumstances)

`find_quotations` puts them together: quote marks first, by rules, then what the tagger found, then grammar. What
source, cue and content are is after Pareti et al. (2013).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.annotate.clauses import Tree, read_tree
from variorum.annotate.direct_speech import Surroundings, find_attribution, find_surroundings, is_block, strip_content
from variorum.annotate.learned import draft_statements
from variorum.annotate.naming import name_speakers
from variorum.annotate.nested import find_nested
from variorum.annotate.quote_marks import Passage, overlapping
from variorum.annotate.quoted import find_outer_passages, find_quoted_tokens
from variorum.annotate.said import is_said
from variorum.annotate.speakers import speaker_extent
from variorum.annotate.statements import Draft, find_statements
from variorum.language.tagger import TaggedStatement, read_tagger
from variorum.model.annotation import Mention, ParsedSentence, Quotation, QuotationKind
from variorum.model.text import Article, Span


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article with what was found in it so far."""

    text: str
    sentences: Sequence[ParsedSentence]
    trees: Sequence[Tree]
    passages: Sequence[Passage]
    quoted: Sequence[frozenset[int]]

    def sentence_at(self, position: int) -> int:
        return max(0, bisect_right(self.sentences, position, key=lambda s: s.start) - 1)


@dataclass(frozen=True, slots=True)
class _Statement:
    span: Span
    draft: Draft | None


def find_quotations(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    tagged: Sequence[Sequence[TaggedStatement]] | None = None,
) -> tuple[Quotation, ...]:
    """Give the article's statements, direct, indirect and mixed, sorted by their content; one may stand in another.

    A statement that is cut by its cue ('"…," he said, "…"') is one quotation for each piece, with the same cue span.
    `speaker` is None where no mention names the speaker or where it is not clear which does.
    """
    if not sentences:
        return ()
    reading = _read(article.text, sentences)
    tagged = _tag(reading) if tagged is None else tagged
    reported = [_find_reported(reading, index, tagged[index]) for index in range(len(sentences))]
    direct = list(_find_direct(reading, reported))
    quotations: dict[Span, Quotation] = {}
    for statement in (*direct, *_clear(reading, reported, direct)):
        quotation = _write(reading, statement)
        if quotation is not None:
            quotations.setdefault(quotation.content, quotation)
    return name_speakers(article, sentences, mentions, sorted(quotations.values(), key=lambda q: q.content))


def _read(text: str, sentences: Sequence[ParsedSentence]) -> _Reading:
    passages = find_outer_passages(text, sentences)
    trees = [read_tree(sentence.parse) for sentence in sentences]
    return _Reading(text, sentences, trees, passages, find_quoted_tokens(sentences, passages))


def _find_direct(reading: _Reading, reported: Sequence[Sequence[Draft]]) -> Iterator[_Statement]:
    """Attribute the passages in order: one without a cue of its own takes up that of the statement before it, if it
    follows it in the same paragraph or the marks say that it goes on."""
    last: _Statement | None = None
    for number, passage in enumerate(reading.passages):
        before = reading.passages[number - 1] if number else None
        after = reading.passages[number + 1] if number + 1 < len(reading.passages) else None
        begin, end = reading.sentence_at(passage.outer.start), reading.sentence_at(passage.outer.end - 1)
        left = find_surroundings(reading.sentences[begin], passage, before, after).left
        right = find_surroundings(reading.sentences[end], passage, before, after).right
        tree = reading.trees[begin]
        around = Surroundings(left, right if begin == end else ())
        if not is_block(reading.text, passage, tree, around):
            continue
        there = reported[begin] if begin == end else (*reported[begin], *reported[end])
        draft = _told_there(reading, passage, there)
        if draft is not None and _is_part(reading, passage, draft):
            continue
        if draft is None:
            draft = find_attribution(begin, tree, around, reading.quoted[begin])
        if draft is None and begin != end:
            draft = find_attribution(end, reading.trees[end], Surroundings((), right), reading.quoted[end])
        if draft is None:
            draft = _take_up(reading, passage, begin, last, reported) or _announced(reading, begin, left)
        if draft is None and reading.sentences[begin].heading:
            continue
        last = _Statement(strip_content(reading.text, passage.inner), draft)
        yield last


def _told_there(reading: _Reading, passage: Passage, drafts: Sequence[Draft]) -> Draft | None:
    """The draft whose content the passage is, or is a piece of."""
    return next((d for d in drafts if any(s.overlaps(passage.inner) for s in _spans(reading, d))), None)


def _spans(reading: _Reading, draft: Draft) -> list[Span]:
    return [reading.sentences[draft.sentence].span(*piece) for piece in draft.content]


def _is_part(reading: _Reading, passage: Passage, draft: Draft) -> bool:
    """Tell whether the words said go on beyond the quote marks: 'that it was late: "We are tired"'."""
    piece = next(s for s in _spans(reading, draft) if s.overlaps(passage.inner))
    beyond = (piece.start, passage.outer.start), (passage.outer.end, piece.end)
    words = " ".join(reading.text[start:end] for start, end in beyond if start < end)
    return any(c.isalnum() for c in words)


def _take_up(
    reading: _Reading,
    passage: Passage,
    begin: int,
    last: _Statement | None,
    reported: Sequence[Sequence[Draft]],
) -> Draft | None:
    previous = reading.sentence_at(last.span.end - 1) if last is not None and last.draft is not None else -1
    if passage.continued and last is not None:
        return last.draft
    if not begin or reading.sentences[begin - 1].paragraph != reading.sentences[begin].paragraph:
        return None
    if last is not None and last.draft is not None and begin - max(previous, last.draft.sentence) <= 1:
        return last.draft
    tree = reading.trees[begin - 1]
    main = [d for d in reported[begin - 1] if any(tree.tokens[i].dep == "ROOT" for i in range(d.cue[0], d.cue[1] + 1))]
    return main[-1] if main else None


def _announced(reading: _Reading, begin: int, left: Sequence[int]) -> Draft | None:
    """'He said:' in a line of its own, before the quoted line."""
    if left or not begin:
        return None
    tree = reading.trees[begin - 1]
    tokens = list(range(max(0, len(tree.tokens) - 40), len(tree.tokens)))
    if not tokens or tree.tokens[-1].text != ":":
        return None
    return find_attribution(begin - 1, tree, Surroundings(tokens, ()), reading.quoted[begin - 1])


def _find_reported(reading: _Reading, index: int, tagged: Sequence[TaggedStatement]) -> list[Draft]:
    """Give what the tagger found in a sentence and, by grammar, what stands within that; in capitals, where the parse
    that the tagger reads goes wrong, grammar alone."""
    tree, quoted = reading.trees[index], reading.quoted[index]
    if reading.sentences[index].parse.text.isupper():
        return list(find_statements(tree, index, quoted))
    drafts = list(draft_statements(tree, index, tagged))
    return [*drafts, *find_nested(tree, index, quoted, drafts)]


def _tag(reading: _Reading) -> list[tuple[TaggedStatement, ...]]:
    pairs = [(s.parse, quoted) for s, quoted in zip(reading.sentences, reading.quoted, strict=True)]
    return read_tagger().tag(pairs)


def _clear(
    reading: _Reading, reported: Sequence[Sequence[Draft]], direct: Sequence[_Statement]
) -> Iterator[_Statement]:
    """Give the pieces of reported statements that no quoted statement tells."""
    cues = {(s.draft.sentence, s.draft.cue): s.draft for s in direct if s.draft is not None}
    told = [s.span for s in direct]  # in order, and none overlaps another
    for index, drafts in enumerate(reported):
        for draft in drafts:
            if cues.get((index, draft.cue), draft) is not draft:
                continue
            for piece in draft.content:
                span = _span_of(reading, index, piece, draft)
                if span is None:
                    continue
                nearest = bisect_right(told, span.start, key=lambda s: s.end)
                if nearest == len(told) or told[nearest].start >= span.end:
                    yield _Statement(span, draft)


def _span_of(reading: _Reading, index: int, piece: tuple[int, int], draft: Draft) -> Span | None:
    """Turn tokens into a span of the text that cuts no quoted passage, without marks around the whole of it."""
    sentence = reading.sentences[index]
    span = sentence.span(*piece)
    cue = sentence.span(*draft.cue)
    touched = overlapping(reading.passages, span.start, span.end)
    if touched:
        widened = Span(min(span.start, touched[0].outer.start), max(span.end, touched[-1].outer.end))
        span = widened if not widened.overlaps(cue) else span
    span = strip_content(reading.text, Span(span.start, min(span.end, sentence.end)))
    while span.end > span.start and reading.text[span.end - 1] in ".?!" and not reading.text[span.end - 2].isupper():
        span = strip_content(reading.text, Span(span.start, span.end - 1))
    for passage in touched:
        if passage.outer.contains(span) or (span.start <= passage.outer.start and span.end <= passage.outer.start + 1):
            inner = Span(max(span.start, passage.inner.start), min(span.end, passage.inner.end))
            span = strip_content(reading.text, inner) if inner.start < inner.end else inner
    words = reading.text[span.start : span.end]
    return span if any(c.isalnum() for c in words) else None


def _kind(reading: _Reading, span: Span) -> QuotationKind:
    touched = overlapping(reading.passages, span.start, span.end)
    if not touched:
        return "indirect"
    return "direct" if any(p.outer.contains(span) for p in touched) else "mixed"


def _write(reading: _Reading, statement: _Statement) -> Quotation | None:
    span, draft = statement.span, statement.draft
    if span.start >= span.end:
        return None
    kind = _kind(reading, span)
    index = reading.sentence_at(span.start)
    if draft is None:
        return Quotation(kind, span, None, None, "", None, index)
    tree, sentence = reading.trees[draft.sentence], reading.sentences[draft.sentence]
    cue_span = sentence.span(*draft.cue)
    said = kind != "indirect" or is_said(tree, draft)
    quotation = Quotation(kind, span, None, None, draft.lemma, cue_span, index, polarity=draft.polarity, said=said)
    if draft.speaker is None:
        return quotation
    barred = reading.quoted[draft.sentence]
    words = sentence.span(*(draft.source or speaker_extent(tree, draft.speaker, barred)))
    if words.overlaps(span) or words.overlaps(cue_span):
        words = sentence.span(draft.speaker, draft.speaker)
    if words.overlaps(span):
        return quotation
    return replace(quotation, speaker_span=words)
