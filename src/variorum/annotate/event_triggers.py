"""The words of a sentence that tell of events: verbs, their event nouns, and event nouns alone, with type and status.

Types are from event_triggers.toml, fates (postponed, cancelled, ...) from fates.toml, status from `status`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.annotate.clauses import (
    Tree,
    coordinated,
    find_agents,
    find_objects,
    find_verbs,
    is_passive,
    subtree,
)
from variorum.annotate.mood import is_to_come
from variorum.annotate.status import find_light_verb, find_noun_status, find_verb_status
from variorum.annotate.triggers import Trigger, read_fates, read_triggers
from variorum.language.lexicon import read_toml
from variorum.model.annotation import Status

_NO_EVENT_DEPENDENCY = frozenset(("compound", "amod", "nmod"))
_OBJECT_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "CD", "$"))
_ACTS = frozenset(("RETREAT", "SANCTION", "COERCE"))  # done to a thing that has a fate: lifting a ban
_STOPPED = frozenset(("suspended", "cancelled", "ended", "resumed", "begun"))
_CALLED_OFF = frozenset(("cancelled", "postponed", "delayed"))  # fates that any event may have, not things alone
_SPOKEN = frozenset(("AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE"))


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger in a parse: the verb (or None) and the noun (or None) that tell of the event."""

    trigger: Trigger
    verb: int | None
    noun: int | None
    fate: str
    status: Status
    described: int | None = (
        None  # the noun of which the clause of the verb tells: 'the draft that she put on the table'
    )

    @property
    def anchor(self) -> int:
        """The word that stands for the event: the verb, or else the noun; one of them is always there."""
        return self.verb if self.verb is not None else (self.noun or 0)


def find_triggers(tree: Tree) -> Iterator[Found]:
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


def _verb_event(tree: Tree, verb: int) -> Found | None:
    """The event of a verb: a fate of its object ('postponed the visit'), a verb with its object, or the verb alone."""
    triggers = read_triggers()
    objects = [i for i in find_objects(tree, verb) if tree.tokens[i].tag in _OBJECT_TAGS]
    nouns = [i for i in objects if tree.tokens[i].tag in ("NN", "NNS")]
    names = _verb_names(tree, verb)
    fated = _fated_event(tree, verb, nouns, names)
    if fated is not None:
        return fated
    for noun in (*objects, *_prepositional_objects(tree, verb)):
        pair = _find_pair(tree, names, noun)
        if pair is not None and (objects or not _tells_manner(tree, noun)):
            return Found(_of_whom(tree, verb, pair), verb, noun, "", _act_status(tree, verb, pair))
    if tree.tokens[verb].lemma.lower() == "take" and any(tree.tokens[o].lemma == "place" for o in nouns):
        return _taking_place(tree, verb)
    name = next((n for n in names if n in triggers.verbs), None)
    if name is None or _means_otherwise(tree, verb, name):
        return None
    trigger = _of_whom(tree, verb, triggers.verbs[name])
    refused = next((i for i in nouns if noun_name(tree, i) in triggers.nouns), None)
    told = refused if trigger.type == "REJECT" else None
    return Found(trigger, verb, told, "", _act_status(tree, verb, trigger))


def _fated_event(tree: Tree, verb: int, objects: Sequence[int], names: Sequence[str]) -> Found | None:
    fates = read_fates()
    fate = next((fates.verbs[n] for n in names if n in fates.verbs), "")
    if not fate:
        return None
    subjects = [i for i in _own_subjects(tree, verb) if tree.tokens[i].tag in ("NN", "NNS")]
    meant = _meant_by_pronoun(tree, verb) if fate in _CALLED_OFF else ()
    for noun in (*objects, *meant, *(() if objects else subjects)):
        called_off = fate in _CALLED_OFF and (noun in objects or noun in meant)
        if not _has_fate(tree, noun) and not (called_off and is_event_noun(tree, noun)):
            continue
        pair = _find_pair(tree, names, noun)
        known = pair or _noun_trigger(tree, noun) or Trigger("", "")
        status = _fated_status(tree, verb, fate)
        if noun in meant and find_noun_status(tree, noun) != "occurred":  # 'threatened a strike, but called it off'
            return Found(_noun_trigger(tree, noun) or Trigger("", ""), verb, noun, fate, status)
        if pair is not None and pair.type in _ACTS and fate in _STOPPED:  # who suspends sanctions has acted
            status = find_verb_status(tree, verb)
            if fates.things.get(tree.tokens[noun].lemma.lower()) == "service":  # a road is no ferry line that is run
                return Found(pair, verb, None, "", status)
        return Found(_fated_type(known, fate), verb, noun, fate, status)
    return None


