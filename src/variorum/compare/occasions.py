"""Passages that tell when or where something happened or is to happen; `occasion_groups` says which tell of one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.compare.anchors import (
    find_head,
    find_placed,
    find_timed_word,
    is_dropped,
    is_limit,
    is_made_known,
    is_new_time,
    is_scene,
    is_single,
    is_timed,
    is_told_by_next,
    is_turn,
    occasion_words,
)
from variorum.compare.assertions import is_denied
from variorum.compare.clauses import Clause, read_clause
from variorum.compare.clocks import Clock, read_clock
from variorum.compare.days import day, resolve
from variorum.compare.frames import Frame, find_subjects, find_told_thing, is_moving, read_frame, was_moved
from variorum.compare.hours import Hour, find_hours, is_hour_alone
from variorum.compare.predicates import is_deed, is_planning, is_telling, name_class, predicate_words
from variorum.compare.referents import find_happening
from variorum.compare.rows import Row
from variorum.compare.scope import Scope
from variorum.language.dependents import children, find_inside
from variorum.language.inference import hide
from variorum.language.stems import stem
from variorum.model.annotation import Annotation, ParsedSentence
from variorum.model.text import Span

_SCENE_SENTENCES = 2  # the day of an agreement is that of the talks before it at the head of an article alone


@dataclass(frozen=True, slots=True)
class Told:
    """A time (`days`, first and last, or a `clock` alone) or place (`place`, an entity) told of a happening.

    `span` is the words that tell it, `verb` the token in `sentence` of the happening's verb or noun; `moved` that of
    the thing which is put off to the time. `limit` is true of a time by which it is to happen. `single` says, of what
    befalls people, whether it is told of one alone. `distance` is how many days lie between its first day and the
    telling. `cloze` is its sentence with a gap for the time or place, '' where that stands in another.
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
    distance: int = 0
    cloze: str = ""
    clock: Clock = ()


