"""Clauses and nouns that tell of events: type and modes by PLOVER, who, to whom, where, when, and whether it happened.

A sentence may tell of several. Where a verb makes a noun's event happen ('held talks', 'postponed his visit') the two
are one event mention with both words. Types are from event_triggers.toml, fates from fates.toml, status from `status`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.annotate.clauses import (
    Tree,
    coordinated,
    extent,
    find_agents,
    find_objects,
    find_verbs,
    read_tree,
    subtree,
)
from variorum.annotate.clauses import find_clause as clause_extent
from variorum.annotate.pronouns import resolve_pronouns
from variorum.annotate.status import find_light_verb, find_noun_status, find_verb_status
from variorum.annotate.triggers import Trigger, read_fates, read_triggers
from variorum.language.lexicon import read_toml
from variorum.model.annotation import EventMention, Mention, ParsedSentence, Quantity, Quotation, Status, TimeExpression
from variorum.model.text import Article, Span

_PARTY_KINDS = frozenset(("person", "organization", "state", "group"))
_TOWARDS = frozenset(("with", "against", "on", "to", "at", "for", "from", "of", "between", "among"))
_JOINT = frozenset(("with", "between", "among"))
_PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "to", "from", "outside", "inside", "across", "around", "on", "off")
)
_NO_EVENT_DEPENDENCY = frozenset(("compound", "amod", "nmod"))


@dataclass(frozen=True, slots=True)
class _Layers:
    """The layers of the sentence at hand, indexed by sentence."""

    mentions: Mapping[int, Sequence[int]]
    times: Mapping[int, Sequence[int]]
    quantities: Mapping[int, Sequence[int]]
    all_mentions: Sequence[Mention]
    all_times: Sequence[TimeExpression]
    all_quantities: Sequence[Quantity]
    pronouns: Mapping[tuple[int, int], int]
    quotations: Sequence[Quotation]
    contexts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A trigger in a parse: the verb (or None) and the noun (or None) that tell of the event."""

    trigger: Trigger
    verb: int | None
    noun: int | None
    fate: str
    status: Status

    @property
    def anchor(self) -> int:
        """The word that stands for the event: the verb, or else the noun; one of them is always there."""
        return self.verb if self.verb is not None else (self.noun or 0)


def find_events(
    _article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quantities: Sequence[Quantity],
    quotations: Sequence[Quotation],
) -> tuple[EventMention, ...]:
    """Give the event mentions of an article, in order of the text. Indices in them are into the layers given."""
    layers = _Layers(
        _by_sentence([m.sentence for m in mentions]),
        _by_sentence([t.sentence for t in times]),
        _by_sentence([q.sentence for q in quantities]),
        mentions,
        times,
        quantities,
        resolve_pronouns(sentences, mentions),
        quotations,
        _contexts(),
    )
    events: list[EventMention] = []
    for sentence in sentences:
        tree = read_tree(sentence.parse)
        events.extend(_describe(sentence, tree, found, layers) for found in _find_triggers(tree))
    return tuple(sorted(events, key=lambda e: (e.trigger, e.noun, e.type)))


def _find_triggers(tree: Tree) -> Iterator[_Found]:
    """Give the events of a sentence: verbs with their event nouns first, then the nouns that no verb took."""
    taken: set[int] = set()
    for verb in find_verbs(tree):
        found = _verb_event(tree, verb)
        if found is None:
            continue
        if found.noun is not None:
            taken.update(coordinated(tree, found.noun))
        yield found
    for index, token in enumerate(tree.tokens):
        if index not in taken and token.tag in ("NN", "NNS") and token.dep not in _NO_EVENT_DEPENDENCY:
            found = _noun_event(tree, index)
            if found is not None:
                yield found


