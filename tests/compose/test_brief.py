"""The brief: what it takes over from the accounts."""

from variorum.compose.brief import compose_brief
from variorum.model.findings import Comparison
from variorum.model.record import Cell, Claim, Reading, Synopsis, SynopsisRow
from variorum.model.text import Evidence

_TOLD = (
    "The ministers of Veldania and Kelmar agreed in Reykjavik on Monday to free the sailors.",
    "In Reykjavik the ministers of Kelmar and Veldania agreed on Monday that the sailors go free.",
    "A storm closed the harbour of Korsund for two nights and sank a trawler.",
)


def _comparison() -> Comparison:
    claims, rows = [], []
    for number, text in enumerate(_TOLD):
        evidence = (Evidence(f"art-{number}", 0, len(text), text),)
        reading = Reading(text, (f"art-{number}",), 1, evidence)
        claims.append(Claim(f"clm-{number}", "sto", "What is told?", (), "statement", "single", "", (reading,)))
        rows.append(SynopsisRow((f"clm-{number}",), (Cell(f"acc-{number}", f"art-{number}", evidence),)))
    return Comparison(tuple(claims), Synopsis("sto", tuple(rows)))


def test_a_sentence_that_says_the_same_again_gives_way() -> None:
    told = [sentence.text for sentence in compose_brief(_comparison(), 2).sentences]
    assert told == [_TOLD[0], _TOLD[2]]


def test_every_sentence_has_its_evidence() -> None:
    for sentence in compose_brief(_comparison(), 3).sentences:
        assert sentence.text in {e.text for e in sentence.evidence}
