"""Who did what a word tells of, and to whom, where the grammar says it far from the word."""

from collections.abc import Callable

import pytest

from variorum.model.annotation import ParsedSentence
from variorum.model.text import Article
from variorum.resolve.event_roles import find_roles

Roles = Callable[[str, str], dict[str, list[str]]]


@pytest.fixture(scope="session")
def roles(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Roles:
    def run(text: str, word: str) -> dict[str, list[str]]:
        parse = parse_article(make_article(text))[0].parse
        found = find_roles(parse, next(i for i, t in enumerate(parse.tokens) if t.text == word))
        return {
            "agents": [parse.tokens[i].text for i in found.agents],
            "patients": [parse.tokens[i].text for i in found.patients],
        }

    return run


@pytest.mark.parametrize(
    ("text", "word", "agents", "patients"),
    [
        ("Rebels seized the bridge on Monday.", "seized", ["Rebels"], ["bridge"]),
        ("The bridge was seized by rebels on Monday.", "seized", ["rebels"], ["bridge"]),
        ("The seizure of the bridge by rebels shocked the town.", "seizure", ["rebels"], ["bridge"]),
        ("The rebels who seized the bridge fled on Monday.", "seized", ["rebels"], ["bridge"]),
        ("The bridge seized on Monday was reopened.", "seized", [], ["bridge"]),
        ("The rebels fled on Monday, leaving their weapons.", "leaving", ["rebels"], ["weapons"]),
        ("The rebels attacked the town and seized the bridge.", "seized", ["rebels"], ["bridge"]),
        ("It rained.", "rained", ["It"], []),
    ],
)
def test_who_did_it_to_what(roles: Roles, text: str, word: str, agents: list[str], patients: list[str]) -> None:
    assert roles(text, word) == {"agents": agents, "patients": patients}