def _verb_event(tree: Tree, verb: int) -> _Found | None:
    triggers, fates = read_triggers(), read_fates()
    token = tree.tokens[verb]
    objects = [i for i in find_objects(tree, verb) if tree.tokens[i].tag in ("NN", "NNS")]
    names = _verb_names(tree, verb)
    fate = next((fates.verbs[n] for n in names if n in fates.verbs), "")
    subjects = [i for i in tree.dependents(verb, "nsubj") if tree.tokens[i].tag in ("NN", "NNS")]
    for noun in (*objects, *subjects):
        key = (token.lemma.lower(), tree.tokens[noun].lemma.lower())
        pair = triggers.pairs.get(key)
        thing = _noun_name(tree, noun) in fates.things or tree.tokens[noun].lemma.lower() in fates.things
        if fate and thing and (noun in objects or not objects):
            known = pair or triggers.nouns.get(_noun_name(tree, noun)) or Trigger("", "")
            return _Found(_fated_type(known, fate), verb, noun, fate, _fated_status(tree, verb, fate))
        if pair is not None and noun in objects:
            return _Found(pair, verb, noun, "", find_verb_status(tree, verb))
    if token.lemma.lower() == "take" and any(tree.tokens[o].lemma == "place" for o in objects):
        return _taking_place(tree, verb)
    trigger = next((triggers.verbs[n] for n in names if n in triggers.verbs), None)
    if trigger is None:
        return None
    refused = next((i for i in objects if _noun_name(tree, i) in triggers.nouns), None)
    return _Found(trigger, verb, refused if trigger.type == "REJECT" else None, "", find_verb_status(tree, verb))


def _taking_place(tree: Tree, verb: int) -> _Found | None:
    fates = read_fates()
    for noun in tree.dependents(verb, "nsubj"):
        name = _noun_name(tree, noun)
        if name in fates.things or name in read_triggers().nouns:
            trigger = read_triggers().nouns.get(name, Trigger("", ""))
            return _Found(trigger, verb, noun, "held", find_verb_status(tree, verb))
    return None


def _noun_event(tree: Tree, noun: int) -> _Found | None:
    trigger = read_triggers().nouns.get(_noun_name(tree, noun))
    fates = read_fates()
    fate = fates.nouns.get(tree.tokens[noun].lemma.lower(), "")
    if fate:
        return _fate_noun(tree, noun, fate)
    if trigger is None or _is_adverbial(tree, noun):
        return None
    status = find_noun_status(tree, noun)
    verb = find_light_verb(tree, noun)
    return _Found(trigger, verb, noun, "", status)


def _is_adverbial(tree: Tree, noun: int) -> bool:
    """'in protest', 'under attack', 'on strike' tell how, and of no event of their own."""
    token = tree.tokens[noun]
    if token.dep != "pobj" or token.tag != "NN" or tree.children[noun]:
        return False
    return tree.tokens[token.head].text.lower() in ("in", "under", "on", "by", "of")


def _fate_noun(tree: Tree, noun: int, fate: str) -> _Found | None:
    """'the cancellation of the visit', 'a delay to the talks'."""
    for preposition in tree.dependents(noun, "prep"):
        for thing in tree.dependents(preposition, "pobj"):
            if tree.tokens[thing].lemma.lower() in read_fates().things:
                known = read_triggers().nouns.get(_noun_name(tree, thing), Trigger("", ""))
                return _Found(_fated_type(known, fate), None, thing, fate, read_fates().status[fate])
    return None


def _fated_type(trigger: Trigger, fate: str) -> Trigger:
    """PLOVER: a cancelled or refused meeting is REJECT, mode meet; a planned one is AGREE."""
    if trigger.type != "CONSULT":
        return trigger
    if fate in ("cancelled", "rejected"):
        return Trigger("REJECT", "meet")
    return Trigger("AGREE", "") if fate in ("planned", "agreed") else trigger


def _fated_status(tree: Tree, verb: int, fate: str) -> Status:
    """The status of the thing whose fate the verb tells; the verb's own where that is not told as fact."""
    status = find_verb_status(tree, verb)
    if status == "not-occurred":
        return "planned" if fate in ("delayed", "postponed", "cancelled", "suspended") else "not-occurred"
    if fate == "planned" and status == "occurred":
        return "planned"
    if status in ("denied", "conditional", "unclear", "proposed", "planned"):
        return status
    return read_fates().status[fate]