@dataclass(frozen=True, slots=True)
class _Passage:
    """The words (`span`) in a sentence of an article that tell a time or place of what the frame holds.

    `limit` is true of a time by which it is to happen.
    """

    article: str
    sentence: ParsedSentence
    span: Span
    frame: Frame
    limit: bool = False


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
        hours = find_hours(annotation)
        for index, time in enumerate(annotation.times):
            if time.sentence < 0 or is_told_by_next(annotation, index) or is_hour_alone(hours, time.start, time.end):
                continue
            passage = self._read_passage(article, annotation.sentences[time.sentence], Span(time.start, time.end))
            days = resolve(time, self._scope.references[article], passage.frame.ahead) if passage is not None else None
            if passage is not None and days is not None:
                item = self._tell_time(passage, events.get(index), days)
                told[time.sentence].append(item)
                yield item
        for hour in hours:
            if all(hour.clock != item.clock for item in told[hour.sentence]):
                yield from self._find_hour(article, annotation.sentences[hour.sentence], hour, told[hour.sentence])
        yield from self._find_scenes(article, annotation, told)

    def _read_passage(self, article: str, sentence: ParsedSentence, span: Span) -> _Passage | None:
        """What the words of a time tell the time of; None where that can't be said."""
        tokens = sentence.parse.tokens
        token = find_timed_word(sentence, find_head(sentence, span.start, span.end))
        if token is None:
            return None
        limit = is_limit(tokens, token)
        frame = self._read(article, sentence, token, limit)
        if frame is None:
            return None
        limit = limit and not is_turn(tokens, token, frame.verb) and not is_moving(tokens, frame.verb)
        return _Passage(article, sentence, span, frame, limit)

    def _tell_time(self, passage: _Passage, event: str | None, days: tuple[str, str]) -> Told:
        """What is told with a time that names days."""
        tokens, frame, span = passage.sentence.parse.tokens, passage.frame, passage.span
        reference = self._scope.references[passage.article]
        if reference is not None:
            ahead = frame.ahead or days[0] > reference[:10]  # 'the levy comes into force in 2010'
            passage = replace(passage, frame=replace(frame, ahead=ahead))
        start = passage.sentence.start
        return replace(
            self._tell(passage, event, days),
            distance=abs(day(days[0]) - day(reference)) if reference is not None else 0,
            clock=read_clock(passage.sentence.parse.text, span.start - start, span.end - start),
            moved=find_told_thing(tokens, frame.verb)
            if is_moving(tokens, frame.verb) or was_moved(tokens, frame.verb)
            else None,
        )

    def _find_hour(self, article: str, sentence: ParsedSentence, hour: Hour, beside: Sequence[Told]) -> Iterator[Told]:
        """What is told with an hour: on the day that the sentence gives for it, or on none."""
        passage = self._read_passage(article, sentence, hour.span)
        if passage is not None:
            days = {t.days for t in beside if t.verb == passage.frame.verb}
            single = days.pop() if len(days) == 1 else None
            day_of = single if single is not None and single[0] == single[1] else None
            yield replace(self._tell(passage, None, day_of), clock=hour.clock)

    def _read(self, article: str, sentence: ParsedSentence, token: int, limit: bool) -> Frame | None:
        """The frame of what has its time at the token; where the verb says little, of the thing that it tells of."""
        tokens = sentence.parse.tokens
        frame = read_frame(self._scope, article, sentence, token)
        if frame is None:
            return None
        thing = find_told_thing(tokens, frame.verb)
        telling = (
            is_telling(tokens[frame.verb].lemma.lower()) and thing is None and not is_made_known(tokens, frame.verb)
        )
        if limit and (telling or not frame.predicate):
            return self._read_due(article, sentence, frame.verb)
        if telling:
            return None
        turn = is_turn(tokens, token, frame.verb)
        if is_denied(tokens, frame.verb) and not turn:
            return None  # a day on which it was not so
        if turn and frame.predicate in occasion_words("lasting_until"):
            return replace(frame, predicate="resume", ahead=True)  # 'closed until Thursday'
        moving = is_moving(tokens, frame.verb)
        if moving and not is_new_time(tokens, token, frame.verb):
            return None
        if thing is None:
            frame = self._read_pronoun(article, sentence, frame)
            return frame if not moving and (limit or is_timed(sentence, frame)) else None
        lemma = tokens[thing].lemma.lower()
        told = read_frame(self._scope, article, sentence, thing, itself=True)
        heads = told.heads if told is not None and told.verb == thing else frozenset()
        ahead = frame.ahead or moving or is_planning(tokens[frame.verb].lemma.lower())
        return replace(frame, predicate=name_class(lemma), heads=frame.heads | heads, ahead=ahead)

    def _read_pronoun(self, article: str, sentence: ParsedSentence, frame: Frame) -> Frame:
        """The frame with the happening that 'it' stands for, where the verb says only that it is."""
        tokens = sentence.parse.tokens
        if frame.predicate or tokens[frame.verb].lemma.lower() not in predicate_words("light"):
            return frame
        annotation = self._scope.annotations[article]
        meant = (find_happening(annotation, sentence, i) for i in find_subjects(tokens, frame.verb))
        noun = next((t for t in meant if t is not None), None)
        return replace(frame, predicate=name_class(noun.lemma.lower())) if noun is not None else frame

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
            token = find_head(sentence, event.trigger.start, event.trigger.end)
            if token is None or not is_scene(sentence, token):
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
                told_day = self._tell(_Passage(article, sentence, past[0].span, frame), event_id, past[0].days)
                yield replace(told_day, cloze="")  # the sentence gives the day of another thing

    def _find_places(self, article: str, annotation: Annotation) -> Iterator[Told]:
        reference = self._scope.references[article]
        dated = {t.sentence: days for t in annotation.times if (days := resolve(t, reference)) is not None}
        events = {e.sentence: self._scope.event_of.get((article, i)) for i, e in enumerate(annotation.events)}
        for mention in annotation.mentions:
            sentence = annotation.sentences[mention.sentence]
            token = find_head(sentence, mention.start, mention.end)
            entity = self._scope.named.get((article, mention.sentence, mention.first_token))
            if token is None or entity is None or self._scope.entities[entity].kind not in ("place", "state"):
                continue
            placed = find_placed(sentence, token)
            frame = read_frame(self._scope, article, sentence, placed, itself=True) if placed is not None else None
            if frame is not None and frame.predicate not in occasion_words("placed"):
                thing = find_told_thing(sentence.parse.tokens, frame.verb)  # 'talks are due to open in Doha'
                told = name_class(sentence.parse.tokens[thing].lemma.lower()) if thing is not None else ""
                frame = replace(frame, predicate=told)
            if frame is None or frame.predicate not in occasion_words("placed"):
                continue
            if is_dropped(sentence.parse.tokens, frame.verb):
                frame = replace(frame, ahead=True)  # 'cancelled the talks in Velmar'
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
            words=self._words_of(passage) or frozenset((stem(passage.frame.predicate),)) - {""},
            days=days,
            place=place,
            limit=passage.limit,
            single=is_single(passage.sentence.parse.tokens, passage.frame),
            cloze=_hide(passage),
        )

    def _words_of(self, passage: _Passage) -> Clause:
        sentence, span = passage.sentence, passage.span
        tokens = sentence.parse.tokens
        inside = find_inside(sentence, span.start, span.end)
        clause = read_clause(sentence, passage.frame.verb, inside, inside[0] if inside else None)
        thing = find_told_thing(tokens, passage.frame.verb)
        return clause if thing is None else clause | read_clause(sentence, thing, inside)


def _hide(passage: _Passage) -> str:
    """The sentence with a gap for the words of the passage."""
    text, start = passage.sentence.parse.text, passage.sentence.start
    inside = start <= passage.span.start and passage.span.end <= start + len(text)
    return hide(text, passage.span.start - start, passage.span.end - start) if inside else ""


def _is_deal(annotation: Annotation, told: Told) -> bool:
    return any(
        event.type == "AGREE" and event.sentence == told.sentence and event.status == "occurred"
        and event.clause.start <= told.span.start < event.clause.end
        for event in annotation.events
    )  # fmt: skip
