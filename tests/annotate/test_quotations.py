"""What a reader of an article gets: who said what, in which words, and nothing that nobody said."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.quotations import find_quotations
from variorum.model.annotation import Mention, Parse, ParsedSentence, Quotation, Token
from variorum.model.text import Article, OffsetMap, Source, TextSentence

KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "state", "LOC": "place", "NORP": "group"}


def name_mentions(sentences: Sequence[ParsedSentence]) -> tuple[Mention, ...]:
    """Mentions from the parser's names alone: enough to lead a speaker to."""
    found = []
    for sentence in sentences:
        tokens = sentence.parse.tokens
        for first, token in enumerate(tokens):
            if token.name not in KINDS or not token.name_begin:
                continue
            last = first
            while last + 1 < len(tokens) and tokens[last + 1].name == token.name and not tokens[last + 1].name_begin:
                last += 1
            while last > first and tokens[last].tag == "POS":
                last -= 1
            words = sentence.parse.text[token.start : tokens[last].end]
            span = sentence.span(first, last)
            kind = KINDS[token.name]
            found.append(
                Mention(
                    span.start,
                    span.end,
                    words,
                    words,
                    kind,  # type: ignore[arg-type]
                    sentence.index,
                    first,
                    last,
                    demonym=kind == "group",
                )
            )
    return tuple(found)


