"""Passages that tell when or where something happened or is to happen; `occasion_groups` says which tell of one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.compare.clauses import Clause, read_clause
from variorum.compare.days import resolve
from variorum.compare.frames import (
    Frame,
    children,
    climb,
    find_told_thing,
    is_deed,
    is_happening,
    is_moving,
    is_planning,
    is_telling,
    name_class,
    read_frame,
)
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Annotation, ParsedSentence, Token
from variorum.model.text import Span

_DEEPEST = 4
_BREAKS = (",", ";", ":")
_SCENE_SENTENCES = 2  # the day of an agreement is that of the talks before it at the head of an article alone


@dataclass(frozen=True, slots=True)
class Told:
    """A time (`days`, first and last) or place (`place`, an entity) told of a happening, and the words that tell it.

    `verb` is the token in `sentence` of the happening's verb or noun; `moved` that of the thing which is put off to the
    time. `limit` is true of a time by which it is to happen. `single` says, of what befalls people, whether it is told
    of one alone.
    """

    article: str
    sentence: int
    verb: int
    span: Span
    frame: Frame
    contexts: frozenset[str]
    parties: frozenset[str]
    words: Clause
    days: tuple[str, str] | None = None
    place: str | None = None
    moved: int | None = None
    limit: bool = False
    single: bool | None = None


@dataclass(frozen=True, slots=True)
class _Passage:
    """The words (`span`) in a sentence of an article that tell a time or place of what the frame holds."""

    article: str
    sentence: ParsedSentence
    span: Span
    frame: Frame


class Reader:
    """Reads the times and places of a story's happenings."""

    def __init__(self, scope: Scope, rows: Sequence[Row]) -> None:
        self._scope = scope
        self._row_of = {p: f"row {n}" for n, row in enumerate(rows) if len(row.places) > 1 for p in row.places}

    def find_times(self) -> list[Told]:
        """Give what is told with a time, by article and place in it."""
        return [t for article, annotation in self._articles() for t in self._find_times(article, annotation)]

    def find_places(self) -> list[Told]:
        """Give what is told with a place, of the classes of events of which the place is a question."""
        return [t for article, annotation in self._articles() for t in self._find_places(article, annotation)]

    def _articles(self) -> list[tuple[str, Annotation]]:
        return sorted(self._scope.annotations.items())

    def _find_times(self, article: str, annotation: Annotation) -> Iterator[Told]:
        events = self._events_by_time(article, annotation)
        told: dict[int, list[Told]] = defaultdict(list)
        for index, time in enumerate(annotation.times):
            if time.sentence < 0 or _is_told_by_next(annotation, index):
                continue
            sentence = annotation.sentences[time.sentence]
            tokens = sentence.parse.tokens
            token = _timed_word(sentence, _head(sentence, time.start, time.end))
            limit = token is not None and _is_limit(tokens, token)
            frame = self._read(article, sentence, token, limit) if token is not None else None
            if frame is None:
                continue
            days = resolve(time, self._scope.references[article], frame.ahead)
            if days is None:
                continue
            item = self._tell(_Passage(article, sentence, Span(time.start, time.end), frame), events.get(index), days)
            item = replace(item, limit=limit)
            if is_moving(tokens, frame.verb):
                item = replace(item, moved=find_told_thing(tokens, frame.verb))
            told[time.sentence].append(item)
            yield item
        yield from self._find_scenes(article, annotation, told)

    def _read(self, article: str, sentence: ParsedSentence, token: int, limit: bool) -> Frame | None:
        """The frame of what has its time at the token; where the verb says little, of the thing that it tells of."""
        tokens = sentence.parse.tokens
        frame = read_frame(self._scope, article, sentence, token)
        if frame is None:
            return None
        if limit and (is_telling(tokens[frame.verb].lemma.lower()) or not frame.predicate):
            return self._read_due(article, sentence, frame.verb)
        if is_telling(tokens[frame.verb].lemma.lower()):
            return None
        moving = is_moving(tokens, frame.verb)
        if moving and not _is_new_time(tokens, token, frame.verb):
            return None
        thing = find_told_thing(tokens, frame.verb)
        if thing is None:
            return frame if not moving and _is_timed(sentence, frame) else None
        lemma = tokens[thing].lemma.lower()
        told = read_frame(self._scope, article, sentence, thing, itself=True)
        heads = told.heads if told is not None and told.verb == thing else frozenset()
        ahead = frame.ahead or moving or is_planning(tokens[frame.verb].lemma.lower())
        return replace(frame, predicate=name_class(lemma), heads=frame.heads | heads, ahead=ahead)

    def _read_due(self, article: str, sentence: ParsedSentence, verb: int) -> Frame | None:
        """What is due by a time: 'demanded the release by Friday', 'gave the government until Friday to free them'."""
        tokens = sentence.parse.tokens
        inner = [c for c in children(tokens, verb) if tokens[c].dep in ("xcomp", "advcl", "ccomp", "dobj")]
        inner += [c for i in inner if tokens[i].dep == "dobj" for c in children(tokens, i) if tokens[c].dep == "acl"]
        due = next((i for i in inner if tokens[i].tag == "VB"), None)
        due = due if due is not None else next((i for i in inner if is_deed(tokens[i])), None)
        return read_frame(self._scope, article, sentence, due, itself=True) if due is not None else None

    def _find_scenes(self, article: str, annotation: Annotation, told: Mapping[int, Sequence[Told]]) -> Iterator[Told]:
        """Meetings whose day is that of what came of them: 'agreed on Tuesday ... after their ministers met'."""
        for index, event in enumerate(annotation.events):
            if event.time is not None or event.status not in ("occurred", "unclear"):
                continue
            sentence = annotation.sentences[event.sentence]
            token = _head(sentence, event.trigger.start, event.trigger.end)
            if token is None or not _is_scene(sentence, token):
                continue
            frame = read_frame(self._scope, article, sentence, token, itself=True)
            if frame is None or frame.predicate != "meet" or frame.ahead:
                continue
            here = told.get(event.sentence) or (
                told.get(event.sentence - 1, ()) if event.sentence < _SCENE_SENTENCES else ()
            )
            past = [t for t in here if t.frame.predicate in ("agree", "sign") or _is_deal(annotation, t)]
            if past and not past[0].frame.ahead:
                event_id = self._scope.event_of.get((article, index))
                yield self._tell(_Passage(article, sentence, past[0].span, frame), event_id, past[0].days)

    def _find_places(self, article: str, annotation: Annotation) -> Iterator[Told]:
        reference = self._scope.references[article]
        dated = {t.sentence: days for t in annotation.times if (days := resolve(t, reference)) is not None}
        events = {e.sentence: self._scope.event_of.get((article, i)) for i, e in enumerate(annotation.events)}
        for mention in annotation.mentions:
            sentence = annotation.sentences[mention.sentence]
            token = _head(sentence, mention.start, mention.end)
            entity = self._scope.named.get((article, mention.sentence, mention.first_token))
            if token is None or entity is None or self._scope.entities[entity].kind not in ("place", "state"):
                continue
            placed = _find_placed(sentence, token)
            frame = read_frame(self._scope, article, sentence, placed, itself=True) if placed is not None else None
            if frame is None or frame.predicate not in occasion_words("placed"):
                continue
            passage = _Passage(article, sentence, Span(mention.start, mention.end), frame)
            yield self._tell(passage, events.get(mention.sentence), dated.get(mention.sentence), entity)

    def _events_by_time(self, article: str, annotation: Annotation) -> dict[int, str]:
        found: dict[int, str] = {}
        for index, event in enumerate(annotation.events):
            if event.time is not None and (article, index) in self._scope.event_of:
                found.setdefault(event.time, self._scope.event_of[(article, index)])
        return found

    def _tell(
        self, passage: _Passage, event: str | None, days: tuple[str, str] | None, place: str | None = None
    ) -> Told:
        where = (passage.article, passage.sentence.index)
        contexts = {self._row_of.get(where), event} - {None}
        named = self._scope.beside.get(where, ())
        beside = [e for e in named if self._scope.entities[e].kind != "place"]
        return Told(
            article=passage.article,
            sentence=passage.sentence.index,
            verb=passage.frame.verb,
            span=passage.span,
            frame=passage.frame,
            contexts=frozenset(c for c in contexts if c is not None),
            parties=frozenset(up for e in beside for up in self._scope.above(e)),
            words=self._words_of(passage),
            days=days,
            place=place,
            single=_is_single(passage.sentence.parse.tokens, passage.frame),
        )

    def _words_of(self, passage: _Passage) -> Clause:
        sentence, span = passage.sentence, passage.span
        tokens = sentence.parse.tokens
        inside = [i for i, t in enumerate(tokens) if span.start <= sentence.start + t.start < span.end]
        clause = read_clause(sentence, passage.frame.verb, inside, inside[0] if inside else None)
        thing = find_told_thing(tokens, passage.frame.verb)
        return clause if thing is None else clause | read_clause(sentence, thing, inside)