def _has_fate(tree: Tree, noun: int) -> bool:
    things = read_fates().things
    return noun_name(tree, noun) in things or tree.tokens[noun].lemma.lower() in things


def _own_subjects(tree: Tree, verb: int) -> tuple[int, ...]:
    """The subject of the verb, or of the 'is' in 'is to begin'."""
    return tree.dependents(tree.tokens[verb].head if is_to_come(tree, verb) else verb, "nsubj")


def _meant_by_pronoun(tree: Tree, verb: int) -> tuple[int, ...]:
    """The event noun before 'it' in 'threatened a strike, but called it off': the nearest one."""
    if not any(tree.tokens[i].text.lower() in ("it", "them") for i in tree.dependents(verb, "dobj")):
        return ()
    before = [i for i in range(verb) if tree.tokens[i].tag in ("NN", "NNS") and is_event_noun(tree, i)]
    return tuple(before[-1:])


def _find_pair(tree: Tree, names: Sequence[str], noun: int) -> Trigger | None:
    """The type of a verb with this object, by any of the verb's names and the object's."""
    pairs = read_triggers().pairs
    objects = _object_names(tree, noun)
    return next((pairs[name, thing] for name in names for thing in objects if (name, thing) in pairs), None)


def _object_names(tree: Tree, noun: int) -> tuple[str, ...]:
    """The names under which an object may stand in the tables: with what modifies it, with its 'of', by itself."""
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    if token.tag in ("NNP", "NNPS"):
        return ("*name",)
    if token.tag in ("CD", "$") or token.name == "MONEY":
        return ("*money", lemma)
    names = [f"{tree.tokens[i].lemma.lower()}_{lemma}" for i in tree.dependents(noun, "compound", "amod")]
    for preposition in tree.dependents(noun, "prep"):
        if tree.tokens[preposition].text.lower() == "of":
            names += [f"{lemma}_of_{tree.tokens[i].lemma.lower()}" for i in tree.dependents(preposition, "pobj")]
    return (*names, lemma)


def _prepositional_objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """The nouns after its prepositions: 'went on strike', 'remained on alert'."""
    prepositions = tree.dependents(verb, "prep", "prt")
    return tuple(i for p in prepositions for i in tree.dependents(p, "pobj") if tree.tokens[i].tag in ("NN", "NNS"))


def _tells_manner(tree: Tree, noun: int) -> bool:
    """'left in protest' without saying what: it tells how."""
    return tree.tokens[tree.tokens[noun].head].text.lower() == "in" and _is_adverbial(tree, noun)


def _of_whom(tree: Tree, verb: int, trigger: Trigger) -> Trigger:
    """Types that turn with who does it or what stands beside: a crowd that blocks a port protests."""
    data = read_toml("event_triggers")
    if trigger.type == "COERCE" and trigger.mode == "restrict":
        crowd = data["crowd"].split()
        if any(tree.tokens[i].lemma.lower() in crowd for i in find_agents(tree, verb)):
            return Trigger("PROTEST", "obstruct")
    turned = data["turned"].get(trigger.type)
    if turned and {t.lemma.lower() for t in tree.tokens} & set(turned["beside"].split()):
        return Trigger(turned["type"], "")
    return trigger


def _act_status(tree: Tree, verb: int, trigger: Trigger) -> Status:
    """An act of speech is done when it is spoken: the condition in 'threatened to leave if …' is on its content."""
    return find_verb_status(tree, verb, spoken=trigger.type in _SPOKEN)


def _means_otherwise(tree: Tree, verb: int, name: str) -> bool:
    """'met the deadline', 'released a statement', 'was met with approval' are no such events."""
    words = read_toml("event_triggers")["other_sense"].get(name, "").split()
    if not words:
        return False
    objects = find_objects(tree, verb)
    if "*passive" in words and is_passive(tree, verb):
        return True
    if "*bare" in words and objects:
        return True
    if "*intransitive" in words and not objects:
        return True
    return any(tree.tokens[i].lemma.lower() in words for i in (*objects, *_prepositional_objects(tree, verb)))


