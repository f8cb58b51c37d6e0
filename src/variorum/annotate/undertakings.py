"""The rules by which a clause undertakes something: `find_undertakings` gives, in tokens, who is to do what for whom.

Words are in data/commitments.toml. See `commitments.py` for what becomes of an undertaking.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.annotate.clauses import Tree, clause_verb, coordinated, extent, find_agents, is_verb, subtree
from variorum.annotate.commitment_words import commitment_words
from variorum.annotate.mood import Clause, is_question
from variorum.annotate.side import is_hypothetical
from variorum.annotate.stance_words import stance_words
from variorum.model.annotation import CommitmentForm

_UNREAL = frozenset(("possible", "requested", "attempted", "would", "wish", "obligation", "purpose"))

_QUOTES = frozenset(('"', "“", "”", "'", "’", "''"))
_LONG = 14  # tokens
_COUNTED = ("", "MONEY", "PERCENT", "QUANTITY", "CARDINAL")  # any other name is a party or place, and no action


@dataclass(frozen=True, slots=True)
class Undertaking:
    """`parties` (heads of phrases) undertake the `action` (extent) towards `to` (heads).

    `head` is the head of the action. Where there is an `announcer`, the parties count if it may speak for them.
    `terms` says that an agreement gives them.
    """

    verb: int
    parties: tuple[int, ...]
    to: tuple[int, ...]
    head: int
    action: tuple[int, int]
    form: CommitmentForm
    status: str = "open"
    announcer: tuple[int, ...] = ()
    terms: bool = False


def find_undertakings(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """Give what one clause undertakes, each of several actions for itself; the surest rule first."""
    if clause.question or is_hypothetical(tree, clause.verb):
        return
    for rule in (_by_verb, _by_document, _by_request, _by_noun, _by_terms, _by_announcement):
        found = [undertaking for undertaking in rule(tree, clause) if not _is_vague(tree, undertaking)]
        if found:
            yield from found
            return


def _is_vague(tree: Tree, undertaking: Undertaking) -> bool:
    """Whether nothing is undertaken: 'do the same', 'explore opportunities' (though one may agree to explore them)."""
    lemma = tree.tokens[undertaking.head].lemma
    if lemma == "do":
        return True
    return lemma in commitment_words().vague and undertaking.form not in ("agreed", "requested")


def action_extent(tree: Tree, head: int, condition: tuple[int, int] | None) -> tuple[int, int]:
    """Give the extent of what is to be done: from the verb (or its 'not') on, or a noun phrase; no condition."""
    aside = [
        i
        for i in tree.children[head]
        if tree.tokens[i].dep in ("conj", "parataxis", "cc", "punct", "mark", "nsubj", "nsubjpass", "relcl")
        or (tree.tokens[i].dep == "advcl" and not _is_infinitive(tree, i))
        or (condition is not None and i >= condition[0] and i <= condition[1])
    ]
    first, last = _extent(tree, head, aside)
    if condition is not None and head < condition[0] <= last:
        last = condition[0] - 1
    if is_verb(tree.tokens[head]):
        first = head
        while first > 0 and tree.tokens[first - 1].head == head and tree.tokens[first - 1].dep == "advmod":
            first -= 1
        first = min([first, *(i for i in tree.dependents(head, "neg") if _is_infinitive(tree, head))])
    while first < head and tree.tokens[first].tag in ("DT", "PRP$"):
        first += 1
    last = _shorten(tree, first, head, last)
    while last > head and tree.tokens[last].pos == "PUNCT":
        last -= 1
    return first, last


def _extent(tree: Tree, head: int, aside: list[int]) -> tuple[int, int]:
    """As `clauses.extent`, but on behind a quote mark within: would “shred” the deal."""
    first, last = extent(tree, head, aside)
    inside = set(subtree(tree, head, aside))
    while last + 2 in inside and tree.tokens[last + 1].text in _QUOTES:
        last += 2
        while last + 1 in inside:
            last += 1
    return first, last


def _shorten(tree: Tree, first: int, head: int, last: int) -> int:
    """A long action ends before its first relative clause, dash, or clause that says when or why."""
    if last - first < _LONG:
        return last
    for index in range(head + 1, last):
        token = tree.tokens[index]
        if (
            token.text in ("—", "–", ";", ":", "(")
            or token.tag == "WDT"
            or token.text.lower() in commitment_words().aside
        ):
            return index - 1
    return last


def _by_verb(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'agreed to restore … and form …', 'pledged that it would', 'agreed on a truce', 'promised aid'."""
    words = commitment_words()
    form = words.of_verb.get(tree.tokens[clause.verb].lemma)
    if form is None or form == "signed" or not _is_told(clause):
        return
    status = "disputed" if clause.negated or _is_denied(tree, clause.verb) else "open"
    towards = _towards(tree, clause.verb)
    for good, purpose in _goods(tree, clause):
        action = action_extent(tree, good, clause.condition)[0], action_extent(tree, purpose, clause.condition)[1]
        yield Undertaking(clause.verb, clause.agents, (), good, action, form, status)
        return
    for head in _actions(tree, clause):
        action = action_extent(tree, head, clause.condition)
        yield Undertaking(clause.verb, clause.agents, towards, head, action, form, status)


