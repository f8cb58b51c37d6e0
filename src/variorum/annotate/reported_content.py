"""What a verb of saying holds: a clause, an infinitive, a noun phrase, a judgement ('called it useful'), by the parse.

Each finder takes the index of the verb and gives extents of tokens (first, last, both included). The frames that a verb
allows stand in data/cues.toml.
"""

from collections.abc import Collection

from variorum.annotate.clauses import Tree, extent, subtree
from variorum.annotate.cues import Cue, read_cues

Extent = tuple[int, int]
_LEAST_BEFORE = 5  # tokens of a statement before the words that say whose it is, which close the sentence with
_CLOSING = 7  # tokens at most after the verb ('told reporters on Monday.')
_OBJECT_WORDS = 3  # a noun phrase of fewer words ('criticized the plan') says too little to be what somebody said


def find_content(tree: Tree, verb: int, cue: Cue, quoted: Collection[int]) -> tuple[Extent, ...]:
    """Give the tokens of what was said, in pieces where the cue stands inside it; nothing if the verb holds none."""
    for frame, read in (("clause", _clause), ("infinitive", _infinitive)):
        if frame in cue.frames:
            found = read(tree, verb, cue)
            if found:
                return found
    if "about" in cue.frames:
        found = _about(tree, verb, cue, quoted)
        if found:
            return found
    if cue.frames & {"as", "predicate"}:
        found = _evaluation(tree, verb)
        if found:
            return found
    if "object" in cue.frames:
        return _object(tree, verb, quoted)
    return ()


def _clause(tree: Tree, verb: int, cue: Cue) -> tuple[Extent, ...]:
    held = tree.dependents(verb, "ccomp")
    marked = [c for c in held if c > verb and any(tree.tokens[i].text.lower() == "that" for i in tree.children[c])]
    for child in marked or held:  # 'It goes badly: the envoy said that …'
        if is_infinitive(tree, child) and "infinitive" not in cue.frames:
            continue
        first, last = extent(tree, child)
        if last < verb and any(tree.tokens[i].text == ";" for i in range(last, verb)):
            continue  # '...; Borduria says': another sentence
        if last < verb or first > verb:
            return (drop_that(tree, first, last),)
        return _around(tree, verb, child)
    return _parenthetical(tree, verb, cue) or _as_parenthesis(tree, verb) or _closing(tree, verb, cue)


