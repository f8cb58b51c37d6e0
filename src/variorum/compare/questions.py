"""Questions made of the clause that they are about: 'did Kelmar agree to withdraw two patrol vessels'."""

from collections.abc import Callable, Container, Sequence
from functools import cache

from variorum.compare.frames import find_owner_noun
from variorum.compare.scope import Scope
from variorum.language.dependents import children
from variorum.language.lexicon import read_toml
from variorum.model.annotation import ParsedSentence, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_KEPT = ("dobj", "attr", "oprd", "acomp", "xcomp", "prt", "agent", "dative", "prep", "advmod", "npadvmod", "ccomp")
_NEEDED = ("dobj", "attr", "oprd", "acomp", "xcomp", "prt", "agent", "dative")
_DROPPED_WITHIN = ("relcl", "appos", "acl", "advcl")
_DO = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_LONGEST = 130

Names = Callable[[int], str | None]


def name_pronouns(scope: Scope, article: str, sentence: ParsedSentence) -> Names:
    """Give what names whom a pronoun of a sentence stands for, for `ask` and the others here."""

    def name(token: int) -> str | None:
        entity = scope.named.get((article, sentence.index, token))
        return scope.name(entity) if entity is not None and sentence.parse.tokens[token].pos == "PRON" else None

    return name


def ask(sentence: ParsedSentence, verb: int, without: Container[int], names: Names, exact: bool = False) -> str | None:
    """Give the clause of `verb` as the words after a question word: 'will Kelmar release', 'were the talks held'.

    Tokens in `without`, with what depends on them, are left out: they are what is asked for. `names` gives the name of
    whom a pronoun at a token stands for. None where the clause has no subject that could be named, or no finite verb;
    with `exact`, also where `verb` only completes the finite verb ('agreed to release').
    """
    tokens = sentence.parse.tokens
    top = _find_finite(tokens, verb)
    if top is None or (exact and top != verb):
        return None
    subject = _find_subject(tokens, top)
    if subject is None or subject in without:
        return None
    who = _say_subject(sentence, subject, without, names)
    if who is None:
        return None
    front, back = _split_verb(tokens, top)
    if top != verb and tokens[verb].dep == "conj":  # 'will reopen the crossing and release the accounts'
        if front is None or not back or tokens[verb].tag != tokens[top].tag:
            return None
        back, top = " ".join([*back.split(" ")[:-1], tokens[verb].text]), verb
    if exact and front in ("has", "have", "had"):
        front, back = _tell_past(front, back, tokens[top].lemma, several=_is_plural(tokens, subject))
    if front is None:
        return None
    rest = _say_rest(sentence, top, without, names)
    return " ".join(part for part in (front, who, back, rest) if part)


def ask_of_subject(sentence: ParsedSentence, verb: int, without: Container[int], names: Names) -> str | None:
    """Give the clause of `verb` where its subject is asked for: 'were wounded', 'protested in front of the office'."""
    tokens = sentence.parse.tokens
    if _find_finite(tokens, verb) != verb or tokens[tokens[verb].head].lemma.lower() == "let":
        return None
    auxiliaries = [tokens[c].text for c in children(tokens, verb) if tokens[c].dep in ("aux", "auxpass")]
    rest = _say_rest(sentence, verb, without, names)
    return " ".join([*auxiliaries, tokens[verb].text, rest]).strip()


def say(sentence: ParsedSentence, index: int, without: Container[int], names: Names) -> str | None:
    """Give the words of the phrase of a noun without what is only added to it and without the tokens in `without`."""
    return _say(sentence, index, without, names)


def _find_finite(tokens: Sequence[Token], verb: int) -> int | None:
    """The verb itself or the one that it completes ('agreed to release'): the first that can open a clause."""
    for _ in range(4):
        if not tokens[verb].tag.startswith("VB"):
            return None
        auxiliaries = [c for c in children(tokens, verb) if tokens[c].dep in ("aux", "auxpass")]
        if tokens[verb].tag in _DO or any(tokens[c].tag in (*_DO, "MD") for c in auxiliaries):
            return verb
        if tokens[verb].tag == "VBN" and not auxiliaries and _share_auxiliaries(tokens, verb):
            return verb
        if tokens[verb].dep not in ("xcomp", "conj") or tokens[verb].head == verb:
            return None
        verb = tokens[verb].head
    return None


def _share_auxiliaries(tokens: Sequence[Token], verb: int) -> list[int]:
    """The auxiliaries that a verb shares with the one that it is joined to: 'has demanded X and threatened Y'."""
    head = tokens[verb].head
    if tokens[verb].dep != "conj" or tokens[head].tag != "VBN" or tokens[verb].tag in ("VBZ", "VBP"):
        return []  # 'was hurt and lies in hospital'
    return [c for c in children(tokens, head) if tokens[c].dep in ("aux", "auxpass") and c < head]


def _find_subject(tokens: Sequence[Token], verb: int) -> int | None:
    for _ in range(4):
        found = [c for c in children(tokens, verb) if tokens[c].dep in _SUBJECTS and c < verb]
        if found:
            subject = found[-1]  # 'Colleagues, the strike has been in force'
            if tokens[subject].tag in ("WDT", "WP"):
                return find_owner_noun(tokens, tokens[verb].head) if tokens[verb].dep == "relcl" else None
            return subject
        if tokens[verb].dep not in ("conj",):
            return None
        verb = tokens[verb].head
    return None