def _goods(tree: Tree, clause: Clause) -> Iterator[tuple[int, int]]:
    """'promised a million euros to mend the road': what is promised, and the infinitive that says what for."""
    words = commitment_words()
    if tree.tokens[clause.verb].lemma not in words.with_object:
        return
    for good in tree.dependents(clause.verb, "dobj"):
        token = tree.tokens[good]
        counted = token.name in ("MONEY", "QUANTITY", "PERCENT") or tree.dependents(good, "nummod")
        if counted or token.lemma.lower() in words.goods:
            for purpose in tree.dependents(clause.verb, "xcomp", "advcl"):
                if purpose > good and _is_infinitive(tree, purpose):
                    yield good, purpose


def _actions(tree: Tree, clause: Clause) -> Iterator[int]:
    words, verb = commitment_words(), clause.verb
    for head in tree.dependents(verb, "xcomp", "ccomp"):
        if is_question(tree, head):
            continue
        own_future = any(tree.tokens[i].tag == "MD" for i in tree.dependents(head, "aux"))
        gerund = tree.tokens[head].tag == "VBG" and not tree.dependents(head, "nsubj")
        if _is_infinitive(tree, head) or gerund or (own_future and tree.tokens[head].dep == "ccomp"):
            yield from (i for i in coordinated(tree, head) if is_verb(tree.tokens[i]))
    for preposition in tree.dependents(verb, "prep"):
        if tree.tokens[preposition].text.lower() in words.prepositions:
            for head in tree.dependents(preposition, "pcomp"):
                yield from (i for i in coordinated(tree, head) if is_verb(tree.tokens[i]))
            for head in tree.dependents(preposition, "pobj"):
                if tree.tokens[verb].lemma not in words.with_object:  # 'promised to Borduria' is no action
                    yield from _listed(tree, head)
    if tree.tokens[verb].lemma in words.with_object and not tree.dependents(verb, "xcomp", "ccomp"):
        for head in clause.objects:
            yield from _listed(tree, head)


def _listed(tree: Tree, noun: int) -> Iterator[int]:
    """A noun phrase and those joined to it; what follows the colon of 'three points: …' in its place."""
    if tree.tokens[noun].lemma.lower() in commitment_words().lists:
        colon = next((i for i in range(noun + 1, len(tree.tokens)) if tree.tokens[i].text in (":", "—", "–")), None)
        if colon is not None:
            items = [i for i in range(colon + 1, len(tree.tokens)) if tree.tokens[i].tag in ("VBG", "VB", "NN", "NNS")]
            heads = [i for i in items if tree.tokens[i].head <= colon or _follows_item(tree, i, colon)]
            if heads:
                yield from heads
                return
    for head in coordinated(tree, noun):
        token = tree.tokens[head]
        if token.pos in ("NOUN", "PROPN", "SYM", "NUM") and token.name in _COUNTED:
            yield head


def _follows_item(tree: Tree, index: int, colon: int) -> bool:
    """Whether a word after a colon is the next item: joined to another, or a gerund behind a comma or 'and'."""
    if tree.tokens[index].dep == "conj":
        return True
    before = tree.tokens[index - 1].text.lower()
    return tree.tokens[index].tag == "VBG" and index - 1 > colon and before in (",", ";", "and")