def _is_single(tokens: Sequence[Token], frame: Frame) -> bool | None:
    """Whether what is told of people (killed, arrested, freed) is told of one; None for all else."""
    if frame.predicate not in occasion_words("befalling") or not tokens[frame.verb].tag.startswith("VB"):
        return None
    around = [c for c in children(tokens, frame.verb) if tokens[c].dep in ("dobj", "nsubj", "nsubjpass")]
    around.sort(key=lambda c: tokens[c].dep == "nsubj")
    if not around or tokens[around[0]].pos == "PRON":
        return None
    several = tokens[around[0]].tag in ("NNS", "NNPS", "CD") or any(
        tokens[c].dep in ("conj", "nummod") for c in children(tokens, around[0])
    )
    return not several


def _find_placed(sentence: ParsedSentence, token: int) -> int | None:
    """Give the verb or noun of what is said to be at a place: 'met in A', 'the talks in A', 'A hosts the talks'."""
    tokens = sentence.parse.tokens
    here, above = tokens[token], tokens[token].head
    if here.dep == "nsubj" and tokens[above].lemma.lower() in occasion_words("hosting"):
        return next((c for c in children(tokens, above) if tokens[c].dep == "dobj" and is_happening(tokens[c])), None)
    if here.dep != "pobj" or any(tokens[c].dep == "neg" for c in children(tokens, above)):
        return None
    placed = tokens[above].head
    inner = tokens[placed].dep == "pobj" and tokens[tokens[placed].head].text in ("of", "between", "for")
    if inner and not is_happening(tokens[placed]):
        placed = tokens[tokens[placed].head].head  # 'a meeting of the ministers in A'
    if tokens[placed].dep == "prep" or not (tokens[placed].tag.startswith("VB") or is_happening(tokens[placed])):
        return None
    visited = name_class(tokens[placed].lemma.lower()) == "visit" and tokens[above].text.lower() == "to"
    if any(tokens[c].dep == "neg" for c in children(tokens, placed)):
        return None
    return placed if visited or tokens[above].text.lower() in occasion_words("at") else None


