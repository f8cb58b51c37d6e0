"""The page: everything of the record is in it, every link leads somewhere, and no article can make it do anything."""

import hashlib
import io
import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from variorum.export import export_record
from variorum.export.apparatus import Apparatus
from variorum.model.plain import from_plain, to_plain
from variorum.model.record import Account, Derivation, Omission, Record, Story
from variorum.model.text import Evidence

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- ]]> <![CDATA[",
    "&lt;b&gt; &amp;",
]


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads a page and fails where elements are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[Element] = []
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        assert len(attrs) == len(element.attributes), "an attribute stands twice"
        self.elements.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack[-1].tag == tag, f"</{tag}> closes <{self.stack[-1].tag}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        for element in self.stack:
            element.text.append(data)


def write(record: Record) -> str:
    stream = io.StringIO()
    export_record(record, "html", stream)
    return stream.getvalue()


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.stack
    return reader


@pytest.fixture(scope="module")
def page(invented: Record) -> str:
    return write(invented)


@pytest.fixture(scope="module")
def reader(page: str) -> Reader:
    return read(page)


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_page_is_well_formed_and_ids_are_unique(reader: Reader) -> None:
    ids = Counter(e.attributes["id"] for e in reader.elements if "id" in e.attributes)
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_link_leads_to_a_place_in_the_page(reader: Reader) -> None:
    ids = {e.attributes["id"] for e in reader.elements if "id" in e.attributes}
    links = [e.attributes["href"] or "" for e in reader.elements if "href" in e.attributes]
    assert len(links) > 200
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []


def test_every_evidence_of_the_record_is_linked(page: str, invented: Record) -> None:
    witnesses = Apparatus(invented).witnesses

    def passages(value: object) -> list[Evidence]:
        if isinstance(value, Evidence):
            return [value]
        if isinstance(value, tuple):
            return [found for part in value for found in passages(part)]
        return [p for name in getattr(value, "__slots__", ()) for p in passages(getattr(value, name))]

    rows = (
        *invented.claims, *invented.entities, *invented.events, *invented.stances, *invented.commitments,
        *invented.timeline, *invented.brief, *invented.synopsis,
    )  # fmt: skip
    wanted = {p for row in rows for p in passages(row)} | {q.evidence for q in invented.quotations}
    assert len(wanted) > 60
    for passage in wanted:
        assert f'href="#{witnesses[passage.article].siglum}.{passage.start}-{passage.end}"' in page, passage


def test_the_articles_stand_there_in_full(reader: Reader, invented: Record) -> None:
    shown = [words("".join(e.text)) for e in reader.elements if e.attributes.get("class") == "text"]
    assert len(shown) == len(invented.articles)
    for article in invented.articles:
        assert any(words(article.text) in words(text) for text in shown)


def test_the_marked_stretches_of_a_passage_are_the_passage(reader: Reader, invented: Record) -> None:
    claim = invented.claims[0].readings[1].evidence[0]
    siglum = Apparatus(invented).witnesses[claim.article].siglum
    marks = [e for e in reader.elements if (e.attributes.get("class") or "").split()[:1] == ["m"]]
    start = next(i for i, e in enumerate(reader.elements) if e.attributes.get("id") == siglum)
    inside = [e for e in marks if reader.elements.index(e) > start]
    text = ""
    for mark in inside:
        at = int(mark.attributes["data-s"] or "")
        if claim.start <= at < claim.end and len(text) < len(claim.text):
            text += "".join(mark.text)
    assert text == claim.text


def test_the_figures_and_sections_are_there(reader: Reader) -> None:
    shown = words("".join(reader.elements[0].text))
    for part in (
        "5 articles", "3 independent accounts", "1 story", "Where accounts differ", "What became of Karel Odum's visit",
        "One account says that it was cancelled", "Who said what", "Timeline", "28 April to 4 May 2031", "Positions",
        "Commitments", "Synopsis", "silent", "Who retells whom", "All three credit Northern News Agency.",
        "People, bodies, places", "also Inès Maratta", "tags: characters 1,470 to 1,502", "What could not be read",
        "strait/wire.jsonl:3",
    ):  # fmt: skip
        assert part in shown, part


def test_the_policy_lets_nothing_run_but_our_own_style_and_script(page: str, reader: Reader) -> None:
    (policy,) = [e.attributes["content"] or "" for e in reader.elements if "http-equiv" in e.attributes]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (element,) = [e for e in reader.elements if e.tag == tag]
        digest = hashlib.sha256("".join(element.text).encode()).digest()
        assert f"{tag}-src 'sha256-{b64encode(digest).decode()}'" in policy
    assert not re.search(r"https?://", re.sub(r">[^<]*<", "><", page))


def hostile_record(record: Record, text: str) -> Record:
    """The record with `text` in front of every text that comes from outside."""
    data = to_plain(record)
    kept = {
        "kind",
        "verdict",
        "status",
        "stance",
        "form",
        "variant",
        "precision",
        "published_basis",
        "on_topic",
        "outcome",
    }

    def spoil(value: object, name: str = "") -> object:
        if isinstance(value, dict):
            return {key: spoil(part, key) for key, part in value.items()}
        if isinstance(value, list):
            return [spoil(part, name) for part in value]
        return text + value if isinstance(value, str) and name not in kept else value

    return from_plain(Record, spoil(data))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_article_becomes_markup(invented: Record, reader: Reader, text: str) -> None:
    spoilt = read(write(hostile_record(invented, text)))
    allowed = {(e.tag, name) for e in reader.elements for name in e.attributes}
    assert {(e.tag, name) for e in spoilt.elements for name in e.attributes} <= allowed
    assert Counter(e.tag for e in spoilt.elements)["script"] == 1
    assert {e.tag for e in spoilt.elements} <= {e.tag for e in reader.elements}
    for element in spoilt.elements:
        assert (element.attributes.get("href") or "#").startswith("#")
    assert words(text) in words("".join(spoilt.elements[0].text))


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\ufeff", "\ud800", "\U000e0041"])
def test_a_character_that_turns_or_hides_text_is_shown(invented: Record, character: str) -> None:
    title = f"safe{character}exe"
    page = write(replace(invented, articles=(replace(invented.articles[0], title=title), *invented.articles[1:])))
    assert character not in page
    assert f"safe⟨U+{ord(character):04X}⟩exe" in page
    page.encode("utf-8")


def test_line_ends_and_tabs_are_no_such_characters(invented: Record) -> None:
    page = write(replace(invented, articles=(replace(invented.articles[0], title="a\tb"), *invented.articles[1:])))
    assert "⟨U+" not in page


def test_several_stories_each_have_their_own_rows(invented: Record) -> None:
    first, second = invented.articles[:3], invented.articles[3:]
    stories = (
        Story("sto-1", "One", tuple(a.id for a in first), None, None),
        Story("sto-2", "Two", tuple(a.id for a in second[:1]), None, None),
    )
    page = write(replace(invented, stories=stories))
    reader = read(page)
    assert '<h1 dir="auto">The record of 2 stories</h1>' in page
    folded = [e for e in reader.elements if e.tag == "details" and e.attributes.get("class") == "story"]
    assert [e.attributes["id"] for e in folded] == ["sto-1", "sto-2", "no-story"]
    assert "Osmara signs the protocol" in "".join(folded[1].text)
    assert "Osmara signs the protocol" not in "".join(folded[0].text)


def test_a_long_chain_of_revisions_and_a_circle_are_drawn(invented: Record) -> None:
    base = invented.articles[0]
    many = tuple(replace(base, id=f"art-{n:05}", removed=()) for n in range(1500))
    chain = tuple(
        Derivation(after.id, before.id, "revision", 0.9, 0.9, ())
        for before, after in zip(many, many[1:] + many[:1], strict=True)
    )
    bare = {name: () for name in Record.__slots__ if name not in ("articles", "run")}
    accounts = (Account("acc-1", tuple(a.id for a in many), many[0].id, "a chain"),)
    story = (Story("sto-1", "Chain", accounts[0].articles, None, None),)
    rows = bare | {"articles": many, "accounts": accounts, "stories": story, "derivations": chain}
    page = write(replace(invented, **rows))  # type: ignore[arg-type]
    assert page.count('<li class="d6">') > 1400


def test_evidence_that_is_in_no_article_of_the_record_is_no_link(invented: Record) -> None:
    nowhere = (Evidence("art-gone", 0, 4, "gone"), Evidence(invented.articles[0].id, 0, 10**6, "x"))
    stray = replace(invented.stances[0], evidence=nowhere)
    page = write(replace(invented, stances=(stray,)))
    assert page.count("this passage is not in the record") == 2


def test_passages_that_overlap_cross_paragraphs_or_lie_in_white_space_are_marked_once(invented: Record) -> None:
    article = replace(invented.articles[0], text="One two.\n\nThree four.\n \nFive.", sentences=())
    places = [(0, 7), (4, 15), (8, 10), (0, 29), (9, 23), (24, 29)]
    stances = tuple(
        replace(invented.stances[0], evidence=tuple(article.evidence(a, b) for a, b in places)) for _ in range(2)
    )
    record = replace(invented, articles=(article,), stances=stances, accounts=(), stories=())
    apparatus = Apparatus(record)
    apparatus.cites(stances[0].evidence[:3])
    apparatus.cites(stances[0].evidence, disputed=True)
    paragraphs = apparatus.paragraphs(article)
    assert ["".join(s.text for s in p.segments) for p in paragraphs] == ["One two.", "Three four.", "Five."]
    anchors = [anchor for p in paragraphs for s in p.segments for anchor in s.anchors]
    assert len(anchors) == len(set(anchors))
    assert all(s.weight == 2 for p in paragraphs for s in p.segments)


def test_letters_go_on_after_z(invented: Record) -> None:
    many = tuple(replace(invented.articles[0], id=f"art-{n:04}") for n in range(800))
    letters = [w.letter for w in Apparatus(replace(invented, articles=many, accounts=())).witnesses.values()]
    assert (letters[0], letters[25], letters[26], letters[702]) == ("A", "Z", "AA", "AAA")
    assert len(set(letters)) == 800


def test_an_article_without_outlet_goes_by_the_name_of_its_file(invented: Record) -> None:
    unnamed = replace(invented.articles[2], outlet=None)
    reader = read(write(replace(invented, articles=(*invented.articles[:2], unnamed, *invented.articles[3:]))))
    shown = words("".join(reader.elements[0].text))
    assert "1 account ledger.txt" in shown
    assert shown.count("strait/ledger.txt") == 1


def test_positions_that_cannot_be_compared_stand_by_party(reader: Reader) -> None:
    (table,) = [e for e in reader.elements if e.attributes.get("class") == "positions"]
    assert "permanent naval mission" in "".join(table.text)
    assert "mine clearance" not in "".join(table.text)
    assert "against changed 2 accounts" in words("".join(table.text))
    (parties,) = [e for e in reader.elements if e.attributes.get("class") == "parties"]
    assert "conditional mine clearance" in words("".join(parties.text))


def test_the_synopsis_shows_silence_and_where_accounts_differ(reader: Reader, invented: Record) -> None:
    (table,) = [e for e in reader.elements if e.attributes.get("class") == "synopsis"]
    rows = invented.synopsis[0].rows
    assert "".join(table.text).count("silent") == sum(3 - len(row.cells) for row in rows) > 0
    titled = [e for e in reader.elements if e.attributes.get("href") == "#clm-visit" and "title" in e.attributes]
    assert [e.attributes["title"] for e in titled] == ["What became of Karel Odum's visit to Veldania?"]


def test_only_what_accounts_tell_differently_is_underlined(reader: Reader, invented: Record) -> None:
    disputed = [c for c in invented.claims if c.verdict in ("conflict", "updated")]
    wanted = "".join(e.text for c in disputed for r in c.readings for e in r.evidence)
    marked = "".join("".join(e.text) for e in reader.elements if e.attributes.get("class") == "m e")
    assert wanted
    assert sorted(marked) == sorted(wanted)


def test_a_cut_that_changes_the_meaning_is_told_beside_the_wording(invented: Record) -> None:
    cut = next(q for q in invented.quotations if q.evidence.text == "no ship will be turned back")
    fuller = next(q for q in invented.quotations if q.evidence.text.startswith("No ship will be turned back because"))
    start = fuller.evidence.text.index("because")
    lost = replace(fuller.evidence, start=fuller.evidence.start + start, text=fuller.evidence.text[start:])
    marked = replace(cut, omissions=(Omission("condition", lost),), addressee_text="reporters")
    quotations = tuple(marked if q is cut else q for q in invented.quotations)
    page = read(write(replace(invented, quotations=quotations)))
    told = [e for e in page.elements if e.attributes.get("class") == "lacking"]
    assert len(told) == 1
    assert words("".join(told[0].text)).startswith("leaves out a condition “because of the flag it flies.”")
    assert not [e for e in read(write(invented)).elements if e.attributes.get("class") == "lacking"]
