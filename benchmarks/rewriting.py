"""Rewrites of news sentence by sentence, for measuring what finds rewrites: other words, other order, other voice.

A sentence is parsed and turned about: a quotation becomes indirect speech, 'he said' moves to the other end, a clause
or a date to the front or the back, active becomes passive and passive active, asides are dropped, one sentence is made
of two; then words, phrases, numbers and names are changed. The words are in data/rewriting.toml; the product does not
know them. The English is at times clumsy: it is to be hard to recognize, not to be read.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from variorum.language.parser import Parser
from variorum.model.annotation import Parse, Token

_TABLE: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "rewriting.toml").read_text("utf-8"))
_NUMBERS = _TABLE["numbers"]["words"].split()
_PHRASES = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in sorted(_TABLE['phrases'], key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
_QUOTED_FIRST = re.compile(r'^[“"](?P<content>[^“”"]+?)[,.?!]?[”"],? (?P<rest>[^“”"]{3,120})[.]$')
_QUOTED_LAST = re.compile(r'^(?P<rest>[^“”"]{3,120}),? [“"](?P<content>[^“”"]+)[”"]\.?$')
_CUE = re.compile(r"\b(?:said|says|told \w+|added|wrote|tweeted|asked|replied|argued|noted|explained|continued)\b")
_MARKS = re.compile(r"[“”„«»\"]|(?<!\w)[‘']|[’'](?!\w)")
_POS = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs"}
_SAYING = frozenset(("say", "tell", "add", "note", "report", "announce", "warn", "argue", "claim", "think", "believe"))
_ASIDES = frozenset(("relcl", "appos", "acl", "parataxis"))
_MOVED = frozenset(("advcl", "prep", "npadvmod"))
_KEPT = frozenset(("not", "never", "n't", "no", "ago"))
_VOWELS = "aeiou"

Items = list[int | str]


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a rewrite is; all are probabilities: of a word to be changed, a quotation to be left as it is, ..."""

    words: float
    turns: float
    asides: float
    joins: float
    quotes: float


STRENGTHS = {
    "light": Strength(words=0.6, turns=0.35, asides=0.15, joins=0.1, quotes=0.6),
    "heavy": Strength(words=0.9, turns=0.85, asides=0.6, joins=0.3, quotes=0.2),
}


