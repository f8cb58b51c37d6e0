"""Clauses read off a dependency parse: who does what to whom, and (in `mood.py`) whether it is negated, planned, asked.

All functions take a `Tree` (from `read_tree`) and indices of tokens in its sentence; an extent is a pair (first, last)
of token indices, both included. `read_clause` gives everything about one verb at once. No function raises on an odd
parse: what is not found is empty, False or None. The labels are spaCy's (ClearNLP).

`read_tree`, `subtree`, `extent`, `coordinated`   the tree
`find_verbs`, `read_clause`, `find_clause`        clauses and their bounds
`find_subjects`, `find_agents`, `find_objects`, `find_complements`, `is_passive`   who, whom, that
`is_negated`, `find_modalities`, `find_condition`, `is_question`   (annotate/mood.py)   whether
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from variorum.language.statement_features import read_heads
from variorum.model.annotation import Parse, Token

_REMEMBERED = 4096  # trees kept: the layers of an article ask for them one after the other
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_OBJECTS = ("dobj", "attr", "oprd")
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "WDT", "JJ")
_LONGEST_CHAIN = 12  # climbing further up a chain of verbs finds nothing that grammar supports


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed as the object it is, which is quick
class Tree:
    """The tokens of a sentence and, for each, the indices of its dependents in order of the text."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    known: dict[tuple[int, tuple[str, ...]], tuple[int, ...]] = field(default_factory=dict)  # the layers ask again

    def dependents(self, head: int, *labels: str) -> tuple[int, ...]:
        """Give the dependents of a token that bear one of these labels."""
        children = self.children[head]
        if not children:  # most words have none
            return children
        found = self.known.get((head, labels))
        if found is None:
            tokens = self.tokens
            found = self.known[head, labels] = tuple([i for i in children if tokens[i].dep in labels])
        return found


@lru_cache(maxsize=_REMEMBERED)
def read_tree(parse: Parse) -> Tree:
    """Index a parse by head. A head outside the sentence, or in a circle, counts as none: the token becomes a root.

    One error of the parser is mended: in 'agreed to restore the line, form a team and meet' it joins 'form' to
    'agreed'; a bare infinitive is joined to the infinitive before it.
    """
    tree = _index(_rooted(parse.tokens))
    moved = {i: head for i in range(len(tree.tokens)) if (head := _infinitive_before(tree, i)) is not None}
    if not moved:
        return tree
    return _index(tuple(t._replace(head=moved[i]) if i in moved else t for i, t in enumerate(tree.tokens)))


def subtree(tree: Tree, head: int, without: Collection[int] = ()) -> tuple[int, ...]:
    """Give the token and all below it, in order of the text, without the branches that begin at `without`."""
    found = [head]
    for index in found:  # which grows; no token is below two others
        below = tree.children[index]
        if below:
            found.extend([i for i in below if i not in without] if without else below)
    return tuple(sorted(found))


def extent(tree: Tree, head: int, without: Collection[int] = ()) -> tuple[int, int]:
    """Give the unbroken run of `subtree` around its head, without punctuation and conjunctions at its ends."""
    inside = set(subtree(tree, head, without))
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < head and _is_edge(tree.tokens[first]):
        first += 1
    while last > head and _is_edge(tree.tokens[last]):
        last -= 1
    return first, last


def coordinated(tree: Tree, head: int) -> tuple[int, ...]:
    """Give the token and those joined to it ('A, B and C'), in order of the text."""
    found = [head]
    for index in found:
        found.extend(i for i in tree.dependents(index, "conj") if i not in found)
    return tuple(sorted(found))


def ancestors(tree: Tree, index: int) -> tuple[int, ...]:
    """Give the heads above a token, nearest first."""
    above: list[int] = []
    while tree.tokens[index].head != index:
        index = tree.tokens[index].head
        if index in above:
            break
        above.append(index)
    return tuple(above)


