"""The fields of an event mention, read off the parse: who, to whom, where, when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.annotate.clauses import (
    Tree,
    ancestors,
    coordinated,
    find_agents,
    find_complements,
    find_objects,
    is_verb,
    subtree,
)
from variorum.annotate.event_triggers import Found, noun_name
from variorum.annotate.status import find_light_verb
from variorum.annotate.triggers import read_fates, read_triggers
from variorum.language.dependents import find_inside
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Mention, ParsedSentence, Quantity, Quotation, TimeExpression

_PARTY_KINDS = frozenset(("person", "organization", "state", "group"))
_TOWARDS = frozenset(("with", "against", "on", "to", "at", "for", "from", "of", "between", "among"))
_JOINT = frozenset(("with", "between", "among"))
_TO_BE_DONE = frozenset(("REJECT", "THREATEN", "AGREE", "CONCEDE"))  # their content says to whom
_SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION", "RETREAT"))  # 'the invasion of X' is done to X
_PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "to", "from", "outside", "inside", "across", "around", "on", "off")
)


@dataclass(frozen=True, slots=True)
class Layers:
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


def find_parties(
    sentence: ParsedSentence, tree: Tree, found: Found, layers: Layers, places: Sequence[int]
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
            if joint or word == "by" or (word == "of" and head == found.noun and found.trigger.type not in _SUFFERED):
                actors += parties
            elif word in _TOWARDS:
                recipients += parties
    if found.noun is not None:
        owners = _mentions_in(sentence, tree, tree.dependents(found.noun, "poss", "amod", "compound", "nmod"), layers)
        suffers = noun_name(tree, found.noun) in read_toml("event_triggers")["suffered"].split()
        persons = [m for m in owners if suffers and layers.all_mentions[m].kind == "person"]
        recipients += persons
        actors += [m for m in owners if m not in persons]
    if not recipients and found.verb is not None and found.trigger.type in _TO_BE_DONE:
        recipients += _parties_of_content(sentence, tree, found.verb, layers)
    own = [m for m in dict.fromkeys(actors) if _is_party(layers.all_mentions[m])]
    other = [m for m in dict.fromkeys(recipients) if _is_party(layers.all_mentions[m]) and m not in own]
    return tuple(own), tuple(m for m in other if m not in places or layers.all_mentions[m].kind == "state")


def _is_party(mention: Mention) -> bool:
    return mention.kind in _PARTY_KINDS or mention.government


def _parties_of_content(sentence: ParsedSentence, tree: Tree, verb: int, layers: Layers) -> list[int]:
    """Whom what is threatened, refused or asked concerns: 'threatened to attack X', 'refused to meet with X'."""
    parties: list[int] = []
    for below in find_complements(tree, verb):
        heads = [*find_objects(tree, below)]
        for preposition in tree.dependents(below, "prep", "dative"):
            if tree.tokens[preposition].text.lower() in _TOWARDS:
                heads += tree.dependents(preposition, "pobj")
        parties += _mentions_in(sentence, tree, heads, layers)
    return parties


def _mentions_in(sentence: ParsedSentence, tree: Tree, heads: Sequence[int], layers: Layers) -> list[int]:
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


def find_places(sentence: ParsedSentence, tree: Tree, found: Found, layers: Layers) -> tuple[int, ...]:
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


def find_time(sentence: ParsedSentence, tree: Tree, found: Found, layers: Layers) -> int | None:
    """Give the time expression that the trigger governs, the nearest if there are several; lengths are no dates, and
    'now' is none where another stands beside."""
    position = sentence.span(found.anchor, found.anchor).start
    fitting = [
        t for t in layers.times.get(sentence.index, ())
        if layers.all_times[t].duration is None and _governs(sentence, tree, found, layers.all_times[t])
    ]  # fmt: skip
    return min(
        fitting,
        key=lambda t: (_is_now(layers.all_times[t]), abs(layers.all_times[t].start - position), t),
        default=None,
    )


def _is_now(time: TimeExpression) -> bool:
    return time.text.lower() in read_toml("times")["references"]["PRESENT_REF"]


def _governs(sentence: ParsedSentence, tree: Tree, found: Found, time: TimeExpression) -> bool:
    """Whether the time hangs on the trigger: 'since 2022' and the date of another clause do not."""
    inside = find_inside(sentence, time.start, time.end)
    if not inside or tree.tokens[max(inside[0] - 1, 0)].text.lower() == "since":
        return False
    light = find_light_verb(tree, found.noun) if found.noun is not None else None
    owners = {i for i in (found.verb, found.noun, light) if i is not None}
    for index in (inside[-1], *ancestors(tree, inside[-1])):
        if index in owners:
            return True
        token = tree.tokens[index]
        if index not in inside and (is_verb(token) or noun_name(tree, index) in read_triggers().nouns):
            follows = token.dep in ("xcomp", "advcl") and token.head in owners
            return follows and (token.lemma in read_fates().verbs or not find_objects(tree, index))
    return False
