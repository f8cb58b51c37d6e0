"""The issue that a party takes sides on: a noun phrase or clause, its exact words and its normal form."""

from variorum.annotate.clauses import Tree, ancestors, extent, find_subjects, is_verb
from variorum.annotate.parties import Scene

_LONGEST = 8  # words of a normal form
_ASIDE = ("relcl", "appos", "conj", "parataxis", "advcl", "cc", "punct", "meta", "intj")
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


def proposal_extent(tree: Tree, verb: int) -> tuple[int, int]:
    """Give the extent of a clause that says what is to be done, from its subject or verb on, without 'that' and 'to'."""
    aside = [
        i for i in tree.children[verb] if tree.tokens[i].dep in ("conj", "parataxis", "cc", "punct", "advcl", "mark")
    ]
    first, last = extent(tree, verb, aside)
    while first < verb and (tree.tokens[first].tag in ("TO", "DT", "WDT", "IN") or _is_quote(tree.tokens[first].text)):
        first += 1
    return first, last


def normal_form(scene: Scene, bounds: tuple[int, int]) -> str:
    """Give the lemmas of the phrase in lower case, without determiners, pronouns, auxiliaries and signs; 8 words at most.

    'the two sides' proposed talks on Syldavia's borders' is 'two side propose talk on syldavia border'. '' if only
    such words stand there.
    """
    tree = scene.tree
    words: list[str] = []
    telling = 0
    for index in range(bounds[0], bounds[1] + 1):
        token = tree.tokens[index]
        if token.tag in _PRONOUNS or token.pos in ("PUNCT", "SYM") or not any(c.isalnum() for c in token.text):
            continue
        if token.dep in ("aux", "auxpass", "mark", "cc", "prt", "neg", "predet") and token.dep not in ("prt",):
            continue
        if token.tag in ("TO", "RB") and not is_verb(token):
            continue
        words.append(token.lemma.lower().strip(".") or token.text.lower())
        telling += token.pos in ("NOUN", "PROPN", "VERB", "NUM", "ADJ", "X", "ADV")
        if len(words) == _LONGEST:
            break
    while words and scene_is_link(words[-1]):
        words.pop()
    return " ".join(words) if telling else ""


def scene_is_link(word: str) -> bool:
    """Tell whether a word cannot end a phrase."""
    return word in (
        "of",
        "for",
        "to",
        "on",
        "in",
        "with",
        "by",
        "at",
        "from",
        "over",
        "about",
        "and",
        "or",
        "between",
        "into",
    )


def proposal_subject(tree: Tree, verb: int) -> tuple[int, ...]:
    """Give the heads of who is to do it."""
    return find_subjects(tree, verb)


def is_nested(tree: Tree, inner: int, outer: int) -> bool:
    """Tell whether one token stands below another in the tree."""
    return outer in ancestors(tree, inner)


def _after_comma(tree: Tree, index: int) -> bool:
    first, _ = extent(tree, index)
    return first > 0 and tree.tokens[first - 1].text == ","


def _is_quote(text: str) -> bool:
    return text in ('"', "“", "”", "'", "‘", "’", "``", "''", ",", "—", "–", "-")
