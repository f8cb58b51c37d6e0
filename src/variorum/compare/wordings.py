"""In which words: claims on utterances that more than one article renders."""

from collections import defaultdict
from collections.abc import Iterator

from variorum.compare.scope import Scope
from variorum.compare.verdict import Compare, Relation, Witness, make_claim
from variorum.compare.wording import quote, say_name
from variorum.language.lexicon import read_toml
from variorum.model.record import Claim, Quoted

_SAME_WORDS = 0.7  # share of the longer wording's words in both, from which two wordings are alike


def find_wording_claims(scope: Scope) -> Iterator[Claim]:
    """Give a claim for each utterance of which two articles of the story give a wording."""
    quotations: dict[str, list[Quoted]] = defaultdict(list)
    run = scope.run
    for _, quoted in sorted((q for a in scope.articles for q in run.quotations.get(a, ())), key=lambda q: q[0]):
        quotations[quoted.utterance].append(quoted)
    for identity, group in sorted(quotations.items()):
        utterance = run.utterances[identity]
        if len({q.evidence.article for q in group}) < 2:
            continue
        speaker = say_name(scope, utterance.speaker) if utterance.speaker is not None else "the speaker"
        fullest = next((q for q in group if q.id == utterance.fullest), group[0])
        question = f"In which words did {speaker} say “{quote(fullest.evidence.text, 80)}”?"
        witnesses = [Witness(_value(q), q.evidence.article, q.evidence) for q in group]
        about = [utterance.speaker] if utterance.speaker else []
        yield make_claim(scope, "wording", question, about, witnesses, _compare_in({_value(q): q for q in group}))


def _value(quoted: Quoted) -> str:
    words = " ".join(quoted.evidence.text.split())
    return f"“{words}”" if quoted.kind == "direct" else words


def _compare_in(quotations: dict[str, Quoted]) -> Compare:
    def compare(first: str, second: str) -> tuple[Relation, str]:
        return compare_wordings(quotations[first], quotations[second])

    return compare


def compare_wordings(first: Quoted, second: Quoted) -> tuple[Relation, str]:
    """Say whether one wording is cut from the other, reworded, or says the opposite (another number of negations)."""
    one, two = _words(first.evidence.text), _words(second.evidence.text)
    short, long = sorted((one, two), key=len)
    cut = f" {' '.join(short)} " in f" {' '.join(long)} "
    if not cut and len(set(one) & set(two)) > _SAME_WORDS * len(set(long)):
        if _negations(one) != _negations(two):
            return "conflict", "the same words with and without a negation"
        if _numbers(one) and _numbers(two) and _numbers(one) != _numbers(two):
            return "conflict", "the same words with other numbers"
    if cut and first.kind == second.kind == "direct":
        return "compatible", "one is cut from the other"
    return "compatible", "the same in other words"


def _words(text: str) -> list[str]:
    words = ("".join(c for c in word if c.isalnum() or c == "'") for word in text.lower().replace("’", "'").split())
    return [word for word in words if word]


def _negations(words: list[str]) -> int:
    negators = read_toml("clauses")["negators"]
    return sum(w in negators or w.endswith("n't") for w in words) % 2


def _numbers(words: list[str]) -> frozenset[str]:
    names = read_toml("numbers")["number_words"].split()
    return frozenset(w for w in words if w.isdigit() or w in names)
