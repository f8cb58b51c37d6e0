"""What a reader gets: one utterance for one act of speech, however it was cut, reworded or turned indirect."""

from collections.abc import Callable, Sequence

import pytest

from variorum.annotate.quotations import find_quotations
from variorum.language.encoder import Encoder
from variorum.model.annotation import Annotation, Mention, ParsedSentence
from variorum.model.ids import content_id
from variorum.model.resolution import Entities, Utterances
from variorum.model.text import Article
from variorum.resolve.utterances import resolve_utterances

NAMES = ("Anna Keller", "Peter Sommer", "Keller", "Sommer", "Ruritania", "Borduria")


def name_mentions(sentences: Sequence[ParsedSentence]) -> tuple[Mention, ...]:
    """Mentions of the few invented names of these tests."""
    found: list[Mention] = []
    for sentence in sentences:
        tokens = sentence.parse.tokens
        taken = -1
        for first in range(len(tokens)):
            for name in NAMES:
                words = name.split()
                last = first + len(words) - 1
                if first > taken and [t.text for t in tokens[first : last + 1]] == words:
                    kind = "state" if name in ("Ruritania", "Borduria") else "person"
                    span = sentence.span(first, last)
                    where = (sentence.index, first, last)
                    found.append(Mention(span.start, span.end, name, name, kind, *where))  # type: ignore[arg-type]
                    taken = last
                    break
    return tuple(found)


@pytest.fixture(scope="module")
def resolve(
    make_article: Callable[..., Article],
    parse_article: Callable[[Article], tuple[ParsedSentence, ...]],
    encoder: Encoder,
) -> Callable[..., Utterances]:
    def resolve_texts(*texts: str, published: str | None = "2030-05-02", backwards: bool = False) -> Utterances:
        articles, annotations, of = [], [], {}
        for number, text in enumerate(texts):
            article = make_article(text, name=f"{number}.txt", published=published)
            sentences = parse_article(article)
            mentions = name_mentions(sentences)
            for index, mention in enumerate(mentions):
                of[article.id, index] = content_id("ent", mention.name.split()[-1])
            articles.append(article)
            annotations.append(
                Annotation(article.id, sentences, mentions, quotations=find_quotations(article, sentences, mentions))
            )
        order = slice(None, None, -1 if backwards else 1)
        return resolve_utterances(articles[order], annotations[order], Entities((), of), encoder)

    return resolve_texts


def groups(utterances: Utterances) -> list[list[str]]:
    """The wordings of each utterance."""
    text = {q.id: q.evidence.text for q in utterances.quotations}
    return sorted(sorted(text[q] for q in utterance.quotations) for utterance in utterances.table)


