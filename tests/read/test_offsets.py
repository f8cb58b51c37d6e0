"""Properties: whatever the text, every kept character is found in the source, and nothing is in two places."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model.text import Article, OffsetMap, Source
from variorum.read.article import read_article
from variorum.read.document import Document, Kind
from variorum.read.lines import Edit, anchor, edit, split_lines, write_text
from variorum.settings import Settings

SENTENCES = st.sampled_from(
    [
        "The council of Port Velde agreed on Tuesday to reopen the northern docks.",
        'Mayor Kolb said: \\"Nothing is settled.\\"',
        "“Nothing is settled,” she\u00a0said – again.",
        "VELDE, March 3 (Reuters) - The ships left.",
        "R&amp;D costs &lt; 5 &nbsp; crowns &#8212; and &bogus; more.",
    ]
)
TROUBLES = st.sampled_from(
    [
        '<image>data:image/s3,"s3://x" alt=""</image>', "<b>", "</p>", "<p>", "<div class='a>b'>", "<!-- x", "-->",
        "\\n\\n", "![a](b.png)", "[a](b)", "**", "_", "# ", "- ", "> ", "Tags: a, b", "Reference(s):", "velde.example",
        "By Jane Doe", "Read more: x", "\r\n", "\n", "\n\n", "\r", "\x00", "\ud800", "\ufeff", "&", "<", "<script>",
        "</script>", "---\ntitle: a\n---\n", "(Reuters)", "© 2031 x", "\u2028", "docks velde grain deal kolb union",
    ]
)  # fmt: skip
PIECES = st.lists(st.one_of(SENTENCES, TROUBLES, st.text(max_size=20)), max_size=25)
GLUE = st.sampled_from(["\n", "\n\n", " ", ""])


@pytest.mark.parametrize("kind", ["text", "markdown", "page", "value"])
def test_every_kept_character_is_anchored(kind: Kind, offsets_checked: Callable[[Article, str], None]) -> None:
    @settings(deadline=None)
    @given(PIECES, GLUE)
    def check(pieces: list[str], glue: str) -> None:
        source = glue.join(pieces)
        for result in read_article(Document(Source("x"), "", kind, source), Settings()):
            if isinstance(result, Article):
                offsets_checked(result, source)
                assert "".join(result.text.split())
                covered = "".join(result.text[s.start : s.end] for s in result.sentences)
                assert "".join(covered.split()) == "".join(result.text.split())

    check()


@settings(deadline=None)
@given(st.text(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 6)), max_size=5))
def test_cutting_and_splitting_keep_the_places(source: str, cuts: list[tuple[int, int]]) -> None:
    edits: list[Edit] = []
    for start, length in sorted(cuts):
        end = min(start + length, len(source))
        if start < end and (not edits or edits[-1].end <= start):
            edits.append(Edit(start, end, "test"))
    text, offsets = write_text(split_lines(edit(anchor(source), edits)))
    removed = {i for e in edits for i in range(e.start, e.end)}
    kept = [offsets.source_position(i) for i in range(len(text))]
    assert all(p is None or (source[p] == text[i] and p not in removed) for i, p in enumerate(kept))
    places = {p for p in kept if p is not None}
    assert all(i in places or i in removed or source[i].isspace() for i in range(len(source)))


def test_a_position_outside_every_run_has_no_place() -> None:
    assert [OffsetMap(((0, 5, 2), (4, 9, 1))).source_position(i) for i in range(-1, 6)] == [
        None,
        5,
        6,
        None,
        None,
        9,
        None,
    ]
