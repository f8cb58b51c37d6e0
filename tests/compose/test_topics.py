"""Issues of several parties that are one."""

import pytest

from variorum.compose.topics import Issue, group_issues, name_topic


def issue(text: str, *names: str, light: str = "", head: str = "", reverse: bool = False) -> Issue:
    words = frozenset(text.split())
    held = frozenset(names)
    return Issue(text, words | held, frozenset(light.split()) | held, held, head, reverse)


def groups_of(*issues: Issue, actors: str = "") -> list[list[int]]:
    return sorted(group_issues(issues, actors or "abcdefgh"[: len(issues)]))


def test_issues_that_share_their_telling_words_are_one() -> None:
    issues = [issue("join", "pact", "Borduria"), issue("join", "Borduria"), issue("dam river", "Borduria")]
    assert groups_of(*issues) == [[0, 1], [2]]


def test_to_join_one_pact_is_not_to_join_another() -> None:
    assert groups_of(issue("join", "Eastern Pact", "Borduria"), issue("join", "League", "Borduria")) == [[0], [1]]


def test_two_issues_that_share_a_party_alone_are_two() -> None:
    assert groups_of(issue("dam", "Borduria"), issue("troop", "Borduria")) == [[0], [1]]


def test_an_issue_much_like_one_of_a_group_goes_with_it() -> None:
    long = issue("join reclaim land lose", "pact", "Borduria")
    assert groups_of(long, issue("join", "pact", "Borduria"), issue("join", "Borduria")) == [[0, 1, 2]]


def test_a_bare_word_goes_with_the_one_fuller_issue_that_it_heads() -> None:
    full = issue("exchange prisoner border", head="exchange")
    other = issue("exchange student grant", head="exchange")
    assert groups_of(full, issue("exchange")) == [[0, 1]]
    assert groups_of(full, issue("exchange"), other) == [[0], [1], [2]], "which is meant is not known"
    assert groups_of(full, full, issue("exchange"), other) == [[0, 1, 2], [3]], "that of most parties"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_the_issues_changes_nothing(order: tuple[int, ...]) -> None:
    issues = [issue("court rule border"), issue("court border sea treaty"), issue("court rule border sea", light="sea")]
    found = groups_of(*(issues[i] for i in order))
    assert sorted(sorted(order[i] for i in group) for group in found) == [[0, 1, 2]]


def test_a_topic_is_named_as_most_name_it_and_not_by_its_reverse() -> None:
    issues = [issue("deal without Borduria", reverse=True), issue("deal Borduria"), issue("any deal with Borduria")]
    assert name_topic(issues, [9, 2, 1]) == ("deal Borduria", False)
    assert name_topic(issues[:1], [1]) == ("deal without Borduria", True)
