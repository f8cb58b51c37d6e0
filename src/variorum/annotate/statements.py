"""Reported speech read off the parse: 'said that ...', '..., she said', 'according to X', 'his warning that ...'.

Each finder gives drafts: content as pieces of the article's text (two where the cue stands inside), the cue's tokens
and the head of the speaker's phrase. Whether the content stands in quote marks is looked at afterwards.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from variorum.annotate.clauses import Tree, ancestors, clause_verb, extent, subtree
from variorum.annotate.cues import Cue, find_cue, read_cues
from variorum.annotate.speakers import can_speak, find_speaker

Extent = tuple[int, int]
_REACH = 60  # tokens back to the reporting verb that a participle goes with
_OBJECT_WORDS = 3  # a noun phrase of fewer words ('criticized the plan') says too little to be what somebody said


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as found. `content` are token extents; `speaker` and `addressee` head tokens of their phrases."""

    sentence: int
    content: tuple[Extent, ...]
    cue: Extent
    lemma: str
    speaker: int | None
    addressee: int | None = None
    polarity: bool = True


def find_statements(tree: Tree, sentence: int, quoted: Collection[int]) -> Iterator[Draft]:
    """Give the statements that the grammar of one sentence holds. `quoted` are the tokens inside quote marks: what
    is a cue there is part of what somebody said, and is left alone."""
    for index in range(len(tree.tokens)):
        if index in quoted:
            continue
        token = tree.tokens[index]
        if token.text.lower() in ("according", "in"):
            yield from _read_source(tree, sentence, index)
        elif token.tag.startswith("VB"):
            cue = find_cue(tree, index)
            if cue is not None:
                yield from _read_verb(tree, sentence, index, cue, quoted)
        elif token.tag in ("NN", "NNS"):
            yield from _read_noun(tree, sentence, index, quoted)


def cue_extent(tree: Tree, verb: int) -> Extent:
    """Give the words of the cue: auxiliaries, negation and adverbs that stand directly before it, its particle."""
    first = last = verb
    while first - 1 in tree.dependents(verb, "aux", "auxpass", "neg", "advmod") and tree.tokens[first - 1].tag != "WRB":
        first -= 1
    if last + 1 in tree.dependents(verb, "prt"):
        last += 1
    return first, last


def is_denied(tree: Tree, verb: int, cue: Cue) -> bool:
    """Tell whether the speaker is said not to have said it, or says that it is not so."""
    negated = bool(tree.dependents(verb, "neg"))
    head = clause_verb(tree, tree.tokens[verb].head) if tree.tokens[verb].dep in ("xcomp", "pcomp") else None
    if head is not None and head != verb and tree.tokens[head].lemma.lower() in read_cues().unfulfilled:
        negated = not negated
    return negated == cue.polarity


def find_addressee(tree: Tree, verb: int, cue: Cue) -> int | None:
    """Give the head of the phrase for who is spoken to: 'told reporters', 'said to Jones'."""
    if tree.dependents(verb, "dative"):
        return tree.dependents(verb, "dative")[0]
    if cue.object_is_addressee and tree.dependents(verb, "dobj"):
        return tree.dependents(verb, "dobj")[0]
    for preposition in tree.dependents(verb, "prep"):
        if tree.tokens[preposition].text.lower() == "to":
            return next(iter(tree.dependents(preposition, "pobj")), None)
    return None


def _read_verb(tree: Tree, sentence: int, verb: int, cue: Cue, quoted: Collection[int]) -> Iterator[Draft]:
    if not _came_about(tree, verb) or _repeated_by_noun(tree, verb, quoted):
        return
    content = _content(tree, verb, cue, quoted)
    if not content:
        return
    speaker = find_outer_speaker(tree, verb, quoted)
    if speaker is None and not tree.dependents(verb, "nsubj"):
        return
    if speaker is None or (tree.tokens[speaker].text.lower() == "it" and cue.lemma not in read_cues().with_it):
        return
    denied = is_denied(tree, verb, cue)
    addressee = find_addressee(tree, verb, cue)
    yield Draft(sentence, content, cue_extent(tree, verb), cue.lemma, speaker, addressee, not denied)