ONE = [
    # the same words, cut
    (
        "“We will reopen the ferry in spring if the weather and the harbour allow it,” said Anna Keller.",
        'Keller came in from the rain. "We will reopen the ferry in spring," Keller said.',
    ),
    # a quoted piece within a clause
    (
        "“There are great chances that exist to trade with the north on many things,” Anna Keller stated.",
        'Anna Keller emphasized the commitment to "great chances that exist to trade with the north" this year.',
    ),
    # small edits
    (
        "“The ferry is not coming back to this harbour before the spring,” Anna Keller said.",
        "“The ferry isn't coming back to this harbour before spring,” Anna Keller said.",
    ),
    # turned indirect
    (
        "“Ruritania will never accept a border drawn without its consent,” Anna Keller said.",
        "Anna Keller said that Ruritania would never accept a border drawn without its consent.",
    ),
    # the same words but for a lost 'not': one utterance, told differently
    (
        "Anna Keller said that the northern league would accept Ruritania next year.",
        "Anna Keller said that the northern league would not accept Ruritania next year.",
    ),
    # a short phrase in quote marks
    (
        "Anna Keller described the meeting as “long but friendly”.",
        "On Monday Anna Keller characterized the discussions as “long but friendly.”",
    ),
    # what is denied, and the same with a 'not'
    (
        "“Nobody in this government has taken money from the oil company,” Anna Keller insisted.",
        "Anna Keller denied that anybody in the government had taken money from the oil company.",
    ),
    (
        "“We have agreed on everything except the date of the withdrawal,” Anna Keller said.",
        "Anna Keller said that all was agreed except for the date of the withdrawal.",
    ),
    # another translation, a negative prefix for 'not'
    (
        'Anna Keller dismissed Ruritania\'s hopes of membership in the northern league as "not realistic".',
        "Anna Keller said that membership in the northern league for Ruritania is “unrealistic”.",
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_two_wordings_are_one_utterance(resolve: Callable[..., Utterances], one: str, other: str) -> None:
    found = resolve(one, other)
    assert len(found.table) == 1
    assert len(found.quotations) == 2
    assert {q.utterance for q in found.quotations} == {found.table[0].id}


TWO = [
    # one speaker, two statements of one press conference
    (
        "Anna Keller said that the ferry to the northern islands will return in spring.",
        "Anna Keller said that the ferry workers were paid for the winter.",
    ),
    # the same words of two speakers
    (
        "“We will reopen the ferry in spring if the weather allows,” said Anna Keller.",
        "“We will reopen the ferry in spring if the weather allows,” said Peter Sommer.",
    ),
    # the opposite in other words
    (
        "Anna Keller said that the northern league would soon accept Ruritania.",
        "Anna Keller warned that the league in the north will not accept Ruritania.",
    ),
    # one subject, one day, several of the same words
    (
        "Anna Keller said the ministry would hire 200 teachers for the schools in the north this year.",
        "Anna Keller said the schools in the north would get new roofs this year.",
    ),
    (
        "“We will build a new bridge over the river in the spring,” Anna Keller said.",
        "“We will repair the old bridge over the river before the winter,” Anna Keller said.",
    ),
    # few letters apart, and another matter
    (
        "Anna Keller said prices would rise by 3 percent next year.",
        "Anna Keller said wages would rise by 2 percent next year.",
    ),
    # as many of something else
    (
        "Anna Keller said that 300 people had been killed in the flood in the south.",
        "Anna Keller said that 300 houses had been destroyed in the flood in the south.",
    ),
    # other numbers
    (
        "Anna Keller said that 40 ferries would sail to the northern islands.",
        "Anna Keller said that 25 ferries had sailed to the northern islands.",
    ),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_statements_stay_apart(resolve: Callable[..., Utterances], one: str, other: str) -> None:
    assert len(resolve(one, other).table) == 2


def test_fullest_is_the_longest_direct_wording_and_the_rest_are_its_variants(
    resolve: Callable[..., Utterances],
) -> None:
    found = resolve(
        "“The ferry will return in spring if the harbour is free of ice,” Anna Keller said.",
        'Anna Keller said that the ferry "will return in spring" if all went well.',
        "Anna Keller said that the ferry would return in spring if the harbour was free of ice.",
    )
    (utterance,) = found.table
    variants = {q.kind: q.variant for q in found.quotations}
    assert variants == {"direct": "fullest", "mixed": "excerpt", "indirect": "reworded"}
    assert utterance.fullest == next(q.id for q in found.quotations if q.kind == "direct")


def test_pieces_around_a_cue_are_one_utterance(resolve: Callable[..., Utterances]) -> None:
    found = resolve("“The ferry,” Anna Keller said, “will return in spring.”")
    assert groups(found) == [["The ferry", "will return in spring."]]


def test_words_without_a_speaker_join_the_same_words(resolve: Callable[..., Utterances]) -> None:
    found = resolve(
        "“We will reopen the ferry in spring if the weather allows,” said Anna Keller.",
        "“We will reopen the ferry in spring if the weather allows,” a senior official said.",
    )
    assert len(found.table) == 1
    assert found.table[0].speaker == content_id("ent", "Keller")
    assert {q.speaker for q in found.quotations} == {content_id("ent", "Keller"), None}


def test_rows_carry_evidence_and_speakers(resolve: Callable[..., Utterances]) -> None:
    found = resolve("Anna Keller told Peter Sommer that the ferry would return in spring.")
    (row,) = found.quotations
    assert row.evidence.text == "the ferry would return in spring"
    assert (row.speaker_text, row.cue, row.kind) == ("Anna Keller", "tell", "indirect")
    assert row.speaker == content_id("ent", "Keller")
    assert row.addressee == content_id("ent", "Sommer")
    assert row.source_evidence is not None
    assert row.source_evidence.text == "Anna Keller"
    assert row.cue_evidence is not None
    assert row.cue_evidence.text == "told"


def test_order_of_articles_changes_nothing(resolve: Callable[..., Utterances]) -> None:
    texts = [text for pair in ONE + TWO for text in pair]
    assert resolve(*texts) == resolve(*texts, backwards=True)


def test_every_quotation_is_in_one_utterance(resolve: Callable[..., Utterances]) -> None:
    found = resolve(*[text for pair in ONE + TWO for text in pair])
    listed = [q for utterance in found.table for q in utterance.quotations]
    assert sorted(listed) == sorted({q.id for q in found.quotations})
    assert set(found.of.values()) == {utterance.id for utterance in found.table}


def test_nothing_gives_nothing(resolve: Callable[..., Utterances]) -> None:
    assert resolve() == Utterances((), (), {})
