"""Wordings of what was said, as bags of words that can be compared: lemmas, entities, numbers and negation.

An `Act` is what one article gives as one act of speech: the pieces of a quotation that one cue holds together.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, Quotation
from variorum.model.resolution import Entities
from variorum.model.text import Article, Span

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,}?)[\"“”«»]|(?<!\w)['‘]([^'‘’]{2,}?)['’](?!\w)")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM")
JOINT = "+"  # between the ids of those who speak together
_SCOPE = 3  # tokens after a negation that it negates


@dataclass(frozen=True, slots=True)
class Act:
    """One article's rendering of an act of speech.

    `items` are indices of its quotations in the annotation; `speaker` is an entity or several, joined by `JOINT`;
    `wording` the whole content as plain words, `bag` the set of them and `quoted` the runs that stand in quote marks.
    `words` maps each content word (a lemma, or an id of an entity) to whether it is negated, `counted` each number in
    figures to the noun that it counts.
    """

    article: str
    items: tuple[int, ...]
    speaker: str | None
    polarity: bool
    text: str
    wording: str
    bag: frozenset[str]
    quoted: tuple[str, ...]
    words: Mapping[str, bool]
    numbers: frozenset[str]
    published: date | None
    spans: tuple[Span, ...] = ()
    counted: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, tuple[int, ...]]:
        return self.article, self.items


def read_acts(article: Article, annotation: Annotation, entities: Entities) -> list[Act]:
    """Give the article's acts of speech in order of the text; what nobody said is none."""
    held: dict[tuple[int, ...], list[int]] = {}
    for index, quotation in enumerate(annotation.quotations):
        if not quotation.said:
            continue
        cue = quotation.cue_span
        key = (cue.start, cue.end) if cue is not None else (-1, index)
        held.setdefault(key, []).append(index)
    names = _entities_by_token(article.id, annotation, entities)
    acts = [_read_act(article, annotation, entities, tuple(items), names) for items in held.values()]
    return sorted(acts, key=lambda act: act.items)


def _entities_by_token(article: str, annotation: Annotation, entities: Entities) -> dict[tuple[int, int], str]:
    found = {}
    for index, mention in enumerate(annotation.mentions):
        entity = entities.of.get((article, index))
        if entity is not None:
            for token in range(mention.first_token, mention.last_token + 1):
                found[mention.sentence, token] = entity
    return found


def _read_act(
    article: Article,
    annotation: Annotation,
    entities: Entities,
    items: tuple[int, ...],
    names: Mapping[tuple[int, int], str],
) -> Act:
    quotations = [annotation.quotations[i] for i in items]
    first = quotations[0]
    joint = [entities.of.get((article.id, m)) for m in first.joint]
    speaker = entities.of.get((article.id, first.speaker)) if first.speaker is not None else None
    if len(joint) > 1 and None not in joint:
        speaker = JOINT.join(sorted({entity for entity in joint if entity is not None}))
    words: dict[str, bool] = {}
    for quotation in quotations:
        for word, negated in _content_words(annotation.sentences, quotation.content, names):
            words[word] = words.get(word, False) or negated
    texts = [article.text[q.content.start : q.content.end] for q in quotations]
    text = " ".join(texts)
    quoted = tuple(run for q in quotations for run in quoted_runs(article.text, q))
    numbers = frozenset(w for w in _WORD.findall(text) if w[0].isdigit())
    published = _read_date(article.published)
    wording = plain(text)
    bag = frozenset(wording.split())
    spans = tuple(q.content for q in quotations)
    counted = _read_counted(annotation.sentences, spans)
    return Act(
        article.id,
        items,
        speaker,
        first.polarity,
        text,
        wording,
        bag,
        quoted,
        words,
        numbers,
        published,
        spans,
        counted,
    )


def _read_counted(sentences: Sequence[ParsedSentence], spans: Sequence[Span]) -> dict[str, str]:
    """'300 people' is 300: 'people'."""
    found: dict[str, str] = {}
    for span in spans:
        for sentence in covering(sentences, span):
            tokens = sentence.parse.tokens
            for token in tokens:
                inside = span.start <= sentence.start + token.start < span.end
                if inside and token.dep == "nummod" and token.text[:1].isdigit() and 0 <= token.head < len(tokens):
                    found.setdefault(token.text, tokens[token.head].lemma.lower())
    return found


def plain(text: str) -> str:
    """Give the words of a text in lower case, one space between them, without punctuation."""
    return " ".join(word.lower().replace("’", "'") for word in _WORD.findall(text))


def quoted_runs(text: str, quotation: Quotation) -> list[str]:
    """Give the words that a quotation claims to be the speaker's own, as runs of plain words."""
    content = text[quotation.content.start : quotation.content.end]
    if quotation.kind == "direct":
        return [plain(content)]
    if quotation.kind == "indirect":
        return []
    return [run for m in _QUOTED.finditer(content) if (run := plain(m.group(1) or m.group(2)))]