def find_outer_speaker(tree: Tree, verb: int, quoted: Collection[int]) -> int | None:
    """Give the speaker's head; where grammar names what cannot speak, or the parser hung a participle or a second
    verb on the words reported ('said that the talks failed, adding that'), that of the reporting verb before it."""
    speaker = find_speaker(tree, verb, quoted)
    own = tree.dependents(verb, "nsubj", "nsubjpass")
    if own:
        strong = tree.tokens[verb].lemma.lower() not in read_cues().weak
        return speaker if speaker is not None and _may_speak(tree, speaker, strong) else None
    outer = next((a for a in ancestors(tree, verb) if _reports(tree, a, verb)), None)
    loose = tree.tokens[verb].tag == "VBG" and verb > 0 and tree.tokens[verb - 1].text in (",", "—", "–")
    if outer is not None and (loose or speaker is None or not _may_speak(tree, speaker)):
        return find_speaker(tree, outer, quoted)
    if speaker is not None and _may_speak(tree, speaker):
        return speaker
    if loose or tree.tokens[verb].dep == "conj":
        for index in range(verb - 1, max(-1, verb - _REACH), -1):
            if index not in quoted and tree.tokens[index].tag in ("VBD", "VBZ", "VBP") and find_cue(tree, index):
                before = find_speaker(tree, index, quoted)
                return before if before is not None and _may_speak(tree, before) else None
    return None


def _may_speak(tree: Tree, index: int, strong: bool = False) -> bool:
    """With a verb that only people use ('insisted'), any noun will do."""
    token = tree.tokens[index]
    if token.text.lower() in read_cues().nobody:
        return False
    return token.text.lower() == "it" or can_speak(tree, index) or (strong and token.tag in ("NN", "NNS"))


def _reports(tree: Tree, verb: int, other: int) -> bool:
    """True for a verb of saying in whose reported clause the other verb stands."""
    cue = find_cue(tree, verb)
    if cue is None or "clause" not in cue.frames:
        return False
    return any(c in (other, *ancestors(tree, other)) for c in tree.dependents(verb, "ccomp") if c > verb)


def _came_about(tree: Tree, verb: int) -> bool:
    """False for 'to say that' as a wish or purpose, 'could say that', 'if he says that'."""
    words = read_cues()
    token = tree.tokens[verb]
    if any(tree.tokens[i].lemma.lower() in words.conditional for i in tree.dependents(verb, "aux")):
        return False
    if token.dep == "advcl" and any(
        tree.tokens[i].text.lower() in ("if", "unless") for i in tree.dependents(verb, "mark")
    ):
        return False
    if not _is_infinitive(tree, verb):
        return True
    head = tree.tokens[token.head].lemma.lower()
    return token.dep == "ROOT" or (token.dep == "xcomp" and (head in words.fulfilled or head in words.unfulfilled))


def _repeated_by_noun(tree: Tree, verb: int, quoted: Collection[int]) -> bool:
    """'Made the claim that ...' is told by its noun."""
    if tree.tokens[verb].lemma.lower() not in read_cues().light:
        return False
    return any(True for noun in tree.dependents(verb, "dobj") for _ in _read_noun(tree, 0, noun, quoted))


def _content(tree: Tree, verb: int, cue: Cue, quoted: Collection[int]) -> tuple[Extent, ...]:
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
    for child in tree.dependents(verb, "ccomp"):
        if _is_infinitive(tree, child) and "infinitive" not in cue.frames:
            continue
        first, last = extent(tree, child)
        if last < verb and any(tree.tokens[i].text == ";" for i in range(last, verb)):
            continue  # '...; Borduria says': another sentence
        if last < verb or first > verb:
            return (_drop_that(tree, first, last),)
        return _around(tree, verb, child)
    return _parenthetical(tree, verb, cue) or _as_parenthesis(tree, verb)


def _as_parenthesis(tree: Tree, verb: int) -> tuple[Extent, ...]:
    """'As the ministry noted, the talks failed': the clause around it is what was noted."""
    marks = [i for i in tree.dependents(verb, "mark") if tree.tokens[i].text.lower() == "as"]
    if tree.tokens[verb].dep != "advcl" or not marks or tree.dependents(verb, "dobj", "xcomp", "acomp", "attr"):
        return ()
    first, last = extent(tree, verb)
    if last - first > 12 or not (last + 1 < len(tree.tokens) and tree.tokens[last + 1].text in (",", ".", "—", "–")):
        return ()
    return _pieces(extent(tree, tree.tokens[verb].head), (first, last))


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
    return _pieces(extent(tree, token.head), (first, last))


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
    return _pieces(whole, (near_first, near_last))


def _pieces(whole: Extent, hole: Extent) -> tuple[Extent, ...]:
    pieces = ((whole[0], min(whole[1], hole[0] - 1)), (max(whole[0], hole[1] + 1), whole[1]))
    return tuple(piece for piece in pieces if piece[0] <= piece[1])


def _drop_that(tree: Tree, first: int, last: int) -> Extent:
    while first < last and (tree.tokens[first].text.lower() == "that" and tree.tokens[first].dep == "mark"):
        first += 1
    return first, last


