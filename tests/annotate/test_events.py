"""Events: type, status, parties, in invented sentences."""

from collections.abc import Callable

import pytest

from variorum.annotate import annotate_article
from variorum.model.annotation import Annotation, EventMention, ParsedSentence
from variorum.model.text import Article


@pytest.fixture
def annotate(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Callable[[str], Annotation]:
    def run(text: str) -> Annotation:
        article = make_article(text, published="1995-06-14", published_basis="metadata")
        return annotate_article(article, [s.parse for s in parse_article(article)])

    return run


def told(annotation: Annotation) -> list[tuple[str, str, str]]:
    return [(e.type, e.status, e.noun or e.lemma) for e in annotation.events]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("France attacked Spain.", ("ASSAULT", "occurred", "attack")),
        ("France did not attack Spain.", ("ASSAULT", "not-occurred", "attack")),
        ("France denied that it had attacked Spain.", ("ASSAULT", "denied", "attack")),
        ("France would attack Spain if it closed the border.", ("ASSAULT", "conditional", "attack")),
        ("The two governments failed to agree on fishing rights.", ("AGREE", "not-occurred", "agree")),
        ("France will meet Spanish officials on Monday.", ("AGREE", "planned", "meet")),
        ("The president postponed his visit to Madrid until May.", ("CONSULT", "planned", "visit")),
        ("The president cancelled his visit to Madrid.", ("REJECT", "cancelled", "visit")),
        ("Spain called for talks with France.", ("CONSULT", "proposed", "talks")),
        ("The two countries signed a treaty in Lisbon.", ("SUPPORT", "occurred", "treaty")),
        ("France and Spain held talks in Lisbon.", ("CONSULT", "occurred", "talks")),
        ("No meeting was held.", ("CONSULT", "not-occurred", "meeting")),
        ("Did France attack Spain?", ("ASSAULT", "unclear", "attack")),
        ("French police arrested 14 sailors.", ("COERCE", "occurred", "arrest")),
        ("Spain imposed sanctions on France.", ("COERCE", "occurred", "sanction")),
        ("Spain cut off aid to France.", ("SANCTION", "occurred", "cut")),
        ("Fishermen blocked the harbour of Calais.", ("PROTEST", "occurred", "block")),
        ("The navy blocked the harbour of Calais.", ("COERCE", "occurred", "block")),
        ("The pope called on both countries to keep the peace.", ("REQUEST", "occurred", "call")),
        ("Spain threatened to close the border if France sent ships.", ("THREATEN", "occurred", "threaten")),
        ("Spain threatened to close the border if France sent ships.", ("COERCE", "conditional", "close")),
        ("Spain freed six sailors in exchange for two pilots.", ("RETREAT", "occurred", "free")),
        ("Spain would give back the licences if France withdrew its ships.", ("CONCEDE", "conditional", "give")),
        ("Spain let the six sailors go.", ("RETREAT", "occurred", "let")),
        ("Teachers went on strike in Lisbon.", ("PROTEST", "occurred", "strike")),
        ("Spain opened an investigation into the fire.", ("ACCUSE", "ongoing", "investigation")),
        ("France and Spain held joint exercises near Malta.", ("COOPERATE", "occurred", "exercise")),
        ("Spain gave Portugal 20 million euros.", ("AID", "occurred", "give")),
        ("Spain suspended the sanctions on France.", ("RETREAT", "occurred", "sanction")),
        ("Spain lifted its sanctions on France.", ("RETREAT", "occurred", "sanction")),
        ("Both armies began a ceasefire at dawn.", ("RETREAT", "occurred", "ceasefire")),
        ("The raid on the depot was called off.", ("ASSAULT", "cancelled", "raid")),
        ("The teachers threatened a walkout but called it off.", ("PROTEST", "cancelled", "walkout")),
        ("The king's visit to Lisbon is now to take place on July 4.", ("CONSULT", "planned", "visit")),
        ("Spain voted against the treaty.", ("REJECT", "occurred", "vote")),
        ("Spain will sign on Friday if France does.", ("SUPPORT", "conditional", "sign")),
        ("Spain will let the sailors go if France pays.", ("CONCEDE", "conditional", "let")),
        ("Spain wants to send nurses provided that the truce holds.", ("RETREAT", "conditional", "truce")),
        ("As soon as France opens the border, Spain will send fuel.", ("AID", "conditional", "send")),
        ("Spain demands that the ship be returned.", ("RETREAT", "proposed", "return")),
        ("The delegates left the hall in protest.", ("PROTEST", "occurred", "protest")),
    ],
)
def test_an_event_has_its_type_and_its_status(
    annotate: Callable[[str], Annotation], sentence: str, event: tuple[str, str, str]
) -> None:
    assert event in told(annotate(sentence))


