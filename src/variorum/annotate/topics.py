"""The issue that a party takes sides on: the exact words of a noun phrase or clause, and the name that one gives it.

A noun phrase is named as printed, without what leads it in and what hangs on to it: 'NATO membership for Ukraine'. A
clause that says what is to be done is named by its gerund, with whoever is to do it: 'Borduria leaving the valley'.
"""

from variorum.annotate.clauses import Tree, extent, is_passive, subtree
from variorum.annotate.gerunds import gerund
from variorum.annotate.topic_words import topic_words
from variorum.model.annotation import Token

_LONGEST = 9  # words of a name
_ASIDE = ("relcl", "appos", "parataxis", "advcl", "meta", "intj", "npadvmod")
_JOINED = ("conj", "cc", "punct", "preconj")
_OUTSIDE = (*_JOINED, "mark", "nsubj", "nsubjpass", "csubj", "expl")
_LEADING = ("DT", "PDT", "PRP$", "WDT", "WP$", "RB", "CC", "POS")
_TRAILING = ("DT", "PDT", "PRP$", "WDT", "CC", "TO", "IN", "RB", "POS", "MD")
_FINITE = ("VBZ", "VBD", "VBP", "MD")
_STOPS = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "[", "]", "…", "..."))
_QUOTES = frozenset(('"', "“", "”", "'", "‘", "’", "``", "''"))
_PRONOUNS = ("PRP", "WP", "WDT", "EX")


def find_core(tree: Tree, head: int) -> int:
    """Give the noun or gerund that tells: 'ruling' of 'the idea of a court ruling'."""
    for _ in range(3):
        if tree.tokens[head].lemma.lower() not in topic_words().shells:
            break
        inner = [n for p in tree.dependents(head, "prep") if tree.tokens[p].text.lower() in ("of", "for")
                 for n in tree.dependents(p, "pobj", "pcomp")]  # fmt: skip
        if not inner:
            break
        head = inner[0]
    return head


def issue_extent(tree: Tree, head: int) -> tuple[int, int]:
    """Give the extent of an issue's phrase: with its modifiers, without relative clauses, appositions, what is joined
    to it, and adjuncts that say when, where or despite what; not beyond a comma."""
    aside = {i for i in tree.children[head] if tree.tokens[i].dep in _JOINED}
    first, last = extent(tree, head, aside | _adjuncts(tree, head))
    while first < head and (tree.tokens[first].tag in _LEADING or _leads(tree.tokens[first])):
        if tree.tokens[first + 1].text in ("-", "–"):
            break  # 'long-range'
        first = _after_owner(tree, first)
    return first, _trim(tree, head, _shorten(tree, first, head, _cut(tree, head, last)))


def proposal_extent(tree: Tree, verb: int, condition: tuple[int, int] | None = None) -> tuple[int, int]:
    """Give the extent of what is to be done, from its verb on, without its condition and its adjuncts."""
    outside = set(range(condition[0], condition[1] + 1)) if condition else set()
    aside = {i for i in tree.children[verb] if tree.tokens[i].dep in _OUTSIDE or i < verb}
    _, last = extent(tree, verb, aside | outside | _adjuncts(tree, verb))
    if condition is not None and verb < condition[0] <= last:
        last = condition[0] - 1
    return verb, _trim(tree, verb, _shorten(tree, verb, verb, _cut(tree, verb, last)))


def name_phrase(tree: Tree, bounds: tuple[int, int]) -> str:
    """Give the words as printed, in lower case except for names, without quote marks."""
    words: list[str] = []
    end = None
    for index in range(bounds[0], bounds[1] + 1):
        token = tree.tokens[index]
        if token.text in _QUOTES and token.tag != "POS":
            continue
        text = token.text.lower() if index == 0 and not _is_name(token) else token.text
        glued = end is not None and token.start == end
        if words and glued:
            words[-1] += text
        else:
            words.append(text)
        end = token.end
    return " ".join(" ".join(words).split())


def name_proposal(tree: Tree, bounds: tuple[int, int], doer: str = "") -> str:
    """Give what is to be done as a gerund, behind its `doer`: 'Borduria leaving the valley', 'being left out'."""
    verb = bounds[0]
    token = tree.tokens[verb]
    if is_passive(tree, verb):
        words = f"being {token.text.lower()}"
    else:
        words = token.text.lower() if token.tag == "VBG" else gerund(token.lemma.lower())
    rest = name_phrase(tree, (verb + 1, bounds[1])) if bounds[1] > verb else ""
    return " ".join(part for part in (doer, words, rest) if part)


def is_telling_phrase(tree: Tree, head: int, bounds: tuple[int, int]) -> bool:
    """Tell whether the phrase names an issue: no quantity or generic noun alone, however it is qualified."""
    words, token = topic_words(), tree.tokens[head]
    if token.pos == "NUM" or token.tag in _PRONOUNS or token.lemma.lower() in words.empty:
        return False
    beside = [tree.tokens[i] for i in range(bounds[0], bounds[1] + 1) if i != head]
    telling = [t for t in beside if t.pos in ("NOUN", "PROPN", "VERB") or _qualifies(t)]
    if telling:
        return True
    lemma = token.lemma.lower()
    return lemma not in words.generic and (lemma in words.bare or lemma.endswith(words.endings))


