"""Events across articles, on invented stories: what is one event, what is not, and its fields."""

from collections.abc import Callable, Sequence

import pytest

from variorum.annotate import annotate_article
from variorum.model.annotation import ParsedSentence
from variorum.model.record import Account, Event, Story
from variorum.model.resolution import Lineage
from variorum.model.text import Article
from variorum.resolve import resolve_entities, resolve_events

Resolve = Callable[..., Sequence[Event]]


@pytest.fixture
def resolve(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Resolve:
    def run(*texts: str, backwards: bool = False) -> Sequence[Event]:
        articles = [
            make_article(text, name=f"{n}.txt", published="1995-06-14", published_basis="metadata")
            for n, text in enumerate(texts)
        ]
        if backwards:
            articles.reverse()
        annotations = [annotate_article(a, [s.parse for s in parse_article(a)]) for a in articles]
        entities = resolve_entities(articles, {a.article: a for a in annotations})
        accounts = tuple(
            Account(f"acc-{n}", (a.id,), a.id, "") for n, a in enumerate(sorted(articles, key=lambda a: a.id))
        )
        story = Story("sto-1", "", tuple(a.id for a in articles), None, None)
        return resolve_events(articles, annotations, entities, [story], Lineage((), accounts)).table

    return run


def with_type(events: Sequence[Event], type_name: str) -> list[Event]:
    return [e for e in events if e.type == type_name]


def test_two_accounts_of_one_meeting_are_one_event_with_both_accounts(resolve: Resolve) -> None:
    events = resolve(
        "Ana Lopez of Spain met Jean Moreau of France in Lisbon on Tuesday.",
        "Jean Moreau met Ana Lopez on Tuesday in Lisbon, his office said.",
    )
    meetings = with_type(events, "CONSULT")
    assert [m.accounts for m in meetings] == [2]
    assert meetings[0].date is not None
    assert meetings[0].date.from_date == "1995-06-13"


def test_an_article_may_have_the_wrong_day(resolve: Resolve) -> None:
    events = resolve(
        "The talks between France and Spain in Lisbon on Tuesday lasted nine hours.",
        "The talks between France and Spain in Lisbon on Monday lasted nine hours.",
    )
    assert [e.accounts for e in with_type(events, "CONSULT")] == [2]


def test_what_did_not_happen_is_another_event_than_what_did(resolve: Resolve) -> None:
    events = resolve("France attacked the port of Spain.", "France denied that it had attacked the port of Spain.")
    assert sorted(e.status for e in with_type(events, "ASSAULT")) == ["denied", "occurred"]


def test_meetings_of_other_parties_are_other_events(resolve: Resolve) -> None:
    events = resolve("France and Spain held talks on Tuesday.", "Kenya and Ghana held talks on Tuesday.")
    assert len(with_type(events, "CONSULT")) == 2


def test_a_visit_is_one_whatever_its_fate(resolve: Resolve) -> None:
    events = resolve(
        "President Jean Moreau postponed his visit to Spain until May.",
        "President Jean Moreau cancelled his visit to Spain.",
    )
    visits = [e for e in events if any("visit" in v.text for v in e.evidence)]
    assert [v.accounts for v in visits] == [2]


def test_the_talks_of_an_article_are_one_event(resolve: Resolve) -> None:
    events = resolve("France and Spain held talks in Lisbon. The talks were hard. Both called the talks useful.")
    assert len(with_type(events, "CONSULT")) == 1


def test_the_order_of_the_articles_changes_nothing(resolve: Resolve) -> None:
    texts = ("Spain arrested two sailors on Monday.", "France criticized Spain for arresting two sailors.")
    assert resolve(*texts) == resolve(*texts, backwards=True)


def test_a_verb_and_the_noun_made_of_it_tell_of_one_event(resolve: Resolve) -> None:
    events = resolve(
        "Borduria invaded the valley of Syldavia on Monday.",
        "The invasion of the valley of Syldavia by Borduria on Monday was over in hours.",
    )
    assert [e.accounts for e in with_type(events, "ASSAULT")] == [2]


def test_talks_that_have_one_party_in_common_are_two_events(resolve: Resolve) -> None:
    events = resolve("France and Spain held talks on Tuesday.", "Spain and Kenya held talks on Tuesday.")
    assert len(with_type(events, "CONSULT")) == 2


def test_accounts_that_tell_of_one_event_by_other_words_are_one_event(resolve: Resolve) -> None:
    events = resolve(
        "Rebels of the Northern Front seized the port of Ossen in Veldania on Monday after two days of fighting.",
        "Rebels of the Northern Front captured the port of Ossen in Veldania on Monday after two days of fighting.",
    )
    assert max(e.accounts for e in events if "port of Ossen" in e.label) == 2


def test_the_next_meeting_is_not_the_one_that_was_held(resolve: Resolve) -> None:
    events = resolve(
        "Ministers of Spain and France held a conference in Lisbon on Tuesday.",
        "The next conference of Spain and France will be held in Rome in October.",
    )
    assert len([e for e in events if "conference" in e.label]) == 2


def test_a_visit_that_was_moved_has_the_new_date(resolve: Resolve) -> None:
    events = resolve(
        "President Ana Lopez of Spain will visit France on Friday, her office said.",
        "The visit of President Ana Lopez of Spain to France was postponed to 6 July, her office said.",
        "The visit of President Ana Lopez of Spain to France was postponed, her office said.",
    )
    visits = [e for e in events if "visit" in e.label and e.accounts > 1]
    assert [e.date.from_date for e in visits if e.date] == ["1995-07-06"]


def test_an_assault_that_was_called_off_is_not_the_attack_that_took_place(resolve: Resolve) -> None:
    events = resolve(
        "Rebels attacked the pumping station at Tarvo on Monday.",
        "The assault on the pumping station at Tarvo was called off when an envoy arrived.",
        "Rebels attacked the pumping station at Tarvo on Monday.",
    )
    assert sorted((e.status, e.accounts) for e in with_type(events, "ASSAULT")) == [("cancelled", 1), ("occurred", 2)]
