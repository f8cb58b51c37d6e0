"""Which mentions are one entity: whatever the spelling, the office or the order of the articles."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from variorum.annotate.mentions import find_mentions
from variorum.model.annotation import Annotation, Mention, ParsedSentence
from variorum.model.record import Entity
from variorum.model.resolution import Entities
from variorum.model.text import Article
from variorum.resolve.entities import resolve_entities

Resolve = Callable[..., Entities]


@pytest.fixture(scope="session")
def resolve(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Resolve:
    def run(*texts: str) -> Entities:
        articles = [make_article(text, name=text[:20]) for text in texts]
        annotations = {}
        for article in articles:
            sentences = parse_article(article)
            annotations[article.id] = Annotation(article.id, sentences, find_mentions(article, sentences))
        return resolve_entities(articles, annotations)

    return run


def persons(entities: Entities) -> list[str]:
    return sorted(e.name for e in entities.table if e.kind == "person")


def entity(entities: Entities, name: str) -> Entity:
    found = [e for e in entities.table if e.name == name]
    assert len(found) == 1, (name, [e.name for e in entities.table])
    return found[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Karpensky", "Volodymyr Karpenskyy"),
        ("Sergey Molotkin", "Sergei Molotkin"),
        ("Mohammed Haddad", "Muhammad Haddad"),
        ("José Peñalver", "Jose Penalver"),
        ("Pavel V. Orlov", "Pavel Orlov"),
        ("Jean-Luc Ferrand", "Jean Luc Ferrand"),
        ("William Harker", "Bill Harker"),
    ],
)
def test_spellings_of_one_name_are_one_person(resolve: Resolve, one: str, other: str) -> None:
    entities = resolve(f"President {one} arrived on Monday.", f"President {other} left on Tuesday.")
    assert len(persons(entities)) == 1
    person = next(e for e in entities.table if e.kind == "person")
    assert {person.name, *person.aliases} == {one, other}
    assert person.judgements
    assert all(j.reason and 0 < j.score <= 1 for j in person.judgements)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Orlov", "Svetlana Orlova"),
        ("Tomas Arlen", "Peter Arlen"),
        ("Anna Kolt", "Hanna Holt"),
        ("Viktor Lebedev", "Viktoria Lebedeva"),
    ],
)
def test_two_persons_stay_two(resolve: Resolve, one: str, other: str) -> None:
    assert persons(resolve(f"{one} spoke on Monday.", f"{other} spoke on Tuesday.")) == sorted([one, other])


def test_a_surname_goes_to_the_person_of_its_article_then_of_the_record(resolve: Resolve) -> None:
    entities = resolve(
        "Tomas Arlen spoke on Monday. Arlen smiled.",
        "Peter Arlen spoke on Friday. Arlen wept.",
        "Foreign Minister Anna Kolt spoke.",
        "President Kolt said that she agreed.",
    )
    assert persons(entities) == ["Anna Kolt", "Peter Arlen", "Tomas Arlen"]
    assert len(entity(entities, "Tomas Arlen").mentions) == 2
    assert len(entity(entities, "Anna Kolt").mentions) == 2


def test_a_part_of_a_name_is_its_bearer(resolve: Resolve) -> None:
    entities = resolve("Daw San Mya Thiri spoke. Mya Thiri smiled. Saddar Hamid left. Saddar was tired.")
    assert len(persons(entities)) == 2


def test_one_person_of_two_offices_has_two_roles(resolve: Resolve) -> None:
    entities = resolve(
        "Senator Martin Holt spoke.",
        "U.S. Secretary of State Martin Holt left.",
        "Martin Holt, the secretary of state, ate.",
    )
    roles = entity(entities, "Martin Holt").roles
    assert [(r.title, r.organization, len(r.evidence)) for r in roles] == [
        ("Secretary of State", "United States", 2),
        ("Senator", None, 1),
    ]
    assert entity(entities, "Martin Holt").affiliation == entity(entities, "United States").id


def test_a_state_is_one_by_name_demonym_and_government(resolve: Resolve) -> None:
    entities = resolve(
        "Moscow said it would wait. Russian President Ivan Petrov agreed. The Kremlin was silent.",
        "Russia waited. The ministers met in Moscow.",
    )
    russia = entity(entities, "Russia")
    assert (russia.kind, russia.code, russia.aliases) == ("state", "RUS", ("Kremlin", "Moscow", "Russian"))
    moscow = entity(entities, "Moscow")
    assert (moscow.kind, moscow.affiliation) == ("place", russia.id)


def test_an_invented_state_is_one_with_its_demonym(resolve: Resolve) -> None:
    entities = resolve(
        "Vendian Foreign Minister Anna Kolt arrived.", "The president of Vendia, Tomas Arlen, and Vendia's army waited."
    )
    vendia = entity(entities, "Vendia")
    assert (vendia.kind, vendia.code) == ("state", None)
    assert "Vendian" in vendia.aliases
    assert entity(entities, "Anna Kolt").affiliation == vendia.id
    assert entity(entities, "Anna Kolt").roles[0].title == "Foreign Minister"
    assert entity(entities, "Anna Kolt").roles[0].organization == "Vendia"


def test_bodies_are_one_by_state_and_acronym(resolve: Resolve) -> None:
    entities = resolve(
        "Ukraine's military fired. The International Contact Group (ICG) met.",
        "The Ukrainian military fired again. The ICG met again.",
    )
    bodies = [e for e in entities.table if e.kind == "organization"]
    assert [len(e.mentions) for e in bodies] == [3, 2]
    assert bodies[0].aliases == ("ICG",)
    assert bodies[1].affiliation == entity(entities, "Ukraine").id


def test_places_lie_in_places(resolve: Resolve) -> None:
    entities = resolve("They met at Harrow Palace in Riyadh. The delegates stayed in Riyadh, Saudi Arabia.")
    assert entity(entities, "Harrow Palace").affiliation == entity(entities, "Riyadh").id
    assert entity(entities, "Riyadh").affiliation == entity(entities, "Saudi Arabia").id


def test_the_kind_is_decided_by_all_mentions(make_article: Callable[..., Article]) -> None:
    texts = ["Tolva spoke.", "Tolva left.", "Tolva fell."]
    kinds = ["person", "person", "organization"]
    articles = [make_article(text, name=text) for text in texts]
    annotations = {
        a.id: Annotation(a.id, (), (Mention(0, 5, "Tolva", "Tolva", kind, 0, 0, 0),))  # type: ignore[arg-type]
        for a, kind in zip(articles, kinds, strict=True)
    }
    table = resolve_entities(articles, annotations).table
    assert [(e.name, e.kind, len(e.mentions)) for e in table] == [("Tolva", "person", 3)]


def test_the_order_of_the_input_changes_nothing(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> None:
    texts = [
        "President Volodymyr Karpensky met Anna Kolt of the International Contact Group (ICG) in Kyiv.",
        "Karpenskyy, the Ukrainian president, left Kiev. Kolt stayed. The ICG was silent.",
        "Volodymyr Karpenskyy and V. Karpensky are one. Kyiv said so. Peter Kolt denied it.",
    ]
    articles = [make_article(text, name=f"{i}") for i, text in enumerate(texts)]
    annotations = {}
    for article in articles:
        sentences = parse_article(article)
        annotations[article.id] = Annotation(article.id, sentences, find_mentions(article, sentences))

    def run(order: Sequence[Article]) -> Entities:
        return resolve_entities(order, {a.id: annotations[a.id] for a in order})

    first = run(articles)
    for order in permutations(articles):
        assert run(order) == first
    assert set(first.of.values()) == {e.id for e in first.table if e.mentions} & set(first.of.values())
    for identity in first.of.values():
        assert any(e.id == identity for e in first.table)


def test_nothing_gives_nothing() -> None:
    assert resolve_entities([], {}) == Entities((), {})


def test_a_body_named_with_and_without_its_state_is_one(resolve: Resolve) -> None:
    entities = resolve("The Icelandic Coast Guard sent a ship.", "Ships of the Coast Guard left Reykjavik.")
    body = next(e for e in entities.table if e.kind == "organization")
    assert (body.name, body.aliases) == ("Icelandic Coast Guard", ("Coast Guard",))


def test_a_city_stands_for_the_government_that_sits_there_as_another_article_tells(resolve: Resolve) -> None:
    entities = resolve(
        "Vendian Foreign Minister Anna Kolt spoke in the Vendian capital, Port Sangpul. Vendia will vote.",
        "Port Sangpul has refused to sign. Flights from Port Sangpul were full.",
    )
    assert "Port Sangpul" in entity(entities, "Vendia").aliases
    place = next(e for e in entities.table if e.kind == "place" and e.name == "Port Sangpul")
    assert len(place.mentions) == 2


def test_a_city_of_which_nothing_is_told_stays_a_place(resolve: Resolve) -> None:
    entities = resolve(
        "Vendia's prime minister, Jo Brand, left Port Dolwen. Port Dolwen has refused to pay for the bridge."
    )
    assert {e.kind for e in entities.table if e.name == "Port Dolwen"} == {"place"}


def test_a_demonym_of_a_nations_things_makes_a_name_a_state(resolve: Resolve) -> None:
    entities = resolve("Oltara sent no rifles. Lorries wait at the Oltaran border since Monday, and Oltara protested.")
    oltara = entity(entities, "Oltara")
    assert oltara.kind == "state"
    assert "Oltaran" in oltara.aliases


def test_the_ministers_of_any_field_make_a_place_a_state(resolve: Resolve) -> None:
    entities = resolve(
        "Dorvan rejected the toll. Piet Amsel, Dorvan's forestry minister, said so in Geneva.",
        "The Dorvani forestry minister, Piet Amsel, left. Wood from Dorvan is cheap.",
    )
    dorvan = entity(entities, "Dorvan")
    assert dorvan.kind == "state"
    assert "Dorvani" in dorvan.aliases
    assert entity(entities, "Piet Amsel").affiliation == dorvan.id


def test_what_has_a_capital_is_no_person(resolve: Resolve) -> None:
    entities = resolve("Maria Bonita supports the pact and wants the fair for its capital, Solance.")
    assert entity(entities, "Maria Bonita").kind == "state"


def test_a_province_is_no_state(resolve: Resolve) -> None:
    entities = resolve("Rebels hold the Kolvar province. Kolvari officials fled, and Kolvar is calm.")
    assert not any(e.kind == "state" for e in entities.table)


def test_a_capital_stands_for_a_state_of_which_only_the_demonym_is_printed(resolve: Resolve) -> None:
    entities = resolve(
        "Farmers trust Harune, the Oltaran capital, no more. Harune offered on Friday to hold talks.",
        "Oltara's foreign minister arrived on Monday. Oltara waits.",
    )
    assert "Harune" in entity(entities, "Oltara").aliases


def test_offices_said_with_a_possessive_or_after_an_age_are_roles(resolve: Resolve) -> None:
    entities = resolve(
        "The clinic is full, its director, Arne Polk, said. Vera Mott, 41, an engineer who fled, is well. "
        "The president of the Chamber of Trade, Nadir Bell, protested."
    )
    titles = {e.name: [role.title for role in e.roles] for e in entities.table if e.kind == "person"}
    assert titles["Arne Polk"] == ["director"]
    assert titles["Vera Mott"] == ["engineer"]
    assert titles["Nadir Bell"][0].startswith("president")


def test_a_city_that_acts_where_one_state_is_named_stands_for_it(resolve: Resolve) -> None:
    entities = resolve(
        "Oltara's foreign minister left in May. People in Harune were glad.",
        "Oltara's foreign minister is ill. Harune has demanded a new treaty and rejects the old one.",
        "Dorvan's foreign minister was in Geneva. Harune is full of pilgrims, guides say.",
    )
    oltara = entity(entities, "Oltara")
    assert "Harune" in oltara.aliases
    assert entity(entities, "Harune").kind == "place"


def test_a_city_that_acts_near_two_states_stands_for_neither(resolve: Resolve) -> None:
    entities = resolve(
        "Oltara's foreign minister spoke of the treaty. Harune has demanded a new one.",
        "Dorvan's foreign minister spoke of the treaty. Harune has rejected it.",
    )
    assert all("Harune" not in e.aliases for e in entities.table if e.kind == "state")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Commander Ahmed Khorov", "Ahmet Horov"), ("President Matthis Roea", "Mathis Roia, the president")],
)
def test_looser_spellings_in_different_articles_are_one_person(resolve: Resolve, one: str, other: str) -> None:
    assert len(persons(resolve(f"{one} spoke on Monday.", f"{other}, spoke on Tuesday."))) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("Commander Ahmed Khorov met his cousin, Ahmet Horov, on Monday.",),
        ("President Matthis Roea spoke.", "Mathis Roia, the actor, spoke."),
        ("President Matthis Roea of Vendia spoke.", "President Mathis Roia of Dorvan spoke."),
        ("Minister Denis Orlov spoke.", "Minister Denise Orlova spoke."),
    ],
)
def test_looser_spellings_do_not_join_two_persons(resolve: Resolve, texts: tuple[str, ...]) -> None:
    assert len(persons(resolve(*texts))) == 2


@pytest.mark.parametrize(
    ("text", "reference", "name"),
    [
        (
            "Prime Minister Ada Brunn left. The head of government promised to return.",
            "head of government",
            "Ada Brunn",
        ),
        ("President Nils Rov spoke. The head of state was tired.", "head of state", "Nils Rov"),
        ("Forestry Minister Piet Amsel spoke. The minister was tired.", "minister", "Piet Amsel"),
    ],
)
def test_an_office_told_with_other_words_stands_for_its_holder(
    resolve: Resolve, text: str, reference: str, name: str
) -> None:
    mentions = {e.text for e in entity(resolve(text), name).mentions}
    assert any(mention.endswith(reference) for mention in mentions - {name})


def test_the_minister_is_nobody_where_two_were_named(resolve: Resolve) -> None:
    entities = resolve("Forestry Minister Piet Amsel met Health Minister Ada Brunn. The minister was tired.")
    assert not any(m.text.endswith("minister") for e in entities.table for m in e.mentions)


def test_the_words_beside_a_name_tell_a_place_from_a_body(resolve: Resolve) -> None:
    entities = resolve("Miners in the town of Skarr sang on Monday. Shares in Volkol, the shipping company, fell.")
    assert entity(entities, "Skarr").kind == "place"
    assert entity(entities, "Volkol").kind == "organization"


def test_an_office_that_another_article_prints_tells_who_is_meant(resolve: Resolve) -> None:
    entities = resolve(
        "Oltara waits. Prime Minister Ada Brunn spoke, and so did UN envoy Rita Holm.",
        "Ada Brunn met Rita Holm in Geneva. The Oltaran prime minister denied it when the envoy left. "
        "Oltara's parliament sat.",
    )
    assert "Oltaran prime minister" in {e.text for e in entity(entities, "Ada Brunn").mentions}
    assert "envoy" in {e.text for e in entity(entities, "Rita Holm").mentions}


def test_an_office_of_another_state_tells_of_nobody(resolve: Resolve) -> None:
    entities = resolve(
        "Dorvan's forestry minister, Piet Amsel, spoke. Dorvani forestry minister Piet Amsel left.",
        "Piet Amsel met guests in Geneva. The Oltaran forestry minister denied it. Oltara's parliament sat.",
    )
    assert {e.text for e in entity(entities, "Piet Amsel").mentions} == {"Piet Amsel"}


def test_the_north_is_the_state_of_its_article_that_begins_so(resolve: Resolve) -> None:
    talks = "He held talks with the North on Monday, and the North's envoy spoke."
    assert entity(resolve(f"North Korea received Peter Adams. {talks}"), "North Korea").aliases == ("North",)
    two = resolve(f"North Korea and North Macedonia received Peter Adams. {talks}")
    assert entity(two, "North").kind == "place"


def test_an_acronym_with_points_is_the_one_without(resolve: Resolve) -> None:
    entities = resolve("The D.N.C. sued on Monday.", "The DNC sued in Grauburg, and the DNC won.")
    assert entity(entities, "DNC").aliases == ("D.N.C.",)