def is_telling_proposal(tree: Tree, bounds: tuple[int, int], doer: str) -> bool:
    """Tell whether the words say what is to be done: not 'doing it', not a bare 'going'."""
    verb, last = bounds
    words = topic_words()
    if any(tree.tokens[i].tag in ("WP", "WDT", "WRB", "WP$") for i in tree.children[verb]) or _fills_gap(tree, verb):
        return False
    objects = tree.dependents(verb, "dobj", "attr", "oprd")
    if any(tree.tokens[i].tag in (*_PRONOUNS, "DT") for i in objects):
        return False
    if any(tree.tokens[i].lemma.lower() in words.empty and last <= i for i in objects):
        return False
    kept = [tree.tokens[i] for i in range(verb + 1, last + 1)]
    light = tree.tokens[verb].lemma in words.light and not is_passive(tree, verb)
    if light and not any(last >= i for i in tree.dependents(verb, "dobj", "attr", "oprd", "xcomp", "ccomp")):
        return False
    content = any(t.pos in ("NOUN", "PROPN", "VERB") and t.lemma.lower() not in words.empty for t in kept)
    return content or (bool(doer) and not light) or tree.tokens[verb].lemma in words.telling


def _adjuncts(tree: Tree, head: int) -> set[int]:
    """The branches below `head` that are no part of the issue's name."""
    found = set()
    words = topic_words()
    for index in subtree(tree, head):
        token = tree.tokens[index]
        if index == head:
            continue
        if (token.dep in _ASIDE and index > head) or (
            token.dep == "acl" and (_after_comma(tree, index) or _is_finite(tree, index))
        ):
            found.add(index)
        elif token.dep == "prep" and index > head:
            objects = [tree.tokens[i] for i in tree.dependents(index, "pobj")]
            local = token.text.lower() in words.local
            timed = any(
                o.name in ("DATE", "TIME") or (local and o.lemma.lower() in words.circumstances) for o in objects
            )
            if token.text.lower() in words.aside or timed or any(o.tag == "PRP" for o in objects):
                found.add(index)
        elif (token.dep == "ccomp" and index > head and _is_finite(tree, index)) or token.dep == "tmod":
            found.add(index)
    return found


def _after_owner(tree: Tree, first: int) -> int:
    """The token after one that leads in; after 'his party's', where a pronoun owns the owner."""
    owner = tree.tokens[first].head
    if tree.tokens[first].tag == "PRP$" and tree.tokens[owner].dep == "poss":
        return max(first, owner, *tree.children[owner]) + 1
    return first + 1


def _cut(tree: Tree, head: int, last: int) -> int:
    """Where the phrase ends: before a comma or bracket, and before a finite clause that the parse joined to it."""
    for index in range(head + 1, last + 1):
        token = tree.tokens[index]
        hyphen = token.text in ("-", "–") and tree.tokens[index - 1].end == token.start
        if token.text in _STOPS and not hyphen:
            return index - 1
        if token.tag in _FINITE and token.dep not in ("compound", "amod"):
            subjects = [subtree(tree, i)[0] for i in tree.dependents(index, "nsubj", "nsubjpass", "mark")]
            return max(head, min([index, *(i for i in subjects if i > head)]) - 1)
        if token.tag == "VBG" and token.dep == "acl" and _is_new_subject(tree, index, head):
            return next(i for i in range(index - 1, head, -1) if tree.tokens[i].tag == "CC") - 1
    return last


def _is_new_subject(tree: Tree, gerund: int, head: int) -> bool:
    """'a ruling by a court and Borduria opposing it': the name is the gerund's subject, not joined to 'court'."""
    before = gerund - 1
    token = tree.tokens[before]
    return before > head and token.dep == "conj" and token.pos == "PROPN" and tree.tokens[before - 1].tag == "CC"


def _shorten(tree: Tree, first: int, head: int, last: int) -> int:
    """Of a long phrase, what stands before the last preposition that leaves it short enough."""
    while _length(tree, first, last) > _LONGEST:
        edge = next((i for i in range(last, head, -1) if tree.tokens[i].tag in ("IN", "TO", "CC")), None)
        if edge is None:
            return last
        last = edge - 1
    return last


def _length(tree: Tree, first: int, last: int) -> int:
    return sum(tree.tokens[i].pos not in ("PUNCT", "DET", "PART") for i in range(first, last + 1))


def _trim(tree: Tree, head: int, last: int) -> int:
    while last > head:
        token = tree.tokens[last]
        if (
            token.dep == "prt"
            or token.text.lower() in topic_words().particles
            or not (token.tag in _TRAILING or token.text in _QUOTES or token.pos == "PUNCT")
        ):
            break
        last -= 1
    return last


def _qualifies(token: Token) -> bool:
    return token.pos == "ADJ" and token.lemma.lower() not in topic_words().vague


def _leads(token: Token) -> bool:
    return token.text in _QUOTES or token.text in _STOPS or token.text.lower() in topic_words().leading


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" or bool(token.name) or (len(token.text) > 1 and token.text.isupper())


def _is_finite(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].tag in _FINITE or any(tree.tokens[i].tag in _FINITE for i in tree.children[verb])


def _fills_gap(tree: Tree, verb: int) -> bool:
    """Whether its object is the noun of a relative clause in which it stands: 'a role that it hopes to play'."""
    above = tree.tokens[verb].head
    for _ in range(4):
        if tree.tokens[above].dep == "relcl":
            return not tree.dependents(verb, "dobj") and not _has_own_subject(tree, above)
        if tree.tokens[above].head == above or tree.tokens[above].dep not in ("xcomp", "ccomp"):
            return False
        above = tree.tokens[above].head
    return False


def _has_own_subject(tree: Tree, relative: int) -> bool:
    """Whether the relative pronoun is the subject ('who hopes to play a role'), so that nothing is missing."""
    return any(tree.tokens[i].tag in ("WP", "WDT") for i in tree.dependents(relative, "nsubj", "nsubjpass"))


def _after_comma(tree: Tree, index: int) -> bool:
    first, _ = extent(tree, index)
    return first > 0 and tree.tokens[first - 1].text == ","