def _taking_place(tree: Tree, verb: int) -> Found | None:
    fates = read_fates()
    for noun in _own_subjects(tree, verb):
        name = noun_name(tree, noun)
        if name in fates.things or name in read_triggers().nouns:
            trigger = read_triggers().nouns.get(name, Trigger("", ""))
            status = find_verb_status(tree, verb)
            fate = _put_off_before(tree, noun) or "planned" if status == "planned" else "held"
            return Found(trigger, verb, noun, fate, status)
    return None


def _put_off_before(tree: Tree, noun: int) -> str:
    """The fate of 'the visit to Lisbon, which had been put off' that is now to take place."""
    clauses = [i for i in subtree(tree, noun) if tree.tokens[i].dep == "relcl"]
    fates = [read_fates().verbs.get(name, "") for verb in clauses for name in _verb_names(tree, verb)]
    return next((fate for fate in fates if fate in ("postponed", "delayed")), "")


def _noun_event(tree: Tree, noun: int) -> Found | None:
    trigger = _noun_trigger(tree, noun)
    fates = read_fates()
    fate = fates.nouns.get(tree.tokens[noun].lemma.lower(), "")
    if fate:
        return _fate_noun(tree, noun, fate)
    if trigger is None or _is_adverbial(tree, noun):
        return None
    status = find_noun_status(tree, noun)
    verb = find_light_verb(tree, noun)
    return Found(trigger, verb, noun, "", status)


def _noun_trigger(tree: Tree, noun: int) -> Trigger | None:
    """The noun's type; a strike of workers is another than a strike of missiles."""
    name = noun_name(tree, noun)
    sense = read_toml("event_triggers")["sense"].get(name)
    if sense and {t.lemma.lower() for t in tree.tokens} & set(sense["beside"].split()):
        return Trigger(sense["type"], sense["mode"])
    return read_triggers().nouns.get(name)


def _is_adverbial(tree: Tree, noun: int) -> bool:
    """'in protest', 'under attack', 'on strike' tell how, and of no event of their own."""
    token = tree.tokens[noun]
    if token.dep != "pobj" or token.tag != "NN" or tree.children[noun]:
        return False
    return tree.tokens[token.head].text.lower() in ("in", "under", "on", "by", "of")


def _fate_noun(tree: Tree, noun: int, fate: str) -> Found | None:
    """'the cancellation of the visit', 'a delay to the talks'."""
    for preposition in tree.dependents(noun, "prep"):
        for thing in tree.dependents(preposition, "pobj"):
            if tree.tokens[thing].lemma.lower() in read_fates().things:
                known = read_triggers().nouns.get(noun_name(tree, thing), Trigger("", ""))
                return Found(_fated_type(known, fate), None, thing, fate, read_fates().status[fate])
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
    particles = tuple(f"{lemma}_{tree.tokens[i].text.lower()}" for i in tree.dependents(verb, "prt"))
    if particles:  # 'back down' is no backing
        return particles
    names = []
    for index in tree.children[verb]:
        token = tree.tokens[index]
        if token.dep in ("prep", "advmod") and not _is_dated(tree, index):
            names.append(f"{lemma}_{token.text.lower()}")
        elif token.dep in ("oprd", "acomp", "ccomp", "xcomp") and (token.tag in ("JJ", "NN") or lemma == "let"):
            names.append(f"{lemma}_{token.lemma.lower()}")
    return (*names, lemma)


def _is_dated(tree: Tree, preposition: int) -> bool:
    """'called on Tuesday' is no calling on."""
    return any(tree.tokens[i].name in ("DATE", "TIME") for i in tree.dependents(preposition, "pobj"))


def is_event_noun(tree: Tree, noun: int) -> bool:
    """Tell whether a noun tells of an event by itself ('talks'), as the object of 'close the port' does not."""
    name, lemma = noun_name(tree, noun), tree.tokens[noun].lemma.lower()
    return name in read_triggers().nouns or lemma in read_fates().things


def noun_name(tree: Tree, noun: int) -> str:
    """A noun with the compound before it, where the tables have that; 'talks' for the plural of 'talk'."""
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    nouns = read_triggers().nouns
    for index in tree.dependents(noun, "compound", "amod"):
        name = f"{tree.tokens[index].lemma.lower()}_{lemma}"
        if name in nouns or name in read_toml("event_triggers")["no_event"].split():
            return name
    return "talks" if token.text.lower() == "talks" else lemma
