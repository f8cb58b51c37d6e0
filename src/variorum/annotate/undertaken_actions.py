"""What is to be done by an undertaking: the verbs and nouns that tell it, and the extent of each in the sentence.

All offsets are tokens. Words are in data/commitments.toml; `undertakings.py` says whose action it is.
"""

from collections.abc import Collection, Iterator, Sequence

from variorum.annotate.clauses import Tree, coordinated, extent, is_verb, subtree
from variorum.annotate.commitment_words import commitment_words
from variorum.annotate.mood import Clause, is_question

_QUOTES = frozenset(('"', "“", "”", "'", "’", "''"))
_LONG = 14  # tokens
_COUNTED = ("", "MONEY", "PERCENT", "QUANTITY", "CARDINAL")  # any other name is a party or place, and no action


def action_extent(tree: Tree, head: int, condition: tuple[int, int] | None) -> tuple[int, int]:
    """Give the extent of what is to be done: from the verb (or its 'not') on, or a noun phrase; no condition."""
    aside = [
        i
        for i in tree.children[head]
        if tree.tokens[i].dep in ("conj", "parataxis", "cc", "punct", "mark", "nsubj", "nsubjpass", "relcl")
        or (tree.tokens[i].dep == "advcl" and not is_infinitive(tree, i))
        or (condition is not None and i >= condition[0] and i <= condition[1])
    ]
    first, last = _extent(tree, head, aside)
    if condition is not None and head < condition[0] <= last:
        last = condition[0] - 1
    if is_verb(tree.tokens[head]):
        first = head
        while first > 0 and tree.tokens[first - 1].head == head and tree.tokens[first - 1].dep == "advmod":
            first -= 1
        first = min([first, *(i for i in tree.dependents(head, "neg") if is_infinitive(tree, head) or i == first - 1)])
    while first < head and tree.tokens[first].tag in ("DT", "PRP$"):
        first += 1
    last = _shorten(tree, first, head, last)
    last += 1 if _is_glued(tree, last + 1) else 0
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
    """An action ends before ', which'; a long one before any relative clause, dash, or clause of when or why."""
    for index in range(head + 1, last):
        if tree.tokens[index].text == "," and tree.tokens[index + 1].tag == "WDT":
            last = index - 1
            break
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


def find_goods(tree: Tree, clause: Clause) -> Iterator[tuple[int, int]]:
    """Give what is promised and the infinitive that says what for: 'promised a million euros to mend the road'."""
    words = commitment_words()
    if tree.tokens[clause.verb].lemma not in words.with_object:
        return
    for good in tree.dependents(clause.verb, "dobj"):
        token = tree.tokens[good]
        counted = token.name in ("MONEY", "QUANTITY", "PERCENT") or tree.dependents(good, "nummod")
        if counted or token.lemma.lower() in words.goods:
            for purpose in tree.dependents(clause.verb, "xcomp", "advcl"):
                if purpose > good and is_infinitive(tree, purpose):
                    yield good, purpose


def find_verb_actions(tree: Tree, clause: Clause) -> Iterator[int]:
    """Give the heads of what the clause's verb undertakes: infinitives, clauses of the future, gerunds and nouns."""
    words, verb = commitment_words(), clause.verb
    for head in tree.dependents(verb, "xcomp", "ccomp"):
        if is_question(tree, head):
            continue
        parts = _parts_of_work(tree, head)
        if parts:
            yield from parts
            continue
        own_future = any(tree.tokens[i].tag == "MD" for i in tree.dependents(head, "aux"))
        gerund = tree.tokens[head].tag == "VBG" and not tree.dependents(head, "nsubj")
        if is_infinitive(tree, head) or gerund or (own_future and tree.tokens[head].dep == "ccomp"):
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


def _parts_of_work(tree: Tree, verb: int) -> list[int]:
    """'to work towards ending … and restoring …' is to end and to restore."""
    if tree.tokens[verb].lemma not in commitment_words().working:
        return []
    prepositions = [i for i in tree.dependents(verb, "prep") if i > verb]
    parts = [
        i for p in prepositions for head in tree.dependents(p, "pcomp") for i in coordinated(tree, head)
        if is_verb(tree.tokens[i])
    ]  # fmt: skip
    return parts if len(parts) > 1 else []


def find_nouns(tree: Tree, heads: Sequence[int], prepositions: Collection[str]) -> tuple[int, ...]:
    """Give the nouns behind one of the prepositions that hang on one of the heads: 'assurances from Borduria'."""
    found = (p for head in heads for p in tree.dependents(head, "prep") if tree.tokens[p].text.lower() in prepositions)
    return tuple(n for p in found for i in tree.dependents(p, "pobj") for n in coordinated(tree, i))


def find_noun_actions(tree: Tree, noun: int, with_nouns: bool) -> Iterator[int]:
    """Give what a noun of undertaking is about: its infinitive, a gerund after 'to', and nouns after 'to' or 'on'."""
    for head in tree.dependents(noun, "acl", "relcl", "xcomp", "ccomp", "advcl"):
        if is_infinitive(tree, head):
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
        beside = [i for i in tree.dependents(governor, "advcl", "xcomp") if i > noun and is_infinitive(tree, i)]
        yield from (i for head in beside[:1] for i in coordinated(tree, head) if is_verb(tree.tokens[i]))


def find_list(tree: Tree, noun: int) -> list[int]:
    """Give the heads of what follows the colon of 'three points: …'."""
    colon = next((i for i in range(noun + 1, len(tree.tokens)) if tree.tokens[i].text in (":", "—", "–")), None)
    if colon is None:
        return []
    items = [i for i in range(colon + 1, len(tree.tokens)) if tree.tokens[i].tag in ("VBG", "VB", "NN", "NNS")]
    return [i for i in items if tree.tokens[i].head <= colon or _follows_item(tree, i, colon)]


def _listed(tree: Tree, noun: int) -> Iterator[int]:
    """A noun phrase and those joined to it; what follows the colon of 'three points: …' in its place."""
    heads = find_list(tree, noun) if tree.tokens[noun].lemma.lower() in commitment_words().lists else []
    if heads:
        yield from heads
        return
    for head in coordinated(tree, noun):
        token = tree.tokens[head]
        if (
            token.pos in ("NOUN", "PROPN", "SYM", "NUM")
            and token.name in _COUNTED
            and not _is_told_by_figure(tree, head)
        ):
            yield head


def _is_told_by_figure(tree: Tree, index: int) -> bool:
    """Whether it is the 'm' of '€120m', parsed as a thing beside the figure."""
    return _is_glued(tree, index) and tree.tokens[index - 1].head != index


def _is_glued(tree: Tree, index: int) -> bool:
    """Whether it is what stands close behind a figure: the 'm' of '€120m'."""
    if not 0 < index < len(tree.tokens):
        return False
    token, before = tree.tokens[index], tree.tokens[index - 1]
    return token.start == before.end and before.tag == "CD" and token.text.isalpha()


def _follows_item(tree: Tree, index: int, colon: int) -> bool:
    """Whether a word after a colon is the next item: joined to another, or a gerund behind a comma or 'and'."""
    if tree.tokens[index].dep == "conj":
        return True
    before = tree.tokens[index - 1].text.lower()
    return tree.tokens[index].tag == "VBG" and index - 1 > colon and before in (",", ";", "and")


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb stands after its own 'to'."""
    token = tree.tokens[verb]
    return token.tag == "VB" and any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))