def _infinitive(tree: Tree, verb: int, cue: Cue) -> tuple[Extent, ...]:
    for child in tree.dependents(verb, "xcomp", "ccomp"):
        if child > verb and _is_infinitive(tree, child):
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


def _is_infinitive(tree: Tree, verb: int) -> bool:
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
    judgements += [i for i in tree.dependents(verb, "oprd", "ccomp", "acomp") if not _is_infinitive(tree, i)]
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
    first, last = _end_at_participle(tree, max(first, verb + 1), last, quoted)
    if last - first + 1 < _OBJECT_WORDS and not any(i in quoted for i in range(first, last + 1)):
        return ()
    return ((first, last),)


def _end_at_participle(tree: Tree, first: int, last: int, quoted: Collection[int]) -> Extent:
    """After a noun phrase ', siding with them' is the speaker's doing, though the parser may hang it on the noun."""
    for index in range(first + 1, last):
        after = tree.tokens[index + 1]
        participle = after.tag == "VBG" or (after.dep in ("advcl", "acl") and after.text.endswith("ing"))
        if tree.tokens[index].text == "," and participle and index not in quoted:
            return first, index - 1
    return first, last


def _read_noun(tree: Tree, sentence: int, noun: int, quoted: Collection[int]) -> Iterator[Draft]:
    words = read_cues()
    lemma = tree.tokens[noun].lemma.lower()
    if lemma not in words.that_nouns and lemma not in words.to_nouns:
        return
    for child in tree.dependents(noun, "acl", "relcl", "ccomp"):
        marks = [tree.tokens[i].text.lower() for i in tree.dependents(child, "mark")]
        said = lemma in words.that_nouns and child > noun and "that" in marks
        to_do = lemma in words.to_nouns and child == noun + 2 and _is_infinitive(tree, child)
        if not said and not to_do:
            continue
        speaker = _noun_speaker(tree, noun, quoted)
        if speaker is None:
            return
        first, last = _end_at_participle(tree, *_drop_that(tree, *extent(tree, child)), quoted)
        if first > noun:
            polarity = lemma not in words.negative_nouns
            yield Draft(sentence, ((first, last),), _noun_cue(tree, noun), lemma, speaker, None, polarity)
        return


def _noun_cue(tree: Tree, noun: int) -> Extent:
    """'Made the claim', 'expressed concern': with the verb, if the noun is its object and has no owner."""
    head = tree.tokens[noun].head
    light = tree.tokens[head].lemma.lower() in read_cues().light and tree.tokens[noun].dep == "dobj"
    if light and not tree.dependents(noun, "poss") and 0 < noun - head <= 4:
        return cue_extent(tree, head)[0], noun
    return noun, noun


def _noun_speaker(tree: Tree, noun: int, quoted: Collection[int]) -> int | None:
    """Whose claim it is: 'his claim', 'a claim by X', 'X made the claim'."""
    owners = [i for i in tree.dependents(noun, "poss") if i not in quoted and tree.tokens[i].text.lower() != "its"]
    if owners:
        return owners[0]
    for preposition in tree.dependents(noun, "prep"):
        if tree.tokens[preposition].text.lower() in ("by", "from", "of"):
            found = [i for i in tree.dependents(preposition, "pobj") if i not in quoted]
            if found:
                return found[0]
    above = clause_verb(tree, noun)
    if above is not None and tree.tokens[noun].dep == "dobj" and tree.tokens[above].lemma.lower() in read_cues().light:
        return find_speaker(tree, above, quoted)
    return None


def _read_source(tree: Tree, sentence: int, index: int) -> Iterator[Draft]:
    """'According to X, ...': the content is the clause around it."""
    words = [t.text.lower() for t in tree.tokens[index : index + 5]]
    phrase = next((p for p in read_cues().sources if tuple(words[: len(p)]) == p), None)
    if phrase is None:
        return
    last_word = index + len(phrase) - 1
    speakers = tree.dependents(last_word, "pobj")
    if not speakers:
        return
    end = extent(tree, speakers[0])[1]
    verb = clause_verb(tree, tree.tokens[index].head)
    whole = (0, len(tree.tokens) - 1)
    if verb is not None and tree.tokens[verb].dep not in ("ROOT", "ccomp", "conj", "advcl"):
        whole = extent(tree, verb)
    pieces = _pieces(whole, (index, end))
    if pieces:
        yield Draft(sentence, pieces, (index, last_word), " ".join(phrase), speakers[0])


def content_tokens(drafts: Sequence[Draft]) -> frozenset[int]:
    """Give the tokens that are in the content of any of these drafts."""
    return frozenset(i for d in drafts for first, last in d.content for i in range(first, last + 1))
