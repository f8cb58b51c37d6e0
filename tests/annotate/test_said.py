"""What is an act of speech, and what is only wanted, planned or done: both are marked, one is an utterance."""

from collections.abc import Callable

import pytest

from variorum.annotate.mentions import find_mentions
from variorum.annotate.quotations import find_quotations
from variorum.model.annotation import ParsedSentence
from variorum.model.text import Article


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mayor Irena Kolb said that the docks would open in spring.", True),
        ("Mayor Irena Kolb promised to open the docks in spring.", True),
        ("According to Mayor Irena Kolb, the docks will open in spring.", True),
        ("Mayor Irena Kolb believes that the docks will open in spring.", True),
        ("Mayor Irena Kolb called the strike reckless.", True),
        ("Mayor Irena Kolb decided to “reopen the docks at once”.", True),
        ("Mayor Irena Kolb decided to abstain.", False),
        ("Mayor Irena Kolb hopes to abstain.", False),
        ("Mayor Irena Kolb welcomed the decision.", False),
    ],
)
def test_only_what_was_said_is_an_act_of_speech(
    make_article: Callable[..., Article],
    parse_article: Callable[[Article], tuple[ParsedSentence, ...]],
    text: str,
    said: bool,
) -> None:
    article = make_article(f"The harbour council of Port Velde met on Tuesday. {text}")
    sentences = parse_article(article)
    quotations = find_quotations(article, sentences, find_mentions(article, sentences))
    assert [q.said for q in quotations] == [said] * len(quotations)
    assert quotations or not said