def _verb_names(tree: Tree, verb: int) -> tuple[str, ...]:
    """The names under which a verb may stand in the tables, the most special first: 'put_off', 'call_for', 'call'."""
    lemma = tree.tokens[verb].lemma.lower()
    names = [f"{lemma}_{tree.tokens[i].text.lower()}" for i in tree.dependents(verb, "prt")]
    names += [f"{lemma}_{tree.tokens[i].text.lower()}" for i in tree.dependents(verb, "prep", "advmod")]
    return (*names, lemma)


def _noun_name(tree: Tree, noun: int) -> str:
    """A noun with the compound before it, where the tables have that; 'talks' for the plural of 'talk'."""
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    nouns = read_triggers().nouns
    for index in tree.dependents(noun, "compound", "amod"):
        name = f"{tree.tokens[index].lemma.lower()}_{lemma}"
        if name in nouns:
            return name
    return "talks" if token.text.lower() == "talks" else lemma


def _describe(sentence: ParsedSentence, tree: Tree, found: _Found, layers: _Layers) -> EventMention:
    anchor = found.anchor
    first, last = clause_extent(tree, found.verb) if found.verb is not None else extent(tree, anchor)
    places = _find_places(sentence, tree, found, layers)
    actors, recipients = _find_parties(sentence, tree, found, layers, places)
    clause = sentence.span(first, last)
    words = {tree.tokens[i].lemma.lower() for i in range(first, last + 1)}
    noun = _noun_name(tree, found.noun) if found.noun is not None else ""
    return EventMention(
        type=_plover_type(found, actors).type,
        modes=_plover_type(found, actors).modes,
        contexts=tuple(sorted({layers.contexts[w] for w in words if w in layers.contexts})),
        trigger=sentence.span(anchor, anchor),
        lemma=tree.tokens[anchor].lemma.lower(),
        clause=clause,
        sentence=sentence.index,
        noun=noun,
        noun_span=sentence.span(found.noun, found.noun) if found.noun is not None else None,
        actors=actors,
        recipients=recipients,
        places=places,
        time=_find_time(sentence, anchor, clause, layers),
        status=found.status,
        fate=found.fate,
        according_to=_find_quotation(sentence.span(anchor, anchor), layers.quotations),
        magnitudes=tuple(
            q for q in layers.quantities.get(sentence.index, ())
            if clause.contains(Span(layers.all_quantities[q].start, layers.all_quantities[q].end))
        ),
    )  # fmt: skip


def _plover_type(found: _Found, actors: Sequence[int]) -> Trigger:
    """Rules of the manual: a future CONSULT, SUPPORT, COOPERATE or AID is AGREE; a future RETREAT is CONCEDE."""
    trigger = found.trigger
    if found.status in ("planned", "proposed") and not found.fate and actors:
        if found.status == "planned" and trigger.type in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
            return Trigger("AGREE", "")
        if found.status == "planned" and trigger.type == "RETREAT":
            return Trigger("CONCEDE", "")
    return trigger


