"""What is no political news, or hardly a text, gives no crash and no invented events."""

from collections.abc import Callable

import pytest

from variorum.annotate import annotate_article
from variorum.model.annotation import Annotation, ParsedSentence
from variorum.model.text import Article

Read = Callable[[str], Annotation]
CONFLICT = {"ASSAULT", "PROTEST", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"}


@pytest.fixture
def read(make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]) -> Read:
    def run(text: str) -> Annotation:
        article = make_article(text, published="1995-06-14", published_basis="metadata")
        return annotate_article(article, [s.parse for s in parse_article(article)])

    return run


def test_a_sentence_of_two_thousand_words_is_read(read: Read) -> None:
    text = "The envoy said that " + "the road past the mill was long and " * 285 + "the night was cold."
    assert len(text.split()) > 2000
    annotation = read(text)
    assert not [e for e in annotation.events if e.type in CONFLICT]


def test_a_list_of_five_hundred_names_has_no_events(read: Read) -> None:
    first, last = ("Anna", "Bela", "Ciro", "Dana", "Egon"), ("Moravec", "Lindahl", "Okafor", "Tanaka", "Ferrante")
    names = [f"{first[i % 5]} {last[i // 5 % 5]}{'berg' * (i // 25 % 2)} {i // 50 + 1}" for i in range(500)]
    annotation = read("Present were " + ", ".join(names) + ".")
    assert annotation.events == ()


@pytest.mark.parametrize(
    "text",
    [
        "Harwick beat Northolt 3-1 on Saturday. Lindqvist scored twice before the break and Moreau headed the third.",
        "Bruns won the second set 6-4 after losing the first. She plays Okafor in the final on Sunday.",
        "The striker, who joined the club in May, missed a penalty in the last minute.",
        "Shares of Orvel Motors rose 4 percent. The index closed 31 points higher at 4,120.",
        "The crown slipped to 7.31 against the dollar. Bond yields were little changed and copper fell 2 percent.",
        "Mix the flour with two eggs and leave it to rest for an hour. Serve the soup hot.",
    ],
)
def test_sport_markets_and_recipes_have_no_conflict(read: Read, text: str) -> None:
    annotation = read(text)
    assert not [(e.type, e.lemma) for e in annotation.events if e.type in CONFLICT]


def test_a_headline_in_capitals_has_the_event_of_its_text(read: Read) -> None:
    annotation = read("RURITANIA EXPELS TWO DIPLOMATS\n\nRuritania expelled two diplomats of Grauburg on Monday.\n")
    told = [e for e in annotation.events if e.type == "SANCTION" or e.lemma == "expel"]
    assert told
    assert all(e.status == "occurred" for e in told)


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte am Montag, die Gespräche seien verschoben worden. Er lehnte jede Stellungnahme ab.",
        "Le ministre a déclaré lundi que les pourparlers avaient été reportés et que la frontière resterait fermée.",
        "Министр заявил в понедельник, что переговоры отложены.",
        "部长星期一表示，会谈已经推迟。",
        "قال الوزير يوم الاثنين إن المحادثات تأجلت.",
    ],
)
def test_what_is_not_english_has_no_invented_events(read: Read, text: str) -> None:
    assert not [(e.type, e.lemma) for e in read(text).events if e.type]


@pytest.mark.parametrize(
    "text", ["“" * 400, "(" * 3000, "a" * 20000, "?! " * 500, "\n\n- - -\n\n", "\u202e\u0000\ufffd"]
)
def test_what_is_no_text_is_no_crash(read: Read, text: str) -> None:
    assert not [e for e in read(text).events if e.type in CONFLICT]
