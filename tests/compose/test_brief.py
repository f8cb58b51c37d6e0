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


def _comparison(told: tuple[str, ...] = _TOLD, starts: tuple[int, ...] = (0, 0, 0)) -> Comparison:
    claims, rows = [], []
    for number, (text, start) in enumerate(zip(told, starts, strict=True)):
        evidence = (Evidence(f"art-{number}", start, start + len(text), text),)
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


def test_what_stands_at_the_head_of_an_article_goes_before_what_stands_far_down() -> None:
    told = [s.text for s in compose_brief(_comparison(starts=(9_000, 0, 9_000)), 1).sentences]
    assert told == [_TOLD[1]]


def test_a_sentence_that_leans_on_the_one_before_it_gives_way() -> None:
    texts = ("Three of them were wounded when a vessel opened fire near the bank.", _TOLD[0])
    told = [s.text for s in compose_brief(_comparison(texts, (0, 0)), 1).sentences]
    assert told == [_TOLD[0]]


def test_a_plain_sentence_goes_before_one_that_says_how_to_feel_about_it() -> None:
    texts = ("In a stunning turn of events, Veldania and Kelmar agreed in Reykjavik to free the sailors.", _TOLD[2])
    told = [s.text for s in compose_brief(_comparison(texts, (0, 0)), 1).sentences]
    assert told == [_TOLD[2]]


def test_the_news_of_all_heads_goes_before_what_one_of_them_adds() -> None:
    heads = (
        "A storm closed the harbour of Korsund for two nights and sank a trawler.",
        "Envoys met the ministers in Reykjavik and agreed to free the sailors.",
        "The sailors will go free, ministers said after a night in Reykjavik.",
    )
    told = [s.text for s in compose_brief(_comparison(heads), 1).sentences]
    assert told == [heads[1]]


def test_what_only_points_at_the_news_gives_way() -> None:
    texts = ("The ministers of Veldania and Kelmar announced it in Reykjavik after a long night of talks.", _TOLD[2])
    told = [s.text for s in compose_brief(_comparison(texts, (0, 0)), 1).sentences]
    assert told == [_TOLD[2]]