class Rewriter:
    """Rewrites sentences; the same sentences, strength and seed give the same rewrite."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._parses: dict[str, Parse] = {}

    def read(self, sentences: Sequence[str]) -> None:
        """Parse all that will be rewritten: together is faster than one by one."""
        new = sorted({_without_quotation(s)[0] for s in sentences} - self._parses.keys())
        self._parses.update(zip(new, self._parser.parse(new), strict=True))

    def rewrite(self, sentences: Sequence[str], strength: Strength, random: Random) -> list[str]:
        """Tell the sentences in other words, in the same order; there may be fewer or more of them."""
        self.read(sentences)
        told = [self._rewrite(sentence, strength, random) for sentence in sentences]
        joined: list[str] = []
        for sentence in told:
            if joined and len(joined[-1]) + len(sentence) < 200 and random.random() < strength.joins:
                first = (
                    sentence if sentence[:2].isupper() or sentence[:1] == "I" else sentence[0].lower() + sentence[1:]
                )
                joined[-1] = f"{joined[-1].rstrip('.')}, {random.choice(('and', 'while', 'as'))} {first}"
            else:
                joined.append(sentence)
        return joined

    def _rewrite(self, sentence: str, strength: Strength, random: Random) -> str:
        bare, speaker = _without_quotation(sentence)
        parse = self._parses[bare]
        items: Items = list(range(len(parse.tokens)))
        _drop_asides(items, parse, strength.asides, random)
        if random.random() < strength.turns and speaker is None:
            _turn(items, parse, random)
        if random.random() < strength.turns:
            _move_clause(items, parse, random)
        told = _spell(items, parse, strength.words, random)
        if speaker is not None and random.random() < strength.quotes:
            return _finish(f'{speaker} said, "{_quoted(sentence)}."')
        if speaker is not None:
            content = told.rstrip(" .?!")
            told = random.choice(_TABLE["said"]["forms"]).format(speaker=speaker, content=content)
        return _finish(_change_phrases(told, strength.words, random))


def _without_quotation(sentence: str) -> tuple[str, str | None]:
    """Give what a quotation says as others would tell it, and its speaker; of other sentences, the marks are lost."""
    sentence = " ".join(sentence.split())
    match = _QUOTED_FIRST.match(sentence) or _QUOTED_LAST.match(sentence)
    if match and (cue := _CUE.search(match["rest"])):
        rest = match["rest"]
        before, after = rest[: cue.start()].strip(" ,:"), rest[cue.end() :].strip(" ,:")
        speaker = before or after
        if 0 < len(speaker.split()) <= 12 and len(match["content"]) > len(rest) / 2:
            return _backshift(_MARKS.sub("", match["content"])), speaker
    return _MARKS.sub("", sentence), None


def _quoted(sentence: str) -> str:
    sentence = " ".join(sentence.split())
    match = _QUOTED_FIRST.match(sentence) or _QUOTED_LAST.match(sentence)
    return match["content"].rstrip(" ,.") if match else ""


def _backshift(content: str) -> str:
    words = []
    for word in content.split():
        bare = word.rstrip(",.;:!?").casefold().replace("’", "'")
        shifted = _TABLE["backshift"].get(bare)
        words.append(shifted + word[len(word.rstrip(",.;:!?")) :] if shifted else word)
    return " ".join(words)


def _subtree(parse: Parse, root: int) -> set[int]:
    inside = {root}
    changed = True
    while changed:
        grown = {i for i, token in enumerate(parse.tokens) if token.head in inside and i not in inside}
        inside |= grown
        changed = bool(grown)
    return inside


def _root(parse: Parse) -> int:
    return next((i for i, t in enumerate(parse.tokens) if t.head == i and t.pos in ("VERB", "AUX")), -1)


def _stretch(items: Items, inside: set[int]) -> tuple[int, int] | None:
    """Give where the tokens `inside` stand in `items`, if they stand together."""
    places = [place for place, item in enumerate(items) if item in inside]
    if not places or places[-1] - places[0] + 1 != len(places):
        return None
    return places[0], places[-1] + 1


def _text(parse: Parse, item: int | str) -> str:
    return item if isinstance(item, str) else parse.tokens[item].text


def _drop_asides(items: Items, parse: Parse, chance: float, random: Random) -> None:
    for index, token in enumerate(parse.tokens):
        if token.dep in _ASIDES and random.random() < chance:
            stretch = _stretch(items, _subtree(parse, index))
            if stretch is None or stretch[0] == 0:
                continue
            start, end = stretch
            before = _text(parse, items[start - 1])
            after = _text(parse, items[end]) if end < len(items) else "."
            if before in (",", "(", "-", "—", "–") and after in (",", ")", "-", "—", "–", "."):
                del items[start - 1 : end + (after not in (".",))]
        elif index in items and _is_loose_adverb(parse, index) and random.random() < chance / 2:
            items.remove(index)


def _is_loose_adverb(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    loose = token.dep == "advmod" and token.tag == "RB" and token.lemma not in _KEPT
    return loose and not any(t.head == index for t in parse.tokens)


def _turn(items: Items, parse: Parse, random: Random) -> None:
    """Turn the sentence about its main verb: 'he said' to the other end, active to passive, passive to active."""
    root = _root(parse)
    if root < 0 or root not in items:
        return
    parts = {t.dep: i for i, t in enumerate(parse.tokens) if t.head == root and i != root}
    if parse.tokens[root].lemma in _SAYING and "ccomp" in parts and "nsubj" in parts:
        _turn_attribution(items, parse, root, parts, random)
    elif parse.tokens[root].tag == "VBD" and {"nsubj", "dobj"} <= parts.keys() and "neg" not in parts:
        _make_passive(items, parse, root, parts)
    elif parse.tokens[root].tag == "VBN" and {"nsubjpass", "auxpass", "agent"} <= parts.keys() and "aux" not in parts:
        _make_active(items, parse, root, parts)


def _turn_attribution(items: Items, parse: Parse, root: int, parts: dict[str, int], random: Random) -> None:
    content, speaker = _subtree(parse, parts["ccomp"]), _subtree(parse, parts["nsubj"])
    where, who = _stretch(items, content), _stretch(items, speaker)
    if where is None or who is None:
        return
    told = [i for i in items[where[0] : where[1]] if not (isinstance(i, int) and parse.tokens[i].dep == "mark")]
    said = items[who[0] : who[1]]
    rest = [
        i for i in items if i not in told and i not in said and i != root and _text(parse, i) not in (",", ".", "that")
    ]
    if where[0] > who[0]:
        items[:] = [*told, ",", *said, root, *rest, "."]
    elif random.random() < 0.5:
        items[:] = ["according", "to", *said, ",", *told, *rest, "."]
    else:
        items[:] = [*said, root, *rest, "that", *told, "."]


def _make_passive(items: Items, parse: Parse, root: int, parts: dict[str, int]) -> None:
    subject, thing = (_stretch(items, _subtree(parse, parts[d])) for d in ("nsubj", "dobj"))
    verb = items.index(root)
    if subject is None or thing is None or not subject[1] <= verb < thing[0] or thing[0] - verb > 2:
        return
    if parse.tokens[parts["nsubj"]].pos == "PRON" or parse.tokens[parts["dobj"]].pos == "PRON":
        return
    plural = parse.tokens[parts["dobj"]].tag in ("NNS", "NNPS")
    moved = ["were" if plural else "was", _participle(parse.tokens[root].lemma), "by"]
    doer = items[subject[0] : subject[1]]
    items[:] = [*items[: subject[0]], *items[thing[0] : thing[1]], *moved, *doer, *items[thing[1] :]]


def _make_active(items: Items, parse: Parse, root: int, parts: dict[str, int]) -> None:
    agent = parts["agent"]
    subject, by = _stretch(items, _subtree(parse, parts["nsubjpass"])), _stretch(items, _subtree(parse, agent))
    if subject is None or by is None or not subject[1] < by[0] or root not in items:
        return
    doer = items[by[0] + 1 : by[1]]
    between = [i for i in items[subject[1] : by[0]] if i not in (root, parts["auxpass"])]
    past = _inflect(parse.tokens[root].lemma, "VBD")
    items[:] = [*items[: subject[0]], *doer, past, *items[subject[0] : subject[1]], *between, *items[by[1] :]]


def _move_clause(items: Items, parse: Parse, random: Random) -> None:
    """Bring a clause or a phrase at the end of the sentence to its front, or one at the front to its end."""
    root = _root(parse)
    choices = [i for i, t in enumerate(parse.tokens) if t.dep in _MOVED and t.head == root and i in items]
    random.shuffle(choices)
    for index in choices:
        stretch = _stretch(items, _subtree(parse, index))
        if stretch is None or stretch[1] - stretch[0] < 2:
            continue
        start, end = stretch
        after = _text(parse, items[end]) if end < len(items) else "."
        moved = items[start:end]
        if start > 3 and after == ".":
            head = items[: start - 1] if _text(parse, items[start - 1]) == "," else items[:start]
            items[:] = [*moved, ",", *head, "."]
            return
        if start == 0 and after == ",":
            body = items[end + 1 :]
            body = body[:-1] if body and _text(parse, body[-1]) == "." else body
            items[:] = [*body, *moved, "."]
            return


def _spell(items: Items, parse: Parse, chance: float, random: Random) -> str:
    """Write the sentence, words changed. The first word of the old sentence loses its capital if it moved."""
    parts: list[str] = []
    for place, item in enumerate(items):
        if isinstance(item, str):
            parts.append(f" {item}" if item not in ",.;" else item)
            continue
        token = parse.tokens[item]
        text = token.text
        if _is_first_name(parse, item) and random.random() < chance:
            continue
        if random.random() < chance:
            text = _change_word(token, random)
        if item == 0 and place and token.pos not in ("PROPN",) and token.text != "I":
            text = text[:1].lower() + text[1:]
        space = item == 0 or parse.tokens[item - 1].end < token.start or (place and items[place - 1] != item - 1)
        parts.append((" " if space and text not in (",", ".", ";", ":", "'s", "’s", ")", "%") else "") + text)
    return "".join(parts).strip()


def _is_first_name(parse: Parse, index: int) -> bool:
    """A given name or a title in front of a surname: outlets differ in which they print."""
    tokens = parse.tokens
    if index + 1 >= len(tokens) or tokens[index].pos != "PROPN" or tokens[index + 1].name != "PERSON":
        return False
    following = index + 2 < len(tokens) and tokens[index + 2].name == "PERSON" and not tokens[index + 2].name_begin
    return tokens[index].name == "PERSON" and not tokens[index + 1].name_begin and not following


def _change_word(token: Token, random: Random) -> str:
    if token.text.isdigit() and int(token.text) < len(_NUMBERS):
        return str(_NUMBERS[int(token.text)])
    if token.text.casefold() in _NUMBERS:
        return str(_NUMBERS.index(token.text.casefold()))
    if token.name in ("PERSON", "ORG", "GPE", "DATE", "TIME", "FAC", "LAW") or token.pos == "PROPN":
        return token.text
    table = _TABLE.get(_POS.get(token.pos, ""), {})
    others = table.get(token.lemma.casefold())
    if not others:
        return token.text
    changed: str = random.choice(others.split("|")).replace("_", " ")
    if token.pos == "VERB":
        changed = _inflect(changed, token.tag)
    elif token.tag == "NNS":
        changed = _plural(changed)
    elif token.tag in ("JJR", "JJS", "RBR", "RBS"):
        return token.text
    return changed[:1].upper() + changed[1:] if token.text[:1].isupper() else changed


def _inflect(phrase: str, tag: str) -> str:
    verb, *rest = phrase.split(" ")
    if tag == "VBZ":
        verb = {"be": "is", "have": "has"}.get(verb) or _plural(verb)
    elif tag == "VBG":
        stem = verb[:-1] if verb.endswith("e") and verb not in ("be", "see", "flee", "agree", "foresee") else verb
        verb = ("ly" if verb == "lie" else stem) + "ing"
    elif tag == "VBD":
        known: str | None = _TABLE["participles"].get(verb)
        verb = known.split()[0] if known else _regular_past(verb)
    elif tag == "VBN":
        verb = _participle(verb)
    return " ".join([verb, *rest])


def _participle(verb: str) -> str:
    known: str | None = _TABLE["participles"].get(verb)
    return known.split()[1] if known else _regular_past(verb)


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def _plural(phrase: str) -> str:
    if phrase.endswith("s"):
        return phrase
    if phrase.endswith(("ch", "sh", "x", "z")):
        return f"{phrase}es"
    if phrase.endswith("y") and phrase[-2:-1] not in _VOWELS:
        return f"{phrase[:-1]}ies"
    return f"{phrase}s"


def _change_phrases(text: str, chance: float, random: Random) -> str:
    def change(match: re.Match[str]) -> str:
        if random.random() >= chance:
            return match.group()
        changed: str = random.choice(_TABLE["phrases"][match.group().casefold()].split("|"))
        return changed[:1].upper() + changed[1:] if match.group()[:1].isupper() else changed

    return _PHRASES.sub(change, text)


def _finish(text: str) -> str:
    text = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;")
    text = re.sub(r"([,.;])(?:\s*[,.;])+", r"\1", text)
    text = text[:1].upper() + text[1:]
    return text if text.endswith('."') else text.rstrip(".,") + "."


def make_lead(headline: str, random: Random) -> str:
    """Make a first sentence of a headline."""
    headline = headline.strip(" .")
    form: str = random.choice(_TABLE["leads"]["forms"])
    return _finish(form.format(headline))