def _content_words(
    sentences: Sequence[ParsedSentence], span: Span, names: Mapping[tuple[int, int], str]
) -> list[tuple[str, bool]]:
    negatives, empty = _word_list("negative"), _word_list("empty")
    found = []
    for sentence in covering(sentences, span):
        scope = 0
        for index, token in enumerate(sentence.parse.tokens):
            if not span.start <= sentence.start + token.start < span.end:
                continue
            lemma = token.lemma.lower()
            if token.text.lower() in negatives or lemma in negatives:
                scope = _SCOPE + 1
            scope = max(0, scope - 1)
            entity = names.get((sentence.index, index))
            if entity is not None:
                found.append((entity, False))
            elif token.pos in _CONTENT and lemma not in empty and any(c.isalnum() for c in lemma):
                found.append((lemma, scope > 0))
    return found


def covering(sentences: Sequence[ParsedSentence], span: Span) -> Sequence[ParsedSentence]:
    """Give the sentences that share text with the span; both in order of the text."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    last = low
    while last < len(sentences) and sentences[last].start < span.end:
        last += 1
    return sentences[low:last]


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset(read_toml("utterances")["words"][name].split())


def unfold_prefix(words: Mapping[str, bool], vocabulary: Set[str]) -> dict[str, bool]:
    """Turn 'unrealistic' into 'realistic', negated, where the rest is a word that is used elsewhere."""
    prefixes = read_toml("utterances")["words"]["prefixes"]
    unfolded: dict[str, bool] = {}
    for word, negated in words.items():
        rest = next((word[len(p) :] for p in prefixes if word.startswith(p) and word[len(p) :] in vocabulary), "")
        if len(rest) >= 4:
            unfolded[rest] = not negated
        else:
            unfolded.setdefault(word, negated)
    return unfolded


def _read_date(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def days_apart(one: Act, other: Act) -> int:
    """Give the days between the two articles; 0 where one of them has no date."""
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)


def shares_wording(one: Act, other: Act) -> bool:
    """Tell whether the shorter of two wordings stands in the longer, if need be with small edits.

    Quoted words are compared with quoted words; a run of fewer than `least_words` words is too short to decide.
    """
    least = read_toml("utterances")["same_words"]["least_words"]
    for runs, whole in ((one.quoted, other), (other.quoted, one)):
        if any(len(run.split()) >= least and _stands_in(run, whole) for run in runs):
            return True
    if one.quoted and other.quoted:
        return False
    shorter, longer = sorted((one, other), key=lambda act: (len(act.wording), act.wording))
    return len(shorter.wording.split()) > least and _stands_in(shorter.wording, longer)


def shares_phrase(one: Act, other: Act) -> bool:
    """Tell whether both give the same short phrase in quote marks, of two words or more that tell something."""
    empty = _word_list("empty") | _word_list("negative")
    return any(sum(word not in empty for word in run.split()) >= 2 for run in one.quoted if run in other.quoted)


def _stands_in(run: str, whole: Act) -> bool:
    if f" {run} " in f" {whole.wording} ":
        return True
    settings = read_toml("utterances")["same_words"]
    words = run.split()
    if len(run) > len(whole.wording) or len(words) <= settings["least_edited"]:
        return False
    # words in common are counted first: the edit distance is a hundred times as dear
    if sum(word in whole.bag for word in words) < settings["common"] * len(words):
        return False
    if not _tells_as_much(words, whole, settings["stem"]):
        return False
    least = float(settings["similarity"])
    return fuzz.partial_ratio(run, whole.wording, score_cutoff=least) >= least


def _tells_as_much(words: Sequence[str], whole: Act, letters: int) -> bool:
    """An edit may change forms, small words and a number: all words of weight must stand in the other, too."""
    idle = _word_list("empty") | _word_list("negative")
    stems = {word[:letters] for word in whole.bag}
    return all(
        word in whole.bag if word[0].isdigit() else word[:letters] in stems for word in words if word not in idle
    )


def overlap(one: Act, other: Act) -> bool:
    """Tell whether one stands in the other in the text: what Smith said that Jones had said is two acts."""
    return one.article == other.article and any(a.overlaps(b) for a in one.spans for b in other.spans)


def contradicts(one: Act, other: Act) -> bool:
    """Tell whether numbers, what is counted, or the negation of a shared word differ, or one was denied and the other
    said; who denies that it is so says what another gives with a 'not'."""
    if one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return True
    if any(one.counted[n] != other.counted[n] for n in one.counted.keys() & other.counted.keys()):
        return True
    negated = [any(act.words.values()) for act in (one, other)]
    if one.polarity != other.polarity:
        return negated != [one.polarity, other.polarity]
    return negated[0] != negated[1] and any(
        one.words[w] != other.words[w] for w in one.words.keys() & other.words.keys()
    )