def _say_subject(sentence: ParsedSentence, subject: int, without: Container[int], names: Names) -> str | None:
    here = sentence.parse.tokens[subject]
    if here.pos == "PRON":
        return names(subject)
    words = _say(sentence, subject, without, names)
    first = sentence.parse.tokens[min(_collect(sentence.parse.tokens, subject, without, 0))]
    opens = first.start == 0 and first.tag in ("NN", "NNS", "IN", "JJ") and not first.name
    counts = first.text.lower() in read_toml("quantities")["cardinals"]
    if words and (opens or counts or first.tag in ("DT", "PRP$", "CD", "PDT")):
        return words[0].lower() + words[1:]
    return words


def _split_verb(tokens: Sequence[Token], verb: int) -> tuple[str | None, str]:
    """What stands before the subject and what after it."""
    auxiliaries = [c for c in children(tokens, verb) if tokens[c].dep in ("aux", "auxpass") and c < verb]
    auxiliaries = auxiliaries or _share_auxiliaries(tokens, verb)
    if auxiliaries:
        words = [_full(tokens[c].text) for c in auxiliaries]
        return words[0], " ".join([*words[1:], tokens[verb].text])
    if tokens[verb].lemma == "be":
        return tokens[verb].text, ""
    return _DO.get(tokens[verb].tag), tokens[verb].lemma


def _is_plural(tokens: Sequence[Token], subject: int) -> bool:
    joined = any(tokens[c].dep == "conj" for c in children(tokens, subject))
    return joined or tokens[subject].tag in ("NNS", "NNPS")


def _tell_past(front: str, back: str, lemma: str, *, several: bool) -> tuple[str, str]:
    """'has been freed' as 'was freed', 'has been open' as 'was open', 'has met' as 'did meet': asked of a time."""
    if back.startswith("been ") or lemma == "be":
        return "were" if several or front == "have" else "was", back.removeprefix("been").lstrip()
    return "did", lemma


def _full(word: str) -> str:
    return {"'ll": "will", "’ll": "will", "'ve": "have", "’ve": "have", "wo": "will", "ca": "can", "'d": "would",
            "’d": "would", "'s": "has", "’s": "has"}.get(word, word.lower())  # fmt: skip


def _say_rest(sentence: ParsedSentence, verb: int, without: Container[int], names: Names) -> str:
    tokens = sentence.parse.tokens
    parts: list[str] = []
    if tokens[verb].dep == "relcl" and any(
        tokens[c].tag in ("WDT", "WP") and tokens[c].dep == "dobj" for c in children(tokens, verb)
    ):
        whole = _say(sentence, tokens[verb].head, without, names)  # 'the station which gunmen seized'
        parts += [whole] if whole else []
    for child in children(tokens, verb):
        if child < verb or child in without or tokens[child].dep not in _KEPT:
            continue
        if tokens[child].text.lower() == "according" or (
            tokens[child].dep == "prep"
            and (inner := list(children(tokens, child)))
            and all(c in without for c in inner)
        ):
            continue
        if tokens[child].dep in ("dobj", "pobj") and tokens[child].pos == "PRON" and names(child) is not None:
            words: str | None = names(child)
        else:
            words = _say(sentence, child, without, names)
        longer = sum(map(len, parts)) + len(words or "")
        if words and (tokens[child].dep in _NEEDED or longer <= _LONGEST / 2):
            parts.append(words)
    return _end_well(" ".join(parts))


def _end_well(words: str) -> str:
    """Cut too long a phrase at a word, and the words that the answer left hanging: 'off the coast late on'."""
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0]
    parts = words.strip(" ,;:–—-").split(" ")
    while parts and parts[-1].lower() in _words("dangling"):
        parts.pop()
    return " ".join(parts).strip(" ,;:–—-")


def _say(sentence: ParsedSentence, index: int, without: Container[int], names: Names) -> str | None:
    """The words of a phrase without what is only added to it."""
    tokens = sentence.parse.tokens
    kept = sorted(_collect(tokens, index, without, 0))
    words = ""
    last = -1
    for i in kept:
        if tokens[i].text in ("“", "”", '"', "(", ")", "--", "—") or (tokens[i].text == "," and i + 1 not in kept):
            continue
        gap = last >= 0 and (last != i - 1 or tokens[i].start > tokens[i - 1].end)
        words += (" " if gap and words else "") + (tokens[i].text if i != index or names(i) is None else str(names(i)))
        last = i
    return " ".join(words.split()) or None


def _collect(tokens: Sequence[Token], index: int, without: Container[int], depth: int) -> set[int]:
    found = {index}
    if depth > 12:
        return found
    for child in children(tokens, index):
        if child in without or tokens[child].dep in (*_DROPPED_WITHIN, "neg", "parataxis", "preconj"):
            continue
        if tokens[child].dep == "punct" and tokens[child].text not in ("-", ",", "'", "’", "%", "$"):
            continue
        if tokens[child].dep == "prep" and [c for c in children(tokens, child) if c in without]:
            continue
        found |= _collect(tokens, child, without, depth + 1)
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("predicates")[name].split())
