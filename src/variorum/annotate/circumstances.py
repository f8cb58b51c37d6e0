"""To whom something was said, and when and where: 'told reporters at a news conference in Geneva on Tuesday'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.annotate.clauses import Tree, extent
from variorum.annotate.cues import find_cue
from variorum.annotate.statements import find_addressee
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, Quotation, Token
from variorum.model.text import Span

_PLACES = ("GPE", "LOC", "FAC")
_TIMES = ("DATE", "TIME")
_NOT_WITHIN = ("relcl", "acl", "advcl", "appos", "cc", "conj")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Spans of the article's text: for whom it was said to, and for when and where it was said."""

    addressee: Span | None
    occasion: Span | None


def find_circumstances(
    sentences: Sequence[ParsedSentence], trees: Sequence[Tree], quotation: Quotation, cue: tuple[int, int]
) -> Circumstances:
    """Give addressee and occasion by the grammar of the cue, whose verb is token `cue[1]` of sentence `cue[0]`."""
    sentence, tree, verb = sentences[cue[0]], trees[cue[0]], cue[1]
    barred = _inside(sentence, quotation.content)
    addressee = _find_addressee(tree, verb, barred)
    spoken = None if addressee is None else sentence.span(*_without_tail(tree, addressee))
    runs = list(_runs(tree, verb, addressee, barred))
    best = max(runs, key=lambda run: (_rank(tree, run), -run[0]), default=None)
    occasion = sentence.span(*best) if best is not None and _rank(tree, best) else None
    return Circumstances(spoken, occasion)


def _inside(sentence: ParsedSentence, span: Span) -> frozenset[int]:
    tokens = sentence.parse.tokens
    return frozenset(
        i for i, t in enumerate(tokens) if sentence.start + t.start < span.end and span.start < sentence.start + t.end
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("speakers")["circumstances"][name].split())


def _find_addressee(tree: Tree, verb: int, barred: frozenset[int]) -> int | None:
    cue = find_cue(tree, verb)
    found = find_addressee(tree, verb, cue) if cue is not None else None
    if found is None:
        speaking = (i for i in _speaking(tree, verb) if tree.tokens[i].lemma.lower() in _words("addressing"))
        found = next((o for i in speaking for o in tree.dependents(i, "dobj")), None)
    return found if found is not None and found not in barred else None


def _without_tail(tree: Tree, head: int) -> tuple[int, int]:
    """'Reporters' of 'reporters in Geneva', but 'members of parliament'."""
    prepositions = [i for i in tree.dependents(head, "prep") if tree.tokens[i].text.lower() != "of"]
    beside = [i for i in tree.dependents(head, *_NOT_WITHIN) if i > head and tree.tokens[i].dep not in ("cc", "conj")]
    beside = [i for i in beside if tree.tokens[i].dep != "appos" or tree.tokens[i - 1].text == ","]
    return extent(tree, head, (*prepositions, *beside))


def _speaking(tree: Tree, verb: int) -> Iterator[int]:
    """'Speaking in Geneva, he said'; 'Smith, speaking in Geneva, said'."""
    heads = (verb, *tree.dependents(verb, "nsubj"))
    for head in heads:
        for index in tree.dependents(head, "advcl", "acl", "prep"):
            if tree.tokens[index].lemma.lower() in _words("speaking") or (
                tree.tokens[index].lemma.lower() in _words("addressing") and tree.tokens[index].tag == "VBG"
            ):
                yield index


def _runs(tree: Tree, verb: int, addressee: int | None, barred: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of phrases of place and time that stand together with the verb, and 'a news conference' that was told."""
    if addressee is not None and tree.tokens[addressee].lemma.lower() in _words("occasions"):
        first, last = _without_tail(tree, addressee)
        for begin, end in _join(tree, [addressee, verb], barred):
            last = max(last, end) if begin == last + 1 else last
        yield first, last
    heads = [verb, *_speaking(tree, verb)] + ([addressee] if addressee is not None else [])
    yield from _join(tree, heads, barred)


def _join(tree: Tree, heads: Sequence[int], barred: frozenset[int]) -> list[tuple[int, int]]:
    phrases = sorted(p for head in heads for p in _phrases(tree, head, barred))
    runs: list[tuple[int, int]] = []
    for first, last in phrases:
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def _phrases(tree: Tree, head: int, barred: frozenset[int]) -> Iterator[tuple[int, int]]:
    for index in tree.dependents(head, "prep", "npadvmod", "advmod"):
        token = tree.tokens[index]
        if index in barred or (token.dep == "advmod" and token.text.lower() not in _words("adverbs")):
            continue
        beside = [i for i in tree.children[index] if tree.tokens[i].dep in ("advcl", "conj", "cc")]
        first, last = extent(tree, index, beside)
        leads = token.dep != "prep" or token.text.lower() in _words("prepositions")
        if leads and barred.isdisjoint(range(first, last + 1)) and _rank(tree, (first, last)):
            yield first, last


def _rank(tree: Tree, run: tuple[int, int]) -> int:
    """3 for an occasion, 2 for a place, 1 for a time, 0 for neither."""
    tokens = tree.tokens[run[0] : run[1] + 1]
    lemmas = {t.lemma.lower() for t in tokens} | {t.text.lower() for t in tokens}
    if lemmas & _words("media") and not lemmas & _words("occasions"):
        return 0
    if lemmas & _words("occasions"):
        return 3
    if lemmas & _words("places") or any(t.name in _PLACES for t in tokens) or _is_named_place(tokens):
        return 2
    return int(bool(lemmas & _words("adverbs")) or any(t.name in _TIMES for t in tokens))


def _is_named_place(tokens: Sequence[Token]) -> bool:
    """'In Senn', a name that the parser does not know for a town."""
    return len(tokens) == 2 and tokens[0].text.lower() in ("in", "at", "near") and tokens[1].tag == "NNP"