@pytest.fixture(scope="module")
def read(
    make_article: Callable[[str], Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Callable[[str], list[tuple[str, str, str | None, str | None, str, bool]]]:
    """Text to rows (kind, content, speaker's words, speaker's name, cue, polarity)."""

    def read_rows(text: str) -> list[tuple[str, str, str | None, str | None, str, bool]]:
        article = make_article(text)
        sentences = parse_article(article)
        mentions = name_mentions(sentences)
        rows = []
        for q in find_quotations(article, sentences, mentions):
            words = text[q.speaker_span.start : q.speaker_span.end] if q.speaker_span else None
            name = mentions[q.speaker].name if q.speaker is not None else None
            rows.append((q.kind, text[q.content.start : q.content.end], words, name, q.cue, q.polarity))
        return rows

    return read_rows


CASES = [
    # direct speech, the cue before, behind and between
    ("Anna Keller said: “The border stays open.”", "direct", "The border stays open.", "Anna Keller"),
    ('"The border stays open," Anna Keller said on Monday.', "direct", "The border stays open", "Anna Keller"),
    ('"The border stays open," said Anna Keller, the minister.', "direct", "The border stays open", "Anna Keller"),
    ("“The border,” Anna Keller said, “stays open.”", "direct", "The border", "Anna Keller"),
    ("“The border,” Anna Keller said, “stays open.”", "direct", "stays open.", "Anna Keller"),
    ("«The border stays open», said Anna Keller.", "direct", "The border stays open", "Anna Keller"),
    ("Anna Keller said: „The border stays open.“", "direct", "The border stays open.", "Anna Keller"),
    ("'The border stays open,' Anna Keller said.", "direct", "The border stays open", "Anna Keller"),
    ("''The border stays open,'' Anna Keller said.", "direct", "The border stays open", "Anna Keller"),
    ('Anna Keller told reporters, "The border stays open."', "direct", "The border stays open.", "Anna Keller"),
    (
        "“We heard them. We will not move. That is all,” said Anna Keller.",
        "direct",
        "We heard them. We will not move. That is all",
        "Anna Keller",
    ),
    (
        "The talks went on for hours. “We heard them,” Anna Keller said. “We will not move.”",
        "direct",
        "We will not move.",
        "Anna Keller",
    ),
    (
        "Anna Keller left the hall early, stating, “The border stays open.”",
        "direct",
        "The border stays open.",
        "Anna Keller",
    ),
    (
        "Anna Keller said the talks had ended. “The border stays open.”",
        "direct",
        "The border stays open.",
        "Anna Keller",
    ),
    # mixed
    (
        'Anna Keller dismissed the plan to reopen the port as "not realistic."',
        "mixed",
        'the plan to reopen the port as "not realistic."',
        "Anna Keller",
    ),
    ("Anna Keller called the two meetings “very useful”.", "mixed", "the two meetings “very useful”", "Anna Keller"),
    (
        'Anna Keller emphasized the commitment to exploring "great chances to trade" in the north.',
        "mixed",
        'the commitment to exploring "great chances to trade" in the north',
        "Anna Keller",
    ),
    (
        "Anna Keller said that the plan was “dead on arrival” and would not come back.",
        "mixed",
        "the plan was “dead on arrival” and would not come back",
        "Anna Keller",
    ),
    # indirect
    ("Anna Keller said that the border stays open.", "indirect", "the border stays open", "Anna Keller"),
    ("The border will stay open, Anna Keller said.", "indirect", "The border will stay open", "Anna Keller"),
    ("The border, Anna Keller said, will stay open.", "indirect", "The border", "Anna Keller"),
    (
        "According to Anna Keller, the border will stay open.",
        "indirect",
        "the border will stay open",
        "Anna Keller",
    ),
    (
        "The border will stay open, according to Anna Keller.",
        "indirect",
        "The border will stay open",
        "Anna Keller",
    ),
    (
        "As Anna Keller noted, the border had been closed for years.",
        "indirect",
        "the border had been closed for years",
        "Anna Keller",
    ),
    (
        "Anna Keller was quick to reject the offer, stating that the border would stay open.",
        "indirect",
        "the border would stay open",
        "Anna Keller",
    ),
    (
        "Anna Keller, who acknowledged that the talks had failed, flew home.",
        "indirect",
        "the talks had failed",
        "Anna Keller",
    ),
    (
        "Anna Keller was quoted as saying that the talks had failed.",
        "indirect",
        "the talks had failed",
        "Anna Keller",
    ),
    (
        "Anna Keller repeated her warning that the talks would fail.",
        "indirect",
        "the talks would fail",
        "Anna Keller",
    ),
    ("Ruritania said that the border would stay open.", "indirect", "the border would stay open", "Ruritania"),
    (
        "Anna Keller met the press. She said that the border would stay open.",
        "indirect",
        "the border would stay open",
        "Anna Keller",
    ),
]


@pytest.mark.parametrize(("text", "kind", "content", "speaker"), CASES)
def test_statement_is_found_with_its_speaker(read: Callable, text: str, kind: str, content: str, speaker: str) -> None:
    assert (kind, content, speaker) in [(row[0], row[1], row[3]) for row in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “peace train” left the station at noon.",
        "The novel “The Long Road Home” won the prize.",
        "It seems that the border may open.",
        'The ship is 30" long and the mast 6\' 2" wide.',
        "The ministers' cars stood in the farmers' market.",
    ],
)
def test_what_nobody_said_is_no_statement(read: Callable, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content", "polarity"),
    [
        ("Anna Keller denied that the talks had failed.", "the talks had failed", False),
        ("Anna Keller did not say that the talks had failed.", "the talks had failed", False),
        ("Anna Keller refused to say that the talks had failed.", "the talks had failed", False),
        ("Anna Keller did not deny that the talks had failed.", "the talks had failed", True),
        ("Anna Keller said that the talks had not failed.", "the talks had not failed", True),
    ],
)
def test_denial_is_marked(read: Callable, text: str, content: str, polarity: bool) -> None:
    assert (content, polarity) in [(row[1], row[5]) for row in read(text)]


def test_unnamed_source_keeps_its_words_and_has_no_speaker(read: Callable) -> None:
    (row,) = read("A senior official said that the border would open.")
    assert row[1:4] == ("the border would open", "A senior official", None)


def test_pronoun_of_two_possible_persons_has_no_speaker(read: Callable) -> None:
    rows = read("A photograph shows Anna Keller with Maria Sommer. She said that the border would open.")
    assert [(row[2], row[3]) for row in rows if row[1] == "the border would open"] == [("She", None)]


def test_pronoun_does_not_lead_to_the_other_gender(read: Callable) -> None:
    rows = read("Maria Sommer met Peter Keller in the north. He said that the border would open.")
    assert ("He", "Peter Keller") in [(row[2], row[3]) for row in rows]


def test_participle_after_reported_words_is_the_reporters(read: Callable) -> None:
    rows = read("Anna Keller said that the talks had failed, adding that the border would stay open.")
    assert [(row[1], row[3]) for row in rows] == [
        ("the talks had failed", "Anna Keller"),
        ("the border would stay open", "Anna Keller"),
    ]


def test_words_that_close_a_sentence_say_whose_it_all_is(read: Callable) -> None:
    text = "Anna Keller met us. Ruritania offered to lend two tugs, but only if it thaws, its harbour master told us."
    rows = [row for row in read(text) if row[4] == "tell"]
    assert {row[2] for row in rows} == {"its harbour master"}
    said = " ".join(row[1] for row in rows)  # in one piece or two: the tagger's kernels differ by processor
    assert said.startswith("Ruritania")
    assert said.endswith("to lend two tugs, but only if it thaws")


def test_what_stands_before_a_colon_is_not_what_was_said_behind_it(read: Callable) -> None:
    rows = read("At home, the plan fares badly: Anna Keller announced that her league would vote against it.")
    assert [(row[1], row[3]) for row in rows] == [("her league would vote against it", "Anna Keller")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Keller and Peter Sommer said that the border stays open.", "Anna Keller and Peter Sommer"),
        ("The two ministers said in a joint statement that the border stays open.", "The two ministers"),
    ],
)
def test_joint_speakers_are_nobody_alone_but_have_their_words(read: Callable, text: str, words: str) -> None:
    assert [(row[1], row[2], row[3]) for row in read(text)] == [("the border stays open", words, None)]


