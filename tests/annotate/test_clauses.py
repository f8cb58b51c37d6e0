"""Clauses and their mood, as other stages rely on them: who does what to whom, and whether it is so."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.clauses import Tree, coordinated, extent, find_clause, find_verbs, read_tree, subtree
from variorum.annotate.conditions import find_conditions
from variorum.annotate.mood import Clause, read_clause
from variorum.language.parser import Parser
from variorum.model.annotation import Parse, Token

Read = Callable[[str, str], tuple[Tree, Clause]]


@pytest.fixture(scope="session")
def read(loaded_parser: Parser) -> Read:
    def read(sentence: str, verb: str) -> tuple[Tree, Clause]:
        (parse,) = loaded_parser.parse([sentence])
        tree = read_tree(parse)
        index = next(i for i, token in enumerate(tree.tokens) if token.text == verb)
        return tree, read_clause(tree, index)

    return read


def words(tree: Tree, indices: tuple[int, ...]) -> list[str]:
    return [tree.tokens[i].text for i in indices]


def text(tree: Tree, bounds: tuple[int, int]) -> str:
    return " ".join(words(tree, tuple(range(bounds[0], bounds[1] + 1))))


@pytest.mark.parametrize(
    ("sentence", "verb", "agents", "objects"),
    [
        ("Syldavia rejected the accord.", "rejected", ["Syldavia"], ["accord"]),
        ("The accord was rejected by Ottokar and the parliament.", "rejected", ["Ottokar", "parliament"], ["accord"]),
        ("Ministers agreed to restore staffing and form a team.", "form", ["Ministers"], ["team"]),
        ("Ministers agreed to restore embassy staffing, form a team, and meet again.", "form", ["Ministers"], ["team"]),
        ("Syldavia asked Borduria to release the prisoners.", "release", ["Borduria"], ["prisoners"]),
        ("The minister, who signed the pact on Friday, left the city.", "signed", ["minister"], ["pact"]),
        ("The minister left the city, stating that talks would resume.", "stating", ["minister"], []),
        ("The deal that Syldavia rejected in May will be discussed.", "rejected", ["Syldavia"], ["deal"]),
        ("The treaty, signed by both countries in 1995, lapsed.", "signed", ["countries"], ["treaty"]),
        ("Syldavia's decision to withdraw angered the army.", "withdraw", ["Syldavia"], []),
    ],
)
def test_who_does_what_to_whom(read: Read, sentence: str, verb: str, agents: list[str], objects: list[str]) -> None:
    tree, clause = read(sentence, verb)
    assert words(tree, clause.agents) == agents
    if objects:
        assert words(tree, clause.objects) == objects


@pytest.mark.parametrize(
    ("sentence", "verb", "negated"),
    [
        ("The envoy signed the treaty.", "signed", False),
        ("The envoy didn't sign the treaty.", "sign", True),
        ("The envoy never signed the treaty.", "signed", True),
        ("The envoy failed to sign the treaty.", "sign", True),
        ("The envoy refused to sign the treaty.", "sign", True),
        ("The envoy did not fail to sign the treaty.", "sign", False),
        ("Neither side has agreed to a truce.", "agreed", True),
        ("No treaty was signed.", "signed", True),
        ("The talks ended without reaching an agreement.", "reaching", True),
        ("The talks ended without reaching an agreement.", "ended", False),
        ("The army denied having shelled the town.", "shelled", True),
        ("Ottokar neither confirmed nor denied the report.", "denied", True),
        ("They did not meet or talk.", "talk", True),
        ("Ottokar did not say that the envoys had left.", "left", False),
        ("Borduria has not decided whether to attend the summit.", "attend", False),
        ("Borduria not only signed the pact but praised it.", "signed", False),
    ],
)
def test_negation(read: Read, sentence: str, verb: str, negated: bool) -> None:
    assert read(sentence, verb)[1].negated is negated


@pytest.mark.parametrize(
    ("sentence", "verb", "modalities"),
    [
        ("Borduria signed the pact.", "signed", ()),
        ("Borduria will sign the pact.", "sign", ("future",)),
        ("Borduria is going to sign the pact.", "sign", ("future",)),
        ("Borduria plans to sign the pact.", "sign", ("future",)),
        ("The visit is to be postponed.", "postponed", ("future",)),
        ("Ottokar said that talks would resume.", "resume", ("future",)),
        ("Borduria would sign the pact if it were paid.", "sign", ("would",)),
        ("Borduria might sign the pact.", "sign", ("possible",)),
        ("Ottokar said Borduria must leave the valley.", "leave", ("obligation",)),
        ("Syldavia asked Borduria to release the prisoners.", "release", ("requested",)),
        ("Syldavia demanded that Borduria release the prisoners.", "release", ("requested",)),
        ("Both sides agreed to restore staffing and form a team.", "form", ("promised",)),
        ("Borduria tried to sign the pact.", "sign", ("attempted",)),
        ("He asked if the envoys had met.", "met", ()),
    ],
)
def test_modality(read: Read, sentence: str, verb: str, modalities: tuple[str, ...]) -> None:
    assert read(sentence, verb)[1].modalities == modalities


@pytest.mark.parametrize(
    ("sentence", "verb", "condition"),
    [
        ("He would accept the plan only if Borduria withdrew.", "accept", "only if Borduria withdrew"),
        ("Unless sanctions are lifted, the port will not reopen.", "reopen", "Unless sanctions are lifted"),
        ("The port will reopen as long as the truce holds.", "reopen", "as long as the truce holds"),
        ("Borduria offered to withdraw in exchange for grain.", "withdraw", "in exchange for grain"),
        ("Borduria will sign provided that the ships return.", "sign", "provided that the ships return"),
        ("He asked if the envoys had met.", "asked", None),
        ("Borduria will sign even if the ships stay.", "sign", None),
    ],
)
def test_condition(read: Read, sentence: str, verb: str, condition: str | None) -> None:
    tree, clause = read(sentence, verb)
    found = text(tree, clause.condition) if clause.condition else None
    assert found == condition


def test_questions_are_not_told(read: Read) -> None:
    assert read("Will Borduria attend the summit?", "attend")[1].question
    assert read("He asked whether the envoys had met.", "met")[1].question
    assert not read("He asked whether the envoys had met.", "asked")[1].question


def test_clause_leaves_out_what_is_joined_to_it(read: Read) -> None:
    tree, clause = read("Syldavia rejected the plan and Borduria accepted it.", "rejected")
    assert text(tree, (clause.first, clause.last)) == "Syldavia rejected the plan"


TOKENS = st.lists(
    st.tuples(
        st.sampled_from(["if", "only", "not", "rule", "out", "sign", "to", "who", ",", "\n", "Ottokar"]),
        st.sampled_from(["VB", "VBD", "VBN", "VBG", "NN", "NNP", "IN", "TO", "WP", ",", "MD"]),
        st.sampled_from(["nsubj", "ROOT", "conj", "xcomp", "ccomp", "acl", "relcl", "prep", "pcomp", "aux", "advcl"]),
        st.integers(-1, 12),
    ),
    min_size=1,
    max_size=12,
)


@given(TOKENS)
def test_any_tree_is_read_without_error(rows: list[tuple[str, str, str, int]]) -> None:
    """Heads may form circles or lie outside: nothing raises, and bounds lie within the sentence."""
    tokens = tuple(
        Token(i * 10, i * 10 + len(word), word, word, tag, "X", dep, head)
        for i, (word, tag, dep, head) in enumerate(rows)
    )
    tree = read_tree(Parse("", tokens))
    find_conditions(tree)
    for index in range(len(tokens)):
        assert index in subtree(tree, index)
        assert index in coordinated(tree, index)
        first, last = extent(tree, index)
        assert 0 <= first <= index <= last < len(tokens)
    for verb in find_verbs(tree):
        clause = read_clause(tree, verb)
        assert (clause.first, clause.last) == find_clause(tree, verb)
