"""The issue that a party takes sides on: a noun phrase or clause, its exact words and its normal form."""

from variorum.annotate.clauses import Tree, ancestors, extent
from variorum.annotate.stance_words import stance_words
from variorum.model.annotation import Token

_LONGEST = 8  # words of a normal form
_ASIDE = ("relcl", "appos", "conj", "parataxis", "advcl", "cc", "punct", "meta", "intj")
_TELLING = ("NOUN", "PROPN", "VERB", "NUM", "ADJ", "X")
_OUTSIDE = ("conj", "parataxis", "cc", "punct", "advcl", "mark")
_PRONOUNS = ("PRP", "PRP$", "DT", "PDT", "WDT", "WP", "EX", "POS", "UH")


def issue_extent(tree: Tree, head: int) -> tuple[int, int]:
    """Give the extent of an issue's phrase: with modifiers and 'made without …', without relative clauses, appositions
    and what is joined to it."""
    aside = [i for i in tree.children[head] if tree.tokens[i].dep in _ASIDE]
    aside += [i for i in tree.dependents(head, "acl") if _after_comma(tree, i)]
    first, last = extent(tree, head, aside)
    while first < head and (
        tree.tokens[first].tag in ("DT", "PDT", "PRP$", "WDT") or _is_quote(tree.tokens[first].text)
    ):
        first += 1
    while last > head and (_is_quote(tree.tokens[last].text) or tree.tokens[last].dep == "case"):
        last -= 1
    return first, last


def proposal_extent(tree: Tree, verb: int, condition: tuple[int, int] | None = None) -> tuple[int, int]:
    """Give the extent of a clause that says what is to be done, without 'to' and without its condition."""
    outside = range(condition[0], condition[1] + 1) if condition else ()
    aside = [i for i in tree.children[verb] if tree.tokens[i].dep in _OUTSIDE or i in outside]
    first, last = extent(tree, verb, aside)
    while first < verb and (tree.tokens[first].tag in ("TO", "DT", "WDT", "IN") or _is_quote(tree.tokens[first].text)):
        first += 1
    return first, last


def normal_form(tree: Tree, head: int, bounds: tuple[int, int]) -> str:
    """Give the lemmas of the phrase in lower case, without determiners, pronouns, auxiliaries and signs.

    "the two sides' proposed talks on Syldavia's borders" is 'two side propose talk on syldavia border'. Of more than
    eight words those nearest to the head in the tree stay. '' if no telling word stands there.
    """
    kept = [i for i in range(bounds[0], bounds[1] + 1) if _stays(tree.tokens[i])]
    if len(kept) > _LONGEST:
        nearest = sorted(kept, key=lambda i: (_depth(tree, i, head), i))[:_LONGEST]
        kept = sorted(nearest)
    while kept and tree.tokens[kept[-1]].pos in ("ADP", "SCONJ", "CCONJ"):
        kept.pop()
    telling = [i for i in kept if tree.tokens[i].pos in _TELLING and tree.tokens[i].lemma not in stance_words().empty]
    if not any(tree.tokens[i].pos != "NUM" for i in telling):
        return ""
    return " ".join(_word(tree.tokens[i]) for i in kept)


def _stays(token: Token) -> bool:
    if token.tag in _PRONOUNS or token.tag in ("TO", "RB", "CC") or token.pos in ("PUNCT", "SYM"):
        return False
    return token.dep not in ("aux", "auxpass", "mark", "cc", "neg", "predet") and bool(_word(token))


def _word(token: Token) -> str:
    lemma = token.lemma.lower()
    letters = [i for i, character in enumerate(lemma) if character.isalnum()]
    return lemma[letters[0] : letters[-1] + 1] if letters else ""


def _depth(tree: Tree, index: int, head: int) -> int:
    above = ancestors(tree, index)
    return 0 if index == head else above.index(head) + 1 if head in above else len(above) + 1


def _after_comma(tree: Tree, index: int) -> bool:
    first, _ = extent(tree, index)
    return first > 0 and tree.tokens[first - 1].text == ","


def _is_quote(text: str) -> bool:
    return text in ('"', "“", "”", "'", "‘", "’", "``", "''", ",", "—", "–", "-")
