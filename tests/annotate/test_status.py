"""Whether what a sentence tells of happened: a probe of invented sentences, many in pairs (status_probe.tsv)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.annotate import annotate_article
from variorum.model.annotation import EventMention, ParsedSentence
from variorum.model.text import Article

HAPPENED = {"occurred", "ongoing"}
DID_NOT = {"not-occurred", "denied", "cancelled"}
Probe = list[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def probe(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Probe:
    """Give (word, status expected, status found, sentence) for each line; 'none' where no event is found."""
    found = []
    for line in (Path(__file__).parent / "status_probe.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, expected, sentence = line.split("\t")
        article = make_article(sentence, published="1995-06-14", published_basis="metadata")
        annotation = annotate_article(article, [s.parse for s in parse_article(article)])
        found.append((word, expected, _status(annotation.events, word), sentence))
    return found


def _status(events: tuple[EventMention, ...], word: str) -> str:
    by_word = [e.status for e in events if word == e.lemma] or [e.status for e in events if word == e.noun]
    return by_word[0] if by_word else "none"


def test_what_happened_is_never_told_as_what_did_not(probe: Probe) -> None:
    inverted = [p for p in probe if (p[1] in HAPPENED and p[2] in DID_NOT) or (p[1] in DID_NOT and p[2] in HAPPENED)]
    assert not inverted, inverted


def test_nine_of_ten_have_the_right_status(probe: Probe) -> None:
    wrong = [p for p in probe if p[1] != p[2]]
    assert len(probe) >= 300
    assert len(wrong) <= 0.1 * len(probe), wrong


def test_what_is_not_told_as_fact_is_rarely_taken_for_one(probe: Probe) -> None:
    taken = [p for p in probe if p[1] not in HAPPENED and p[2] in HAPPENED]
    assert len(taken) <= 0.03 * len(probe), taken