def is_verb(token: Token) -> bool:
    """Tell whether a token is a verb or copula that heads a clause, so no auxiliary and no adjective in '-ed'."""
    if not token.tag.startswith("VB"):
        return False
    return token.dep not in ("aux", "auxpass", "amod", "compound", "det", "case", "prep", "punct", "nmod")


def find_verbs(tree: Tree) -> tuple[int, ...]:
    """Give the verbs that head a clause (finite, infinitive, gerund, participle), in order of the text."""
    return tuple(i for i, token in enumerate(tree.tokens) if is_verb(token))


def clause_verb(tree: Tree, index: int) -> int | None:
    """Give the verb of the smallest clause that holds the token (itself, if it is one), or None."""
    return next((i for i in (index, *ancestors(tree, index)) if is_verb(tree.tokens[i])), None)


@lru_cache(maxsize=_REMEMBERED)
def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether the verb is passive: 'was signed', 'the deal signed in May', 'to be signed'; conjuncts share it."""
    for _ in range(_LONGEST_CHAIN):
        token = tree.tokens[verb]
        if tree.dependents(verb, "auxpass", "nsubjpass", "csubjpass"):
            return True
        if token.tag != "VBN":
            return False
        if token.dep == "acl" or tree.dependents(verb, "agent"):
            return True
        if token.dep != "conj" or token.head == verb or not is_verb(tree.tokens[token.head]):
            return token.dep == "advcl" and not tree.dependents(verb, "dobj", "aux")
        if tree.dependents(verb, "nsubj", "aux", "dobj"):
            return False
        verb = token.head
    return False


@lru_cache(maxsize=_REMEMBERED)
def find_subjects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Give the heads of the verb's grammatical subject, with those joined to it, in order of the text.

    Where the verb has none of its own it is that of the verb it is joined to, of the verb it completes ('agreed to
    sign'; the object in 'asked Borduria to sign'), the noun that it describes ('the envoy who signed', 'officials
    meeting in'), or that of the main clause (', stating that'). A relative pronoun gives its noun.
    """
    for _ in range(_LONGEST_CHAIN):
        own = tree.dependents(verb, *_SUBJECTS)
        if own:
            return _resolve_relative(tree, verb, own)
        token = tree.tokens[verb]
        if token.head == verb:
            return ()
        head = token.head
        if token.dep in ("relcl", "acl") and not is_verb(tree.tokens[head]):
            return _controller_of_noun(tree, head) if _is_infinitive(tree, verb) else coordinated(tree, head)
        if token.dep == "xcomp" and _controls_by_object(tree, head):
            return _joined(tree, tree.dependents(head, "dobj", "dative"))
        above = clause_verb(tree, head)
        if above is None or (token.dep == "ccomp" and not _is_infinitive(tree, verb) and token.tag != "VBG"):
            return ()
        verb = above
    return ()


def find_agents(tree: Tree, verb: int) -> tuple[int, ...]:
    """Give the heads of who does it: the subject of an active verb, the noun after 'by' of a passive one."""
    if not is_passive(tree, verb):
        return find_subjects(tree, verb)
    by = [n for agent in tree.dependents(verb, "agent") for n in tree.dependents(agent, "pobj")]
    return _joined(tree, by)


@lru_cache(maxsize=_REMEMBERED)
def find_objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Give the heads of what it is done to: direct object or predicate noun; the subject of a passive verb; the noun
    of 'the deal that they rejected'. Those joined to it are included, in order of the text."""
    if is_passive(tree, verb):
        return find_subjects(tree, verb)
    own = tree.dependents(verb, *_OBJECTS)
    if own:
        return _resolve_relative(tree, verb, own)
    token = tree.tokens[verb]
    subjects = tree.dependents(verb, "nsubj")
    if token.dep != "relcl" or not subjects or _resolves_to(tree, verb, subjects):
        return ()
    return () if tree.dependents(verb, "ccomp", "xcomp") else (token.head,)


def find_complements(tree: Tree, verb: int) -> tuple[int, ...]:
    """Give the heads of the clauses that complete it ('said that …', 'agreed to … and …') and their conjuncts."""
    found = list(tree.dependents(verb, "ccomp", "xcomp"))
    for preposition in tree.dependents(verb, "prep", "agent"):
        found.extend(tree.dependents(preposition, "pcomp"))
    joined: list[int] = []
    for head in found:
        joined.extend(i for i in coordinated(tree, head) if i not in joined)
    return tuple(sorted(joined))


def phrase(tree: Tree, verb: int) -> str:
    """Give the verb's lemma with its particle: 'rule out', 'call for' is 'call' (a preposition is no particle)."""
    particles = [tree.tokens[i].text.lower() for i in tree.dependents(verb, "prt")]
    return " ".join([tree.tokens[verb].lemma.lower(), *particles[:1]])


