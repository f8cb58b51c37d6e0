"""Clauses and nouns that tell of events: type and modes by PLOVER, who, to whom, where, when, and whether it happened.

A sentence may tell of several. Where a verb makes a noun's event happen ('held talks', 'postponed his visit') the two
are one event mention with both words. `event_triggers` finds the words, `event_fields` what belongs to them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.annotate.antecedents import Place
from variorum.annotate.clauses import Tree, extent, read_tree
from variorum.annotate.clauses import find_clause as clause_extent
from variorum.annotate.dated_clauses import find_dated_clauses
from variorum.annotate.event_fields import Layers, find_parties, find_places, find_time
from variorum.annotate.event_triggers import Found, find_triggers, is_event_noun, noun_name
from variorum.annotate.mood import is_to_come
from variorum.annotate.triggers import Trigger
from variorum.language.lexicon import read_toml
from variorum.model.annotation import EventMention, Mention, ParsedSentence, Quantity, Quotation, TimeExpression
from variorum.model.text import Article, Span


def find_events(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quantities: Sequence[Quantity],
    quotations: Sequence[Quotation],
    pronouns: Mapping[Place, int],
) -> tuple[EventMention, ...]:
    """Give the event mentions of an article, in order of the text. Indices in them are into the layers given.

    `pronouns` are those of `resolve_pronouns`.
    """
    layers = read_layers(mentions, times, quantities, quotations, pronouns)
    published = (article.published or "")[:10]
    events: list[EventMention] = []
    for sentence in sentences:
        tree = read_tree(sentence.parse)
        told = list(find_triggers(tree))
        taken = {i for found in told for i in (found.verb, found.noun) if i is not None}
        dated = find_dated_clauses(sentence, tree, [times[i] for i in layers.times.get(sentence.index, ())], taken)
        for found in (*told, *dated):
            event = describe_event(sentence, tree, found, layers)
            past = tree.tokens[found.anchor].tag in ("VBD", "VBN")
            events.append(event if past else _with_date(event, times, published))
    return tuple(sorted(events, key=lambda e: (e.trigger, e.noun, e.type)))


def _with_date(event: EventMention, times: Sequence[TimeExpression], published: str) -> EventMention:
    """What is dated after the article is yet to come: 'the levy begins on 1 January'."""
    date = None if event.time is None else times[event.time].from_date
    if event.status in ("occurred", "ongoing") and published and date is not None and date[:10] > published:
        return replace(event, status="planned")
    return event


def read_layers(
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quantities: Sequence[Quantity],
    quotations: Sequence[Quotation],
    pronouns: Mapping[Place, int],
) -> Layers:
    """Give the layers of an article by sentence, as `describe_event` wants them."""
    return Layers(
        _by_sentence([m.sentence for m in mentions]),
        _by_sentence([t.sentence for t in times]),
        _by_sentence([q.sentence for q in quantities]),
        mentions,
        times,
        quantities,
        pronouns,
        quotations,
        _contexts(),
    )


def describe_event(sentence: ParsedSentence, tree: Tree, found: Found, layers: Layers) -> EventMention:
    """Give the event mention of a trigger: its type, who, to whom, where, when."""
    anchor = found.anchor
    first, last = _find_extent(tree, found)
    places = find_places(sentence, tree, found, layers)
    actors, recipients = find_parties(sentence, tree, found, layers, places)
    clause = sentence.span(first, last)
    words = {tree.tokens[i].lemma.lower() for i in range(first, last + 1)}
    noun = noun_name(tree, found.noun) if found.noun is not None and is_event_noun(tree, found.noun) else ""
    return EventMention(
        type=_plover_type(found, actors).type,
        modes=_plover_type(found, actors).modes,
        contexts=tuple(sorted({layers.contexts[w] for w in words if w in layers.contexts})),
        trigger=sentence.span(anchor, anchor),
        lemma=tree.tokens[anchor].lemma.lower(),
        clause=clause,
        sentence=sentence.index,
        noun=noun,
        noun_span=sentence.span(found.noun, found.noun) if found.noun is not None and noun else None,
        actors=actors,
        recipients=recipients,
        places=places,
        time=find_time(sentence, tree, found, layers),
        status=found.status,
        fate=found.fate,
        according_to=_find_quotation(sentence.span(anchor, anchor), layers.quotations),
        magnitudes=tuple(
            q for q in layers.quantities.get(sentence.index, ())
            if clause.contains(Span(layers.all_quantities[q].start, layers.all_quantities[q].end))
        ),
    )  # fmt: skip


def _find_extent(tree: Tree, found: Found) -> tuple[int, int]:
    """The clause of the verb; where that merely describes the noun ('the talks held in May'), the noun's phrase."""
    if found.described is not None:
        return extent(tree, found.described)
    if found.verb is None or (found.noun is not None and tree.tokens[found.verb].dep in ("acl", "relcl")):
        return extent(tree, found.noun if found.noun is not None else found.anchor)
    return clause_extent(tree, _with_auxiliary(tree, found.verb))


def _with_auxiliary(tree: Tree, verb: int) -> int:
    """The 'is' of 'is to start', the 'going' of 'was going to start': its clause names who or what."""
    token = tree.tokens[verb]
    going = token.dep == "xcomp" and tree.tokens[token.head].lemma == "go" and tree.tokens[token.head].tag == "VBG"
    return token.head if going or is_to_come(tree, verb) else verb


def _plover_type(found: Found, actors: Sequence[int]) -> Trigger:
    """Rules of the manual: a future CONSULT, SUPPORT, COOPERATE or AID is AGREE; a future RETREAT, or one offered
    on a condition, is CONCEDE."""
    trigger = found.trigger
    if found.status in ("planned", "proposed", "conditional") and not found.fate and actors:
        if found.status == "planned" and trigger.type in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
            return Trigger("AGREE", "")
        if found.status in ("planned", "conditional") and trigger.type == "RETREAT":
            return Trigger("CONCEDE", "")
    return trigger


def _find_quotation(trigger: Span, quotations: Sequence[Quotation]) -> int | None:
    holding = [i for i, q in enumerate(quotations) if q.content.contains(trigger)]
    return min(holding, key=lambda i: (quotations[i].content.end - quotations[i].content.start, i), default=None)


def _by_sentence(sentences: Sequence[int]) -> dict[int, list[int]]:
    table: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        table.setdefault(sentence, []).append(index)
    return table


def _contexts() -> dict[str, str]:
    return {word: context for context, words in read_toml("plover")["contexts"].items() for word in words.split()}