def _closing(tree: Tree, verb: int, cue: Cue) -> tuple[Extent, ...]:
    """'They will sail, but only if it is calm, its captain told reporters', where the parse joins the saying on."""
    subjects = tree.dependents(verb, "nsubj")
    if tree.tokens[verb].dep != "conj" or "quote" not in cue.frames or not subjects:
        return ()
    begin = extent(tree, subjects[0])[0]
    rest = range(verb + 1, len(tree.tokens))
    if begin < _LEAST_BEFORE or subjects[0] > verb or tree.tokens[begin - 1].text != "," or len(rest) > _CLOSING:
        return ()
    if any(tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") or tree.tokens[i].text == "," for i in rest):
        return ()
    if not any(tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in range(begin - 1)):
        return ()
    return ((0, begin - 2),)


def _as_parenthesis(tree: Tree, verb: int) -> tuple[Extent, ...]:
    """'As the ministry noted, the talks failed': the clause around it is what was noted."""
    marks = [i for i in tree.dependents(verb, "mark") if tree.tokens[i].text.lower() == "as"]
    if tree.tokens[verb].dep != "advcl" or not marks or tree.dependents(verb, "dobj", "xcomp", "acomp", "attr"):
        return ()
    first, last = extent(tree, verb)
    if last - first > 12 or not (last + 1 < len(tree.tokens) and tree.tokens[last + 1].text in (",", ".", "—", "–")):
        return ()
    return cut_out(extent(tree, tree.tokens[verb].head), (first, last))


def _parenthetical(tree: Tree, verb: int, cue: Cue) -> tuple[Extent, ...]:
    """'The talks, he said, would go on', where the parser hangs the saying on the clause said."""
    token = tree.tokens[verb]
    if token.dep not in ("parataxis", "ccomp") or "quote" not in cue.frames or tree.dependents(verb, "dobj"):
        return ()
    first, last = extent(tree, verb)
    before, after = first - 1, last + 1
    if last - first > 12 or before < 0 or tree.tokens[before].text not in (",", "—", "–", "-"):
        return ()
    if after < len(tree.tokens) and tree.tokens[after].text not in (",", ".", "—", "–", "-", ";"):
        return ()
    return cut_out(extent(tree, token.head), (first, last))


def _around(tree: Tree, verb: int, child: int) -> tuple[Extent, ...]:
    """The content on both sides of a cue that stands inside it."""
    inside = set(subtree(tree, child))
    own = [i for i in subtree(tree, verb, (child,)) if i not in inside]
    cue = [i for i in own if abs(i - verb) <= len(own)]
    near_first = near_last = verb
    while near_first - 1 in cue:
        near_first -= 1
    while near_last + 1 in cue:
        near_last += 1
    whole = (min(inside), max(inside))
    return cut_out(whole, (near_first, near_last))


def cut_out(whole: Extent, hole: Extent) -> tuple[Extent, ...]:
    """Give what is left of `whole` before and after `hole`."""
    pieces = ((whole[0], min(whole[1], hole[0] - 1)), (max(whole[0], hole[1] + 1), whole[1]))
    return tuple(piece for piece in pieces if piece[0] <= piece[1])


def drop_that(tree: Tree, first: int, last: int) -> Extent:
    """Leave out a leading 'that'."""
    while first < last and (tree.tokens[first].text.lower() == "that" and tree.tokens[first].dep == "mark"):
        first += 1
    return first, last


def _infinitive(tree: Tree, verb: int, cue: Cue) -> tuple[Extent, ...]:
    for child in tree.dependents(verb, "xcomp", "ccomp"):
        if child > verb and is_infinitive(tree, child):
            first, last = extent(tree, child)
            objects = [*tree.dependents(verb, "dobj", "dative"), *_called_upon(tree, verb, cue)]
            if objects and verb < objects[0] < first and "tell" not in cue.classes:
                first = extent(tree, objects[0])[0]
            return ((first, last),)
    return ()


def _called_upon(tree: Tree, verb: int, cue: Cue) -> tuple[int, ...]:
    """'Called on Borduria to act'."""
    prepositions = [i for i in tree.dependents(verb, "prep") if tree.tokens[i].text.lower() in cue.prepositions]
    return tuple(n for i in prepositions for n in tree.dependents(i, "pobj"))


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb stands as 'to ...'."""
    return tree.tokens[verb].tag == "VB" and any(tree.tokens[i].tag == "TO" for i in tree.dependents(verb, "aux"))


def _about(tree: Tree, verb: int, cue: Cue, quoted: Collection[int]) -> tuple[Extent, ...]:
    """'Warned of an attack', 'accused Borduria of an attack': with the object, if there is one."""
    objects = [i for i in tree.dependents(verb, "dobj") if i > verb]
    for preposition in tree.dependents(verb, "prep"):
        if preposition > verb and tree.tokens[preposition].text.lower() in cue.prepositions:
            inner = tree.dependents(preposition, "pobj", "pcomp")
            if inner:
                first, last = extent(tree, inner[0])
                first = extent(tree, objects[0])[0] if objects else first
                first = max(first, verb + 1)
                if last - first + 1 >= _OBJECT_WORDS or any(i in quoted for i in range(first, last + 1)):
                    return ((first, last),)
    return ()


def _evaluation(tree: Tree, verb: int) -> tuple[Extent, ...]:
    """'dismissed it as "not realistic"', 'called the talks "very useful"': from the thing to the judgement."""
    judgements = [i for i in tree.dependents(verb, "prep") if tree.tokens[i].text.lower() == "as"]
    judgements += [i for i in tree.dependents(verb, "oprd", "ccomp", "acomp") if not is_infinitive(tree, i)]
    objects = tree.dependents(verb, "dobj")
    if not judgements:
        judgements = [i for o in objects for i in tree.dependents(o, "prep") if tree.tokens[i].text.lower() == "as"]
    if not judgements or judgements[0] < verb:
        return ()
    first = min(extent(tree, i)[0] for i in (*objects, judgements[0]))
    last = max(extent(tree, i)[1] for i in (*objects, judgements[0]))
    if not objects and first < last and tree.tokens[first].text.lower() == "as":
        first += 1
    return ((max(first, verb + 1), last),)


def _object(tree: Tree, verb: int, quoted: Collection[int]) -> tuple[Extent, ...]:
    if any(tree.tokens[i].text.lower() == "as" for i in tree.dependents(verb, "prep") if tree.dependents(i, "pcomp")):
        return ()  # 'quoted the envoy as saying': the words are the envoy's
    objects = [i for i in tree.dependents(verb, "dobj") if i > verb]
    if not objects:
        return ()
    first, last = extent(tree, objects[0])
    for preposition in tree.dependents(verb, "prep"):
        begin, end = extent(tree, preposition)
        follows = begin == last + 1 and tree.tokens[preposition].text.lower() in read_cues().object_prepositions
        if follows and not any(tree.tokens[i].name in ("DATE", "TIME") for i in range(begin, end + 1)):
            last = end
    first, last = end_at_participle(tree, max(first, verb + 1), last, quoted)
    if last - first + 1 < _OBJECT_WORDS and not any(i in quoted for i in range(first, last + 1)):
        return ()
    return ((first, last),)


def end_at_participle(tree: Tree, first: int, last: int, quoted: Collection[int]) -> Extent:
    """After a noun phrase ', siding with them' is the speaker's doing, though the parser may hang it on the noun."""
    for index in range(first + 1, last):
        after = tree.tokens[index + 1]
        participle = after.tag == "VBG" or (after.dep in ("advcl", "acl") and after.text.endswith("ing"))
        if tree.tokens[index].text == "," and participle and index not in quoted:
            return first, index - 1
    return first, last