@lru_cache(maxsize=_REMEMBERED)
def find_clause(tree: Tree, verb: int) -> tuple[int, int]:
    """Give the extent of the verb's clause: its subtree without the clauses that are joined to it or merely stand
    beside it, and, for a verb without a subject of its own, without what stands outside it."""
    apart = [i for i in tree.dependents(verb, "conj", "parataxis", "meta", "intj") if is_verb(tree.tokens[i])]
    beside = [i for i in tree.dependents(verb, "ccomp") if _stands_beside(tree, verb, i)]
    return extent(tree, verb, (*apart, *beside))


def _rooted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    heads = read_heads(tokens)
    if all(head == token.head for head, token in zip(heads, tokens, strict=True)):
        return tokens
    return tuple(t._replace(head=head) for head, t in zip(heads, tokens, strict=True))


def _index(tokens: tuple[Token, ...]) -> Tree:
    dependents: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            dependents[token.head].append(index)
    return Tree(tokens, tuple(tuple(found) for found in dependents))


def _infinitive_before(tree: Tree, index: int) -> int | None:
    token = tree.tokens[index]
    if token.dep != "conj" or token.tag != "VB" or token.head >= index:
        return None
    if tree.tokens[token.head].tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG") or tree.dependents(index, "aux", "nsubj"):
        return None
    infinitives = [i for i in tree.dependents(token.head, "xcomp", "ccomp") if i < index and _is_infinitive(tree, i)]
    return infinitives[-1] if infinitives else None


def _stands_beside(tree: Tree, verb: int, other: int) -> bool:
    """'The talks failed, he said': the clause before its reporting verb is its own."""
    return other < verb and bool(tree.dependents(other, *_SUBJECTS))


def _is_edge(token: Token) -> bool:
    return token.pos == "PUNCT" or token.dep in ("punct", "cc", "preconj") or not token.text.strip()


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].tag == "VB" and any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))


def _joined(tree: Tree, heads: Collection[int]) -> tuple[int, ...]:
    return tuple(sorted({i for head in heads for i in coordinated(tree, head)}))


def _resolves_to(tree: Tree, verb: int, heads: Collection[int]) -> bool:
    return any(tree.tokens[i].tag in ("WDT", "WP") for i in heads) and tree.tokens[verb].dep == "relcl"


def _resolve_relative(tree: Tree, verb: int, heads: tuple[int, ...]) -> tuple[int, ...]:
    if _resolves_to(tree, verb, heads):
        return (tree.tokens[verb].head,)
    return _joined(tree, heads)


def _controls_by_object(tree: Tree, verb: int) -> bool:
    """'asked Borduria to sign' is Borduria's signing, 'promised Borduria to sign' is not."""
    return tree.tokens[verb].lemma not in ("promise", "threaten", "use") and bool(
        tree.dependents(verb, "dobj", "dative")
    )


def _controller_of_noun(tree: Tree, noun: int) -> tuple[int, ...]:
    """Who is to do it in 'Syldavia's decision to sign', 'made an offer to sign'."""
    owners = tree.dependents(noun, "poss")
    if owners:
        return _joined(tree, owners)
    above = clause_verb(tree, noun)
    return find_agents(tree, above) if above is not None and tree.tokens[noun].dep != "nsubj" else ()