def _is_told_by_next(annotation: Annotation, index: int) -> bool:
    """Whether the time is but part of the next one: 'the night of March 3', 'the night to Wednesday'."""
    if index + 1 == len(annotation.times):
        return False
    here, after = annotation.times[index], annotation.times[index + 1]
    if here.sentence != after.sentence:
        return False
    sentence = annotation.sentences[here.sentence]
    between = sentence.parse.text[here.end - sentence.start : after.start - sentence.start]
    return between.strip().lower() in ("of", "to", "on")


def _is_limit(tokens: Sequence[Token], token: int) -> bool:
    """Whether the time is one by which, or until which, something is to happen."""
    for _ in range(_DEEPEST):
        above = tokens[token].head
        if tokens[above].dep in ("prep", "agent") and tokens[above].text.lower() in occasion_words("limits"):
            return True
        if above == token or tokens[above].pos in ("VERB", "AUX"):
            return False
        token = above
    return False


def _is_new_time(tokens: Sequence[Token], token: int, verb: int) -> bool:
    """Whether the time is the one to which something is put off: 'postponed to April 20'."""
    for _ in range(_DEEPEST):
        above = tokens[token].head
        if tokens[above].dep == "prep" and tokens[above].text.lower() in occasion_words("towards"):
            here = tokens[above].head
            return here == verb or tokens[here].head == verb  # 'pushed back to April 20'
        if above in (token, verb):
            return False
        token = above
    return False


def _head(sentence: ParsedSentence, start: int, end: int) -> int | None:
    """The token of a passage that hangs on a word outside it."""
    tokens = sentence.parse.tokens
    inside = [i for i, t in enumerate(tokens) if start <= sentence.start + t.start < end]
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)


def _timed_word(sentence: ParsedSentence, token: int | None) -> int | None:
    """The time itself; or the verb before it, where the parse leads to a verb beyond a comma after it."""
    tokens = sentence.parse.tokens
    verb = climb(tokens, token) if token is not None else None
    if token is None or verb is None or verb < token or not any(t.text in _BREAKS for t in tokens[token:verb]):
        return token
    for index in range(token - 1, -1, -1):
        if tokens[index].text in _BREAKS:
            return token
        if tokens[index].tag.startswith("VB"):
            return index
    return token


def _is_timed(sentence: ParsedSentence, frame: Frame) -> bool:
    """Whether the time is that of what is told: not one at which it expires, continues, ..."""
    lemma = sentence.parse.tokens[frame.verb].lemma.lower()
    return lemma not in occasion_words("untimed") and not any(
        lemma == words.partition("_")[0] for words in occasion_words("untimed") if "_" in words
    )


def _is_scene(sentence: ParsedSentence, token: int) -> bool:
    """Whether it stands after 'after', 'following', 'at', ...: in the scene of what the sentence tells first."""
    tokens = sentence.parse.tokens
    for _ in range(len(tokens)):
        here = tokens[token]
        if here.dep == "advcl" and any(
            tokens[c].dep in ("mark", "prep") and tokens[c].text.lower() in occasion_words("scene")
            for c in children(tokens, token)
        ):
            return True
        if here.dep in ("prep", "mark") and here.text.lower() in occasion_words("scene"):
            return True
        if here.head == token or here.dep in ("relcl", "ccomp", "ROOT"):
            return False
        token = here.head
    return False


def _is_deal(annotation: Annotation, told: Told) -> bool:
    return any(
        event.type == "AGREE" and event.sentence == told.sentence and event.status == "occurred"
        and event.clause.start <= told.span.start < event.clause.end
        for event in annotation.events
    )  # fmt: skip


@cache
def occasion_words(name: str) -> frozenset[str]:
    """Give a list of words of data/occasions.toml."""
    return frozenset(read_toml("occasions")[name].split())