def _by_document(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'signed an agreement to exchange prisoners', 'the pact was ratified by'."""
    words = commitment_words()
    if words.of_verb.get(tree.tokens[clause.verb].lemma) != "signed" or not _is_told(clause):
        return
    if "future" in clause.modalities:
        return
    status = "disputed" if clause.negated else "open"
    towards = _towards(tree, clause.verb)
    for document in clause.objects:
        if tree.tokens[document].lemma.lower() not in words.documents and not tree.tokens[document].name:
            continue
        heads = list(_contents(tree, document, with_nouns=False)) or [document]
        for head in heads:
            action = action_extent(tree, head, clause.condition)
            yield Undertaking(clause.verb, clause.agents, towards, head, action, "signed", status)


def _by_request(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'asked Borduria to release', 'called on both sides to', 'demanded that Borduria leave'."""
    words = commitment_words()
    if tree.tokens[clause.verb].lemma not in words.requested or not _is_told(clause) or clause.negated:
        return
    for head in tree.dependents(clause.verb, "xcomp", "ccomp", "advcl"):
        bare = tree.tokens[head].tag == "VB" and not tree.dependents(head, "aux")
        subjunctive = bare and tree.tokens[head].dep == "ccomp"
        if is_question(tree, head) or not (_is_infinitive(tree, head) or subjunctive):
            continue
        asked = tree.dependents(head, "nsubj", "nsubjpass") or _asked(tree, clause)
        if not asked or set(asked) & set(clause.agents):
            continue
        for wish in coordinated(tree, head):
            if is_verb(tree.tokens[wish]):
                action = action_extent(tree, wish, clause.condition)
                yield Undertaking(clause.verb, asked, clause.agents, wish, action, "requested")


def _asked(tree: Tree, clause: Clause) -> tuple[int, ...]:
    direct = clause.objects or tree.dependents(clause.verb, "dobj", "dative")
    if direct and (clause.passive or tree.tokens[clause.verb].lemma not in stance_words().ask_on):
        return direct  # 'called a meeting to discuss it' asks nobody
    prepositions = [
        i
        for i in tree.dependents(clause.verb, "prep")
        if tree.tokens[i].text.lower() in commitment_words().request_prepositions
    ]
    return tuple(n for p in prepositions for i in tree.dependents(p, "pobj") for n in coordinated(tree, i))


def _by_noun(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'reached an agreement to', 'reaffirmed its commitment to', "Borduria's pledge to", 'withdrew its offer to'."""
    words = commitment_words()
    for noun, token in enumerate(tree.tokens):
        form = words.of_noun.get(token.lemma.lower())
        if form is None or token.pos != "NOUN" or clause_verb(tree, token.head) != clause.verb:
            continue
        status = _status_of_act(tree, clause, noun)
        owners = tuple(i for i in tree.dependents(noun, "poss"))
        parties = clause.agents if status is not None else owners
        if status is None and (not owners or _is_negative(clause, noun)):
            continue
        for head in _contents(tree, noun, with_nouns=form == "agreed" or token.lemma.lower() == "commitment"):
            action = action_extent(tree, head, clause.condition)
            yield Undertaking(clause.verb, parties, _towards(tree, clause.verb), head, action, form, status or "open")


def _status_of_act(tree: Tree, clause: Clause, noun: int) -> str | None:
    """What the verb says of the undertaking that is its object, or None where it is no act of the agents' own."""
    objects = set(clause.objects)
    for preposition in tree.dependents(clause.verb, "prep"):
        objects.update(tree.dependents(preposition, "pobj"))
    if noun not in objects or not _is_told(clause) or "future" in clause.modalities:
        return None
    status = commitment_words().of_act.get(tree.tokens[clause.verb].lemma)
    if not clause.negated or status is None:
        return status
    return {"open": "disputed", "reaffirmed": "disputed", "fulfilled": "open"}.get(status, "open")


def _is_negative(clause: Clause, noun: int) -> bool:
    return clause.negated and noun in clause.objects


def _contents(tree: Tree, noun: int, with_nouns: bool) -> Iterator[int]:
    """What a noun of undertaking is about: its infinitive, its gerund after 'to', and its nouns after 'to' or 'on'."""
    for head in tree.dependents(noun, "acl", "relcl", "xcomp", "ccomp", "advcl"):
        if _is_infinitive(tree, head):
            yield from (i for i in coordinated(tree, head) if is_verb(tree.tokens[i]))
    governor = tree.tokens[noun].head
    prepositions = [*tree.dependents(noun, "prep")]
    prepositions += [i for i in tree.dependents(governor, "prep") if i == noun + 1]
    for preposition in prepositions:
        if tree.tokens[preposition].text.lower() not in commitment_words().prepositions:
            continue
        for head in tree.dependents(preposition, "pcomp"):
            yield from (i for i in coordinated(tree, head) if is_verb(tree.tokens[i]))
        for head in tree.dependents(preposition, "pobj") if with_nouns else ():
            yield from _listed(tree, head)
    if tree.tokens[noun].dep in ("dobj", "nsubjpass"):
        beside = [i for i in tree.dependents(governor, "advcl", "xcomp") if i > noun and _is_infinitive(tree, i)]
        yield from (i for head in beside[:1] for i in coordinated(tree, head) if is_verb(tree.tokens[i]))


def _by_terms(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'Under the agreement, Borduria will …', 'the accord rests on three pillars: Borduria is to …'."""
    if clause.negated or (not clause.agents and not clause.passive):
        return
    if tree.tokens[clause.verb].lemma in commitment_words().not_actions:
        return
    if {"future", "obligation"}.intersection(clause.modalities[:1]) and _has_terms(tree, clause):
        action = action_extent(tree, clause.verb, clause.condition)
        yield Undertaking(clause.verb, clause.agents, (), clause.verb, action, "agreed", terms=True)


def _has_terms(tree: Tree, clause: Clause) -> bool:
    """Whether the sentence gives the clause as what an agreement says."""
    words = commitment_words()
    for index in tree.children[clause.verb]:  # 'according to the agreement', 'according to a joint statement'
        if tree.tokens[index].text.lower() == "according":
            nouns = [n for to in tree.children[index] for n in tree.dependents(to, "pobj")]
            if any(words.of_noun.get(tree.tokens[n].lemma.lower()) == "agreed" or _is_joint(tree, n) for n in nouns):
                return True
    for index, token in enumerate(tree.tokens[: clause.verb]):
        lemma = token.lemma.lower()
        if (lemma not in words.of_noun and lemma not in words.documents) or token.head in (index, clause.verb):
            continue
        governor = tree.tokens[token.head]
        if token.dep == "nsubj" and governor.lemma in words.provide:
            return True
        if token.dep == "pobj" and governor.text.lower() in words.under and is_verb(tree.tokens[governor.head]):
            return True
    return False


def _is_joint(tree: Tree, noun: int) -> bool:
    joint = any(tree.tokens[i].lemma.lower() in ("joint", "common") for i in tree.dependents(noun, "amod", "compound"))
    return joint and tree.tokens[noun].lemma.lower() in commitment_words().documents


def _is_denied(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    return token.dep in ("ccomp", "xcomp", "acl") and tree.tokens[token.head].lemma in commitment_words().denied


def _by_announcement(tree: Tree, clause: Clause) -> Iterator[Undertaking]:
    """'said that it will reopen the strait', 'We will reopen the strait' in the party's own words."""
    words = commitment_words()
    if clause.negated or clause.passive or tree.tokens[clause.verb].lemma in words.not_actions or not clause.agents:
        return
    lead = _with_auxiliary(tree, clause.verb)
    above = tree.tokens[lead].head
    told = tree.tokens[lead].dep == "ccomp" and tree.tokens[above].lemma in words.announcing
    will = any(tree.tokens[i].tag == "MD" for i in tree.dependents(lead, "aux"))
    future = "future" in clause.modalities[:1] or (told and clause.condition and "would" in clause.modalities[:1])
    if not (will and future):
        return
    announcer = find_agents(tree, above) if told else ()
    action = action_extent(tree, clause.verb, clause.condition)
    towards = tree.dependents(above, "dobj", "dative") if told else ()
    yield Undertaking(clause.verb, clause.agents, towards, clause.verb, action, "announced", announcer=announcer)


def _with_auxiliary(tree: Tree, verb: int) -> int:
    while tree.tokens[verb].dep == "conj" and not tree.dependents(verb, "aux") and tree.tokens[verb].head < verb:
        verb = tree.tokens[verb].head
    return verb


def _towards(tree: Tree, verb: int) -> tuple[int, ...]:
    """Whom it is undertaken with or towards: 'promised Borduria to', 'agreed with Borduria', 'offered Borduria aid'."""
    found = list(tree.dependents(verb, "dative"))
    if tree.dependents(verb, "xcomp", "ccomp"):
        found += tree.dependents(verb, "dobj")
    for preposition in tree.dependents(verb, "prep", "dative"):
        if tree.tokens[preposition].text.lower() in ("with", "to", "for"):
            found += tree.dependents(preposition, "pobj")
    return tuple(sorted({i for head in found for i in coordinated(tree, head)}))


def _is_told(clause: Clause) -> bool:
    return not _UNREAL.intersection(clause.modalities)


def _is_infinitive(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    return token.tag == "VB" and any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))
