"""Reported speech read off the parse: 'said that ...', '..., she said', 'according to X', 'his warning that ...'.

Each finder gives drafts: content as pieces of the article's text (two where the cue stands inside), the cue's tokens
and the head of the speaker's phrase. Whether the content stands in quote marks is looked at afterwards.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from variorum.annotate.clauses import Tree, ancestors, clause_verb, extent
from variorum.annotate.cues import Cue, find_cue, read_cues
from variorum.annotate.reported_content import (
    Extent,
    cut_out,
    drop_that,
    end_at_participle,
    find_content,
    is_infinitive,
)
from variorum.annotate.speakers import can_speak, find_speaker

_REACH = 60  # tokens back to the reporting verb that a participle goes with


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as found. `content` are token extents, `speaker` the head of the speaker's phrase, `source`
    is the extent of the speaker's phrase where it is known."""

    sentence: int
    content: tuple[Extent, ...]
    cue: Extent
    lemma: str
    speaker: int | None
    polarity: bool = True
    source: Extent | None = None


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
    content = find_content(tree, verb, cue, quoted)
    if not content:
        return
    speaker = find_outer_speaker(tree, verb, quoted)
    if speaker is None and not tree.dependents(verb, "nsubj"):
        return
    if speaker is None or (tree.tokens[speaker].text.lower() == "it" and cue.lemma not in read_cues().with_it):
        return
    denied = is_denied(tree, verb, cue)
    yield Draft(sentence, content, cue_extent(tree, verb), cue.lemma, speaker, not denied)


def find_outer_speaker(tree: Tree, verb: int, quoted: Collection[int]) -> int | None:
    """Give the speaker's head; where grammar names what cannot speak, or the parser hung a participle or a second
    verb on the words reported ('said that the talks failed, adding that'), that of the reporting verb before it."""
    speaker = find_speaker(tree, verb, quoted)
    own = tree.dependents(verb, "nsubj", "nsubjpass")
    if own:
        strong = tree.tokens[verb].lemma.lower() not in read_cues().weak
        return speaker if speaker is not None and _may_speak(tree, speaker, strong) else None
    before = verb - 1
    finite = tree.tokens[verb].tag in ("VBD", "VBZ") and tree.tokens[verb].dep in ("ROOT", "ccomp")
    if finite and before >= 0 and before not in quoted and tree.tokens[before].tag in ("NNP", "NNPS"):
        return before  # 'the envoy Anna Keller stressed', where the parse lost the subject
    outer = next((a for a in ancestors(tree, verb) if _reports(tree, a, verb)), None)
    loose = tree.tokens[verb].tag == "VBG" and verb > 0 and tree.tokens[verb - 1].text in (",", "—", "–")
    if outer is not None and (loose or speaker is None or not _may_speak(tree, speaker)):
        return find_speaker(tree, outer, quoted)
    if speaker is not None and _may_speak(tree, speaker):
        return speaker
    if loose or tree.tokens[verb].dep == "conj":
        for index in range(verb - 1, max(-1, verb - _REACH), -1):
            if index not in quoted and tree.tokens[index].tag in ("VBD", "VBZ", "VBP") and find_cue(tree, index):
                first = find_speaker(tree, index, quoted)
                return first if first is not None and _may_speak(tree, first) else None
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
    if not is_infinitive(tree, verb):
        return True
    head = tree.tokens[token.head].lemma.lower()
    return token.dep == "ROOT" or (token.dep == "xcomp" and (head in words.fulfilled or head in words.unfulfilled))


def _repeated_by_noun(tree: Tree, verb: int, quoted: Collection[int]) -> bool:
    """'Made the claim that ...' is told by its noun."""
    if tree.tokens[verb].lemma.lower() not in read_cues().light:
        return False
    return any(True for noun in tree.dependents(verb, "dobj") for _ in _read_noun(tree, 0, noun, quoted))


def _read_noun(tree: Tree, sentence: int, noun: int, quoted: Collection[int]) -> Iterator[Draft]:
    words = read_cues()
    lemma = tree.tokens[noun].lemma.lower()
    if lemma not in words.that_nouns and lemma not in words.to_nouns:
        return
    for child in tree.dependents(noun, "acl", "relcl", "ccomp"):
        marks = [tree.tokens[i].text.lower() for i in tree.dependents(child, "mark")]
        said = lemma in words.that_nouns and child > noun and "that" in marks
        to_do = lemma in words.to_nouns and child == noun + 2 and is_infinitive(tree, child)
        if not said and not to_do:
            continue
        speaker = _noun_speaker(tree, noun, quoted)
        if speaker is None:
            return
        first, last = end_at_participle(tree, *drop_that(tree, *extent(tree, child)), quoted)
        if first > noun:
            polarity = lemma not in words.negative_nouns
            yield Draft(sentence, ((first, last),), _noun_cue(tree, noun), lemma, speaker, polarity)
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
    pieces = cut_out(whole, (index, end))
    if pieces:
        yield Draft(sentence, pieces, (index, last_word), " ".join(phrase), speakers[0])