@pytest.mark.parametrize(
    ("sentence", "status", "label"),
    [
        ("The toll begins on September 1.", "planned", "The toll begins on September 1"),
        ("France rejected a tour of Spain that was planned for July 3.", "planned", "tour of Spain that was planned"),
        (
            "The envoy said that the ferries were going to start on 2 July.",
            "planned",
            "the ferries were going to start",
        ),
    ],
)
def test_what_is_dated_after_the_article_is_to_come_and_says_what(
    annotate: Callable[[str], Annotation], sentence: str, status: str, label: str
) -> None:
    told = [e for e in annotate(sentence).events if e.time is not None]
    assert [e.status for e in told] == [status]
    assert label in sentence[told[0].clause.start : told[0].clause.end]


def parties(annotation: Annotation, event: EventMention) -> tuple[set[str], set[str]]:
    names = [m.name for m in annotation.mentions]
    return {names[i] for i in event.actors}, {names[i] for i in event.recipients}


def test_the_passive_is_turned_round(annotate: Callable[[str], Annotation]) -> None:
    annotation = annotate("Spain was attacked by France.")
    assert parties(annotation, annotation.events[0]) == ({"France"}, {"Spain"})


def test_in_a_joint_meeting_all_are_actors(annotate: Callable[[str], Annotation]) -> None:
    annotation = annotate("Foreign Minister Ana Lopez met with President Jean Moreau in Lisbon on Tuesday.")
    event = next(e for e in annotation.events if e.type == "CONSULT")
    assert parties(annotation, event)[0] == {"Ana Lopez", "Jean Moreau"}
    assert [annotation.mentions[p].name for p in event.places] == ["Lisbon"]
    assert event.time is not None
    assert annotation.times[event.time].from_date == "1995-06-13"


def test_a_pronoun_stands_for_the_subject_before_it(annotate: Callable[[str], Annotation]) -> None:
    annotation = annotate("President Jean Moreau was angry. In protest, he postponed his visit to Madrid until May 10.")
    event = next(e for e in annotation.events if e.fate == "postponed")
    assert parties(annotation, event)[0] == {"Jean Moreau"}


@pytest.mark.parametrize("sentence", ["He left in protest.", "Shares rose 3 percent on Tuesday.", "The team won 3-1."])
def test_what_is_no_event_is_not_made_one(annotate: Callable[[str], Annotation], sentence: str) -> None:
    assert not [e for e in told(annotate(sentence)) if e[0]]


def test_an_event_in_a_quotation_is_according_to_its_speaker(annotate: Callable[[str], Annotation]) -> None:
    annotation = annotate("“France attacked our port,” Foreign Minister Ana Lopez said.")
    event = next(e for e in annotation.events if e.type == "ASSAULT")
    assert event.according_to is not None
    speaker = annotation.quotations[event.according_to].speaker
    assert speaker is not None
    assert annotation.mentions[speaker].name == "Ana Lopez"


def test_what_bears_a_date_is_an_event_although_no_word_names_its_type(annotate: Callable[[str], Annotation]) -> None:
    annotation = annotate("The ferries will sail to Cadiz again on June 20, the minister said on Monday.")
    event = next(e for e in annotation.events if e.lemma == "sail")
    assert (event.type, event.status) == ("", "planned")
    assert event.time is not None
    assert annotation.times[event.time].from_date == "1995-06-20"
    assert "say" not in [e.lemma for e in annotation.events]