def _find_parties(
    sentence: ParsedSentence, tree: Tree, found: _Found, layers: _Layers, places: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give actors and recipients. In a joint meeting all are actors; a passive without agent has recipients alone."""
    actors: list[int] = []
    recipients: list[int] = []
    if found.verb is not None:
        agents = [i for i in find_agents(tree, found.verb) if i != found.noun]
        actors += _mentions_in(sentence, tree, agents, layers)
        objects = [i for i in find_objects(tree, found.verb) if i != found.noun]
        recipients += _mentions_in(sentence, tree, objects, layers)
    for head in (found.verb, found.noun):
        if head is None:
            continue
        for preposition in tree.dependents(head, "prep", "agent", "dative"):
            word = tree.tokens[preposition].text.lower()
            parties = _mentions_in(sentence, tree, tree.dependents(preposition, "pobj"), layers)
            joint = word in _JOINT and (found.trigger.type in ("CONSULT", "AGREE", "COOPERATE") or word != "with")
            if joint or word == "by":
                actors += parties
            elif word in _TOWARDS:
                recipients += parties
    if found.noun is not None:
        owners = tree.dependents(found.noun, "poss", "amod", "compound", "nmod")
        actors += _mentions_in(sentence, tree, owners, layers)
    own = [m for m in dict.fromkeys(actors) if layers.all_mentions[m].kind in _PARTY_KINDS]
    other = [m for m in dict.fromkeys(recipients) if layers.all_mentions[m].kind in _PARTY_KINDS and m not in own]
    return tuple(own), tuple(m for m in other if m not in places or layers.all_mentions[m].kind == "state")


def _mentions_in(sentence: ParsedSentence, tree: Tree, heads: Sequence[int], layers: _Layers) -> list[int]:
    """Give the parties named by noun phrases with these heads, joined ones included: the mention at the head, or else
    the first one that possesses or modifies it ('Russian forces', 'Ukraine's military'); a pronoun's antecedent."""
    found: list[int] = []
    for head in dict.fromkeys(i for h in heads for i in coordinated(tree, h)):
        pronoun = layers.pronouns.get((sentence.index, head))
        if pronoun is not None:
            found.append(pronoun)
            continue
        here = layers.mentions.get(sentence.index, ())
        at_head = [m for m in here if layers.all_mentions[m].first_token <= head <= layers.all_mentions[m].last_token]
        if at_head:
            found.extend(at_head)
            continue
        modifiers = {head}
        for child in tree.dependents(head, "poss", "amod", "compound", "nmod", "prep"):
            if tree.tokens[child].dep != "prep" or tree.tokens[child].text.lower() in ("of", "from"):
                modifiers.update(subtree(tree, child))
        found.extend(m for m in here if layers.all_mentions[m].last_token in modifiers)
        found.extend(
            layers.pronouns[(sentence.index, i)] for i in sorted(modifiers) if (sentence.index, i) in layers.pronouns
        )
    return found


def _find_places(sentence: ParsedSentence, tree: Tree, found: _Found, layers: _Layers) -> tuple[int, ...]:
    """Give the mentions that say where: after a preposition of place on the verb or noun, or the object of 'visit'."""
    places: list[int] = []
    for head in (found.verb, found.noun):
        if head is None:
            continue
        prepositions = list(tree.dependents(head, "prep"))
        for clause in tree.dependents(head, "acl", "relcl"):
            prepositions += tree.dependents(clause, "prep")
        for preposition in prepositions:
            if tree.tokens[preposition].text.lower() in _PLACE_PREPOSITIONS:
                inside = subtree(tree, preposition)
                places += [
                    m for m in layers.mentions.get(sentence.index, ())
                    if layers.all_mentions[m].last_token in inside
                    and (layers.all_mentions[m].kind in ("place", "state") and not layers.all_mentions[m].demonym)
                    and _is_direct(tree, layers.all_mentions[m].last_token, preposition)
                ]  # fmt: skip
    return tuple(dict.fromkeys(places))


def _is_direct(tree: Tree, token: int, preposition: int) -> bool:
    """Whether the name stands right after the preposition or in an 'in' or apposition below ('at X Palace in Y')."""
    index = token
    for _ in range(6):
        head = tree.tokens[index].head
        if head == preposition:
            return True
        allowed = ("pobj", "appos", "conj", "compound", "prep", "npadvmod", "nmod")
        if tree.tokens[index].dep not in allowed or head == index:
            return False
        index = head
    return False


def _find_time(sentence: ParsedSentence, anchor: int, clause: Span, layers: _Layers) -> int | None:
    """Give the time expression in the clause that stands nearest to the trigger; lengths of time are no dates."""
    here = [t for t in layers.times.get(sentence.index, ()) if layers.all_times[t].duration is None]
    position = sentence.span(anchor, anchor).start
    inside = [t for t in here if clause.start <= layers.all_times[t].start < clause.end]
    return min(inside, key=lambda t: (abs(layers.all_times[t].start - position), t), default=None)


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