def test_quotation_over_paragraphs_keeps_its_speaker(read: Callable) -> None:
    rows = read("“The border stays open,” said Anna Keller. “We have no other way.\n\n“We shall see in May.”")
    assert [row[3] for row in rows] == ["Anna Keller"] * 3
    assert rows[-1][1] == "We shall see in May."


def test_unclosed_quotation_ends_with_its_paragraph(read: Callable) -> None:
    rows = read("Anna Keller said: “The border stays open.\n\nThe ferry left at noon.")
    assert ("direct", "The border stays open.") in [row[:2] for row in rows]
    assert not any("ferry" in row[1] for row in rows)


def test_capitals_do_no_harm(read: Callable) -> None:
    rows = read('"THE BORDER STAYS OPEN," ANNA KELLER SAID. THE MINISTRY SAID THAT TALKS HAD FAILED.')
    assert "THE BORDER STAYS OPEN" in [row[1] for row in rows]


def plain_article(text: str) -> tuple[Article, tuple[ParsedSentence, ...]]:
    """An article of one sentence a line, its tokens words without grammar: whatever the parser might give."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(TextSentence(start, start + len(line), len(spans)))
        start += len(line) + 1
    sentences = []
    for index, span in enumerate(spans):
        line, tokens, at = text[span.start : span.end], [], 0
        for word in line.split(" "):
            if word:
                tag = "VBD" if word == "said" else "NNP"
                tokens.append(Token(at, at + len(word), word, word, tag, "NOUN", "nsubj", max(0, len(tokens) - 1)))
            at += len(word) + 1
        sentences.append(ParsedSentence(index, span.start, span.end, index, False, Parse(line, tuple(tokens))))
    return Article("art", Source("x"), "", text, OffsetMap(()), tuple(spans)), tuple(sentences)


def check_spans(text: str, quotations: Sequence[Quotation]) -> None:
    for quotation in quotations:
        for span in (quotation.content, quotation.speaker_span, quotation.cue_span):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
        assert "\n" not in text[quotation.content.start : quotation.content.end]
    contents = [q.content for q in quotations]
    assert contents == sorted(contents)


@given(st.text(alphabet="ab said,.:\n\"“”„«»'’‘`″", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_quote_marks_give_spans_within_a_paragraph(text: str) -> None:
    article, sentences = plain_article(text)
    check_spans(text, find_quotations(article, sentences, ()))


@pytest.mark.parametrize("mark", ['"', "“", "”", "„", "'", "« »", '"a" said b. ', "‘a ", '“ "'])
def test_ten_thousand_marks_take_no_time(mark: str) -> None:
    text = "a said " + mark * 10_000 + " b"
    article, sentences = plain_article(text)
    check_spans(text, find_quotations(article, sentences, ()))


def test_empty_article_has_no_quotations() -> None:
    article, sentences = plain_article("")
    assert find_quotations(article, sentences, ()) == ()


def test_content_leaves_out_the_outer_marks(read: Callable) -> None:
    for text, _, _, _ in CASES:
        for row in read(text):
            assert row[1][0] not in "“„«,"
            assert row[1][-1] != ","
