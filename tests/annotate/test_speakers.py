"""Who said it: whom a pronoun or description names, who speaks together, to whom and when; and unclear where it is."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.evaluation.speakers import judge

from variorum.annotate import annotate_article
from variorum.language.parser import Parser
from variorum.model.text import Article, Span

GOLDEN = Path(__file__).parents[1] / "golden"
# By half: the least share that is right, and the most that is wrong. They move only for the better.
FLOORS = {"development": (0.94, 0.02), "held": (0.86, 0.04)}

Read = Callable[[str], list[tuple[str, str | None, str | None, str | None]]]


@pytest.fixture(scope="module")
def read(make_article: Callable[..., Article], loaded_parser: Parser) -> Read:
    """Text to (content, who speaks, to whom, when and where); those who speak together are joined by 'and'."""

    def read_rows(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
        article = make_article(text)
        parses = list(loaded_parser.parse([text[s.start : s.end] for s in article.sentences]))
        annotation = annotate_article(article, parses)

        def words(span: Span | None) -> str | None:
            return text[span.start : span.end] if span is not None else None

        rows = []
        for q in annotation.quotations:
            speakers = (q.speaker,) if q.speaker is not None else q.joint
            names = " and ".join(annotation.mentions[i].name for i in speakers) or None
            rows.append((text[q.content.start : q.content.end], names, words(q.addressee_span), words(q.occasion)))
        return rows

    return read_rows


def test_the_gold_set_does_not_get_worse(loaded_parser: Parser) -> None:
    verdicts = list(judge(GOLDEN, loaded_parser))
    for part, (right, wrong) in FLOORS.items():
        counts = Counter(v.outcome for v in verdicts if v.part == part)
        total = sum(counts.values())
        assert total >= 100
        assert counts["right"] / total >= right, part
        assert counts["wrong"] / total <= wrong, part


NAMED = [
    # the subject of the sentence before, the speaker before, the other woman
    ("Maria Sommer met the mayor, Anna Keller, in Senn. Keller praised her. She said that it was late.", "Anna Keller"),
    ("“It is late,” said Maria Sommer. Anna Keller kept silent. “It is too late,” Keller said later.", "Keller"),
    # descriptions: by office, by what stands beside the name, by gender, by people
    ("Foreign Minister Peter Sommer met President Anna Keller. The president said that it was late.", "Anna Keller"),
    ("The novelist Anna Keller met her lawyer, Peter Sommer. The lawyer said that it was late.", "Peter Sommer"),
    ("Anna Keller, the actress, met the singer Peter Sommer. The actress said that it was late.", "Anna Keller"),
    ("Striker Marco Bellandi scored twice. The Italian said that it was late.", "Marco Bellandi"),
    # several together
    ("Anna Keller and Peter Sommer said that it was late.", "Anna Keller and Peter Sommer"),
    ("Anna Keller and Peter Sommer resigned. “It is late,” they said.", "Anna Keller and Peter Sommer"),
    (
        "Interior Minister Anna Keller and Justice Minister Peter Sommer met. The two ministers said it was late.",
        "Anna Keller and Peter Sommer",
    ),
    # a paragraph that goes on
    ("“We waited for years,” said Anna Keller.\n\n“It is late.”", "Anna Keller"),
    ("Anna Keller was not impressed: “It is late.”", "Anna Keller"),
]


@pytest.mark.parametrize(("text", "speaker"), NAMED)
def test_a_speaker_is_led_to_a_name(read: Read, text: str, speaker: str) -> None:
    content, found, _, _ = read(text)[-1]
    assert "late" in content
    assert found == speaker


UNCLEAR = [
    "Peter Sommer and Karl Ebner were seen in Senn. He said that it was late.",
    "A photograph shows Anna Keller with Maria Sommer. She said that it was late.",
    "“It is late,” he said.",
    # the soldier, who has no name, and not the minister
    "Minister Peter Sommer resigned. A soldier said that the war was lost. “It is late,” he said.",
    # two of one surname
    "Boris Kovar and his wife, Jana Kovar, disagree. Kovar said that it was late.",
    # two ministers
    "Foreign Minister Peter Sommer met Justice Minister Karl Ebner in Senn. The minister said that it was late.",
    "One of them said that it was late.",
    "A senior official said that it was late.",
    # not all of those who speak have a name
    "Anna Keller and a friend said that it was late.",
    # another voice, after a question
    "“Is it late?” asked Anna Keller.\n\n“It is late.”",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_an_unclear_speaker_is_nobody(read: Read, text: str) -> None:
    content, found, _, _ = read(text)[-1]
    assert "late" in content
    assert found is None


SCENES = [
    ("Anna Keller told reporters that it was late.", "reporters", None),
    ("“It is late,” Anna Keller told farmers in Senn.", "farmers", "in Senn"),
    (
        "“It is late,” Anna Keller told a news conference in Geneva on Tuesday.",
        "a news conference",
        "a news conference in Geneva on Tuesday",
    ),
    ("“It is late,” Anna Keller said at a rally in Senn on Friday.", None, "at a rally in Senn on Friday"),
    ("Speaking in parliament on Monday, Anna Keller said that it was late.", None, "in parliament on Monday"),
    ("“It is late,” Anna Keller said in a statement.", None, None),
    ("“It is late,” Anna Keller said with a smile.", None, None),
]


@pytest.mark.parametrize(("text", "addressee", "occasion"), SCENES)
def test_to_whom_and_when(read: Read, text: str, addressee: str | None, occasion: str | None) -> None:
    _, speaker, to, when = read(text)[-1]
    assert (speaker, to, when) == ("Anna Keller", addressee, occasion)
